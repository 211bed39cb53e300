// Package inspect describes values for a person: what the console writes, what an
// error says of a thrown value that is no error, what a debugger shows.
//
// # Invariants
//
//   - No script code runs: getters are named, proxies are shown as their targets.
//   - A description ends with the script: every turn over what a script made large
//     counts against its limits.
//
// It may import object and what is below.
package inspect

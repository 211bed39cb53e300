// Package manual writes what is known of a command line for others: pages of the manual
// (man) and completion for shells, from the model of the parser.
//
// # Invariants
//
//   - Everything comes from the model: a new command or flag needs nothing here.
//   - What stands in a help text is text: it is escaped for each language.
//
// It may import nothing of the project.
package manual

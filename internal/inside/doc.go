// Package inside describes programs and what the engine makes of them, for views: the
// tokens and the tree, bytecode with what it has met, machine code with what it came
// from. The descriptions are plain data with names; each writes itself as text for a
// person and marshals to JSON for a program.
//
// Nothing here runs or changes anything. What has happened in a runtime is read from its
// code records and from pkg/watch; what the tiers keep only when asked is asked for
// before the script runs (Tiers.KeepListings).
//
// The package may import the root package and the tiers below it.
package inside

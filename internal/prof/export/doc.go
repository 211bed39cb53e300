// Package export writes profiles of scripts in the formats of the tools that show them.
// There is one table of writers; whoever offers formats reads it.
//
// Nothing here asks the engine: a profile is complete.
package export

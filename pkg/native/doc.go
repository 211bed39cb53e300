// Package native is tier 2: it turns the bytecode of hot functions and what tier 1 has learned about them into machine
// code, and runs it.
package native

//go:build !kilnstress

package bytecode

// verifyAll makes Prepare verify what it compiles.
const verifyAll = false

//go:build kilnstress || kilncheck

package syntax

// Every function may have its tree made at its first call.
var (
	lazyText     = 0
	lazyFunction = 0
)

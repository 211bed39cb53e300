//go:build !kilnstress && !kilncheck

package syntax

// Functions shorter than lazyFunction, and texts shorter than lazyText, are parsed whole (bytes).
var (
	lazyText     = 2 << 10
	lazyFunction = 256
)

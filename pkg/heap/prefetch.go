//go:build amd64 || arm64

package heap

// prefetch asks for the cache line at addr without waiting for it.
//
//go:noescape
func prefetch(addr uint64)

//go:build !amd64 && !arm64

package heap

func prefetch(uint64) {}

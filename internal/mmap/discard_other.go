//go:build darwin || freebsd || netbsd || openbsd

package mmap

// discard does nothing: the pages of a chunk are few.
func discard([]byte) {}

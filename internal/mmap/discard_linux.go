package mmap

import "syscall"

// discard lets the system take the memory of pages that hold nothing any more. That it
// may refuse costs memory and nothing else.
func discard(mem []byte) { _ = syscall.Madvise(mem, syscall.MADV_DONTNEED) }

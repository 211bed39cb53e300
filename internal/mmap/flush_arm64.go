package mmap

import "unsafe"

func flush(base, size uintptr)

// flushCode makes what was written into mem, which may be executed now, what is executed.
func flushCode(mem []byte) { flush(uintptr(unsafe.Pointer(unsafe.SliceData(mem))), uintptr(len(mem))) }

//go:build linux || darwin || freebsd || netbsd || openbsd

package mmap

import (
	"fmt"
	"os"
	"syscall"
	"unsafe"
)

// Supported tells whether this platform can map pages and change their protection.
const Supported = true

// Region is a run of pages outside Go's heap.
type Region struct {
	mem  []byte
	code bool

	chunk *codeChunk // nil: a mapping of its own
	first int        // its first page in chunk
}

func mapPages(size int) (Region, error) {
	page := os.Getpagesize()
	size = (size + page - 1) / page * page
	mem, err := syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return Region{}, fmt.Errorf("mapping %d bytes: %w", size, err)
	}
	return Region{mem: mem}, nil
}

// NewCode copies code into pages that nothing else is in and makes them executable and read-only. The error says which
// step the system refused.
func NewCode(code []byte) (Region, error) {
	if len(code) <= maxChunked*os.Getpagesize() {
		r, err := cut(code)
		if err == nil {
			coverCode(r.Base(), len(r.mem))
		}
		return r, err
	}
	r, err := mapPages(len(code))
	if err != nil {
		return Region{}, err
	}
	copy(r.mem, code)
	if err := syscall.Mprotect(r.mem, syscall.PROT_READ|syscall.PROT_EXEC); err != nil {
		r.Release()
		return Region{}, fmt.Errorf("making %d bytes executable: %w", len(r.mem), err)
	}
	flushCode(r.mem)
	r.code = true
	coverCode(r.Base(), len(r.mem))
	return r, nil
}

// NewData maps at least size bytes of zeros. A page costs nothing until it is
// touched.
func NewData(size int) (Region, error) { return mapPages(size) }

// NewStack maps a machine stack of at least size bytes above one inaccessible page, so that running off its end faults
// instead of writing into somebody else's memory.
func NewStack(size int) (Region, error) {
	page := os.Getpagesize()
	r, err := mapPages(size + page)
	if err != nil {
		return Region{}, err
	}
	if err := syscall.Mprotect(r.mem[:page], syscall.PROT_NONE); err != nil {
		r.Release()
		return Region{}, fmt.Errorf("guarding a machine stack: %w", err)
	}
	return r, nil
}

// Bytes is the region's memory; writing to it faults if it is code.
func (r Region) Bytes() []byte { return r.mem }

// Base is the address of the region's first byte, 0 for an empty region.
func (r Region) Base() uintptr {
	if len(r.mem) == 0 {
		return 0
	}
	return uintptr(unsafe.Pointer(&r.mem[0]))
}

// Size is the region's length in bytes, a multiple of the page size.
func (r Region) Size() int { return len(r.mem) }

// Release gives the pages back to the system. The region must not be used afterwards.
func (r *Region) Release() {
	if r.mem != nil {
		if r.code {
			uncoverCode(r.Base(), len(r.mem))
		}
		if r.chunk != nil {
			r.chunk.giveBack(r.first, len(r.mem)/os.Getpagesize())
		} else {
			// The only failure possible is an argument that is not a mapping, which mapPages rules out.
			_ = syscall.Munmap(r.mem)
		}
		r.mem = nil
	}
}

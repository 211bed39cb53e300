//go:build linux || darwin || freebsd || netbsd || openbsd

package mmap

import (
	"fmt"
	"math/bits"
	"os"
	"sync"
	"syscall"
)

// Pages of code are cut from chunks. A system counts mappings (vm.max_map_count of
// Linux is 65,530), and neighbours with the same protection are one: with pages of
// their own, ten thousand runtimes with a few hot functions each would have them all.
// In a chunk the pages that are being written are apart for a moment only.
const (
	chunkPages = 64
	// maxChunked is how many pages of code are cut from a chunk at most; longer code has
	// a mapping for itself.
	maxChunked = chunkPages / 4
)

// codeChunk is chunkPages pages, readable and executable but for those that NewCode
// is writing.
type codeChunk struct {
	mem   []byte
	taken uint64 // a bit for each page
}

// codeChunks are the chunks of the process. Its lock is held while pages are written: the
// protection of neighbours changes together.
var codeChunks struct {
	sync.Mutex
	list []*codeChunk
}

func mapChunk() (*codeChunk, error) {
	r, err := mapPages(chunkPages * os.Getpagesize())
	if err != nil {
		return nil, err
	}
	// Mappings grow together again only if they have held pages of one origin.
	r.mem[0] = 0
	if err := syscall.Mprotect(r.mem, syscall.PROT_READ|syscall.PROT_EXEC); err != nil {
		r.Release()
		return nil, fmt.Errorf("making %d bytes executable: %w", len(r.mem), err)
	}
	return &codeChunk{mem: r.mem}, nil
}

// find returns the first of n pages in a row that nobody has, or -1.
func (c *codeChunk) find(n int) int {
	run := ^c.taken
	for range n - 1 {
		run &= run >> 1
	}
	if run == 0 {
		return -1
	}
	return bits.TrailingZeros64(run)
}

func (c *codeChunk) mask(first, n int) uint64 { return (1<<n - 1) << first }

func (c *codeChunk) pages(first, n int) []byte {
	page := os.Getpagesize()
	return c.mem[first*page : (first+n)*page : (first+n)*page]
}

// cut writes code into pages of a chunk.
func cut(code []byte) (Region, error) {
	page := os.Getpagesize()
	n := (len(code) + page - 1) / page
	codeChunks.Lock()
	defer codeChunks.Unlock()
	var chunk *codeChunk
	first := -1
	for i := len(codeChunks.list) - 1; i >= 0 && first < 0; i-- {
		chunk = codeChunks.list[i]
		first = chunk.find(n)
	}
	if first < 0 {
		var err error
		if chunk, err = mapChunk(); err != nil {
			return Region{}, err
		}
		codeChunks.list = append(codeChunks.list, chunk)
		first = 0
	}
	mem := chunk.pages(first, n)
	if err := syscall.Mprotect(mem, syscall.PROT_READ|syscall.PROT_WRITE); err != nil {
		return Region{}, fmt.Errorf("making %d bytes writable: %w", len(mem), err)
	}
	clear(mem[copy(mem, code):])
	chunk.taken |= chunk.mask(first, n)
	if err := syscall.Mprotect(mem, syscall.PROT_READ|syscall.PROT_EXEC); err != nil {
		return Region{}, fmt.Errorf("making %d bytes executable: %w", len(mem), err)
	}
	flushCode(mem)
	return Region{mem: mem, code: true, chunk: chunk, first: first}, nil
}

// giveBack makes the pages of a region free. A chunk that nobody has pages of goes
// back to the system, if there is another.
func (c *codeChunk) giveBack(first, n int) {
	codeChunks.Lock()
	defer codeChunks.Unlock()
	c.taken &^= c.mask(first, n)
	if c.taken != 0 || len(codeChunks.list) == 1 {
		discard(c.pages(first, n))
		return
	}
	for i, other := range codeChunks.list {
		if other == c {
			last := len(codeChunks.list) - 1
			codeChunks.list[i] = codeChunks.list[last]
			codeChunks.list[last] = nil
			codeChunks.list = codeChunks.list[:last]
		}
	}
	_ = syscall.Munmap(c.mem)
}

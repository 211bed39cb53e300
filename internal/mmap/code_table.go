package mmap

import "sync"

// The signal handler must tell machine code from everything else that may fault. It
// may not take locks or follow Go's data structures, so it asks this table:
//
//	codeTable  open addressing by chunkHash: number of a chunk of 64 KiB that holds
//	           code; 0: nothing, here the search ends; goneChunk: search on
//
// An address that is not found is Go's business.
const (
	chunkBits      = 16
	codeTableBits  = 12
	codeTableSize  = 1 << codeTableBits
	maxChunks      = codeTableSize / 2
	goneChunk      = 1
	chunkHashShift = 64 - codeTableBits
	chunkHash      = 0x9E3779B97F4A7C15
)

var (
	codeTable [codeTableSize]uint64

	chunksLock sync.Mutex
	chunks     = map[uint64]int{} // regions by chunk
)

func chunkSlot(chunk uint64) uint64 { return chunk * chunkHash >> chunkHashShift }

// coverCode enters the chunks of a region in the table. A full table leaves some
// out: a fault there ends the process, as without any table.
func coverCode(base uintptr, size int) {
	chunksLock.Lock()
	defer chunksLock.Unlock()
	for c := uint64(base) >> chunkBits; c <= (uint64(base)+uint64(size)-1)>>chunkBits; c++ {
		if chunks[c] > 0 {
			chunks[c]++
			continue
		}
		if len(chunks) >= maxChunks {
			continue
		}
		chunks[c] = 1
		at := chunkSlot(c)
		for codeTable[at] > goneChunk {
			at = (at + 1) % codeTableSize
		}
		codeTable[at] = c
	}
}

// uncoverCode takes the chunks of a region back. A run of places that are gone ends
// at the next empty one, and is emptied when that follows.
func uncoverCode(base uintptr, size int) {
	chunksLock.Lock()
	defer chunksLock.Unlock()
	for c := uint64(base) >> chunkBits; c <= (uint64(base)+uint64(size)-1)>>chunkBits; c++ {
		if chunks[c] > 1 {
			chunks[c]--
			continue
		}
		if chunks[c] == 0 {
			continue
		}
		delete(chunks, c)
		at := chunkSlot(c)
		for codeTable[at] != c {
			at = (at + 1) % codeTableSize
		}
		codeTable[at] = goneChunk
		for codeTable[(at+1)%codeTableSize] == 0 && codeTable[at] == goneChunk {
			codeTable[at] = 0
			at = (at + codeTableSize - 1) % codeTableSize
		}
	}
}

package main

import (
	"encoding/binary"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/watch"
)

// coverage tells the fuzzer which edges a script has reached.
type coverage interface {
	// begin is called before a script, end after it.
	begin()
	end(rt *kiln.Runtime, totals *watch.Totals)
}

type noCoverage struct{}

func (noCoverage) begin()                           {}
func (noCoverage) end(*kiln.Runtime, *watch.Totals) {}

// bitmapSize is the size of the shared memory:
//
//	┌──────────────┬────────────────────────────────────────────┐
//	│ edges, 4 B   │ one bit for each edge, lowest first        │
//	└──────────────┴────────────────────────────────────────────┘
//
// The number of edges is written once, before the first script ends; the fuzzer
// clears the bits between scripts.
const bitmapSize = 0x200000

// maxEdges is the number of edges that have a bit.
const maxEdges = (bitmapSize - 4) * 8

// bitmap is coverage in shared memory.
type bitmap struct {
	memory []byte
	counters
}

func newBitmap(memory []byte) *bitmap {
	b := &bitmap{memory: memory}
	binary.LittleEndian.PutUint32(memory, uint32(min(b.edges(), maxEdges)))
	return b
}

func (b *bitmap) begin() { b.reset() }

func (b *bitmap) end(rt *kiln.Runtime, totals *watch.Totals) {
	b.visit(rt, totals, func(edge int) {
		if edge < maxEdges {
			b.memory[4+edge/8] |= 1 << (edge % 8)
		}
	})
}

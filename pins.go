package kiln

import (
	"math"
	"runtime"
	"slices"
	"weak"

	"github.com/kilnjs/kiln/pkg/heap"
)

// pin keeps a cell alive for Go code: as long as Go can reach it, the cell is a root.
type pin struct {
	of  *pinBlock // nil once the pin has a weak pointer of its own
	era uint32    // of the runtime: see eras
}

// blockPins is how many pins share a block.
const blockPins = 32

// pinBlock is a run of pins that were made one after the other. It lives as long as one of
// them, which is what makes them cheap: the block alone has a weak pointer. (Go keeps the weak
// pointers to objects of one page in a list, which it walks for each new one: blocks are large
// enough for that list to be short.)
type pinBlock struct{ pins [blockPins]*pin }

// pins are the cells that Go code holds. Only the goroutine of the runtime touches them: what
// Go no longer holds is found through weak pointers, after a collection of Go's.
//
// The values of a pin are roots in three ways, one after the other:
//
//	open     made lately: the block is held here
//	blocks   a full block, or an open one that got old: as long as Go holds one of its pins
//	singles  a pin of a block that has survived a collection of Go's: as long as Go holds it,
//	         so that a Value that is kept for long keeps nothing else alive
type pins struct {
	open   *pinBlock // nil when there is none
	recent []heap.Value

	blocks []weakBlock
	held   []heap.Value // blockPins for each of blocks

	singles []weak.Pointer[pin]
	single  []heap.Value

	probe  weak.Pointer[probe]
	era    uint32 // of the runtime; all pins of a block are of one
	cycle  uint32 // collections of Go's that probe has told of
	opened uint32 // cycle when open began
	sweep  int    // number of pins at which the next block that is closed looks for dead ones
}

// probe is an object that nobody holds: when it is gone Go has collected.
type probe struct{ _ *probe }

type weakBlock struct {
	block weak.Pointer[pinBlock]
	cycle uint32 // when it was closed
	era   uint32
}

const (
	sameSearch  = 4    // how many of the last pins are looked at for one of the same cell
	sweepLeast  = 1024 // pins that are no reason to look for dead ones
	agedCycles  = 2    // number of probes after which one collection was complete
	growToSweep = 2
	// blocksAtOnce is how many blocks a collection of Go's makes single pins of, for the sake of
	// pauses: a pin takes 100 to 200 ns.
	blocksAtOnce = 256
)

// add returns a pin of the cell v.
func (p *pins) add(v heap.Value) *pin {
	n := len(p.recent)
	if p.open == nil {
		p.begin()
	} else {
		for i := n - 1; i >= 0 && i >= n-sameSearch; i-- {
			if p.recent[i] == v {
				return p.open.pins[i]
			}
		}
		if n == blockPins {
			p.close()
			p.begin()
		}
	}
	n = len(p.recent)
	made := &pin{p.open, p.era}
	p.open.pins[n] = made
	p.recent = append(p.recent, v)
	return made
}

func (p *pins) begin() {
	p.open = new(pinBlock)
	p.opened = p.cycle
}

// close leaves the open block to those who hold its pins.
func (p *pins) close() {
	p.blocks = append(p.blocks, weakBlock{weak.Make(p.open), p.cycle, p.era})
	end := len(p.held)
	p.held = slices.Grow(p.held, blockPins)[:end+blockPins]
	clear(p.held[end+copy(p.held[end:], p.recent):])
	p.open, p.recent = nil, p.recent[:0]
	if p.count() >= max(p.sweep, sweepLeast) {
		p.drop()
		p.sweep = growToSweep * p.count()
	}
}

// count is how many values are roots, about.
func (p *pins) count() int { return len(p.recent) + len(p.held) + len(p.single) }

// collected reports whether Go has collected since it last said so.
func (p *pins) collected() bool {
	if p.probe != (weak.Pointer[probe]{}) && p.probe.Value() != nil {
		return false
	}
	p.probe = weak.Make(new(probe))
	p.cycle++
	return true
}

// drop forgets what Go no longer holds, if Go has collected since the last time.
func (p *pins) drop() {
	if !p.collected() {
		return
	}
	if p.open != nil && p.cycle-p.opened > agedCycles {
		p.close()
	}
	p.dropBlocks(func(b weakBlock) bool { return p.cycle-b.cycle > agedCycles }, blocksAtOnce)
	p.dropSingles()
}

// dropBlocks forgets the blocks that Go no longer holds, and gives the pins of those that have
// got old weak pointers of their own, of at most so many blocks. It returns how many it has
// forgotten.
func (p *pins) dropBlocks(old func(weakBlock) bool, most int) (dropped int) {
	kept := 0
	var strong []*pinBlock
	var values []heap.Value
	for i, b := range p.blocks {
		of := p.held[i*blockPins : (i+1)*blockPins]
		block := b.block.Value()
		switch {
		case block == nil:
			dropped++
		case len(strong) < most && old(b):
			strong = append(strong, block)
			values = append(values, of...)
		default:
			p.blocks[kept] = b
			copy(p.held[kept*blockPins:], of)
			kept++
		}
	}
	p.blocks = shorten(p.blocks, kept)
	p.held = shorten(p.held, kept*blockPins)
	// Go's list of the weak pointers to a page is in the order of addresses: from the highest
	// down each is the first one.
	for i := len(values) - 1; i >= 0; i-- {
		if made := strong[i/blockPins].pins[i%blockPins]; made != nil {
			made.of = nil
			p.singles = append(p.singles, weak.Make(made))
			p.single = append(p.single, values[i])
		}
	}
	return dropped
}

// dropSingles forgets the single pins that Go no longer holds, and returns how many.
func (p *pins) dropSingles() (dropped int) {
	kept := 0
	for i, s := range p.singles {
		if s.Value() != nil {
			p.singles[kept], p.single[kept] = s, p.single[i]
			kept++
		}
	}
	dropped = len(p.singles) - kept
	p.singles, p.single = shorten(p.singles, kept), shorten(p.single, kept)
	return dropped
}

// shorten cuts a list to its first n elements, and gives most of its memory back where that
// has become too much.
func shorten[T any](list []T, n int) []T {
	if n < cap(list)/4 {
		return slices.Clone(list[:n])
	}
	clear(list[n:])
	return list[:n]
}

// release makes Go collect and forgets what it no longer holds: for a heap that is full. It
// reports whether there was any such.
func (p *pins) release() bool {
	if p.count() == 0 {
		return false
	}
	if p.open != nil {
		p.close()
	}
	dropped := p.dropBlocks(func(weakBlock) bool { return true }, math.MaxInt)
	runtime.GC()
	return dropped+p.dropSingles() > 0
}

// turn begins an era of the runtime. The pins of eras that are over are no roots any more: where
// their cells were there are others now.
func (p *pins) turn(e *eras) {
	if p.open != nil {
		p.close()
	}
	p.era = e.now
	p.dropBlocks(func(weakBlock) bool { return false }, 0)
	kept := 0
	for i, b := range p.blocks {
		if !e.over(b.era) {
			p.blocks[kept] = b
			copy(p.held[kept*blockPins:], p.held[i*blockPins:(i+1)*blockPins])
			kept++
		}
	}
	p.blocks, p.held = shorten(p.blocks, kept), shorten(p.held, kept*blockPins)
	kept = 0
	for i, s := range p.singles {
		if made := s.Value(); made != nil && !e.over(made.era) {
			p.singles[kept], p.single[kept] = s, p.single[i]
			kept++
		}
	}
	p.singles, p.single = shorten(p.singles, kept), shorten(p.single, kept)
}

func (p *pins) trace(m *heap.Marker) {
	p.drop()
	m.Values(p.recent)
	m.Lots(p.held)
	m.Lots(p.single)
}

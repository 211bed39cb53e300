package stack

import (
	"fmt"
	"sync"
	"unsafe"

	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/heap"
)

// pages is the memory of a stack, of pages that Go does not manage.
type pages struct {
	region mmap.Region
	high   int // no word from here on was ever written
}

// spare are stacks of DefaultBytes that were dropped. A runtime that is made soon
// after another was dropped takes one from here: mapping pages, touching the first and
// giving them back takes longer than all the rest of a small runtime.
var spare struct {
	sync.Mutex
	list []*pages
}

const (
	// maxSpare is how many stacks are spare at most: as many as are dropped in one go
	// where a program makes a runtime for each request.
	maxSpare = 64
	// maxSpareWords is how much of a spare stack was written at most, in words.
	maxSpareWords = 4096
)

// takePages returns zeroed pages for a stack of that many words.
func takePages(words int) (*pages, error) {
	if words*8 == DefaultBytes {
		if p := takeSpare(); p != nil {
			clear(p.words()[:p.high])
			p.high = 0
			if heap.Checked {
				p.check()
			}
			return p, nil
		}
	}
	region, err := mmap.NewData(words * 8)
	if err != nil {
		return nil, err
	}
	return &pages{region: region}, nil
}

func takeSpare() *pages {
	spare.Lock()
	defer spare.Unlock()
	n := len(spare.list)
	if n == 0 {
		return nil
	}
	p := spare.list[n-1]
	spare.list[n-1] = nil
	spare.list = spare.list[:n-1]
	return p
}

// drop keeps the pages for another stack, or gives them back to the system.
func (p *pages) drop() {
	if p.region.Size() == DefaultBytes && p.high <= maxSpareWords {
		spare.Lock()
		defer spare.Unlock()
		if len(spare.list) < maxSpare {
			spare.list = append(spare.list, p)
			return
		}
	}
	p.region.Release()
}

func (p *pages) words() []heap.Value {
	b := p.region.Bytes()
	return unsafe.Slice((*heap.Value)(unsafe.Pointer(unsafe.SliceData(b))), len(b)/8)
}

// check panics when something was written above what the last stack is known to have used.
func (p *pages) check() {
	for i, v := range p.words() {
		if v != 0 {
			panic(fmt.Sprintf("stack: word %d of a fresh stack is %#x", i, uint64(v)))
		}
	}
}

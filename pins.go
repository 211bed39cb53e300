package kiln

import (
	"runtime"
	"sync"

	"github.com/kilnjs/kiln/pkg/heap"
)

// pin keeps a cell alive for Go code. It has the 16 bytes that Go gives a block of its own:
// a smaller one would share its block with others, such as the text of a name that the
// cell keeps alive, and none of them would ever be collected.
type pin struct {
	id uint32
	_  [12]byte
}

// pins are the cells that Go code holds, as a handle-less root table: freed ids
// come from Go's collector on any goroutine.
type pins struct {
	values []heap.Value
	free   []uint32

	mu   sync.Mutex
	dead []uint32
}

func (p *pins) add(v heap.Value) *pin {
	p.takeDead()
	var id uint32
	if n := len(p.free); n > 0 {
		id = p.free[n-1]
		p.free = p.free[:n-1]
		p.values[id] = v
	} else {
		id = uint32(len(p.values))
		p.values = append(p.values, v)
	}
	held := &pin{id: id}
	runtime.AddCleanup(held, p.release, id)
	return held
}

func (p *pins) release(id uint32) {
	p.mu.Lock()
	p.dead = append(p.dead, id)
	p.mu.Unlock()
}

func (p *pins) trace(m *heap.Marker) {
	p.takeDead()
	m.Lots(p.values)
}

// takeDead makes the ids free that Go holds no longer.
func (p *pins) takeDead() {
	p.mu.Lock()
	for _, id := range p.dead {
		p.values[id] = heap.Undefined
		p.free = append(p.free, id)
	}
	p.dead = p.dead[:0]
	p.mu.Unlock()
}

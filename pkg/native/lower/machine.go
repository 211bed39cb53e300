package lower

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Machine is what the machine code of one runtime and Go both know beyond the Context:
// machine code has numbers and addresses from it.
type Machine struct {
	Runtime   *object.Runtime
	Exits     []Exit // by number
	Free      []int  // numbers of exits of code that is gone
	Sites     []*Site
	Beliefs   map[int]Belief // by exit: what it has taken for granted
	Yields    map[int]Yield  // by exit of that kind
	Instances [1<<InstanceBits + 1]Instance
	Singles   uint64 // address of the table of strings of one character
	Cells     []Cell
	Listings  bool // somebody will look at machine code: it is kept with Marks
}

// Cell is how machine code makes a cell of elements.
type Cell struct {
	AllocState uintptr // address of the allocation state of its size class
	Bytes      uint64
	Header     uint64
	Room       uint64 // the word with length and capacity, where the former is 0
}

// CellShift is the size of a Cell as a shift.
const CellShift = 5

// MaxElements is up to how many elements machine code makes cells for.
const MaxElements = 128

// ElementsCells is the address of a Cell for each number of elements below
// MaxElements, and behind these of the one that takes the place of each when it is full.
func (m *Machine) ElementsCells() (exact, grown uintptr) {
	if m.Cells == nil {
		m.Cells = make([]Cell, 2*MaxElements)
		for n := range MaxElements {
			m.Cells[n] = m.elementsCell(n)
			m.Cells[n+MaxElements] = m.elementsCell(heap.GrownElements(n))
		}
	}
	return uintptr(unsafe.Pointer(&m.Cells[0])), uintptr(unsafe.Pointer(&m.Cells[MaxElements]))
}

func (m *Machine) elementsCell(n int) Cell {
	header, class, bytes, room := heap.ElementsHeader(n)
	return Cell{m.AllocAddress(class), uint64(bytes), header, uint64(room) << 32}
}

// AddExit registers an exit and returns its number.
func (m *Machine) AddExit(x Exit) int {
	if n := len(m.Free); n > 0 {
		i := m.Free[n-1]
		m.Free = m.Free[:n-1]
		m.Exits[i] = x
		return i
	}
	m.Exits = append(m.Exits, x)
	return len(m.Exits) - 1
}

// AllocAddress is the address of the allocation state of a size class.
func (m *Machine) AllocAddress(sizeClass int) uintptr {
	return uintptr(unsafe.Pointer(m.Runtime.Heap)) + heap.OffsetAlloc + uintptr(sizeClass)*heap.AllocStride
}

// NotedAddress is the address of what is like the allocation state of a size class, but takes the
// addresses of cells that the collector shall look at.
func (m *Machine) NotedAddress() uintptr {
	return uintptr(unsafe.Pointer(m.Runtime.Heap)) + heap.OffsetNoted
}

// EmptyElements is the Value of the Elements cell that objects without elements share.
func (m *Machine) EmptyElements() uint64 {
	return *(*uint64)(unsafe.Add(unsafe.Pointer(m.Runtime.Heap), heap.OffsetEmptyElements))
}

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
	Sites     []*Site
	Beliefs   map[int]Belief // by exit: what it has taken for granted
	Instances [1 << InstanceBits]Instance
	Singles   uint64 // address of the table of strings of one character
	Growth    []Growth
	Listings  bool // somebody will look at machine code: it is kept with Marks
}

// Growth is how machine code makes room for one more element where so many fill their
// cell: the cell that takes the place of that one.
type Growth struct {
	AllocState uintptr // address of the allocation state of its size class
	Bytes      uint64
	Header     uint64
	Room       uint64 // in the form of its word with length and capacity: only the latter
}

// GrowthSize is the size of a Growth.
const GrowthSize = int32(unsafe.Sizeof(Growth{}))

// MaxGrown is up to how many elements machine code grows.
const MaxGrown = 128

// GrowthTable is the address of a Growth for each number of elements below MaxGrown.
func (m *Machine) GrowthTable() uintptr {
	if m.Growth == nil {
		m.Growth = make([]Growth, MaxGrown)
		for c := range m.Growth {
			header, class, bytes, room := heap.ElementsHeader(heap.GrownElements(c))
			m.Growth[c] = Growth{m.AllocAddress(class), uint64(bytes), header, uint64(room) << 32}
		}
	}
	return uintptr(unsafe.Pointer(&m.Growth[0]))
}

// AddExit registers an exit and returns its number.
func (m *Machine) AddExit(x Exit) int {
	m.Exits = append(m.Exits, x)
	return len(m.Exits) - 1
}

// AllocAddress is the address of the allocation state of a size class.
func (m *Machine) AllocAddress(sizeClass int) uintptr {
	return uintptr(unsafe.Pointer(m.Runtime.Heap)) + heap.OffsetAlloc + uintptr(sizeClass)*heap.AllocStride
}

// EmptyElements is the Value of the Elements cell that objects without elements share.
func (m *Machine) EmptyElements() uint64 {
	return *(*uint64)(unsafe.Add(unsafe.Pointer(m.Runtime.Heap), heap.OffsetEmptyElements))
}

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
	Listings  bool   // somebody will look at machine code: it is kept with Marks
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

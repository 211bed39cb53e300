package lower

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Instance is one answer of instanceof: whether objects of a shape, none of whose
// prototypes is exotic, have proto among their prototypes. It holds for one epoch:
// the shape names the first prototype, and whatever changes the further ones ends
// the epoch, so that not even another object in the place of proto makes it wrong.
// Collections empty the table all the same.
type Instance struct {
	Proto  heap.Value
	Answer heap.Value
	Shape  uint32
	Epoch  uint32
}

// InstanceBits gives the size of the table of answers. An answer is where its index says, or behind that: what is
// there gives way.
const InstanceBits = 8

// InstanceIndex is where the answer is; machine code has it from keyedOffset.
func InstanceIndex(shape uint32, proto heap.Value) uint32 {
	return (shape*object.KeyedShapeFactor ^ uint32(proto>>object.KeyedKeyShift)) * object.KeyedFactor >> (32 - InstanceBits)
}

// LearnInstance puts an answer into the table.
func (m *Machine) LearnInstance(q Instance) {
	i := InstanceIndex(q.Shape, q.Proto)
	if old := m.Instances[i]; old.Epoch == q.Epoch && (old.Shape != q.Shape || old.Proto != q.Proto) {
		m.Instances[i+1] = old
	}
	m.Instances[i] = q
}

package heap

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
)

// Machine code and other packages rely on these numbers.
func TestLayout(t *testing.T) {
	var o Object
	assert.EqualValues(t, OffsetSlots, unsafe.Offsetof(o.slots))
	assert.EqualValues(t, OffsetElements, unsafe.Offsetof(o.elems))
	assert.EqualValues(t, OffsetInternals, unsafe.Sizeof(o))
	assert.EqualValues(t, OffsetInternals, objectBase*8)
	var e Elements
	assert.EqualValues(t, OffsetElemLen, unsafe.Offsetof(e.lenCap))
	assert.EqualValues(t, OffsetElemCap, unsafe.Offsetof(e.lenCap)+4)
	assert.EqualValues(t, OffsetElemData, unsafe.Sizeof(e))
	assert.EqualValues(t, OffsetElemData, elemWords*8)
	var env Env
	assert.EqualValues(t, OffsetEnvParent, unsafe.Offsetof(env.parent))
	assert.EqualValues(t, OffsetEnvSlots, unsafe.Sizeof(env))
	assert.EqualValues(t, OffsetEnvSlots, envSlots*8)

	var gen GenState
	assert.EqualValues(t, OffsetGenWords, unsafe.Sizeof(gen))
	assert.EqualValues(t, OffsetGenWords, genWords*8)
	var s String
	assert.EqualValues(t, OffsetString, unsafe.Offsetof(s.meta))
	assert.EqualValues(t, stringHeader, unsafe.Sizeof(s))
	assert.EqualValues(t, OffsetOverflow, unsafe.Sizeof(slotsCell{}))
	assert.EqualValues(t, tableCellWords*8, unsafe.Sizeof(OrderedTable{}))
	var h Heap
	assert.EqualValues(t, OffsetAlloc, unsafe.Offsetof(h.alloc))
	assert.EqualValues(t, AllocStride, unsafe.Sizeof(h.alloc[0]))
	assert.EqualValues(t, OffsetAllocEnd, unsafe.Offsetof(h.alloc[0].end))
	assert.EqualValues(t, OffsetProtoEpoch, unsafe.Offsetof(h.ProtoEpoch))
	assert.EqualValues(t, OffsetEmptyElements, unsafe.Offsetof(h.emptyElements))
	assert.EqualValues(t, OffsetNoted, unsafe.Offsetof(h.noted))
}

func TestHeaderFields(t *testing.T) {
	assert.EqualValues(t, 1<<18, HeaderBarrierBit)
	assert.EqualValues(t, 0, colourMask&barrierBit|barrierBit&sizeMask|sizeMask&flagMask|subMask&gcMask|kindMask&subMask)
	assert.EqualValues(t, uint64(0xFFFFFFFF), uint64(kindMask|subMask|gcMask|flagMask))
	assert.EqualValues(t, gcMask, colourMask|barrierBit|sizeMask)
	for w, c := range wordClass {
		assert.GreaterOrEqual(t, int(classBytes[c]), w*8)
		if c > 0 {
			assert.Less(t, int(classBytes[c-1]), w*8)
		}
	}
	assert.Less(t, int(NumClasses), 256)
	for c := range NumClasses {
		assert.NotEmpty(t, c.String())
		assert.LessOrEqual(t, objectBase+int(Classes[c].Internals)+maxInlineCap, maxSmallWords)
	}
}

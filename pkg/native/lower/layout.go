package lower

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// What machine code may assume of the memory that it reads and writes. All byte
// offsets in cells, frames and tables of Go's are in this file, and the emitters have
// them from nowhere else; layout_test.go holds each against what heap and object do.

// Parts of the header word of a cell.
const (
	KindOffset     = 0 // kind of the cell, a byte
	SubFlagsOffset = 1 // sub-flags of strings, a byte
	ClassOffset    = 1 // class of objects, a byte
	BarrierByte    = 2 // the byte with the barrier bit
	FlagsOffset    = 3 // flags of objects, a byte
	ShapeOffset    = 4 // shape id of objects, 32 bits

	InternedBit = heap.HeaderInternedBit >> 8 // in the sub-flags of strings
	WideBit     = heap.HeaderWideBit >> 8     // in the sub-flags of ropes
	BarrierMask = heap.HeaderBarrierBit >> 16 // in BarrierByte
	LargeCell   = heap.HeaderLarge >> 16      // in BarrierByte: less in cells that are not large
)

// IntUpper is the upper half of the word of an int.
const IntUpper = int32(heap.TagInt<<16 - 1<<32)

// SpecialUpper is the upper half of the words of undefined, null and the booleans.
const SpecialUpper = int32(heap.TagSpecial<<16 - 1<<32)

// Objects: their overflow slots, their elements, and their internal slots, behind
// which properties follow.
const (
	SlotsOffset    = heap.OffsetSlots
	ElementsOffset = heap.OffsetElements
	InternalOffset = heap.OffsetInternals
)

// What objects refer to.
const (
	SlotsFirst    = heap.OffsetOverflow // of a Slots cell: the first overflow slot
	SlotsCapacity = 4                   // … and how many there are, 32 bits
	ElemsLen      = heap.OffsetElemLen  // of an Elements cell: the number of elements, 32 bits
	ElemsCap      = heap.OffsetElemCap  // … and how many fit, 32 bits
	ElemsFirst    = heap.OffsetElemData // … and the first one
	EnvParent     = heap.OffsetEnvParent
	EnvFirst      = heap.OffsetEnvSlots
	AccessorGet   = heap.OffsetAccessorGet
	AccessorSet   = heap.OffsetAccessorSet
)

// Strings: length in code units (32 bits), units of flat ones, and of a slice the
// first unit (32 bits) and the text that it is of. Where a slice has its first unit, a
// rope has its depth and a buffer how many units fit.
const (
	StringHash   = ShapeOffset // 0 while nobody has asked
	StringLength = heap.OffsetString
	StringUnits  = heap.OffsetStringUnits
	StringStart  = heap.OffsetStringStart
	StringBase   = heap.OffsetStringBase
	RopeLeft     = heap.OffsetRopeLeft
	RopeRight    = heap.OffsetRopeRight
)

// Internal slots of functions. The first is the id of the code record; arrays have
// their length there.
const (
	FunctionCode  = InternalOffset
	FunctionEnv   = InternalOffset + 8
	FunctionHome  = object.OffsetHome
	FunctionClass = object.OffsetClass
	ArrayLength   = InternalOffset
)

// Internal slots of bound functions.
const (
	BoundTarget = InternalOffset + object.BoundTargetSlot*8
	BoundThis   = InternalOffset + object.BoundThisSlot*8
	BoundArgs   = InternalOffset + object.BoundArgsSlot*8
)

// BigInts: the number of limbs, with the sign above, and the limbs.
const (
	BigMeta  = heap.OffsetBigMeta
	BigLimbs = heap.OffsetBigLimbs
)

// Tables of Maps and Sets.
const (
	TableLen     = heap.OffsetTableLen
	TableUsed    = heap.OffsetTableUsed
	TableData    = heap.OffsetTableData
	TableEntries = heap.OffsetTableEntries
	TableBuckets = heap.OffsetTableBuckets
	BytesLength  = heap.OffsetBytesLength // of the cell of buckets, 32 bits
	BytesFirst   = heap.OffsetBytesFirst
)

// Iterators over strings and tables.
const (
	IteratorTag    = InternalOffset + object.IteratorTag*8
	IteratorTarget = InternalOffset + object.IteratorTarget*8
	IteratorIndex  = InternalOffset + object.IteratorIndex*8
)

// Generators, and the frame that is saved with one: how many words it has, and the first one.
const (
	GeneratorState = InternalOffset + object.GeneratorStateSlot*8
	GeneratorFrame = InternalOffset + object.GeneratorFrameSlot*8
	SavedWords     = heap.OffsetGenLen
	SavedFirst     = heap.OffsetGenWords
)

// Where iterator result objects that nobody has changed have their properties.
const (
	ResultValue = object.OffsetResultValue
	ResultDone  = object.OffsetResultDone
)

// GeneratorIn is the state of a generator of tier 1, with frames of which machine code goes on too.
func GeneratorIn(s object.GeneratorState) heap.Value {
	return heap.Int(int32(object.TierBytecode)<<8 | int32(s))
}

// Where an arguments object that nobody has changed has its properties.
const (
	ArgumentsLength   = int(object.ArgumentsLength) * 8
	ArgumentsIterator = int(object.ArgumentsIterator) * 8
	ArgumentsCallee   = int(object.ArgumentsCallee) * 8
)

// Typed arrays, and the window through which their memory is reached: an address for
// reading and one for writing, 0 where that is not allowed.
const (
	TypedElement = InternalOffset + object.TypedElement*8
	TypedOffset  = InternalOffset + object.TypedOffset*8
	TypedLength  = InternalOffset + object.TypedLength*8
	TypedWindow  = InternalOffset + object.TypedWindow*8
	WindowRead   = heap.OffsetWindowRead
	WindowWrite  = heap.OffsetWindowWrite
)

// The state from which cells of one size class are taken: the next one, and the end of
// the run.
const (
	AllocNext = 0
	AllocEnd  = heap.OffsetAllocEnd
)

// Header words of a frame.
const (
	CalleeOffset    = stack.Callee * 8
	ThisOffset      = stack.This * 8
	NewTargetOffset = stack.NewTarget * 8
	ArgcOffset      = stack.Argc * 8
	EnvOffset       = stack.Env * 8
	LinkOffset      = stack.Link * 8
	PosOffset       = stack.Pos * 8
	ArgsOffset      = stack.Header * 8
)

// An object.KeyedEntry of the caches that all sites share.
const (
	KeyedKey      = int32(unsafe.Offsetof(object.KeyedEntry{}.Key))
	keyedBase     = int32(unsafe.Offsetof(object.KeyedEntry{}.ICEntry))
	KeyedShape    = keyedBase + int32(unsafe.Offsetof(object.ICEntry{}.Shape))
	KeyedKind     = keyedBase + int32(unsafe.Offsetof(object.ICEntry{}.Kind))
	KeyedEpoch    = keyedBase + int32(unsafe.Offsetof(object.ICEntry{}.Epoch))
	KeyedOffset   = keyedBase + int32(unsafe.Offsetof(object.ICEntry{}.Offset))
	KeyedNewShape = keyedBase + int32(unsafe.Offsetof(object.ICEntry{}.NewShape))
	KeyedHolder   = keyedBase + int32(unsafe.Offsetof(object.ICEntry{}.Holder))
	KeyedSize     = uint64(unsafe.Sizeof(object.KeyedEntry{}))
)

// An object.ArrayGuard, 32 bits each.
const (
	GuardShape = int32(unsafe.Offsetof(object.ArrayGuard{}.Shape))
	GuardOther = int32(unsafe.Offsetof(object.ArrayGuard{}.Other))
	GuardEpoch = int32(unsafe.Offsetof(object.ArrayGuard{}.Epoch))
	GuardIter  = int32(unsafe.Offsetof(object.ArrayGuard{}.Iter))
	GuardNext  = int32(unsafe.Offsetof(object.ArrayGuard{}.Next))
	GuardPlain = int32(unsafe.Offsetof(object.ArrayGuard{}.Plain))

	GuardSpecies = int32(unsafe.Offsetof(object.ArrayGuard{}.Species))
	GuardCtor    = int32(unsafe.Offsetof(object.ArrayGuard{}.Ctor))
	GuardGetter  = int32(unsafe.Offsetof(object.ArrayGuard{}.Getter))
)

// An Instance.
const (
	InstanceProto  = int32(unsafe.Offsetof(Instance{}.Proto))
	InstanceAnswer = int32(unsafe.Offsetof(Instance{}.Answer))
	InstanceShape  = int32(unsafe.Offsetof(Instance{}.Shape))
	InstanceEpoch  = int32(unsafe.Offsetof(Instance{}.Epoch))
	InstanceSize   = uint64(unsafe.Sizeof(Instance{}))
)

package heap

import "unsafe"

// Every cell starts with one header word:
//
//	 63                              32 31     24 23     16 15      8 7       0
//	+----------------------------------+---------+---------+---------+---------+
//	| shape id (objects)               | flags   | GC bits | class / | kind    |
//	| hash (strings, 0: not computed)  |         |         | subflag |         |
//	| scope id (Env), capacity (Slots) |         |         |         |         |
//	+----------------------------------+---------+---------+---------+---------+
//
// GC bits: 16–17 colour (0: allocated since the last collection, 1 and 2: the
// two old colours, one of which is current), 18 barrier (the cell is old and a
// store of a cell pointer into it must be recorded), 19–23 size class
// (classLarge: the cell lies alone in an allocation of its own and the word
// before the header is its index in Heap.larges).
const (
	kindMask    = 0xFF
	classShift  = 8
	subMask     = 0xFF << classShift
	colourShift = 16
	colourMask  = 3 << colourShift
	barrierBit  = 1 << 18
	sizeShift   = 19
	sizeMask    = 0x1F << sizeShift
	gcMask      = 0xFF << 16
	flagShift   = 24
	flagMask    = 0xFF << flagShift
	upperShift  = 32
)

// HeaderBarrierBit is the header bit that machine code tests before it stores
// a cell pointer into a cell: when it is set the store must go through Heap.Barrier.
const HeaderBarrierBit = barrierBit

// HeaderLarge has the bits of the size class of a large cell.
const HeaderLarge = classLarge << sizeShift

// HeaderColourMask has the bits of the colour, which are 0 in a new cell, and from
// HeaderSizeShift on there are the five bits of the size class: of cells of up to 128 bytes
// each has a word more than the one before, the smallest one SmallestCell bytes.
const (
	HeaderColourMask = colourMask
	HeaderSizeShift  = sizeShift
	SmallestCell     = 16
)

// HeaderInternedBit is the header bit of strings that are the one cell of their
// text: two different ones are not equal.
const HeaderInternedBit = subInterned

// HeaderWideBit is the header bit of ropes some part of which is stored in 16-bit units.
const HeaderWideBit = subWide

// HeaderFlagShift is the position of the eight Flags in the header word.
const HeaderFlagShift = flagShift

// HeaderClassShift is the position of the Class of an object in the header word.
const HeaderClassShift = classShift

// Kind is the kind of a cell.
type Kind uint8

// The kinds of cells. KindFree is the kind of a cell that is not in use.
const (
	KindFree      Kind = iota
	KindLatin1         // String: len, Latin-1 bytes
	KindUTF16          // String: len, 16-bit units
	KindRope           // String: len and depth, left, right
	KindSlice          // String: len and offset, base
	KindBufLatin1      // growing text that slices refer to: used, cap, bytes
	KindBufUTF16       // the same with 16-bit units
	KindSymbol         // description
	KindBigInt         // sign and length, 64-bit limbs
	KindObject         // slots, elements, internal slots, properties
	KindEnv            // parent, variables
	KindSlots          // overflow properties
	KindElements       // len and cap, elements
	KindAccessor       // getter, setter
	KindBytes          // length, raw bytes
	KindBox            // one Value
	KindGenState       // a suspended frame
	KindTable          // ordered hash table of Map and Set
	KindTableData      // its entries
	KindWeak           // a weakly held Value
	numKinds
)

var kindNames = [numKinds]string{
	"free", "latin1", "utf16", "rope", "slice", "buffer8", "buffer16", "symbol", "bigint", "object",
	"env", "slots", "elements", "accessor", "bytes", "box", "genstate", "table", "tabledata", "weak",
}

// String returns the name of the kind.
func (k Kind) String() string {
	if k < numKinds {
		return kindNames[k]
	}
	return "corrupt"
}

// Flags are the eight flag bits of an object's header.
type Flags uint8

// The object flags.
const (
	// FlagNotExtensible is set by Heap.PreventExtensions, never by itself: the shape changes with it.
	FlagNotExtensible Flags = 1 << iota
	// FlagIsProto says that the object is or was the prototype of another one, or of
	// primitives: each change of its shape advances Heap.ProtoEpoch. See Heap.Watch.
	FlagIsProto
	// FlagLazyFunction says that length, name and prototype of a function are not yet properties.
	FlagLazyFunction
	// FlagExotic says that the object has internal methods of its own (see pkg/object).
	FlagExotic
	// FlagCallable says that the object has [[Call]].
	FlagCallable
	// FlagConstructor says that the object has [[Construct]].
	FlagConstructor
	// FlagHTMLDDA is the [[IsHTMLDDA]] internal slot.
	FlagHTMLDDA
	// FlagSparseElements says that the index properties are in a sparse table; owned by this package.
	FlagSparseElements

	// FlagLengthReadonly says that the length of a ClassArray object is not writable.
	// Arrays are never functions, so it shares the bit of FlagLazyFunction.
	FlagLengthReadonly = FlagLazyFunction
)

// The sub-flags (bits 8–15) of strings and elements.
const (
	subInterned  = 1 << classShift       // strings: the cell is in the intern table
	subSparse    = 1 << classShift       // elements: len = cap = 0, word 2 holds the handle of a sparse table
	subHasValues = 1 << classShift       // tables: entries have a value (Map), not only a key (Set)
	subNotIndex  = 1 << (classShift + 1) // strings: known not to be an array index
	subWide      = 1 << (classShift + 2) // ropes: some part is stored in 16-bit units
)

type cell struct{ hdr uint64 }

func (c *cell) kind() Kind        { return Kind(c.hdr) }
func (c *cell) sizeClass() uint32 { return uint32(c.hdr>>sizeShift) & 0x1F }

// word returns the i-th word of the cell; word 0 is the header.
func (c *cell) word(i int) *Value {
	return (*Value)(unsafe.Add(unsafe.Pointer(c), i*8))
}

// words returns the n words of the cell from word i on.
func (c *cell) words(i, n int) []Value {
	return unsafe.Slice(c.word(i), n)
}

package bytecode

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// What the loop does with words and addresses. Nothing here checks anything but in
// builds with the tag kilncheck: the compiler and the verifier vouch for operands,
// the heap for cells.

const (
	tagInt    = heap.TagInt
	tagObject = heap.TagObject
	tagString = heap.TagString
	minInt    = heap.Value(heap.TagInt) << 48
	minSpec   = heap.Value(heap.TagSpecial) << 48

	// offsetClosureEnv is where a function object holds its environment.
	offsetClosureEnv = heap.OffsetInternals + 8
)

// at returns register i of the frame at fp.
func at(fp unsafe.Pointer, i uint16) *heap.Value {
	return (*heap.Value)(unsafe.Add(fp, uintptr(i)*8))
}

// next returns the instruction after ip.
func next(ip *Instr) *Instr { return (*Instr)(unsafe.Add(unsafe.Pointer(ip), 8)) }

// skip returns the instruction n after the one after ip.
func skip(ip *Instr, n int) *Instr { return (*Instr)(unsafe.Add(unsafe.Pointer(ip), n*8+8)) }

// wide returns the 32-bit operand of ip.
func wide(ip *Instr) int { return int(*(*int32)(unsafe.Pointer(&ip.B))) }

// cell returns the cell that v refers to. Go's checks of pointers cannot know that
// the heap keeps it.
//
//go:nocheckptr
func cell(v heap.Value) unsafe.Pointer {
	heap.CheckCell(v)
	return unsafe.Add(nil, uintptr(v&heap.AddressMask))
}

// window returns the heap.Window whose word v is.
//
//go:nocheckptr
func window(v heap.Value) unsafe.Pointer { return unsafe.Add(nil, uintptr(v)) }

// header returns the header word of a cell.
func header(c unsafe.Pointer) uint64 { return *(*uint64)(c) }

// word returns the word at byte offset off of a cell.
func word(c unsafe.Pointer, off uintptr) *heap.Value { return (*heap.Value)(unsafe.Add(c, off)) }

// slotAt returns property word off of an object.
func slotAt(c unsafe.Pointer, off int32) *heap.Value {
	return (*heap.Value)(unsafe.Add(c, int(off)*8))
}

// overflow returns the property with the negative offset off in a Slots cell.
func overflow(slots unsafe.Pointer, off int32) *heap.Value {
	return (*heap.Value)(unsafe.Add(slots, int(-off)*8))
}

// Parts of link words, as the loop writes and tests them.
const (
	linkShift    = 24
	linkBytecode = int32(stack.TierBytecode) << linkShift
	linkEntry    = uint32(stack.LinkEntry) << linkShift

	// maxExact bounds the doubles whose integral part a conversion to int64 keeps.
	maxExact = 1 << 53

	linkConstruct = uint32(stack.LinkConstruct) << linkShift
	linkGenerator = uint32(linkResumed) << linkShift
)

// Internal slots of typed arrays, in bytes from the start of the cell.
const (
	typedElement = heap.OffsetInternals + 8*object.TypedElement
	typedOffset  = heap.OffsetInternals + 8*object.TypedOffset
	typedLength  = heap.OffsetInternals + 8*object.TypedLength
	typedWindow  = heap.OffsetInternals + 8*object.TypedWindow
)

// Internal slots of generators, in bytes from the start of the cell, and what the
// first one holds while one of this tier stands at a yield and while it runs.
const (
	generatorState = heap.OffsetInternals + 8*object.GeneratorStateSlot
	generatorFrame = heap.OffsetInternals + 8*object.GeneratorFrameSlot

	atYield = minInt | heap.Value(object.TierBytecode)<<8 | heap.Value(object.GenSuspendedYield)
	running = minInt | heap.Value(object.TierBytecode)<<8 | heap.Value(object.GenExecuting)
)

// cacheAt returns inline cache i of fn.
func cacheAt(fn *Function, i uint16) *object.IC {
	return (*object.IC)(unsafe.Add(unsafe.Pointer(fn.caches), uintptr(i)*unsafe.Sizeof(object.IC{})))
}

// keyAt returns the property key of inline cache i of fn, 0 while it is not made.
func keyAt(fn *Function, i uint16) heap.Value {
	return *(*heap.Value)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(fn.keys)), uintptr(i)*8))
}

// feed records what an arithmetic instruction has met.
func feed(fn *Function, ip *Instr, seen uint32) {
	*(*uint32)(unsafe.Add(unsafe.Pointer(fn.feedback), (uintptr(unsafe.Pointer(ip))-uintptr(unsafe.Pointer(fn.first)))>>1)) |= seen
}

// frameAt returns the frame at index fp of the stack.
func (m *machine) frameAt(fp int) unsafe.Pointer { return unsafe.Add(m.base, fp*8) }

// frameIndex is the way back.
func (m *machine) frameIndex(fp unsafe.Pointer) int { return int(uintptr(fp)-uintptr(m.base)) >> 3 }

// pcOf returns the index of an instruction of fn.
func pcOf(fn *Function, ip *Instr) int32 {
	return int32((uintptr(unsafe.Pointer(ip)) - uintptr(unsafe.Pointer(fn.first))) >> 3)
}

// instr returns instruction pc of fn.
func (fn *Function) instr(pc int32) *Instr {
	return (*Instr)(unsafe.Add(unsafe.Pointer(fn.first), int(pc)*8))
}

func isInt(v heap.Value) bool { return v>>48 == tagInt }

func bothInt(a, b heap.Value) bool { return a>>48 == tagInt && b>>48 == tagInt }

// siteAt returns the site of ip; see site.
func siteAt(fn *Function, ip *Instr) *site {
	return (*site)(unsafe.Add(fn.siteBase, *(*uint32)(unsafe.Add(unsafe.Pointer(fn.feedback), (uintptr(unsafe.Pointer(ip))-uintptr(unsafe.Pointer(fn.first)))>>1))))
}

func mkInt(i int32) heap.Value { return minInt | heap.Value(uint32(i)) }

// mkFloat makes the float form of f; NaNs that hardware makes are Values already.
func mkFloat(f float64) heap.Value {
	v := *(*heap.Value)(unsafe.Pointer(&f))
	if heap.Checked && v >= minInt {
		panic("bytecode: a NaN whose bits are those of a tag")
	}
	return v
}

func float(v heap.Value) float64 { return *(*float64)(unsafe.Pointer(&v)) }

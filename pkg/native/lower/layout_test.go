package lower

import (
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// cell is the memory of a cell, read as machine code does.
type cell struct{ at uintptr }

func cellOf(v heap.Value) cell { return cell{uintptr(v) & heap.AddressMask} }

func (c cell) word(offset int) uint64 { return *(*uint64)(c.memory(offset)) }
func (c cell) half(offset int) uint32 { return *(*uint32)(c.memory(offset)) }
func (c cell) byte(offset int) uint8  { return *(*uint8)(c.memory(offset)) }

// memory is what is offset bytes behind the header. Go's checks of pointers cannot know
// that the heap keeps it.
//
//go:nocheckptr
func (c cell) memory(offset int) unsafe.Pointer { return unsafe.Add(nil, c.at+uintptr(offset)) }

// follow is the cell that the word at offset refers to.
func (c cell) follow(offset int) cell { return cellOf(heap.Value(c.word(offset))) }

func newRuntime(t *testing.T) *object.Runtime {
	rt, err := object.New(object.Options{Libraries: []*object.Library{builtin.Library()}, Tiers: scripttest.Interp()})
	require.NoError(t, err)
	rt.NewRealm()
	return rt
}

// run returns what a script ends with, kept alive as long as the runtime is.
func run(t *testing.T, rt *object.Runtime, source string) heap.Value {
	t.Helper()
	prog, err := syntax.Parse(syntax.NewSource("test.js", source), syntax.Options{Completion: true})
	require.NoError(t, err)
	v, err := rt.RunScript(prog, rt.Realms[0])
	require.NoError(t, err)
	return v
}

func TestHeadersOfCells(t *testing.T) {
	rt := newRuntime(t)
	h := rt.Heap
	v := run(t, rt, "[1]")
	c, o := cellOf(v), v.Object()
	assert.EqualValues(t, heap.KindObject, c.byte(KindOffset))
	assert.EqualValues(t, heap.ClassArray, c.byte(ClassOffset))
	assert.Equal(t, o.ShapeID(), c.half(ShapeOffset))
	assert.Zero(t, c.byte(FlagsOffset)&uint8(heap.FlagNotExtensible))
	f := cellOf(run(t, rt, "(function () {})"))
	assert.NotZero(t, f.byte(FlagsOffset)&uint8(heap.FlagCallable))
	assert.EqualValues(t, heap.HeaderBarrierBit, uint64(BarrierMask)<<(8*BarrierByte))
	name := cellOf(h.Names.Prototype)
	assert.NotZero(t, name.byte(SubFlagsOffset)&InternedBit)
	assert.Zero(t, cellOf(run(t, rt, "'ab' + Math.random()")).byte(SubFlagsOffset)&InternedBit)
	for _, i := range []int32{0, 1, -1, 1 << 30} {
		assert.EqualValues(t, IntUpper, int32(uint64(heap.Int(i))>>32))
	}
}

func TestLayoutOfObjects(t *testing.T) {
	rt := newRuntime(t)
	c := cellOf(run(t, rt, "var a = [7, 8, 9]; a"))
	assert.EqualValues(t, heap.Int(3), c.word(ArrayLength))
	elements := c.follow(ElementsOffset)
	assert.EqualValues(t, heap.KindElements, elements.byte(KindOffset))
	assert.EqualValues(t, 3, elements.half(ElemsLen))
	assert.GreaterOrEqual(t, elements.half(ElemsCap), uint32(3))
	assert.EqualValues(t, heap.Int(8), elements.word(ElemsFirst+8))

	o := run(t, rt, "var o = {}; for (let i = 0; i < 100; i++) o['p' + i] = i; o").Object()
	seen := map[bool]int{}
	for i := range 100 {
		p, ok := rt.Heap.Lookup(o, rt.Heap.InternGo("p"+strconv.Itoa(i)))
		require.True(t, ok)
		seen[p.Offset < 0]++
		at := cellOf(o.Value())
		if p.Offset < 0 {
			assert.EqualValues(t, heap.Int(int32(i)), at.follow(SlotsOffset).word(SlotsFirst+8*int(^p.Offset)))
		} else {
			assert.EqualValues(t, heap.Int(int32(i)), at.word(8*int(p.Offset)))
		}
	}
	assert.Len(t, seen, 2, "properties in the cell and beyond it")

	list := run(t, rt, "(function () { return arguments })(1, 2)")
	assert.Equal(t, rt.Realms[0].ArgumentsShape().ID(), cellOf(list).half(ShapeOffset))
	assert.EqualValues(t, heap.Int(2), cellOf(list).word(ArgumentsLength))
	assert.EqualValues(t, run(t, rt, "Array.prototype.values"), cellOf(list).word(ArgumentsIterator))
	callee := run(t, rt, "(function () { return [arguments, arguments.callee] })()").Object().Dense()
	assert.EqualValues(t, callee[1], cellOf(callee[0]).word(ArgumentsCallee))

	get := run(t, rt, "var g = { get p() { return 1 }, set p(v) {} }; g").Object()
	p, _ := rt.Heap.Lookup(get, rt.Heap.InternGo("p"))
	accessor := get.SlotAt(p.Offset)
	assert.EqualValues(t, accessor.Accessor().Get, cellOf(accessor).word(AccessorGet))
	assert.EqualValues(t, accessor.Accessor().Set, cellOf(accessor).word(AccessorSet))
	assert.NotEqual(t, accessor.Accessor().Get, accessor.Accessor().Set)
}

func TestLayoutOfFunctions(t *testing.T) {
	rt := newRuntime(t)
	v := run(t, rt, "let x = 1; function outer() { let y = 5; return function () { return x + y } } outer()")
	c, f := cellOf(v), v.Object()
	assert.EqualValues(t, heap.HandleValue(rt.CodeOf(f).ID), c.word(FunctionCode))
	assert.EqualValues(t, object.ClosureEnv(f), c.word(FunctionEnv))
	env := c.follow(FunctionEnv)
	assert.EqualValues(t, heap.KindEnv, env.byte(KindOffset))
	assert.EqualValues(t, heap.Int(5), env.word(EnvFirst))
	assert.EqualValues(t, object.ClosureEnv(run(t, rt, "outer").Object()), env.word(EnvParent))

	class := run(t, rt, "var C = class { f = 1 }; C")
	home := run(t, rt, "C.prototype")
	assert.EqualValues(t, home, cellOf(class).word(FunctionHome))
	data := cellOf(class).follow(FunctionClass)
	assert.EqualValues(t, 1, data.half(ElemsLen))
	assert.EqualValues(t, object.FieldsFunction(class.Object()), data.word(ElemsFirst))
}

func TestLayoutOfBoundFunctions(t *testing.T) {
	rt := newRuntime(t)
	c := cellOf(run(t, rt, "function target() {} target.bind(7, 8, 9)"))
	assert.EqualValues(t, heap.ClassBoundFunction, c.byte(ClassOffset))
	assert.EqualValues(t, run(t, rt, "target"), c.word(BoundTarget))
	assert.EqualValues(t, heap.Int(7), c.word(BoundThis))
	args := c.follow(BoundArgs)
	assert.EqualValues(t, 2, args.half(ElemsLen))
	assert.EqualValues(t, heap.Int(8), args.word(ElemsFirst))
}

func TestLayoutOfSlots(t *testing.T) {
	rt := newRuntime(t)
	o := cellOf(run(t, rt, "var o = {}; for (const k of 'abcdefgh') o[k] = 1; o"))
	for _, old := range []int{0, 3} { // as one property after the other is added
		header, _, bytes := heap.SlotsHeader(old)
		assert.Equal(t, bytes/8-1, int(header>>32))
	}
	header, _, _ := heap.SlotsHeader(3)
	assert.EqualValues(t, header>>32, o.follow(SlotsOffset).half(SlotsCapacity))
}

func TestLayoutOfStrings(t *testing.T) {
	rt := newRuntime(t)
	c := cellOf(run(t, rt, "var s = '"+strings.Repeat("abcdefghij", 30)+"'; s"))
	assert.EqualValues(t, heap.KindLatin1, c.byte(KindOffset))
	assert.EqualValues(t, 300, c.half(StringLength))
	assert.EqualValues(t, 'c', c.byte(StringUnits+2))
	slice := cellOf(run(t, rt, "s.slice(3, 225)"))
	require.EqualValues(t, heap.KindSlice, slice.byte(KindOffset))
	assert.EqualValues(t, 222, slice.half(StringLength))
	assert.EqualValues(t, 'd', slice.follow(StringBase).byte(StringUnits+int(slice.half(StringStart))))
	wide := cellOf(run(t, rt, "'\\u4e00\\u4e01'"))
	assert.EqualValues(t, heap.KindUTF16, wide.byte(KindOffset))
	assert.EqualValues(t, 0x4e01, wide.half(StringUnits)>>16)

	rope := cellOf(run(t, rt, "var p = s.slice(1, 50), q = s.slice(2, 60), r = p + q; r"))
	require.EqualValues(t, heap.KindRope, rope.byte(KindOffset))
	assert.EqualValues(t, 107, rope.half(StringLength))
	assert.EqualValues(t, 1, rope.half(StringStart))
	assert.EqualValues(t, run(t, rt, "p"), rope.word(RopeLeft))
	assert.EqualValues(t, run(t, rt, "q"), rope.word(RopeRight))
	assert.Zero(t, rope.byte(SubFlagsOffset)&WideBit)
	assert.NotZero(t, cellOf(run(t, rt, "p + '\\u4e00'")).byte(SubFlagsOffset)&WideBit)
	buffer := cellOf(run(t, rt, "var b = ''; for (let i = 0; i < 500; i++) b += 'a'; b")).follow(StringBase)
	require.EqualValues(t, heap.KindBufLatin1, buffer.byte(KindOffset))
	assert.EqualValues(t, 500, buffer.half(StringLength))
	assert.GreaterOrEqual(t, buffer.half(StringStart), uint32(500))

	for words := 3; words <= 5; words++ {
		header, class, bytes := heap.StringCell(heap.KindLatin1, words)
		made := cellOf(rt.Heap.NewLatin1(make([]byte, 8*(words-2))).Value())
		assert.EqualValues(t, header, made.word(0))
		assert.GreaterOrEqual(t, bytes, 8*words)
		assert.NotZero(t, class)
	}
}

// TestLayoutOfStringIterators: what machine code steps by itself.
func TestLayoutOfStringIterators(t *testing.T) {
	rt := newRuntime(t)
	assert.Zero(t, rt.Realms[0].Made(object.StringIteratorNext))
	v := run(t, rt, "var it = 'xyz'[Symbol.iterator](); it.next(); it")
	c := cellOf(v)
	assert.EqualValues(t, heap.ClassIterator, c.byte(ClassOffset))
	assert.EqualValues(t, heap.Int(object.StringIteratorTag), c.word(IteratorTag))
	assert.EqualValues(t, run(t, rt, "'xyz'"), c.word(IteratorTarget))
	assert.EqualValues(t, heap.Int(1), c.word(IteratorIndex))
	assert.Equal(t, run(t, rt, "it.next"), rt.Realms[0].Made(object.StringIteratorNext))
}

func TestLayoutOfBigInts(t *testing.T) {
	rt := newRuntime(t)
	for _, c := range []struct {
		source     string
		meta, limb uint64
	}{{"0n", 0, 0}, {"5n", 1, 5}, {"-7n", 1<<32 | 1, 7}, {"-(1n << 64n) - 3n", 1<<32 | 2, 3}} {
		cell := cellOf(run(t, rt, c.source))
		assert.Equal(t, c.meta, cell.word(BigMeta), c.source)
		assert.Equal(t, c.limb, cell.word(BigLimbs), c.source)
	}
	header, _, bytes := heap.SmallBigIntHeader()
	assert.Equal(t, header, cellOf(run(t, rt, "9n")).word(0))
	assert.GreaterOrEqual(t, bytes, BigLimbs+8)
}

// TestLayoutOfTableIterators: entries, and where the cursor says that the next one is.
func TestLayoutOfTableIterators(t *testing.T) {
	rt := newRuntime(t)
	assert.Zero(t, rt.Realms[0].Made(object.MapIteratorNext))
	v := run(t, rt, "var m = new Map([[7, 8], [1, 2], [3, 4]]); m.delete(7); m.set(7, 9); var it = m.values(); it.next(); it.next(); it")
	c := cellOf(v)
	assert.EqualValues(t, heap.ClassIterator, c.byte(ClassOffset))
	assert.EqualValues(t, heap.Int(object.MapIteratorTag|object.IterateValues<<object.IteratorKindShift), c.word(IteratorTag))
	cursor := c.word(IteratorIndex)
	table := cellOf(heap.Value(c.word(IteratorTarget)))
	assert.EqualValues(t, 4, table.half(TableUsed))
	data := cellOf(heap.Value(table.word(TableData)))
	entry := TableEntries + int(cursor>>32)*3*8
	assert.EqualValues(t, heap.Int(7), data.word(entry))
	assert.EqualValues(t, heap.Int(9), data.word(entry+8))
	assert.EqualValues(t, uint32(cursor), data.word(entry+16)>>32, "the sequence number")
	assert.Equal(t, run(t, rt, "it.next"), rt.Realms[0].Made(object.MapIteratorNext))
	run(t, rt, "it.next()")
	assert.EqualValues(t, cursor+1<<32+1, c.word(IteratorIndex))
}

// TestLayoutOfTables: how machine code finds a key.
func TestLayoutOfTables(t *testing.T) {
	rt := newRuntime(t)
	m := cellOf(run(t, rt, "var key = {}, m = new Map([[key, 1], [5, 2], ['text', 3], [null, 4], [6, 5]]); m.delete(6); m"))
	table := cellOf(heap.Value(m.word(InternalOffset)))
	assert.EqualValues(t, 4, table.half(TableLen))
	assert.EqualValues(t, 5, table.half(TableUsed))
	data, buckets := cellOf(heap.Value(table.word(TableData))), cellOf(heap.Value(table.word(TableBuckets)))
	heads := buckets.half(BytesLength) / 4
	text := run(t, rt, "'text'")
	for i, key := range []heap.Value{run(t, rt, "key"), heap.Int(5), text, heap.Null} {
		hash := cellOf(text).half(StringHash)
		if key != text {
			x := uint64(key) * heap.HashFactor
			hash = uint32((x ^ x>>32) * heap.HashMixer >> 32)
		}
		at := buckets.half(BytesFirst + int(hash&(heads-1))*4)
		for at != 0 && data.word(TableEntries+int(at-1)*24) != uint64(key) {
			at = uint32(data.word(TableEntries + int(at-1)*24 + 16))
		}
		assert.EqualValues(t, i+1, at)
	}
}

func TestLayoutOfTypedArrays(t *testing.T) {
	rt := newRuntime(t)
	v := run(t, rt, "var t = new Uint16Array(new ArrayBuffer(32), 4, 5); t[2] = 777; t")
	c := cellOf(v)
	assert.EqualValues(t, heap.ClassTypedArray, c.byte(ClassOffset))
	assert.EqualValues(t, object.ElementUint16, c.half(TypedElement))
	assert.EqualValues(t, 4, c.half(TypedOffset))
	assert.EqualValues(t, heap.Int(5), c.word(TypedLength))
	window := cell{uintptr(c.word(TypedWindow))}
	for _, half := range []int{WindowRead, WindowWrite} {
		memory := cell{uintptr(window.word(half))}
		assert.EqualValues(t, 777, memory.half(4+2*2)&0xFFFF)
	}
}

// TestLayoutOfFrames: the words of a header are before the registers of arguments.
func TestLayoutOfFrames(t *testing.T) {
	seen := map[int]bool{}
	for _, offset := range []int{CalleeOffset, ThisOffset, NewTargetOffset, ArgcOffset, EnvOffset, LinkOffset, PosOffset} {
		assert.Less(t, offset, ArgsOffset)
		seen[offset] = true
	}
	assert.Len(t, seen, stack.Header)
}

// TestRunsOfCells: the state from which cells are taken is where AllocAddress says.
func TestRunsOfCells(t *testing.T) {
	rt := newRuntime(t)
	m := Machine{Runtime: rt}
	shape := rt.Realms[0].ObjectShape
	_, class := shape.ObjectHeader()
	state := cell{m.AllocAddress(class)}
	first := rt.Heap.NewObject(shape)
	next, end := state.word(AllocNext), state.word(AllocEnd)
	assert.EqualValues(t, cellOf(first.Value()).at+uintptr(shape.ObjectBytes()), next)
	assert.GreaterOrEqual(t, end, next)
	assert.EqualValues(t, cellOf(first.Value()).word(ElementsOffset), m.EmptyElements())
}

// TestCellsAreIndexedByShifting: machine code multiplies by the size of a Cell.
func TestCellsAreIndexedByShifting(t *testing.T) {
	require.EqualValues(t, 1<<CellShift, unsafe.Sizeof(Cell{}))
}

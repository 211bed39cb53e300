package heap

import (
	"fmt"
	"math"
	"strconv"
	"unsafe"
)

// Value is one JavaScript value in a NaN-boxed word. A Value holds no Go
// pointer, so Go's collector never looks at it.
//
//	 63           48 47                              0
//	+---------------+---------------------------------+
//	| < 0xFFF9      | a float64 as itself             |
//	| 0xFFF9        | int32 in the low 32 bits        |
//	| 0xFFFA        | undefined, null, true, handle … |
//	| 0xFFFB        | address of a Symbol cell        |
//	| 0xFFFC        | address of a String cell        |
//	| 0xFFFD        | address of a BigInt cell        |
//	| 0xFFFE        | address of an Object cell       |
//	| 0xFFFF        | address of an internal cell     |
//	+---------------+---------------------------------+
//
// A word is a cell pointer exactly when it is at least TagSymbol<<48.
type Value uint64

// The top 16 bits of a Value that is not a float64.
const (
	TagInt     = 0xFFF9
	TagSpecial = 0xFFFA
	TagSymbol  = 0xFFFB
	TagString  = 0xFFFC
	TagBigInt  = 0xFFFD
	TagObject  = 0xFFFE
	TagCell    = 0xFFFF // Env, Slots, Elements, Accessor …: never visible to scripts
)

const (
	tagShift = 48
	addrMask = 1<<tagShift - 1
	minInt   = Value(TagInt) << tagShift
	minSpec  = Value(TagSpecial) << tagShift
	minCell  = Value(TagSymbol) << tagShift

	canonicalNaN = Value(0x7FF8) << tagShift
	negativeZero = Value(1) << 63

	handleBit   = 1 << 40
	handleShift = 40
	handleTop   = (uint64(TagSpecial)<<tagShift | handleBit) >> handleShift
)

// The special values. Hole marks an absent element, TDZ a binding that is not
// initialised yet, Empty is the internal "nothing"; scripts never see these three.
const (
	Undefined = Value(TagSpecial)<<tagShift | iota
	Null
	False
	True
	Hole
	TDZ
	Empty
)

// NaN is the one bit pattern that stands for NaN in a Value.
const NaN = canonicalNaN

// MinCell is the smallest Value that is a cell pointer: v is a cell pointer
// exactly when v >= MinCell. Machine code compares against it.
const MinCell = minCell

// AddressMask selects the cell address from a cell pointer Value.
const AddressMask = addrMask

// Int makes the Value of an int32.
func Int(i int32) Value { return minInt | Value(uint32(i)) }

// Float makes the Value of f in float form, even when f is integral. NaNs
// become the canonical NaN.
func Float(f float64) Value {
	if f != f {
		return canonicalNaN
	}
	return Value(math.Float64bits(f))
}

// Number makes the Value of f, in int32 form when that is exact and f is not -0.
func Number(f float64) Value {
	i := int32(f)
	if float64(i) == f && (i != 0 || math.Float64bits(f) == 0) {
		return Int(i)
	}
	return Float(f)
}

// Int64 makes the Value of an integer that a double holds exactly: a length, an index.
func Int64(n int64) Value {
	if n <= math.MaxInt32 && n >= math.MinInt32 {
		return Int(int32(n))
	}
	return Float(float64(n))
}

// Bool makes the Value of b.
func Bool(b bool) Value {
	if b {
		return True
	}
	return False
}

// HandleValue makes the Value that refers to handle id. It is allowed only in
// internal slots of objects; the collector keeps the handle while it can reach one.
func HandleValue(id uint32) Value {
	return Value(TagSpecial)<<tagShift | handleBit | Value(id)
}

// IndexKey makes the property key of array index i (0 to 2^32-2).
func IndexKey(i uint32) Value { return minInt | Value(i) }

// KeyIsIndex reports whether a property key is an array index.
func KeyIsIndex(key Value) bool { return key>>tagShift == TagInt }

// KeyIndex returns the array index of a key for which KeyIsIndex holds.
func KeyIndex(key Value) uint32 { return uint32(key) }

// IsFloat reports whether v is a number in float form.
func (v Value) IsFloat() bool { return v < minInt }

// IsInt reports whether v is a number in int32 form.
func (v Value) IsInt() bool { return v>>tagShift == TagInt }

// IsNumber reports whether v is a Number.
func (v Value) IsNumber() bool { return v < minSpec }

// IsCellPointer reports whether v refers to a cell of any kind.
func (v Value) IsCellPointer() bool { return v >= minCell }

// IsString reports whether v is a String.
func (v Value) IsString() bool { return v>>tagShift == TagString }

// IsSymbol reports whether v is a Symbol.
func (v Value) IsSymbol() bool { return v>>tagShift == TagSymbol }

// IsBigInt reports whether v is a BigInt.
func (v Value) IsBigInt() bool { return v>>tagShift == TagBigInt }

// IsObject reports whether v is an Object.
func (v Value) IsObject() bool { return v>>tagShift == TagObject }

// IsCell reports whether v refers to an internal cell, which no script sees.
func (v Value) IsCell() bool { return v>>tagShift == TagCell }

// IsUndefined reports whether v is undefined.
func (v Value) IsUndefined() bool { return v == Undefined }

// IsNull reports whether v is null.
func (v Value) IsNull() bool { return v == Null }

// IsNullish reports whether v is undefined or null.
func (v Value) IsNullish() bool { return v == Undefined || v == Null }

// IsBool reports whether v is true or false.
func (v Value) IsBool() bool { return v == True || v == False }

// IsHandle reports whether v was made by HandleValue.
func (v Value) IsHandle() bool { return uint64(v)>>handleShift == handleTop }

// IsNaN reports whether v is the number NaN.
func (v Value) IsNaN() bool { return v < minInt && v.AsFloat() != v.AsFloat() }

// AsInt returns the number of a Value in int32 form.
func (v Value) AsInt() int32 { return int32(uint32(v)) }

// AsFloat returns the number of a Value in float form.
func (v Value) AsFloat() float64 { return math.Float64frombits(uint64(v)) }

// Float64 returns the number of a Value for which IsNumber holds.
func (v Value) Float64() float64 {
	if v < minInt {
		return v.AsFloat()
	}
	return float64(v.AsInt())
}

// Handle returns the handle id of a Value for which IsHandle holds.
func (v Value) Handle() uint32 { return uint32(v) }

// Addr returns the address of the cell v refers to. It identifies the cell
// while the cell lives: cells never move.
func (v Value) Addr() uint64 { return uint64(v) & addrMask }

// ptr converts an address of heap memory to a pointer. The memory is kept
// alive by the heap that owns it; it is the only way from a word to a pointer.
//
//go:nocheckptr
func ptr(addr uint64) unsafe.Pointer { return unsafe.Add(nil, addr) }

// addrOf is the way back.
func addrOf(p unsafe.Pointer) uint64 { return uint64(uintptr(p)) }

// cell returns the cell that v, a cell pointer, refers to.
func (v Value) cell() *cell {
	CheckCell(v)
	return (*cell)(ptr(uint64(v) & addrMask))
}

// Object returns the object of v, which must satisfy IsObject.
func (v Value) Object() *Object {
	checkKind(v, KindObject, KindObject)
	return (*Object)(ptr(uint64(v) & addrMask))
}

// Str returns the string of v, which must satisfy IsString.
func (v Value) Str() *String {
	checkKind(v, KindLatin1, KindBufUTF16)
	return (*String)(ptr(uint64(v) & addrMask))
}

// Symbol returns the symbol of v, which must satisfy IsSymbol.
func (v Value) Symbol() *Symbol {
	checkKind(v, KindSymbol, KindSymbol)
	return (*Symbol)(ptr(uint64(v) & addrMask))
}

// BigInt returns the BigInt of v, which must satisfy IsBigInt.
func (v Value) BigInt() *BigInt {
	checkKind(v, KindBigInt, KindBigInt)
	return (*BigInt)(ptr(uint64(v) & addrMask))
}

// CellKind returns the kind of the cell v refers to, or KindFree when v is no
// cell pointer.
func (v Value) CellKind() Kind {
	if v < minCell {
		return KindFree
	}
	return v.cell().kind()
}

func tagged(tag uint64, p unsafe.Pointer) Value {
	return Value(tag<<tagShift | addrOf(p))
}

// Value returns the Value that refers to o.
func (o *Object) Value() Value { return tagged(TagObject, unsafe.Pointer(o)) }

// Value returns the Value that refers to s.
func (s *String) Value() Value { return tagged(TagString, unsafe.Pointer(s)) }

// Value returns the Value that refers to s.
func (s *Symbol) Value() Value { return tagged(TagSymbol, unsafe.Pointer(s)) }

// Value returns the Value that refers to b.
func (b *BigInt) Value() Value { return tagged(TagBigInt, unsafe.Pointer(b)) }

// Value returns the internal Value that refers to e.
func (e *Env) Value() Value { return tagged(TagCell, unsafe.Pointer(e)) }

// Value returns the internal Value that refers to a.
func (a *Accessor) Value() Value { return tagged(TagCell, unsafe.Pointer(a)) }

// Value returns the internal Value that refers to b.
func (b *Box) Value() Value { return tagged(TagCell, unsafe.Pointer(b)) }

// Value returns the internal Value that refers to b.
func (b *Bytes) Value() Value { return tagged(TagCell, unsafe.Pointer(b)) }

// Value returns the internal Value that refers to g.
func (g *GenState) Value() Value { return tagged(TagCell, unsafe.Pointer(g)) }

// Value returns the internal Value that refers to w.
func (w *WeakCell) Value() Value { return tagged(TagCell, unsafe.Pointer(w)) }

// Value returns the internal Value that refers to t.
func (t *OrderedTable) Value() Value { return tagged(TagCell, unsafe.Pointer(t)) }

// Value returns the internal Value that refers to e.
func (e *Elements) Value() Value { return tagged(TagCell, unsafe.Pointer(e)) }

func (s *slotsCell) value() Value { return tagged(TagCell, unsafe.Pointer(s)) }

// Env returns the environment cell v refers to. v must be the Value of an Env.
func (v Value) Env() *Env { return (*Env)(v.checked(KindEnv)) }

// Accessor returns the accessor cell v refers to. v must be the Value of an Accessor.
func (v Value) Accessor() *Accessor { return (*Accessor)(v.checked(KindAccessor)) }

// Box returns the box v refers to. v must be the Value of a Box.
func (v Value) Box() *Box { return (*Box)(v.checked(KindBox)) }

// Bytes returns the byte cell v refers to. v must be the Value of a Bytes.
func (v Value) Bytes() *Bytes { return (*Bytes)(v.checked(KindBytes)) }

// GenState returns the saved frame v refers to. v must be the Value of a GenState.
func (v Value) GenState() *GenState { return (*GenState)(v.checked(KindGenState)) }

// WeakCell returns the weak cell v refers to. v must be the Value of a WeakCell.
func (v Value) WeakCell() *WeakCell { return (*WeakCell)(v.checked(KindWeak)) }

// OrderedTable returns the table v refers to. v must be the Value of an OrderedTable.
func (v Value) OrderedTable() *OrderedTable { return (*OrderedTable)(v.checked(KindTable)) }

// Elements returns the elements cell v refers to. v must be the Value of an Elements.
func (v Value) Elements() *Elements { return (*Elements)(v.checked(KindElements)) }

// checked returns the address of the internal cell v refers to and panics
// when it is not of kind k: a wrong kind is a bug in Kiln, never a script's doing.
func (v Value) checked(k Kind) unsafe.Pointer {
	if v>>tagShift != TagCell {
		panic("heap: not an internal cell")
	}
	CheckCell(v)
	p := ptr(uint64(v) & addrMask)
	if (*cell)(p).kind() != k {
		panic("heap: internal cell of the wrong kind")
	}
	return p
}

// String describes v for people who debug Kiln. It is not ToString.
func (v Value) String() string {
	switch {
	case v.IsNumber():
		return strconv.FormatFloat(v.Float64(), 'g', -1, 64)
	case v < minCell:
		switch v {
		case Undefined:
			return "undefined"
		case Null:
			return "null"
		case False:
			return "false"
		case True:
			return "true"
		case Hole:
			return "<hole>"
		case TDZ:
			return "<tdz>"
		case Empty:
			return "<empty>"
		}
		if v.IsHandle() {
			return fmt.Sprintf("<handle %d>", v.Handle())
		}
		return fmt.Sprintf("<special %#x>", uint64(v))
	}
	return fmt.Sprintf("<%s %#x>", v.cell().kind(), v.Addr())
}

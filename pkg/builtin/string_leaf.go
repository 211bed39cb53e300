package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// The short ways (object.LeafFunc) of String methods: for receivers that are
// strings and positions that are integers.

// leafUnit finds what unitAt finds.
func leafUnit(this heap.Value, args []heap.Value) (s *heap.String, i int, ok bool) {
	if len(args) == 0 || !this.IsString() || !args[0].IsInt() {
		return nil, 0, false
	}
	return this.Str(), int(args[0].AsInt()), true
}

func leafCharAt(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	s, i, ok := leafUnit(this, args)
	if !ok || uint(i) >= uint(s.Len()) {
		return heap.Undefined, false
	}
	return rt.Heap.SingleChar(s.At(rt.Heap, i)).Value(), true
}

func leafCharCodeAt(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	s, i, ok := leafUnit(this, args)
	if !ok {
		return heap.Undefined, false
	}
	if uint(i) >= uint(s.Len()) {
		return heap.NaN, true
	}
	return heap.Int(int32(s.At(rt.Heap, i))), true
}

func leafCodePointAt(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	s, i, ok := leafUnit(this, args)
	if !ok || uint(i) >= uint(s.Len()) {
		return heap.Undefined, ok
	}
	r, _ := codePointAt(s.Flat(rt.Heap), i)
	return heap.Int(r), true
}

func leafFromCharCode(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 1 && args[0].IsInt() {
		return rt.Heap.SingleChar(uint16(args[0].AsInt())).Value(), true
	}
	var units [16]byte
	if len(args) > len(units) {
		return heap.Undefined, false
	}
	for i, v := range args {
		if !v.IsInt() || uint32(v.AsInt()) > 0xFF {
			return heap.Undefined, false
		}
		units[i] = byte(v.AsInt())
	}
	rt.Work(8 * len(args))
	return rt.Heap.NewLatin1(units[:len(args)]).Value(), true
}

// leafRange is the receiver and the two positions of slice and substring; to is
// the length when it is not given.
func leafRange(this heap.Value, args []heap.Value) (s *heap.String, from, to int, ok bool) {
	if len(args) == 0 || !this.IsString() || !args[0].IsInt() {
		return nil, 0, 0, false
	}
	s = this.Str()
	from, to = int(args[0].AsInt()), s.Len()
	if len(args) > 1 && !args[1].IsUndefined() {
		if !args[1].IsInt() {
			return nil, 0, 0, false
		}
		to = int(args[1].AsInt())
	}
	return s, from, to, true
}

func leafSlice(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	s, from, to, ok := leafRange(this, args)
	if !ok {
		return heap.Undefined, false
	}
	n := s.Len()
	if from < 0 {
		from += n
	}
	if to < 0 {
		to += n
	}
	from = min(max(from, 0), n)
	to = max(min(to, n), from)
	return rt.Heap.Substring(s, from, to).Value(), true
}

func leafSubstring(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	s, from, to, ok := leafRange(this, args)
	if !ok {
		return heap.Undefined, false
	}
	n := s.Len()
	from, to = min(max(from, 0), n), min(max(to, 0), n)
	return rt.Heap.Substring(s, min(from, to), max(from, to)).Value(), true
}

package object

import (
	"encoding/binary"
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
)

// OptionNames are the names of options that a library reads of objects, and what is known of
// Object.prototype: that it has none of them. It belongs to one runtime.
type OptionNames struct {
	Names []string

	realm *Realm // whose Object.prototype was looked at; realms are never given back
	epoch uint32 // while Heap.ProtoEpoch is that; 0 before it was looked at
}

// ImageOf implements Imageable: a runtime looks at its own Object.prototype.
func (n *OptionNames) ImageOf(*Imaging) (Mould, error) { return nil, nil }

// absent reports whether the Object.prototype of the running realm has none of the names.
func (n *OptionNames) absent(rt *Runtime) bool {
	h := rt.Heap
	if n.realm == rt.Cur && n.epoch == h.ProtoEpoch {
		return true
	}
	proto := rt.Cur.Intrinsic(ObjectPrototype)
	epoch := rt.Watched(proto)
	for _, name := range n.Names {
		if _, has := h.Lookup(proto, h.InternGo(name)); has {
			return false
		}
	}
	n.realm, n.epoch = rt.Cur, epoch
	return true
}

// The limits of what AppendPlain writes: objects with more are read in the usual way.
const (
	maxPlainOptions = 12
	maxPlainText    = 40
)

// AppendPlain appends to text what reading the options of v by n can find, so that equal texts mean equal
// options: for an ordinary object whose properties are data, and texts, numbers, booleans, null or undefined, behind
// which there is nothing but an Object.prototype that has none of the names. Nothing of a script
// is called then, whoever reads it. ok is false, and the text of no use, for any other value.
func (rt *Runtime) AppendPlain(text []byte, n *OptionNames, v heap.Value) (_ []byte, ok bool) {
	if !v.IsObject() || v.Object().Class() != heap.ClassObject {
		return nil, false
	}
	h, o := rt.Heap, v.Object()
	s := o.Shape(h)
	if o.Has(heap.FlagExotic) || s.IsDictionary() || s.Count() > maxPlainOptions {
		return nil, false
	}
	if s.Proto() != heap.Null && (s.Proto() != rt.Cur.Intrinsic(ObjectPrototype).Value() || !n.absent(rt)) {
		return nil, false
	}
	for i := range s.Count() {
		key, p := s.EntryAt(i)
		if !key.IsString() {
			continue // nobody asks for symbols
		}
		value := o.SlotAt(p.Offset)
		if p.Attrs&heap.AccessorProp != 0 || isLazy(value) {
			return nil, false
		}
		if text, ok = rt.appendPlainText(text, key.Str()); !ok {
			return nil, false
		}
		switch {
		case value.IsString():
			if text, ok = rt.appendPlainText(append(text, 's'), value.Str()); !ok {
				return nil, false
			}
		case value.IsNumber():
			text = binary.LittleEndian.AppendUint64(append(text, 'n'), math.Float64bits(value.Float64()))
		case value == heap.True:
			text = append(text, 't')
		case value == heap.False:
			text = append(text, 'f')
		case value == heap.Undefined:
			text = append(text, 'u')
		case value == heap.Null:
			text = append(text, '0')
		default:
			return nil, false
		}
	}
	return text, true
}

// appendPlainText appends a short string of Latin-1 with its length.
func (rt *Runtime) appendPlainText(text []byte, s *heap.String) ([]byte, bool) {
	if s.Len() > maxPlainText {
		return nil, false
	}
	f := s.Flat(rt.Heap)
	if f.IsWide() {
		return nil, false
	}
	return append(append(text, byte(len(f.Latin1()))), f.Latin1()...), true
}

package goja

import (
	"unicode/utf8"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// What only looks at a property that is there, or overwrites it, is no entry into the engine:
// object.Runtime.Calm says why it needs none. All of it falls back to an entry.

// glance is Get of a property that is data, for a name that Go has used lately. v is nil when
// there is none.
func (o *Object) glance(name string) (v Value, ok bool) {
	r := o.r
	if r == nil || !r.obj.Calm() {
		return nil, false
	}
	key, ok := r.obj.Heap.KnownKey(name)
	if !ok {
		return nil, false
	}
	x, sight := r.obj.Peek(o.v.Object(), key)
	return r.seen(x, sight)
}

// seen is the Value of what Peek has found, if it takes nothing of the engine to make.
func (r *Runtime) seen(x heap.Value, sight object.Sight) (v Value, ok bool) {
	switch {
	case sight == object.Absent:
		return nil, true
	case sight == object.Unknown || x.IsSymbol() || x.IsString() && !x.Str().IsFlat():
		return nil, false
	}
	return r.value(x), true
}

// put is Set of a property that is there, to what takes no memory of the heap.
func (o *Object) put(name string, value any) bool {
	r := o.r
	if r == nil || !r.obj.Calm() {
		return false
	}
	key, ok := r.obj.Heap.KnownKey(name)
	if !ok {
		return false
	}
	x, ok := r.plain(value)
	return ok && r.obj.Poke(o.v.Object(), key, x)
}

// plain is the cell of what needs no new one.
func (r *Runtime) plain(value any) (heap.Value, bool) {
	switch x := value.(type) {
	case nil, valueNull:
		return heap.Null, true
	case int:
		return number(int64(x)), true
	case int64:
		return number(x), true
	case float64:
		return heap.Number(x), true
	case bool:
		return heap.Bool(x), true
	case *Object:
		if x != nil && x.r == r {
			return x.v, true
		}
	case valueInt:
		return number(int64(x)), true
	case valueFloat:
		return heap.Number(float64(x)), true
	case valueBool:
		return heap.Bool(bool(x)), true
	case valueUndefined:
		return heap.Undefined, true
	case string:
		v := r.texts.sent(x)
		return v, v != heap.Undefined
	}
	return heap.Undefined, false
}

// number is the Number of an integer.
func number(n int64) heap.Value {
	if n == int64(int32(n)) {
		return heap.Int(int32(n))
	}
	return heap.Number(float64(n))
}

// textCell makes the string of a Go text in the heap.
func (r *Runtime) textCell(s string) heap.Value {
	if v := r.texts.sent(s); v != heap.Undefined {
		return r.obj.Heap.Keep(v)
	}
	if !utf8.ValidString(s) {
		return r.cell(newString(s))
	}
	v := r.obj.Heap.NewString(s).Value()
	if len(s) < longestText {
		*r.texts.outAt(s) = sentText{s, v}
	}
	return v
}

// given is the cell of what Go code has given.
func (r *Runtime) given(value any) heap.Value {
	if s, ok := value.(string); ok {
		return r.textCell(s)
	}
	if v, ok := r.plain(value); ok {
		return r.obj.Heap.Keep(v)
	}
	return r.cell(r.ToValue(value))
}

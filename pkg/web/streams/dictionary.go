package streams

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// dictionary reads the members of a dictionary (https://webidl.spec.whatwg.org/#js-dictionary), which
// its user asks for in the order of their names. After an error it reads nothing.
type dictionary struct {
	rt  *object.Runtime
	v   heap.Value
	err error
}

// get returns a member, Undefined for one that is missing.
func (d *dictionary) get(name string) heap.Value {
	if d.err != nil || d.v.IsNullish() {
		return heap.Undefined
	}
	if !d.v.IsObject() {
		d.err = d.rt.TypeError("%s is no dictionary", d.rt.Describe(d.v))
		return heap.Undefined
	}
	v, err := d.rt.Get(d.v.Object(), d.rt.Heap.InternGo(name))
	d.err = err
	return v
}

// function returns a member that is a function.
func (d *dictionary) function(name string) heap.Value {
	f := d.get(name)
	if d.err == nil && !f.IsUndefined() && !d.rt.IsCallable(f) {
		d.err = d.rt.TypeError("The member %s must be a function, not %s", name, d.rt.Describe(f))
	}
	return f
}

// flag returns a member that is a boolean.
func (d *dictionary) flag(name string) bool { return object.ToBoolean(d.get(name)) }

// text returns a member that is a string, ok is false for one that is missing.
func (d *dictionary) text(name string) (s string, ok bool) {
	v := d.get(name)
	if d.err != nil || v.IsUndefined() {
		return "", false
	}
	s, d.err = d.rt.ToGoString(v)
	return s, d.err == nil
}

// integer returns a member that is an [EnforceRange] unsigned long long.
func (d *dictionary) integer(name string) (n int64, ok bool) {
	v := d.get(name)
	if d.err != nil || v.IsUndefined() {
		return 0, false
	}
	n, d.err = enforceRange(d.rt, v)
	return n, d.err == nil
}

// enforceRange converts to an unsigned long long (https://webidl.spec.whatwg.org/#abstract-opdef-converttoint).
func enforceRange(rt *object.Runtime, v heap.Value) (int64, error) {
	x, err := rt.ToNumber(v)
	if err != nil {
		return 0, err
	}
	if x = math.Trunc(x); !(x >= 0 && x <= object.MaxSafeInteger) {
		return 0, rt.TypeError("%s is not an integer from 0 to 2^53 - 1", rt.Describe(v))
	}
	return int64(x), nil
}

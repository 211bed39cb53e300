package kiln

import (
	"runtime"
	"sync"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Value is a JavaScript value held by Go code. It keeps what it refers to alive
// as long as Go can reach it. The zero Value is undefined.
type Value struct {
	rt  *Runtime
	v   heap.Value
	pin *pin
}

// pin keeps a cell alive for Go code.
type pin struct{ id uint32 }

// pins are the cells that Go code holds, as a handle-less root table: freed ids
// come from Go's collector on any goroutine.
type pins struct {
	values []heap.Value
	free   []uint32

	mu   sync.Mutex
	dead []uint32
}

func (p *pins) add(v heap.Value) *pin {
	p.mu.Lock()
	p.free = append(p.free, p.dead...)
	p.dead = p.dead[:0]
	p.mu.Unlock()
	var id uint32
	if n := len(p.free); n > 0 {
		id = p.free[n-1]
		p.free = p.free[:n-1]
		p.values[id] = v
	} else {
		id = uint32(len(p.values))
		p.values = append(p.values, v)
	}
	held := &pin{id}
	runtime.AddCleanup(held, p.release, id)
	return held
}

func (p *pins) release(id uint32) {
	p.mu.Lock()
	p.dead = append(p.dead, id)
	p.mu.Unlock()
}

func (p *pins) trace(m *heap.Marker) {
	p.mu.Lock()
	for _, id := range p.dead {
		p.values[id] = heap.Undefined
		p.free = append(p.free, id)
	}
	p.dead = p.dead[:0]
	p.mu.Unlock()
	m.Lots(p.values)
}

// value wraps v for Go code.
func (rt *Runtime) value(v heap.Value) Value {
	out := Value{rt: rt, v: v}
	if v.IsCellPointer() {
		out.pin = rt.pins.add(v)
	}
	return out
}

func (v Value) raw() heap.Value {
	if v.rt == nil {
		return heap.Undefined
	}
	return v.v
}

// IsUndefined reports whether v is undefined.
func (v Value) IsUndefined() bool { return v.raw().IsUndefined() }

// IsNull reports whether v is null.
func (v Value) IsNull() bool { return v.raw().IsNull() }

// IsObject reports whether v is an object.
func (v Value) IsObject() bool { return v.raw().IsObject() }

// IsFunction reports whether v can be called.
func (v Value) IsFunction() bool { return v.IsObject() && v.raw().Object().IsCallable() }

// Bool returns v as a boolean (sec-toboolean).
func (v Value) Bool() bool { return object.ToBoolean(v.raw()) }

// Export converts primitives to Go: nil for undefined and null, bool, float64,
// string, *big.Int. Objects and symbols stay Values.
func (v Value) Export() any {
	r := v.raw()
	switch {
	case r.IsNullish():
		return nil
	case r.IsBool():
		return r == heap.True
	case r.IsNumber():
		return r.Float64()
	case r.IsString():
		return r.Str().Go(v.rt.obj.Heap)
	case r.IsBigInt():
		return r.BigInt().Big()
	}
	return v
}

// String describes v without running script code: a string as it is, anything
// else as the console shows it.
func (v Value) String() string {
	r := v.raw()
	if r.IsUndefined() {
		return "undefined"
	}
	if r.IsString() {
		return r.Str().Go(v.rt.obj.Heap)
	}
	return v.rt.describe(r)
}

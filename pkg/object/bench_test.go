package object_test

import (
	"testing"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// BenchmarkRuntime is the cost of a runtime with its first realm.
func BenchmarkRuntime(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newRuntime(b)
	}
}

// BenchmarkRealm is the cost of one more realm.
func BenchmarkRealm(b *testing.B) {
	rt := newRuntime(b)
	b.ReportAllocs()
	for b.Loop() {
		mark := rt.Heap.OpenScope()
		r := rt.NewRealm()
		rt.Realms = rt.Realms[:r.ID]
		rt.Heap.CloseScope(mark)
	}
}

// BenchmarkCallHost is a call of a function written in Go.
func BenchmarkCallHost(b *testing.B) {
	rt := newRuntime(b)
	f := rt.Cur.NewBuiltin("f", 1, func(c *object.Call) (heap.Value, error) { return c.Arg(0), nil }, object.KindHost).Value()
	b.ReportAllocs()
	for b.Loop() {
		mark := rt.Heap.OpenScope()
		if _, err := rt.Call(f, heap.Undefined, heap.Int(1)); err != nil {
			b.Fatal(err)
		}
		rt.Heap.CloseScope(mark)
	}
}

// BenchmarkCallback is one call of a script's function by a builtin that has
// prepared its calls.
func BenchmarkCallback(b *testing.B) {
	rt := newRuntime(b)
	f := run(b, rt, "(x => x)")
	cb := rt.NewCallback(f)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cb.Call3(heap.Undefined, heap.Int(1), heap.Int(2), heap.Undefined); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkGetMemberIC is a read through a warm inline cache.
func BenchmarkGetMemberIC(b *testing.B) {
	rt := newRuntime(b)
	o := run(b, rt, "({a: 1, b: 2})")
	key := rt.Heap.InternGo("b")
	var ic object.IC
	for b.Loop() {
		if _, err := rt.GetMemberIC(o, key, &ic); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkConstruct is `new F` of a base constructor, called from Go.
func BenchmarkConstruct(b *testing.B) {
	rt := newRuntime(b)
	f := run(b, rt, "function F(x) { this.x = x } F")
	b.ReportAllocs()
	for b.Loop() {
		mark := rt.Heap.OpenScope()
		if _, err := rt.Construct(f, f, heap.Int(1)); err != nil {
			b.Fatal(err)
		}
		rt.Heap.CloseScope(mark)
		if rt.Heap.WantsCollect() {
			rt.Heap.Safepoint()
		}
	}
}

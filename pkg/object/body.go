package object

import (
	"sync"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Body is a built-in function in the language of scripts, besides its Host in Go: one that
// calls a function for each element. Tiers 1 and 2 run it on the frame of the call, so that
// neither is left for the callback. Host does the same, throws the same and uses the same fuel;
// it runs where the caller is Go or tier 0, or frames are watched. For stack traces and
// profiles the frame is that of the built-in function: its Code has no Func.
//
// Names with a $ in front are instructions, and nothing else is taken from outside the text:
//
//	$begin(f, o, n)    o = ToObject(this), n = LengthOfArrayLike(o); TypeError unless f is callable
//	$find(o, k)        Get(o, k) if HasProperty(o, k), else a value that $absent tells
//	$absent(v)         whether v is that; it is asked before v is used
//	$define(a, k, v)   CreateDataPropertyOrThrow(a, k, v)
//	$call(f, t, v …)   Call(f, t, « v … »)
//	$species(o, n)     ArraySpeciesCreate(o, n)
//	$given()           how many arguments there are
//	$reduceEmpty()     throws what reduce of nothing does
type Body struct {
	Text string // one function declaration, strict code without inner functions

	once sync.Once
	info *syntax.FuncInfo
}

// Func returns the function of the text, which is parsed once in the process.
func (b *Body) Func() *syntax.FuncInfo {
	b.once.Do(func() {
		p, err := syntax.Parse(syntax.NewSource("builtin", b.Text), syntax.Options{Strict: true})
		if err != nil {
			panic("object: body of a built-in function: " + err.Error())
		}
		p.Own = true
		b.info = p.Funcs[1]
	})
	return b.info
}

// Definition returns what tiers compile of code: its function in the text of a script, or
// the body of a built-in function.
func (code *Code) Definition() *syntax.FuncInfo {
	if code.Body != nil {
		return code.Body.Func()
	}
	return code.Func
}

// BodyOp is an operation of bodies that is worth no instruction of its own.
type BodyOp uint16

// The operations.
const (
	BodySpecies BodyOp = iota
	BodyReduceEmpty
	BodyGiven // tiers do it
)

// BodyOpNamed returns the operation that a body calls by a name.
func BodyOpNamed(name string) (BodyOp, bool) {
	switch name {
	case "$species":
		return BodySpecies, true
	case "$reduceEmpty":
		return BodyReduceEmpty, true
	case "$given":
		return BodyGiven, true
	}
	return 0, false
}

// DoBodyOp does an operation of a body.
func (rt *Runtime) DoBodyOp(op BodyOp, args []heap.Value) (heap.Value, error) {
	switch op {
	case BodySpecies:
		a, err := rt.SpeciesArray(args[0].Object(), int64(args[1].Float64()))
		if err != nil {
			return heap.Undefined, err
		}
		return a.Value(), nil
	case BodyReduceEmpty:
		return heap.Undefined, rt.ReduceOfNothing()
	}
	panic("object: no such operation of a body")
}

// ReduceOfNothing is what reduce of nothing throws.
func (rt *Runtime) ReduceOfNothing() error {
	return rt.TypeError("Reduce of empty array with no initial value")
}

// SpeciesArray is ArraySpeciesCreate of o and n. The new array has room for n elements where
// all those of o are dense.
func (rt *Runtime) SpeciesArray(o *heap.Object, n int64) (*heap.Object, error) {
	a, err := rt.ArraySpeciesCreate(o, n)
	if err != nil {
		return nil, err
	}
	if n > 0 && n == int64(o.ElementsLen()) && a.ElementsLen() == 0 && ExtensibleArray(a) && rt.Heap.CheckAlloc(n*8) == nil {
		rt.Heap.ReserveElements(a, int(n))
	}
	return a, nil
}

// ExtensibleArray reports that o is an extensible array with writable length whose own
// elements are dense or holes and end below its length: its indices can be defined with
// nobody noticing. For storing them NoIndexedPrototype must hold too.
func ExtensibleArray(o *heap.Object) bool {
	return o.Class() == heap.ClassArray && o.Flags()&(heap.FlagExotic|heap.FlagNotExtensible|heap.FlagLengthReadonly|heap.FlagSparseElements) == 0
}

// ThisArrayLike is how most methods of arrays begin, here that of code: ToObject of this and
// LengthOfArrayLike. What ToObject makes is rooted in the current scope.
func (rt *Runtime) ThisArrayLike(code *Code, this heap.Value) (o *heap.Object, n int64, err error) {
	if this.IsObject() && this.Object().Class() == heap.ClassArray {
		return this.Object(), int64(ArrayLength(this.Object())), nil
	}
	if o, err = rt.ThisArrayObject(code, this); err != nil {
		return nil, 0, err
	}
	rt.Heap.Keep(o.Value())
	n, err = rt.LengthOfArrayLike(o)
	return o, n, err
}

// ThisArrayObject is ToObject of this for code, a method of arrays.
func (rt *Runtime) ThisArrayObject(code *Code, this heap.Value) (*heap.Object, error) {
	if this.IsNullish() {
		return nil, rt.TypeError("Array.prototype.%s called on null or undefined", rt.KeyText(code.Name))
	}
	return rt.ToObject(this)
}

// BeginBody is how the methods of arrays begin that take a function f, here that of code:
// ThisArrayLike and IsCallable.
func (rt *Runtime) BeginBody(code *Code, this, f heap.Value) (o *heap.Object, n int64, err error) {
	if o, n, err = rt.ThisArrayLike(code, this); err != nil {
		return nil, 0, err
	}
	if !rt.IsCallable(f) {
		return nil, 0, rt.NotCallable(rt.Describe(f))
	}
	return o, n, nil
}

// FindElem is HasProperty(o, k) and, when it holds, Get(o, k). The value is rooted in the
// current scope.
func (rt *Runtime) FindElem(o *heap.Object, k int64) (v heap.Value, ok bool, err error) {
	if d := o.Dense(); uint64(k) < uint64(len(d)) && d[k] != heap.Hole {
		return rt.Heap.Keep(d[k]), true, nil
	}
	key := rt.KeyFromInt(k)
	ok, err = rt.HasProperty(o, key)
	if !ok || err != nil {
		return heap.Undefined, false, err
	}
	v, err = rt.Get(o, key)
	return v, true, err
}

// DefineElem is CreateDataPropertyOrThrow(o, k, v).
func (rt *Runtime) DefineElem(o *heap.Object, k int64, v heap.Value) error {
	if k == int64(o.ElementsLen()) && ExtensibleArray(o) {
		rt.isPlainArray(o) // the next ones machine code defines, if that holds
		switch length := int64(ArrayLength(o)); {
		case length <= k:
			return rt.AppendElement(o, v)
		case o.GrowthBytes(1) == 0:
			rt.Heap.SetElement(o, uint32(k), v)
			return nil
		}
	}
	return rt.CreateDataPropertyOrThrow(o, rt.KeyFromInt(k), v)
}

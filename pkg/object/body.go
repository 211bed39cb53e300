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
		a, err := rt.ArraySpeciesCreate(args[0].Object(), int64(args[1].Float64()))
		if err != nil {
			return heap.Undefined, err
		}
		rt.reserveLike(a, args[0].Object(), args[1])
		return a.Value(), nil
	case BodyReduceEmpty:
		return heap.Undefined, rt.TypeError("Reduce of empty array with no initial value")
	}
	panic("object: no such operation of a body")
}

// reserveLike makes room in the new array a for n elements where all those of o are dense.
func (rt *Runtime) reserveLike(a, o *heap.Object, n heap.Value) {
	if n.IsInt() && n.AsInt() > 0 && int(n.AsInt()) == o.ElementsLen() && a.ElementsLen() == 0 && ExtensibleArray(a) &&
		rt.Heap.CheckAlloc(int64(n.AsInt())*8) == nil {
		rt.Heap.ReserveElements(a, int(n.AsInt()))
	}
}

// ExtensibleArray reports that o is an extensible array with writable length whose own
// elements are dense or holes and end below its length: its indices can be defined with
// nobody noticing.
func ExtensibleArray(o *heap.Object) bool {
	return o.Class() == heap.ClassArray && o.Flags()&(heap.FlagExotic|heap.FlagNotExtensible|heap.FlagLengthReadonly|heap.FlagSparseElements) == 0
}

// BeginBody is how the body of callee begins, one of the methods of arrays that take a function begin: ToObject of this,
// LengthOfArrayLike, IsCallable.
func (rt *Runtime) BeginBody(callee *heap.Object, this, f heap.Value) (o, length heap.Value, err error) {
	length = heap.Undefined
	if this.IsObject() && this.Object().Class() == heap.ClassArray {
		o, length = this, heap.Int64(int64(ArrayLength(this.Object())))
	} else {
		if this.IsNullish() {
			return heap.Undefined, heap.Undefined, rt.TypeError("Array.prototype.%s called on null or undefined", rt.KeyText(rt.CodeOf(callee).Name))
		}
		var a *heap.Object
		if a, err = rt.ToObject(this); err != nil {
			return heap.Undefined, heap.Undefined, err
		}
		rt.Heap.Keep(a.Value())
		n, err := rt.LengthOfArrayLike(a)
		if err != nil {
			return heap.Undefined, heap.Undefined, err
		}
		o, length = a.Value(), heap.Int64(n)
	}
	if !rt.IsCallable(f) {
		return heap.Undefined, heap.Undefined, rt.NotCallable(rt.Describe(f))
	}
	return o, length, nil
}

// FindElem is HasProperty(o, k) and, when it holds, Get(o, k), for an index k.
func (rt *Runtime) FindElem(o *heap.Object, k heap.Value) (v heap.Value, ok bool, err error) {
	if k.IsInt() {
		if d := o.Dense(); uint(k.AsInt()) < uint(len(d)) && d[k.AsInt()] != heap.Hole {
			return d[k.AsInt()], true, nil
		}
	}
	key := rt.KeyFromInt(int64(k.Float64()))
	ok, err = rt.HasProperty(o, key)
	if !ok || err != nil {
		return heap.Undefined, false, err
	}
	v, err = rt.Get(o, key)
	return v, true, err
}

// DefineElem is CreateDataPropertyOrThrow(o, k, v) for an index k.
func (rt *Runtime) DefineElem(o *heap.Object, k, v heap.Value) error {
	n := int64(k.Float64())
	if n == int64(o.ElementsLen()) && ExtensibleArray(o) {
		switch length := int64(ArrayLength(o)); {
		case length <= n:
			return rt.AppendElement(o, v)
		case o.GrowthBytes() == 0:
			rt.Heap.SetElement(o, uint32(n), v)
			return nil
		}
	}
	return rt.CreateDataPropertyOrThrow(o, rt.KeyFromInt(n), v)
}

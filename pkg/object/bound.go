package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
)

// Internal slots of a bound function (sec-bound-function-exotic-objects).
const (
	boundTarget = iota
	boundThis
	boundArgs // Elements cell
)

// The internal slots of bound functions that machine code reads.
const (
	BoundTargetSlot = boundTarget
	BoundThisSlot   = boundThis
	BoundArgsSlot   = boundArgs
)

// maxDirectBound is how many arguments, and how long a name, BindDirectly takes.
const (
	maxDirectBound = 16
	maxDirectName  = 64
)

// BindDirectly does Function.prototype.bind of target with args, the first of which is the
// this value, where it takes no look at properties that a script could have changed, and
// nothing that may fail: an ordinary function whose name and length are not yet properties.
// The result is rooted in the current scope.
func (rt *Runtime) BindDirectly(target *heap.Object, args []heap.Value) (*heap.Object, bool) {
	bound := args
	this := heap.Undefined
	if len(args) > 0 {
		this, bound = args[0], args[1:]
	}
	if target.Has(heap.FlagExotic) || len(bound) > maxDirectBound {
		return nil, false
	}
	length, name, known := rt.startingNameAndLength(target, len(bound))
	if !known || name.Str().Len() > maxDirectName {
		return nil, false
	}
	h := rt.Heap
	f := rt.NewObjectOf(heap.ClassBoundFunction, target.Proto(h))
	if target.IsConstructor() {
		f.SetFlags(heap.FlagConstructor)
	}
	h.SetInternal(f, boundTarget, target.Value())
	h.SetInternal(f, boundThis, this)
	h.SetInternal(f, boundArgs, h.NewElements(bound...).Value())
	h.AddProperty(f, h.Names.Length, heap.Number(length), heap.Configurable)
	code := rt.CodeOf(target)
	if !code.boundName.IsString() {
		code.boundName = h.Concat(h.InternGo("bound ").Str(), name.Str()).Value()
		code.Touch()
	}
	h.AddProperty(f, h.Names.Name, code.boundName, heap.Configurable)
	return f, true
}

// BoundFunctionCreate is the operation of that name (sec-boundfunctioncreate).
func (rt *Runtime) BoundFunctionCreate(target *heap.Object, this heap.Value, args []heap.Value) (*heap.Object, error) {
	h := rt.Heap
	proto, err := rt.GetPrototypeOf(target)
	if err != nil {
		return nil, err
	}
	f := rt.NewObjectOf(heap.ClassBoundFunction, proto)
	if target.IsConstructor() {
		f.SetFlags(heap.FlagConstructor)
	}
	h.SetInternal(f, boundTarget, target.Value())
	h.SetInternal(f, boundThis, this)
	h.SetInternal(f, boundArgs, h.NewElements(args...).Value())
	return f, nil
}

// BoundTarget returns the target of a bound function.
func BoundTarget(f *heap.Object) *heap.Object { return f.Internal(boundTarget).Object() }

// spreadBound replaces the frame at fp, whose callee is the bound function f, by
// one for its target with the bound arguments in front. It may collect once f has
// left the frame.
func (rt *Runtime) spreadBound(f *heap.Object, fp int) error {
	s := rt.Stack
	bound := f.Internal(boundArgs).Elements().Values()
	argc := int(s.Vals[fp+stack.Argc].AsInt())
	base := fp + stack.Header
	if s.Reserve(base+argc+len(bound)) != nil {
		return rt.StackOverflow()
	}
	copy(s.Vals[base+len(bound):base+len(bound)+argc], s.Vals[base:base+argc])
	copy(s.Vals[base:], bound)
	s.Vals[fp+stack.Argc] = heap.Int(int32(argc + len(bound)))
	s.Vals[fp+stack.Callee] = f.Internal(boundTarget)
	if rt.Budget -= int64(1 + (argc+len(bound))>>6); rt.Budget > 0 {
		return nil
	}
	top := s.Top
	s.Top = max(top, base+argc+len(bound))
	err := rt.Poll()
	s.Top = top
	return err
}

// UnwrapBound replaces the frame at fp, whose callee is a bound function, by that
// of the call it makes (sec-bound-function-exotic-objects-call-thisargument-argumentslist).
func (rt *Runtime) UnwrapBound(fp int) error {
	f := rt.Stack.Vals[fp+stack.Callee].Object()
	// spreadBound may collect, when nothing refers to f any more.
	rt.Stack.Vals[fp+stack.This] = f.Internal(boundThis)
	return rt.spreadBound(f, fp)
}

// callBound is [[Call]] of a bound function; chains of them do not recurse.
func (rt *Runtime) callBound(fp int) (heap.Value, error) {
	for {
		if err := rt.UnwrapBound(fp); err != nil {
			return heap.Undefined, err
		}
		if f := rt.Stack.Vals[fp+stack.Callee].Object(); f.Class() != heap.ClassBoundFunction {
			return rt.CallFrame(fp)
		}
	}
}

// constructBound is [[Construct]] of a bound function.
func (rt *Runtime) constructBound(f *heap.Object, fp int) (heap.Value, error) {
	for {
		if err := rt.spreadBound(f, fp); err != nil {
			return heap.Undefined, err
		}
		target := rt.Stack.Vals[fp+stack.Callee]
		if rt.Stack.Vals[fp+stack.NewTarget] == f.Value() {
			rt.Stack.Vals[fp+stack.NewTarget] = target
		}
		if f = target.Object(); f.Class() != heap.ClassBoundFunction {
			return rt.ConstructFrame(fp)
		}
	}
}

package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idDisposableStackPrototype      = object.NewIntrinsic() // %DisposableStack.prototype%
	idAsyncDisposableStackPrototype = object.NewIntrinsic() // %AsyncDisposableStack.prototype%
)

// Internal slots of DisposableStack and AsyncDisposableStack objects, which share
// a class.
const (
	stackState     = iota // Int: bits below
	stackResources        // [[DisposeCapability]], a resource stack of package object
)

// The bits of stackState.
const (
	stackAsync    = 1 << iota // an AsyncDisposableStack
	stackDisposed             // [[DisposableState]] or [[AsyncDisposableState]] is disposed
)

// disposableStackGroup declares %DisposableStack% and its prototype
// (sec-disposablestack-objects).
var disposableStackGroup = &object.Group{
	Name:   "DisposableStack",
	Fn:     func(c *object.Call) (heap.Value, error) { return newDisposableStack(c, 0) },
	Proto:  idDisposableStackPrototype,
	Global: true,
	Rows: append(stackRows(0),
		object.Row{Name: "dispose", Fn: stackDispose},
		object.Row{Name: "@@dispose", Alias: "dispose"},
		object.Row{Name: "@@toStringTag", Str: "DisposableStack", Flags: object.RowString}),
}

// asyncDisposableStackGroup declares %AsyncDisposableStack% and its prototype
// (sec-asyncdisposablestack-objects).
var asyncDisposableStackGroup = &object.Group{
	Name:   "AsyncDisposableStack",
	Fn:     func(c *object.Call) (heap.Value, error) { return newDisposableStack(c, stackAsync) },
	Proto:  idAsyncDisposableStackPrototype,
	Global: true,
	Rows: append(stackRows(stackAsync),
		object.Row{Name: "disposeAsync", Fn: stackDisposeAsync},
		object.Row{Name: "@@asyncDispose", Alias: "disposeAsync"},
		object.Row{Name: "@@toStringTag", Str: "AsyncDisposableStack", Flags: object.RowString}),
}

// stackKind is what the two kinds of stack differ in.
type stackKind int32

func (k stackKind) name() string {
	if k == stackAsync {
		return "AsyncDisposableStack"
	}
	return "DisposableStack"
}

func (k stackKind) proto() object.IntrinsicID {
	if k == stackAsync {
		return idAsyncDisposableStackPrototype
	}
	return idDisposableStackPrototype
}

func (k stackKind) hint() object.DisposeHint {
	if k == stackAsync {
		return object.DisposeAsync
	}
	return object.DisposeSync
}

// stackRows declares the methods that both kinds have.
func stackRows(kind stackKind) []object.Row {
	method := func(name string, length int, f func(c *object.Call, kind stackKind, o *heap.Object) (heap.Value, error)) object.Row {
		return object.Row{Name: name, Length: length, Fn: func(c *object.Call) (heap.Value, error) {
			o, err := pendingStack(c, kind, name)
			if err != nil {
				return heap.Undefined, err
			}
			return f(c, kind, o)
		}}
	}
	return []object.Row{
		method("adopt", 2, stackAdopt),
		method("defer", 1, stackDefer),
		{Name: "disposed", Get: func(c *object.Call) (heap.Value, error) {
			o, err := thisStack(c, kind, "disposed")
			if err != nil {
				return heap.Undefined, err
			}
			return heap.Bool(isDisposed(o)), nil
		}},
		method("move", 0, stackMove),
		method("use", 1, stackUse),
	}
}

// newDisposableStack is the constructors DisposableStack and AsyncDisposableStack
// (sec-disposablestack, sec-asyncdisposablestack).
func newDisposableStack(c *object.Call, kind stackKind) (heap.Value, error) {
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.RT.TypeError("Constructor %s requires 'new'", kind.name())
	}
	o, err := c.RT.OrdinaryCreateFromConstructor(c.NewTarget, kind.proto(), heap.ClassDisposableStack)
	if err != nil {
		return heap.Undefined, err
	}
	c.RT.Heap.SetInternal(o, stackState, heap.Int(int32(kind)))
	return o.Value(), nil
}

// thisStack is the receiver, which must be a stack of the kind.
func thisStack(c *object.Call, kind stackKind, name string) (*heap.Object, error) {
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassDisposableStack {
		o := c.This.Object()
		if s := o.Internal(stackState); s.IsInt() && stackKind(s.AsInt())&stackAsync == kind {
			return o, nil
		}
	}
	return nil, c.Incompatible(kind.name() + ".prototype." + name)
}

func isDisposed(o *heap.Object) bool { return o.Internal(stackState).AsInt()&stackDisposed != 0 }

func markDisposed(rt *object.Runtime, o *heap.Object) {
	rt.Heap.SetInternal(o, stackState, heap.Int(o.Internal(stackState).AsInt()|stackDisposed))
}

// pendingStack is thisStack for methods that need a stack that is not disposed of.
func pendingStack(c *object.Call, kind stackKind, name string) (*heap.Object, error) {
	o, err := thisStack(c, kind, name)
	if err == nil && isDisposed(o) {
		err = c.RT.ReferenceError("%s is already disposed", kind.name())
	}
	return o, err
}

// stackUse is the method use (sec-disposablestack.prototype.use,
// sec-asyncdisposablestack.prototype.use).
func stackUse(c *object.Call, kind stackKind, o *heap.Object) (heap.Value, error) {
	resources, err := c.RT.AddDisposableResource(o.Internal(stackResources), c.Arg(0), kind == stackAsync)
	if err != nil {
		return heap.Undefined, err
	}
	c.RT.Heap.SetInternal(o, stackResources, resources)
	return c.Arg(0), nil
}

// push adds a resource that method disposes of, called without receiver.
func push(rt *object.Runtime, kind stackKind, o *heap.Object, method heap.Value) {
	resources := rt.PushResource(o.Internal(stackResources), heap.Undefined, method, kind.hint())
	rt.Heap.SetInternal(o, stackResources, resources)
}

// adoptedRow is the function that disposes of an adopted value: data 0 is called
// with data 1.
var adoptedRow = &object.Row{Fn: func(c *object.Call) (heap.Value, error) {
	return c.RT.Call(c.Data(0), heap.Undefined, c.Data(1))
}}

// stackAdopt is the method adopt (sec-disposablestack.prototype.adopt,
// sec-asyncdisposablestack.prototype.adopt).
func stackAdopt(c *object.Call, kind stackKind, o *heap.Object) (heap.Value, error) {
	onDispose, err := c.CallableArg(1)
	if err != nil {
		return heap.Undefined, err
	}
	method := c.RT.NewHostFunction(c.Realm.HostCode(adoptedRow), onDispose, c.Arg(0))
	push(c.RT, kind, o, method.Value())
	return c.Arg(0), nil
}

// stackDefer is the method defer (sec-disposablestack.prototype.defer,
// sec-asyncdisposablestack.prototype.defer).
func stackDefer(c *object.Call, kind stackKind, o *heap.Object) (heap.Value, error) {
	onDispose, err := c.CallableArg(0)
	if err == nil {
		push(c.RT, kind, o, onDispose)
	}
	return heap.Undefined, err
}

// stackMove is the method move (sec-disposablestack.prototype.move,
// sec-asyncdisposablestack.prototype.move).
func stackMove(c *object.Call, kind stackKind, o *heap.Object) (heap.Value, error) {
	h := c.RT.Heap
	moved := c.RT.NewIntrinsicObject(heap.ClassDisposableStack, kind.proto())
	h.SetInternal(moved, stackState, heap.Int(int32(kind)))
	h.SetInternal(moved, stackResources, o.Internal(stackResources))
	h.SetInternal(o, stackResources, heap.Undefined)
	markDisposed(c.RT, o)
	return moved.Value(), nil
}

// takeResources empties the stack o and makes it disposed.
func takeResources(rt *object.Runtime, o *heap.Object) object.Disposal {
	resources := rt.Heap.Keep(o.Internal(stackResources))
	rt.Heap.SetInternal(o, stackResources, heap.Undefined)
	markDisposed(rt, o)
	return object.Disposal{Stack: resources, Thrown: heap.Empty}
}

// stackDispose is DisposableStack.prototype.dispose
// (sec-disposablestack.prototype.dispose).
func stackDispose(c *object.Call) (heap.Value, error) {
	o, err := thisStack(c, 0, "dispose")
	if err != nil || isDisposed(o) {
		return heap.Undefined, err
	}
	d := takeResources(c.RT, o)
	if _, _, err := c.RT.DisposeStep(&d, object.ResumeNext, heap.Undefined); err != nil {
		return heap.Undefined, err
	}
	if d.Thrown != heap.Empty {
		return heap.Undefined, c.RT.Throw(d.Thrown)
	}
	return heap.Undefined, nil
}

// The variables of a running disposeAsync are an Env cell.
const (
	disposePromise = iota
	disposeStack   // Disposal.Stack
	disposeThrown  // Disposal.Thrown
	disposeState   // Int: Disposal.State
	disposeSlots
)

var disposeResumed object.ReactionID

func init() { disposeResumed = object.RegisterReaction(resumeDispose) }

// stackDisposeAsync is AsyncDisposableStack.prototype.disposeAsync
// (sec-asyncdisposablestack.prototype.disposeAsync).
func stackDisposeAsync(c *object.Call) (heap.Value, error) {
	rt := c.RT
	p := rt.NewPromise()
	o, err := thisStack(c, stackAsync, "disposeAsync")
	if err != nil {
		return p.Value(), rt.RejectWith(p, err)
	}
	if isDisposed(o) {
		return p.Value(), rt.ResolvePromise(p, heap.Undefined)
	}
	d := takeResources(rt, o)
	st := rt.Heap.NewEnv(heap.Undefined, 0, disposeSlots, heap.Undefined)
	rt.Heap.SetEnvSlot(st, disposePromise, p.Value())
	return p.Value(), continueDispose(rt, st, &d, object.ResumeNext, heap.Undefined)
}

// resumeDispose continues disposeAsync after an await.
func resumeDispose(rt *object.Runtime, data, value heap.Value, rejected bool) error {
	st := data.Env()
	d := object.Disposal{
		Stack:  rt.Heap.Keep(st.Slot(disposeStack)),
		Thrown: rt.Heap.Keep(st.Slot(disposeThrown)),
		State:  st.Slot(disposeState).AsInt(),
	}
	mode := object.ResumeNext
	if rejected {
		mode = object.ResumeThrow
	}
	return continueDispose(rt, st, &d, mode, value)
}

// continueDispose runs the disposal up to its next await, or settles the promise.
func continueDispose(rt *object.Runtime, st *heap.Env, d *object.Disposal, mode object.Resumption, sent heap.Value) error {
	for {
		v, await, err := rt.DisposeStep(d, mode, sent)
		if err != nil {
			return err
		}
		if !await {
			break
		}
		rt.Heap.SetEnvSlot(st, disposeStack, d.Stack)
		rt.Heap.SetEnvSlot(st, disposeThrown, d.Thrown)
		rt.Heap.SetEnvSlot(st, disposeState, heap.Int(d.State))
		err = rt.AwaitNative(v, disposeResumed, st.Value())
		t, threw := err.(*object.Throw)
		if !threw {
			return err
		}
		mode, sent = object.ResumeThrow, t.Value
	}
	p := st.Slot(disposePromise).Object()
	if d.Thrown != heap.Empty {
		return rt.RejectPromise(p, d.Thrown)
	}
	return rt.ResolvePromise(p, heap.Undefined)
}

package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var idPromiseResolve = object.NewIntrinsic() // %Promise.resolve%

// promiseGroup declares %Promise% and %Promise.prototype% (sec-promise-objects).
var promiseGroup = &object.Group{
	Name:   "Promise",
	Length: 1,
	Fn:     promiseConstructor,
	Ctor:   object.PromiseConstructor,
	Proto:  object.PromisePrototype,
	Global: true,
	Static: []object.Row{
		{Name: "all", Length: 1, Fn: promiseAll},
		{Name: "allKeyed", Length: 1, Fn: promiseAllKeyed},
		{Name: "allSettled", Length: 1, Fn: promiseAllSettled},
		{Name: "allSettledKeyed", Length: 1, Fn: promiseAllSettledKeyed},
		{Name: "any", Length: 1, Fn: promiseAny},
		{Name: "race", Length: 1, Fn: promiseRace},
		{Name: "reject", Length: 1, Fn: promiseReject},
		{Name: "resolve", Length: 1, Fn: promiseResolve, Intrinsic: idPromiseResolve},
		{Name: "try", Length: 1, Fn: promiseTry},
		{Name: "withResolvers", Fn: promiseWithResolvers},
		{Name: "@@species", Get: object.ReturnThis},
	},
	Rows: []object.Row{
		{Name: "catch", Length: 1, Fn: promiseCatch},
		{Name: "finally", Length: 1, Fn: promiseFinally},
		{Name: "then", Length: 2, Fn: promiseThen, Intrinsic: object.PromiseThen},
		{Name: "@@toStringTag", Str: "Promise", Flags: object.RowString},
	},
}

// promiseConstructor is Promise (sec-promise-executor).
func promiseConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Promise constructor cannot be invoked without 'new'")
	}
	executor := c.Arg(0)
	if !rt.IsCallable(executor) {
		return heap.Undefined, rt.TypeError("Promise resolver %s is not a function", rt.Describe(executor))
	}
	p, err := rt.CreatePromise(c.NewTarget)
	if err != nil {
		return heap.Undefined, err
	}
	resolve, reject := rt.CreateResolvingFunctions(p)
	_, err = rt.Call(executor, heap.Undefined, resolve, reject)
	if t, ok := err.(*object.Throw); ok {
		_, err = rt.Call(reject, heap.Undefined, t.Value)
	}
	return p.Value(), err
}

// promiseThen is Promise.prototype.then (sec-promise.prototype.then).
func promiseThen(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !object.IsPromise(c.This) {
		return heap.Undefined, c.Incompatible("Promise.prototype.then")
	}
	p := c.This.Object()
	ctor, err := rt.PromiseSpecies(p)
	if err != nil {
		return heap.Undefined, err
	}
	result, err := rt.NewPromiseCapability(ctor)
	if err != nil {
		return heap.Undefined, err
	}
	rt.PerformPromiseThen(p, c.Arg(0), c.Arg(1), &result)
	return result.Promise, nil
}

// promiseCatch is Promise.prototype.catch (sec-promise.prototype.catch).
func promiseCatch(c *object.Call) (heap.Value, error) {
	return c.RT.Invoke(c.This, c.RT.Heap.Names.Then, heap.Undefined, c.Arg(0))
}

// The functions of Promise.prototype.finally. Data(0) is onFinally, Data(1) the
// constructor; those that pass the outcome on have it as Data(0).
var (
	thenFinallyRow  = &object.Row{Length: 1, Fn: thenFinally}
	catchFinallyRow = &object.Row{Length: 1, Fn: catchFinally}
	valueThunkRow   = &object.Row{Fn: func(c *object.Call) (heap.Value, error) { return c.Data(0), nil }}
	throwerRow      = &object.Row{Fn: func(c *object.Call) (heap.Value, error) { return heap.Undefined, c.RT.Throw(c.Data(0)) }}
)

// promiseFinally is Promise.prototype.finally (sec-promise.prototype.finally).
func promiseFinally(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !c.This.IsObject() {
		return heap.Undefined, c.Incompatible("Promise.prototype.finally")
	}
	ctor, err := rt.SpeciesConstructor(c.This.Object(), c.Realm.Intrinsic(object.PromiseConstructor))
	if err != nil {
		return heap.Undefined, err
	}
	onFinally := c.Arg(0)
	then, catch := onFinally, onFinally
	if rt.IsCallable(onFinally) {
		then = rt.NewHostFunction(c.Realm.HostCode(thenFinallyRow), onFinally, ctor).Value()
		catch = rt.NewHostFunction(c.Realm.HostCode(catchFinallyRow), onFinally, ctor).Value()
	}
	return rt.Invoke(c.This, rt.Heap.Names.Then, then, catch)
}

func thenFinally(c *object.Call) (heap.Value, error)  { return afterFinally(c, valueThunkRow) }
func catchFinally(c *object.Call) (heap.Value, error) { return afterFinally(c, throwerRow) }

// afterFinally calls onFinally and then passes the outcome, argument 0, on.
func afterFinally(c *object.Call, pass *object.Row) (heap.Value, error) {
	rt := c.RT
	r, err := rt.Call(c.Data(0), heap.Undefined)
	if err != nil {
		return heap.Undefined, err
	}
	p, err := rt.PromiseResolveWith(c.Data(1), r)
	if err != nil {
		return heap.Undefined, err
	}
	f := rt.NewHostFunction(c.Realm.HostCode(pass), c.Arg(0))
	return rt.Invoke(p, rt.Heap.Names.Then, f.Value())
}

// promiseReject is Promise.reject (sec-promise.reject).
func promiseReject(c *object.Call) (heap.Value, error) {
	capability, err := c.RT.NewPromiseCapability(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	return capability.Promise, c.RT.CapabilityReject(&capability, c.Arg(0))
}

// promiseResolve is Promise.resolve (sec-promise.resolve).
func promiseResolve(c *object.Call) (heap.Value, error) {
	if !c.This.IsObject() {
		return heap.Undefined, c.RT.TypeError("PromiseResolve called on non-object")
	}
	return c.RT.PromiseResolveWith(c.This, c.Arg(0))
}

// promiseTry is Promise.try (sec-promise.try).
func promiseTry(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !c.This.IsObject() {
		return heap.Undefined, rt.TypeError("Promise.try called on non-object")
	}
	capability, err := rt.NewPromiseCapability(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	var args []heap.Value
	if len(c.Args) > 1 {
		args = c.Args[1:]
	}
	v, err := rt.Call(c.Arg(0), heap.Undefined, args...)
	return capability.Promise, rt.SettleCapability(&capability, v, err)
}

// promiseWithResolvers is Promise.withResolvers (sec-promise.withResolvers).
func promiseWithResolvers(c *object.Call) (heap.Value, error) {
	rt := c.RT
	capability, err := rt.NewPromiseCapability(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	rt.CapabilityFunctions(&capability)
	o := rt.NewObject()
	h := rt.Heap
	h.AddProperty(o, h.InternGo("promise"), capability.Promise, heap.DefaultAttrs)
	h.AddProperty(o, h.InternGo("resolve"), capability.Resolve, heap.DefaultAttrs)
	h.AddProperty(o, h.InternGo("reject"), capability.Reject, heap.DefaultAttrs)
	return o.Value(), nil
}

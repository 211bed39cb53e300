package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// combinator says which static method of Promise runs: what the functions that
// it hands out do with the outcome of one promise.
type combinator int32

const (
	combineAll combinator = iota
	combineAllSettled
	combineAny
	combineRace
)

// The state that the functions of one call share is an array, which no script
// sees, with these elements.
const (
	sharedValues    = iota // array of results, or of errors for any
	sharedRemaining        // Int: outcomes still missing, and one for the loop itself
	sharedPromise          // the capability
	sharedResolve
	sharedReject
	sharedKeys // array of keys for the keyed variants, else Undefined
)

// The element functions: Data(0) is the shared array, Data(1) the index, Data(2)
// a box that holds whether the pair has been called.
var (
	allElementRow    = &object.Row{Length: 1, Fn: allElement}
	settledFulfilRow = &object.Row{Length: 1, Fn: settledFulfil}
	settledRejectRow = &object.Row{Length: 1, Fn: settledReject}
	anyRejectRow     = &object.Row{Length: 1, Fn: anyReject}
)

// promiseAll is Promise.all (sec-promise.all).
func promiseAll(c *object.Call) (heap.Value, error) { return combine(c, combineAll) }

// promiseAllSettled is Promise.allSettled (sec-promise.allsettled).
func promiseAllSettled(c *object.Call) (heap.Value, error) { return combine(c, combineAllSettled) }

// promiseAny is Promise.any (sec-promise.any).
func promiseAny(c *object.Call) (heap.Value, error) { return combine(c, combineAny) }

// promiseRace is Promise.race (sec-promise.race).
func promiseRace(c *object.Call) (heap.Value, error) { return combine(c, combineRace) }

// combine is the frame of the four methods: everything that goes wrong after the
// capability exists rejects it.
func combine(c *object.Call, kind combinator) (heap.Value, error) {
	rt := c.RT
	capability, err := rt.NewPromiseCapability(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	rt.CapabilityFunctions(&capability)
	if err := combineIterable(c, kind, &capability); err != nil {
		err = rt.SettleCapability(&capability, heap.Undefined, err)
		return capability.Promise, err
	}
	return capability.Promise, nil
}

// promiseResolver is GetPromiseResolve (sec-getpromiseresolve).
func promiseResolver(rt *object.Runtime, ctor heap.Value) (heap.Value, error) {
	f, err := rt.Get(ctor.Object(), rt.Heap.Names.Resolve)
	if err != nil {
		return heap.Undefined, err
	}
	if !rt.IsCallable(f) {
		return heap.Undefined, rt.TypeError("Promise resolve or reject function is not callable")
	}
	return f, nil
}

func combineIterable(c *object.Call, kind combinator, capability *object.PromiseCapability) error {
	rt := c.RT
	resolve, err := promiseResolver(rt, c.This)
	if err != nil {
		return err
	}
	shared := newShared(rt, capability, heap.Undefined)
	index := int32(0)
	plain := resolve == rt.Cur.Intrinsic(idPromiseResolve).Value()
	err = rt.Iterate(c.Arg(0), func(v heap.Value) error {
		var p heap.Value
		var err error
		if plain {
			p, err = rt.PromiseResolveWith(c.This, v)
		} else {
			p, err = rt.Call(resolve, c.This, v)
		}
		if err != nil {
			return err
		}
		index++
		return combineOne(c, kind, shared, index-1, p)
	})
	if err != nil || kind == combineRace {
		return err
	}
	return countDown(rt, kind, shared, true)
}

func newShared(rt *object.Runtime, capability *object.PromiseCapability, keys heap.Value) *heap.Object {
	return rt.NewArray(rt.NewArray().Value(), heap.Int(1),
		capability.Promise, capability.Resolve, capability.Reject, keys)
}

// combineOne subscribes to promise number index.
func combineOne(c *object.Call, kind combinator, shared *heap.Object, index int32, p heap.Value) error {
	rt := c.RT
	d := shared.Dense()
	onFulfilled, onRejected := d[sharedResolve], d[sharedReject]
	if kind != combineRace {
		if err := rt.AppendElement(d[sharedValues].Object(), heap.Undefined); err != nil {
			return err
		}
		rt.Heap.SetElement(shared, sharedRemaining, heap.Int(d[sharedRemaining].AsInt()+1))
		called := rt.Heap.NewBox(heap.False).Value()
		element := func(row *object.Row) heap.Value {
			return rt.NewHostFunction(c.Realm.HostCode(row), shared.Value(), heap.Int(index), called).Value()
		}
		switch kind {
		case combineAll:
			onFulfilled = element(allElementRow)
		case combineAllSettled:
			onFulfilled, onRejected = element(settledFulfilRow), element(settledRejectRow)
		case combineAny:
			onRejected = element(anyRejectRow)
		}
	}
	if c.This == c.Realm.Intrinsic(object.PromiseConstructor).Value() {
		return rt.ThenAlone(p, onFulfilled, onRejected)
	}
	_, err := rt.Invoke(p, rt.Heap.Names.Then, onFulfilled, onRejected)
	return err
}

// countDown takes one from the outstanding outcomes; at none it settles the
// promise of the whole. With loop it is the loop that has ended: its error, which
// Promise.any makes when everything was rejected, is the caller's to deliver.
func countDown(rt *object.Runtime, kind combinator, shared *heap.Object, loop bool) error {
	d := shared.Dense()
	left := d[sharedRemaining].AsInt() - 1
	rt.Heap.SetElement(shared, sharedRemaining, heap.Int(left))
	if left > 0 {
		return nil
	}
	values := d[sharedValues].Object()
	settle, result := d[sharedResolve], values.Value()
	if kind == combineAny {
		e := rt.MakeError(rt.Cur.Intrinsic(idAggregateErrorPrototype).Value())
		rt.Heap.AddProperty(e, rt.Heap.Names.Message, rt.Text("All promises were rejected"), heap.HiddenAttrs)
		rt.Heap.AddProperty(e, rt.Heap.InternGo("errors"), result, heap.HiddenAttrs)
		if loop {
			return rt.Throw(e.Value())
		}
		settle, result = d[sharedReject], e.Value()
	} else if keys := d[sharedKeys]; !keys.IsUndefined() {
		o := rt.OrdinaryObjectCreate(heap.Null)
		for i, key := range keys.Object().Dense() {
			if err := rt.CreateDataPropertyOrThrow(o, key, values.Dense()[i]); err != nil {
				return err
			}
		}
		result = o.Value()
	}
	_, err := rt.Call(settle, heap.Undefined, result)
	return err
}

// storeOutcome puts v in its place, once, and counts down.
func storeOutcome(c *object.Call, kind combinator, v func() heap.Value) (heap.Value, error) {
	rt := c.RT
	called := c.Data(2).Box()
	if called.Get() == heap.True {
		return heap.Undefined, nil
	}
	rt.Heap.SetBox(called, heap.True)
	shared := c.Data(0).Object()
	rt.Heap.SetElement(shared.Dense()[sharedValues].Object(), uint32(c.Data(1).AsInt()), v())
	return heap.Undefined, countDown(rt, kind, shared, false)
}

// allElement is a Promise.all resolve element function
// (sec-promise.all-resolve-element-functions).
func allElement(c *object.Call) (heap.Value, error) {
	return storeOutcome(c, combineAll, func() heap.Value { return c.Arg(0) })
}

// anyReject is a Promise.any reject element function
// (sec-promise.any-reject-element-functions).
func anyReject(c *object.Call) (heap.Value, error) {
	return storeOutcome(c, combineAny, func() heap.Value { return c.Arg(0) })
}

// settledFulfil is a Promise.allSettled resolve element function
// (sec-promise.allsettled-resolve-element-functions).
func settledFulfil(c *object.Call) (heap.Value, error) {
	return storeOutcome(c, combineAllSettled, func() heap.Value { return outcome(c, "fulfilled", "value") })
}

// settledReject is a Promise.allSettled reject element function
// (sec-promise.allsettled-reject-element-functions).
func settledReject(c *object.Call) (heap.Value, error) {
	return storeOutcome(c, combineAllSettled, func() heap.Value { return outcome(c, "rejected", "reason") })
}

func outcome(c *object.Call, status, field string) heap.Value {
	h := c.RT.Heap
	o := c.RT.NewObject()
	h.AddProperty(o, h.InternGo("status"), h.InternGo(status), heap.DefaultAttrs)
	h.AddProperty(o, h.InternGo(field), c.Arg(0), heap.DefaultAttrs)
	return o.Value()
}

// promiseAllKeyed is Promise.allKeyed of the await dictionary proposal
// (sec-promise.allkeyed).
func promiseAllKeyed(c *object.Call) (heap.Value, error) { return combineKeyed(c, combineAll) }

// promiseAllSettledKeyed is Promise.allSettledKeyed of the await dictionary
// proposal (sec-promise.allsettledkeyed).
func promiseAllSettledKeyed(c *object.Call) (heap.Value, error) {
	return combineKeyed(c, combineAllSettled)
}

func combineKeyed(c *object.Call, kind combinator) (heap.Value, error) {
	rt := c.RT
	capability, err := rt.NewPromiseCapability(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	rt.CapabilityFunctions(&capability)
	if err := combineProperties(c, kind, &capability); err != nil {
		err = rt.SettleCapability(&capability, heap.Undefined, err)
		return capability.Promise, err
	}
	return capability.Promise, nil
}

// combineProperties subscribes to the values of an object's enumerable
// properties (sec-performpromiseallkeyed).
func combineProperties(c *object.Call, kind combinator, capability *object.PromiseCapability) error {
	rt := c.RT
	resolve, err := promiseResolver(rt, c.This)
	if err != nil {
		return err
	}
	o, err := c.ObjectArg(0, "Promise.allKeyed")
	if err != nil {
		return err
	}
	keys, err := rt.OwnPropertyKeys(o)
	if err != nil {
		return err
	}
	used := rt.NewArray()
	shared := newShared(rt, capability, used.Value())
	index := int32(0)
	err = eachIndex(rt, 0, int64(len(keys)), func(k int64) error {
		d, ok, err := rt.GetOwnProperty(o, keys[k])
		if err != nil || !ok || !d.Enumerable() {
			return err
		}
		v, err := rt.Get(o, keys[k])
		if err != nil {
			return err
		}
		if err := rt.AppendElement(used, keys[k]); err != nil {
			return err
		}
		p, err := rt.Call(resolve, c.This, v)
		if err != nil {
			return err
		}
		index++
		return combineOne(c, kind, shared, index-1, p)
	})
	if err != nil {
		return err
	}
	return countDown(rt, kind, shared, true)
}

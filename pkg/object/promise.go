package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/watch"
)

// Internal slots of a promise (ClassPromise).
const (
	promiseState     = iota // Int: a PromiseState
	promiseResult           // value or reason once settled
	promiseReactions        // while pending: last of a ring of reaction cells, or Undefined
	promiseHandled          // Bool: [[PromiseIsHandled]]; Null: false, and the host was told
)

// PromiseState is [[PromiseState]].
type PromiseState uint8

// The states of a promise.
const (
	PromisePending PromiseState = iota
	PromiseFulfilled
	PromiseRejected
)

// A reaction (sec-promisereaction-records) is an Env cell. It stands for both
// the fulfil and the reject reaction.
const (
	reactNext    = iota // the next reaction in the ring
	reactKind           // Int: ReactionID, and the realm id above bit 16
	reactPromise        // [[Capability]].[[Promise]], or data of a native reaction; Undefined without capability
	reactResolve        // [[Resolve]] of a capability of a foreign constructor, else Undefined
	reactReject         // [[Reject]] of it
	reactFulfil         // fulfil handler or Undefined
	reactFailure        // reject handler or Undefined
	reactContext        // handle of what Hooks.Reactions.Grab gave, else Undefined
	reactionSlots
)

// ReactionFunc continues Go code when a promise settles; data is what
// ThenNative was given. Only a *Termination may come back as error.
type ReactionFunc func(rt *Runtime, data, value heap.Value, rejected bool) error

// ReactionID names a registered ReactionFunc. 0 stands for handlers that are
// script functions.
type ReactionID uint16

var reactionFuncs = []ReactionFunc{nil}

// RegisterReaction makes f usable with ThenNative. It is called from package
// initialisation only.
func RegisterReaction(f ReactionFunc) ReactionID {
	reactionFuncs = append(reactionFuncs, f)
	return ReactionID(len(reactionFuncs) - 1)
}

var adoptReaction ReactionID

func init() {
	adoptReaction = RegisterReaction(func(rt *Runtime, data, value heap.Value, rejected bool) error {
		if rejected {
			return rt.RejectPromise(data.Object(), value)
		}
		return rt.ResolvePromise(data.Object(), value)
	})
	resolveRow = &Row{Length: 1, Fn: promiseResolveFunction}
}

// PromiseCapability is a PromiseCapability Record (sec-promisecapability-records).
// For %Promise% itself Resolve and Reject are Undefined: the promise is settled
// directly.
type PromiseCapability struct {
	Promise heap.Value
	Resolve heap.Value
	Reject  heap.Value
}

// NewPromise makes a pending promise of the running realm.
func (rt *Runtime) NewPromise() *heap.Object {
	s := rt.Cur.promise
	if s == nil {
		s = rt.Heap.RootShape(rt.Cur.Intrinsic(PromisePrototype).Value(), heap.ClassPromise, defaultInline(heap.ClassPromise))
		rt.Cur.promise = s
	}
	return rt.initPromise(rt.Heap.NewObject(s))
}

func (rt *Runtime) initPromise(p *heap.Object) *heap.Object {
	rt.Heap.SetInternal(p, promiseState, heap.Int(int32(PromisePending)))
	rt.Heap.SetInternal(p, promiseHandled, heap.False)
	return p
}

// CreatePromise makes a pending promise whose prototype comes from newTarget
// (sec-promise-executor, first steps).
func (rt *Runtime) CreatePromise(newTarget heap.Value) (*heap.Object, error) {
	if newTarget == rt.Cur.Intrinsic(PromiseConstructor).Value() {
		return rt.NewPromise(), nil // whose prototype property cannot be changed
	}
	p, err := rt.OrdinaryCreateFromConstructor(newTarget, PromisePrototype, heap.ClassPromise)
	if err != nil {
		return nil, err
	}
	return rt.initPromise(p), nil
}

// IsPromise implements sec-ispromise.
func IsPromise(v heap.Value) bool {
	return v.IsObject() && v.Object().Class() == heap.ClassPromise
}

// StateOf returns the state of a promise and its value or reason.
func StateOf(p *heap.Object) (PromiseState, heap.Value) {
	return PromiseState(p.Internal(promiseState).AsInt()), p.Internal(promiseResult)
}

// MarkHandled sets [[PromiseIsHandled]], so that a rejection is not reported.
func (rt *Runtime) MarkHandled(p *heap.Object) {
	rt.Heap.SetInternal(p, promiseHandled, heap.True)
}

// MarkReported notes that the host knows of a rejected promise without handler.
func (rt *Runtime) MarkReported(p *heap.Object) {
	rt.Heap.SetInternal(p, promiseHandled, heap.Null)
}

// WasReported reports whether MarkReported was the last to set [[PromiseIsHandled]].
func WasReported(p *heap.Object) bool { return p.Internal(promiseHandled) == heap.Null }

// IsHandled reports [[PromiseIsHandled]].
func IsHandled(p *heap.Object) bool { return p.Internal(promiseHandled) == heap.True }

// The resolving functions: Data(0) is the promise, Data(1) a box that holds
// whether the pair has been used.
var (
	resolveRow  *Row
	rejectRow   = &Row{Length: 1, Fn: promiseRejectFunction}
	executorRow = &Row{Length: 2, Fn: capabilityExecutor}
)

// CreateResolvingFunctions implements sec-createresolvingfunctions.
func (rt *Runtime) CreateResolvingFunctions(p *heap.Object) (resolve, reject heap.Value) {
	done := rt.Heap.NewBox(heap.False).Value()
	resolve = rt.NewHostFunction(rt.Cur.HostCode(resolveRow), p.Value(), done).Value()
	reject = rt.NewHostFunction(rt.Cur.HostCode(rejectRow), p.Value(), done).Value()
	return resolve, reject
}

// firstResolution reports whether this is the first call of either function of
// a pair.
func firstResolution(c *Call) bool {
	done := c.Data(1).Box()
	if done.Get() == heap.True {
		return false
	}
	c.RT.Heap.SetBox(done, heap.True)
	return true
}

// promiseResolveFunction is sec-promise-resolve-functions.
func promiseResolveFunction(c *Call) (heap.Value, error) {
	if !firstResolution(c) {
		return heap.Undefined, nil
	}
	return heap.Undefined, c.RT.ResolvePromise(c.Data(0).Object(), c.Arg(0))
}

// promiseRejectFunction is sec-promise-reject-functions.
func promiseRejectFunction(c *Call) (heap.Value, error) {
	if !firstResolution(c) {
		return heap.Undefined, nil
	}
	return heap.Undefined, c.RT.RejectPromise(c.Data(0).Object(), c.Arg(0))
}

// ResolvePromise resolves p with v, which may be a thenable: what a resolve
// function does the first time (sec-promise-resolve-functions). The error is
// never a *Throw.
func (rt *Runtime) ResolvePromise(p *heap.Object, v heap.Value) error {
	if !v.IsObject() {
		rt.settle(p, PromiseFulfilled, v)
		return nil
	}
	if v == p.Value() {
		return rt.RejectWith(p, rt.TypeError("Chaining cycle detected for promise #<Promise>"))
	}
	if rt.inheritsThen(v) {
		rt.enqueueJob(jobThenable, p.Value(), v, rt.Cur.intrinsics[PromiseThen])
		return nil
	}
	then, err := rt.getKeyed(v.Object(), rt.Heap.Names.Then)
	if err != nil {
		return rt.RejectWith(p, err)
	}
	if !rt.IsCallable(then) {
		rt.settle(p, PromiseFulfilled, v)
		return nil
	}
	rt.enqueueJob(jobThenable, p.Value(), v, then)
	return nil
}

// RejectPromise rejects p (sec-rejectpromise). The error is always nil; it makes
// the function a counterpart of ResolvePromise.
func (rt *Runtime) RejectPromise(p *heap.Object, reason heap.Value) error {
	if !IsHandled(p) && rt.Hooks.RejectionTracker != nil {
		rt.settle(p, PromiseRejected, reason)
		rt.Hooks.RejectionTracker(rt, p, false)
		return nil
	}
	rt.settle(p, PromiseRejected, reason)
	return nil
}

// RejectWith rejects p with the value of a *Throw and returns any other error.
func (rt *Runtime) RejectWith(p *heap.Object, err error) error {
	t, ok := err.(*Throw)
	if !ok {
		return err
	}
	return rt.RejectPromise(p, t.Value)
}

// settle implements FulfillPromise and the state change of RejectPromise
// (sec-fulfillpromise, sec-triggerpromisereactions).
func (rt *Runtime) settle(p *heap.Object, state PromiseState, v heap.Value) {
	h := rt.Heap
	last := p.Internal(promiseReactions)
	h.SetInternal(p, promiseState, heap.Int(int32(state)))
	h.SetInternal(p, promiseResult, v)
	h.SetInternal(p, promiseReactions, heap.Undefined)
	if rt.Watch.Wants(watch.Settle) {
		rt.tellSettled(p, state)
	}
	if last.IsUndefined() {
		return
	}
	for r := last.Env().Slot(reactNext); ; r = r.Env().Slot(reactNext) {
		rt.enqueueReaction(r, state, v)
		rt.Work(reactionWork)
		if r == last {
			return
		}
	}
}

// reactionWork is what it takes to enqueue a reaction, in units of Heap.Work.
const reactionWork = 100

func (rt *Runtime) enqueueReaction(reaction heap.Value, state PromiseState, v heap.Value) {
	kind := jobFulfilled
	if state == PromiseRejected {
		kind = jobRejected
	}
	rt.enqueueJob(kind, reaction, v, heap.Undefined)
}

// addReaction queues a reaction on a pending promise or as a job, and tells the
// embedder about a late handler (sec-performpromisethen).
func (rt *Runtime) addReaction(p *heap.Object, reaction *heap.Env) {
	h := rt.Heap
	if rt.Watch.Wants(watch.React) {
		rt.tellReaction(p, reaction)
	}
	switch state, v := StateOf(p); state {
	case PromisePending:
		if last := p.Internal(promiseReactions); last.IsUndefined() {
			h.SetEnvSlot(reaction, reactNext, reaction.Value())
		} else {
			h.SetEnvSlot(reaction, reactNext, last.Env().Slot(reactNext))
			h.SetEnvSlot(last.Env(), reactNext, reaction.Value())
		}
		h.SetInternal(p, promiseReactions, reaction.Value())
	case PromiseRejected:
		if !IsHandled(p) && rt.Hooks.RejectionTracker != nil {
			rt.Hooks.RejectionTracker(rt, p, true)
		}
		fallthrough
	default:
		rt.enqueueReaction(reaction.Value(), state, v)
	}
	h.SetInternal(p, promiseHandled, heap.True)
}

func (rt *Runtime) newReaction(id ReactionID, target heap.Value) *heap.Env {
	r := rt.Heap.NewEnv(heap.Undefined, 0, reactionSlots, heap.Undefined)
	rt.Heap.SetEnvSlot(r, reactKind, heap.Int(int32(id)|int32(rt.Cur.ID)<<16))
	rt.Heap.SetEnvSlot(r, reactPromise, target)
	if t := rt.Hooks.Reactions; t != nil {
		if context := t.Grab(); context != nil {
			rt.Heap.SetEnvSlot(r, reactContext, heap.HandleValue(rt.Heap.NewHandle(context)))
		}
	}
	return r
}

// enterContext tells Hooks.Reactions, if it is set, that the handler of a reaction runs now.
func (rt *Runtime) enterContext(r *heap.Env) ReactionTracker {
	t := rt.Hooks.Reactions
	if t == nil {
		return nil
	}
	var context any
	if v := r.Slot(reactContext); v.IsHandle() {
		context = rt.Heap.HandleAt(v.Handle())
	}
	t.Resumed(context)
	return t
}

// PerformPromiseThen implements sec-performpromisethen. Handlers that are not
// callable count as absent; result is nil when no derived promise is wanted.
func (rt *Runtime) PerformPromiseThen(p *heap.Object, onFulfilled, onRejected heap.Value, result *PromiseCapability) {
	h := rt.Heap
	target := heap.Undefined
	if result != nil {
		target = result.Promise
	}
	r := rt.newReaction(0, target)
	if result != nil {
		h.SetEnvSlot(r, reactResolve, result.Resolve)
		h.SetEnvSlot(r, reactReject, result.Reject)
	}
	if rt.IsCallable(onFulfilled) {
		h.SetEnvSlot(r, reactFulfil, onFulfilled)
	}
	if rt.IsCallable(onRejected) {
		h.SetEnvSlot(r, reactFailure, onRejected)
	}
	rt.addReaction(p, r)
}

// ThenNative continues with a registered Go function when p settles, as
// PerformPromiseThen with built-in closures would.
func (rt *Runtime) ThenNative(p *heap.Object, id ReactionID, data heap.Value) {
	if state, v := StateOf(p); state != PromisePending && !rt.promisesWatched() {
		if state == PromiseRejected && !IsHandled(p) && rt.Hooks.RejectionTracker != nil {
			rt.Hooks.RejectionTracker(rt, p, true)
		}
		rt.Heap.SetInternal(p, promiseHandled, heap.True)
		rt.enqueueNative(id, data, v, state == PromiseRejected)
		return
	}
	rt.addReaction(p, rt.newReaction(id, data))
}

// promisesWatched reports whether somebody is told of promises and reactions, or keeps something
// with reactions: then each of them is made.
func (rt *Runtime) promisesWatched() bool {
	return rt.Hooks.Reactions != nil || rt.Watch.WantsAny(watch.Promises|watch.Queue)
}

// enqueueNative enqueues the job of a reaction of ThenNative to a promise that is settled: it
// needs no reaction.
func (rt *Runtime) enqueueNative(id ReactionID, data, v heap.Value, rejected bool) {
	kind := jobNativeFulfilled
	if rejected {
		kind = jobNativeRejected
	}
	rt.enqueueJob(kind, data, v, heap.Int(int32(id)|int32(rt.Cur.ID)<<16))
}

// runNative is runReaction of such a job.
func (rt *Runtime) runNative(data, arg, kind heap.Value, rejected bool) error {
	id := kind.AsInt()
	rt.Cur = rt.Realms[uint16(id>>16)]
	t := rt.Hooks.Reactions
	if t != nil { // it was set since
		t.Resumed(nil)
	}
	err := reactionFuncs[uint16(id)](rt, data, arg, rejected)
	if t != nil {
		t.Exited()
	}
	return err
}

// runReaction is NewPromiseReactionJob's closure (sec-newpromisereactionjob).
func (rt *Runtime) runReaction(reaction, arg heap.Value, rejected bool) error {
	r := reaction.Env()
	kind := r.Slot(reactKind).AsInt()
	rt.Cur = rt.Realms[uint16(kind>>16)]
	if id := uint16(kind); id != 0 {
		t := rt.enterContext(r)
		err := reactionFuncs[id](rt, r.Slot(reactPromise), arg, rejected)
		if t != nil {
			t.Exited()
		}
		return err
	}
	handler := r.Slot(reactFulfil)
	if rejected {
		handler = r.Slot(reactFailure)
	}
	var err error
	if handler.IsUndefined() {
		if rejected {
			err = rt.Throw(arg)
		}
	} else {
		t := rt.enterContext(r)
		arg, err = rt.Call(handler, heap.Undefined, arg)
		if t != nil {
			t.Exited()
		}
	}
	if _, ok := err.(*Throw); err != nil && !ok {
		return err
	}
	if r.Slot(reactPromise).IsUndefined() {
		return nil
	}
	result := PromiseCapability{r.Slot(reactPromise), r.Slot(reactResolve), r.Slot(reactReject)}
	err = rt.SettleCapability(&result, arg, err)
	if _, ok := err.(*Throw); ok {
		// A resolve function of a foreign capability threw: a job has nobody to tell.
		return nil
	}
	return err
}

// runThenable is NewPromiseResolveThenableJob's closure
// (sec-newpromiseresolvethenablejob). For a native promise with the original
// then no function objects are needed: nobody could see them.
func (rt *Runtime) runThenable(promise, thenable, then heap.Value) error {
	p := promise.Object()
	realm, err := rt.GetFunctionRealm(then.Object())
	switch err.(type) {
	case nil:
		rt.Cur = realm
	case *Termination:
		return err
	}
	if IsPromise(thenable) && then == rt.Cur.Intrinsic(PromiseThen).Value() {
		c, err := rt.PromiseSpecies(thenable.Object())
		if err != nil {
			return rt.RejectWith(p, err)
		}
		if c == rt.Cur.Intrinsic(PromiseConstructor).Value() {
			rt.ThenNative(thenable.Object(), adoptReaction, promise)
			return nil
		}
		// What then does when it has asked for the constructor, which a script may see.
		result, err := rt.NewPromiseCapability(c)
		if err != nil {
			return rt.RejectWith(p, err)
		}
		resolve, reject := rt.CreateResolvingFunctions(p)
		rt.PerformPromiseThen(thenable.Object(), resolve, reject, &result)
		return nil
	}
	resolve, reject := rt.CreateResolvingFunctions(p)
	_, err = rt.Call(then, thenable, resolve, reject)
	if t, ok := err.(*Throw); ok {
		_, err = rt.Call(reject, heap.Undefined, t.Value)
	}
	return err
}

// NewPromiseCapability implements sec-newpromisecapability.
func (rt *Runtime) NewPromiseCapability(ctor heap.Value) (PromiseCapability, error) {
	if ctor == rt.Cur.Intrinsic(PromiseConstructor).Value() {
		return PromiseCapability{rt.NewPromise().Value(), heap.Undefined, heap.Undefined}, nil
	}
	if !rt.IsConstructor(ctor) {
		return PromiseCapability{}, rt.TypeError("%s is not a constructor", rt.Describe(ctor))
	}
	executor := rt.NewHostFunction(rt.Cur.HostCode(executorRow))
	p, err := rt.Construct(ctor, ctor, executor.Value())
	if err != nil {
		return PromiseCapability{}, err
	}
	resolve, reject := executor.Internal(funcEnv), executor.Internal(funcEnv+1)
	if !rt.IsCallable(resolve) || !rt.IsCallable(reject) {
		return PromiseCapability{}, rt.TypeError("Promise resolve or reject function is not callable")
	}
	return PromiseCapability{p, resolve, reject}, nil
}

// capabilityExecutor is the executor that NewPromiseCapability passes; Data(0)
// and Data(1) receive the functions.
func capabilityExecutor(c *Call) (heap.Value, error) {
	if !c.Data(0).IsUndefined() || !c.Data(1).IsUndefined() {
		return heap.Undefined, c.RT.TypeError("Promise executor has already been invoked with non-undefined arguments")
	}
	c.SetData(0, c.Arg(0))
	c.SetData(1, c.Arg(1))
	return heap.Undefined, nil
}

// SettleCapability resolves the capability with v, or rejects it when err is a
// *Throw; it returns what the capability's function throws, and any other err.
func (rt *Runtime) SettleCapability(c *PromiseCapability, v heap.Value, err error) error {
	if err != nil {
		t, ok := err.(*Throw)
		if !ok {
			return err
		}
		return rt.CapabilityReject(c, t.Value)
	}
	return rt.CapabilityResolve(c, v)
}

// CapabilityResolve calls the capability's resolve function.
func (rt *Runtime) CapabilityResolve(c *PromiseCapability, v heap.Value) error {
	if c.Resolve.IsUndefined() {
		return rt.ResolvePromise(c.Promise.Object(), v)
	}
	_, err := rt.Call(c.Resolve, heap.Undefined, v)
	return err
}

// CapabilityReject calls the capability's reject function.
func (rt *Runtime) CapabilityReject(c *PromiseCapability, reason heap.Value) error {
	if c.Reject.IsUndefined() {
		return rt.RejectPromise(c.Promise.Object(), reason)
	}
	_, err := rt.Call(c.Reject, heap.Undefined, reason)
	return err
}

// CapabilityFunctions gives a capability real function objects, for code that
// passes them to scripts.
func (rt *Runtime) CapabilityFunctions(c *PromiseCapability) {
	if c.Resolve.IsUndefined() {
		c.Resolve, c.Reject = rt.CreateResolvingFunctions(c.Promise.Object())
	}
}

// PromiseResolveWith implements PromiseResolve (sec-promise-resolve).
func (rt *Runtime) PromiseResolveWith(ctor, v heap.Value) (heap.Value, error) {
	if rt.inheritsPromise(v) {
		if ctor == rt.Cur.intrinsics[PromiseConstructor] {
			return v, nil
		}
	} else if IsPromise(v) {
		c, err := rt.Get(v.Object(), rt.Heap.Names.Constructor)
		if err != nil {
			return heap.Undefined, err
		}
		if c == ctor {
			return v, nil
		}
	}
	capability, err := rt.NewPromiseCapability(ctor)
	if err != nil {
		return heap.Undefined, err
	}
	if err := rt.CapabilityResolve(&capability, v); err != nil {
		return heap.Undefined, err
	}
	return capability.Promise, nil
}

// ToPromise is PromiseResolve with %Promise%: v itself when it is a native
// promise, else a new promise resolved with it.
func (rt *Runtime) ToPromise(v heap.Value) (*heap.Object, error) {
	p, err := rt.PromiseResolveWith(rt.Cur.Intrinsic(PromiseConstructor).Value(), v)
	if err != nil {
		return nil, err
	}
	return p.Object(), nil
}

// AwaitNative continues with a registered Go function when v, or the promise
// that it is, settles: Await (sec-await) for Go code. The error is that of
// PromiseResolve.
func (rt *Runtime) AwaitNative(v heap.Value, id ReactionID, data heap.Value) error {
	if !v.IsObject() && !rt.promisesWatched() {
		rt.enqueueNative(id, data, v, false) // nobody sees the promise
		return nil
	}
	p, err := rt.ToPromise(v)
	if err != nil {
		return err
	}
	rt.ThenNative(p, id, data)
	return nil
}

package goja

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Promise stands for a promise in Go. ToValue gives the promise; it is no more safe for
// several goroutines than its runtime.
type Promise struct {
	r       *Runtime
	promise *Object
}

// PromiseState is the state of a promise.
type PromiseState int

// The states of a promise.
const (
	PromiseStatePending PromiseState = iota
	PromiseStateFulfilled
	PromiseStateRejected
)

// PromiseRejectionOperation is what a PromiseRejectionTracker is told.
type PromiseRejectionOperation int

// A promise was rejected that has no handler, or got its first handler after that.
const (
	PromiseRejectionReject PromiseRejectionOperation = iota
	PromiseRejectionHandle
)

// PromiseRejectionTracker is told of rejections that nobody handles
// (sec-host-promise-rejection-tracker).
type PromiseRejectionTracker func(p *Promise, operation PromiseRejectionOperation)

// AsyncContextTracker follows what belongs together across promise jobs.
type AsyncContextTracker interface {
	// Grab is called when a job is made, and returns the context that it belongs to.
	Grab() (trackingObject interface{})
	// Resumed is called with that before the job runs.
	Resumed(trackingObject interface{})
	// Exited is called after it.
	Exited()
}

func (p *Promise) toValue(*Runtime) Value {
	if p == nil || p.promise == nil {
		return _null
	}
	return p.promise
}

// promiseOf is what stands for a promise: always the same while Go holds it.
func (r *Runtime) promiseOf(p *heap.Object) *Promise {
	o := r.objectOf(p.Value())
	if o.promise == nil {
		o.promise = &Promise{r, o}
	}
	return o.promise
}

func (p *Promise) state() (state object.PromiseState, result Value) {
	p.promise.do(func(_ *object.Runtime, self *heap.Object) error {
		s, v := object.StateOf(self)
		state = s
		if s != object.PromisePending {
			result = p.r.value(v)
		}
		return nil
	})
	return state, result
}

// State returns the state.
func (p *Promise) State() PromiseState {
	s, _ := p.state()
	return PromiseState(s)
}

// Result returns what the promise was fulfilled or rejected with, nil while it is pending.
func (p *Promise) Result() Value {
	_, v := p.state()
	return v
}

// NewPromise makes a promise and the functions that settle it, which convert what they get
// as ToValue does and run the jobs that follow. Their errors are those that no script can
// catch. They belong to the goroutine of the runtime, like everything else of it.
func (r *Runtime) NewPromise() (promise *Promise, resolve, reject func(reason interface{}) error) {
	var yes, no *Object
	r.must(func() error {
		p := r.obj.NewPromise()
		promise = r.promiseOf(p)
		a, b := r.obj.CreateResolvingFunctions(p)
		yes, no = r.objectOf(a), r.objectOf(b)
		return nil
	})
	settle := func(f *Object) func(any) error {
		return func(reason any) error {
			return r.enterJobs(func() error {
				_, err := r.obj.Call(f.cell(r), heap.Undefined, r.cell(r.ToValue(reason)))
				return err
			})
		}
	}
	return promise, settle(yes), settle(no)
}

// SetPromiseRejectionTracker sets who is told of rejections without a handler; nil for nobody.
func (r *Runtime) SetPromiseRejectionTracker(tracker PromiseRejectionTracker) { r.tracker = tracker }

// SetAsyncContextTracker sets who follows promise jobs; nil for nobody.
func (r *Runtime) SetAsyncContextTracker(tracker AsyncContextTracker) {
	r.obj.Hooks.Reactions = tracker
}

func (r *Runtime) trackRejection(_ *object.Runtime, p *heap.Object, handled bool) {
	if r.tracker == nil {
		return
	}
	op := PromiseRejectionReject
	if handled {
		op = PromiseRejectionHandle
	}
	r.tracker(r.promiseOf(p), op)
}

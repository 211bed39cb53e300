package object

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Throw is a thrown completion: the error that carries a JavaScript value up
// to the next catch. The value is rooted by the rooting stack until the
// catching tier puts it into a frame.
type Throw struct {
	Value heap.Value
	// Cause is the Go error that the thrown value stands for, if there is one.
	Cause error
	rt    *Runtime
}

// throwSite is where the last throw statement stands whose value is no error object, which
// would know itself.
type throwSite struct {
	throw  *Throw
	callee heap.Value // of the frame
	pos    int32
	tier   Tier
}

// Site tells where the thrown value comes from: where an error object was made, or where the
// throw statement of another value stands, if that was the last one; ok is false when that
// is not known.
func (t *Throw) Site() (src *syntax.Source, pos syntax.Pos, ok bool) {
	if t.rt == nil {
		return nil, 0, false
	}
	switch at := &t.rt.thrown; {
	case at.throw == t && at.callee.IsObject() && at.callee.Object().Class() == heap.ClassFunction:
		if code := t.rt.CodeOf(at.callee.Object()); code.Func != nil {
			return code.Func.Program.Source, t.rt.FramePosition(code, at.pos, at.tier), true
		}
	case t.Value.IsObject() && t.Value.Object().Class() == heap.ClassError:
		return t.rt.ErrorSite(t.Value.Object())
	}
	return nil, 0, false
}

// Frame is the frame at whose throw statement the value was thrown, if that was the last one
// of a value that is no error object.
func (t *Throw) Frame() (f Frame, ok bool) {
	at := &t.rt.thrown
	if at.throw != t || !at.callee.IsObject() || at.callee.Object().Class() != heap.ClassFunction {
		return f, false
	}
	word := int64(at.pos)<<traceShift | int64(at.tier)
	return t.rt.frameOf(at.callee.Object(), heap.Number(float64(word))), true
}

// Error describes the thrown value for a Go reader.
func (t *Throw) Error() string {
	if t.rt == nil {
		return "uncaught exception"
	}
	return "uncaught " + t.rt.DescribeThrown(t.Value)
}

// CloseScope closes the rooting scope that began at mark and returns err. What that
// has thrown stays alive in the scope around.
func (rt *Runtime) CloseScope(mark int, err error) error {
	rt.Heap.CloseScope(mark)
	if t, ok := err.(*Throw); ok {
		rt.Heap.Keep(t.Value)
	}
	return err
}

// Unwrap returns the Cause.
func (t *Throw) Unwrap() error { return t.Cause }

// LimitKind says which limit ended a script.
type LimitKind uint8

// The limits.
const (
	LimitInterrupt LimitKind = iota
	LimitTime
	LimitMemory
	LimitFuel
	LimitExit
	LimitDepth
	LimitJobs
	LimitTimers
	LimitOutput

	limitKinds = iota
)

// LimitKinds is the number of kinds of limits.
const LimitKinds = limitKinds

// String names the limit as embedders and logs see it.
func (k LimitKind) String() string {
	switch k {
	case LimitTime:
		return "time"
	case LimitMemory:
		return "memory"
	case LimitFuel:
		return "fuel"
	case LimitExit:
		return "exit"
	case LimitDepth:
		return "depth"
	case LimitJobs:
		return "jobs"
	case LimitTimers:
		return "timers"
	case LimitOutput:
		return "output"
	}
	return "interrupt"
}

// Termination ends a script without running any of its catch or finally blocks.
type Termination struct {
	Kind   LimitKind
	Reason string
	Code   int   // process status for LimitExit
	Cause  error // what made the host end it, if that was an error

	shut bool // see Runtime.Shut
}

// Error returns the reason.
func (t *Termination) Error() string { return t.Reason }

// Unwrap returns the cause.
func (t *Termination) Unwrap() error { return t.Cause }

package object

import (
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Internal slots of an error object (ClassError).
const (
	errorTrace = iota // Elements cell of frames, see CaptureStack
	errorStack        // String, Undefined until asked for
)

// MakeError makes an error object without message whose stack is where the
// script stands now.
func (rt *Runtime) MakeError(proto heap.Value) *heap.Object {
	o := rt.NewObjectOf(heap.ClassError, proto)
	rt.CaptureStack(o)
	return o
}

// maxTrace is the number of frames that an error remembers.
const maxTrace = 10

// A frame in a trace is the callee and a number: the Pos word above traceShift, whether it
// waits for the frames before it, whether it constructs, and its tier.
const (
	traceShift     = 4
	traceAsync     = 1 << 3
	traceConstruct = 1 << 2
	traceTier      = traceConstruct - 1
)

// trace is a stack trace in the making. It is filled in place and stays on the stack of Go: a
// slice that is passed on and returned would be on its heap, an allocation for each error.
type trace struct {
	words [2 * maxTrace]heap.Value
	n     int
}

func (t *trace) full() bool { return t.n == len(t.words) }

func (t *trace) add(callee heap.Value, word int64) {
	t.words[t.n], t.words[t.n+1] = callee, heap.Number(float64(word))
	t.n += 2
}

// CaptureStack records the running frames, innermost first, in the error object
// o, and after them the async functions that wait for the outermost. Text is made when it is
// asked for.
func (rt *Runtime) CaptureStack(o *heap.Object) {
	var t trace
	rt.capture(&t, true)
	h := rt.Heap
	h.SetInternal(o, errorTrace, h.NewElements(t.words[:t.n]...).Value())
	h.SetInternal(o, errorStack, heap.Undefined)
}

// maxBeyond is how many frames on the other side of a ShadowRealm's boundary are passed over.
const maxBeyond = 1000

// capture fills t, which is empty. With constructed it is for an error: the constructor is
// no part of its stack, nor is what is beyond the boundary of a ShadowRealm.
func (rt *Runtime) capture(t *trace, constructed bool) {
	outermost, beyond := -1, 0
	rt.Stack.Walk(func(f stack.FrameView) bool {
		outermost = f.FP
		callee := f.Callee()
		if !callee.IsObject() || callee.Object().Class() != heap.ClassFunction {
			return true
		}
		if constructed && len(rt.Realms) > 1 && !rt.CodeOf(callee.Object()).Realm.sameIsland(rt.Cur) {
			beyond++
			return beyond < maxBeyond
		}
		if constructed && t.n == 0 && rt.isErrorConstructor(callee.Object()) {
			return true
		}
		word := int64(f.Pos())<<traceShift | int64(frameTier(f))
		if !f.Word(stack.NewTarget).IsUndefined() {
			word |= traceConstruct
		}
		t.add(callee, word)
		return !t.full()
	})
	if rt.resumed.body != nil && rt.resumed.fp == outermost {
		rt.captureWaiting(t, rt.resumed.body)
	}
}

// isErrorConstructor reports whether f is one of the built-in constructors of
// errors, which are not part of the stack of the errors they make.
func (rt *Runtime) isErrorConstructor(f *heap.Object) bool {
	code := rt.CodeOf(f)
	return code.Kind == KindHostCtor && code.Name.IsString() && endsWithError(code.Name.Str().Flat(rt.Heap))
}

// endsWithError compares in place: a string of Go would be an allocation for each error.
func endsWithError(name heap.Flat) bool {
	const end = "Error"
	from := name.Len() - len(end)
	for i := range len(end) {
		if from < 0 || name.At(from+i) != uint16(end[i]) {
			return false
		}
	}
	return true
}

// Frame is a frame of a stack trace.
type Frame struct {
	// Function is the name of the function, "" if it has none.
	Function string
	// Code is the record of the function, nil where only a place is known.
	Code *Code
	// Source and Pos are where the frame stood; without Source it is one of a host function.
	Source *syntax.Source
	Pos    syntax.Pos
	Tier   Tier
	// Construct is set for a call with new, Async for an async function that waited for the
	// frames before it.
	Construct, Async bool
}

// ErrorFrames returns the frames where the error object o was made, innermost first.
func (rt *Runtime) ErrorFrames(o *heap.Object) []Frame {
	if trace := o.Internal(errorTrace); trace.IsCell() {
		return rt.frames(trace.Elements().Values())
	}
	return nil
}

// RunningFrames returns the frames that run now.
func (rt *Runtime) RunningFrames() []Frame {
	var t trace
	rt.capture(&t, false)
	return rt.frames(t.words[:t.n])
}

func (rt *Runtime) frames(trace []heap.Value) []Frame {
	list := make([]Frame, 0, len(trace)/2)
	for i := 0; i+1 < len(trace); i += 2 {
		list = append(list, rt.frameOf(trace[i].Object(), trace[i+1]))
	}
	return list
}

// frameOf reads a frame of a trace.
func (rt *Runtime) frameOf(callee *heap.Object, number heap.Value) Frame {
	word := int64(number.Float64())
	code := rt.CodeOf(callee)
	f := Frame{
		Function:  rt.FunctionDisplayName(callee, code),
		Code:      code,
		Tier:      Tier(word & traceTier),
		Construct: word&traceConstruct != 0,
		Async:     word&traceAsync != 0,
	}
	if code.Func == nil {
		f.Tier = TierHost // whatever runs its Body
	} else {
		f.Source, f.Pos = code.Func.Program.Source, rt.FramePosition(code, int32(word>>traceShift), f.Tier)
	}
	return f
}

// ErrorStack is the text of the stack of an error object: the error itself, then
// one line per frame (sec-get-error.prototype.stack).
func (rt *Runtime) ErrorStack(o *heap.Object) *heap.String {
	if v := o.Internal(errorStack); v.IsString() {
		return v.Str()
	}
	var b strings.Builder
	b.WriteString(rt.ErrorText(o))
	for _, f := range rt.ErrorFrames(o) {
		b.WriteString("\n    at ")
		rt.writeFrame(&b, &f)
	}
	s := rt.Heap.NewString(b.String())
	rt.Heap.SetInternal(o, errorStack, s.Value())
	return s
}

// writeFrame is "async new name (file:line:col)" for one frame, of which parts may be absent.
func (rt *Runtime) writeFrame(b *strings.Builder, f *Frame) {
	name := f.Function
	if f.Source == nil && name == "" {
		name = "<anonymous>"
	}
	if f.Async {
		b.WriteString("async ")
	}
	if f.Construct {
		b.WriteString("new ")
	}
	b.WriteString(name)
	if f.Source == nil {
		b.WriteString(" (native)")
		return
	}
	if name != "" {
		b.WriteString(" (")
	}
	p := rt.PlaceOf(f.Source, f.Pos)
	b.WriteString(p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col))
	if name != "" {
		b.WriteByte(')')
	}
}

// Place is a place as people look for it.
type Place struct {
	File      string
	Line, Col int
}

// PlaceOf finds a position in the text that its author wrote (Hooks.MapPlace).
func (rt *Runtime) PlaceOf(src *syntax.Source, pos syntax.Pos) Place {
	line, col := src.Position(pos)
	p := Place{src.Name, line, col}
	if rt.Hooks.MapPlace != nil {
		p = rt.Hooks.MapPlace(src, p)
	}
	return p
}

// scriptFrame returns the index of the innermost frame of the trace of the error o that is
// neither a built-in function nor a constructor of its class, -1 if there is none.
func (rt *Runtime) scriptFrame(o *heap.Object, frames []heap.Value) int {
	for i := 0; i+1 < len(frames); i += 2 {
		callee := frames[i].Object()
		if code := rt.CodeOf(callee); code.Func != nil && !(code.Kind == KindDerived && rt.made(callee, o)) {
			return i
		}
	}
	return -1
}

// made reports whether o is an instance of the class of constructor, whose prototype no
// script can change.
func (rt *Runtime) made(constructor, o *heap.Object) bool {
	class, ok := rt.ownData(constructor, rt.Heap.Names.Prototype)
	for n := 0; ok && n < maxTrace; n++ {
		proto := o.Proto(rt.Heap)
		if !proto.IsObject() {
			break
		}
		if proto == class {
			return true
		}
		o = proto.Object()
	}
	return false
}

// ErrorSite tells where the innermost frame of a script stood when the error object o was
// made; ok is false when there was none.
func (rt *Runtime) ErrorSite(o *heap.Object) (src *syntax.Source, pos syntax.Pos, ok bool) {
	trace := o.Internal(errorTrace)
	if !trace.IsCell() {
		return nil, 0, false
	}
	frames := trace.Elements().Values()
	i := rt.scriptFrame(o, frames)
	if i < 0 {
		return nil, 0, false
	}
	f := rt.frameOf(frames[i].Object(), frames[i+1])
	return f.Source, f.Pos, true
}

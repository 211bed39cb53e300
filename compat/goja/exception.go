package goja

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/dop251/goja/file"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Exception is a value that a script threw and did not catch. As a panic of a Go function
// that a script calls it throws that value.
type Exception struct {
	val   Value
	stack []StackFrame
	cause error
	text  string
}

// Value returns what was thrown.
func (e *Exception) Value() Value {
	if e == nil {
		return nil
	}
	return e.val
}

// Error is what was thrown, in one line with where.
func (e *Exception) Error() string {
	if e == nil {
		return "<nil>"
	}
	var b bytes.Buffer
	b.WriteString(e.text)
	writeShort(&b, e.stack)
	return b.String()
}

// String is what was thrown and the stack.
func (e *Exception) String() string {
	if e == nil {
		return "<nil>"
	}
	var b bytes.Buffer
	b.WriteString(e.text)
	b.WriteByte('\n')
	writeFull(&b, e.stack)
	return b.String()
}

// Stack returns the frames at the throw, innermost first.
func (e *Exception) Stack() []StackFrame { return e.stack }

// Unwrap returns the Go error that the thrown value stands for, if it does.
func (e *Exception) Unwrap() error { return e.cause }

// InterruptedError says that Runtime.Interrupt ended the script. No script can catch it.
type InterruptedError struct {
	value interface{}
	stack []StackFrame
}

// Value returns what Interrupt was given.
func (e *InterruptedError) Value() interface{} { return e.value }

// Error is that value, in one line with where.
func (e *InterruptedError) Error() string {
	if e == nil || e.value == nil {
		return "<nil>"
	}
	var b bytes.Buffer
	fmt.Fprint(&b, e.value)
	writeShort(&b, e.stack)
	return b.String()
}

// String is that value and the stack.
func (e *InterruptedError) String() string {
	if e == nil {
		return "<nil>"
	}
	var b bytes.Buffer
	if e.value != nil {
		fmt.Fprintln(&b, e.value)
	}
	writeFull(&b, e.stack)
	return b.String()
}

// Unwrap returns that value if it is an error.
func (e *InterruptedError) Unwrap() error {
	err, _ := e.value.(error)
	return err
}

// Stack returns the frames where the script was ended, innermost first.
func (e *InterruptedError) Stack() []StackFrame { return e.stack }

// StackOverflowError says that calls were nested deeper than SetMaxCallStackSize allows. No
// script can catch it.
type StackOverflowError struct {
	baseException
}

type baseException = Exception

// StackFrame is one call that was running.
type StackFrame struct {
	funcName, source string
	line, col        int
	native           bool
	file             *file.File // where a source map leads elsewhere
}

// SrcName returns the name of the source text.
func (f *StackFrame) SrcName() string {
	if f.native {
		return "<native>"
	}
	return f.source
}

// FuncName returns the name of the function.
func (f *StackFrame) FuncName() string {
	if f.funcName == "" {
		return "<anonymous>"
	}
	return f.funcName
}

// Position returns where the call stands, in the original source if there is a source map.
func (f *StackFrame) Position() file.Position {
	if f.native {
		return file.Position{}
	}
	if f.file != nil {
		return f.file.Position(offsetOf(f.file.Source(), f.line, f.col))
	}
	return file.Position{Filename: f.source, Line: f.line, Column: f.col}
}

// offsetOf is the offset in bytes of a line and a column.
func offsetOf(source string, line, col int) int {
	at := 0
	for ; line > 1; line-- {
		n := strings.IndexByte(source[at:], '\n')
		if n < 0 {
			return len(source)
		}
		at += n + 1
	}
	for i, r := range source[at:] {
		if col <= 1 {
			return at + i
		}
		if col--; r > 0xFFFF {
			col--
		}
	}
	return len(source)
}

// Write appends the frame to b: the function, and where it stands in brackets.
func (f *StackFrame) Write(b *bytes.Buffer) {
	if f.funcName != "" {
		b.WriteString(f.funcName)
		b.WriteString(" (")
	}
	if f.native {
		b.WriteString("native")
	} else {
		p := f.Position()
		if p.Filename == "" {
			p.Filename = "<eval>"
		}
		b.WriteString(p.Filename)
		b.WriteByte(':')
		b.WriteString(strconv.Itoa(p.Line))
		b.WriteByte(':')
		b.WriteString(strconv.Itoa(p.Column))
	}
	if f.funcName != "" {
		b.WriteByte(')')
	}
}

// WriteToValueBuilder is Write to a builder of strings of scripts.
func (f *StackFrame) WriteToValueBuilder(b *StringBuilder) {
	var text bytes.Buffer
	f.Write(&text)
	b.WriteUTF8String(text.String())
}

func writeShort(b *bytes.Buffer, stack []StackFrame) {
	if len(stack) > 0 {
		b.WriteString(" at ")
		stack[0].Write(b)
	}
}

func writeFull(b *bytes.Buffer, stack []StackFrame) {
	for i := range stack {
		b.WriteString("\tat ")
		stack[i].Write(b)
		b.WriteByte('\n')
	}
}

// typeErrorText is what code without a runtime panics with: the message of a TypeError.
type typeErrorText string

// hostPanic carries a panic of a Go function through the frames of scripts, which cannot
// catch it.
type hostPanic struct {
	value any
	stack []byte
}

// Error describes the panic with the stack where it began.
func (p *hostPanic) Error() string { return fmt.Sprintf("panic: %v\n\n%s", p.value, p.stack) }

// rescue turns a panic of a Go function into the error of the engine. It is deferred.
func (r *Runtime) rescue(err *error) {
	p := recover()
	if p == nil {
		return
	}
	if *err = r.panicked(p); *err == nil {
		*err = r.ending(&hostPanic{p, debug.Stack()})
	}
}

func (r *Runtime) ending(cause error) error {
	return &object.Termination{Kind: object.LimitInterrupt, Reason: cause.Error(), Cause: cause}
}

// panicked is the error of the engine for a panic that this package gives a meaning, nil for
// any other.
func (r *Runtime) panicked(p any) error {
	switch p := p.(type) {
	case *Exception:
		return r.throw(p)
	case *InterruptedError:
		return r.ending(p)
	case *StackOverflowError:
		return r.ending(p)
	case *hostPanic:
		return r.ending(p)
	case typeErrorText:
		return r.obj.TypeError("%s", string(p))
	case *Object:
		return r.obj.Throw(r.cell(p))
	case Value:
		return r.throw(&Exception{val: p, text: r.text(p), stack: r.CaptureCallStack(0, nil)})
	case *object.Throw:
		return p
	case *object.Termination:
		return p
	case error:
		if isEnding(p) {
			return r.ending(p)
		}
	}
	return nil
}

// isEnding reports whether no script can catch err: what ended a run within this one is in it.
func isEnding(err error) bool {
	for ; err != nil; err = errors.Unwrap(err) {
		switch err.(type) {
		case *InterruptedError, *StackOverflowError:
			return true
		}
	}
	return false
}

// throw throws the value of an exception again.
func (r *Runtime) throw(e *Exception) error {
	v := heap.Undefined
	if e.val != nil {
		v = r.cell(e.val)
	}
	r.thrown = e
	return r.obj.Throw(v)
}

// errorOf is the error of the engine for a Go error that a Go function returned.
func (r *Runtime) errorOf(err error) error {
	switch e := err.(type) {
	case *object.Throw, *object.Termination:
		return err
	case *Exception:
		return r.throw(e)
	}
	if isEnding(err) {
		return r.ending(err)
	}
	return r.obj.Throw(r.cell(r.NewGoError(err)))
}

// failure is the error of the interface for one of the engine.
func (r *Runtime) failure(err error) error {
	switch e := err.(type) {
	case nil:
		return nil
	case *object.Throw:
		return r.exception(e)
	case *object.Termination:
		var panicked *hostPanic
		switch {
		case errors.As(e.Cause, &panicked):
			return panicked
		case isEnding(e.Cause):
			return e.Cause
		case e.Kind == object.LimitInterrupt:
			stack := r.stopped
			r.stopped = nil
			r.mu.Lock()
			defer r.mu.Unlock()
			return &InterruptedError{value: r.reason, stack: stack}
		}
	}
	return err
}

// exception is the Exception of an uncaught throw.
func (r *Runtime) exception(t *object.Throw) error {
	v := r.value(t.Value)
	if e := r.thrown; e != nil && sameAs(e.val, v) {
		return e
	}
	e := &Exception{val: v, cause: r.goCause(t.Value), text: r.text(v)}
	if t.Value.IsObject() && t.Value.Object().Class() == heap.ClassError {
		e.stack = r.errorFrames(t.Value.Object())
	} else if f, ok := t.Frame(); ok {
		e.stack = []StackFrame{r.stackFrame(&f)}
	}
	return e
}

// text is the text of a thrown value; what throws in it is left out.
func (r *Runtime) text(v Value) (text string) {
	if s, ok := v.(*Symbol); ok {
		return "Symbol(" + s.String() + ")"
	}
	if o, ok := v.(*Object); ok {
		r.enter(func() error {
			s, err := r.obj.ToString(o.cell(r))
			if err == nil {
				text = s.Go(r.obj.Heap)
			}
			return nil
		})
		return text
	}
	return v.String()
}

// errorFrames are the frames where an error was made.
func (r *Runtime) errorFrames(o *heap.Object) []StackFrame {
	var frames []StackFrame
	for _, f := range r.obj.ErrorFrames(o) {
		frames = append(frames, r.stackFrame(&f))
	}
	return frames
}

func (r *Runtime) stackFrame(f *object.Frame) StackFrame {
	if f.Source == nil {
		return StackFrame{funcName: f.Function, native: true}
	}
	line, col := f.Source.Position(f.Pos)
	return r.frame(f.Function, f.Source.Name, line, col)
}

func (r *Runtime) frame(name, source string, line, col int) StackFrame {
	return StackFrame{funcName: name, source: source, line: line, col: col, file: r.files[source]}
}

// CaptureCallStack appends the frames that run now to stack, innermost first, at most depth
// of them if that is greater than 0.
func (r *Runtime) CaptureCallStack(depth int, stack []StackFrame) []StackFrame {
	if depth <= 0 {
		depth = math.MaxInt
	}
	r.obj.WalkFrames(func(callee heap.Value, pos int32, tier object.Tier) bool {
		if !callee.IsObject() || callee.Object().Class() != heap.ClassFunction {
			return true
		}
		code := r.obj.CodeOf(callee.Object())
		name := r.obj.FunctionDisplayName(callee.Object(), code)
		if code.Func == nil {
			stack = append(stack, StackFrame{funcName: name, native: true})
		} else {
			src := code.Func.Program.Source
			line, col := src.Position(r.obj.FramePosition(code, pos, tier))
			stack = append(stack, r.frame(name, src.Name, line, col))
		}
		depth--
		return depth > 0
	})
	return stack
}

// NewTypeError makes a TypeError. The first argument is its message, or the format of its
// message and the others what goes into it.
func (r *Runtime) NewTypeError(args ...interface{}) (o *Object) {
	r.must(func() error {
		message := ""
		if len(args) > 0 {
			format, _ := args[0].(string)
			message = fmt.Sprintf(format, args[1:]...)
		}
		o = r.objectOf(r.obj.NewError(object.TypeErrorPrototype, message).Value())
		return nil
	})
	return o
}

// NewGoError makes the Error that stands for a Go error: an instance of GoError whose
// property value is err.
func (r *Runtime) NewGoError(err error) (o *Object) {
	r.must(func() error {
		h := r.obj.Heap
		proto, failed := r.obj.Get(r.goErrorConstructor().Object(), h.Names.Prototype)
		if failed != nil {
			return failed
		}
		e := r.obj.MakeError(proto)
		set := func(key, v heap.Value, attrs heap.Attrs) error {
			d := object.DataDescriptor(v, attrs)
			return r.obj.DefinePropertyOrThrow(e, key, &d)
		}
		if failed = set(h.Names.Message, h.NewString(err.Error()).Value(), heap.HiddenAttrs); failed == nil {
			failed = set(h.InternGo("value"), r.cell(r.ToValue(err)), heap.HiddenAttrs|heap.Enumerable)
		}
		o = r.objectOf(e.Value())
		return failed
	})
	return o
}

// goErrorConstructor is the global GoError, which extends Error. It is made when somebody
// needs it.
func (r *Runtime) goErrorConstructor() heap.Value {
	if !r.goError.IsUndefined() {
		return r.goError
	}
	h := r.obj.Heap
	errors := r.realm.Intrinsic(object.ErrorPrototype)
	parent, ok := r.obj.LookupData(errors, h.Names.Constructor)
	if !ok || !parent.IsObject() {
		parent = r.realm.Intrinsic(object.FunctionPrototype).Value()
	}
	ctor := r.realm.NewBuiltinOf("GoError", 1, r.newScriptError, object.KindHostCtor, parent)
	r.goError = ctor.Value()
	proto := r.obj.OrdinaryObjectCreate(errors.Value())
	h.AddProperty(proto, h.Names.Constructor, r.goError, heap.HiddenAttrs)
	h.AddProperty(proto, h.Names.Name, h.InternGo("GoError"), heap.HiddenAttrs)
	d := object.DataDescriptor(proto.Value(), 0)
	if err := r.obj.DefinePropertyOrThrow(ctor, h.Names.Prototype, &d); err != nil {
		panic(err) // a new function has no such property
	}
	return r.goError
}

// newScriptError is the code of GoError, for scripts that make one themselves.
func (r *Runtime) newScriptError(c *object.Call) (heap.Value, error) {
	target := c.NewTarget
	if target.IsUndefined() {
		target = c.Callee.Value()
	}
	proto, err := r.obj.GetPrototypeFromConstructor(target, object.ErrorPrototype)
	if err != nil {
		return heap.Undefined, err
	}
	e := r.obj.MakeError(proto.Value())
	if message := c.Arg(0); !message.IsUndefined() {
		text, err := r.obj.ToString(message)
		if err != nil {
			return heap.Undefined, err
		}
		r.obj.Heap.AddProperty(e, r.obj.Heap.Names.Message, text.Value(), heap.HiddenAttrs)
	}
	return e.Value(), nil
}

// goCause is the Go error that a thrown value stands for.
func (r *Runtime) goCause(v heap.Value) error {
	if !v.IsObject() {
		return nil
	}
	o := v.Object()
	if h := r.hostOf(o); h != nil {
		err, _ := h.export().(error)
		return err
	}
	if o.Class() != heap.ClassError || r.goError.IsUndefined() {
		return nil
	}
	if is, err := r.obj.OrdinaryHasInstance(r.goError, v); err != nil || !is {
		return nil
	}
	x, ok := r.obj.LookupData(o, r.obj.Heap.InternGo("value"))
	if !ok || !x.IsObject() {
		return nil
	}
	if h := r.hostOf(x.Object()); h != nil {
		err, _ := h.export().(error)
		return err
	}
	return nil
}

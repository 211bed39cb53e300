package object

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Throw makes the error that throws v.
func (rt *Runtime) Throw(v heap.Value) error {
	rt.Heap.Keep(v)
	return &Throw{Value: v, rt: rt}
}

// ThrowStatement is Throw for the throw statement that the innermost frame is at.
func (rt *Runtime) ThrowStatement(v heap.Value) error {
	rt.Heap.Keep(v)
	t := &Throw{Value: v, rt: rt}
	if v.IsObject() && v.Object().Class() == heap.ClassError {
		return t
	}
	if f, ok := rt.Stack.Innermost(); ok {
		rt.thrown = throwSite{t, f.Callee(), int32(f.Pos()), frameTier(f)}
	}
	return t
}

// TypeError makes the error that throws a new TypeError of the running realm.
// The message is formatted as by fmt.Sprintf; args are strings and numbers.
func (rt *Runtime) TypeError(format string, args ...any) error {
	return rt.throwNew(TypeErrorPrototype, format, args)
}

// RangeError is like TypeError for RangeErrors.
func (rt *Runtime) RangeError(format string, args ...any) error {
	return rt.throwNew(RangeErrorPrototype, format, args)
}

// ReferenceError is like TypeError for ReferenceErrors.
func (rt *Runtime) ReferenceError(format string, args ...any) error {
	return rt.throwNew(ReferenceErrorPrototype, format, args)
}

// SyntaxError is like TypeError for SyntaxErrors.
func (rt *Runtime) SyntaxError(format string, args ...any) error {
	return rt.throwNew(SyntaxErrorPrototype, format, args)
}

// URIError is like TypeError for URIErrors.
func (rt *Runtime) URIError(format string, args ...any) error {
	return rt.throwNew(URIErrorPrototype, format, args)
}

// Error is like TypeError for plain Errors.
func (rt *Runtime) Error(format string, args ...any) error {
	return rt.throwNew(ErrorPrototype, format, args)
}

func (rt *Runtime) throwNew(proto IntrinsicID, format string, args []any) error {
	msg := format
	if len(args) > 0 {
		msg = fmt.Sprintf(format, args...)
	}
	return rt.Throw(rt.NewError(proto, msg).Value())
}

// NewError makes an error object with the given intrinsic prototype and message.
func (rt *Runtime) NewError(proto IntrinsicID, message string) *heap.Object {
	o := rt.MakeError(rt.Cur.Intrinsic(proto).Value())
	rt.Heap.AddProperty(o, rt.Heap.Names.Message, rt.Heap.NewString(message).Value(), heap.HiddenAttrs)
	return o
}

// FunctionDisplayName is the name of a function for a stack trace or a profile, without
// running script code.
func (rt *Runtime) FunctionDisplayName(f *heap.Object, code *Code) string {
	name := code.Name
	if !f.Has(heap.FlagLazyFunction) {
		if v, ok := rt.ownData(f, rt.Heap.Names.Name); ok {
			name = v
		}
	}
	switch {
	case name.IsString():
		return name.Str().Go(rt.Heap)
	case name.IsSymbol():
		return "[" + rt.SymbolText(name.Symbol()) + "]"
	}
	return ""
}

// ErrorText is what Error.prototype.toString gives, without running script code:
// "TypeError: message". It serves uncaught errors and stacks.
func (rt *Runtime) ErrorText(o *heap.Object) string {
	name, ok := rt.LookupData(o, rt.Heap.Names.Name)
	text := "Error"
	if ok && name.IsString() {
		text = rt.ErrorPart(name.Str())
	}
	msg, ok := rt.LookupData(o, rt.Heap.Names.Message)
	if !ok || !msg.IsString() || msg.Str().Len() == 0 {
		return text
	}
	if text == "" {
		return rt.ErrorPart(msg.Str())
	}
	return text + ": " + rt.ErrorPart(msg.Str())
}

// maxErrorPart is how much of a name or message of an error is told, in code units: what a script
// can make longer would be copied several times on the way to a person who cannot read it.
const maxErrorPart = 1 << 20

// ErrorPart is a string that tells of an error, for Go: cut if it is very long.
func (rt *Runtime) ErrorPart(s *heap.String) string {
	if s.Len() <= maxErrorPart {
		return s.Go(rt.Heap)
	}
	return s.GoPrefix(rt.Heap, maxErrorPart) + "…"
}

// CutErrorText is the same for the text of an error of Go.
func CutErrorText(text string) string {
	if len(text) <= maxErrorPart {
		return text
	}
	return strings.ToValidUTF8(text[:maxErrorPart], "") + "…"
}

// LookupData finds a data property of o or of its prototypes without running
// script code.
func (rt *Runtime) LookupData(o *heap.Object, key heap.Value) (heap.Value, bool) {
	for range 1000 {
		if o.Class() == heap.ClassProxy {
			return heap.Undefined, false
		}
		if !o.Class().RunsCode() && rt.hasOwnOrdinary(o, key) {
			return rt.ownData(o, key)
		}
		proto := o.Proto(rt.Heap)
		if !proto.IsObject() {
			break
		}
		o = proto.Object()
	}
	return heap.Undefined, false
}

// DescribeThrown is one line about a thrown value.
func (rt *Runtime) DescribeThrown(v heap.Value) string {
	if v.IsObject() && v.Object().Class() == heap.ClassError {
		return rt.ErrorText(v.Object())
	}
	if v.IsString() {
		return rt.ErrorPart(v.Str())
	}
	return rt.Describe(v)
}

// describeLimit is how much of a string a message shows.
const describeLimit = 80

// describeBits is how long a BigInt may be whose digits a message shows.
const describeBits = 1 << 12

// Describe names a value in an error message, without running script code:
// `undefined`, `"text"`, `Symbol(x)`, `#<Map>`, `[object Array]`, `function f`.
func (rt *Runtime) Describe(v heap.Value) string {
	switch {
	case v.IsUndefined():
		return "undefined"
	case v.IsNull():
		return "null"
	case v.IsBool():
		return strconv.FormatBool(v == heap.True)
	case v.IsNumber():
		return rt.NumberToString(v.Float64()).Go(rt.Heap)
	case v.IsString():
		return strconv.Quote(rt.clip(v.Str()))
	case v.IsSymbol():
		return rt.SymbolText(v.Symbol())
	case v.IsBigInt():
		if n := v.BigInt().BitLen(); n > describeBits {
			return "BigInt of " + strconv.Itoa(n) + " bits"
		}
		return v.BigInt().Big().String()
	case v.IsObject():
		return rt.describeObject(v.Object())
	}
	return "<internal>"
}

// clip is the beginning of a string as Go text.
func (rt *Runtime) clip(s *heap.String) string {
	if s.Len() <= describeLimit {
		return s.Go(rt.Heap)
	}
	return rt.Heap.Substring(s, 0, describeLimit).Go(rt.Heap) + "..."
}

func (rt *Runtime) describeObject(o *heap.Object) string {
	switch o.Class() {
	case heap.ClassFunction:
		return rt.describeFunction(o, rt.CodeOf(o))
	case heap.ClassBoundFunction:
		return "function"
	case heap.ClassArray:
		return "[object Array]"
	case heap.ClassError:
		return rt.ErrorText(o)
	}
	return "#<" + rt.ClassName(o) + ">"
}

// describeFunction is the name of a function, or the beginning of its source text
// when it has none.
func (rt *Runtime) describeFunction(f *heap.Object, code *Code) string {
	name := rt.FunctionDisplayName(f, code)
	switch {
	case name == "" && code.Func != nil:
		text, _, more := strings.Cut(rt.FunctionText(f), "\n")
		if len(text) > describeLimit {
			text, more = strings.ToValidUTF8(text[:describeLimit], ""), true
		}
		if more {
			text += "..."
		}
		return text
	case code.Kind == KindBase || code.Kind == KindDerived:
		return "class " + name
	}
	return strings.TrimSpace("function " + name)
}

// ClassName is the name of the constructor that o appears to come from; no script
// code runs.
func (rt *Runtime) ClassName(o *heap.Object) string {
	if c, ok := rt.LookupData(o, rt.Heap.Names.Constructor); ok && c.IsObject() && c.Object().Class() == heap.ClassFunction {
		if name := rt.FunctionDisplayName(c.Object(), rt.CodeOf(c.Object())); name != "" {
			return name
		}
	}
	return "Object"
}

// DescribeMember names the member key of v in a message: "v.key", `v["a b"]`.
func (rt *Runtime) DescribeMember(v, key heap.Value) string {
	base := rt.Describe(v)
	if key.IsString() {
		return base + "." + key.Str().Go(rt.Heap)
	}
	return base + "[" + rt.KeyText(key) + "]"
}

// NotDestructurable is the TypeError for a pattern over null or undefined.
func (rt *Runtime) NotDestructurable(n *syntax.ObjectPattern, v heap.Value) error {
	source := n.Source()
	if source == "" {
		source = rt.Describe(v)
	}
	if len(n.Props) > 0 && n.Props[0].Key.Kind != syntax.KeyComputed {
		return rt.TypeError("Cannot destructure property '%s' of '%s' as it is %s.", n.Props[0].Key.Name, source, rt.Describe(v))
	}
	return rt.TypeError("Cannot destructure '%s' as it is %s.", source, rt.Describe(v))
}

// NotCallable is the TypeError for a call of something that is no function; desc
// is the source text of the callee, or Describe of its value.
func (rt *Runtime) NotCallable(desc string) error {
	return rt.TypeError("%s is not a function", desc)
}

// NotConstructor is the TypeError for `new` of something that is no constructor.
func (rt *Runtime) NotConstructor(desc string) error {
	return rt.TypeError("%s is not a constructor", desc)
}

// NotDefined is the ReferenceError for a name that is bound nowhere.
func (rt *Runtime) NotDefined(name string) error {
	return rt.ReferenceError("%s is not defined", name)
}

// Uninitialized is the ReferenceError for a binding in its temporal dead zone.
func (rt *Runtime) Uninitialized(name string) error {
	if name == "this" {
		return rt.SuperNotCalled()
	}
	return rt.ReferenceError("Cannot access '%s' before initialization", name)
}

// AssignConst is the TypeError for an assignment to a constant.
func (rt *Runtime) AssignConst() error { return rt.TypeError("Assignment to constant variable.") }

// SuperNotCalled is the ReferenceError for `this` before super() has returned.
func (rt *Runtime) SuperNotCalled() error {
	return rt.ReferenceError("Must call super constructor in derived class before accessing 'this' or returning from derived constructor")
}

// SuperCalledTwice is the ReferenceError for a second super().
func (rt *Runtime) SuperCalledTwice() error {
	return rt.ReferenceError("Super constructor may only be called once")
}

// ReturnBeforeSuper is the ReferenceError for a derived constructor, the running
// function, that returns before super() has. It belongs to the realm of the caller
// (sec-ecmascript-function-objects-construct-argumentslist-newtarget).
func (rt *Runtime) ReturnBeforeSuper() error { return rt.inCallerRealm(rt.SuperNotCalled) }

// DerivedResult is the TypeError for a derived constructor, the running function,
// that returns something that is neither an object nor undefined. It belongs to
// the realm of the caller.
func (rt *Runtime) DerivedResult() error {
	return rt.inCallerRealm(func() error {
		return rt.TypeError("Derived constructors may only return object or undefined")
	})
}

// inCallerRealm makes an error in the realm of the caller of the running function.
func (rt *Runtime) inCallerRealm(throw func() error) error {
	saved := rt.Cur
	defer func() { rt.Cur = saved }()
	n := 0
	rt.WalkFrames(func(callee heap.Value, _ int32, _ Tier) bool {
		if n++; n == 2 && callee.IsObject() && callee.Object().Class() == heap.ClassFunction {
			rt.Cur = rt.CodeOf(callee.Object()).Realm
		}
		return n < 2
	})
	return throw()
}

// StackOverflow is the RangeError for a call that is too deep; one that the host does not
// allow ends the script.
func (rt *Runtime) StackOverflow() error {
	if rt.Stack.Deep() {
		t := &Termination{Kind: LimitDepth, Reason: "call depth limit exceeded"}
		if rt.Hooks.TooDeep != nil {
			t.Cause = rt.Hooks.TooDeep()
		}
		return t
	}
	return rt.RangeError("Maximum call stack size exceeded")
}

func (rt *Runtime) classCallError(code *Code) error {
	saved := rt.Cur
	rt.Cur = code.Realm
	defer func() { rt.Cur = saved }()
	name := ""
	if code.Name.IsString() {
		name = code.Name.Str().Go(rt.Heap)
	}
	if name == "" {
		return rt.TypeError("Class constructors cannot be invoked without 'new'")
	}
	return rt.TypeError("Class constructor %s cannot be invoked without 'new'", name)
}

// nullishRead is the TypeError for reading a member of null or undefined.
func (rt *Runtime) nullishRead(base, key heap.Value) error {
	return rt.cannotRead(base, rt.KeyText(key))
}

// nullishWrite is the TypeError for writing a member of null or undefined.
func (rt *Runtime) nullishWrite(base, key heap.Value) error {
	return rt.cannotWrite(base, rt.KeyText(key))
}

func (rt *Runtime) cannotRead(base heap.Value, name string) error {
	return rt.TypeError("Cannot read properties of %s (reading '%s')", rt.Describe(base), name)
}

func (rt *Runtime) cannotWrite(base heap.Value, name string) error {
	return rt.TypeError("Cannot set properties of %s (setting '%s')", rt.Describe(base), name)
}

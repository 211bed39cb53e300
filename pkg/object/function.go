package object

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// newCode makes an empty code record with a handle of its own.
func (rt *Runtime) newCode(r *Realm) *Code {
	code := &Code{Realm: r, Name: heap.Undefined}
	code.ID = rt.Heap.NewHandle(code)
	for int(code.ID) >= len(rt.Codes) {
		rt.Codes = append(rt.Codes, nil)
	}
	rt.Codes[code.ID] = code
	if r.shadow != nil {
		code.Account(codeBytes)
	}
	return code
}

// CompleteFunc makes the tree of the function, if that has been put off until its first call, and
// accounts it to the code, or to the text that its program is kept for. A tier calls it before it
// looks at the tree; CompleteCallee has been called where a script makes it do so.
func (code *Code) CompleteFunc() {
	f := code.Func
	_ = f.Complete(nil)
	n := f.CompletedSize()
	switch text := code.Prog.text; {
	case n == 0 || code.whole:
		return
	case text != nil:
		code.Realm.rt.completedText(text, f.ID, n)
	default:
		code.Account(int(n))
	}
	code.whole = true
}

// CompleteCallee is CompleteFunc for the callee of the frame at fp, which a tier is about to enter
// and whose header and arguments are in place: the limits can end it. It takes no fuel, since it
// depends on what other runtimes have done with the program; the parse of the whole text has taken
// some, and maxParsed in package syntax says how often the same text is parsed. It is a safepoint.
// The error is a *Termination.
func (rt *Runtime) CompleteCallee(code *Code, fp int) error {
	if !code.Func.Pending() {
		return nil
	}
	s := rt.Stack
	savedFP, savedTop := s.FP, s.Top
	frame := s.Vals[fp:]
	frame[stack.Env], frame[stack.Pos] = heap.Undefined, heap.Int(0)
	s.FP, s.Top = fp, fp+stack.Header+int(frame[stack.Argc].AsInt())
	memory := rt.Heap.Account()
	err := code.Func.Complete(rt.parsePoll(&memory, func(work int) error {
		rt.Work(tokenWork * work)
		return rt.Steps(0)
	}))
	s.FP, s.Top = savedFP, savedTop
	memory.Close()
	if err == nil {
		code.CompleteFunc()
	}
	return err
}

// tokenWork is what the second parse of a token counts as (Runtime.Work).
const tokenWork = 64

// codeBytes is what the code record of a script's function takes beside its handle.
const codeBytes = 320

// Account adds n bytes to what the heap is told that code takes in Go's memory.
func (code *Code) Account(n int) {
	code.bytes += int64(n)
	code.Realm.rt.Heap.SetHandleSize(code.ID, code.bytes)
}

// CodeOf returns the code record of a function object (ClassFunction). It is short enough to
// be inlined.
func (rt *Runtime) CodeOf(f *heap.Object) (code *Code) {
	if code = rt.Codes[f.CodeID()]; code == unmade {
		return rt.makeCodeOf(f)
	}
	return
}

//go:noinline
func (rt *Runtime) makeCodeOf(f *heap.Object) *Code { return rt.makeCode(f.CodeID()) }

// ClosureEnv returns the environment that a function object closes over.
func ClosureEnv(f *heap.Object) heap.Value { return f.Internal(funcEnv) }

// HomeObject returns the [[HomeObject]] of a function object, or Undefined.
func HomeObject(f *heap.Object) heap.Value { return f.Internal(funcHome) }

// TraceCells implements heap.Tracer: it marks what the code record and its
// instance hold.
func (code *Code) TraceCells(m *heap.Marker) {
	m.Value(code.Name)
	m.Value(code.boundName)
	m.Shape(code.shape)
	m.Shape(code.newShape)
	m.Shape(code.privates.to)
	m.Value(code.privates.data)
	m.Values(code.roots)
	for _, t := range code.templates {
		m.Value(t)
	}
	for _, x := range [...]any{code.T0, code.T1, code.T2, code.Data} {
		if t, ok := x.(heap.Tracer); ok {
			t.TraceCells(m)
		}
	}
	if code.Prog != nil && code.Prog.handle != 0 {
		m.Value(heap.HandleValue(code.Prog.handle))
	}
}

// HandleReleased implements heap.Released: no function of the code is left.
func (code *Code) HandleReleased() {
	rt := code.Realm.rt
	if int(code.ID) < len(rt.Codes) && rt.Codes[code.ID] == code {
		rt.Codes[code.ID] = nil
	}
	if code.Prog != nil {
		code.Prog.codes[code.Func.ID] = nil
	}
	if t, ok := code.T2.(heap.Released); ok {
		t.HandleReleased()
	}
}

// KeepConstant keeps v alive as long as the code record.
func (code *Code) KeepConstant(v heap.Value) {
	if v.IsCellPointer() {
		code.roots = append(code.roots, v)
		code.Realm.rt.Heap.TouchHandle(code.ID)
	}
}

// Touch tells the collector that the tier's data of the code has got new values.
func (code *Code) Touch() { code.Realm.rt.Heap.TouchHandle(code.ID) }

// NewInstance makes the instance of a program in realm.
func (rt *Runtime) NewInstance(prog *syntax.Program, realm *Realm) *Instance {
	return &Instance{Prog: prog, Realm: realm, codes: make([]*Code, len(prog.Funcs))}
}

// Code returns the code record of a function of the program, making it on first
// touch.
func (in *Instance) Code(f *syntax.FuncInfo) *Code {
	if code := in.codes[f.ID]; code != nil {
		return code
	}
	return in.newCode(f)
}

func (in *Instance) newCode(f *syntax.FuncInfo) *Code {
	rt := in.Realm.rt
	if in.image != nil {
		if id := in.image.codes[f.ID]; id != 0 {
			return rt.makeCode(id)
		}
	}
	code := rt.newCode(in.Realm)
	code.Func, code.Prog = f, in
	code.Account(codeBytes)
	code.Kind = codeKind(f)
	code.Name = rt.Heap.InternGo(f.Name)
	code.Length = int(f.Length)
	in.codes[f.ID] = code
	if in.handle == 0 {
		in.handle = rt.Heap.NewHandle(in)
	}
	rt.Heap.TouchHandle(in.handle)
	rt.enterFirst(code)
	return code
}

// TraceCells implements heap.Tracer: the codes of a program live together.
func (in *Instance) TraceCells(m *heap.Marker) {
	for _, c := range in.codes {
		if c != nil {
			m.Value(heap.HandleValue(c.ID))
		}
	}
	if in.image != nil {
		for _, id := range in.image.codes {
			if id != 0 {
				m.Value(heap.HandleValue(id))
			}
		}
	}
}

// HandleReleased implements heap.Released: no code of the program is left.
func (in *Instance) HandleReleased() {
	in.handle = 0
	if in.text != nil {
		in.text.drop()
		in.text = nil
	}
	if in.sites {
		in.sites = false
		in.Realm.rt.texts.forgetSites(in)
	}
}

// Inner returns the code record of the i-th direct inner function.
func (code *Code) Inner(f *syntax.FuncInfo) *Code { return code.Prog.Code(f) }

func codeKind(f *syntax.FuncInfo) CodeKind {
	switch f.Kind {
	case syntax.FuncScript, syntax.FuncModule, syntax.FuncEval:
		return KindScript
	case syntax.FuncClassConstructor:
		return KindBase
	case syntax.FuncDerivedConstructor:
		return KindDerived
	}
	if f.IsConstructor() {
		return KindNormal
	}
	return KindMethod
}

// functionProto is the intrinsic prototype of closures of f.
func functionProto(f *syntax.FuncInfo) IntrinsicID {
	switch {
	case f.IsAsync && f.IsGenerator:
		return AsyncGeneratorFunctionPrototype
	case f.IsAsync:
		return AsyncFunctionPrototype
	case f.IsGenerator:
		return GeneratorFunctionPrototype
	}
	return FunctionPrototype
}

// MakeFunction makes a closure of code over env (sec-ordinaryfunctioncreate):
// one cell; `length`, `name` and `prototype` become properties when somebody
// looks. home is the [[HomeObject]] or Undefined.
func (rt *Runtime) MakeFunction(code *Code, env, home heap.Value) *heap.Object {
	f := rt.AllocFunction(code, env, home)
	rt.Heap.Keep(f.Value())
	return f
}

// AllocFunction is MakeFunction for a tier that stores the function into its
// frame at once: it is not rooted.
func (rt *Runtime) AllocFunction(code *Code, env, home heap.Value) *heap.Object {
	h := rt.Heap
	shape, flags := rt.ClosureShape(code)
	f := h.AllocObject(shape)
	f.SetFlags(flags)
	h.SetInternal(f, funcCode, heap.HandleValue(code.ID))
	h.SetInternal(f, funcEnv, env)
	h.SetInternal(f, funcHome, home)
	return f
}

// ClosureShape returns the shape of the closures of code, which lives as long as
// code, and the flags that they have besides those of their class.
func (rt *Runtime) ClosureShape(code *Code) (*heap.Shape, heap.Flags) {
	if code.shape == nil {
		code.shape = rt.Heap.RootShape(code.Realm.Intrinsic(functionProto(code.Func)).Value(), heap.ClassFunction, 0)
		code.Touch()
	}
	if code.Kind == KindNormal {
		return code.shape, heap.FlagLazyFunction | heap.FlagConstructor
	}
	return code.shape, heap.FlagLazyFunction
}

// newFunctionObject makes a function object of a host code record.
func (rt *Runtime) newFunctionObject(code *Code, proto heap.Value) *heap.Object {
	h := rt.Heap
	f := h.NewObject(h.RootShape(proto, heap.ClassFunction, 0))
	flags := heap.FlagLazyFunction
	if code.Kind == KindHostCtor {
		flags |= heap.FlagConstructor
	}
	f.SetFlags(flags)
	h.SetInternal(f, funcCode, heap.HandleValue(code.ID))
	return f
}

// materializeFor turns length, name and prototype of a lazy function into
// properties when key is one of them.
func (rt *Runtime) materializeFor(o *heap.Object, key heap.Value) {
	if o.Has(heap.FlagLazyFunction) && o.Class() == heap.ClassFunction && rt.isMaterialized(key) {
		rt.materialize(o)
	}
}

// isMaterialized reports whether key is a property that materialize may add.
func (rt *Runtime) isMaterialized(key heap.Value) bool {
	names := &rt.Heap.Names
	switch key {
	case names.Length, names.Name, names.Prototype, names.Arguments, names.Caller:
		return true
	}
	return false
}

// materializeAll does so for any change of the set of properties.
func (rt *Runtime) materializeAll(o *heap.Object) {
	if o.Has(heap.FlagLazyFunction) && o.Class() == heap.ClassFunction {
		rt.materialize(o)
	}
}

// materialize adds the properties that every function starts with: length, name
// unless it has none, and prototype where the kind of function has one.
func (rt *Runtime) materialize(f *heap.Object) {
	h := rt.Heap
	f.ClearFlags(heap.FlagLazyFunction)
	code := rt.CodeOf(f)
	h.AddProperty(f, h.Names.Length, heap.Int(int32(code.Length)), heap.Configurable)
	if name := code.Name; !name.IsUndefined() {
		h.AddProperty(f, h.Names.Name, name, heap.Configurable)
	}
	fn := code.Func
	if fn == nil {
		return
	}
	if code.Kind == KindNormal && !fn.Strict {
		rt.addLegacyAccessors(f, code.Realm)
	}
	switch {
	case code.Kind == KindNormal:
		proto := h.NewObject(code.Realm.ObjectShape)
		h.AddProperty(proto, h.Names.Constructor, f.Value(), heap.HiddenAttrs)
		h.AddProperty(f, h.Names.Prototype, proto.Value(), heap.Writable)
	case fn.IsGenerator:
		id := GeneratorPrototype
		if fn.IsAsync {
			id = AsyncGeneratorPrototype
		}
		proto := rt.NewObjectOf(heap.ClassObject, code.Realm.Intrinsic(id).Value())
		h.AddProperty(f, h.Names.Prototype, proto.Value(), heap.Writable)
	}
}

// FunctionName is the `name` that SetFunctionName gives for a property key:
// "key", "[description]" for a symbol, with an optional prefix such as "get".
func (rt *Runtime) FunctionName(key heap.Value, prefix string) heap.Value {
	h := rt.Heap
	var name *heap.String
	switch {
	case isPrivateName(key):
		name = key.Symbol().Description().Str()
	case key.IsSymbol():
		d := key.Symbol().Description()
		if d.IsUndefined() {
			name = h.EmptyString()
		} else {
			b := h.Builder()
			b.Latin1("[")
			b.Str(d.Str())
			b.Latin1("]")
			name = b.String()
		}
	default:
		name = rt.KeyToValue(key).Str()
	}
	if prefix != "" {
		b := h.Builder()
		b.Latin1(prefix + " ")
		b.Str(name)
		name = b.String()
	}
	return name.Value()
}

// SetFunctionName names a function or class that was created without a name
// (sec-setfunctionname). key is a property key or a private name; prefix is "",
// "get" or "set". A class that has its own `name` is left alone.
func (rt *Runtime) SetFunctionName(f *heap.Object, key heap.Value, prefix string) {
	h := rt.Heap
	rt.materializeAll(f)
	name := rt.FunctionName(key, prefix)
	if p, ok := h.Lookup(f, h.Names.Name); ok {
		if v := f.SlotAt(p.Offset); v.IsString() && v.Str().Len() == 0 {
			h.SetSlotAt(f, p.Offset, name)
		}
		return
	}
	h.AddProperty(f, h.Names.Name, name, heap.Configurable)
}

// NameValue is NamedEvaluation's last step for a key computed at run time: it
// names v when it is a function object.
func (rt *Runtime) NameValue(v, key heap.Value, prefix string) {
	if v.IsObject() && v.Object().Class() == heap.ClassFunction {
		rt.SetFunctionName(v.Object(), key, prefix)
	}
}

// IsCallable is the operation of that name (sec-iscallable).
func (rt *Runtime) IsCallable(v heap.Value) bool { return v.IsObject() && v.Object().IsCallable() }

// IsConstructor is the operation of that name (sec-isconstructor).
func (rt *Runtime) IsConstructor(v heap.Value) bool {
	return v.IsObject() && v.Object().IsConstructor()
}

// FunctionText is the source text of a function object
// (sec-function.prototype.tostring).
func (rt *Runtime) FunctionText(f *heap.Object) string {
	if f.Class() == heap.ClassFunction {
		code := rt.CodeOf(f)
		if code.Func != nil {
			return code.Func.Text()
		}
		if code.Name.IsString() {
			return "function " + nativeName(code.Name.Str().Go(rt.Heap)) + "() { [native code] }"
		}
	}
	return "function () { [native code] }"
}

// nativeName is the name of a built-in function as NativeFunction has it
// (sec-function.prototype.tostring): what is neither an identifier nor the
// description of a symbol becomes a computed name.
func nativeName(name string) string {
	accessor := ""
	if strings.HasPrefix(name, "get ") || strings.HasPrefix(name, "set ") {
		accessor, name = name[:4], name[4:]
	}
	odd := func(c rune) bool {
		return c < utf8.RuneSelf && c != '_' && c != '$' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z')
	}
	if !strings.HasPrefix(name, "[") && strings.ContainsFunc(name, odd) {
		name = "[" + strconv.Quote(name) + "]"
	}
	return accessor + name
}

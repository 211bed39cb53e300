package object

import (
	"errors"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// IsEval reports whether v is %eval% of the running realm, which makes a call of
// the form eval(…) a direct eval.
func (rt *Runtime) IsEval(v heap.Value) bool {
	return v.IsObject() && v == rt.Cur.intrinsics[EvalFunction]
}

// throwSyntax turns an error of the parser into the error that throws it.
func (rt *Runtime) throwSyntax(err error) error {
	if _, ends := err.(*Termination); ends {
		return err // of the Poll of the parse
	}
	var e *syntax.Error
	if !errors.As(err, &e) {
		return rt.SyntaxError("%s", err.Error())
	}
	thrown := rt.SyntaxError("%s", e.Msg)
	if t, ok := thrown.(*Throw); ok {
		t.Cause = err
	}
	return thrown
}

// ThrowSyntax turns the error of a parse function of package syntax into the
// SyntaxError that throws it.
func (rt *Runtime) ThrowSyntax(err error) error { return rt.throwSyntax(err) }

func (rt *Runtime) mayCompileStrings(realm *Realm) error {
	if rt.Hooks.EnsureCanCompileStrings == nil {
		return nil
	}
	return rt.Hooks.EnsureCanCompileStrings(rt, realm)
}

// evalName is the name of eval code in stack traces.
const evalName = "<eval>"

// dynamicName is the same for functions made by the Function constructor.
const dynamicName = "<anonymous>"

// What a script pays for source text that it makes itself before it is parsed.
// Parsing and compiling a unit takes about as long as a quarter of a turn of a loop;
// its text is three bytes long at most, and is there up to three times while the
// constructor Function works.
const (
	unitsPerStep = 4
	textBytes    = 9
	parseWork    = 1 << 13 // for a program, however short, as heap.Heap.Work counts
)

// ChargeSource is chargeSource for n bytes of a text that a script made the host
// load.
func (rt *Runtime) ChargeSource(n int) error { return rt.chargeSource(n) }

// chargeSource counts the work of n units of source text and asks for the
// memory of the text itself, before they are parsed.
func (rt *Runtime) chargeSource(n int) error { return rt.chargeText(n, n) }

// chargeText is chargeSource for n units that make a text one of total units.
func (rt *Runtime) chargeText(n, total int) error {
	rt.Work(parseWork)
	if err := rt.Steps(n / unitsPerStep); err != nil {
		return err
	}
	if total < LargeText {
		return nil
	}
	return rt.CheckAlloc(total * textBytes)
}

// Parse calls parse, which parses text that scripts of the runtime bring, with a
// syntax.Poll that lets the limits end it. The program, and what is needed to make
// it, is in the account until that is closed or handed over.
func (rt *Runtime) Parse(memory *heap.Account, parse func(syntax.Poll) (*syntax.Program, error)) (*syntax.Program, error) {
	*memory = rt.Heap.Account()
	prog, err := parse(rt.parsePoll(memory, rt.Steps))
	if err != nil {
		memory.Close()
		return nil, err
	}
	memory.Set(prog.Size)
	return prog, nil
}

// parsePoll returns a Poll that keeps memory up to date; count counts the work and looks at the limits.
func (rt *Runtime) parsePoll(memory *heap.Account, count func(work int) error) syntax.Poll {
	return func(work int, bytes int64) error {
		if more := bytes - memory.Held(); more > LargeText {
			if err := rt.CheckAlloc(int(more)); err != nil {
				return err
			}
		}
		memory.Set(bytes)
		return count(work)
	}
}

// newStringInstance is NewInstance for a program that a script made from a
// string: its tree is accounted to the heap. It takes over the use that parseText has given.
func (rt *Runtime) newStringInstance(text *textProgram, realm *Realm) *Instance {
	in := rt.NewInstance(text.prog, realm)
	in.text = text
	in.handle = rt.Heap.NewHandle(in)
	return in
}

// IndirectEval is PerformEval for a call of eval that is not direct: global code
// of realm (sec-performeval).
func (rt *Runtime) IndirectEval(realm *Realm, x heap.Value) (heap.Value, error) {
	if !x.IsString() {
		return x, nil
	}
	text, err := rt.parseGlobalEval(realm, x.Str())
	if err != nil {
		return heap.Undefined, err
	}
	return rt.runGlobalEval(realm, text, rt.ActiveInstance())
}

// parseGlobalEval parses a text that becomes global code of realm. Errors are those of the running
// realm.
func (rt *Runtime) parseGlobalEval(realm *Realm, text *heap.String) (*textProgram, error) {
	if err := rt.mayCompileStrings(realm); err != nil {
		return nil, err
	}
	if err := rt.chargeSource(text.Len()); err != nil {
		return nil, err
	}
	source := text.Go(rt.Heap)
	parsed, err := rt.parseText(textKey{text: source}, nil, func(poll syntax.Poll) (*syntax.Program, error) {
		return syntax.ParseEval(syntax.NewSource(evalName, source), syntax.EvalContext{Lazy: true, Poll: poll, Counts: rt.Counts})
	})
	if err != nil {
		return nil, rt.throwSyntax(err)
	}
	return parsed, nil
}

// runGlobalEval runs eval code as global code of realm. It belongs to parent.
func (rt *Runtime) runGlobalEval(realm *Realm, text *textProgram, parent *Instance) (heap.Value, error) {
	in := rt.newStringInstance(text, realm)
	in.Parent = parent
	body := in.Prog.Body
	code := in.Code(body)
	f := rt.bodyFunction(code, heap.Undefined)
	if !body.Strict {
		if err := rt.instantiateGlobalEval(code); err != nil {
			return heap.Undefined, err
		}
	}
	return rt.Call(f.Value(), realm.GlobalThis)
}

// DirectEval is PerformEval for a direct eval at site in the frame at fp
// (sec-performeval). The code runs in a frame of its own, whose closure
// environment is the current environment of that frame. The code and its tree are
// garbage afterwards, also while the frame goes on, if nothing made there needs them.
func (rt *Runtime) DirectEval(fp int, site *syntax.EvalSite, x heap.Value) (heap.Value, error) {
	if !x.IsString() {
		return x, nil
	}
	mark := rt.Heap.OpenScope()
	v, err := rt.directEval(fp, site, x)
	rt.Heap.CloseScope(mark)
	if err != nil {
		rt.keepThrown(err)
	}
	return rt.Heap.Keep(v), err
}

func (rt *Runtime) directEval(fp int, site *syntax.EvalSite, x heap.Value) (heap.Value, error) {
	s := rt.Stack
	realm := rt.Cur
	if err := rt.mayCompileStrings(realm); err != nil {
		return heap.Undefined, err
	}
	if err := rt.chargeSource(x.Str().Len()); err != nil {
		return heap.Undefined, err
	}
	source := x.Str().Go(rt.Heap)
	outer := rt.CodeOf(s.Vals[fp+stack.Callee].Object()).Prog
	text, err := rt.parseText(textKey{text: source, site: site}, outer, func(poll syntax.Poll) (*syntax.Program, error) {
		ctx := syntax.EvalContext{Scope: site.Scope, Heritage: site.Heritage, Strict: site.Strict, InParams: site.InParams, Lazy: true, Poll: poll, Counts: rt.Counts}
		return syntax.ParseEval(syntax.NewSource(evalName, source), ctx)
	})
	if err != nil {
		return heap.Undefined, rt.throwSyntax(err)
	}
	in := rt.newStringInstance(text, realm)
	in.Parent, in.Module = outer, outer.Module
	body := in.Prog.Body
	code := in.Code(body)
	env := rt.frameEnv(fp)
	f := rt.bodyFunction(code, env)
	rt.Heap.SetInternal(f, funcHome, s.Vals[fp+stack.Callee].Object().Internal(funcHome))
	if !body.Strict {
		if err := rt.instantiateEval(code, env); err != nil {
			return heap.Undefined, err
		}
	}
	base, err := rt.pushFrame(f.Value(), s.Vals[fp+stack.This], s.Vals[fp+stack.NewTarget], nil)
	if err != nil {
		return heap.Undefined, err
	}
	return rt.enter(code, base)
}

// instantiateEval is EvalDeclarationInstantiation for sloppy code of a direct
// eval (sec-evaldeclarationinstantiation): it creates the variables that the
// function around it does not have. Conflicts with let and const were found by
// the parser; closures are stored by the tier.
func (rt *Runtime) instantiateEval(code *Code, env heap.Value) error {
	place, ok := code.Func.EvalBarrier()
	if !ok {
		return rt.instantiateGlobalEval(code)
	}
	h := rt.Heap
	e := envAt(env, place.Hops)
	for _, v := range code.Func.EvalVars {
		if declares(code.Func.EvalVarScope, v.Name) {
			continue
		}
		vars := e.Slot(int(place.Slot))
		if !vars.IsObject() {
			o := rt.NewObjectOf(heap.ClassHost, heap.Null)
			h.SetInternal(o, 0, heap.Empty)
			vars = o.Value()
			h.SetEnvSlot(e, int(place.Slot), vars)
		}
		key := rt.nameKey(v.Name)
		if _, ok := h.Lookup(vars.Object(), key); !ok {
			h.AddProperty(vars.Object(), key, heap.Undefined, heap.DefaultAttrs)
		}
	}
	return nil
}

// declares reports whether a scope has a binding of the name.
func declares(scope *syntax.Scope, name string) bool {
	for _, b := range scope.Bindings {
		if b.Name == name && b.Kind <= syntax.BindArguments && b.Kind != syntax.BindSelf {
			return true
		}
	}
	return false
}

// instantiateGlobalEval is EvalDeclarationInstantiation where the variables
// become deletable properties of the global object.
func (rt *Runtime) instantiateGlobalEval(code *Code) error {
	r := code.Realm
	vars := code.Func.EvalVars
	for _, v := range vars {
		if _, ok := rt.lexical(code.Realm, rt.nameKey(v.Name)); ok && !v.AnnexB {
			return rt.redeclared(v.Name)
		}
	}
	declare := make([]bool, len(vars))
	for i, v := range vars {
		key := rt.nameKey(v.Name)
		var err error
		if v.Func {
			declare[i], err = rt.canDeclareGlobalFunction(r, key)
		} else {
			declare[i], err = rt.canDeclareGlobalVar(r, key)
		}
		if err != nil {
			return err
		}
		if v.AnnexB {
			if _, ok := rt.lexical(code.Realm, key); ok {
				declare[i] = false
			}
		} else if !declare[i] {
			return rt.TypeError("Cannot declare global variable '%s'", v.Name)
		}
	}
	for i, v := range vars {
		if !declare[i] {
			continue
		}
		var err error
		if v.Func {
			err = rt.createGlobalFunction(r, rt.nameKey(v.Name), heap.Undefined, true)
		} else {
			err = rt.createGlobalVar(r, rt.nameKey(v.Name), true)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// The kinds of functions that CreateDynamicFunction makes.
const (
	DynamicNormal         = syntax.DynamicNormal
	DynamicGenerator      = syntax.DynamicGenerator
	DynamicAsync          = syntax.DynamicAsync
	DynamicAsyncGenerator = syntax.DynamicAsyncGenerator
)

var dynamicProto = [...]IntrinsicID{
	FunctionPrototype, GeneratorFunctionPrototype, AsyncFunctionPrototype, AsyncGeneratorFunctionPrototype,
}

// CreateDynamicFunction is the operation of that name for the constructor call c
// of Function and its relatives (sec-createdynamicfunction).
func (rt *Runtime) CreateDynamicFunction(c *Call, kind syntax.FunctionKind) (heap.Value, error) {
	var params strings.Builder
	body := ""
	for i, v := range c.Args {
		s, err := rt.ToGoString(v)
		if err != nil {
			return heap.Undefined, err
		}
		if err := rt.chargeText(len(s), params.Len()+len(s)); err != nil {
			return heap.Undefined, err
		}
		if i == len(c.Args)-1 {
			body = s
			break
		}
		if i > 0 {
			params.WriteByte(',')
		}
		params.WriteString(s)
	}
	if err := rt.mayCompileStrings(c.Realm); err != nil {
		return heap.Undefined, err
	}
	key := textKey{text: body, params: params.String(), kind: textFunction + textKind(kind)}
	text, err := rt.parseText(key, nil, func(poll syntax.Poll) (*syntax.Program, error) {
		return syntax.ParseFunction(dynamicName, kind, key.params, body, poll, rt.Counts)
	})
	if err != nil {
		return heap.Undefined, rt.throwSyntax(err)
	}
	newTarget := c.NewTarget
	if newTarget.IsUndefined() {
		newTarget = c.Callee.Value()
	}
	proto, err := rt.GetPrototypeFromConstructor(newTarget, dynamicProto[kind])
	if err != nil {
		text.drop()
		return heap.Undefined, err
	}
	in := rt.newStringInstance(text, c.Realm)
	in.Parent = rt.ActiveInstance()
	code := in.Code(in.Prog.Function)
	f := rt.MakeFunction(code, heap.Undefined, heap.Undefined)
	if f.Proto(rt.Heap) != proto.Value() {
		rt.Heap.SetProto(f, proto.Value())
	}
	return f.Value(), nil
}

// RegExpLiteral evaluates a regular expression literal
// (sec-regular-expression-literals-runtime-semantics-evaluation).
func (rt *Runtime) RegExpLiteral(code *Code, n *syntax.RegExpLit) (heap.Value, error) {
	newRegExp := rt.Language().NewRegExp
	if newRegExp == nil {
		return heap.Undefined, rt.SyntaxError("This runtime has no regular expressions")
	}
	return newRegExp(rt, code.Realm, n)
}

package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// enterGeneral performs FunctionDeclarationInstantiation as scope.go of package
// syntax lays it out and starts the body.
func (x *frame) enterGeneral(argc int) (heap.Value, error) {
	f := x.fn
	if f.DefaultCtor && f.Kind == syntax.FuncDerivedConstructor {
		return x.defaultDerived(argc)
	}
	if f.Calls != nil {
		f.Calls.N++
	}
	// A module's environment was made when it was linked.
	if f.Scope.NeedsEnv && f.Kind != syntax.FuncModule {
		x.setEnv(x.h.NewEnv(x.env, 0, int(f.Scope.EnvSlots), heap.Undefined).Value())
	}
	rest, args := x.saveArguments()
	locals := x.r[f.NumParams:x.rec.operands]
	for i := range locals {
		locals[i] = heap.Undefined
	}
	err := x.instantiate(rest, args)
	if err == nil {
		return x.start()
	}
	if f.IsAsync && !f.IsGenerator {
		return x.rt.AsyncReject(err)
	}
	return heap.Undefined, err
}

// defaultDerived is the constructor of a derived class that has none: it passes
// its arguments on to the parent (sec-runtime-semantics-classdefinitionevaluation,
// step 14.a).
func (x *frame) defaultDerived(argc int) (heap.Value, error) {
	first := x.fp + stack.Header
	x.st.Top = max(x.st.Top, first+argc)
	active := x.hd[stack.Callee].Object()
	parent, err := x.rt.SuperConstructor(active)
	if err != nil {
		return heap.Undefined, err
	}
	if !x.rt.IsConstructor(parent) {
		return heap.Undefined, x.rt.NotSuperConstructor(parent, active)
	}
	v, err := x.rt.Construct(parent, x.hd[stack.NewTarget], x.st.Vals[first:first+argc]...)
	if err != nil {
		return heap.Undefined, err
	}
	x.hd[stack.This] = v
	return v, x.rt.BindSuperThis(active, v)
}

// saveArguments makes the rest array and the arguments object while the
// arguments are still where the caller put them. Allocation does not collect,
// so that the results need no root until they are stored.
func (x *frame) saveArguments() (rest, args heap.Value) {
	f := x.fn
	if f.HasRest {
		rest = x.rt.CreateRest(x.fp, int(f.NumParams)).Value()
	}
	if f.Arguments != nil {
		args = x.rt.CreateArguments(x.code, x.fp, x.env).Value()
	}
	return rest, args
}

// instantiate enters the scope of the function and binds what exists before
// the body.
func (x *frame) instantiate(rest, args heap.Value) error {
	f := x.fn
	sc := f.Scope
	if sc.HasTDZ {
		x.markTDZ(sc)
	}
	x.bindPseudo(args)
	if err := x.bindParams(rest); err != nil {
		return err
	}
	if body := f.BodyScope; body != nil {
		if body.HasTDZ {
			x.markTDZ(body)
		}
		for i := range f.VarCopies {
			c := &f.VarCopies[i]
			v, err := x.load(&c.From, "")
			if err == nil {
				err = x.store(&c.To, "", v)
			}
			if err != nil {
				return err
			}
		}
		x.openUsing(body)
		x.declareFunctions(body)
		return nil
	}
	x.openUsing(sc)
	switch f.Kind {
	case syntax.FuncScript:
		return x.declareGlobals(sc)
	case syntax.FuncEval:
		return x.declareEval(sc)
	case syntax.FuncModule:
		// What the environment holds was instantiated when the module was linked.
		for _, d := range sc.FuncDecls {
			if d.Name.Kind == syntax.RefReg {
				x.r[d.Name.Index] = x.closure(d.Func)
			}
		}
		return nil
	}
	x.declareFunctions(sc)
	return nil
}

// declareGlobals performs GlobalDeclarationInstantiation of a script.
func (x *frame) declareGlobals(sc *syntax.Scope) error {
	if err := x.rt.GlobalDeclarationInstantiation(x.code); err != nil {
		return err
	}
	for _, d := range sc.FuncDecls {
		f := x.closure(d.Func)
		if err := x.rt.CreateGlobalFunction(x.code, x.key(d.Name.Name), f); err != nil {
			return err
		}
	}
	return nil
}

// declareEval is what package object leaves of EvalDeclarationInstantiation:
// the closures.
func (x *frame) declareEval(sc *syntax.Scope) error {
	for _, d := range sc.FuncDecls {
		if err := x.store(&d.Name.Use, d.Name.Name, x.closure(d.Func)); err != nil {
			return err
		}
	}
	return nil
}

// openUsing prepares the disposal stack of sc.
func (x *frame) openUsing(sc *syntax.Scope) {
	if sc.HasUsing {
		x.r[sc.UsingTemp+usingStack] = heap.Undefined
		x.r[sc.UsingTemp+usingProgress] = heap.Undefined
	}
}

// bindPseudo stores this, new.target, the active function and the arguments
// object into bindings, where inner code needs them there.
func (x *frame) bindPseudo(args heap.Value) {
	f := x.fn
	if f.This != nil {
		this := x.hd[stack.This]
		if f.Kind == syntax.FuncDerivedConstructor {
			this = heap.TDZ
		}
		x.init(f.This, this)
	}
	if f.NewTarget != nil {
		x.init(f.NewTarget, x.hd[stack.NewTarget])
	}
	if f.Callee != nil {
		x.init(f.Callee, x.hd[stack.Callee])
	}
	if f.Self != nil {
		x.init(f.Self, x.hd[stack.Callee])
	}
	if f.Arguments != nil {
		x.init(f.Arguments, args)
	}
}

// init stores v into a binding of the function's own scope.
func (x *frame) init(b *syntax.Binding, v heap.Value) {
	switch b.Store {
	case syntax.StoreReg:
		x.r[b.Index] = v
	case syntax.StoreEnv:
		x.h.SetEnvSlot(x.env.Env(), int(b.Index), v)
	}
}

// bindParams binds the arguments to the parameters.
func (x *frame) bindParams(rest heap.Value) error {
	for i := range x.fn.Params {
		p := &x.fn.Params[i]
		if p.Target == nil {
			continue // a later parameter has the name
		}
		var v heap.Value
		if p.Rest {
			v = rest
			x.push(rest)
		} else {
			v = x.r[i]
			x.push(v)
			if id, ok := p.Target.(*syntax.Ident); ok && p.Default == nil {
				x.sp--
				if id.Kind == syntax.RefReg && id.Index == uint32(i) {
					continue
				}
				if err := x.storeIdent(id, v); err != nil {
					return err
				}
				continue
			}
		}
		v, err := x.withDefault(&p.PatternElem, v)
		if err == nil {
			err = x.bind(p.Target, v)
		}
		x.sp--
		if err != nil {
			return err
		}
	}
	return nil
}

// start runs the body, or hands the frame to the machinery of generators and
// async functions.
func (x *frame) start() (heap.Value, error) {
	f := x.fn
	switch {
	case f.IsGenerator:
		x.hd[stack.Pos] = notStarted
		return x.rt.StartGenerator(x.code, x.fp, object.TierInterp, Resume)
	case f.IsAsync || f.Kind == syntax.FuncModule && f.ContainsAwait:
		x.hd[stack.Pos] = notStarted
		return x.rt.StartAsync(x.code, x.fp, object.TierInterp, Resume)
	}
	if sc := f.Scope; f.BodyScope == nil && sc.HasUsing || f.BodyScope != nil && f.BodyScope.HasUsing {
		return x.bodyWithResources()
	}
	return x.body()
}

// bodyWithResources is body for a function with `using` at its top.
func (x *frame) bodyWithResources() (heap.Value, error) {
	sc := x.fn.BodyScope
	if sc == nil {
		sc = x.fn.Scope
	}
	return x.completion(x.dispose(sc, x.list(x.fn.Body)))
}

package interp

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// exec executes a statement that contains no yield or await of this function. Those that
// evaluate something store their position, for who looks at the stack at any time.
func (x *frame) exec(s syntax.Stmt) ctl {
	if x.rt.StepsWatched {
		x.tell(s)
	}
	switch n := s.(type) {
	case *syntax.ExprStmt:
		return x.exprStmt(n)
	case *syntax.VarDecl:
		x.pos(n.From)
		for i := range n.Decls {
			if err := x.declare(n, &n.Decls[i]); err != nil {
				return x.fail(err)
			}
		}
		return ctlNormal
	case *syntax.IfStmt:
		return x.ifStmt(n)
	case *syntax.ReturnStmt:
		return x.returnStmt(n)
	case *syntax.Block:
		if n.Scope == nil {
			return x.list(n.Body)
		}
		return x.block(n)
	case *syntax.ForStmt:
		return x.forStmt(n)
	case *syntax.WhileStmt:
		return x.while(n)
	case *syntax.ForOfStmt:
		return x.forOf(n)
	case *syntax.SwitchStmt:
		return x.switchStmt(n)
	case *syntax.TryStmt:
		return x.try(n)
	case *syntax.ThrowStmt:
		return x.throw(n)
	case *syntax.BreakStmt:
		x.target = n.Target.Pos()
		return ctlBreak
	case *syntax.ContinueStmt:
		x.target = n.Target.Pos()
		return ctlContinue
	}
	return x.execRare(s)
}

// tell tells who listens that statement s begins, unless it only holds others.
func (x *frame) tell(s syntax.Stmt) {
	switch s.(type) {
	case *syntax.Block, *syntax.FunctionDecl, *syntax.LabeledStmt, *syntax.TryStmt, *syntax.ExportDecl, *syntax.EmptyStmt, *syntax.StaticBlock,
		*syntax.ExtraInitializers:
	default:
		x.rt.TellStep(x.code, s.Pos(), "")
	}
}

// execRare executes the statements that are seldom hot.
func (x *frame) execRare(s syntax.Stmt) ctl {
	switch n := s.(type) {
	case *syntax.DoWhileStmt:
		return x.doWhile(n)
	case *syntax.ForInStmt:
		return x.forIn(n)
	case *syntax.LabeledStmt:
		c := x.exec(n.Body)
		if c == ctlBreak && x.target == n.From {
			return ctlNormal
		}
		return c
	case *syntax.FunctionDecl:
		return x.functionDecl(n)
	case *syntax.ClassDecl:
		return x.classDecl(n)
	case *syntax.WithStmt:
		return x.with(n)
	case *syntax.FieldDef:
		return x.fieldDef(n)
	case *syntax.ExtraInitializers:
		return x.extraInitializers(n)
	case *syntax.StaticBlock:
		return x.staticBlock(n)
	case *syntax.ExportDecl:
		return x.exec(n.Decl)
	case *syntax.ExportDefault:
		return x.exportDefault(n)
	case *syntax.EmptyStmt:
		if n.Counter != nil {
			n.Counter.N++
		}
	}
	return ctlNormal // debugger, import and export lists
}

// list executes statements in order.
func (x *frame) list(body []syntax.Stmt) ctl {
	for _, s := range body {
		if c := x.exec(s); c != ctlNormal {
			return c
		}
	}
	return ctlNormal
}

// exprStmt evaluates an expression statement; in scripts and eval code its
// value is the completion value.
func (x *frame) exprStmt(n *syntax.ExprStmt) ctl {
	x.pos(n.From)
	if reg := x.fn.CompletionReg; reg >= 0 {
		v, err := x.eval(n.X)
		if err != nil {
			return x.fail(err)
		}
		x.r[reg] = v
		return ctlNormal
	}
	if n, ok := n.X.(*syntax.UpdateExpr); ok {
		if err := x.step(n); err != nil {
			return x.fail(err)
		}
		return ctlNormal
	}
	if _, err := x.eval(n.X); err != nil {
		return x.fail(err)
	}
	return ctlNormal
}

// resetCompletion makes undefined the completion value of the statement that
// begins.
func (x *frame) resetCompletion() {
	if reg := x.fn.CompletionReg; reg >= 0 {
		x.r[reg] = heap.Undefined
	}
}

// declare executes one declarator of var, let, const or using.
func (x *frame) declare(n *syntax.VarDecl, d *syntax.Declarator) error {
	id, ok := d.Target.(*syntax.Ident)
	if !ok {
		v, err := x.eval(d.Init)
		if err != nil {
			return err
		}
		return x.bind(d.Target, v)
	}
	if d.Init == nil {
		if n.Kind == syntax.VarVar {
			return nil
		}
		return x.storeIdent(id, heap.Undefined)
	}
	if id.Kind == syntax.RefDynamic || id.Kind == syntax.RefGlobal && !id.Has(syntax.RefInit) {
		return x.declareDynamic(id, d.Init)
	}
	v, err := x.eval(d.Init)
	if err != nil {
		return err
	}
	if n.Kind >= syntax.VarUsing {
		if err := x.addResource(n, v); err != nil {
			return err
		}
	}
	return x.storeIdent(id, v)
}

// declareDynamic is an initializer whose name is resolved before its value is
// evaluated.
func (x *frame) declareDynamic(id *syntax.Ident, init syntax.Expr) error {
	at := x.sp
	err := x.openTarget(id)
	if err == nil {
		var v heap.Value
		if v, err = x.eval(init); err == nil {
			err = x.putTarget(id, at, v)
		}
	}
	x.sp = at
	return err
}

func (x *frame) ifStmt(n *syntax.IfStmt) ctl {
	x.pos(n.From)
	b, err := x.cond(n.Test)
	if err != nil {
		return x.fail(err)
	}
	x.resetCompletion()
	if b {
		return x.exec(n.Then)
	}
	if n.Else != nil {
		return x.exec(n.Else)
	}
	return ctlNormal
}

func (x *frame) returnStmt(n *syntax.ReturnStmt) ctl {
	v := heap.Undefined
	if n.X != nil {
		x.pos(n.From)
		var err error
		if x.mayTail() {
			v, err = x.tailEval(n.X)
		} else {
			v, err = x.eval(n.X)
		}
		if err != nil {
			return x.fail(err)
		}
	}
	x.ret = v
	return ctlReturn
}

func (x *frame) throw(n *syntax.ThrowStmt) ctl {
	v, err := x.eval(n.X)
	if err != nil {
		return x.fail(err)
	}
	return x.throwValue(n, v)
}

func (x *frame) throwValue(n *syntax.ThrowStmt, v heap.Value) ctl {
	x.pos(n.From)
	return x.fail(x.rt.ThrowStatement(v))
}

// functionDecl is the copy to a var of a function in a block (Annex B).
func (x *frame) functionDecl(n *syntax.FunctionDecl) ctl {
	if !n.HoistToVar {
		return ctlNormal
	}
	v, err := x.load(&n.Name.Use, n.Name.Name)
	switch {
	case err != nil:
	case n.Var.Kind == syntax.RefGlobal:
		x.pos(n.Var.From)
		x.spill(v, heap.Undefined)
		err = x.rt.HoistGlobalFunction(x.code, x.key(n.Name.Name), v)
	default:
		err = x.store(&n.Var, n.Name.Name, v)
	}
	if err != nil {
		return x.fail(err)
	}
	return ctlNormal
}

func (x *frame) classDecl(n *syntax.ClassDecl) ctl {
	v, err := x.class(n.Class, heap.Empty)
	if err == nil {
		err = x.storeIdent(n.Name, v)
	}
	if err != nil {
		return x.fail(err)
	}
	return ctlNormal
}

func (x *frame) exportDefault(n *syntax.ExportDefault) ctl {
	if n.X == nil {
		return x.exec(n.Decl)
	}
	v, err := x.eval(n.X)
	if err == nil {
		err = x.storeIdent(n.Name, v)
	}
	if err != nil {
		return x.fail(err)
	}
	return ctlNormal
}

// with executes sec-with-statement.
func (x *frame) with(n *syntax.WithStmt) ctl {
	v, err := x.eval(n.Object)
	if err == nil {
		err = x.openWith(n, v)
	}
	if err != nil {
		return x.fail(err)
	}
	x.resetCompletion()
	c := x.exec(n.Body)
	x.leave(n.Scope, c)
	return c
}

// openWith enters the environment of a with statement over v.
func (x *frame) openWith(n *syntax.WithStmt, v heap.Value) error {
	x.pos(n.Object.Pos())
	x.spill(v, heap.Undefined)
	o, err := x.rt.ToObject(v)
	if err != nil {
		return err
	}
	env := x.h.NewEnv(x.env, 0, 1, o.Value())
	x.setEnv(env.Value())
	return nil
}

// switchStmt executes sec-switch-statement.
func (x *frame) switchStmt(n *syntax.SwitchStmt) ctl {
	v, err := x.eval(n.X)
	if err != nil {
		return x.fail(err)
	}
	x.r[n.Temp] = v
	x.resetCompletion()
	if n.Scope != nil {
		x.enterScope(n.Scope)
	}
	c := x.cases(n)
	if n.Scope != nil {
		c = x.exit(n.Scope, c)
	}
	return c
}

// cases selects the clause and executes from there.
func (x *frame) cases(n *syntax.SwitchStmt) ctl {
	start := -1
	if table := n.Table(); table != nil {
		start = x.rt.CaseOf(table, x.r[n.Temp])
	} else {
		for i := range n.Cases {
			k := &n.Cases[i]
			if k.Test == nil {
				continue
			}
			v, err := x.eval(k.Test)
			if err != nil {
				return x.fail(err)
			}
			if x.rt.IsStrictlyEqual(x.r[n.Temp], v) {
				start = i
				break
			}
		}
	}
	if start < 0 {
		start = defaultCase(n)
	}
	for i := start; i < len(n.Cases); i++ {
		if c := x.list(n.Cases[i].Body); c != ctlNormal {
			if c == ctlBreak && x.target == n.From {
				return ctlNormal
			}
			return c
		}
	}
	return ctlNormal
}

// defaultCase returns the index of the default clause, or behind the last.
func defaultCase(n *syntax.SwitchStmt) int {
	for i := range n.Cases {
		if n.Cases[i].Test == nil {
			return i
		}
	}
	return len(n.Cases)
}

// block executes a block with declarations.
func (x *frame) block(n *syntax.Block) ctl {
	x.enterScope(n.Scope)
	return x.exit(n.Scope, x.list(n.Body))
}

// enterScope makes the environment of sc, marks its bindings uninitialised and
// instantiates its functions.
func (x *frame) enterScope(sc *syntax.Scope) {
	if sc.NeedsEnv {
		x.setEnv(x.h.NewEnv(x.env, 0, int(sc.EnvSlots), heap.Undefined).Value())
	}
	if sc.HasTDZ {
		x.markTDZ(sc)
	}
	x.openUsing(sc)
	x.declareFunctions(sc)
}

// markTDZ makes the bindings of sc uninitialised.
func (x *frame) markTDZ(sc *syntax.Scope) {
	for _, b := range sc.Bindings {
		if !b.TDZ {
			continue
		}
		switch b.Store {
		case syntax.StoreReg:
			x.r[b.Index] = heap.TDZ
		case syntax.StoreEnv:
			if sc.Kind == syntax.ScopeModule {
				continue // linking has done it, and another module may have run a function
			}
			// The environment may be that of an enclosing scope.
			e := x.scopeAt(uint16(sc.EnvDepth - b.Scope.Host.EnvDepth))
			x.h.SetEnvSlot(e, int(b.Index), heap.TDZ)
		}
	}
}

// declareFunctions instantiates the functions declared in sc.
func (x *frame) declareFunctions(sc *syntax.Scope) {
	for _, d := range sc.FuncDecls {
		f := x.closure(d.Func)
		if err := x.store(&d.Name.Use, d.Name.Name, f); err != nil {
			panic("interp: function declaration cannot be stored: " + err.Error())
		}
	}
}

// exit leaves sc with completion c, disposing of its resources first; the
// disposal may change the completion.
func (x *frame) exit(sc *syntax.Scope, c ctl) ctl {
	if sc.HasUsing && c != ctlReplaced {
		c = x.dispose(sc, c)
	}
	x.leave(sc, c)
	return c
}

// leave makes the environment outside sc current again. A frame that another
// tier has taken over is not touched.
func (x *frame) leave(sc *syntax.Scope, c ctl) {
	if sc.NeedsEnv && c < ctlSuspend {
		x.popEnv()
	}
}

// catchable reports whether a script may see err.
func catchable(err error) bool {
	_, ok := err.(*object.Throw)
	return ok
}

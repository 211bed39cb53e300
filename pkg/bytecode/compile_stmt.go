package bytecode

import (
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

func (c *compiler) stmts(list []syntax.Stmt) {
	for _, s := range list {
		c.stmt(s)
	}
}

// Straight code that is long counts as work by itself (OpWork), so that a script is
// ended in time whatever lies between two calls or back edges. Those count down the
// budget, and with it the fuel; straight code does not.
const (
	maxUncounted = 512 // instructions between two counts
	// maxDefinitions is the same for definitions of properties, which are slower.
	maxDefinitions = 16
	uncountedWork  = 1 << 12 // what either takes, in units of heap.Heap.Work
)

// countLong counts the work where much code has gone by since that was last done.
// Everything alive must be in registers.
func (c *compiler) countLong() {
	if c.pc()-c.counted >= maxUncounted {
		c.count()
	}
}

func (c *compiler) count() {
	c.emitWide(OpWork, 0, uncountedWork*max((c.pc()-c.counted)/maxUncounted, 1))
	c.counted = c.pc()
}

func (c *compiler) stmt(s syntax.Stmt) {
	c.countLong()
	mark := c.next
	c.at(s.Pos())
	c.statement(s)
	c.next = mark
}

func (c *compiler) statement(s syntax.Stmt) {
	switch n := s.(type) {
	case *syntax.ExprStmt:
		if c.result != noReg {
			c.toLocal(n.X, c.result)
		} else {
			c.effect(n.X)
		}
	case *syntax.VarDecl:
		for i := range n.Decls {
			mark := c.next
			c.declare(n, &n.Decls[i])
			c.next = mark
		}
	case *syntax.IfStmt:
		c.ifStmt(n)
	case *syntax.ReturnStmt:
		c.returnStmt(n)
	case *syntax.Block:
		c.block(n)
	case *syntax.ForStmt:
		c.scoped(n.Scope, func() { c.forStmt(n) })
	case *syntax.WhileStmt:
		c.while(n)
	case *syntax.DoWhileStmt:
		c.doWhile(n)
	case *syntax.ForOfStmt:
		c.forOf(n)
	case *syntax.ForInStmt:
		c.forIn(n)
	case *syntax.SwitchStmt:
		c.switchStmt(n)
	case *syntax.TryStmt:
		c.try(n)
	case *syntax.ThrowStmt:
		v := c.any(n.X)
		c.at(n.From)
		c.emit(OpThrow, v, 0, 0)
	case *syntax.BreakStmt:
		c.jumpTo(waitingJump{stmt: n.Target})
	case *syntax.ContinueStmt:
		c.jumpTo(waitingJump{stmt: n.Target, cont: true})
	default:
		c.rareStatement(s)
	}
}

func (c *compiler) rareStatement(s syntax.Stmt) {
	switch n := s.(type) {
	case *syntax.LabeledStmt:
		brk := c.newLabel()
		c.pushTarget(n, brk, noLabel)
		c.stmt(n.Body)
		c.pop()
		c.bind(brk)
	case *syntax.FunctionDecl:
		if n.HoistToVar {
			v := c.loadUse(&n.Name.Use, n.Name.Name)
			if n.Var.Kind == syntax.RefGlobal {
				c.at(n.Var.From)
				c.emitWide(OpHoistFunction, v, c.constant(Const{Kind: ConstKey, Text: n.Name.Name}))
				return
			}
			c.storeUse(&n.Var, n.Name.Name, v, false)
		}
	case *syntax.ClassDecl:
		v := c.temp()
		c.class(n.Class, v, noReg)
		c.storeUse(&n.Name.Use, n.Name.Name, v, false)
	case *syntax.WithStmt:
		c.with(n)
	case *syntax.FieldDef:
		c.fieldDef(n)
	case *syntax.ExtraInitializers:
		lists := c.loadUse(&n.Lists, "")
		c.callInitializers(n.From, lists, n.List)
	case *syntax.StaticBlock:
		c.scoped(n.Scope, func() { c.stmts(n.Body) })
	case *syntax.ExportDecl:
		c.stmt(n.Decl)
	case *syntax.ExportDefault:
		if n.X == nil {
			c.stmt(n.Decl)
			return
		}
		v := c.any(n.X)
		c.storeUse(&n.Name.Use, n.Name.Name, v, false)
	case *syntax.EmptyStmt:
		if n.Counter != nil {
			c.countRuns(n)
		}
	case *syntax.DebuggerStmt, *syntax.ImportDecl, *syntax.ExportNamed:
	default:
		c.decline("unknown statement")
	}
}

// countRuns counts with the counter of n.
func (c *compiler) countRuns(n *syntax.EmptyStmt) { c.note(c.emit(OpCount, 0, 0, 0), n) }

// scoped compiles body inside sc, which may be nil.
func (c *compiler) scoped(sc *syntax.Scope, body func()) {
	if sc == nil {
		body()
		return
	}
	c.enter(sc)
	if sc.HasUsing {
		c.using(sc, body)
	} else {
		body()
	}
	c.leave(sc)
}

func (c *compiler) block(n *syntax.Block) {
	c.scoped(n.Scope, func() { c.stmts(n.Body) })
}

// resetCompletion makes undefined the completion value of the statement that
// begins.
func (c *compiler) resetCompletion() {
	if c.result != noReg {
		c.special(c.result, heap.Undefined)
	}
}

// declare compiles one declarator of var, let, const or using.
func (c *compiler) declare(n *syntax.VarDecl, d *syntax.Declarator) {
	id, plain := d.Target.(*syntax.Ident)
	if !plain {
		v := c.held(d.Init)
		if !c.isTemp(v) {
			t := c.temp()
			c.move(t, v)
			v = t
		}
		c.bindPattern(d.Target, v)
		return
	}
	if d.Init == nil {
		if n.Kind == syntax.VarVar {
			return
		}
		if id.Kind == syntax.RefReg {
			c.special(local(id.Index), heap.Undefined)
			return
		}
		v := c.temp()
		c.special(v, heap.Undefined)
		c.storeUse(&id.Use, id.Name, v, false)
		return
	}
	if n.Kind >= syntax.VarUsing {
		v := c.any(d.Init)
		c.addResource(n, v)
		c.storeUse(&id.Use, id.Name, v, false)
		return
	}
	if id.Kind == syntax.RefReg && (id.Has(syntax.RefInit) || id.Flags&(syntax.RefTDZ|syntax.RefImmutable) == 0) {
		c.toLocal(d.Init, local(id.Index))
		return
	}
	place := noReg
	if !id.Has(syntax.RefInit) {
		place = c.resolve(&id.Use, id.Name)
	}
	v := c.any(d.Init)
	c.storeResolved(&id.Use, id.Name, place, v)
}

func (c *compiler) ifStmt(n *syntax.IfStmt) {
	no := c.newLabel()
	c.cond(n.Test, no, false)
	if c.result != noReg {
		// The completion value is reset on both ways.
		c.special(c.result, heap.Undefined)
	}
	c.stmt(n.Then)
	if n.Else == nil && c.result == noReg {
		c.bind(no)
		return
	}
	end := c.newLabel()
	c.jump(OpJump, 0, end)
	c.bind(no)
	c.resetCompletion()
	if n.Else != nil {
		c.stmt(n.Else)
	}
	c.bind(end)
}

func (c *compiler) returnStmt(n *syntax.ReturnStmt) {
	if n.X == nil {
		if len(c.exits) == 0 && c.f.ReturnThis == nil {
			c.emit(OpReturnUndef, 0, 0, 0)
			return
		}
		v := c.temp()
		c.special(v, heap.Undefined)
		c.emitReturn(v)
		return
	}
	if c.mayTail() {
		c.tail(n.X)
		return
	}
	v := c.any(n.X)
	c.countLong()
	c.at(n.From)
	if c.f.IsAsync && c.f.IsGenerator {
		t := c.temp()
		c.emit(OpAwait, t, v, 0)
		v = t
	}
	c.emitReturn(v)
}

func (c *compiler) with(n *syntax.WithStmt) {
	v := c.any(n.Object)
	c.at(n.Object.Pos())
	c.emit(OpPushWith, v, 0, 0)
	c.depth++
	c.resetCompletion()
	c.stmt(n.Body)
	c.popEnv()
}

// switchStmt compiles sec-switch-statement.
func (c *compiler) switchStmt(n *syntax.SwitchStmt) {
	v := local(n.Temp)
	c.toLocal(n.X, v)
	c.resetCompletion()
	c.scoped(n.Scope, func() { c.switchBody(n, v) })
}

func (c *compiler) switchBody(n *syntax.SwitchStmt, v reg) {
	brk := c.newLabel()
	labels := make([]label, len(n.Cases))
	otherwise := brk
	for i := range n.Cases {
		labels[i] = c.newLabel()
		if n.Cases[i].Test == nil {
			otherwise = labels[i]
		}
	}
	if !c.switchTable(n, v, labels) && !c.switchLookup(n, v, labels) {
		for i := range n.Cases {
			test := n.Cases[i].Test
			if test == nil {
				continue
			}
			mark := c.next
			if k, ok := smallInt(test); ok {
				c.branchImm(OpJSEqI, v, k, labels[i])
			} else {
				t := c.any(test)
				c.branch(OpJSEq, v, t, labels[i])
			}
			c.next = mark
		}
	}
	c.jump(OpJump, 0, otherwise)
	c.pushTarget(n, brk, noLabel)
	for i := range n.Cases {
		c.bind(labels[i])
		c.stmts(n.Cases[i].Body)
	}
	c.pop()
	c.bind(brk)
}

const (
	minTable = 4 // clauses from which a jump table is worth while
	maxTable = 1 << 14
)

// switchTable compiles the selection of a clause as a jump through a table,
// when all tests are small integers close together.
func (c *compiler) switchTable(n *syntax.SwitchStmt, v reg, labels []label) bool {
	lo, hi, count := int32(1<<30), int32(-1<<30), 0
	for i := range n.Cases {
		if n.Cases[i].Test == nil {
			continue
		}
		k, ok := smallInt(n.Cases[i].Test)
		if !ok {
			return false
		}
		lo, hi = min(lo, int32(k)), max(hi, int32(k))
		count++
	}
	size := int(hi-lo) + 1
	if count < minTable || size > maxTable || size > 4*count {
		return false
	}
	to := make([]label, size)
	for i := range to {
		to[i] = noLabel
	}
	for i := range n.Cases {
		if n.Cases[i].Test == nil {
			continue
		}
		k, _ := smallInt(n.Cases[i].Test)
		if at := &to[int32(k)-lo]; *at == noLabel {
			*at = labels[i]
		}
	}
	c.jumpTable(v, lo, to)
	return true
}

// jumpTable jumps to the label for the int in v, of those from lo on.
func (c *compiler) jumpTable(v reg, lo int32, to []label) {
	index := len(c.p.Tables)
	c.p.Tables = append(c.p.Tables, switchTable{Min: lo, Targets: make([]int32, len(to))})
	pc := c.emitWide(OpSwitch, v, int32(index))
	c.tables = append(c.tables, tableFixup{index, pc, to})
}

// switchLookup compiles the selection of a clause as a question to the table of the clauses,
// which gives the index of a label.
func (c *compiler) switchLookup(n *syntax.SwitchStmt, v reg, labels []label) bool {
	table := n.Table()
	if table == nil || len(c.p.Cases) > math.MaxUint16 {
		return false
	}
	mark := c.next
	clause := c.temp()
	c.emit(OpCaseOf, clause, v, reg(len(c.p.Cases)))
	c.p.Cases = append(c.p.Cases, table)
	c.jumpTable(clause, 0, labels)
	c.next = mark
	return true
}

// try compiles sec-try-statement.
func (c *compiler) try(n *syntax.TryStmt) {
	c.resetCompletion()
	var fin *exit
	value := local(n.Temp + 2)
	if n.Finalizer != nil {
		fin = c.push(&exit{kind: exitFinally, brk: noLabel, cont: noLabel,
			completion: local(n.Temp + 1), value: value, finalizer: c.newLabel()})
	}
	if n.Handler == nil {
		c.block(n.Block)
	} else {
		c.tryCatch(n, value)
	}
	if fin != nil {
		c.finally(n, fin)
	}
}

func (c *compiler) tryCatch(n *syntax.TryStmt, value reg) {
	guard := c.push(&exit{kind: exitCatch, brk: noLabel, cont: noLabel})
	c.block(n.Block)
	guard.closeRange(c.pc())
	c.pop()
	end, catch := c.newLabel(), c.newLabel()
	c.jump(OpJump, 0, end)
	c.bind(catch)
	c.handle(guard, catch, value)
	c.resetCompletion()
	c.scoped(n.CatchScope, func() {
		if n.Param != nil {
			c.bindPattern(n.Param, value)
		}
		c.block(n.Handler)
	})
	c.bind(end)
}

// finally compiles the finally block of a try statement whose other parts have
// been compiled inside e.
func (c *compiler) finally(n *syntax.TryStmt, e *exit) {
	e.closeRange(c.pc())
	c.pop()
	c.emitWide(OpLoadInt, e.completion, completeNormal)
	c.jump(OpJump, 0, e.finalizer)
	thrown := c.newLabel()
	c.bind(thrown)
	c.handle(e, thrown, e.value)
	c.emitWide(OpLoadInt, e.completion, completeThrow)
	c.bind(e.finalizer)
	saved := local(n.Temp)
	if c.result != noReg {
		c.move(saved, c.result)
		c.resetCompletion()
	}
	c.pinned++
	c.block(n.Finalizer)
	c.pinned--
	if c.result != noReg {
		c.move(c.result, saved)
	}
	c.dispatch(e)
}

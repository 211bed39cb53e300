package bytecode

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// maxWords bounds the frame of a function, so that every register fits into an
// operand.
const maxWords = 1<<16 - 1

// compiler turns the tree of one function into a Proto.
//
// Temporaries are used like a stack: a method that needs some takes them from
// next and gives them back by setting next to what it was. A method that
// returns a register returns either a register that holds the value for as long
// as no code assigns it (a local), or a temporary at or above the caller's next.
type compiler struct {
	assembler
	f       *syntax.FuncInfo
	next    reg // first free temporary
	words   reg // largest frame so far
	exits   []*exit
	pinned  int   // finally blocks around the statement
	inClass int   // class definitions around the current expression: their code is strict
	counted int32 // instruction up to which work is counted: see countLong
	// result is the register of the completion value, noReg if there is none.
	result reg
	// skip is where the links of the current optional chain go when they meet
	// null or undefined.
	skip label
}

// Compile compiles a function. The error is a *Declined.
func Compile(f *syntax.FuncInfo) (*Proto, error) {
	_ = f.Complete(nil)
	p, again, err := compile(f, false)
	if again {
		p, _, err = compile(f, true)
	}
	return p, err
}

func compile(f *syntax.FuncInfo, wide bool) (p *Proto, again bool, err error) {
	p = &Proto{Func: f, NumFormals: int(f.NumParams)}
	if b := f.Arguments; b != nil && !f.Strict && b.Store == syntax.StoreReg {
		p.Shown = int(local(b.Index))
	}
	c := &compiler{assembler: *newAssembler(p, wide), f: f, skip: noLabel, result: noReg}
	if f.NumLocals > maxWords/2 {
		return nil, false, &Declined{"too many registers"}
	}
	c.next = local(f.NumLocals)
	c.words = c.next
	if f.CompletionReg >= 0 {
		c.result = local(uint32(f.CompletionReg))
	}
	p.OSR = make([]int32, f.NumLoops)
	for i := range p.OSR {
		p.OSR[i] = -1
	}
	c.function0()
	if c.words > maxWords {
		c.decline("too many registers")
	}
	if c.reason != "" {
		return nil, false, &Declined{c.reason}
	}
	if !c.finish() {
		return nil, true, nil
	}
	p.Words = int(c.words)
	return p, false, nil
}

// temps takes n temporaries.
func (c *compiler) temps(n int) reg {
	r := c.next
	c.next += reg(n)
	c.words = max(c.words, c.next)
	return r
}

func (c *compiler) temp() reg { return c.temps(1) }

// isTemp reports whether r is a temporary and no local.
func (c *compiler) isTemp(r reg) bool { return r >= local(c.f.NumLocals) }

func (c *compiler) move(dst, src reg) {
	if dst != src && dst != noReg {
		c.emit(OpMove, dst, src, 0)
	}
}

func (c *compiler) special(dst reg, v heap.Value) {
	c.emitN(OpLoadSpecial, uint8(v-heap.Undefined), dst, 0, 0)
}

func (c *compiler) loadConst(dst reg, k Const) { c.emitWide(OpLoadK, dst, c.constant(k)) }

func (c *compiler) loadString(dst reg, s string) { c.loadConst(dst, Const{Kind: ConstString, Text: s}) }

func (c *compiler) loadKey(dst reg, s string) { c.loadConst(dst, Const{Kind: ConstKey, Text: s}) }

// strictFlag is N of an instruction that stores.
func (c *compiler) strictFlag() uint8 {
	if c.strict() {
		return 1
	}
	return 0
}

func (c *compiler) strict() bool { return c.f.Strict || c.inClass > 0 }

// function0 compiles the whole function: what
// sec-functiondeclarationinstantiation says, then the body.
func (c *compiler) function0() {
	f := c.f
	c.at(f.From)
	sc := f.Scope
	switch {
	case f.Kind == syntax.FuncClassConstructor:
		c.emit(OpNop, 0, 0, 0) // fields are initialised here: see constructBase
	case f.Kind == syntax.FuncDerivedConstructor && f.DefaultCtor:
		c.defaultCtor()
		return
	}
	if f.UsesThis && !f.Strict && !f.IsArrow() && f.Kind != syntax.FuncScript {
		c.emit(OpSloppyThis, 0, 0, 0)
	}
	// Neither of the next two writes words above the formals or collects.
	if sc.NeedsEnv && f.Kind != syntax.FuncModule {
		c.pushEnv(sc)
		c.depth = 0 // the function's own environment is never popped
	}
	args, rest := c.entryArgs()
	if n := int(f.NumLocals) - int(f.NumParams); n > 0 {
		c.emit(OpFillUndef, local(f.NumParams), reg(n), 0)
	}
	if f.Kind != syntax.FuncModule {
		if sc.HasTDZ {
			c.markTDZ(sc)
		}
	}
	if f.Calls != nil {
		c.countRuns(&syntax.EmptyStmt{Span: f.Span, Counter: f.Calls})
	}
	c.bindPseudo(args)
	c.bindParams(rest)
	c.next = local(f.NumLocals)
	body := sc
	if f.BodyScope != nil {
		body = f.BodyScope
		if body.HasTDZ {
			c.markTDZ(body)
		}
		for i := range f.VarCopies {
			cp := &f.VarCopies[i]
			v := c.loadUse(&cp.From, "")
			c.storeUse(&cp.To, "", v, false)
			c.next = local(f.NumLocals)
		}
		c.declareFunctions(body)
	} else {
		c.declareTop(sc)
	}
	if f.IsGenerator || f.IsAsync {
		c.emit(OpStart, 0, 0, 0)
	}
	c.body(body)
}

// entryArgs makes the arguments object and the rest array, which must happen
// while the surplus arguments are still where the caller put them.
func (c *compiler) entryArgs() (args, rest reg) {
	var flags uint8
	if c.f.Arguments != nil {
		flags |= 1
	}
	if c.f.HasRest {
		flags |= 2
	}
	if flags == 0 {
		return noReg, noReg
	}
	r := c.temps(2)
	c.emitN(OpEntryArgs, flags, r, 0, 0)
	return r, r + 1
}

// defaultCtor compiles the constructor of a derived class that has none written
// (sec-runtime-semantics-classdefinitionevaluation, step 14): unlike
// super(...args) it does not iterate.
func (c *compiler) defaultCtor() {
	v := c.temp()
	c.emit(OpSuperAll, v, 0, 0)
	c.emit(OpInitFields, v, regCallee, 0)
	c.emit(OpReturn, v, 0, 0)
}

// bindPseudo stores this, new.target, the active function and the arguments
// object into bindings, where inner code needs them there.
func (c *compiler) bindPseudo(args reg) {
	f := c.f
	if f.This != nil {
		this := regThis
		if f.Kind == syntax.FuncDerivedConstructor {
			this = c.temp()
			c.special(this, heap.TDZ)
		}
		c.initBinding(f.This, this)
	}
	if f.NewTarget != nil {
		c.initBinding(f.NewTarget, regNewTarget)
	}
	if f.Callee != nil {
		c.initBinding(f.Callee, regCallee)
	}
	if f.Self != nil {
		c.initBinding(f.Self, regCallee)
	}
	if f.Arguments != nil {
		c.initBinding(f.Arguments, args)
	}
}

// initBinding stores v into a binding of the function's own scope.
func (c *compiler) initBinding(b *syntax.Binding, v reg) {
	switch b.Store {
	case syntax.StoreReg:
		c.move(local(b.Index), v)
	case syntax.StoreEnv:
		c.setEnv(0, b.Index, v)
	}
}

func (c *compiler) bindParams(rest reg) {
	for i := range c.f.Params {
		p := &c.f.Params[i]
		if p.Target == nil {
			continue // a later parameter has the same name
		}
		mark := c.next
		v := local(uint32(i))
		if p.Rest {
			v = rest
		}
		id, plain := p.Target.(*syntax.Ident)
		if plain && p.Default == nil {
			if id.Kind != syntax.RefReg || local(id.Index) != v {
				c.at(id.From)
				c.storeUse(&id.Use, id.Name, v, false)
			}
			continue
		}
		if p.Default != nil {
			v = c.withDefault(p.Default, v)
		}
		c.bindPattern(p.Target, v)
		c.next = mark
	}
}

// body compiles the statements or the expression of the function.
func (c *compiler) body(sc *syntax.Scope) {
	f := c.f
	if f.Expr != nil {
		c.returnExpr(f.Expr)
		return
	}
	if sc.HasUsing {
		c.using(sc, func() { c.stmts(f.Body) })
	} else {
		c.stmts(f.Body)
	}
	c.countLong()
	c.at(f.To)
	switch {
	case c.result != noReg:
		c.emit(OpReturn, c.result, 0, 0)
	case f.ReturnThis != nil:
		c.emit(OpReturn, c.loadThis(f.ReturnThis), 0, 0)
	default:
		c.emit(OpReturnUndef, 0, 0, 0)
	}
}

// returnExpr compiles the body of an arrow without braces.
func (c *compiler) returnExpr(e syntax.Expr) {
	if c.mayTail() {
		c.tail(e)
		return
	}
	v := c.any(e)
	c.countLong()
	c.emit(OpReturn, v, 0, 0)
}

// ---- Scopes

// pushEnv makes the environment of a scope current.
func (c *compiler) pushEnv(sc *syntax.Scope) {
	c.p.Scopes = append(c.p.Scopes, sc)
	c.emit(OpPushEnv, 0, reg(sc.EnvSlots), reg(len(c.p.Scopes)-1))
	c.depth++
}

// enter enters a scope; leave must follow at its end.
func (c *compiler) enter(sc *syntax.Scope) {
	if sc.NeedsEnv {
		c.pushEnv(sc)
	}
	if sc.HasTDZ {
		c.markTDZ(sc)
	}
	c.declareFunctions(sc)
}

// leave leaves a scope at its normal end.
func (c *compiler) leave(sc *syntax.Scope) {
	if sc.NeedsEnv {
		c.popEnv()
	}
}

func (c *compiler) popEnv() {
	c.emit(OpPopEnv, 0, 1, 0)
	c.depth--
}

// markTDZ makes the bindings of sc uninitialised.
func (c *compiler) markTDZ(sc *syntax.Scope) {
	tdz := noReg
	mark := c.next
	for _, b := range sc.Bindings {
		if !b.TDZ {
			continue
		}
		switch b.Store {
		case syntax.StoreReg:
			c.special(local(b.Index), heap.TDZ)
		case syntax.StoreEnv:
			if tdz == noReg {
				tdz = c.temp()
				c.special(tdz, heap.TDZ)
			}
			c.setEnv(sc.EnvDepth-b.Scope.Host.EnvDepth, b.Index, tdz)
		}
	}
	c.next = mark
}

// declareFunctions instantiates the functions declared in sc.
func (c *compiler) declareFunctions(sc *syntax.Scope) {
	for _, d := range sc.FuncDecls {
		mark := c.next
		c.at(d.From)
		dst := c.temp()
		if d.Name.Kind == syntax.RefReg {
			dst = local(d.Name.Index)
		}
		c.emitWide(OpClosure, dst, c.function(d.Func))
		c.storeUse(&d.Name.Use, d.Name.Name, dst, false)
		c.next = mark
	}
}

// declareTop instantiates the functions declared at the top of the code.
func (c *compiler) declareTop(sc *syntax.Scope) {
	switch c.f.Kind {
	case syntax.FuncScript:
		c.emit(OpDeclareGlobals, 0, 0, 0)
		for _, d := range sc.FuncDecls {
			mark := c.next
			f := c.temp()
			c.at(d.From)
			c.emitWide(OpClosure, f, c.function(d.Func))
			c.emitWide(OpDeclareFunction, f, c.constant(Const{Kind: ConstKey, Text: d.Name.Name}))
			c.next = mark
		}
	case syntax.FuncModule:
		// What the environment holds was instantiated when the module was linked.
		for _, d := range sc.FuncDecls {
			if d.Name.Kind == syntax.RefReg {
				c.at(d.From)
				c.emitWide(OpClosure, local(d.Name.Index), c.function(d.Func))
			}
		}
	default:
		c.declareFunctions(sc)
	}
}

// ---- Bindings

// setEnv stores v into a slot of the environment hops up.
func (c *compiler) setEnv(hops, slot uint32, v reg) {
	switch hops {
	case 0:
		c.emit(OpSetEnv0, v, reg(slot), 0)
	case 1:
		c.emit(OpSetEnv1, v, reg(slot), 0)
	case 2:
		c.emit(OpSetEnv2, v, reg(slot), 0)
	default:
		c.emit(OpSetEnv, v, reg(slot), reg(hops))
	}
}

// getEnv loads a slot; an uninitialised one is a ReferenceError about n.
func (c *compiler) getEnv(dst reg, hops, slot uint32, n syntax.Node) {
	var pc int32
	switch hops {
	case 0:
		pc = c.emit(OpGetEnv0, dst, reg(slot), 0)
	case 1:
		pc = c.emit(OpGetEnv1, dst, reg(slot), 0)
	case 2:
		pc = c.emit(OpGetEnv2, dst, reg(slot), 0)
	default:
		pc = c.emit(OpGetEnv, dst, reg(slot), reg(hops))
	}
	if n != nil {
		c.note(pc, n)
	}
}

// frameReg is the register of a use of kind RefFrame.
func frameReg(index uint32) reg {
	switch index {
	case syntax.FrameThis:
		return regThis
	case syntax.FrameCallee:
		return regCallee
	}
	return regNewTarget
}

// named is a node that messages about a binding come from.
type named struct {
	syntax.Span
	name string
}

func useNode(u *syntax.Use, name string) syntax.Node { return &named{u.Span, name} }

// loadUse returns a register with the value of a binding.
func (c *compiler) loadUse(u *syntax.Use, name string) reg {
	switch u.Kind {
	case syntax.RefReg:
		r := local(u.Index)
		if u.Has(syntax.RefTDZ) {
			c.at(u.From)
			c.note(c.emit(OpCheckTDZ, r, 0, 0), useNode(u, name))
		}
		return r
	case syntax.RefFrame:
		return frameReg(u.Index)
	}
	dst := c.temp()
	c.loadUseTo(u, name, dst)
	return dst
}

// loadUseTo loads the value of a binding into dst.
func (c *compiler) loadUseTo(u *syntax.Use, name string, dst reg) {
	switch u.Kind {
	case syntax.RefReg, syntax.RefFrame:
		c.move(dst, c.loadUse(u, name))
		return
	case syntax.RefEnv:
		if u.Has(syntax.RefTDZ) {
			c.at(u.From)
			c.getEnv(dst, uint32(u.Hops), u.Index, useNode(u, name))
		} else {
			c.getEnv(dst, uint32(u.Hops), u.Index, nil)
		}
		return
	}
	c.at(u.From)
	switch u.Kind {
	case syntax.RefGlobal:
		c.emitWide(OpGetGlobal, dst, c.cache(name))
	case syntax.RefDynamic:
		mark := c.next
		t := c.temps(2)
		c.emit(OpGetDynamic, t, c.dynamic(c.f, u.Index, name), 0)
		c.move(dst, t)
		c.next = mark
	case syntax.RefImport:
		c.note(c.emit(OpGetImport, dst, reg(u.Index), reg(u.Hops)), useNode(u, name))
	case syntax.RefGlobalThis:
		c.emit(OpGlobalThis, dst, 0, 0)
	default:
		c.special(dst, heap.Undefined)
	}
}

// loadThis returns a register with `this`, checked where super() may not have
// returned yet.
func (c *compiler) loadThis(u *syntax.Use) reg {
	var r reg
	switch u.Kind {
	case syntax.RefFrame:
		r = regThis
	case syntax.RefReg:
		r = local(u.Index)
	case syntax.RefEnv:
		r = c.temp()
		if u.Has(syntax.RefTDZ) {
			c.emit(OpGetEnvRaw, r, reg(u.Index), reg(u.Hops))
		} else {
			c.getEnv(r, uint32(u.Hops), u.Index, nil)
		}
	default:
		return c.loadUse(u, "this")
	}
	if u.Has(syntax.RefTDZ) {
		c.at(u.From)
		c.emitN(OpCheckThis, flag(u == c.f.ReturnThis), r, 0, 0)
	}
	return r
}

// place is where a name that is assigned was found before the value was
// evaluated: noReg when that makes no difference.
func (c *compiler) resolve(u *syntax.Use, name string) reg {
	switch {
	case u.Kind == syntax.RefDynamic:
		c.at(u.From)
		r := c.temp()
		c.emit(OpResolveDynamic, r, c.dynamic(c.f, u.Index, name), 0)
		return r
	case u.Kind == syntax.RefGlobal && u.Has(syntax.RefStrict) && !u.Has(syntax.RefInit) && u.Binding == nil:
		c.at(u.From)
		r := c.temp()
		c.emitWide(OpResolveGlobal, r, c.constant(Const{Kind: ConstKey, Text: name}))
		return r
	}
	return noReg
}

// storeResolved stores v into a name that resolve found at place.
func (c *compiler) storeResolved(u *syntax.Use, name string, place, v reg) {
	if place == noReg {
		c.storeUse(u, name, v, false)
		return
	}
	c.at(u.From)
	if u.Kind == syntax.RefDynamic {
		c.emitN(OpSetDynamic, flag(u.Has(syntax.RefStrict)), v, c.dynamic(c.f, u.Index, name), place)
		return
	}
	c.emitWide(OpCheckResolved, place, c.constant(Const{Kind: ConstKey, Text: name}))
	c.storeUse(u, name, v, false)
}

func flag(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}

// storeUse stores v into the binding that u leads to: initialises it when u has
// RefInit, else assigns it. With read the same operation has read the binding,
// which checked that it is initialised.
func (c *compiler) storeUse(u *syntax.Use, name string, v reg, read bool) {
	switch u.Kind {
	case syntax.RefReg:
		if c.checkStore(u, name, read) {
			c.move(local(u.Index), v)
		}
	case syntax.RefEnv:
		if c.checkStore(u, name, read) {
			c.setEnv(uint32(u.Hops), u.Index, v)
		}
	case syntax.RefGlobal:
		c.at(u.From)
		if u.Has(syntax.RefInit) {
			c.emitWide(OpInitGlobal, v, c.cache(name))
			return
		}
		pc := c.emitWide(OpSetGlobal, v, c.cache(name))
		c.p.Code[pc].N = flag(u.Has(syntax.RefStrict))
	case syntax.RefDynamic:
		mark := c.next
		place := c.resolve(u, name)
		c.storeResolved(u, name, place, v)
		c.next = mark
	case syntax.RefFrame:
		if c.checkStore(u, name, read) {
			c.move(frameReg(u.Index), v)
		}
	case syntax.RefImport:
		mark := c.next
		t := c.temp()
		c.at(u.From)
		c.getEnvRawChecked(t, u, name)
		c.emit(OpThrowConst, 0, 0, 0)
		c.next = mark
	}
}

// getEnvRawChecked reads an import for the error that assigning to it is.
func (c *compiler) getEnvRawChecked(dst reg, u *syntax.Use, name string) {
	c.getEnv(dst, uint32(u.Hops), u.Index, useNode(u, name))
}

// checkStore emits the checks before a store into a register or slot and
// reports whether the store takes place.
func (c *compiler) checkStore(u *syntax.Use, name string, read bool) bool {
	if u.Has(syntax.RefInit) || u.Flags&(syntax.RefTDZ|syntax.RefImmutable) == 0 {
		return true
	}
	if u.Has(syntax.RefTDZ) && !read {
		c.at(u.From)
		switch u.Kind {
		case syntax.RefReg:
			c.note(c.emit(OpCheckTDZ, local(u.Index), 0, 0), useNode(u, name))
		case syntax.RefEnv:
			mark := c.next
			c.getEnv(c.temp(), uint32(u.Hops), u.Index, useNode(u, name))
			c.next = mark
		}
	}
	if !u.Has(syntax.RefImmutable) {
		return true
	}
	if !u.Has(syntax.RefSilent) {
		c.at(u.From)
		c.emit(OpThrowConst, 0, 0, 0)
	}
	return false
}

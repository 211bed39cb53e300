package syntax

import (
	"sync"
	"sync/atomic"
)

// A large text is parsed whole once, with all early errors, but of the functions in it that are not
// called at once only what the code around them must know is kept: which names around them they
// use. Their tree is made when they are first called, by a parse of their own text; by then the
// scopes around them are placed and do not change.
//
// The walk over the tree is not done twice for that. A function is parsed like any other, into the
// same slabs; when it ends the slabs go back to where they stood (lazyMark), after the first walk of
// the resolver has found which names are free in it (see resolver.probe).

// lazyFunc is what is kept of a function whose tree is made at the first call.
type lazyFunc struct {
	mu     sync.Mutex
	done   atomic.Bool
	free   []*Binding // that the names free in the function lead to; without those that lead nowhere
	count  uint32     // functions inside
	params Pos        // where the parentheses of the parameters stand
	bytes  int64      // of the tree
	parsed uint8      // how often the text has been parsed
	name   string     // of a function expression that has one
	strict bool       // the code around is strict
	module bool

	outlines []outline // of functions inside, until the tree is made
}

// maxParsed is how often a text is parsed at most: of functions in functions in functions the trees
// are made together, or a text that is nested n deep would be parsed n times.
const maxParsed = 4

// maxOutlined is how many functions around one another are gone back to at most: a name that is used in the
// innermost is kept for each of them.
const maxOutlined = 4

// Complete makes the tree of the function, if it is not there yet. What a FuncInfo has of parameters,
// body, scopes and registers counts only afterwards; what the text says before the body (kind,
// name, length, strictness) and where it stands is always known. The error is that of poll, which
// may be nil; the function can be completed later.
func (f *FuncInfo) Complete(poll Poll) error {
	if l := f.lazy; l != nil && !l.done.Load() {
		return f.complete(l, poll)
	}
	return nil
}

// CompletedSize returns what the tree that Complete has made takes of Go's memory, in bytes.
func (f *FuncInfo) CompletedSize() int64 {
	if l := f.lazy; l != nil && l.done.Load() {
		return l.bytes
	}
	return 0
}

// Complete makes the tree of all functions, for tools.
func (prog *Program) Complete() {
	for i := 0; i < len(prog.Funcs); i++ {
		_ = prog.Funcs[i].Complete(nil) // which fills the places after i
	}
}

// Pending reports whether only the outline of the function is known: see Complete.
func (f *FuncInfo) Pending() bool { return f.lazy != nil && !f.lazy.done.Load() }

// lazyMark is where the parser stood when it began a function that it may go back to.
type lazyMark struct {
	slabs    arena
	sites    int
	params   Pos
	strict   bool
	outline  int   // of the function in parser.outlines
	outlined int64 // parser.outlined
}

// beginLazy notes where the parameters of the current function begin, if its tree need not be made
// now. That holds for the functions inside it, too.
func (p *parser) beginLazy() bool {
	if !p.lazy || p.postponed == maxOutlined || p.eager == p.fn.info.From+1 {
		return false
	}
	if p.postponed == len(p.lazyMarks) {
		p.lazyMarks = append(p.lazyMarks, new(lazyMark))
		p.tables += sizeOf[lazyMark]()
	}
	m := p.lazyMarks[p.postponed]
	p.postponed++
	m.slabs, m.sites, m.params, m.strict = p.a, len(p.sites), p.tok.start, p.strict
	m.outline, m.outlined = len(p.outlines), p.outlined
	push(p, &p.outlines, outline{})
	return true
}

// endLazy goes back to where beginLazy was, after f has ended, unless its tree is worth keeping.
func (p *parser) endLazy(f *FuncInfo, name atom) {
	p.postponed--
	m := p.lazyMarks[p.postponed]
	inside := p.outlines[m.outline+1:]
	if p.postponed == 0 {
		p.outlines = nil // what is inside f is kept by f, or by functions inside it
	}
	// A direct eval needs the scopes that it is in; what is followed by arguments is called now.
	if int(f.To-f.From) < lazyFunction || len(p.sites) > m.sites || f.IsExpression && p.tok.kind == tLParen {
		return
	}
	first := f.Scope.from
	free, count := p.freeNames(f)
	f.Params, f.Body, f.BodyScope, f.VarCopies, f.Arguments, f.fixTemps = nil, nil, nil, nil, nil, nil
	f.This, f.NewTarget, f.Callee = nil, nil, nil
	f.Scope.Bindings, f.Scope.FuncDecls, f.Scope.first, f.Scope.last, f.Scope.bindings = nil, nil, nil, nil, 0
	p.uses.n = first
	if p.postponed > 0 {
		p.outline(m, f, free, count)
	}
	p.rewind(&m.slabs)
	p.a.other += p.outlined - m.outlined
	l := p.pend(f, name, m.params, m.strict)
	l.count, l.parsed = count, p.parsed+1
	l.outlines = inside[:len(inside):len(inside)]
	for i := range free {
		p.use(&free[i], atom(free[i].Index))
	}
	f.Scope.to = p.uses.n
}

// pend makes f a function whose tree is made when it is called.
func (p *parser) pend(f *FuncInfo, name atom, params Pos, strict bool) *lazyFunc {
	f.lazy = own(p, lazyFunc{})
	l := f.lazy
	l.params, l.strict, l.module = params, strict, p.module
	if f.IsExpression && name > 0 {
		l.name = p.atoms.entries[name].name
	}
	return l
}

// rewind gives what was taken from the slabs since back.
func (p *parser) rewind(to *arena) {
	a := &p.a
	a.other = to.other
	a.idents.rewind(&to.idents)
	a.this.rewind(&to.this)
	a.numbers.rewind(&to.numbers)
	a.strings.rewind(&to.strings)
	a.bools.rewind(&to.bools)
	a.nulls.rewind(&to.nulls)
	a.unaries.rewind(&to.unaries)
	a.binaries.rewind(&to.binaries)
	a.logicals.rewind(&to.logicals)
	a.assigns.rewind(&to.assigns)
	a.conds.rewind(&to.conds)
	a.members.rewind(&to.members)
	a.indexes.rewind(&to.indexes)
	a.calls.rewind(&to.calls)
	a.news.rewind(&to.news)
	a.arrays.rewind(&to.arrays)
	a.objects.rewind(&to.objects)
	a.functions.rewind(&to.functions)
	a.infos.rewind(&to.infos)
	a.scopes.rewind(&to.scopes)
	a.bindings.rewind(&to.bindings)
	a.vars.rewind(&to.vars)
	a.exprStmts.rewind(&to.exprStmts)
	a.blocks.rewind(&to.blocks)
	a.ifs.rewind(&to.ifs)
	a.returns.rewind(&to.returns)
	a.funcDecls.rewind(&to.funcDecls)
	a.exprLists.rewind(&to.exprLists)
	a.stmtLists.rewind(&to.stmtLists)
	a.propLists.rewind(&to.propLists)
	a.declLists.rewind(&to.declLists)
	a.paramLists.rewind(&to.paramLists)
	a.bindingLists.rewind(&to.bindingLists)
}

// freeNames returns a use for each name that is free in f, which has ended, and how many functions
// are inside f. A place where f reads the name stands for all, or one where it writes.
func (p *parser) freeNames(f *FuncInfo) (free []Use, count uint32) {
	p.probes++
	p.free = p.free[:0]
	r := &resolver{p: p, probe: p.probes}
	r.bindScope(f.Scope, nil)
	list := make([]Use, len(p.free))
	copy(list, p.free)
	p.tables += int64(len(list)) * sizeOf[Use]()
	return list, r.probed - 1
}

// addFree notes that u is a use of a name that is not declared inside the function that is probed.
func (r *resolver) addFree(u *Use, a atom) {
	p := r.p
	e := &p.atoms.entries[a]
	if e.probe != r.probe {
		e.probe, e.free = r.probe, uint32(len(p.free))
		push(p, &p.free, Use{Span: u.Span, Ref: Ref{Index: uint32(a)}})
	}
	if u.Flags&(RefWrite|RefInit) == RefWrite {
		p.free[e.free].Flags |= RefWrite
	}
}

// inside reports whether the binding is of the function that is probed.
func (r *resolver) inside(b *Binding) bool { return b != nil && b.Scope.Func.probe == r.probe }

// keepFree keeps the bindings that the free names of f, whose uses are those of its scope, are
// bound to.
func (r *resolver) keepFree(f *FuncInfo) {
	s, n := f.Scope, 0
	for i := s.from; i < s.to; i++ {
		if r.p.uses.at(i).Binding != nil {
			n++
		}
	}
	if n == 0 {
		return
	}
	list := ownList(r.p, &r.p.a.bindingLists, make([]*Binding, n))
	n = 0
	for i := s.from; i < s.to; i++ {
		if b := r.p.uses.at(i).Binding; b != nil {
			list[n], n = b, n+1
		}
	}
	f.lazy.free = list
}

// complete parses the text of f and binds and places what is in it. The code around f is parsed
// and does not change any more; other runtimes may do the same with other functions of the program.
//
// Nothing is locked while the text is parsed, since poll may take its time: of several that make the
// same tree the first one wins. From then on poll is not asked, because what is shared changes.
func (f *FuncInfo) complete(l *lazyFunc, poll Poll) error {
	l.mu.Lock()
	outer, done, outlines := f.Scope.Parent, l.done.Load(), l.outlines
	l.mu.Unlock()
	if done {
		return nil
	}
	prog := f.Program
	p := newParserFor(prog.Source, poll, int(f.To-f.From))
	p.module, p.strict, p.pos, p.parsed = l.module, l.strict, int(l.params), l.parsed
	p.lazy, p.known = p.parsed+1 < maxParsed, outlines
	p.a.other, p.atStart = 0, false
	_, err := p.run(func() *Program {
		p.scan()
		info := p.openFunction(f.Kind, f.From, p.mark())
		info.Scope.Parent, info.Scope.Depth = outer, outer.Depth+1
		info.IsExpression, info.Name, info.Class = f.IsExpression, f.Name, f.Class
		p.setAsync(f.IsAsync, f.IsGenerator)
		var name atom
		if l.name != "" {
			name = p.atoms.intern(l.name)
		}
		p.parseParams()
		p.parseBody(name, f.From)
		p.poll = nil
		l.mu.Lock()
		defer l.mu.Unlock()
		if !l.done.Load() {
			f.take(info)
			p.resolveInner(prog, f)
			l.bytes, l.outlines = p.a.bytes(), nil
			l.done.Store(true)
		}
		return nil
	})
	if fault, isError := err.(*Error); isError {
		panic(fault) // the text was good when it was parsed first
	}
	return err
}

// take gives f what the parse of its text has made; info was f while it lasted.
func (f *FuncInfo) take(info *FuncInfo) {
	f.Params, f.Body, f.Scope, f.BodyScope, f.VarCopies = info.Params, info.Body, info.Scope, info.BodyScope, info.VarCopies
	f.NumLoops, f.NumSites, f.ReturnThis = info.NumLoops, info.NumSites, info.ReturnThis
	f.ContainsYield, f.ContainsAwait = info.ContainsYield, info.ContainsAwait
	f.temps, f.fixTemps = info.temps, info.fixTemps
	f.Scopes, f.graft = nil, info
}

// resolveInner completes f, the rest of prog being complete.
func (p *parser) resolveInner(prog *Program, f *FuncInfo) {
	r := &resolver{p: p, prog: prog, base: f, nextID: f.ID + 1, fn: f.Outer}
	for o := f.Outer; o != nil; o = o.Outer {
		r.funcs = append(r.funcs, o)
	}
	for i, j := 0, len(r.funcs)-1; i < j; i, j = i+1, j-1 {
		r.funcs[i], r.funcs[j] = r.funcs[j], r.funcs[i]
	}
	r.funcs = r.funcs[uint32(len(r.funcs))-f.depth:] // eval code at the top of a script does not count that
	// The bindings around are shared, so they are entered as they are, and never changed.
	for _, b := range f.lazy.free {
		p.atoms.entries[p.atoms.intern(b.Name)].top = b
	}
	r.bindScope(f.Scope, nil)
	r.fn = f.Outer
	r.placeScope(f.Scope)
	f.graft = nil
	for _, g := range prog.Funcs[f.ID:r.nextID] {
		if g != nil && (g == f || !g.Pending()) {
			r.finishFunc(g)
		}
	}
}

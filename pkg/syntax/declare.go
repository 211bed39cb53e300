package syntax

import "slices"

// openScope makes a scope of what follows m, inside the current one, and makes
// it current. Scopes that were made since m move into it; each scope moves at
// most once, because only the innermost region ever opens late.
func (p *parser) openScope(kind ScopeKind, m mark) *Scope {
	s := p.a.scopes.alloc()
	s.Kind, s.Func, s.Parent, s.Strict = kind, p.fn.info, p.scope, p.strict
	s.from, s.loops, s.envLoops, s.start = m.uses, m.loops, m.loops, m.start
	if out := p.scope; out != nil {
		s.Depth = out.Depth + 1
		first := out.first
		if m.last != nil {
			first = m.last.next
			m.last.next = s
		} else {
			out.first = s
		}
		if first != nil {
			s.first, s.last = first, out.last
			for c := first; c != nil; c = c.next {
				if c.Parent == out {
					c.Parent = s
				}
			}
		}
		out.last = s
	}
	p.scope = s
	return s
}

// closeScope ends the current scope and makes out current. annexB is the
// number of pending function declarations when the scope was opened.
func (p *parser) closeScope(out *Scope, annexB int) {
	s := p.scope
	s.to = p.uses.n
	if annexB < len(p.annexB) {
		p.filterAnnexB(s, annexB)
	}
	p.sealBindings(s)
	p.scope = out
}

// sealBindings puts the bindings of s into its list and uncovers the names they hide.
func (p *parser) sealBindings(s *Scope) {
	if s.bindings == 0 {
		return
	}
	list := ownList(p, &p.a.bindingLists, make([]*Binding, s.bindings))
	i := 0
	for b := s.firstBinding; b != nil; b, i = b.next, i+1 {
		list[i] = b
	}
	// The last ones first: bindings without a name of their own may share one.
	for _, b := range slices.Backward(list) {
		p.atoms.entries[b.atom].top = b.prev
		b.prev, b.next = nil, nil
	}
	s.firstBinding, s.lastBinding = nil, nil
	s.Bindings = list
}

// pushBlock begins a region that has the scope s, which is current, or opens
// one (of kind ScopeBlock, unless changed) with its first declaration if s is nil.
func (p *parser) pushBlock(s *Scope) *blockState {
	b := p.blocks
	if b == nil {
		b = new(blockState)
	} else {
		p.blocks = b.outer
	}
	*b = blockState{outer: p.block, scope: s, kind: ScopeBlock, mark: p.mark(), temps: p.fn.temps}
	p.block = b
	return b
}

// popBlock ends the region and returns its scope, nil if it did not open.
// A scope that was there before is not closed.
func (p *parser) popBlock(close bool) *Scope {
	b := p.block
	p.block = b.outer
	p.fn.temps = b.temps
	s := b.scope
	if s != nil && close {
		p.closeScope(s.Parent, b.annexB)
	}
	b.outer, p.blocks = p.blocks, b
	return s
}

// blockScope returns the scope of the current region and opens it if need be.
func (p *parser) blockScope() *Scope {
	b := p.block
	if b.scope == nil {
		b.scope = p.openScope(b.kind, b.mark)
	}
	return b.scope
}

// find returns the binding of a in the open scope s, or nil.
func (p *parser) find(s *Scope, a atom) *Binding {
	for b := p.atoms.entries[a].top; b != nil && b.Scope.Depth >= s.Depth; b = b.prev {
		if b.Scope == s {
			return b
		}
	}
	return nil
}

// bind adds a binding of a to the open scope s, where there is none yet.
func (p *parser) bind(s *Scope, a atom, kind BindingKind) *Binding {
	b := p.a.bindings.alloc()
	e := &p.atoms.entries[a]
	b.Name, b.Scope, b.Kind, b.atom = e.name, s, kind, a
	// The chain of a name runs from inner to outer scopes; a var may have to go below.
	at := &e.top
	for *at != nil && (*at).Scope.Depth > s.Depth {
		at = &(*at).prev
	}
	b.prev, *at = *at, b
	p.appendBinding(s, b)
	return b
}

func (p *parser) appendBinding(s *Scope, b *Binding) {
	if s.lastBinding == nil {
		s.firstBinding = b
	} else {
		s.lastBinding.next = b
	}
	s.lastBinding = b
	s.bindings++
}

func (p *parser) redeclared(a atom, pos Pos) {
	if a == atomDefaultExport {
		p.fail(pos, "Duplicate export of 'default'")
	}
	p.failf(pos, "Identifier '%s' has already been declared", p.atoms.entries[a].name)
}

// declareLexical declares a name of let, const, using, class or import in the current region.
func (p *parser) declareLexical(a atom, kind BindingKind, pos Pos) *Binding {
	if a == atomLet && kind != BindFunction && kind != BindCatch {
		p.fail(pos, "let is disallowed as a lexically bound name")
	}
	s := p.blockScope()
	if old := p.find(s, a); old != nil {
		p.redeclared(a, pos)
	}
	// The vars and functions of sloppy eval code have no binding here.
	if p.eval != nil && p.fn.top && s == p.fn.varScope {
		if _, declared := p.eval.vars[a]; declared {
			p.redeclared(a, pos)
		}
	}
	// The body of a function whose parameters have a scope of their own must
	// not redeclare those.
	if s.Kind == ScopeBody {
		if old := p.find(s.Func.Scope, a); old != nil && old.Kind == BindParam {
			p.redeclared(a, pos)
		}
	}
	if c := p.block.catch; c != nil && p.find(c, a) != nil {
		p.redeclared(a, pos)
	}
	b := p.bind(s, a, kind)
	b.mayTDZ = kind != BindFunction
	return b
}

// declareVar declares a var of the current function. In sloppy eval code that
// is left to run time.
func (p *parser) declareVar(a atom, pos Pos) *Binding {
	s := p.fn.varScope
	if p.isSloppyEval() {
		if old := p.find(s, a); old != nil && old.Lexical() {
			p.redeclared(a, pos)
		}
		p.addEvalVar(a, false, false)
		return nil
	}
	old := p.find(s, a)
	if old == nil {
		return p.bind(s, a, BindVar)
	}
	if old.Lexical() || old.Kind == BindFunction && s.Kind == ScopeModule {
		p.redeclared(a, pos)
	}
	old.AnnexB = false
	return old
}

// declareFunction declares the function of d in the current region, where plain
// is false for async functions and generators.
func (p *parser) declareFunction(d *FunctionDecl, a atom, plain bool) {
	pos := d.Name.From
	s := p.block.scope
	switch {
	case s != nil && s == p.fn.varScope && s.Kind != ScopeModule:
		p.declareTopFunction(s, d, a, pos)
	default:
		s = p.blockScope()
		if c := p.block.catch; c != nil && p.find(c, a) != nil {
			p.redeclared(a, pos)
		}
		if old := p.find(s, a); old != nil {
			if old.Kind != BindFunction || p.strict || !plain || !old.simple || s.Kind == ScopeModule {
				p.redeclared(a, pos)
			}
		} else {
			p.bind(s, a, BindFunction).simple = plain
		}
		if !p.strict && plain {
			p.use(&d.Var, 0)
			p.annexB = add(p, p.annexB, annexBFunc{d, s, a})
		}
	}
	p.addFuncDecl(s, d)
}

// declareTopFunction declares a function at the top of a function, script,
// eval code or static block s, where it is like a var.
func (p *parser) declareTopFunction(s *Scope, d *FunctionDecl, a atom, pos Pos) {
	old := p.find(s, a)
	if old != nil && old.Lexical() {
		p.redeclared(a, pos)
	}
	switch {
	case p.isSloppyEval():
		if p.evalHides(a) {
			p.redeclared(a, pos)
		}
		p.addEvalVar(a, true, false)
		d.Name.Flags = RefWrite | refVarScope | refParen
	case old == nil:
		p.bind(s, a, BindFunction)
	case old.Kind == BindVar:
		old.Kind, old.AnnexB = BindFunction, false
	}
}

// addFuncDecl adds d to the functions that s instantiates; the last of a name counts.
func (p *parser) addFuncDecl(s *Scope, d *FunctionDecl) {
	s.FuncDecls = add(p, s.FuncDecls, d)
}

// lastFuncDecls removes from the functions of s those that a later one of the
// same name replaces, keeping the order of the rest.
func lastFuncDecls(list []*FunctionDecl) []*FunctionDecl {
	if len(list) < 2 {
		return list
	}
	seen := make(map[string]bool, len(list))
	i := len(list)
	for j := len(list) - 1; j >= 0; j-- {
		if d := list[j]; !seen[d.Name.Name] {
			seen[d.Name.Name] = true
			i--
			list[i] = d
		}
	}
	return list[i:]
}

// filterAnnexB drops, when s is closed, the functions of blocks inside it
// whose name s declares, since a var of that name would be an early error.
func (p *parser) filterAnnexB(s *Scope, from int) {
	keep := p.annexB[:from]
	for _, f := range p.annexB[from:] {
		if f.scope != s {
			if b := p.find(s, f.atom); b != nil && !(b.Kind == BindCatch && b.simple) {
				continue
			}
		}
		keep = append(keep, f)
	}
	p.annexB = keep
}

// hoistFunctions makes vars of the functions in blocks of the current function
// that Annex B allows (sec-web-compat-functiondeclarationinstantiation and the
// clauses after it). One named arguments is no exception: it becomes the value of the
// variable that held the arguments object, as if that were declared with var.
func (p *parser) hoistFunctions() {
	s := p.fn.varScope
	for _, f := range p.annexB[p.fn.annexB:] {
		old := p.find(s, f.atom)
		if old != nil && old.Lexical() {
			continue
		}
		if params := p.fn.info.Scope; params != nil && (old == nil || params == s) {
			if b := p.find(params, f.atom); b != nil && b.Kind == BindParam {
				continue
			}
		}
		if p.isSloppyEval() {
			if p.evalHides(f.atom) {
				continue
			}
			p.addEvalVar(f.atom, false, true)
			f.decl.Var.Flags |= refVarScope | refParen
			f.decl.Var.Index = uint32(f.atom)
		} else {
			if old == nil {
				old = p.bind(s, f.atom, BindVar)
				old.AnnexB = true
			}
			f.decl.Var.Binding = old
			f.decl.Var.Flags |= refVarScope | refParen
		}
		f.decl.Var.Flags |= RefWrite
		f.decl.Var.Span = f.decl.Name.Span
		f.decl.HoistToVar = true
	}
	p.annexB = p.annexB[:p.fn.annexB]
}

// lastDeclared returns the place in the current region after which new
// bindings are added, for initialised.
func (p *parser) lastDeclared() *Binding {
	if s := p.block.scope; s != nil {
		return s.lastBinding
	}
	return nil
}

// initialised notes that the bindings of s after b are initialised at pos.
func initialised(s *Scope, b *Binding, pos Pos) {
	if s == nil {
		return
	}
	if b == nil {
		b = s.firstBinding
	} else {
		b = b.next
	}
	for ; b != nil; b = b.next {
		b.initEnd = pos
	}
}

package syntax

// resolver binds uses to bindings and places bindings, in two walks over the
// scopes in the order of the text. Neither looks at the tree.
//
// The first walk keeps for each name its innermost binding (atomEntry.top), so
// a use is bound in constant time. It finds what is captured, what may be
// uninitialised, and which scopes a direct eval can see. The second gives
// bindings their registers and slots and completes the uses.
type resolver struct {
	p     *parser
	prog  *Program
	fn    *FuncInfo
	funcs []*FuncInfo // functions around the current one, outermost first
	sites []*EvalSite // not yet met, in order of the text
	// module is true when the code outside of all functions is that of a module.
	module bool

	// probe is the number of a walk that only looks for names that are free in a function, 0
	// otherwise; probed counts the functions that it met.
	probe, probed uint32
	// base is the function whose text was parsed again, nil otherwise: what is not inside it
	// is shared and must not change. nextID is the number of the next function inside it.
	base   *FuncInfo
	nextID uint32
}

// resolve completes prog.
func (p *parser) resolve(prog *Program) {
	r := &resolver{p: p, prog: prog, sites: p.sites, module: prog.Module != nil}
	root := prog.Body.Scope
	if p.eval != nil {
		prog.Body.EvalVarScope = p.eval.varScope
		r.seed(p.eval.scope)
	}
	r.bindScope(root, nil)
	if p.eval != nil {
		r.filterEvalVars(prog.Body)
	}
	r.fn = nil
	r.placeScope(root)
	for _, f := range prog.Funcs {
		if f != nil && !f.Pending() {
			r.finishFunc(f)
		}
	}
}

// seed makes the bindings around eval code known: it enters copies of them,
// for those of another Program are shared and must not change.
func (r *resolver) seed(s *Scope) {
	var scopes []*Scope
	for ; s != nil; s = s.Parent {
		r.p.worked(1)
		if s.Kind != ScopeScript {
			scopes = append(scopes, s)
		}
	}
	p := r.p
	for i := len(scopes) - 1; i >= 0; i-- {
		unseen := scopes[i].Kind == ScopeClass && p.heritage.of(scopes[i])
		p.worked(len(scopes[i].Bindings))
		for _, b := range scopes[i].Bindings {
			if unseen && b.Kind == BindPrivate {
				continue
			}
			if !b.named() && b.Kind != BindPrivate || b.atom == atomFieldKey || b.Kind == BindArguments {
				continue
			}
			c := p.a.bindings.alloc()
			*c = *b
			c.atom = p.atoms.intern(b.Name)
			c.next = nil
			e := &p.atoms.entries[c.atom]
			c.prev, e.top = e.top, c
		}
	}
	if len(scopes) > 0 {
		for f := scopes[0].Func; f != nil; f = f.Outer {
			p.worked(1)
			r.funcs = append(r.funcs, f)
			r.module = r.module || f.Kind == FuncModule
		}
		for i, j := 0, len(r.funcs)-1; i < j; i, j = i+1, j-1 {
			r.funcs[i], r.funcs[j] = r.funcs[j], r.funcs[i]
		}
	}
}

// enterFunc makes f current in the first walk. At first sight it gets its place among all functions.
func (r *resolver) enterFunc(f *FuncInfo) {
	known := f.Program != nil
	if r.probe > 0 {
		known = f.probe == r.probe
		f.probe = r.probe
	}
	if !known {
		r.number(f)
		if r.fn != nil {
			f.Outer = r.fn
			if r.probe == 0 {
				r.fn.Funcs = add(r.p, r.fn.Funcs, f)
			}
		}
		f.depth = uint32(len(r.funcs))
		switch {
		case !f.IsArrow():
			f.pseudo = f
			if f.Kind == FuncScript || f.Kind == FuncModule {
				f.pseudo = nil
			}
		case f.Outer != nil:
			f.pseudo = f.Outer.pseudo
		}
		if f.declared && f.Scope.Parent != nil {
			f.created = f.Scope.Parent.start
		}
	}
	r.funcs = append(r.funcs, f)
	r.fn = f
}

// number gives f its place among all functions, and leaves places for those inside it that are not
// known yet.
func (r *resolver) number(f *FuncInfo) {
	inside := uint32(0)
	if f.lazy != nil {
		inside = f.lazy.count
	}
	switch {
	case r.probe > 0:
		r.probed += 1 + inside
		return
	case r.base != nil:
		f.ID = r.nextID
		r.prog.Funcs[f.ID] = f
		r.nextID += 1 + inside
	default:
		f.ID = uint32(len(r.prog.Funcs))
		r.prog.Funcs = add(r.p, r.prog.Funcs, f)
		for range inside {
			r.prog.Funcs = add(r.p, r.prog.Funcs, nil)
		}
	}
	f.Program = r.prog
}

// bindScope is the first walk: it binds the uses in s and the scopes inside it.
// outer is the scope that s lies in, in the order of the text.
func (r *resolver) bindScope(s, outer *Scope) {
	if s.Kind == ScopeHead {
		s.Parent = outer.Parent // outer is the loop, which does not exist yet
	}
	if s.Kind == ScopeClass {
		s.Func = s.Parent.Func // a class among the parameters of an arrow was parsed before the arrow was known
	}
	if r.base != nil && s.Func == r.base.graft {
		s.Func = r.base
	}
	fn, depth := r.fn, len(r.funcs)
	if s.Func != fn {
		r.enterFunc(s.Func)
	}
	if s.Parent != nil {
		s.Depth = s.Parent.Depth + 1
	}
	if r.probe == 0 {
		s.Func.Scopes = add(r.p, s.Func.Scopes, s)
	}
	entries := r.p.atoms.entries
	r.p.worked(1 + len(s.Bindings))
	for _, b := range s.Bindings {
		b.prev, entries[b.atom].top = entries[b.atom].top, b
	}
	i := s.from
	for c := s.first; c != nil; c = c.next {
		for ; i < c.from; i++ {
			r.bindUse(r.p.uses.at(i), s)
		}
		r.bindScope(c, s)
		i = c.to
	}
	for ; i < s.to; i++ {
		r.bindUse(r.p.uses.at(i), s)
	}
	if r.probe == 0 && s.Func.Pending() && s.Func != r.base {
		r.keepFree(s.Func)
	}
	// Pseudo bindings that were added meanwhile are not entered by name.
	for j := len(s.Bindings) - 1; j >= 0; j-- {
		if b := s.Bindings[j]; entries[b.atom].top == b {
			entries[b.atom].top, b.prev = b.prev, nil
		}
	}
	r.fn, r.funcs = fn, r.funcs[:depth]
}

// bindUse binds one use in the scope s.
func (r *resolver) bindUse(u *Use, s *Scope) {
	a := atom(u.Index)
	r.p.worked(1)
	switch {
	case a == 0:
		if u.Binding != nil {
			r.touch(u, u.Binding)
		}
		return
	case a > lastContextual:
		if a >= atomNewTarget && a < atomEnd {
			r.bindPseudo(u, a, s)
			return
		}
	case a == atomThis:
		r.bindPseudo(u, a, s)
		return
	case a == atomArguments:
		if r.bindArguments(u) {
			return
		}
	}
	b := r.p.atoms.entries[a].top
	switch {
	case u.Flags&(refVarScope|refParen) == refVarScope|refParen && r.fn.Kind == FuncEval:
		b = r.varBinding(r.p.atoms.entries[a].name)
	case u.Flags&refVarScope != 0:
		r.checkVar(u, a, b, s)
	}
	private := r.p.atoms.entries[a].name[0] == '#'
	for private && b != nil && u.From < b.Scope.start {
		b = b.prev // the heritage of a class does not see its private names
	}
	if r.probe > 0 {
		if !r.inside(b) {
			r.addFree(u, a)
		}
		return
	}
	switch {
	case b != nil:
		u.Binding = b
		r.touch(u, b)
	case private:
		r.p.failf(u.From, "Private field '%s' must be declared in an enclosing class", r.p.atoms.entries[a].name)
	}
}

// varBinding returns the binding of a name in the scope of the vars of sloppy
// eval code, nil if it has none.
func (r *resolver) varBinding(name string) *Binding {
	if v := r.p.eval.varScope; v != nil {
		return namedBinding(v, name)
	}
	return nil
}

// checkVar fails if a var at u in the scope s passes a declaration of its name
// on the way to the scope of vars that it must not pass. b is the innermost
// binding at u.
func (r *resolver) checkVar(u *Use, a atom, b *Binding, s *Scope) {
	v := r.fn.Scope
	switch {
	case r.fn.BodyScope != nil:
		v = r.fn.BodyScope
	case r.fn.Kind == FuncEval && !r.fn.Strict:
		v = r.p.eval.varScope
		if a == atomArguments && v != nil && v.Kind == ScopeParamVars && v.Func.Arguments != nil {
			r.p.redeclared(a, u.From)
		}
	case r.fn.Kind == FuncClassStatic:
		for v = s; v.Kind != ScopeStatic; v = v.Parent {
		}
	}
	first := b
	for ; b != nil && (v == nil || b.Scope.Depth > v.Depth) && !b.varPasses; b = b.prev {
		if !(b.Kind == BindCatch && b.simple) && b.Kind != BindSelf {
			r.p.redeclared(a, u.From)
		}
	}
	if b != nil && b.Scope == v && b.Lexical() {
		r.p.redeclared(a, u.From)
	}
	if first != nil && first != b {
		first.varPasses = true
	}
}

// touch notes that u, in the current function, uses b.
func (r *resolver) touch(u *Use, b *Binding) {
	home := b.Scope.Func
	switch {
	case r.probe > 0:
		return
	case r.base != nil && home.depth < r.base.depth:
		// What is around is known to be used, and how.
		if b.mayTDZ && u.Flags&RefInit == 0 && r.mayBeUninitialised(u, b) {
			u.Flags |= RefTDZ
		}
		return
	}
	if u.Flags&RefInit == 0 {
		b.used = true
	}
	if home != r.fn {
		b.Captured = true
	}
	switch {
	case u.Flags&(RefWrite|RefInit) == RefWrite, b.Kind == BindParam && u.From >= b.initEnd && u.Flags&RefInit != 0:
		b.Assigned = true // the latter by a function of the same name
	}
	if b.mayTDZ && u.Flags&RefInit == 0 && r.mayBeUninitialised(u, b) {
		u.Flags |= RefTDZ
		b.TDZ = true
	}
}

// mayBeUninitialised reports whether b can be uninitialised when u is
// evaluated. Within a function the order of the text decides, since a scope is
// entered afresh in each turn of a loop. A use in an inner function runs after
// the outermost function around it, inside the function of b, was created.
func (r *resolver) mayBeUninitialised(u *Use, b *Binding) bool {
	home := b.Scope.Func
	if home.Program != r.prog {
		return true // eval code runs at any time
	}
	if home == r.fn {
		return u.From < b.initEnd
	}
	first := r.funcs[home.depth+1]
	if b.Kind == BindClassInner && first.inClassBody && first.classScope() == b.Scope {
		return false
	}
	return first.created < b.initEnd
}

// classScope returns the scope of the class that the function is an element of.
func (f *FuncInfo) classScope() *Scope { return f.Scope.Parent }

// bindPseudo binds a use of this, new.target, the active function, the
// arguments object by itself, or notes a direct eval.
func (r *resolver) bindPseudo(u *Use, a atom, s *Scope) {
	if a == atomDirectEval {
		r.noteEval(s)
		return
	}
	f := r.fn.pseudo
	if f == nil {
		return
	}
	if a == atomArgumentsObject {
		if f.Kind == FuncClassFields {
			return
		}
		u.Binding, f.argsEscape = r.arguments(f), true
		r.touch(u, u.Binding)
		return
	}
	noteUse(r.fn, a)
	if f == r.fn || f.Program != r.prog {
		return
	}
	noteUse(f, a)
	if at, kind := f.pseudoBinding(a); *at == nil {
		*at = r.hidden(f, kind, a)
	}
}

// noteUse sets the flag of f for a pseudo binding.
func noteUse(f *FuncInfo, a atom) {
	switch a {
	case atomThis:
		f.UsesThis = true
	case atomNewTarget:
		f.UsesNewTarget = true
	case atomCallee:
		f.UsesSuper = true
	}
}

// pseudoBinding returns the place of the pseudo binding a of f, and its kind.
func (f *FuncInfo) pseudoBinding(a atom) (**Binding, BindingKind) {
	switch a {
	case atomThis:
		return &f.This, BindThis
	case atomNewTarget:
		return &f.NewTarget, BindNewTarget
	}
	return &f.Callee, BindCallee
}

// hidden adds a pseudo binding to the scope of f. It is captured by definition.
// The functions around eval code have theirs already.
func (r *resolver) hidden(f *FuncInfo, kind BindingKind, a atom) *Binding {
	b := r.p.a.bindings.alloc()
	b.Name, b.Scope, b.Kind, b.atom = atomText[a], f.Scope, kind, a
	b.Captured = kind != BindArguments
	f.Scope.Bindings = add(r.p, f.Scope.Bindings, b)
	return b
}

// arguments returns the binding of the arguments object of f.
func (r *resolver) arguments(f *FuncInfo) *Binding {
	if f.Program != r.prog {
		return f.Arguments
	}
	f.UsesArguments = true
	if f.Arguments == nil {
		f.Arguments = r.hidden(f, BindArguments, atomArguments)
	}
	return f.Arguments
}

// bindArguments binds a use of the name arguments if it leads to the arguments
// object of a function, and reports whether it does.
func (r *resolver) bindArguments(u *Use) bool {
	f := r.fn.pseudo
	if f == nil || f.Kind == FuncClassFields {
		return false
	}
	if u.Flags&refRead == 0 && f.Program == r.prog {
		f.argsEscape = true
	}
	b := r.p.atoms.entries[atomArguments].top
	switch {
	case b != nil && b.Scope.Func.depth > f.depth, b != nil && b.Scope.Func == f && b.Scope.Depth > f.Scope.Depth:
		return false // declared by an arrow, or in a block or body scope
	case b != nil && b.Scope == f.Scope && b.Kind != BindSelf:
		// A var shares the binding of the arguments object.
		if b.Kind != BindVar || f.Kind == FuncClassStatic {
			return false
		}
		if f.Program == r.prog {
			f.Arguments, f.UsesArguments = b, true
		}
		if u.Flags&refVarScope != 0 {
			return false
		}
		u.Binding = b
	default:
		if u.Flags&refVarScope != 0 && r.fn.Kind == FuncEval {
			return false
		}
		u.Binding = r.arguments(f)
		if f.Program != r.prog {
			return u.Binding != nil
		}
	}
	r.touch(u, u.Binding)
	return true
}

// noteEval notes a direct eval in s: it can see everything around it.
func (r *resolver) noteEval(s *Scope) {
	site := r.sites[0]
	r.sites = r.sites[1:]
	site.Scope = s
	for o := s; o != nil && !o.HasEval; o = o.Parent {
		if o.Func.Program != r.prog {
			break
		}
		o.HasEval = true
	}
	f := r.fn
	f.HasDirectEval = true
	site.InParams = f.HasParamExprs && site.From < f.BodyPos
	if !site.Strict && f.Kind != FuncEval && f.Kind != FuncScript {
		if site.InParams {
			f.paramEval = true
		} else {
			f.sloppyEval = true
		}
	}
	t := f.pseudo
	if t == nil || t.Program != r.prog {
		return
	}
	t.HasDirectEval = true
	t.UsesThis, t.UsesNewTarget = true, true
	if t.This == nil {
		t.This = r.hidden(t, BindThis, atomThis)
	}
	if t.NewTarget == nil {
		t.NewTarget = r.hidden(t, BindNewTarget, atomNewTarget)
	}
	if t.Callee == nil && t.HasHome() {
		t.UsesSuper = true
		t.Callee = r.hidden(t, BindCallee, atomCallee)
	}
	if t.Kind != FuncClassFields {
		r.evalArguments(t)
	}
}

// evalArguments makes the arguments object of f, which a direct eval can see,
// unless f declares the name otherwise.
func (r *resolver) evalArguments(f *FuncInfo) {
	f.argsEscape = true
	for _, b := range f.Scope.Bindings {
		if b.atom != atomArguments || b.Kind == BindSelf {
			continue
		}
		if b.Kind == BindVar {
			f.Arguments, f.UsesArguments = b, true
		}
		return
	}
	r.arguments(f)
}

// filterEvalVars drops the variables of eval code that exist already.
func (r *resolver) filterEvalVars(f *FuncInfo) {
	v := f.EvalVarScope
	if v == nil {
		return
	}
	keep := f.EvalVars[:0]
	for _, e := range f.EvalVars {
		if b := namedBinding(v, e.Name); b == nil || b.Kind == BindSelf {
			keep = append(keep, e)
		}
	}
	f.EvalVars = keep
}

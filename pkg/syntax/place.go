package syntax

// placeScope is the second walk: it gives the bindings of s their places,
// completes the uses in s, and goes on with the scopes inside.
func (r *resolver) placeScope(s *Scope) {
	fn, f := r.fn, s.Func
	if f.Pending() && f != r.base {
		s.scopeState = scopeState{}
		return
	}
	r.fn = f
	locals := f.locals
	r.enterScope(s)
	r.placeBindings(s)
	i := s.from
	for c := s.first; c != nil; {
		for ; i < c.from; i++ {
			r.placeUse(r.p.uses.at(i), s)
		}
		next, to := c.next, c.to // cleared when c is done
		r.placeScope(c)
		c, i = next, to
	}
	for ; i < s.to; i++ {
		r.placeUse(r.p.uses.at(i), s)
	}
	if s.NeedsEnv && s.loop != nil {
		s.loop.PerIteration = true
	}
	if s != f.Scope && s != f.BodyScope {
		f.locals = locals // a later sibling may use the same registers
	}
	s.scopeState = scopeState{}
	r.fn = fn
}

// enterScope sets what s takes from the scopes around it.
func (r *resolver) enterScope(s *Scope) {
	f := s.Func
	if s == f.Scope && f.paramEval {
		v := r.p.a.scopes.alloc()
		v.Kind, v.Func, v.Parent = ScopeParamVars, f, s.Parent
		inherit(v)
		v.Barrier = v
		s.Parent = v
		f.Scopes = add(r.p, f.Scopes, v)
	}
	inherit(s)
	if s == f.Scope {
		f.locals = f.NumParams
		f.HasSloppyEval = f.sloppyEval || f.paramEval
	}
	if f.sloppyEval && (s == f.BodyScope || s == f.Scope && f.BodyScope == nil) {
		s.Barrier = s
	}
	if s.Kind == ScopeWith {
		s.Barrier = s
		s.makeEnv()
		s.EnvSlots = 1
	}
}

func inherit(s *Scope) {
	if out := s.Parent; out != nil {
		s.Depth, s.EnvDepth, s.Barrier = out.Depth+1, out.EnvDepth, out.Barrier
		switch {
		case out.Func != s.Func:
		case out.NeedsEnv && out.Kind != ScopeWith:
			s.near = out
		default:
			s.near = out.near
		}
	}
}

// makeEnv gives s an environment of its own.
func (s *Scope) makeEnv() {
	if !s.NeedsEnv {
		s.NeedsEnv = true
		s.EnvDepth++
		s.Host = s
	}
}

// needsEnv reports whether b must live in a heap environment.
func (b *Binding) needsEnv(s *Scope) bool {
	switch {
	case s.Kind == ScopeScript:
		return false
	case s.Kind == ScopeModule:
		return b.Captured || b.Exported || s.HasEval || b.Kind == BindFunction || b.Kind == BindImport || b.Kind == BindImportNS
	case b.Captured:
		return true
	case b.Kind == BindFieldKey || b.Kind == BindThis || b.Kind == BindNewTarget || b.Kind == BindCallee:
		return false
	case b.Kind == BindParam && s.Func.Mapped:
		return true
	}
	return s.HasEval
}

// placeBindings gives each binding of s its register or slot.
func (r *resolver) placeBindings(s *Scope) {
	f := s.Func
	if s.Kind == ScopeHead && !s.HasEval {
		dropUnused(s)
	}
	if s == f.Scope {
		r.placeFunction(f)
	}
	for _, b := range s.Bindings {
		if b.mayTDZ && (s.HasEval || b.Exported) {
			b.TDZ = true
		}
		switch {
		case b.Store != StoreNone:
		case s.Kind == ScopeScript:
			b.Store = StoreGlobal
			continue
		case b.needsEnv(s):
			b.Store, b.Index = StoreEnv, r.slot(s)
		case b.Kind == BindSelf, b.Kind == BindClassInner && !b.used:
			b.TDZ = false
			continue
		default:
			b.Store, b.Index = StoreReg, f.locals
			f.locals++
		}
		if b.TDZ {
			s.HasTDZ = true
		}
	}
	f.maxLocals = max(f.maxLocals, f.locals)
}

// dropUnused removes the bindings that are not used from s.
func dropUnused(s *Scope) {
	keep := s.Bindings[:0]
	for _, b := range s.Bindings {
		if b.used {
			keep = append(keep, b)
		}
	}
	s.Bindings = keep
}

// placeFunction decides what concerns the whole of f: its environment, and
// which parameters stay in the register in which they are passed.
func (r *resolver) placeFunction(f *FuncInfo) {
	s := f.Scope
	f.Mapped = f.UsesArguments && !f.Strict && f.SimpleParams && f.NumParams > 0 && f.needsMap()
	if s.Kind == ScopeModule || f.HasSloppyEval {
		s.makeEnv()
	}
	for _, scope := range [...]*Scope{s, f.BodyScope} {
		if scope == nil {
			continue
		}
		for _, b := range scope.Bindings {
			if b.needsEnv(scope) {
				s.makeEnv()
			}
			if b.Kind == BindSelf {
				f.ReferencesSelf = b.used
				if b.needsEnv(scope) {
					f.Self = b
				}
			}
		}
	}
	if f.sloppyEval {
		f.VarsSlot = int32(r.slot(s))
	}
	if f.paramEval {
		f.ParamVarsSlot = int32(r.slot(s))
	}
	for i := range f.Params {
		id, ok := f.Params[i].Target.(*Ident)
		if !ok || f.Params[i].Rest {
			continue
		}
		b := id.Binding
		if b == nil || b.Store != StoreNone || b.needsEnv(s) || b.TDZ || b.mayTDZ && s.HasEval {
			continue
		}
		b.Store, b.Index = StoreReg, uint32(i)
	}
}

// needsMap reports whether the program could tell a mapped arguments object of
// f from one that is not.
func (f *FuncInfo) needsMap() bool {
	if f.argsEscape {
		return true
	}
	for _, b := range f.Scope.Bindings {
		if b.Kind == BindParam && b.Assigned {
			return true
		}
	}
	return false
}

// slot returns a slot for a binding of s. It is in an environment around s in
// the same function, if there is one of which s is entered at most once.
func (r *resolver) slot(s *Scope) uint32 {
	if s.Host == nil {
		s.Host = s.host()
	}
	h := s.Host
	if h == s {
		s.makeEnv()
	}
	h.EnvSlots++
	return h.EnvSlots - 1
}

// host returns the scope whose environment is to hold the bindings of s.
func (s *Scope) host() *Scope {
	if s.near == nil || s.Kind == ScopeLoop || s.near.envLoops != s.loops {
		return s
	}
	return s.near
}

// placeUse completes a use in the scope s.
func (r *resolver) placeUse(u *Use, s *Scope) {
	a := atom(u.Index)
	flags := u.Flags
	u.Index, u.Flags = 0, flags&^(refVarScope|refParen)
	b := u.Binding
	switch {
	case a == atomThis || a == atomNewTarget || a == atomCallee:
		r.placePseudo(u, a, s)
		return
	case b == nil && (a == 0 || a == atomDirectEval):
		return
	}
	u.Flags &^= refRead
	if s.Strict {
		u.Flags |= RefStrict
	}
	from := s
	limit := uint32(0)
	if b == nil {
		u.Kind = RefGlobal
	} else {
		r.placeRef(&u.Ref, b, s)
		if u.Kind == RefNone {
			u.Ref = Ref{}
			return
		}
		if !b.named() || u.Flags&RefInit != 0 {
			return
		}
		if limit = b.Scope.Depth + 1; b.Kind == BindSelf {
			limit--
		}
	}
	if flags&(refVarScope|refParen) == refVarScope|refParen {
		if r.fn.Kind != FuncEval || r.p.eval.varScope == nil {
			return
		}
		from = r.p.eval.varScope
	}
	if from.Barrier != nil && from.Barrier.Depth >= limit {
		r.fn.Dynamic = add(r.p, r.fn.Dynamic, DynamicRef{Scope: s, Static: u.Ref, from: from, limit: limit})
		u.Kind, u.Hops, u.Index = RefDynamic, 0, uint32(len(r.fn.Dynamic)-1)
	}
}

// placeRef fills u for a use of b in s.
func (r *resolver) placeRef(u *Ref, b *Binding, s *Scope) {
	if b.Constant() && u.Flags&RefInit == 0 {
		u.Flags |= RefImmutable
		if b.Kind == BindSelf && !s.Strict {
			u.Flags |= RefSilent
		}
	}
	switch b.Store {
	case StoreReg:
		u.Kind, u.Index = RefReg, b.Index
	case StoreEnv:
		u.Kind, u.Index = RefEnv, b.Index
		u.Hops = uint16(s.EnvDepth - b.Scope.Host.EnvDepth)
		if b.Kind == BindImport {
			u.Kind = RefImport
			u.Flags |= RefTDZ
		}
	case StoreGlobal:
		u.Kind = RefGlobal
	default:
		if b.Kind == BindSelf {
			u.Kind, u.Index = RefFrame, FrameCallee
		}
	}
}

// placePseudo completes a use of this, new.target or the active function.
func (r *resolver) placePseudo(u *Use, a atom, s *Scope) {
	f := r.fn.pseudo
	if f == nil {
		u.Kind = RefGlobalThis
		if r.module || a != atomThis {
			u.Kind = RefUndefined
		}
		return
	}
	at, _ := f.pseudoBinding(a)
	derived := a == atomThis && f.Kind == FuncDerivedConstructor
	if derived && u.Flags&RefInit == 0 {
		u.Flags |= RefTDZ
	}
	if *at != nil && (f != r.fn || derived) {
		u.Binding = *at
		r.placeRef(&u.Ref, *at, s)
		return
	}
	u.Kind = RefFrame
	switch a {
	case atomThis:
		u.Index = FrameThis
	case atomNewTarget:
		u.Index = FrameNewTarget
	default:
		u.Index = FrameCallee
	}
}

// finishFunc gives the statement temporaries of f their registers.
func (r *resolver) finishFunc(f *FuncInfo) {
	f.TempBase = max(f.maxLocals, f.NumParams)
	for _, t := range f.fixTemps {
		*t += f.TempBase
	}
	f.fixTemps = nil
	if f.CompletionReg >= 0 {
		f.CompletionReg += int32(f.TempBase)
	}
	f.NumLocals = f.TempBase + f.temps
	if f.ContainsYield || f.ContainsAwait || f.IsAsync && f.IsGenerator {
		f.assignResume()
		r.p.takes(int64(len(f.Resume)) * resumeBytes)
	}
}

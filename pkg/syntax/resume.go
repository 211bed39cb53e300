package syntax

// assignResume makes FuncInfo.Resume: registers for the nodes of f that
// contain a yield or await of f. It walks the tree of f once.
func (f *FuncInfo) assignResume() {
	w := resumer{f: f, top: f.NumLocals}
	f.Resume = make(map[Node]uint32)
	for _, s := range f.Body {
		w.visit(s, f.NumLocals)
	}
	if f.Expr != nil {
		w.visit(f.Expr, f.NumLocals)
	}
	f.NumLocals = w.top
}

// resumeBytes is what an entry of FuncInfo.Resume takes of the map.
const resumeBytes = 48

type resumer struct {
	f   *FuncInfo
	top uint32
}

// visit gives registers from base on to n and what it contains, and reports
// whether it contains a yield or await.
func (w *resumer) visit(n Node, base uint32) bool {
	size := ResumeSize(n)
	found := w.f.suspends(n)
	Children(n, func(c Node) {
		if w.visit(c, base+size) {
			found = true
		}
	})
	if found {
		w.f.Resume[n] = base
		w.top = max(w.top, base+size)
	}
	return found
}

// suspends reports whether n itself, in f, can suspend it.
func (f *FuncInfo) suspends(n Node) bool {
	switch n := n.(type) {
	case *YieldExpr, *AwaitExpr:
		return true
	case *ReturnStmt:
		return n.X != nil && f.IsAsync && f.IsGenerator
	case *TryStmt:
		return n.CatchScope.awaits()
	case *ForOfStmt:
		return n.Await || n.Scope.awaits()
	case *Block:
		return n.Scope.awaits()
	case *ForStmt:
		return n.Scope.awaits()
	case *SwitchStmt:
		return n.Scope.awaits()
	}
	return false
}

// awaits reports whether leaving the scope can await.
func (s *Scope) awaits() bool { return s != nil && s.HasAwaitUsing }

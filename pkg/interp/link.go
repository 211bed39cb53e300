package interp

import (
	"github.com/kilnjs/kiln/pkg/stack"
	"github.com/kilnjs/kiln/pkg/syntax"
)

const (
	// spillWords is how many words above the operand pointer a slow path may use
	// to root its own arguments without advancing the pointer.
	spillWords = 4
	// maxPushed is the longest list of elements or properties whose values are
	// collected as operands before the literal is made.
	maxPushed = 32
	// iterWords is what an array pattern keeps: iterator, next method, state.
	iterWords = 3
	// classWords is what a class definition keeps: see classFrame.
	classWords = classOperands + 2
)

// numberSites numbers the sites of f and measures its operands. The result is
// shared by all runtimes that run f.
func numberSites(f *syntax.FuncInfo) {
	l := linker{f: f, s: &f.Sites}
	for i := range f.Params {
		p := &f.Params[i]
		l.use(1 + l.patternElem(&p.PatternElem))
	}
	for i := range f.VarCopies {
		l.ref(&f.VarCopies[i].From.Ref)
		l.ref(&f.VarCopies[i].To.Ref)
	}
	for _, sc := range f.Scopes {
		for _, d := range sc.FuncDecls {
			l.ref(&d.Name.Ref)
		}
	}
	l.stmts(f.Body)
	if f.Expr != nil {
		l.use(l.expr(f.Expr))
	}
	l.s.Operands = l.max + spillWords
	l.s.Height = l.tallest
}

// linker walks one function. Its methods return how many operand words the
// walker needs above its operand pointer while it evaluates a node.
type linker struct {
	f       *syntax.FuncInfo
	s       *syntax.Sites
	max     uint32 // most words needed by a statement so far
	height  uint32
	tallest uint32
}

func (l *linker) use(n uint32) { l.max = max(l.max, n) }

func (l *linker) down() {
	l.height++
	l.tallest = max(l.tallest, l.height)
}

func (l *linker) cache() uint32 {
	l.s.Caches++
	return l.s.Caches - 1
}

func (l *linker) consts(n int) uint32 {
	first := l.s.Consts
	l.s.Consts += uint32(n)
	return first
}

// ref numbers a global use.
func (l *linker) ref(r *syntax.Ref) {
	if r.Kind == syntax.RefGlobal {
		r.Index = l.cache()
	}
}

func (l *linker) stmts(list []syntax.Stmt) {
	for _, s := range list {
		l.stmt(s)
	}
}

func (l *linker) stmt(s syntax.Stmt) {
	if s == nil {
		return
	}
	l.down()
	switch n := s.(type) {
	case *syntax.ExprStmt:
		l.use(l.expr(n.X))
	case *syntax.VarDecl:
		l.varDecl(n)
	case *syntax.FunctionDecl:
		l.ref(&n.Var.Ref)
		if n.HoistToVar && n.Name.Kind == syntax.RefGlobal {
			l.ref(&n.Name.Ref)
		}
	case *syntax.ClassDecl:
		l.use(1 + l.class(n.Class))
		l.ref(&n.Name.Ref)
	case *syntax.Block:
		l.stmts(n.Body)
	case *syntax.IfStmt:
		l.use(l.expr(n.Test))
		l.stmt(n.Then)
		l.stmt(n.Else)
	case *syntax.ForStmt:
		l.stmt(n.Init)
		l.useExpr(n.Test)
		l.useExpr(n.Update)
		l.stmt(n.Body)
	case *syntax.ForInStmt:
		l.forHead(n.Decl, n.Target, n.X)
		l.stmt(n.Body)
	case *syntax.ForOfStmt:
		l.forHead(n.Decl, n.Target, n.X)
		l.stmt(n.Body)
	case *syntax.WhileStmt:
		l.useExpr(n.Test)
		l.stmt(n.Body)
	case *syntax.DoWhileStmt:
		l.stmt(n.Body)
		l.useExpr(n.Test)
	case *syntax.ReturnStmt:
		l.useExpr(n.X)
		if n.This != nil {
			l.ref(&n.This.Ref)
		}
	case *syntax.WithStmt:
		l.useExpr(n.Object)
		l.stmt(n.Body)
	case *syntax.SwitchStmt:
		l.useExpr(n.X)
		for i := range n.Cases {
			l.useExpr(n.Cases[i].Test)
			l.stmts(n.Cases[i].Body)
		}
	case *syntax.LabeledStmt:
		l.stmt(n.Body)
	case *syntax.ThrowStmt:
		l.useExpr(n.X)
	case *syntax.TryStmt:
		l.stmt(n.Block)
		if n.Param != nil {
			l.use(1 + l.pattern(n.Param))
		}
		if n.Handler != nil {
			l.stmt(n.Handler)
		}
		if n.Finalizer != nil {
			l.stmt(n.Finalizer)
		}
	case *syntax.FieldDef:
		n.Site = l.consts(1)
		l.use(3)
		if n.Init != nil {
			l.use(2 + l.expr(n.Init))
		}
	case *syntax.ExtraInitializers:
		l.use(2)
	case *syntax.StaticBlock:
		l.stmts(n.Body)
	case *syntax.ExportDecl:
		l.stmt(n.Decl)
	case *syntax.ExportDefault:
		l.stmt(n.Decl)
		if n.X != nil {
			l.use(1 + l.expr(n.X))
		}
	}
	l.height--
}

func (l *linker) useExpr(e syntax.Expr) {
	if e != nil {
		l.use(l.expr(e))
	}
}

func (l *linker) varDecl(n *syntax.VarDecl) {
	for i := range n.Decls {
		d := &n.Decls[i]
		need := l.pattern(d.Target)
		if d.Init != nil {
			need = max(need+1, l.targetWords(d.Target)+l.expr(d.Init))
		}
		l.use(need + 1)
	}
}

func (l *linker) forHead(decl *syntax.VarDecl, target syntax.Pattern, x syntax.Expr) {
	if decl != nil {
		l.varDecl(decl)
		if len(decl.Decls) > 0 && decl.Decls[0].Target == target {
			target = nil
		}
	}
	if target != nil {
		l.use(2 + l.pattern(target))
	}
	l.use(1 + l.expr(x))
}

// targetWords is what the reference of a simple target keeps while the value is evaluated.
func (l *linker) targetWords(p syntax.Pattern) uint32 {
	switch p.(type) {
	case *syntax.ArrayPattern, *syntax.ObjectPattern:
		return 0
	}
	return 3
}

// pattern measures the destructuring of a value that the caller has pushed.
func (l *linker) pattern(p syntax.Pattern) uint32 {
	switch n := p.(type) {
	case nil:
		return 0
	case *syntax.ArrayPattern:
		l.down()
		need := uint32(0)
		for i := range n.Elems {
			need = max(need, l.patternElem(&n.Elems[i]))
		}
		if n.Rest != nil {
			need = max(need, l.pattern(n.Rest)+4)
		}
		l.height--
		return need + iterWords
	case *syntax.ObjectPattern:
		l.down()
		n.Site = l.s.Caches
		l.s.Caches += uint32(len(n.Props))
		need := uint32(0)
		for i := range n.Props {
			p := &n.Props[i]
			if p.Key.Expr != nil {
				need = max(need, l.expr(p.Key.Expr))
			}
			need = max(need, 1+l.patternElem(&p.PatternElem))
		}
		if n.Rest != nil {
			need = max(need, l.pattern(n.Rest)+4)
		}
		l.height--
		return need + 2
	case syntax.Expr:
		return l.expr(n)
	}
	return 0
}

// twice is pattern for a simple target that is read and then stored: a member
// or a global name gets two caches.
func (l *linker) twice(p syntax.Pattern) uint32 {
	switch n := p.(type) {
	case *syntax.MemberExpr:
		n.Site = l.cache()
		l.cache()
		return l.expr(n.Object)
	case *syntax.Ident:
		l.ref(&n.Ref)
		if n.Kind == syntax.RefGlobal {
			l.cache()
		}
		return 0
	}
	return l.pattern(p)
}

// patternElem: the reference of the target, then the value, then the default.
func (l *linker) patternElem(e *syntax.PatternElem) uint32 {
	need := l.pattern(e.Target)
	if e.Default != nil {
		need = max(need, l.expr(e.Default))
	}
	return need + 4
}

func (l *linker) args(args []syntax.Expr, spread bool) uint32 {
	need := uint32(0)
	for i, a := range args {
		pushed := uint32(i)
		if spread {
			pushed = 1
			if s, ok := a.(*syntax.SpreadElement); ok {
				a = s.X
			}
		}
		need = max(need, pushed+1, pushed+l.expr(a))
	}
	return need + stack.Header
}

// expr numbers the sites in e and returns what evaluating it needs.
func (l *linker) expr(e syntax.Expr) uint32 {
	l.down()
	n := l.exprNode(e)
	l.height--
	return n
}

func (l *linker) exprNode(e syntax.Expr) uint32 {
	switch n := e.(type) {
	case *syntax.Ident:
		l.ref(&n.Ref)
	case *syntax.StringLit:
		n.Site = l.consts(1)
	case *syntax.BigIntLit:
		n.Site = l.consts(1)
	case *syntax.TemplateLit:
		return l.template(n)
	case *syntax.TaggedTemplate:
		return max(l.callee(n.Tag), stack.Header+1+l.exprList(n.Quasi.Exprs)+uint32(len(n.Quasi.Exprs)))
	case *syntax.UnaryExpr:
		return l.expr(n.X)
	case *syntax.TypeofExpr:
		return l.expr(n.X)
	case *syntax.DeleteExpr:
		return l.expr(n.X)
	case *syntax.UpdateExpr:
		return 4 + l.twice(n.X)
	case *syntax.BinaryExpr:
		return max(l.expr(n.Left), 1+l.expr(n.Right))
	case *syntax.LogicalExpr:
		return max(l.expr(n.Left), l.expr(n.Right))
	case *syntax.PrivateIn:
		return l.expr(n.Right)
	case *syntax.AssignExpr:
		return max(l.targetWords(n.Target)+l.expr(n.Value), 1+l.pattern(n.Target))
	case *syntax.CompoundAssign:
		return 4 + max(l.expr(n.Value), l.twice(n.Target))
	case *syntax.LogicalAssign:
		return 4 + max(l.expr(n.Value), l.twice(n.Target))
	case *syntax.CondExpr:
		return max(l.expr(n.Test), l.expr(n.Then), l.expr(n.Else))
	case *syntax.SequenceExpr:
		return l.exprList(n.Exprs)
	case *syntax.SpreadElement:
		return l.expr(n.X)
	case *syntax.YieldExpr:
		if n.X != nil {
			return l.expr(n.X)
		}
	case *syntax.AwaitExpr:
		return l.expr(n.X)
	case *syntax.MemberExpr:
		n.Site = l.cache()
		return l.expr(n.Object)
	case *syntax.IndexExpr:
		return max(l.expr(n.Object), 1+l.expr(n.Index))
	case *syntax.PrivateMember:
		return l.expr(n.Object)
	case *syntax.SuperMember:
		n.Site = l.consts(1)
		return 2
	case *syntax.SuperIndex:
		return 2 + l.expr(n.Index)
	case *syntax.OptionalChain:
		return l.expr(n.X)
	case *syntax.CallExpr:
		return max(l.callee(n.Callee), l.args(n.Args, n.HasSpread))
	case *syntax.NewExpr:
		return max(l.expr(n.Callee), l.args(n.Args, n.HasSpread))
	case *syntax.SuperCall:
		return l.args(n.Args, n.HasSpread)
	case *syntax.ImportCall:
		need := l.expr(n.Specifier)
		if n.Options != nil {
			need = max(need, 1+l.expr(n.Options))
		}
		return need
	case *syntax.ArrayLit:
		return l.array(n)
	case *syntax.ObjectLit:
		return l.object(n)
	case *syntax.ClassLit:
		return l.class(n)
	}
	return 0
}

func (l *linker) exprList(list []syntax.Expr) uint32 {
	need := uint32(0)
	for _, e := range list {
		need = max(need, l.expr(e))
	}
	return need
}

// callee measures a callee whose receiver must be kept as well.
func (l *linker) callee(e syntax.Expr) uint32 { return 3 + l.expr(e) }

func (l *linker) template(n *syntax.TemplateLit) uint32 {
	n.Site = l.consts(len(n.Quasis))
	return 1 + l.exprList(n.Exprs)
}

func (l *linker) array(n *syntax.ArrayLit) uint32 {
	need := uint32(0)
	for i, e := range n.Elems {
		pushed := uint32(min(i, maxPushed))
		need = max(need, pushed+1)
		if e != nil {
			need = max(need, pushed+1+l.expr(e))
		}
	}
	return need
}

func (l *linker) object(n *syntax.ObjectLit) uint32 {
	n.Site = l.s.Literals
	l.s.Literals++
	need := uint32(1)
	for i := range n.Props {
		p := &n.Props[i]
		pushed := uint32(min(i, maxPushed)) + 2
		if p.Key.Expr != nil {
			need = max(need, pushed+l.expr(p.Key.Expr))
		}
		if p.Value != nil {
			need = max(need, pushed+1+l.expr(p.Value))
		}
	}
	return need
}

// decorators measures decorators, each of which is evaluated as a callee is.
func (l *linker) decorators(list []syntax.Expr) uint32 {
	need := uint32(0)
	for _, e := range list {
		need = max(need, l.callee(e))
	}
	return need
}

func (l *linker) class(n *syntax.ClassLit) uint32 {
	l.ref(&n.Inner.Ref)
	need := l.decorators(n.Decorators)
	if n.Heritage != nil {
		need = max(need, l.expr(n.Heritage))
	}
	for _, m := range n.Members {
		need = max(need, l.decorators(m.Decorators))
		if m.Key.Expr != nil {
			need = max(need, l.expr(m.Key.Expr))
		}
	}
	return need + classWords
}

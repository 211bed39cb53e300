package syntax_test

import (
	"fmt"
	"testing"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// simulator walks a program as a tier does, with the chain of environments
// that would be current, and checks that every use leads to its binding.
type simulator struct {
	t    testing.TB
	prog *syntax.Program
	fn   *syntax.FuncInfo
	envs []*syntax.Scope // scopes that have an environment, outermost first
	seen int
}

func simulate(t testing.TB, prog *syntax.Program, envs []*syntax.Scope) {
	s := &simulator{t: t, prog: prog, envs: envs}
	s.function(prog.Body)
}

func (s *simulator) failf(pos syntax.Pos, format string, args ...any) {
	line, col := s.prog.Source.Position(pos)
	s.t.Fatalf("%s:%d:%d: %s\n%s", s.prog.Source.Name, line, col, fmt.Sprintf(format, args...), s.prog.Source.Text)
}

// in runs f inside scope.
func (s *simulator) in(scope *syntax.Scope, f func()) {
	if scope == nil {
		f()
		return
	}
	if scope.Func != s.fn {
		s.failf(0, "scope belongs to another function")
	}
	n := len(s.envs)
	if scope.NeedsEnv {
		s.envs = append(s.envs, scope)
	}
	if int(scope.EnvDepth) != len(s.envs) {
		s.failf(s.fn.From, "EnvDepth of a scope of kind %d is %d, but there are %d environments", scope.Kind, scope.EnvDepth, len(s.envs))
	}
	if scope.HasUsing && (scope.UsingTemp < s.fn.TempBase || scope.UsingTemp+syntax.UsingTempSize > s.fn.NumLocals) {
		s.failf(s.fn.From, "bad UsingTemp")
	}
	for _, d := range scope.FuncDecls {
		s.use(&d.Name.Use, d.Name.Name)
	}
	f()
	s.envs = s.envs[:n]
}

func (s *simulator) use(u *syntax.Use, name string) {
	s.seen++
	s.ref(u.From, &u.Ref, name)
}

func (s *simulator) ref(pos syntax.Pos, r *syntax.Ref, name string) {
	b := r.Binding
	switch r.Kind {
	case syntax.RefNone:
		s.failf(pos, "%s is not resolved", name)
	case syntax.RefReg:
		if b.Scope.Func != s.fn || b.Index != r.Index || r.Index >= s.fn.TempBase {
			s.failf(pos, "%s: bad register %d", name, r.Index)
		}
	case syntax.RefEnv, syntax.RefImport:
		if int(r.Hops) >= len(s.envs) {
			s.failf(pos, "%s: %d hops among %d environments", name, r.Hops, len(s.envs))
		}
		host := s.envs[len(s.envs)-1-int(r.Hops)]
		if host != b.Scope.Host || b.Index != r.Index || r.Index >= host.EnvSlots {
			s.failf(pos, "%s: wrong environment %d:%d", name, r.Hops, r.Index)
		}
	case syntax.RefDynamic:
		d := &s.fn.Dynamic[r.Index]
		n := 0
		for bar := range d.Barriers {
			n++
			if int(bar.Hops) >= len(s.envs) {
				s.failf(pos, "%s: barrier %d hops away among %d", name, bar.Hops, len(s.envs))
			}
			host := s.envs[len(s.envs)-1-int(bar.Hops)]
			if bar.With != (host.Kind == syntax.ScopeWith) {
				s.failf(pos, "%s: wrong barrier", name)
			}
		}
		if n == 0 {
			s.failf(pos, "%s: dynamic without a barrier", name)
		}
		if d.Static.Kind == syntax.RefDynamic {
			s.failf(pos, "%s: dynamic twice", name)
		}
		s.ref(pos, &d.Static, name)
		return
	}
	if b != nil && b.Name != name && name != "" {
		s.failf(pos, "%s leads to %s", name, b.Name)
	}
}

func (s *simulator) function(f *syntax.FuncInfo) {
	outer := s.fn
	s.fn = f
	s.in(f.Scope, func() {
		for i := range f.Params {
			s.elem(&f.Params[i].PatternElem)
		}
		s.in(f.BodyScope, func() {
			for i := range f.VarCopies {
				s.use(&f.VarCopies[i].From, "")
				s.use(&f.VarCopies[i].To, "")
			}
			s.stmts(f.Body)
			if f.Expr != nil {
				s.expr(f.Expr)
			}
			if f.ReturnThis != nil {
				s.use(f.ReturnThis, "")
			}
		})
	})
	s.fn = outer
}

func (s *simulator) stmts(list []syntax.Stmt) {
	for _, x := range list {
		s.stmt(x)
	}
}

func (s *simulator) elem(e *syntax.PatternElem) {
	if e.Target != nil {
		s.pattern(e.Target)
	}
	if e.Default != nil {
		s.expr(e.Default)
	}
}

func (s *simulator) temp(t, n uint32) {
	if t < s.fn.TempBase || t+n > s.fn.NumLocals {
		s.failf(s.fn.From, "bad temporary %d", t)
	}
}

func (s *simulator) block(b *syntax.Block) {
	if b != nil {
		s.in(b.Scope, func() { s.stmts(b.Body) })
	}
}

func (s *simulator) loopHead(d *syntax.VarDecl, p syntax.Pattern) {
	if d != nil {
		s.stmt(d)
	} else {
		s.pattern(p)
	}
}

func (s *simulator) stmt(n syntax.Stmt) {
	switch n := n.(type) {
	case nil:
	case *syntax.FunctionDecl:
		if n.HoistToVar {
			s.use(&n.Var, n.Name.Name)
		}
		s.function(n.Func)
	case *syntax.ClassDecl:
		s.class(n.Class)
		s.use(&n.Name.Use, n.Name.Name)
	case *syntax.Block:
		s.block(n)
	case *syntax.ForStmt:
		s.in(n.Scope, func() {
			s.stmt(n.Init)
			s.optional(n.Test)
			s.optional(n.Update)
			s.stmt(n.Body)
		})
	case *syntax.ForInStmt:
		s.temp(n.Temp, 2)
		s.in(n.HeadScope, func() { s.expr(n.X) })
		s.in(n.Scope, func() {
			s.loopHead(n.Decl, n.Target)
			s.stmt(n.Body)
		})
	case *syntax.ForOfStmt:
		s.temp(n.Temp, 3)
		s.in(n.HeadScope, func() { s.expr(n.X) })
		s.in(n.Scope, func() {
			s.loopHead(n.Decl, n.Target)
			s.stmt(n.Body)
		})
	case *syntax.ReturnStmt:
		s.optional(n.X)
		if n.This != nil {
			s.use(n.This, "")
		}
	case *syntax.WithStmt:
		s.temp(n.Temp, 1)
		s.expr(n.Object)
		s.in(n.Scope, func() { s.stmt(n.Body) })
	case *syntax.SwitchStmt:
		s.temp(n.Temp, 1)
		s.expr(n.X)
		s.in(n.Scope, func() {
			for i := range n.Cases {
				s.optional(n.Cases[i].Test)
				s.stmts(n.Cases[i].Body)
			}
		})
	case *syntax.TryStmt:
		s.temp(n.Temp, 3)
		s.block(n.Block)
		s.in(n.CatchScope, func() {
			if n.Param != nil {
				s.pattern(n.Param)
			}
			s.block(n.Handler)
		})
		s.block(n.Finalizer)
	case *syntax.FieldDef:
		if n.Member.Key.Kind == syntax.KeyComputed || n.Member.Key.Kind == syntax.KeyPrivate || n.Member.Kind == syntax.MemberAccessor {
			s.use(&n.Key, "")
		}
		s.optional(n.Init)
		if n.Extra != nil {
			s.use(&n.Extra.Lists, "")
		}
	case *syntax.ExtraInitializers:
		s.use(&n.Lists, "")
	case *syntax.StaticBlock:
		s.in(n.Scope, func() { s.stmts(n.Body) })
	case *syntax.ExportDefault:
		s.stmt(n.Decl)
		if n.X != nil {
			s.expr(n.X)
			s.use(&n.Name.Use, n.Name.Name)
		}
	default:
		s.children(n)
	}
}

func (s *simulator) optional(x syntax.Expr) {
	if x != nil {
		s.expr(x)
	}
}

func (s *simulator) children(n syntax.Node) {
	syntax.Children(n, func(c syntax.Node) {
		switch c := c.(type) {
		case syntax.Stmt:
			s.stmt(c)
		case syntax.Expr:
			s.expr(c)
		case syntax.Pattern:
			s.pattern(c)
		}
	})
}

func (s *simulator) pattern(p syntax.Pattern) {
	if x, ok := p.(syntax.Expr); ok {
		s.expr(x)
		return
	}
	s.children(p)
}

func (s *simulator) expr(n syntax.Expr) {
	switch n := n.(type) {
	case *syntax.Ident:
		s.use(&n.Use, n.Name)
	case *syntax.ThisExpr:
		s.use(&n.Use, "")
	case *syntax.NewTarget:
		s.use(&n.Use, "")
	case *syntax.PrivateIn:
		s.use(&n.Private, n.Name)
		s.expr(n.Right)
	case *syntax.PrivateMember:
		s.use(&n.Private, n.Name)
		s.expr(n.Object)
	case *syntax.SuperMember:
		s.use(&n.Home, "")
		s.use(&n.This, "")
	case *syntax.SuperIndex:
		s.use(&n.Home, "")
		s.use(&n.This, "")
		s.expr(n.Index)
	case *syntax.SuperCall:
		s.use(&n.Callee, "")
		s.use(&n.Target, "")
		s.use(&n.This, "")
		s.children(n)
	case *syntax.CallExpr:
		if n.Eval != nil {
			if int(n.Eval.Scope.EnvDepth) != len(s.envs) || n.Eval.Scope.Func != s.fn {
				s.failf(n.From, "wrong scope of eval")
			}
		}
		s.children(n)
	case *syntax.FunctionLit:
		s.function(n.Func)
	case *syntax.ClassLit:
		s.class(n)
	default:
		s.children(n)
	}
}

func (s *simulator) class(n *syntax.ClassLit) {
	for _, d := range n.Decorators {
		s.expr(d)
	}
	s.in(n.Scope, func() {
		s.optional(n.Heritage)
		s.function(n.Constructor)
		for _, m := range n.Members {
			for _, d := range m.Decorators {
				s.expr(d)
			}
			s.optional(m.Key.Expr)
			if m.Key.Kind == syntax.KeyPrivate {
				s.use(&m.Private, m.Key.Name)
			}
			if m.KeySlot.Binding != nil {
				s.use(&m.KeySlot, "")
			}
			if m.Storage.Binding != nil {
				s.use(&m.Storage, "")
			}
			if m.Value != nil {
				s.expr(m.Value)
			}
		}
		if n.Inner.Binding != nil {
			s.use(&n.Inner, n.Inner.Binding.Name)
		}
		for _, f := range []*syntax.FuncInfo{n.FieldsInit, n.StaticInit} {
			if f != nil {
				s.function(f)
			}
		}
	})
}

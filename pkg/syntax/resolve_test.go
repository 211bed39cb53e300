package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// refText spells a Ref: r3 register, e1.0 environment, g global, i import,
// f frame, t global this, u undefined, d(…) dynamic; then ! for TDZ check, c
// for constant, s for silent, = for initialisation.
func refText(f *syntax.FuncInfo, r *syntax.Ref) string {
	var b strings.Builder
	switch r.Kind {
	case syntax.RefReg:
		fmt.Fprintf(&b, "r%d", r.Index)
	case syntax.RefEnv:
		fmt.Fprintf(&b, "e%d.%d", r.Hops, r.Index)
	case syntax.RefImport:
		fmt.Fprintf(&b, "i%d.%d", r.Hops, r.Index)
	case syntax.RefGlobal:
		b.WriteString("g")
	case syntax.RefFrame:
		fmt.Fprintf(&b, "f%d", r.Index)
	case syntax.RefGlobalThis:
		b.WriteString("t")
	case syntax.RefUndefined:
		b.WriteString("u")
	case syntax.RefDynamic:
		d := &f.Dynamic[r.Index]
		b.WriteString("d(")
		for bar := range d.Barriers {
			kind := "v"
			if bar.With {
				kind = "w"
			}
			fmt.Fprintf(&b, "%s%d.%d ", kind, bar.Hops, bar.Slot)
		}
		static := d.Static
		b.WriteString(refText(f, &static) + ")")
		return b.String()
	default:
		b.WriteString("-")
	}
	for _, flag := range []struct {
		f syntax.RefFlags
		s string
	}{{syntax.RefTDZ, "!"}, {syntax.RefImmutable, "c"}, {syntax.RefSilent, "s"}, {syntax.RefInit, "="}} {
		if r.Has(flag.f) {
			b.WriteString(flag.s)
		}
	}
	return b.String()
}

// usesOf lists the uses of names and of this and new.target in order of the walk.
func usesOf(prog *syntax.Program) string {
	var list []string
	var fn *syntax.FuncInfo
	var node func(n syntax.Node)
	function := func(f *syntax.FuncInfo) {
		outer := fn
		fn = f
		for i := range f.Params {
			if f.Params[i].Target != nil {
				node(f.Params[i].Target)
			}
			if f.Params[i].Default != nil {
				node(f.Params[i].Default)
			}
		}
		for _, s := range f.Body {
			node(s)
		}
		if f.Expr != nil {
			node(f.Expr)
		}
		fn = outer
	}
	add := func(name string, r *syntax.Ref) { list = append(list, name+":"+refText(fn, r)) }
	node = func(n syntax.Node) {
		switch n := n.(type) {
		case *syntax.Ident:
			add(n.Name, &n.Ref)
		case *syntax.ThisExpr:
			add("this", &n.Ref)
		case *syntax.NewTarget:
			add("new.target", &n.Ref)
		case *syntax.SuperMember:
			add("super", &n.Home.Ref)
			add("this", &n.This.Ref)
		case *syntax.PrivateMember:
			add(n.Name, &n.Private.Ref)
			node(n.Object)
		case *syntax.FunctionDecl:
			add(n.Name.Name, &n.Name.Ref)
			if n.HoistToVar {
				add("hoist "+n.Name.Name, &n.Var.Ref)
			}
			function(n.Func)
		case *syntax.FunctionLit:
			function(n.Func)
		case *syntax.ClassDecl:
			add(n.Name.Name, &n.Name.Ref)
			node(n.Class)
		case *syntax.ClassLit:
			syntax.Children(n, node)
			if !n.Constructor.DefaultCtor {
				function(n.Constructor)
			}
			for _, m := range n.Members {
				if m.Value != nil {
					function(m.Value.Func)
				}
			}
			for _, f := range []*syntax.FuncInfo{n.FieldsInit, n.StaticInit} {
				if f != nil {
					function(f)
				}
			}
		default:
			syntax.Children(n, node)
		}
	}
	function(prog.Body)
	return strings.Join(list, " ")
}

func TestUses(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"global", "var a = b; let c; c = a", "a:g b:g c:g= c:g a:g"},
		{"parameters stay in place", "function f(a, b) { var c = a; return b + c }", "f:g= a:r0= b:r1= c:r2 a:r0 b:r1 c:r2"},
		{"last duplicate wins", "function f(a, b, a) { return a + b }", "f:g= b:r1= a:r2= a:r2 b:r1"},
		{"captured", "function f(a, b) { return () => a + b; }", "f:g= a:e0.0= b:e0.1= a:e0.0 b:e0.1"},
		{"self by the callee", "(function f() { f(); f = 1 })", "f:f1cs f:f1cs"},
		{"self strict", "'use strict'; (function f() { f = 1 })", "f:f1c"},
		{"self captured", "(function f() { () => f })", "f:e0.0cs"},
		{"self hidden", "(function f(f) { f })", "f:r0= f:r0"},
		{"block registers are shared", "function f() { { let a = 1; a } { let b = 2; b } let c; }", "f:g= a:r1= a:r1 b:r1= b:r1 c:r0="},
		{"tdz in the initialiser", "function f() { let a = a; a }", "f:g= a:r0= a:r0! a:r0"},
		{"tdz before", "function f() { a; let a; a }", "f:g= a:r0! a:r0= a:r0"},
		{"tdz by hoisted function", "function f() { g(); let a; function g() { a } }", "f:g= g:r0 a:e0.0= g:r0= a:e0.0!"},
		{"no tdz in later closure", "function f() { let a = 1; return () => a }", "f:g= a:e0.0= a:e0.0"},
		{"closure before", "function f() { let g = () => a; let a }", "f:g= g:r0= a:e0.0! a:e0.0="},
		{"switch", "function f() { switch (0) { case 0: let a; default: a } }", "f:g= a:r0= a:r0!"},
		{"const", "function f() { const a = 1; a = 2 }", "f:g= a:r0= a:r0c"},
		{"parameter tdz", "function f(a = b, b) { a + b }", "f:g= a:r0= b:r2! b:r2= a:r0 b:r2"},
		{"body scope", "function f(a = () => x) { var x, a; }", "f:g= a:r0= x:g x:r1 a:r2"},
		{"catch", "function f() { try {} catch (e) { var e = 1; e } e }", "f:g= e:r1= e:r1 e:r1 e:r0"},
		{"loop", "function f() { for (let i = 0; i; i++) { () => i } }", "f:g= i:e0.0= i:e0.0 i:e0.0 i:e0.0"},
		{"body of a loop joins its environment", "function f() { for (let i of []) { let j = i; () => i + j } }", "f:g= i:e0.0= j:e0.1= i:e0.0 i:e0.0 j:e0.1"},
		{"body of while has its own", "function f(a) { a; () => a; while (0) { let j; () => j + a } }", "f:g= a:e0.0= a:e0.0 a:e0.0 j:e0.0= j:e0.0 a:e1.0"},
		{"block joins the function", "function f(a) { () => a; { let j = 1; () => j } }", "f:g= a:e0.0= a:e0.0 j:e0.1= j:e0.1"},
		{"head of for-of", "function f() { for (let x of x) x; }", "f:g= x:r0= x:r1! x:r0"},
		{"this", "this; (() => this)(); function f() { this; () => this }", "this:t this:t f:g= this:f0 this:e0.0"},
		{"new.target", "function f() { new.target; () => new.target }", "f:g= new.target:f2 new.target:e0.0"},
		{"derived", "class A extends B { constructor() { super(); this } }", "A:g= B:g this:f0!"},
		{"derived captured", "class A extends B { constructor() { () => super(); this } }", "A:g= B:g this:e0.1!"},
		{"super", "({ m() { super.x; () => super.y } })", "super:f1 this:f0 super:e0.0 this:e0.1"},
		{"class name", "class A { m() { A } static x = A; [A]() {} }", "A:g= A:e0.0!c A:e0.0c A:e0.0c"},
		{"private", "class A { #x; m() { this.#x } }", "A:g= #x:e0.0c this:f0"},
		{"fields", "class A { x = this; y = () => this }", "A:g= this:f0 this:e0.0"},
		{"arguments", "function f() { arguments; () => arguments }", "f:g= arguments:e0.0 arguments:e0.0"},
		{"arguments in place", "function f() { arguments }", "f:g= arguments:r0"},
		{"mapped", "function f(a) { arguments; a }", "f:g= a:e0.0= arguments:r1 a:e0.0"},
		{"not mapped", "function f(a) { arguments[0] + arguments.length; a }", "f:g= a:r0= arguments:r1 arguments:r1 a:r0"},
		{"mapped by assignment", "function f(a) { arguments[0]; a = 1 }", "f:g= a:e0.0= arguments:r1 a:e0.0"},
		{"mapped by function", "function f(a) { arguments[0]; function a() {} }", "f:g= a:e0.0= arguments:r1 a:e0.0="},
		{"mapped by call", "function f(a) { arguments[0]() }", "f:g= a:e0.0= arguments:r1"},
		{"mapped by store", "function f(a) { arguments[0]++ }", "f:g= a:e0.0= arguments:r1"},
		{"with", "function f(o, x) { with (o) { x; y } x }", "f:g= o:r0= x:r1= o:r0 x:d(w0.0 r1) y:d(w0.0 g) x:r1"},
		{"var in with", "function f(o) { with (o) { var x = 1 } }", "f:g= o:r0= o:r0 x:d(w0.0 r1)"},
		{"sloppy eval", "function f(a) { eval(''); a; b; () => b }", "f:g= a:e0.1= eval:d(v0.0 g) a:e0.1 b:d(v0.0 g) b:d(v0.0 g)"},
		{"strict eval", "function f(a) { 'use strict'; eval(''); a; b }", "f:g= a:e0.0= eval:g a:e0.0 b:g"},
		{"eval between", "function f(a) { return function g() { eval(''); a } }", "f:g= a:e0.0= eval:d(v0.0 g) a:d(v0.0 e1.0)"},
		{"eval in parameters", "function f(a = eval(''), b) { x; a }", "f:g= a:e0.1= eval:d(v0.0 g) b:e0.2= x:d(v0.0 g) a:e0.1"},
		{"annex b", "function f() { { function g() {} } g }", "f:g= g:r1= hoist g:r0 g:r0"},
		{"annex b hindered", "function f() { let g; { function g() {} } g }", "f:g= g:r0= g:r1= g:r0"},
		{"annex b parameter", "function f(g) { { function g() {} } g }", "f:g= g:r0= g:r1= g:r0"},
		{"annex b strict", "function f() { 'use strict'; { function g() {} } g }", "f:g= g:r0= g:g"},
		{"annex b through catch", "function f() { try {} catch (g) { { function g() {} } } g }", "f:g= g:r1= g:r2= hoist g:r0 g:r0"},
		{"arrow parameters", "(a, [b], {c: d = a}) => a + b + d", "a:r0= b:r3= d:r4= a:r0 a:r0 b:r3 d:r4"},
		{"arrow class parameter", "(a = class { m() { a } }) => a", "a:e0.0= a:e0.0! a:e0.0"},
		{"label is no use", "x: for (;;) break x;", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			prog, err := syntax.Parse(syntax.NewSource("t.js", c.src), syntax.Options{})
			require.NoError(t, err)
			checkProgram(t, prog)
			assert.Equal(t, c.want, usesOf(prog))
		})
	}
}

// siteOf returns the first direct eval in the program.
func siteOf(prog *syntax.Program) *syntax.EvalSite {
	var site *syntax.EvalSite
	var visit func(n syntax.Node)
	visit = func(n syntax.Node) {
		if c, ok := n.(*syntax.CallExpr); ok && c.Eval != nil && site == nil {
			site = c.Eval
		}
		syntax.Children(n, visit)
	}
	for _, f := range prog.Funcs {
		for _, p := range f.Params {
			if p.Default != nil {
				visit(p.Default)
			}
		}
		for _, s := range f.Body {
			visit(s)
		}
		if f.Expr != nil {
			visit(f.Expr)
		}
	}
	return site
}

// envsOf returns the scopes with an environment from the outermost to s.
func envsOf(s *syntax.Scope) []*syntax.Scope {
	if s == nil {
		return nil
	}
	list := envsOf(s.Parent)
	if s.NeedsEnv {
		list = append(list, s)
	}
	return list
}

func TestEval(t *testing.T) {
	for _, c := range []struct {
		name, outer, code string
		want              string // uses, or the message of the error
		vars              string
	}{
		{"global", "eval('')", "var a = 1; let b; a; b; c", "a:g b:r0= a:g b:r0 c:g", "a"},
		{"sees everything", "function f(a) { let b; { let c; eval('') } }", "a; b; c; d", "a:e0.1 b:e0.2! c:e0.6! d:d(v0.0 g)", ""},
		{"new var", "function f() { eval('') }", "var x = 1; x", "x:d(v0.0 g) x:d(v0.0 g)", "x"},
		{"var of the function", "function f() { var x; eval('') }", "var x = 1; x", "x:e0.1 x:e0.1", ""},
		{"parameter", "function f(x) { eval('') }", "var x; function x() {}", "x:e0.1 x:e0.1", ""},
		{"let in the way", "function f() { { let x; eval('') } }", "var x", "Identifier 'x' has already been declared", ""},
		{"let of the function", "function f() { let x; eval('') }", "var x", "Identifier 'x' has already been declared", ""},
		{"function and let", "function f() { let x; eval('') }", "function x() {}", "Identifier 'x' has already been declared", ""},
		{"catch parameter", "function f() { try {} catch (x) { eval('') } }", "var x = 1", "x:e0.4", "x"},
		{"strict", "function f() { 'use strict'; eval('') }", "var x = 1; x", "x:r0 x:r0", ""},
		{"strict code", "function f() { eval('') }", "'use strict'; var x = 1; x", "x:r0 x:r0", ""},
		{"in parameters", "function f(a = eval('')) {}", "var a", "Identifier 'a' has already been declared", ""},
		{"in parameters new", "function f(a = eval('')) {}", "var b; b", "b:d(v0.0 g) b:d(v0.0 g)", "b"},
		{"in parameters arguments", "function f(a = eval('')) {}", "var arguments", "Identifier 'arguments' has already been declared", ""},
		{"arrow parameters arguments", "(a = eval('')) => {}", "var arguments", "arguments:d(v0.0 g)", "arguments"},
		{"this", "function f() { eval('') }", "this; new.target; () => this", "this:e0.1 new.target:e0.2 this:e0.1", ""},
		{"this in arrow", "function f() { return () => eval('') }", "this", "this:e1.0", ""},
		{"global this", "eval('')", "this; () => this", "this:t this:t", ""},
		{"arguments", "function f() { eval('') }", "arguments", "arguments:e0.3", ""},
		{"arguments in a field", "class A { x = eval('') }", "arguments", "'arguments' is not allowed in class field initializer or static initialization block", ""},
		{"super", "({ m() { eval('') } })", "super.x", "super:e0.3 this:e0.1", ""},
		{"no super", "function f() { eval('') }", "super.x", "'super' keyword unexpected here", ""},
		{"no new.target", "eval('')", "new.target", "new.target expression is not allowed here", ""},
		{"private", "class A { #x; m() { eval('') } }", "this.#x", "#x:e1.1c this:e0.0", ""},
		{"private unknown", "class A { #x; m() { eval('') } }", "this.#y", "Private field '#y' must be declared in an enclosing class", ""},
		{"annex b", "function f() { eval('') }", "{ function g() {} } g", "g:r0= hoist g:d(v0.0 g) g:d(v0.0 g)", "g?"},
		{"annex b hindered", "function f() { let g; eval('') }", "{ function g() {} } g", "g:r0= g:e0.1!", ""},
		{"with", "function f(o) { with (o) { eval('') } }", "x; var y = 1; function z() {}", "x:d(w0.0 v1.0 g) y:d(w0.0 v1.0 g) z:d(v1.0 g)", "y z()"},
		{"const", "function f() { const c = 1; eval('') }", "c = 2", "c:e0.1!c", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			outer, err := syntax.Parse(syntax.NewSource("t.js", c.outer), syntax.Options{})
			require.NoError(t, err)
			checkProgram(t, outer)
			site := siteOf(outer)
			require.NotNil(t, site)
			ctx := syntax.EvalContext{Scope: site.Scope, Strict: site.Strict, InParams: site.InParams}
			prog, err := syntax.ParseEval(syntax.NewSource("eval", c.code), ctx)
			if err != nil {
				assert.Equal(t, c.want, err.Error())
				return
			}
			simulate(t, prog, envsOf(site.Scope))
			assert.Equal(t, c.want, usesOf(prog))
			var vars []string
			for _, v := range prog.Body.EvalVars {
				s := v.Name
				if v.Func {
					s += "()"
				}
				if v.AnnexB {
					s += "?"
				}
				vars = append(vars, s)
			}
			assert.Equal(t, c.vars, strings.Join(vars, " "))
		})
	}
}

package syntax

import (
	"bufio"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// Dump writes the functions of prog with their scopes and trees, one node a
// line, for people and golden tests. Uses show where their binding lives: r3 is
// register 3, e1.0 slot 0 of the environment one hop up.
func Dump(w io.Writer, prog *Program) error {
	b := bufio.NewWriter(w)
	for _, f := range prog.Funcs {
		d := dumper{w: b, fn: f}
		d.function()
	}
	return b.Flush()
}

type dumper struct {
	w     *bufio.Writer
	fn    *FuncInfo
	depth int
}

func (d *dumper) line(format string, args ...any) {
	d.w.WriteString(strings.Repeat("  ", d.depth))
	fmt.Fprintf(d.w, format, args...)
	d.w.WriteByte('\n')
}

var funcKindText = [...]string{
	FuncNormal: "function", FuncArrow: "arrow", FuncMethod: "method", FuncGetter: "getter", FuncSetter: "setter",
	FuncClassConstructor: "constructor", FuncDerivedConstructor: "derived constructor", FuncScript: "script",
	FuncModule: "module", FuncEval: "eval", FuncClassFields: "fields", FuncClassStatic: "static",
}

var scopeKindText = [...]string{
	ScopeScript: "script", ScopeModule: "module", ScopeEval: "eval", ScopeFunction: "function", ScopeBody: "body",
	ScopeBlock: "block", ScopeLoop: "loop", ScopeHead: "head", ScopeCatch: "catch", ScopeWith: "with",
	ScopeClass: "class", ScopeStatic: "static block", ScopeField: "field", ScopeParamVars: "parameter vars",
}

// String returns the name of the kind.
func (k FuncKind) String() string { return funcKindText[k] }

// String returns the name of the kind.
func (k ScopeKind) String() string { return scopeKindText[k] }

func (d *dumper) function() {
	f := d.fn
	var flags []string
	for _, x := range []struct {
		on   bool
		name string
	}{
		{f.IsAsync, "async"}, {f.IsGenerator, "generator"}, {f.Strict, "strict"}, {f.HasDirectEval, "eval"},
		{f.Mapped, "mapped"}, {f.DefaultCtor, "default"},
	} {
		if x.on {
			flags = append(flags, x.name)
		}
	}
	d.line("#%d %s %q [%d,%d) registers=%d/%d/%d %s", f.ID, funcKindText[f.Kind], f.Name, f.From, f.To,
		f.NumParams, f.TempBase, f.NumLocals, strings.Join(flags, " "))
	d.depth++
	for _, s := range f.Scopes {
		d.scope(s)
	}
	for i := range f.Params {
		p := &f.Params[i]
		name := "param"
		if p.Rest {
			name = "rest"
		}
		d.value(name, reflect.ValueOf(p.PatternElem))
	}
	for _, s := range f.Body {
		d.value("", reflect.ValueOf(s))
	}
	if f.Expr != nil {
		d.value("", reflect.ValueOf(f.Expr))
	}
	d.depth--
}

func (d *dumper) scope(s *Scope) {
	if len(s.Bindings) == 0 && !s.NeedsEnv {
		return
	}
	var b strings.Builder
	for _, x := range s.Bindings {
		b.WriteString(" " + x.Name)
		switch x.Store {
		case StoreReg:
			fmt.Fprintf(&b, ":r%d", x.Index)
		case StoreEnv:
			fmt.Fprintf(&b, ":e%d", x.Index)
		case StoreGlobal:
			b.WriteString(":g")
		}
		if x.TDZ {
			b.WriteByte('!')
		}
	}
	env := ""
	if s.NeedsEnv {
		env = fmt.Sprintf(" env(%d)", s.EnvSlots)
	}
	d.line("scope %s%s:%s", scopeKindText[s.Kind], env, b.String())
}

// Place spells where the binding of the use is, with ! where it may be uninitialised: r3 is
// register 3, e1.0 slot 0 of the environment one hop up. It is "" where there is none.
func (r *Ref) Place() string {
	s := ""
	switch r.Kind {
	case RefReg:
		s = fmt.Sprintf("r%d", r.Index)
	case RefEnv:
		s = fmt.Sprintf("e%d.%d", r.Hops, r.Index)
	case RefImport:
		s = fmt.Sprintf("i%d.%d", r.Hops, r.Index)
	case RefGlobal:
		s = "global"
	case RefDynamic:
		s = fmt.Sprintf("dynamic%d", r.Index)
	case RefFrame:
		s = [...]string{"frame.this", "frame.callee", "frame.newtarget"}[r.Index]
	case RefGlobalThis:
		s = "globalthis"
	case RefUndefined:
		s = "undefined"
	default:
		return ""
	}
	for _, f := range []struct {
		flag RefFlags
		text string
	}{{RefTDZ, "!"}, {RefImmutable, " const"}, {RefInit, " init"}} {
		if r.Has(f.flag) {
			s += f.text
		}
	}
	return s
}

var nodeType = reflect.TypeFor[Node]()

// value writes a field of a node: a node, a list or a part of one, or a scalar.
func (d *dumper) value(name string, v reflect.Value) {
	label := ""
	if name != "" {
		label = name + ": "
	}
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		switch {
		case v.IsNil():
		case v.Kind() == reflect.Interface:
			d.value(name, v.Elem())
		case v.Type().Implements(nodeType):
			d.node(label, v)
		}
	case reflect.Slice:
		for i := range v.Len() {
			e := v.Index(i)
			if e.Kind() == reflect.Interface && e.IsNil() {
				d.line("%selision", label)
				continue
			}
			d.value(name, e)
		}
	case reflect.Struct:
		d.line("%s%s%s", label, v.Type().Name(), d.scalars(v))
		d.depth++
		d.children(v)
		d.depth--
	}
}

// node writes a node, given as a pointer.
func (d *dumper) node(label string, v reflect.Value) {
	switch n := v.Interface().(type) {
	case *FuncInfo:
		d.line("%s#%d", label, n.ID)
		return
	case Stmt:
		if _, jump := v.Elem().Type().FieldByName("Label"); jump && v.Elem().Type().Name() != "LabeledStmt" {
			d.line("%s%s%s", label, v.Elem().Type().Name(), d.scalars(v.Elem()))
			return
		}
	}
	d.line("%s%s%s", label, v.Elem().Type().Name(), d.scalars(v.Elem()))
	d.depth++
	d.children(v.Elem())
	d.depth--
}

// scalars returns the fields of a node that are no nodes.
func (d *dumper) scalars(v reflect.Value) string {
	var b strings.Builder
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() || f.Name == "Site" || f.Name == "Span" {
			continue
		}
		x := v.Field(i)
		switch val := x.Interface().(type) {
		case Use:
			if t := val.Place(); t != "" {
				b.WriteString(" ")
				if !f.Anonymous {
					b.WriteString(f.Name + "=")
				}
				b.WriteString(t)
			}
			continue
		case Key:
			fmt.Fprintf(&b, " %q", val.Name)
			continue
		case Op:
			b.WriteString(" " + val.String())
			continue
		case Loop:
			fmt.Fprintf(&b, " loop=%d", val.LoopID)
			continue
		}
		switch x.Kind() {
		case reflect.Bool:
			if x.Bool() {
				b.WriteString(" " + f.Name)
			}
		case reflect.String:
			fmt.Fprintf(&b, " %q", x.String())
		case reflect.Float64, reflect.Uint32, reflect.Uint8, reflect.Int:
			fmt.Fprintf(&b, " %s=%v", f.Name, x.Interface())
		}
	}
	return b.String()
}

// children writes the fields of a node that are nodes.
func (d *dumper) children(v reflect.Value) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() || f.Anonymous && f.Name != "PatternElem" || f.Name == "Member" {
			continue
		}
		x := v.Field(i)
		switch val := x.Interface().(type) {
		case Use, Op, Loop:
			continue
		case Key:
			d.value("key", reflect.ValueOf(val.Expr))
			continue
		case PatternElem:
			d.children(x)
			continue
		}
		switch x.Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Slice:
			if x.Kind() != reflect.Slice || x.Type().Elem().Kind() != reflect.String {
				d.value(strings.ToLower(f.Name), x)
			}
		}
	}
}

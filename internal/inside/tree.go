package inside

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// Tree is a program, or a function of it, as a tree of named nodes.
type Tree struct {
	File   string
	Source *syntax.Source
	Tokens []syntax.Token
	Roots  []*Node
}

// Node is a node of a Tree. Types and names of fields are those of ESTree where that has
// them.
type Node struct {
	Type   string
	Span   syntax.Span
	Fields []Field  // in the order in which they are shown
	Place  string   // where the binding of a name is: see syntax.Ref.Place
	Frame  *Frame   // of functions
	Scopes []*Scope // that the node opens
}

// Field is a named part of a Node: a scalar, a *Node, or a list []*Node, in which nil is
// an elision.
type Field struct {
	Name  string
	Value any
}

// Frame is what a function has of a frame.
type Frame struct {
	ID        uint32 `json:"id"`
	Kind      string `json:"kind"`
	Arguments uint32 `json:"arguments"` // registers from 0
	Locals    uint32 `json:"locals"`    // the registers after them
	Temps     uint32 `json:"temporaries"`
	Loops     uint32 `json:"loops"`
}

func frameOf(f *syntax.FuncInfo) *Frame {
	return &Frame{
		ID: f.ID, Kind: f.Kind.String(), Arguments: f.NumParams, Locals: f.TempBase - f.NumParams,
		Temps: f.NumLocals - f.TempBase, Loops: f.NumLoops,
	}
}

// Scope is a scope with its names.
type Scope struct {
	Kind        string    `json:"kind"`
	Environment uint32    `json:"environment"` // slots of the environment that entering makes; 0: none is made
	Names       []Binding `json:"names"`
}

// Binding is a name of a Scope.
type Binding struct {
	Name     string `json:"name"`
	Kind     string `json:"kind"`
	Place    string `json:"place"` // r3: register 3; e1: slot 1 of an environment; global; "": nowhere
	Captured bool   `json:"captured,omitempty"`
	TDZ      bool   `json:"tdz,omitempty"` // uninitialised when the scope is entered
}

// NewTree describes functions of a program: the whole program when its body is among them.
func NewTree(s *Selection) *Tree {
	prog := s.Program
	t := &Tree{File: prog.Source.Name, Source: prog.Source}
	tokens := syntax.Tokens(prog)
	b := treeBuilder{prog}
	if s.Functions[0] == prog.Body {
		t.Tokens = tokens
		t.Roots = []*Node{b.function(prog.Body, "Program")}
		return t
	}
	for _, f := range s.Functions {
		t.Roots = append(t.Roots, b.function(f, functionType(f)))
		for _, k := range tokens {
			if k.From >= f.From && k.To <= f.To {
				t.Tokens = append(t.Tokens, k)
			}
		}
	}
	return t
}

type treeBuilder struct{ prog *syntax.Program }

var (
	nodeType  = reflect.TypeFor[syntax.Node]()
	scopeType = reflect.TypeFor[*syntax.Scope]()
)

// value describes a field: a node, a list, a part of a node, or nil for what is not there.
func (b *treeBuilder) value(v reflect.Value) *Node {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return b.value(v.Elem())
	case reflect.Pointer:
		if v.IsNil() || !v.Type().Implements(nodeType) {
			return nil
		}
		return b.node(v.Interface().(syntax.Node))
	case reflect.Struct:
		switch part := v.Interface().(type) {
		case syntax.Property:
			return b.property(&part)
		case syntax.PatternElem:
			return b.element(&part)
		case syntax.PatternProp:
			return b.patternProp(&part)
		case syntax.Declarator:
			return b.declarator(&part)
		case syntax.TemplateElement:
			n := &Node{Type: "TemplateElement", Fields: []Field{{"raw", part.Raw}}}
			if part.Valid {
				n.add("cooked", part.Cooked)
			}
			return n
		case syntax.SwitchCase:
			n := &Node{Type: "SwitchCase", Span: part.Span}
			b.fields(n, v)
			return n
		}
	}
	return nil
}

// node describes a node by its fields.
func (b *treeBuilder) node(x syntax.Node) *Node {
	n := &Node{Span: syntax.Span{From: x.Pos(), To: x.End()}}
	switch x := x.(type) {
	case *syntax.FuncInfo:
		return b.function(x, functionType(x))
	case *syntax.FunctionLit:
		f := b.function(x.Func, functionType(x.Func))
		f.Span = n.Span
		return f
	case *syntax.FunctionDecl:
		f := b.function(x.Func, "FunctionDeclaration")
		f.Span = n.Span
		f.Fields = append([]Field{{"id", b.node(x.Name)}}, f.Fields...)
		if x.HoistToVar {
			f.add("hoistTo", x.Var.Place())
		}
		return f
	case *syntax.Ident:
		n.Type, n.Place = "Identifier", x.Place()
		n.add("name", x.Name)
		return n
	case *syntax.ThisExpr:
		n.Place = x.Place()
	case *syntax.NewTarget:
		n.Place = x.Place()
	case *syntax.TypeofExpr:
		n.add("operator", "typeof")
	case *syntax.DeleteExpr:
		n.add("operator", "delete")
	case *syntax.BoolLit:
		n.add("value", x.Value)
	case *syntax.IndexExpr, *syntax.SuperIndex:
		n.add("computed", true)
	case *syntax.ImportDecl:
		n.add("source", b.prog.Module.Requests[x.Request].Specifier)
	case *syntax.AssignExpr:
		n.add("operator", "=")
	case *syntax.UpdateExpr:
		n.Type = "UpdateExpression"
		n.add("operator", x.Op.String()+x.Op.String())
		n.add("prefix", x.Prefix)
		n.add("argument", b.node(x.X))
		return n
	case *syntax.CompoundAssign:
		return b.assignment(n, x.Op, x.Target, x.Value)
	case *syntax.LogicalAssign:
		return b.assignment(n, x.Op, x.Target, x.Value)
	case *syntax.FieldDef:
		b.key(n, &x.Member.Key, "key")
	case *syntax.ClassMember:
		n.Type = memberTypes[x.Kind]
	}
	v := reflect.ValueOf(x).Elem()
	if n.Type == "" {
		n.Type = typeNames[v.Type().Name()]
	}
	b.fields(n, v)
	return n
}

func (b *treeBuilder) assignment(n *Node, op syntax.Op, target syntax.Pattern, value syntax.Expr) *Node {
	n.Type = "AssignmentExpression"
	n.add("operator", op.String()+"=")
	n.add("left", b.node(target))
	n.add("right", b.node(value))
	return n
}

func (n *Node) add(name string, value any) {
	if child, ok := value.(*Node); ok && child == nil {
		return
	}
	n.Fields = append(n.Fields, Field{name, value})
}

// fields adds the fields of a node in the order in which the type has them.
func (b *treeBuilder) fields(n *Node, v reflect.Value) {
	owner := v.Type().Name()
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() || leftOut[f.Name] || leftOut[owner+"."+f.Name] {
			continue
		}
		if f.Name == "Target" && v.FieldByName("Decl").IsValid() && !v.FieldByName("Decl").IsNil() {
			continue // the pattern of Decl
		}
		name := fieldName(owner, f.Name)
		x := v.Field(i)
		if x.Type() == scopeType {
			b.scope(n, x.Interface().(*syntax.Scope))
			continue
		}
		if b.special(n, name, x) {
			continue
		}
		switch x.Kind() {
		case reflect.Bool:
			if x.Bool() {
				n.add(name, true)
			}
		case reflect.String:
			if x.String() != "" || !omitEmpty[owner+"."+f.Name] {
				n.add(name, x.String())
			}
		case reflect.Float64, reflect.Int:
			n.add(name, x.Interface())
		case reflect.Uint32:
			n.add(name, fmt.Sprint("r", x.Uint())) // fields Temp
		case reflect.Slice:
			b.list(n, name, x)
		default:
			n.add(name, b.value(x))
		}
	}
}

// special adds a field whose type has a meaning of its own.
func (b *treeBuilder) special(n *Node, name string, x reflect.Value) bool {
	switch part := x.Interface().(type) {
	case syntax.Use:
		if place := part.Place(); place != "" {
			n.add(name+"Place", place)
		}
	case *syntax.Use:
		if part != nil {
			n.add(name+"Place", part.Place())
		}
	case *syntax.EvalSite:
		if part != nil {
			n.add("directEval", true)
		}
	case syntax.Key:
		b.key(n, &part, name)
	case syntax.Op:
		n.add(name, part.String())
	case syntax.Loop:
		n.add("loop", int(part.LoopID))
		if len(part.Labels) > 0 {
			n.add("labels", strings.Join(part.Labels, ", "))
		}
	case syntax.VarKind:
		n.add(name, varKinds[part])
	case syntax.MemberKind:
		if kind := memberKinds[part]; kind != "" {
			n.add(name, kind)
		}
	case syntax.ImportPhase:
		if part != syntax.PhaseEvaluation {
			n.add(name, phases[part])
		}
	default:
		return false
	}
	return true
}

func (b *treeBuilder) list(n *Node, name string, x reflect.Value) {
	list := make([]*Node, x.Len())
	for i := range list {
		list[i] = b.value(x.Index(i))
	}
	n.add(name, list)
}

// key adds a property name: a node when it is computed, else its text.
func (b *treeBuilder) key(n *Node, k *syntax.Key, name string) {
	if k.Kind == syntax.KeyComputed {
		n.add("computed", true)
		n.add(name, b.value(reflect.ValueOf(k.Expr)))
		return
	}
	if k.Name != "" || k.To > k.From {
		n.add(name, k.Name)
	}
}

func (b *treeBuilder) property(p *syntax.Property) *Node {
	value := b.node(p.Value)
	if p.Kind == syntax.PropSpread {
		return &Node{Type: "SpreadElement", Span: syntax.Span{From: p.Value.Pos(), To: p.Value.End()}, Fields: []Field{{"argument", value}}}
	}
	n := &Node{Type: "Property", Span: syntax.Span{From: p.Key.From, To: p.Value.End()}}
	n.add("kind", propKinds[p.Kind])
	if p.Shorthand {
		n.add("shorthand", true)
	}
	b.key(n, &p.Key, "key")
	n.add("value", value)
	return n
}

// element describes what a value is stored into, with its default.
func (b *treeBuilder) element(e *syntax.PatternElem) *Node {
	if e.Target == nil {
		return nil
	}
	target := b.node(e.Target)
	if e.Default == nil {
		return target
	}
	return &Node{Type: "AssignmentPattern", Span: syntax.Span{From: e.Target.Pos(), To: e.Default.End()},
		Fields: []Field{{"left", target}, {"right", b.node(e.Default)}}}
}

func (b *treeBuilder) patternProp(p *syntax.PatternProp) *Node {
	value := b.element(&p.PatternElem)
	n := &Node{Type: "Property", Span: syntax.Span{From: p.Key.From, To: max(p.Key.To, value.Span.To)}}
	n.add("kind", "init")
	b.key(n, &p.Key, "key")
	n.add("value", value)
	return n
}

func (b *treeBuilder) declarator(d *syntax.Declarator) *Node {
	n := &Node{Type: "VariableDeclarator", Span: syntax.Span{From: d.Target.Pos(), To: d.Target.End()}}
	n.add("id", b.node(d.Target))
	if d.Init != nil {
		n.Span.To = d.Init.End()
		n.add("init", b.node(d.Init))
	}
	return n
}

// function describes a function with its frame, its scopes and its body.
func (b *treeBuilder) function(f *syntax.FuncInfo, kind string) *Node {
	n := &Node{Type: kind, Span: f.Span}
	n.Frame = frameOf(f)
	if kind == "Program" {
		n.add("sourceType", f.Kind.String())
	} else {
		n.add("name", f.Name)
	}
	for _, flag := range []struct {
		on   bool
		name string
	}{{f.IsAsync, "async"}, {f.IsGenerator, "generator"}, {f.Strict, "strict"}, {f.HasDirectEval, "directEval"}, {f.Mapped, "mappedArguments"}, {f.DefaultCtor, "implicit"}} {
		if flag.on {
			n.add(flag.name, true)
		}
	}
	b.scope(n, f.Scope)
	b.scope(n, f.BodyScope)
	if kind != "Program" {
		params := make([]*Node, len(f.Params))
		for i := range f.Params {
			params[i] = b.element(&f.Params[i].PatternElem)
			if f.Params[i].Rest {
				params[i] = &Node{Type: "RestElement", Span: params[i].Span, Fields: []Field{{"argument", params[i]}}}
			}
		}
		n.add("params", params)
	}
	if f.Expr != nil {
		n.add("expression", true)
		n.add("body", b.node(f.Expr))
		return n
	}
	body := make([]*Node, len(f.Body))
	for i, s := range f.Body {
		body[i] = b.node(s)
	}
	n.add("body", body)
	return n
}

func (b *treeBuilder) scope(n *Node, s *syntax.Scope) {
	if s == nil || len(s.Bindings) == 0 && !s.NeedsEnv {
		return
	}
	out := &Scope{Kind: s.Kind.String(), Names: []Binding{}}
	if s.NeedsEnv {
		out.Environment = s.EnvSlots
	}
	for _, x := range s.Bindings {
		name := Binding{Name: x.Name, Kind: bindingKinds[x.Kind], Captured: x.Captured, TDZ: x.TDZ}
		switch x.Store {
		case syntax.StoreReg:
			name.Place = fmt.Sprint("r", x.Index)
		case syntax.StoreEnv:
			name.Place = fmt.Sprint("e", x.Index)
		case syntax.StoreGlobal:
			name.Place = "global"
		}
		out.Names = append(out.Names, name)
	}
	n.Scopes = append(n.Scopes, out)
}

func functionType(f *syntax.FuncInfo) string {
	switch f.Kind {
	case syntax.FuncNormal:
		if !f.IsExpression {
			return "FunctionDeclaration"
		}
	case syntax.FuncArrow:
		return "ArrowFunctionExpression"
	case syntax.FuncScript, syntax.FuncModule, syntax.FuncEval:
		return "Program"
	case syntax.FuncClassFields:
		return "FieldInitializer"
	case syntax.FuncClassStatic:
		return "StaticInitializer"
	}
	return "FunctionExpression"
}

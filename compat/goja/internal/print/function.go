package print

import "github.com/dop251/goja/ast"

func (w *printer) parameters(p *ast.ParameterList) {
	w.put("(")
	for i, b := range p.List {
		if i > 0 {
			w.put(", ")
		}
		w.binding(b)
	}
	if p.Rest != nil {
		if len(p.List) > 0 {
			w.put(", ")
		}
		w.put("...")
		w.expression(p.Rest)
	}
	w.put(") ")
}

func (w *printer) function(f *ast.FunctionLiteral) {
	if f.Async {
		w.put("async ")
	}
	w.put("function")
	if f.Generator {
		w.put("*")
	}
	if f.Name != nil {
		w.put(" ", f.Name.Name.String())
	}
	w.parameters(f.ParameterList)
	w.block(f.Body)
}

func (w *printer) arrow(f *ast.ArrowFunctionLiteral) {
	if f.Async {
		w.put("async ")
	}
	w.parameters(f.ParameterList)
	w.put("=> ")
	switch body := f.Body.(type) {
	case *ast.BlockStatement:
		w.block(body)
	case *ast.ExpressionBody:
		w.put("(")
		w.expression(body.Expression)
		w.put(")")
	}
}

// method puts a method or accessor.
func (w *printer) method(kind ast.PropertyKind, key ast.Expression, computed bool, f *ast.FunctionLiteral) {
	switch {
	case kind == ast.PropertyKindGet:
		w.put("get ")
	case kind == ast.PropertyKindSet:
		w.put("set ")
	}
	if f.Async {
		w.put("async ")
	}
	if f.Generator {
		w.put("*")
	}
	w.key(key, computed)
	w.parameters(f.ParameterList)
	w.block(f.Body)
}

func (w *printer) key(key ast.Expression, computed bool) {
	switch k := key.(type) {
	case *ast.NumberLiteral:
		if !computed {
			text := number(k.Value)
			w.put(text[1 : len(text)-1])
			return
		}
	case *ast.BadExpression:
		if !computed {
			w.bad(k)
			return
		}
	}
	if computed {
		w.put("[")
		w.expression(key)
		w.put("]")
		return
	}
	w.expression(key)
}

// object puts an object literal or a pattern.
func (w *printer) object(list []ast.Property, rest ast.Expression) {
	w.put("{")
	for _, p := range list {
		switch p := p.(type) {
		case *ast.PropertyShort:
			w.put(p.Name.Name.String())
			if p.Initializer != nil {
				w.put(" = ")
				w.expression(p.Initializer)
			}
		case *ast.PropertyKeyed:
			f, isFunction := p.Value.(*ast.FunctionLiteral)
			if isFunction && p.Kind != ast.PropertyKindValue {
				w.method(p.Kind, p.Key, p.Computed, f)
				break
			}
			w.key(p.Key, p.Computed)
			w.put(": ")
			w.element(p.Value)
		default:
			w.expression(p)
		}
		w.put(", ")
	}
	if rest != nil {
		w.put("...")
		w.expression(rest)
	}
	w.put("}")
}

func (w *printer) class(c *ast.ClassLiteral) {
	w.put("class ")
	if c.Name != nil {
		w.put(c.Name.Name.String(), " ")
	}
	if c.SuperClass != nil {
		w.put("extends (")
		w.expression(c.SuperClass)
		w.put(") ")
	}
	w.put("{\n")
	for _, e := range c.Body {
		w.classElement(e)
		w.put("\n")
	}
	w.put("}")
}

func (w *printer) classElement(e ast.ClassElement) {
	switch e := e.(type) {
	case *ast.ClassStaticBlock:
		w.put("static ")
		w.block(e.Block)
	case *ast.FieldDefinition:
		if e.Static {
			w.put("static ")
		}
		w.key(e.Key, e.Computed)
		if e.Initializer != nil {
			w.put(" = ")
			w.expression(e.Initializer)
		}
		w.put(";")
	case *ast.MethodDefinition:
		if e.Static {
			w.put("static ")
		}
		w.method(e.Kind, e.Key, e.Computed, e.Body)
	}
}

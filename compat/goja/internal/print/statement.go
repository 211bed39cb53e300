package print

import (
	"strings"

	"github.com/dop251/goja/ast"
)

func (w *printer) statements(list []ast.Statement) {
	for _, s := range list {
		w.statement(s)
		w.put("\n")
	}
}

func (w *printer) block(b *ast.BlockStatement) {
	w.put("{\n")
	w.statements(b.List)
	w.put("}")
}

func (w *printer) statement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.BadStatement:
		// A declaration that no semicolon ends must not go on with the next statement.
		text := w.bad(s)
		declares := !strings.HasPrefix(text, "for") && !strings.HasPrefix(text, "class") && !strings.HasPrefix(text, "@")
		if !strings.HasSuffix(text, ";") && (declares || !strings.HasSuffix(text, "}")) {
			w.put(";")
		}
	case *ast.BlockStatement:
		w.block(s)
	case *ast.BranchStatement:
		w.put(s.Token.String())
		if s.Label != nil {
			w.put(" ", s.Label.Name.String())
		}
		w.put(";")
	case *ast.ClassDeclaration:
		w.class(s.Class)
	case *ast.FunctionDeclaration:
		w.function(s.Function)
	case *ast.DebuggerStatement:
		w.put("debugger;")
	case *ast.EmptyStatement:
		w.put(";")
	case *ast.ExpressionStatement:
		w.expressionStatement(s.Expression)
	case *ast.IfStatement:
		w.ifStatement(s)
	case *ast.LabelledStatement:
		w.put(s.Label.Name.String(), ": ")
		w.statement(s.Statement)
	case *ast.LexicalDeclaration:
		w.bindings(s.Token.String(), s.List)
		w.put(";")
	case *ast.VariableStatement:
		w.bindings("var", s.List)
		w.put(";")
	case *ast.ReturnStatement:
		w.keyword("return", s.Argument)
	case *ast.ThrowStatement:
		w.keyword("throw", s.Argument)
	case *ast.SwitchStatement:
		w.switchStatement(s)
	case *ast.TryStatement:
		w.try(s)
	case *ast.WithStatement:
		w.head("with", s.Object, s.Body)
	default:
		w.loop(s)
	}
}

// expressionStatement puts a statement that begins with no word that begins another one.
func (w *printer) expressionStatement(x ast.Expression) {
	if lit, ok := x.(*ast.StringLiteral); ok && (lit.Value != "use strict" || len(lit.Literal) <= len(`"use strict"`)) {
		w.put(quoted(lit.Value), ";")
		return
	}
	w.put("(")
	w.expression(x)
	w.put(");")
}

// keyword puts a word with an expression, which may be nil.
func (w *printer) keyword(word string, x ast.Expression) {
	w.put(word)
	if x != nil {
		w.put(" ")
		w.expression(x)
	}
	w.put(";")
}

func (w *printer) head(word string, x ast.Expression, body ast.Statement) {
	w.put(word, " (")
	w.expression(x)
	w.put(") ")
	w.statement(body)
}

func (w *printer) ifStatement(s *ast.IfStatement) {
	if s.Alternate == nil {
		w.head("if", s.Test, s.Consequent)
		return
	}
	then := s.Consequent
	if takesElse(then) {
		then = &ast.BlockStatement{List: []ast.Statement{then}}
	}
	w.head("if", s.Test, then)
	w.put(" else ")
	w.statement(s.Alternate)
}

// takesElse reports whether an else behind s would be of an if that ends s.
func takesElse(s ast.Statement) bool {
	switch s := s.(type) {
	case *ast.IfStatement:
		return s.Alternate == nil || takesElse(s.Alternate)
	case *ast.LabelledStatement:
		return takesElse(s.Statement)
	case *ast.WithStatement:
		return takesElse(s.Body)
	case *ast.WhileStatement:
		return takesElse(s.Body)
	case *ast.ForStatement:
		return takesElse(s.Body)
	case *ast.ForInStatement:
		return takesElse(s.Body)
	case *ast.ForOfStatement:
		return takesElse(s.Body)
	case *ast.BadStatement:
		return true
	}
	return false
}

func (w *printer) switchStatement(s *ast.SwitchStatement) {
	w.put("switch (")
	w.expression(s.Discriminant)
	w.put(") {\n")
	for _, c := range s.Body {
		if c.Test == nil {
			w.put("default:\n")
		} else {
			w.put("case ")
			w.expression(c.Test)
			w.put(":\n")
		}
		w.statements(c.Consequent)
	}
	w.put("}")
}

func (w *printer) try(s *ast.TryStatement) {
	w.put("try ")
	w.block(s.Body)
	if s.Catch != nil {
		w.put(" catch ")
		if s.Catch.Parameter != nil {
			w.put("(")
			w.expression(s.Catch.Parameter)
			w.put(") ")
		}
		w.block(s.Catch.Body)
	}
	if s.Finally != nil {
		w.put(" finally ")
		w.block(s.Finally)
	}
}

func (w *printer) loop(s ast.Statement) {
	switch s := s.(type) {
	case *ast.WhileStatement:
		w.head("while", s.Test, s.Body)
	case *ast.DoWhileStatement:
		w.put("do ")
		w.statement(s.Body)
		w.put(" while (")
		w.expression(s.Test)
		w.put(");")
	case *ast.ForStatement:
		w.put("for (")
		w.initializer(s.Initializer)
		w.put("; ")
		w.optional(s.Test)
		w.put("; ")
		w.optional(s.Update)
		w.put(") ")
		w.statement(s.Body)
	case *ast.ForInStatement:
		w.forInto(s.Into, "in", s.Source, s.Body)
	case *ast.ForOfStatement:
		w.forInto(s.Into, "of", s.Source, s.Body)
	}
}

func (w *printer) initializer(i ast.ForLoopInitializer) {
	switch i := i.(type) {
	case *ast.ForLoopInitializerExpression:
		w.put("(")
		w.expression(i.Expression)
		w.put(")")
	case *ast.ForLoopInitializerVarDeclList:
		w.bindings("var", i.List)
	case *ast.ForLoopInitializerLexicalDecl:
		w.bindings(i.LexicalDeclaration.Token.String(), i.LexicalDeclaration.List)
	}
}

func (w *printer) forInto(into ast.ForInto, word string, source ast.Expression, body ast.Statement) {
	w.put("for (")
	switch into := into.(type) {
	case *ast.ForIntoVar:
		w.put("var ")
		w.binding(into.Binding)
	case *ast.ForDeclaration:
		if into.IsConst {
			w.put("const ")
		} else {
			w.put("let ")
		}
		w.expression(into.Target)
	case *ast.ForIntoExpression:
		if _, ok := into.Expression.(ast.Pattern); ok {
			w.expression(into.Expression)
		} else {
			w.put("(")
			w.expression(into.Expression)
			w.put(")")
		}
	}
	w.put(" ", word, " ")
	w.expression(source)
	w.put(") ")
	w.statement(body)
}

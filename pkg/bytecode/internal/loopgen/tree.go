package loopgen

import (
	"go/ast"
	"go/token"
	"maps"
	"reflect"
	"slices"
)

// clone returns a copy of a tree.
func clone[T any](tree T) T {
	return copyValue(reflect.ValueOf(&tree).Elem(), true).Interface().(T)
}

// withoutPositions returns a copy of a tree whose parts have no place in a file, so
// that it is printed in the form of its own.
func withoutPositions[T any](tree T) T {
	return copyValue(reflect.ValueOf(&tree).Elem(), false).Interface().(T)
}

var typePos = reflect.TypeFor[token.Pos]()

// hasMeaning are the positions that are there or not.
var hasMeaning = []string{"Ellipsis", "Lparen"}

func copyValue(v reflect.Value, positions bool) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			break
		}
		inner := copyValue(v.Elem(), positions)
		if v.Kind() == reflect.Interface {
			out.Set(inner)
			break
		}
		p := reflect.New(v.Type().Elem())
		p.Elem().Set(inner)
		out.Set(p)
	case reflect.Slice:
		if v.IsNil() {
			break
		}
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(copyValue(v.Index(i), positions))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).Type() != typePos {
				out.Field(i).Set(copyValue(v.Field(i), positions))
			} else if positions || v.Field(i).Int() != 0 && slices.Contains(hasMeaning, v.Type().Field(i).Name) {
				out.Field(i).Set(v.Field(i))
			}
		}
	default:
		out.Set(v)
	}
	return out
}

// rewrite puts f of each expression below n in its place, the inner ones first. n is
// a node that is no expression itself, or a list of such.
func rewrite(n any, f func(ast.Expr) ast.Expr) {
	rewriteValue(reflect.ValueOf(n), f)
}

var typeExpr = reflect.TypeFor[ast.Expr]()

func rewriteValue(v reflect.Value, f func(ast.Expr) ast.Expr) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			rewriteValue(v.Elem(), f)
		}
	case reflect.Interface:
		if v.IsNil() {
			break
		}
		rewriteValue(v.Elem(), f)
		if v.Type() == typeExpr {
			v.Set(reflect.ValueOf(f(v.Interface().(ast.Expr))))
		}
	case reflect.Slice:
		for i := range v.Len() {
			rewriteValue(v.Index(i), f)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			rewriteValue(v.Field(i), f)
		}
	}
}

// replace puts copies of expressions in the place of names.
func replace(n any, by map[string]ast.Expr) {
	rewrite(n, func(e ast.Expr) ast.Expr {
		if id, ok := e.(*ast.Ident); ok && by[id.Name] != nil {
			return clone(by[id.Name])
		}
		return e
	})
}

// eachIdent calls f with the names of variables, functions and types below n: not
// with those of fields, methods and labels.
func eachIdent(n ast.Node, f func(*ast.Ident)) {
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			eachIdent(n.X, f)
			return false
		case *ast.BranchStmt:
			return false
		case *ast.LabeledStmt:
			eachIdent(n.Stmt, f)
			return false
		case *ast.Ident:
			f(n)
		}
		return true
	})
}

// mentions reports whether a name occurs in statements.
func mentions(list []ast.Stmt, name string) (found bool) {
	eachIdent(&ast.BlockStmt{List: list}, func(id *ast.Ident) { found = found || id.Name == name })
	return found
}

// declared returns the names that are declared below n.
func declared(n ast.Node) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			add(names, n.Names)
		case *ast.ValueSpec:
			add(names, n.Names)
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				for _, e := range n.Lhs {
					names[e.(*ast.Ident).Name] = true
				}
			}
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok {
					names[id.Name] = true
				}
			}
		}
		return true
	})
	return names
}

func add(names map[string]bool, ids []*ast.Ident) {
	for _, id := range ids {
		names[id.Name] = true
	}
}

// declaredHere returns the names that the statements of a list declare in its scope.
func declaredHere(list []ast.Stmt) map[string]bool {
	names := map[string]bool{}
	for _, s := range list {
		switch s := s.(type) {
		case *ast.AssignStmt, *ast.DeclStmt:
			maps.Copy(names, declared(s))
		}
	}
	return names
}

func isName(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// contains reports whether there is a node below n for which f holds.
func contains(n ast.Node, f func(ast.Node) bool) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		found = found || n != nil && f(n)
		return !found
	})
	return found
}

func isReturn(n ast.Node) bool {
	_, ok := n.(*ast.ReturnStmt)
	return ok
}

func sortedValues(m map[string]string) []string { return slices.Sorted(maps.Values(m)) }

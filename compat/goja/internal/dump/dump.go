// Package dump spells out the trees that package parser makes, so that those of two modules
// with the same interface can be compared. Its text is compiled on both.
package dump

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
)

// Source is a text to parse.
type Source struct{ Name, Text string }

// Entry is a field of a tree, such as ArrayLiteral.LeftBracket, with its value.
type Entry struct{ Key, Value string }

// Tree is what a text was parsed to, or the error.
type Tree struct {
	Name, Error string
	Entries     []Entry
}

// Of parses a text.
func Of(s Source) (t Tree) {
	t.Name = s.Name
	defer func() {
		if r := recover(); r != nil {
			t.Error = fmt.Sprint("panic: ", r)
		}
	}()
	prog, err := parser.ParseFile(nil, s.Name, s.Text, 0, parser.WithDisableSourceMaps)
	if err != nil {
		t.Error = err.Error()
		return t
	}
	d := dumper{seen: map[any]int{}}
	d.value("", reflect.ValueOf(prog))
	t.Entries = d.entries
	return t
}

type dumper struct {
	entries []Entry
	seen    map[any]int
}

func (d *dumper) add(key, format string, args ...any) {
	d.entries = append(d.entries, Entry{key, fmt.Sprintf(format, args...)})
}

// value adds what a field holds.
func (d *dumper) value(key string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			d.add(key, "nil")
			return
		}
		d.value(key, v.Elem())
	case reflect.Pointer:
		d.pointer(key, v)
	case reflect.Slice:
		d.add(key, "%d of them", v.Len())
		for i := range v.Len() {
			d.value(key, v.Index(i))
		}
	case reflect.Struct:
		d.add(key, "%s", v.Type().Name())
		d.node(v)
	default:
		d.add(key, "%s %#v", v.Type(), v.Interface())
	}
}

func (d *dumper) pointer(key string, v reflect.Value) {
	if v.IsNil() {
		d.add(key, "nil")
		return
	}
	switch x := v.Interface().(type) {
	case *file.File:
		d.add(key, "file %s from %d", x.Name(), x.Base())
		return
	case fmt.Stringer:
		d.add(key, "%T %s", x, x)
		return
	}
	if n, ok := d.seen[v.Interface()]; ok {
		d.add(key, "entry %d again", n)
		return
	}
	d.seen[v.Interface()] = len(d.entries)
	d.value(key, v.Elem())
}

// node adds the places and the fields of a struct.
func (d *dumper) node(v reflect.Value) {
	name := v.Type().Name()
	if n, ok := v.Addr().Interface().(ast.Node); ok {
		d.add(name+".Idx0()", "%s", place(n.Idx0))
		d.add(name+".Idx1()", "%s", place(n.Idx1))
	}
	var fields []string
	for i := range v.NumField() {
		fields = append(fields, v.Type().Field(i).Name)
	}
	slices.Sort(fields)
	for _, f := range fields {
		d.value(name+"."+f, v.FieldByName(f))
	}
}

// place is where a node begins or ends, "panic" if it cannot tell.
func place(of func() file.Idx) (text string) {
	defer func() {
		if recover() != nil {
			text = "panic"
		}
	}()
	return fmt.Sprint(int(of()))
}

package goja

import (
	"reflect"

	"github.com/kilnjs/kiln/pkg/heap"
)

// Symbol is a JavaScript symbol. The zero value is not usable: NewSymbol makes symbols, which
// several runtimes may share.
type Symbol struct {
	description Value // a String, or undefined
}

// The well-known symbols.
var (
	SymHasInstance        = NewSymbol("Symbol.hasInstance")
	SymIsConcatSpreadable = NewSymbol("Symbol.isConcatSpreadable")
	SymIterator           = NewSymbol("Symbol.iterator")
	SymMatch              = NewSymbol("Symbol.match")
	SymMatchAll           = NewSymbol("Symbol.matchAll")
	SymReplace            = NewSymbol("Symbol.replace")
	SymSearch             = NewSymbol("Symbol.search")
	SymSpecies            = NewSymbol("Symbol.species")
	SymSplit              = NewSymbol("Symbol.split")
	SymToPrimitive        = NewSymbol("Symbol.toPrimitive")
	SymToStringTag        = NewSymbol("Symbol.toStringTag")
	SymUnscopables        = NewSymbol("Symbol.unscopables")
)

var wellKnown = map[string]*Symbol{
	"hasInstance":        SymHasInstance,
	"isConcatSpreadable": SymIsConcatSpreadable,
	"iterator":           SymIterator,
	"match":              SymMatch,
	"matchAll":           SymMatchAll,
	"replace":            SymReplace,
	"search":             SymSearch,
	"species":            SymSpecies,
	"split":              SymSplit,
	"toPrimitive":        SymToPrimitive,
	"toStringTag":        SymToStringTag,
	"unscopables":        SymUnscopables,
}

// NewSymbol makes a symbol that no other is equal to.
func NewSymbol(s string) *Symbol { return &Symbol{newString(s)} }

// ToInteger panics: a symbol is no number.
func (s *Symbol) ToInteger() int64 { panic(typeErrorText("Cannot convert a Symbol value to a number")) }

// ToString returns the description.
func (s *Symbol) ToString() Value { return s.description.ToString() }

// String returns the description.
func (s *Symbol) String() string {
	if s.description == _undefined {
		return ""
	}
	return s.description.String()
}

// ToFloat panics: a symbol is no number.
func (s *Symbol) ToFloat() float64 { panic(typeErrorText("Cannot convert a Symbol value to a number")) }

// ToNumber panics: a symbol is no number.
func (s *Symbol) ToNumber() Value { panic(typeErrorText("Cannot convert a Symbol value to a number")) }

// ToBoolean returns true.
func (s *Symbol) ToBoolean() bool { return true }

// ToObject makes the object around the symbol.
func (s *Symbol) ToObject(r *Runtime) *Object { return r.toObject(s) }

// SameAs reports whether other is this symbol.
func (s *Symbol) SameAs(other Value) bool { return sameAs(s, other) }

// Equals is the operator ==.
func (s *Symbol) Equals(o Value) bool { return looselyEquals(s, o) }

// StrictEquals is the operator ===.
func (s *Symbol) StrictEquals(o Value) bool { return sameAs(s, o) }

// Export returns the description.
func (s *Symbol) Export() interface{} { return s.String() }

// ExportType is the type of what Export returns.
func (s *Symbol) ExportType() reflect.Type { return typeString }

// symbols relates the symbols of Go to those of the heap.
type symbols struct {
	cells map[*Symbol]heap.Value
	known map[heap.Value]*Symbol
}

func (s *symbols) start(r *Runtime) {
	s.cells, s.known = map[*Symbol]heap.Value{}, map[heap.Value]*Symbol{}
	r.obj.Heap.WellKnownSymbols(func(name string, v heap.Value) {
		if sym := wellKnown[name]; sym != nil {
			s.pair(sym, v)
		}
	})
}

func (s *symbols) pair(sym *Symbol, v heap.Value) { s.cells[sym], s.known[v] = v, sym }

func (s *symbols) trace(m *heap.Marker) {
	for v := range s.known {
		m.Value(v)
	}
}

func (s *Symbol) cell(r *Runtime) heap.Value {
	v, ok := r.symbols.cells[s]
	if !ok {
		v = r.obj.Heap.NewSymbol(s.description.cell(r)).Value()
		r.symbols.pair(s, v)
	}
	return v
}

// symbolOf is the symbol of Go for one of the heap.
func (r *Runtime) symbolOf(v heap.Value) *Symbol {
	sym := r.symbols.known[v]
	if sym == nil {
		sym = &Symbol{_undefined}
		if d := v.Symbol().Description(); d.IsString() {
			sym.description = r.stringOf(d.Str())
		}
		r.symbols.pair(sym, v)
	}
	return sym
}

package kiln

import (
	"github.com/kilnjs/kiln/pkg/heap"
)

// WellKnownSymbol names a symbol that the language itself uses (sec-well-known-symbols).
type WellKnownSymbol uint8

// The well-known symbols: SymbolIterator is Symbol.iterator of scripts.
const (
	SymbolAsyncDispose WellKnownSymbol = iota
	SymbolAsyncIterator
	SymbolDispose
	SymbolHasInstance
	SymbolIsConcatSpreadable
	SymbolIterator
	SymbolMatch
	SymbolMatchAll
	SymbolReplace
	SymbolSearch
	SymbolSpecies
	SymbolSplit
	SymbolToPrimitive
	SymbolToStringTag
	SymbolUnscopables
	SymbolMetadata
)

// Symbol returns a well-known symbol, as a key for GetKey, SetKey and the like.
func (rt *Runtime) Symbol(s WellKnownSymbol) Value {
	i, out := WellKnownSymbol(0), Value{}
	rt.obj.Heap.WellKnownSymbols(func(_ string, symbol heap.Value) {
		if i == s {
			out = rt.value(symbol)
		}
		i++
	})
	return out
}

// NewSymbol makes a symbol that is equal to no other. The description is for people.
func (rt *Runtime) NewSymbol(description string) Value {
	return rt.make(func() heap.Value {
		h := rt.obj.Heap
		return h.NewSymbol(h.NewString(description).Value()).Value()
	})
}

// SymbolFor returns the symbol that Symbol.for(key) of scripts gives, the same in all realms.
func (rt *Runtime) SymbolFor(key string) (Value, error) {
	var out Value
	err := rt.do(func() error {
		s, err := rt.obj.SymbolFor(rt.obj.Heap.NewString(key))
		if err == nil {
			out = rt.value(s)
		}
		return err
	})
	return out, err
}

// IsSymbol reports whether v is a symbol.
func (v Value) IsSymbol() bool { return v.raw().IsSymbol() }

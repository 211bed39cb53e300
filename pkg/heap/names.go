package heap

import "unsafe"

//go:generate go run names_generate.go

// Symbols are the well-known symbols (sec-well-known-symbols), shared by all
// realms of a runtime.
type Symbols struct {
	AsyncDispose, AsyncIterator, Dispose, HasInstance, IsConcatSpreadable, Iterator, Match, MatchAll,
	Replace, Search, Species, Split, ToPrimitive, ToStringTag, Unscopables, Metadata Value
}

var symbolTexts = [...]string{
	"asyncDispose", "asyncIterator", "dispose", "hasInstance", "isConcatSpreadable", "iterator", "match", "matchAll",
	"replace", "search", "species", "split", "toPrimitive", "toStringTag", "unscopables", "metadata",
}

// all returns the fields of n in order: all of them are Values.
func (n *Names) all() []Value {
	return unsafe.Slice((*Value)(unsafe.Pointer(n)), int(unsafe.Sizeof(*n)/8))
}

// all returns the fields of s in order: all of them are Values.
func (s *Symbols) all() []Value {
	return unsafe.Slice((*Value)(unsafe.Pointer(s)), int(unsafe.Sizeof(*s)/8))
}

// WellKnownSymbols calls f with the name (such as "iterator") of each
// well-known symbol.
func (h *Heap) WellKnownSymbols(f func(name string, symbol Value)) {
	for i, v := range h.Symbols.all() {
		f(symbolTexts[i], v)
	}
}

func (h *Heap) initNames() {
	names := h.Names.all()
	for i := range names {
		names[i] = h.InternGo(nameTexts[i])
	}
	h.empty = h.Names.Empty.Str()
	symbols := h.Symbols.all()
	for i := range symbols {
		symbols[i] = h.NewSymbol(h.NewString("Symbol." + symbolTexts[i]).Value()).Value()
	}
}

package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// symbolGroup declares %Symbol% and %Symbol.prototype% (sec-symbol-objects).
var symbolGroup = &object.Group{
	Name:   "Symbol",
	Fn:     symbolConstructor,
	Proto:  object.SymbolPrototype,
	Global: true,
	Static: append([]object.Row{
		{Name: "for", Length: 1, Fn: symbolFor},
		{Name: "keyFor", Length: 1, Fn: symbolKeyFor},
	}, wellKnownRows()...),
	Rows: []object.Row{
		{Name: "description", Get: symbolDescription},
		{Name: "toString", Fn: symbolToString},
		{Name: "valueOf", Fn: symbolValueOf},
		{Name: "@@toPrimitive", Length: 1, Fn: symbolToPrimitive, Attrs: heap.Configurable, Flags: object.RowAttrs},
		{Name: "@@toStringTag", Str: "Symbol", Flags: object.RowString},
	},
}

// wellKnownRows are the constants of the constructor (sec-properties-of-the-symbol-constructor).
func wellKnownRows() []object.Row {
	names := [...]string{
		"asyncDispose", "asyncIterator", "dispose", "hasInstance", "isConcatSpreadable", "iterator", "match",
		"matchAll", "metadata", "replace", "search", "species", "split", "toPrimitive", "toStringTag", "unscopables",
	}
	rows := make([]object.Row, len(names))
	for i, name := range names {
		rows[i] = object.Row{Name: name, Str: name, Flags: object.RowSymbol}
	}
	return rows
}

// symbolConstructor is Symbol (sec-symbol-description).
func symbolConstructor(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if !c.NewTarget.IsUndefined() {
		return heap.Undefined, rt.TypeError("Symbol is not a constructor")
	}
	d := c.Arg(0)
	if !d.IsUndefined() {
		s, err := rt.ToString(d)
		if err != nil {
			return heap.Undefined, err
		}
		d = s.Value()
	}
	return rt.Heap.NewSymbol(d).Value(), nil
}

// symbolFor is Symbol.for (sec-symbol.for).
func symbolFor(c *object.Call) (heap.Value, error) {
	s, err := c.RT.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.SymbolFor(s)
}

// symbolKeyFor is Symbol.keyFor (sec-symbol.keyfor).
func symbolKeyFor(c *object.Call) (heap.Value, error) {
	v := c.Arg(0)
	if !v.IsSymbol() {
		return heap.Undefined, c.RT.TypeError("%s is not a symbol", c.RT.Describe(v))
	}
	if !v.Symbol().IsRegistered() {
		return heap.Undefined, nil
	}
	return v.Symbol().Description(), nil
}

// thisSymbolValue is ThisSymbolValue (sec-thissymbolvalue).
func thisSymbolValue(c *object.Call, method string) (heap.Value, error) {
	if c.This.IsSymbol() {
		return c.This, nil
	}
	if c.This.IsObject() {
		if o := c.This.Object(); o.Class() == heap.ClassSymbol {
			return o.Internal(0), nil
		}
	}
	return heap.Undefined, c.Incompatible(method)
}

// symbolDescription is the getter of Symbol.prototype.description
// (sec-symbol.prototype.description).
func symbolDescription(c *object.Call) (heap.Value, error) {
	s, err := thisSymbolValue(c, "get Symbol.prototype.description")
	if err != nil {
		return heap.Undefined, err
	}
	return s.Symbol().Description(), nil
}

// symbolToString is Symbol.prototype.toString (sec-symbol.prototype.tostring).
func symbolToString(c *object.Call) (heap.Value, error) {
	s, err := thisSymbolValue(c, "Symbol.prototype.toString")
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.Text(c.RT.SymbolText(s.Symbol())), nil
}

// symbolValueOf is Symbol.prototype.valueOf (sec-symbol.prototype.valueof).
func symbolValueOf(c *object.Call) (heap.Value, error) {
	return thisSymbolValue(c, "Symbol.prototype.valueOf")
}

// symbolToPrimitive is Symbol.prototype[@@toPrimitive]
// (sec-symbol.prototype-%symbol.toprimitive%).
func symbolToPrimitive(c *object.Call) (heap.Value, error) {
	return thisSymbolValue(c, "Symbol.prototype [ @@toPrimitive ]")
}

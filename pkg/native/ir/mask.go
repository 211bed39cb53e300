package ir

import "github.com/kilnjs/kiln/pkg/heap"

// Mask is the set of types that a value may have.
type Mask uint8

// The types that the generator tells apart, by the same bits as the feedback of
// tier 1.
const (
	Int    Mask = 1 << iota // int form
	Double                  // float form
	Bool
	Object
	String
	Other // undefined, null, symbols, BigInts and the internal markers
	Num   = Int | Double
	Any   = Num | Bool | Object | String | Other
)

// Only tells that there is a type, and none but those of another mask.
func (m Mask) Only(of Mask) bool { return m != 0 && m&^of == 0 }

// MaskOf is the type of one value.
func MaskOf(v heap.Value) Mask {
	switch {
	case v.IsInt():
		return Int
	case v.IsFloat():
		return Double
	case v.IsBool():
		return Bool
	case v.IsObject():
		return Object
	case v.IsString():
		return String
	}
	return Other
}

// BeyondNumbers tells that there is a type other than those of numbers.
func (m Mask) BeyondNumbers() bool { return m&^Num != 0 }

// String names the types.
func (m Mask) String() string {
	text := ""
	for i, name := range []string{"int", "double", "bool", "object", "string", "other"} {
		if m>>i&1 != 0 {
			text += "|" + name
		}
	}
	if text == "" {
		return "nothing"
	}
	return text[1:]
}

package builtin

import (
	"math"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/internal/ucd"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// The short ways (object.LeafFunc) of searches in strings, of methods that make a short text
// of another one, and of the ways from numbers to text and back.

const (
	// leafNeedle is the longest text that a short way searches for: it is looked for
	// as a whole, so that no search turns into the linear one, which looks at the limits.
	leafNeedle = findPrefix / 2
	// leafText is the longest text that a short way makes, in code units.
	leafText = 256
)

// leafFind is the receiver, argument 0 as a short text, and argument 1 between 0 and
// the length of the receiver, or def when it is not given.
func leafFind(this heap.Value, args []heap.Value, end bool) (s, needle *heap.String, at int, ok bool) {
	if len(args) == 0 || !this.IsString() || !args[0].IsString() || args[0].Str().Len() > leafNeedle {
		return nil, nil, 0, false
	}
	s = this.Str()
	if end {
		at = s.Len()
	}
	if len(args) > 1 && !args[1].IsUndefined() {
		if !args[1].IsInt() {
			return nil, nil, 0, false
		}
		at = min(max(int(args[1].AsInt()), 0), s.Len())
	}
	return s, args[0].Str(), at, true
}

func leafTextIndexOf(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	s, needle, from, ok := leafFind(this, args, false)
	if !ok {
		return heap.Undefined, false
	}
	at, err := indexOf(rt, s.Flat(rt.Heap), needle.Flat(rt.Heap), from)
	return heap.Int(int32(at)), err == nil
}

func leafTextIncludes(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	at, ok := leafTextIndexOf(rt, this, args)
	return heap.Bool(ok && at.AsInt() >= 0), ok
}

func leafLastIndexOf(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	s, needle, from, ok := leafFind(this, args, true)
	// Near misses of longer needles may add up in longer texts.
	if !ok || s.Len()*needle.Len() > findSlack {
		return heap.Undefined, false
	}
	at, err := lastIndexOf(rt, s.Flat(rt.Heap), needle.Flat(rt.Heap), from)
	return heap.Int(int32(at)), err == nil
}

func leafStartsWith(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	s, needle, from, ok := leafFind(this, args, false)
	if !ok {
		return heap.Undefined, false
	}
	return heap.Bool(from+needle.Len() <= s.Len() && matchesAt(rt, s.Flat(rt.Heap), needle.Flat(rt.Heap), from)), true
}

func leafEndsWith(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	s, needle, end, ok := leafFind(this, args, true)
	if !ok {
		return heap.Undefined, false
	}
	from := end - needle.Len()
	return heap.Bool(from >= 0 && matchesAt(rt, s.Flat(rt.Heap), needle.Flat(rt.Heap), from)), true
}

// leafAt is the short way of at.
func leafAt(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	s, i, ok := leafUnit(this, args)
	if !ok {
		return heap.Undefined, false
	}
	if i < 0 {
		i += s.Len()
	}
	if uint(i) >= uint(s.Len()) {
		return heap.Undefined, true
	}
	return rt.Heap.SingleChar(s.At(rt.Heap, i)).Value(), true
}

// leafSubstr is the short way of substr.
func leafSubstr(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	s, from, n, ok := leafRange(this, args)
	if !ok {
		return heap.Undefined, false
	}
	if from < 0 {
		from += s.Len()
	}
	from = min(max(from, 0), s.Len())
	n = min(max(n, 0), s.Len()-from)
	return rt.Heap.Substring(s, from, from+n).Value(), true
}

// leafTrim is the short way of trim, trimStart and trimEnd.
func leafTrim(start, end bool) object.LeafFunc {
	return func(rt *object.Runtime, this heap.Value, _ []heap.Value) (heap.Value, bool) {
		if !this.IsString() || this.Str().Len() > leafText {
			return heap.Undefined, false
		}
		from, to := trimmed(rt, this.Str().Flat(rt.Heap), start, end)
		return rt.Heap.Substring(this.Str(), from, to).Value(), true
	}
}

// leafCase is the short way of toLowerCase and toUpperCase: for short texts in ASCII, and others whose code units become
// others one by one.
func leafCase(upper bool) object.LeafFunc {
	return func(rt *object.Runtime, this heap.Value, _ []heap.Value) (heap.Value, bool) {
		if !this.IsString() || this.Str().Len() > leafText {
			return heap.Undefined, false
		}
		f := this.Str().Flat(rt.Heap)
		if f.IsWide() || !ascii(f.Latin1()) {
			return unitCase(rt, f, upper)
		}
		if asciiCase(f.Latin1(), upper) {
			return this, true
		}
		var text [leafText]byte
		changeCase(text[:copy(text[:], f.Latin1())], upper)
		return rt.Heap.NewLatin1(text[:len(f.Latin1())]).Value(), true
	}
}

// unitCase maps the case of a text of at most leafText units, each of which becomes one. There is none where a surrogate,
// a sigma at the end of a word, or a character that becomes several may be.
func unitCase(rt *object.Runtime, f heap.Flat, upper bool) (heap.Value, bool) {
	var text [leafText]uint16
	change, first := ucd.ToLower, uint16('A')
	if upper {
		change, first = ucd.ToUpper, 'a'
	}
	for i := range f.Len() {
		u := f.At(i)
		switch {
		case u-first <= 'z'-'a':
			u ^= 0x20
		case u < 0x80:
		case u&0xF800 == 0xD800 || u == 0x3A3:
			return heap.Undefined, false
		default:
			to, n := change(rune(u))
			if n != 1 || to[0] > math.MaxUint16 {
				return heap.Undefined, false
			}
			u = uint16(to[0])
		}
		text[i] = u
	}
	return rt.Heap.NewUTF16(text[:f.Len()]).Value(), true
}

// leafPad is the short way of padStart and padEnd: for short texts, and such fillers.
func leafPad(start bool) object.LeafFunc {
	return func(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
		if !this.IsString() || len(args) == 0 || !args[0].IsInt() || args[0].AsInt() > leafText {
			return heap.Undefined, false
		}
		f := this.Str().Flat(rt.Heap)
		n, pad := int(args[0].AsInt()), []byte{' '}
		if n <= f.Len() {
			return this, true
		}
		if len(args) > 1 && !args[1].IsUndefined() {
			if !args[1].IsString() {
				return heap.Undefined, false
			}
			filler := args[1].Str().Flat(rt.Heap)
			if pad = filler.Latin1(); filler.IsWide() || len(pad) == 0 {
				return heap.Undefined, false
			}
		}
		if f.IsWide() {
			return padUnits(rt, f, n, pad, start), true
		}
		var text [leafText]byte
		room := text[:n-len(f.Latin1())]
		if start {
			copy(text[len(room):], f.Latin1())
		} else {
			room = text[copy(text[:], f.Latin1()):n]
		}
		for len(room) > 0 {
			room = room[copy(room, pad):]
		}
		return rt.Heap.NewLatin1(text[:n]).Value(), true
	}
}

// padUnits fills a text that is not in bytes up to n units, at most leafText.
func padUnits(rt *object.Runtime, f heap.Flat, n int, pad []byte, start bool) heap.Value {
	var text [leafText]uint16
	own, room := text[:f.Len()], text[f.Len():n]
	if start {
		own, room = text[n-f.Len():n], text[:n-f.Len()]
	}
	copy(own, f.UTF16())
	for i, from := 0, 0; i < len(room); i++ {
		room[i] = uint16(pad[from])
		if from++; from == len(pad) {
			from = 0
		}
	}
	return rt.Heap.NewUTF16(text[:n]).Value()
}

// leafRepeat is the short way of repeat, for short texts in Latin-1.
func leafRepeat(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if !this.IsString() || len(args) == 0 || !args[0].IsInt() {
		return heap.Undefined, false
	}
	s, n := this.Str(), int(args[0].AsInt())
	total := n * s.Len()
	switch {
	case n < 0 || total > leafText || !s.IsLatin1(rt.Heap):
		return heap.Undefined, false
	case total == 0:
		return rt.Heap.EmptyString().Value(), true
	case n == 1:
		return this, true
	}
	f := s.Flat(rt.Heap)
	r, room := rt.Heap.UnfilledLatin1(total)
	for len(room) > 0 {
		room = room[copy(room, f.Latin1()):]
	}
	return r.Value(), true
}

// leafThisString is the short way of toString and valueOf of a string.
func leafThisString(_ *object.Runtime, this heap.Value, _ []heap.Value) (heap.Value, bool) {
	return this, this.IsString()
}

// leafString is the short way of String as a function, for strings and numbers.
func leafString(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	switch {
	case len(args) == 0:
		return heap.Undefined, false
	case args[0].IsString():
		return args[0], true
	case args[0].IsNumber():
		return rt.NumberToString(args[0].Float64()).Value(), true
	}
	return heap.Undefined, false
}

// leafNumberToString is the short way of Number.prototype.toString with radix 10.
func leafNumberToString(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if !this.IsNumber() || len(args) > 0 && !args[0].IsUndefined() && args[0] != heap.Int(10) {
		return heap.Undefined, false
	}
	return rt.NumberToString(this.Float64()).Value(), true
}

// leafNumber is the short way of Number as a function: for numbers, and for short texts that are
// nothing but digits.
func leafNumber(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	switch {
	case len(args) == 0:
		return heap.Int(0), true
	case args[0].IsNumber():
		return args[0], true
	case args[0].IsString():
		if n, ok := rt.ShortDecimal(args[0].Str()); ok {
			return heap.Int(n), true
		}
	}
	return heap.Undefined, false
}

// leafParseInt is the short way of parseInt with radix 10: for ints, and for what
// leafNumber takes.
func leafParseInt(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 || len(args) > 1 && !args[1].IsUndefined() && args[1] != heap.Int(10) || args[0].IsFloat() {
		return heap.Undefined, false
	}
	return leafNumber(rt, heap.Undefined, args)
}

// leafParseFloat is the short way of parseFloat: for ints and short texts in ASCII.
func leafParseFloat(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	switch {
	case len(args) == 0:
		return heap.Undefined, false
	case args[0].IsInt():
		return args[0], true
	case !args[0].IsString() || args[0].Str().Len() > leafText:
		return heap.Undefined, false
	}
	if n, ok := rt.ShortDecimal(args[0].Str()); ok {
		return heap.Int(n), true
	}
	f := args[0].Str().Flat(rt.Heap)
	if f.IsWide() || !ascii(f.Latin1()) {
		return heap.Undefined, false
	}
	return heap.Number(num.ParseFloatPrefix(string(f.Latin1()))), true
}

// leafFromCodePoint is the short way of fromCodePoint with one argument.
func leafFromCodePoint(rt *object.Runtime, _ heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) != 1 || !args[0].IsInt() || uint32(args[0].AsInt()) > math.MaxUint16 {
		return heap.Undefined, false
	}
	return rt.Heap.SingleChar(uint16(args[0].AsInt())).Value(), true
}

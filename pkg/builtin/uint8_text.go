package builtin

import (
	"encoding/base64"
	"encoding/hex"
	"math"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// What Uint8Array has beside the other typed arrays
// (sec-additional-properties-of-the-uint8array-constructor).
var (
	uint8Static = []object.Row{
		{Name: "fromBase64", Length: 1, Fn: uint8FromBase64},
		{Name: "fromHex", Length: 1, Fn: uint8FromHex},
	}
	uint8Rows = []object.Row{
		{Name: "setFromBase64", Length: 1, Fn: uint8SetFromBase64},
		{Name: "setFromHex", Length: 1, Fn: uint8SetFromHex},
		{Name: "toBase64", Fn: uint8ToBase64},
		{Name: "toHex", Fn: uint8ToHex},
	}
)

// thisUint8 is ValidateUint8Array (sec-validateuint8array) of the receiver.
func thisUint8(c *object.Call, name string) (*heap.Object, error) {
	if c.This.IsObject() && c.This.Object().Class() == heap.ClassTypedArray &&
		c.This.Object().Internal(typedElement) == heap.Int(int32(elementUint8)) {
		return c.This.Object(), nil
	}
	return nil, c.Incompatible("Uint8Array.prototype." + name)
}

// uint8View is thisUint8 for a method that needs the bytes now.
func uint8View(c *object.Call, o *heap.Object, name string) (typedView, error) {
	v, ok := viewOf(c.RT, o)
	if !ok {
		return v, errDetached(c.RT, "Uint8Array.prototype."+name)
	}
	return v, nil
}

// textArg are the units of argument 0, which must be a string, as bytes: those beyond
// Latin-1, which are in no encoding, are noByte. They are the string's own where they can be.
func textArg(c *object.Call) ([]byte, error) {
	if !c.Arg(0).IsString() {
		return nil, c.RT.TypeError("%s is not a string", c.RT.Describe(c.Arg(0)))
	}
	f := c.Arg(0).Str().Flat(c.RT.Heap)
	if !f.IsWide() {
		return f.Latin1(), nil
	}
	if err := c.RT.CheckAlloc(len(f.UTF16())); err != nil {
		return nil, err
	}
	c.RT.Work(len(f.UTF16()))
	c.RT.Heap.Transient(len(f.UTF16()))
	text := make([]byte, len(f.UTF16()))
	for i, u := range f.UTF16() {
		text[i] = byte(min(u, noByte))
	}
	return text, nil
}

// noByte is a byte that no encoding knows.
const noByte = 0xFF

// option reads one of the given strings from an options object
// (sec-getoptionsobject); the first is the default.
func option(c *object.Call, options heap.Value, name string, allowed ...string) (string, error) {
	rt := c.RT
	if options.IsUndefined() {
		return allowed[0], nil
	}
	if !options.IsObject() {
		return "", rt.TypeError("%s is not an object", rt.Describe(options))
	}
	v, err := rt.Get(options.Object(), rt.Heap.InternGo(name))
	if err != nil || v.IsUndefined() {
		return allowed[0], err
	}
	if v.IsString() {
		s := v.Str().Go(rt.Heap)
		for _, a := range allowed {
			if s == a {
				return s, nil
			}
		}
	}
	return "", rt.TypeError("Invalid value %s for option %s", rt.Describe(v), name)
}

// decoded is the outcome of FromBase64 or FromHex.
type decoded struct {
	read  int
	bytes []byte
	bad   bool // a SyntaxError follows what was read
}

// base64Decoder is FromBase64 (sec-frombase64).
type base64Decoder struct {
	text    []byte
	sextets *[256]byte
	last    string // lastChunkHandling
	limit   int    // at most so many bytes
	out     decoded
	chunk   [4]byte
	pending int // characters in chunk
}

const (
	lastLoose  = "loose"
	lastStrict = "strict"
	lastStop   = "stop-before-partial"
)

// Values in sextets of what is no digit.
const (
	base64Blank = 64
	base64Other = 128
)

// sextets are the values of characters, in the alphabets base64 and base64url.
var sextets = [2][256]byte{sextetsOf('+', '/'), sextetsOf('-', '_')}

func sextetsOf(plus, slash byte) (table [256]byte) {
	for i := range table {
		ch := byte(i)
		switch {
		case ch >= 'A' && ch <= 'Z':
			table[i] = ch - 'A'
		case ch >= 'a' && ch <= 'z':
			table[i] = ch - 'a' + 26
		case ch >= '0' && ch <= '9':
			table[i] = ch - '0' + 52
		case ch == plus:
			table[i] = 62
		case ch == slash:
			table[i] = 63
		case strings.IndexByte("\t\n\f\r ", ch) >= 0:
			table[i] = base64Blank
		default:
			table[i] = base64Other
		}
	}
	return table
}

// skipSpace is SkipAsciiWhitespace (sec-skipasciiwhitespace).
func (d *base64Decoder) skipSpace(i int) int {
	for i < len(d.text) && d.sextets[d.text[i]] == base64Blank {
		i++
	}
	return i
}

// blocks decodes characters from i on while four of them make three bytes, but not too
// many of them, and returns where it ends.
func (d *base64Decoder) blocks(i int) int {
	t, out := d.sextets, d.out.bytes
	for end := min(len(d.text)-3, i+base64Piece); i < end && d.limit-len(out) >= 3; i += 4 {
		four := d.text[i : i+4]
		w, x, y, z := t[four[0]], t[four[1]], t[four[2]], t[four[3]]
		if (w|x|y|z)&(base64Blank|base64Other) != 0 {
			break
		}
		out = append(out, w<<2|x>>4, x<<4|y>>2, y<<6|z)
		d.out.read = i + 4
	}
	d.out.bytes = out
	return i
}

// base64Piece is how many characters are decoded between two looks at the limits.
const base64Piece = 1 << 16

// flush decodes the last characters; strict refuses bits that mean nothing.
func (d *base64Decoder) flush(strict bool) bool {
	c := d.chunk
	first, second := c[0]<<2|c[1]>>4, c[1]<<4|c[2]>>2
	switch d.pending {
	case 2:
		if strict && c[1]&15 != 0 {
			return false
		}
		d.out.bytes = append(d.out.bytes, first)
	case 3:
		if strict && c[2]&3 != 0 {
			return false
		}
		d.out.bytes = append(d.out.bytes, first, second)
	case 4:
		d.out.bytes = append(d.out.bytes, first, second, c[2]<<6|c[3])
	default:
		return false
	}
	d.pending, d.chunk = 0, [4]byte{}
	return true
}

func (d *base64Decoder) fail() decoded {
	d.out.bad = true
	return d.out
}

// run decodes the text; an error of poll, which is called now and then, ends that.
func (d *base64Decoder) run(poll func() error) (decoded, error) {
	looked := 0
	for i := 0; d.limit > len(d.out.bytes); {
		if i-looked >= base64Piece {
			looked = i
			if err := poll(); err != nil {
				return decoded{}, err
			}
		}
		if d.pending == 0 {
			if at := d.blocks(i); at > i {
				i = at
				continue
			}
		}
		if i = d.skipSpace(i); i == len(d.text) {
			return d.end(), nil
		}
		ch := d.text[i]
		i++
		if ch == '=' {
			return d.padding(i), nil
		}
		v := d.sextets[ch]
		if v == base64Other {
			return d.fail(), nil
		}
		if left := d.limit - len(d.out.bytes); left == 1 && d.pending == 2 || left == 2 && d.pending == 3 {
			return d.out, nil
		}
		d.chunk[d.pending] = v
		d.pending++
		if d.pending == 4 {
			d.flush(false)
			d.out.read = i
		}
	}
	return d.out, nil
}

// end is the end of the text without padding.
func (d *base64Decoder) end() decoded {
	if d.pending > 0 {
		switch {
		case d.last == lastStop:
			return d.out
		case d.last == lastStrict, !d.flush(false):
			return d.fail()
		}
	}
	d.out.read = len(d.text)
	return d.out
}

// padding reads what follows a first "=" before i.
func (d *base64Decoder) padding(i int) decoded {
	if d.pending < 2 {
		return d.fail()
	}
	i = d.skipSpace(i)
	if d.pending == 2 {
		if i == len(d.text) {
			if d.last == lastStop {
				return d.out
			}
			return d.fail()
		}
		if d.text[i] == '=' {
			i = d.skipSpace(i + 1)
		}
	}
	if i < len(d.text) || !d.flush(d.last == lastStrict) {
		return d.fail()
	}
	d.out.read = len(d.text)
	return d.out
}

// decodeBase64 decodes argument 0 with the options in argument 1.
func decodeBase64(c *object.Call, limit func() (int, error)) (decoded, error) {
	s, err := textArg(c)
	if err != nil {
		return decoded{}, err
	}
	alphabet, err := option(c, c.Arg(1), "alphabet", "base64", "base64url")
	if err != nil {
		return decoded{}, err
	}
	last, err := option(c, c.Arg(1), "lastChunkHandling", lastLoose, lastStrict, lastStop)
	if err != nil {
		return decoded{}, err
	}
	n, err := limit()
	if err != nil {
		return decoded{}, err
	}
	if err := c.RT.CheckAlloc(len(s)); err != nil {
		return decoded{}, err
	}
	d := base64Decoder{text: s, sextets: &sextets[0], last: last, limit: n}
	if alphabet == "base64url" {
		d.sextets = &sextets[1]
	}
	d.out.bytes = make([]byte, 0, min(n, (len(s)+3)/4*3))
	c.RT.Work(len(s))
	return d.run(c.RT.Step)
}

// hexPiece is how many digits are decoded between two looks at the limits.
const hexPiece = 1 << 16

// decodeHex is FromHex (sec-fromhex) of argument 0.
func decodeHex(c *object.Call, limit func() (int, error)) (decoded, error) {
	s, err := textArg(c)
	if err != nil {
		return decoded{}, err
	}
	n, err := limit()
	if err != nil {
		return decoded{}, err
	}
	if len(s)%2 != 0 {
		return decoded{bad: true}, nil
	}
	if err := c.RT.CheckAlloc(len(s)); err != nil {
		return decoded{}, err
	}
	take := len(s)
	if n < take/2 {
		take = 2 * n
	}
	bytes, piece := make([]byte, take/2), make([]byte, min(take, hexPiece))
	for at := 0; at < take; at += len(piece) {
		c.RT.Work(2 * len(piece))
		if err := c.RT.Step(); err != nil {
			return decoded{}, err
		}
		piece = piece[:copy(piece, s[at:take])]
		if done, err := hex.Decode(bytes[at/2:], piece); err != nil {
			done += at / 2
			return decoded{read: 2 * done, bytes: bytes[:done], bad: true}, nil
		}
	}
	return decoded{read: take, bytes: bytes}, nil
}

func noLimit() (int, error) { return math.MaxInt, nil }

// badText is the SyntaxError of text that cannot be decoded.
func badText(rt *object.Runtime) error {
	return rt.SyntaxError("The string to be decoded is not correctly encoded")
}

// fromText makes a Uint8Array of decoded bytes.
func fromText(c *object.Call, d decoded, err error) (heap.Value, error) {
	if err != nil {
		return heap.Undefined, err
	}
	if d.bad {
		return heap.Undefined, badText(c.RT)
	}
	o, err := sameTypeCreate(c, elementUint8, int64(len(d.bytes)))
	if err != nil {
		return heap.Undefined, err
	}
	v, _ := viewOf(c.RT, o)
	copy(v.bytes, d.bytes)
	return o.Value(), nil
}

// uint8FromBase64 is Uint8Array.fromBase64 (sec-uint8array.frombase64).
func uint8FromBase64(c *object.Call) (heap.Value, error) {
	d, err := decodeBase64(c, noLimit)
	return fromText(c, d, err)
}

// uint8FromHex is Uint8Array.fromHex (sec-uint8array.fromhex).
func uint8FromHex(c *object.Call) (heap.Value, error) {
	d, err := decodeHex(c, noLimit)
	return fromText(c, d, err)
}

// setFromText decodes argument 0 into the receiver.
func setFromText(c *object.Call, name string, decode func(c *object.Call, limit func() (int, error)) (decoded, error)) (heap.Value, error) {
	rt := c.RT
	o, err := thisUint8(c, name)
	if err != nil {
		return heap.Undefined, err
	}
	if immutableView(rt, o) {
		return heap.Undefined, rt.TypeError("Cannot write to an immutable ArrayBuffer")
	}
	d, err := decode(c, func() (int, error) {
		v, err := uint8View(c, o, name)
		return int(v.n), err
	})
	if err != nil {
		return heap.Undefined, err
	}
	if v, ok := viewOf(rt, o); ok {
		copy(v.bytes, d.bytes)
	}
	if d.bad {
		return heap.Undefined, badText(rt)
	}
	result := rt.NewObject()
	rt.Heap.AddProperty(result, rt.Heap.InternGo("read"), heap.Int(int32(d.read)), heap.DefaultAttrs)
	rt.Heap.AddProperty(result, rt.Heap.InternGo("written"), heap.Int(int32(len(d.bytes))), heap.DefaultAttrs)
	return result.Value(), nil
}

// uint8SetFromBase64 is Uint8Array.prototype.setFromBase64
// (sec-uint8array.prototype.setfrombase64).
func uint8SetFromBase64(c *object.Call) (heap.Value, error) {
	return setFromText(c, "setFromBase64", decodeBase64)
}

// uint8SetFromHex is Uint8Array.prototype.setFromHex
// (sec-uint8array.prototype.setfromhex).
func uint8SetFromHex(c *object.Call) (heap.Value, error) {
	return setFromText(c, "setFromHex", decodeHex)
}

// uint8ToBase64 is Uint8Array.prototype.toBase64
// (sec-uint8array.prototype.tobase64).
func uint8ToBase64(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, err := thisUint8(c, "toBase64")
	if err != nil {
		return heap.Undefined, err
	}
	alphabet, err := option(c, c.Arg(0), "alphabet", "base64", "base64url")
	if err != nil {
		return heap.Undefined, err
	}
	encoding := base64.StdEncoding
	if alphabet == "base64url" {
		encoding = base64.URLEncoding
	}
	if c.Arg(0).IsObject() {
		v, err := rt.Get(c.Arg(0).Object(), rt.Heap.InternGo("omitPadding"))
		if err != nil {
			return heap.Undefined, err
		}
		if object.ToBoolean(v) {
			encoding = encoding.WithPadding(base64.NoPadding)
		}
	}
	return encodeBytes(c, o, "toBase64", encoding.EncodedLen, encoding.Encode)
}

// uint8ToHex is Uint8Array.prototype.toHex (sec-uint8array.prototype.tohex).
func uint8ToHex(c *object.Call) (heap.Value, error) {
	o, err := thisUint8(c, "toHex")
	if err != nil {
		return heap.Undefined, err
	}
	return encodeBytes(c, o, "toHex", hex.EncodedLen, func(dst, src []byte) { hex.Encode(dst, src) })
}

// encodeBytes makes a string of the bytes of o.
func encodeBytes(c *object.Call, o *heap.Object, name string, size func(n int) int, encode func(dst, src []byte)) (heap.Value, error) {
	rt := c.RT
	v, err := uint8View(c, o, name)
	if err != nil {
		return heap.Undefined, err
	}
	n := size(len(v.bytes))
	if n > rt.Heap.MaxStringLength() {
		return heap.Undefined, rt.RangeError("Invalid string length")
	}
	if err := rt.CheckAlloc(2 * n); err != nil {
		return heap.Undefined, err
	}
	text := make([]byte, n)
	encode(text, v.bytes)
	return rt.Heap.NewLatin1(text).Value(), rt.Steps(n >> 4)
}

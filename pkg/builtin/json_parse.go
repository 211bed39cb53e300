package builtin

import (
	"encoding/binary"
	"math"
	"math/bits"
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// jsonParser reads a JSON text (ECMA-404) from code units.
type jsonParser struct {
	rt     *object.Runtime
	source *heap.String
	text   heap.Flat
	utf8   bool // text is UTF-8 in the place of Latin-1: only what stands in strings tells
	at     int
	depth  int
	root   *jsonNode // filled when a reviver wants to know the source
	memory heap.Account
	nodes  int64 // bytes of nodes
	buf    []byte
	ended  error // what a pause between blanks has returned
	high   bool  // the plain text passed last may have bytes from 0x80 on
	sizes  [16]sizeHint
}

// sizeHint says how many properties an object had in the end that had the shape once
// when its inline slots were full: the next one with that shape gets room for as many.
type sizeHint struct {
	shape uint32
	count int
}

// longRun is how many blanks, digits or plain units lie between two looks at the limits.
const longRun = 1 << 15

// pause looks at the limits after longRun units.
func (p *jsonParser) pause() error {
	p.rt.Work(longRun)
	return p.rt.Step()
}

// document reads the whole text.
func (p *jsonParser) document() (heap.Value, error) {
	p.rt.Work(p.text.Len()) // short blanks, digits and plain text do not count
	p.space()
	v, err := p.value(p.root)
	if err != nil {
		return heap.Undefined, err
	}
	if p.space(); p.ended != nil {
		return heap.Undefined, p.ended
	}
	if p.at < p.text.Len() {
		return heap.Undefined, p.rt.SyntaxError("Unexpected non-whitespace character after JSON at position %d", p.at)
	}
	return v, nil
}

// peek returns the next unit, or a unit that is no part of JSON's grammar at the end.
func (p *jsonParser) peek() uint16 {
	if p.at < p.text.Len() {
		return p.text.At(p.at)
	}
	return 0
}

// space skips blanks. It ends before one of them when the script ends: the error for
// that blank is then p.ended.
func (p *jsonParser) space() {
	if p.peek() > ' ' {
		return
	}
	for from := p.at; ; {
		switch p.peek() {
		case ' ', '\t', '\n', '\r':
			if p.at-from == longRun {
				from = p.at
				if p.ended = p.pause(); p.ended != nil {
					return
				}
			}
			p.at++
		default:
			return
		}
	}
}

// unexpected is the SyntaxError for what stands at the current place.
func (p *jsonParser) unexpected() error {
	if p.ended != nil {
		return p.ended
	}
	rt := p.rt
	if p.at >= p.text.Len() {
		return rt.SyntaxError("Unexpected end of JSON input")
	}
	n := 1
	from, to := max(p.at-10, 0), min(p.at+10, p.text.Len())
	if p.utf8 {
		_, n = utf8.DecodeRune(p.text.Latin1()[p.at:])
		for from > 0 && !utf8.RuneStart(p.text.Latin1()[from]) {
			from--
		}
		for to < p.text.Len() && !utf8.RuneStart(p.text.Latin1()[to]) {
			to++
		}
	} else {
		_, n = codePointAt(p.text, p.at)
	}
	token := p.newString(p.text.Slice(p.at, p.at+n)).Go(rt.Heap)
	around := p.newString(p.text.Slice(from, to)).Go(rt.Heap)
	before, after := "", ""
	if from > 0 {
		before = "..."
	}
	if to < p.text.Len() {
		after = "..."
	}
	return rt.SyntaxError("Unexpected token '%s', %s\"%s\"%s is not valid JSON", token, before, around, after)
}

// wrong is the SyntaxError that says what is wrong at the current place.
func (p *jsonParser) wrong(what string) error {
	if p.ended != nil {
		return p.ended
	}
	return p.rt.SyntaxError("%s in JSON at position %d", what, p.at)
}

// newString is the string of a piece of the text.
func (p *jsonParser) newString(f heap.Flat) *heap.String {
	if p.utf8 {
		return p.rt.Heap.NewUTF8(f.Latin1())
	}
	return p.rt.Heap.NewFlat(f)
}

// value reads a value. The caller has skipped space before it.
func (p *jsonParser) value(node *jsonNode) (v heap.Value, err error) {
	from := p.at
	switch u := p.peek(); {
	case u == '{' || u == '[':
		if p.depth++; p.depth > maxJSONDepth {
			return heap.Undefined, p.rt.StackOverflow()
		}
		if err := p.rt.Step(); err != nil {
			return heap.Undefined, err
		}
		if u == '{' {
			v, err = p.object(node)
		} else {
			v, err = p.array(node)
		}
		p.depth--
	case u == '"':
		v, err = p.string(false)
	case u == '-' || u >= '0' && u <= '9':
		v, err = p.number()
	case u == 't':
		v, err = heap.True, p.word("true")
	case u == 'f':
		v, err = heap.False, p.word("false")
	case u == 'n':
		v, err = heap.Null, p.word("null")
	default:
		return heap.Undefined, p.unexpected()
	}
	if node != nil {
		node.value, node.from, node.to = v, from, p.at
	}
	return v, err
}

func (p *jsonParser) word(w string) error {
	for i := range len(w) {
		if p.peek() != uint16(w[i]) {
			return p.unexpected()
		}
		p.at++
	}
	return nil
}

// maxQuick is how many bytes quickNumber looks at: more than a number has that it can read.
const maxQuick = 22

// exactPowers are the powers of ten that are exact in a double.
var exactPowers = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

// quickNumber reads a number without an exponent whose digits are an integer that is exact in
// a register, and that one operation, which rounds as it must, turns into the value. Otherwise
// ok is false. The number begins at from and ends before to.
func quickNumber[unit byte | uint16](text []unit, from int) (v heap.Value, to int, ok bool) {
	if len(text)-from > maxQuick {
		text = text[:from+maxQuick]
	}
	i := from
	negative := i < len(text) && text[i] == '-'
	if negative {
		i++
	}
	start, n := i, uint64(0)
	for i < len(text) && text[i]-'0' <= 9 {
		n = n*10 + uint64(text[i]-'0')
		i++
	}
	digits, scale := i-start, 0
	if digits == 0 || digits > 1 && text[start] == '0' || i == len(text) {
		return 0, 0, false
	}
	if text[i] == '.' {
		i++
		for i < len(text) && text[i]-'0' <= 9 {
			n = n*10 + uint64(text[i]-'0')
			i++
			scale++
		}
		digits += scale
		if scale == 0 || i == len(text) || n > 1<<53 {
			return 0, 0, false
		}
	}
	if digits > 18 || text[i]|0x20 == 'e' {
		return 0, 0, false
	}
	if scale == 0 && n <= math.MaxInt32 && !negative {
		return heap.Int(int32(n)), i, true
	}
	f := float64(n) / exactPowers[scale]
	if negative {
		f = -f
	}
	return heap.Number(f), i, true
}

// number reads a number; most of them without a detour through text.
func (p *jsonParser) number() (heap.Value, error) {
	var v heap.Value
	var to int
	var ok bool
	if p.text.IsWide() {
		v, to, ok = quickNumber(p.text.UTF16(), p.at)
	} else {
		v, to, ok = quickNumber(p.text.Latin1(), p.at)
	}
	if ok {
		p.at = to
		return v, nil
	}
	from := p.at
	if p.peek() == '-' {
		p.at++
	}
	start, first := p.at, p.peek()
	digits, err := p.digits()
	if err != nil {
		return heap.Undefined, err
	}
	if digits == 0 {
		return heap.Undefined, p.wrong("No number after minus sign")
	}
	if digits > 1 && first == '0' {
		p.at -= digits - 1
		return heap.Undefined, p.wrong("Unexpected number")
	}
	whole := true
	if p.peek() == '.' {
		whole = false
		p.at++
		if n, err := p.digits(); err != nil {
			return heap.Undefined, err
		} else if n == 0 {
			return heap.Undefined, p.wrong("Unterminated fractional number")
		}
	}
	if u := p.peek(); u == 'e' || u == 'E' {
		whole = false
		p.at++
		if u := p.peek(); u == '+' || u == '-' {
			p.at++
		}
		if n, err := p.digits(); err != nil {
			return heap.Undefined, err
		} else if n == 0 {
			return heap.Undefined, p.wrong("Exponent part is missing a number")
		}
	}
	return p.numberOf(from, start, whole && digits <= 9), nil
}

// numberOf returns the number that the text from from on stands for; its digits begin at
// start, and nothing else follows when it is small.
func (p *jsonParser) numberOf(from, start int, small bool) heap.Value {
	if small {
		n := int32(0)
		for i := start; i < p.at; i++ {
			n = n*10 + int32(p.text.At(i)-'0')
		}
		switch {
		case start == from:
			return heap.Int(n)
		case n != 0:
			return heap.Int(-n)
		}
	}
	if !p.text.IsWide() {
		return heap.Number(num.ParseNumber(string(p.text.Latin1()[from:p.at])))
	}
	p.buf = p.buf[:0]
	for _, u := range p.text.UTF16()[from:p.at] {
		p.buf = append(p.buf, byte(u))
	}
	return heap.Number(num.ParseNumber(string(p.buf)))
}

// digits passes digits and returns how many there are.
func (p *jsonParser) digits() (int, error) {
	from := p.at
	for u := p.peek(); u >= '0' && u <= '9'; u = p.peek() {
		if p.at++; (p.at-from)%longRun == 0 {
			if err := p.pause(); err != nil {
				return 0, err
			}
		}
	}
	return p.at - from, nil
}

// string reads a string literal. A property name comes back as a key.
func (p *jsonParser) string(key bool) (heap.Value, error) {
	p.at++
	from := p.at
	p.high = false
	if err := p.plain(); err != nil {
		return heap.Undefined, err
	}
	switch {
	case p.at == p.text.Len():
		return heap.Undefined, p.wrong("Unterminated string")
	case p.peek() == '"':
		p.at++
		return p.made(p.text.Slice(from, p.at-1), key), nil
	case p.peek() == '\\':
		return p.escaped(from, key)
	}
	return heap.Undefined, p.wrong("Bad control character in string literal")
}

// plain passes units of a string literal until one is not plain, or the text ends.
func (p *jsonParser) plain() error {
	n, latin1, wide := p.text.Len(), p.text.Latin1(), p.text.UTF16()
	for p.at < n {
		i, end := p.at, min(n, p.at+longRun)
		if wide == nil {
			n, high := plainPrefix(latin1[i:end])
			i += n
			p.high = p.high || high
		} else {
			for i < end && wide[i] != '"' && wide[i] != '\\' && wide[i] >= 0x20 {
				i++
			}
		}
		if p.at = i; i < end {
			return nil
		}
		if err := p.pause(); err != nil {
			return err
		}
	}
	return nil
}

// Bytes of a word that are less than 0x20, or equal to one that is not 0, by arithmetic on all
// of them; what lies behind the first one found means nothing.
const (
	eachByte = 0x0101010101010101
	eachHigh = 0x80 * eachByte
)

func bytesBelowSpace(w uint64) uint64 { return (w - 0x20*eachByte) &^ w & eachHigh }

func bytesEqual(w uint64, c byte) uint64 {
	w ^= uint64(c) * eachByte
	return (w - eachByte) &^ w & eachHigh
}

// plainPrefix returns how many bytes a string literal can have as they are, and whether
// some of them may be from 0x80 on.
func plainPrefix(b []byte) (n int, high bool) {
	for ; n+8 <= len(b); n += 8 {
		w := binary.LittleEndian.Uint64(b[n:])
		high = high || w&eachHigh != 0
		if special := bytesBelowSpace(w) | bytesEqual(w, '"') | bytesEqual(w, '\\'); special != 0 {
			return n + bits.TrailingZeros64(special)/8, high
		}
	}
	for ; n < len(b); n++ {
		c := b[n]
		if c < 0x20 || c == '"' || c == '\\' {
			break
		}
		high = high || c >= utf8.RuneSelf
	}
	return n, high
}

// made is the string, or the key, of a literal's text.
func (p *jsonParser) made(f heap.Flat, key bool) heap.Value {
	switch {
	case !key && p.high:
		return p.newString(f).Value()
	case !key:
		return p.rt.Heap.NewFlat(f).Value()
	case p.utf8:
		return p.rt.Heap.KeyFromUTF8(f.Latin1())
	}
	return p.rt.Heap.KeyFromFlat(f)
}

// longLiteral is how many bytes of a string literal with escapes are read into the buffer of
// the parser; a longer one has a builder, which looks at the limits.
const longLiteral = 4096

// shortEscaped reads the rest of a string literal that has escapes if it is short, in bytes,
// and nothing is wrong with it. Otherwise it reads nothing. The buffer is WTF-8.
func (p *jsonParser) shortEscaped(from int) (s *heap.String, escapes int, ok bool) {
	text := p.text.Latin1()
	if text == nil {
		return nil, 0, false
	}
	if len(text)-from > longLiteral {
		text = text[:from+longLiteral]
	}
	b, at, wide := p.buf[:0], from, false
	for {
		n, high := plainPrefix(text[at:])
		if high && !p.utf8 {
			for _, c := range text[at : at+n] {
				b = utf8.AppendRune(b, rune(c))
			}
		} else if high && !utf8.Valid(text[at:at+n]) {
			return nil, 0, false
		} else {
			b = append(b, text[at:at+n]...)
		}
		wide = wide || high
		at += n
		if at == len(text) || text[at] < 0x20 {
			return nil, 0, false
		}
		if text[at] == '"' {
			break
		}
		escapes++
		u, n := escapedUnit(text[at+1:])
		if n == 0 {
			return nil, 0, false
		}
		at += 1 + n
		switch {
		case u < utf8.RuneSelf:
			b = append(b, byte(u))
		case u < 0x800:
			b, wide = append(b, 0xC0|byte(u>>6), 0x80|byte(u&0x3F)), true
		default: // surrogates too
			b, wide = append(b, 0xE0|byte(u>>12), 0x80|byte(u>>6&0x3F), 0x80|byte(u&0x3F)), true
		}
	}
	p.buf, p.at = b, at+1
	if wide {
		return p.rt.Heap.NewString(string(b)), escapes, true
	}
	return p.rt.Heap.NewLatin1(b), escapes, true
}

// escapedUnit returns what the escape stands for that follows a backslash, and its length; 0 if
// it is none.
func escapedUnit(text []byte) (u uint16, n int) {
	if len(text) == 0 {
		return 0, 0
	}
	switch c := text[0]; c {
	case '"', '\\', '/':
		return uint16(c), 1
	case 'b':
		return '\b', 1
	case 'f':
		return '\f', 1
	case 'n':
		return '\n', 1
	case 'r':
		return '\r', 1
	case 't':
		return '\t', 1
	case 'u':
		if len(text) < 5 {
			return 0, 0
		}
		for _, c := range text[1:5] {
			d, ok := hexDigit(uint16(c))
			if !ok {
				return 0, 0
			}
			u = u<<4 | d
		}
		return u, 5
	}
	return 0, 0
}

// escaped reads the rest of a string literal that has escapes.
func (p *jsonParser) escaped(from int, key bool) (heap.Value, error) {
	if s, escapes, ok := p.shortEscaped(from); ok {
		if key {
			return p.rt.Heap.KeyFromString(s), p.rt.Steps(escapes)
		}
		return s.Value(), p.rt.Steps(escapes)
	}
	p.at = from
	b := p.rt.Heap.Builder()
	n := p.text.Len()
	for {
		if err := p.plain(); err != nil {
			return heap.Undefined, err
		}
		if p.at == n {
			break
		}
		u := p.text.At(p.at)
		switch {
		case u == '"':
			p.append(&b, from)
			p.at++
			s, err := p.rt.BuiltString(&b)
			if err != nil {
				return heap.Undefined, err
			}
			if key {
				return p.rt.Heap.KeyFromString(s.Str()), nil
			}
			return s, nil
		case u < 0x20:
			return heap.Undefined, p.wrong("Bad control character in string literal")
		}
		p.append(&b, from)
		p.at++
		if err := p.rt.Step(); err != nil {
			return heap.Undefined, err
		}
		bad := "Bad escaped character"
		if p.peek() == 'u' {
			bad = "Bad Unicode escape"
		}
		if !p.escape(&b) {
			if p.at >= n {
				break
			}
			return heap.Undefined, p.wrong(bad)
		}
		from = p.at
	}
	return heap.Undefined, p.wrong("Unterminated string")
}

// append adds the text from from on to b.
func (p *jsonParser) append(b *heap.StringBuilder, from int) {
	if p.utf8 {
		b.UTF8Text(p.text.Latin1()[from:p.at])
	} else {
		b.Flat(p.text.Slice(from, p.at))
	}
}

// escape appends what the escape after a backslash stands for.
func (p *jsonParser) escape(b *heap.StringBuilder) bool {
	u := p.peek()
	switch u {
	case '"', '\\', '/':
	case 'b':
		u = '\b'
	case 'f':
		u = '\f'
	case 'n':
		u = '\n'
	case 'r':
		u = '\r'
	case 't':
		u = '\t'
	case 'u':
		u = 0
		for range 4 {
			p.at++
			d, ok := hexDigit(p.peek())
			if !ok {
				return false
			}
			u = u<<4 | d
		}
	default:
		return false
	}
	p.at++
	b.Unit(u)
	return true
}

func hexDigit(u uint16) (uint16, bool) {
	switch {
	case u >= '0' && u <= '9':
		return u - '0', true
	case u >= 'a' && u <= 'f':
		return u - 'a' + 10, true
	case u >= 'A' && u <= 'F':
		return u - 'A' + 10, true
	}
	return 0, false
}

// release drops the roots made since mark: what was read hangs in its parent now.
// With a reviver the nodes compare values later, so they stay.
func (p *jsonParser) release(mark int) error {
	if p.root == nil {
		p.rt.Heap.CloseScope(mark)
	}
	return p.rt.Step()
}

// node makes a node of n bytes. The heap is told before the next turn.
func (p *jsonParser) node(n int64) *jsonNode {
	if p.nodes += n; p.nodes-p.memory.Held() > jsonToldBytes {
		p.memory.Set(p.nodes)
	}
	return new(jsonNode)
}

func (p *jsonParser) array(node *jsonNode) (heap.Value, error) {
	rt := p.rt
	a := rt.NewArray()
	p.at++
	if p.space(); p.peek() == ']' {
		p.at++
		return a.Value(), nil
	}
	for {
		mark := rt.Heap.OpenScope()
		var child *jsonNode
		if node != nil {
			child = p.node(jsonNodeBytes)
			node.elems = append(node.elems, child)
		}
		p.space()
		v, err := p.value(child)
		if err != nil {
			return heap.Undefined, err
		}
		if err := rt.AppendElement(a, v); err != nil {
			return heap.Undefined, err
		}
		if err := p.release(mark); err != nil {
			return heap.Undefined, err
		}
		switch p.space(); p.peek() {
		case ',':
			p.at++
		case ']':
			p.at++
			return a.Value(), nil
		default:
			return heap.Undefined, p.wrong("Expected ',' or ']' after array element")
		}
	}
}

// define is CreateDataProperty on an object that no script has seen.
func (p *jsonParser) define(o *heap.Object, key, v heap.Value) error {
	h := p.rt.Heap
	if heap.KeyIsIndex(key) {
		_, err := p.rt.CreateDataProperty(o, key, v)
		return err
	}
	if at, ok := h.Lookup(o, key); ok {
		h.SetSlot(o, at, v)
	} else {
		h.AddComputed(o, key, v, heap.DefaultAttrs)
	}
	return nil
}

// expectedKey reads a property name if it is the one that other objects have got at this
// place. Otherwise it reads nothing.
func (p *jsonParser) expectedKey(o *heap.Object) (key heap.Value, ok bool) {
	key, name := p.rt.Heap.ExpectedKey(o)
	at := p.at + 1
	if name == nil || at+len(name) >= p.text.Len() || p.text.At(at+len(name)) != '"' {
		return 0, false
	}
	n, high := plainPrefix(name)
	if n < len(name) || high && p.utf8 {
		return 0, false // it is written otherwise than it reads
	}
	if wide := p.text.UTF16(); wide != nil {
		for i, c := range name {
			if wide[at+i] != uint16(c) {
				return 0, false
			}
		}
	} else if string(p.text.Latin1()[at:at+len(name)]) != string(name) {
		return 0, false
	}
	p.at = at + len(name) + 1
	return p.rt.Heap.Keep(key), true
}

// key reads a property name of o. added says that o does not have it.
func (p *jsonParser) key(o *heap.Object) (key heap.Value, added bool, err error) {
	if key, ok := p.expectedKey(o); ok {
		return key, true, nil
	}
	key, err = p.string(true)
	return key, false, err
}

// hint is where the size of objects with the shape is noted.
func (p *jsonParser) hint(shape *heap.Shape) *sizeHint {
	return &p.sizes[shape.ID()%uint32(len(p.sizes))]
}

// member reads name and value of a property of o.
func (p *jsonParser) member(o *heap.Object, node *jsonNode) error {
	key, added, err := p.key(o)
	if err != nil {
		return err
	}
	if p.space(); p.peek() != ':' {
		return p.wrong("Expected ':' after property name")
	}
	p.at++
	p.space()
	var child *jsonNode
	if node != nil {
		child = p.node(jsonNodeBytes + jsonEntryBytes)
		node.entries[key] = child
	}
	v, err := p.value(child)
	if err != nil {
		return err
	}
	if added {
		p.rt.Heap.AddComputed(o, key, v, heap.DefaultAttrs)
		return nil
	}
	return p.define(o, key, v)
}

func (p *jsonParser) object(node *jsonNode) (heap.Value, error) {
	rt := p.rt
	o := rt.NewObject()
	p.at++
	if p.space(); p.peek() == '}' {
		p.at++
		return o.Value(), nil
	}
	if node != nil {
		node.entries = map[heap.Value]*jsonNode{}
		p.nodes += jsonEntriesBytes
	}
	expected := "Expected property name or '}'"
	full := uint32(0) // the shape with which the inline slots were full
	for {
		mark := rt.Heap.OpenScope()
		if p.space(); p.peek() != '"' {
			return heap.Undefined, p.wrong(expected)
		}
		expected = "Expected double-quoted property name"
		if s := o.Shape(rt.Heap); s.Count() == s.InlineCap() {
			full = s.ID()
			if hint := p.hint(s); hint.shape == full {
				rt.Heap.ExpectSlots(o, hint.count)
			}
		}
		if err := p.member(o, node); err != nil {
			return heap.Undefined, err
		}
		if err := p.release(mark); err != nil {
			return heap.Undefined, err
		}
		switch p.space(); p.peek() {
		case ',':
			p.at++
		case '}':
			p.at++
			if full != 0 {
				p.sizes[full%uint32(len(p.sizes))] = sizeHint{full, o.Shape(rt.Heap).Count()}
			}
			return o.Value(), nil
		default:
			return heap.Undefined, p.wrong("Expected ',' or '}' after property value")
		}
	}
}

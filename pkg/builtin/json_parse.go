package builtin

import (
	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// jsonParser reads a JSON text (ECMA-404) from code units.
type jsonParser struct {
	rt     *object.Runtime
	source *heap.String
	text   heap.Flat
	at     int
	depth  int
	root   *jsonNode // filled when a reviver wants to know the source
	memory heap.Account
	nodes  int64 // bytes of nodes
	buf    []byte
	ended  error // what a pause between blanks has returned
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
	if p.at >= p.text.Len() {
		return 0
	}
	if p.text.UTF16 == nil {
		return uint16(p.text.Latin1[p.at])
	}
	return p.text.UTF16[p.at]
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
	_, n := codePointAt(p.text, p.at)
	token := rt.Heap.NewUTF16(units(p.text.Slice(p.at, p.at+n))).Go(rt.Heap)
	from, to := max(p.at-10, 0), min(p.at+10, p.text.Len())
	around := rt.Heap.NewUTF16(units(p.text.Slice(from, to))).Go(rt.Heap)
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

func units(f heap.Flat) []uint16 {
	out := make([]uint16, f.Len())
	for i := range out {
		out[i] = f.At(i)
	}
	return out
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

// smallInt reads an integer of up to nine digits that nothing follows which would
// belong to it. Otherwise it reads nothing.
func (p *jsonParser) smallInt() (n int32, ok bool) {
	text := p.text.Latin1
	if len(text)-p.at > 10 {
		text = text[:p.at+10]
	}
	i := p.at
	for i < len(text) && text[i]-'0' <= 9 {
		n = n*10 + int32(text[i]-'0')
		i++
	}
	digits := i - p.at
	if i == len(text) || digits == 0 || digits > 1 && text[p.at] == '0' || text[i] == '.' || text[i]|0x20 == 'e' {
		return 0, false
	}
	p.at = i
	return n, true
}

// number reads a number; small integers without a detour through text.
func (p *jsonParser) number() (heap.Value, error) {
	if p.text.UTF16 == nil {
		if n, ok := p.smallInt(); ok {
			return heap.Int(n), nil
		}
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
	if p.text.UTF16 == nil {
		return heap.Number(num.ParseNumber(string(p.text.Latin1[from:p.at])))
	}
	p.buf = p.buf[:0]
	for _, u := range p.text.UTF16[from:p.at] {
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
	n, latin1 := p.text.Len(), p.text.Latin1
	for p.at < n {
		i, end := p.at, min(n, p.at+longRun)
		if p.text.UTF16 == nil {
			for i < end && latin1[i] != '"' && latin1[i] != '\\' && latin1[i] >= 0x20 {
				i++
			}
		} else {
			for i < end && p.text.UTF16[i] != '"' && p.text.UTF16[i] != '\\' && p.text.UTF16[i] >= 0x20 {
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

// made is the string, or the key, of a literal's text.
func (p *jsonParser) made(f heap.Flat, key bool) heap.Value {
	if key {
		return p.rt.Heap.KeyFromFlat(f)
	}
	return p.rt.Heap.NewFlat(f).Value()
}

// escaped reads the rest of a string literal that has escapes.
func (p *jsonParser) escaped(from int, key bool) (heap.Value, error) {
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
			b.Flat(p.text.Slice(from, p.at))
			p.at++
			s, err := p.rt.BuiltString(&b)
			if err != nil {
				return heap.Undefined, err
			}
			return p.made(s.Str().Flat(p.rt.Heap), key), nil
		case u < 0x20:
			return heap.Undefined, p.wrong("Bad control character in string literal")
		}
		b.Flat(p.text.Slice(from, p.at))
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
	for {
		mark := rt.Heap.OpenScope()
		if p.space(); p.peek() != '"' {
			return heap.Undefined, p.wrong(expected)
		}
		expected = "Expected double-quoted property name"
		key, err := p.string(true)
		if err != nil {
			return heap.Undefined, err
		}
		if p.space(); p.peek() != ':' {
			return heap.Undefined, p.wrong("Expected ':' after property name")
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
			return heap.Undefined, err
		}
		if err := p.define(o, key, v); err != nil {
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
			return o.Value(), nil
		default:
			return heap.Undefined, p.wrong("Expected ',' or '}' after property value")
		}
	}
}

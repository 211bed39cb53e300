package builtin

import (
	"bytes"
	"errors"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/regexp"
)

// The short ways (object.LeafFunc) of methods that match once: for RegExp objects to which
// nothing was done, and short texts.

// leafSubject is the longest text, in code units, that a short way flattens, replaces in, or tries
// a program on whose last match in a longer one took long.
const leafSubject = 1 << 12

var errNotBrief = errors.New("the match takes long")

// notBrief is what a match calls in a short way when it takes so long that it must look at the
// limits: it is given up, and made again by the function.
func notBrief() error { return errNotBrief }

// briefMatch is RegExpBuiltinExec as far as the match of o, which untouched has let pass with r, in s. With ok false
// it has done nothing.
func briefMatch(rt *object.Runtime, state *regexpState, r *realmRegExp, o *heap.Object, p *regexp.Program, s *heap.String) (matched, ok bool) {
	long := s.Len() > leafSubject
	if long && (!s.IsFlat() || state.tedious == p) {
		return false, false
	}
	matched, err := state.runUntouched(rt, r, o, p, s, notBrief)
	if err != nil && long {
		state.tedious = p
	}
	return matched, err == nil
}

// untouched returns the realm data of v if it is a RegExp object of the current realm to which
// nothing was done; nil for any other.
func (state *regexpState) untouched(rt *object.Runtime, v heap.Value) *realmRegExp {
	if !v.IsObject() || int(rt.Cur.ID) >= len(state.realms) {
		return nil
	}
	o, r := v.Object(), state.realms[rt.Cur.ID]
	if r == nil || o.ShapeID() != r.shape.ID() || !o.SlotAt(r.lastIndex).IsInt() || !o.Internal(regexpProgram).IsHandle() {
		return nil
	}
	return r
}

// execUntouched reports whether v is such an object, and exec the original function.
func (state *regexpState) execUntouched(rt *object.Runtime, v heap.Value) bool {
	r := state.untouched(rt, v)
	return r != nil && unchanged(r.proto, r.protoID, r.protoWatch[:1])
}

// leafTest is the short way of RegExp.prototype.test, while exec is the original one.
func leafTest(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 || !args[0].IsString() {
		return heap.Undefined, false
	}
	state := regexps(rt)
	r := state.untouched(rt, this)
	if r == nil || !unchanged(r.proto, r.protoID, r.protoWatch[:1]) {
		return heap.Undefined, false
	}
	o := this.Object()
	matched, ok := briefMatch(rt, state, r, o, programOf(rt, o), args[0].Str())
	return heap.Bool(matched), ok
}

// leafExec is the short way of RegExp.prototype.exec.
func leafExec(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 || !args[0].IsString() {
		return heap.Undefined, false
	}
	state := regexps(rt)
	r := state.untouched(rt, this)
	if r == nil {
		return heap.Undefined, false
	}
	return briefResult(rt, state, r, this.Object(), args[0].Str())
}

// leafMatch is the short way of String.prototype.match, for patterns without the g flag.
func leafMatch(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 || !this.IsString() {
		return heap.Undefined, false
	}
	state := regexps(rt)
	r := state.untouched(rt, args[0])
	if r == nil || !unchanged(r.proto, r.protoID, r.protoWatch) || programOf(rt, args[0].Object()).Flags.Has(regexp.Global) {
		return heap.Undefined, false
	}
	return briefResult(rt, state, r, args[0].Object(), this.Str())
}

// briefResult is RegExpBuiltinExec, if its result is a short array that has neither groups by name
// nor indices.
func briefResult(rt *object.Runtime, state *regexpState, r *realmRegExp, o *heap.Object, s *heap.String) (heap.Value, bool) {
	p := programOf(rt, o)
	if len(p.Names) > 0 || p.Groups > maxLeafSlice || p.Flags.Has(regexp.HasIndices) {
		return heap.Undefined, false
	}
	matched, ok := briefMatch(rt, state, r, o, p, s)
	if !ok || !matched {
		return heap.Null, ok
	}
	return matchResult(rt, r, p, s, state.caps.Pos), true
}

const (
	// leafMatches is how many positions a short way of replace remembers: two for each group of
	// each match.
	leafMatches = 128
	// leafReplaced is the longest text that it makes, in code units.
	leafReplaced = 1 << 12
)

// leafReplace is the short way of String.prototype.replace of a RegExp object to which nothing was
// done by a text, both of them and the template in Latin-1. The matches are found first, and
// written down once it is known how long the result is.
func leafReplace(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) < 2 || !this.IsString() || !args[1].IsString() || !args[0].IsObject() {
		return heap.Undefined, false
	}
	s, template := this.Str(), args[1].Str()
	if s.Len() > leafSubject || template.Len() > leafText || !s.IsLatin1(rt.Heap) || !template.IsLatin1(rt.Heap) {
		return heap.Undefined, false
	}
	o := args[0].Object()
	if pristine(rt, o) == nil {
		return heap.Undefined, false
	}
	state, p := regexps(rt), programOf(rt, o)
	global := p.Flags.Has(regexp.Global)
	if len(p.Names) > 0 || !global && p.Flags.Has(regexp.Sticky) {
		return heap.Undefined, false
	}
	var r leafReplacement
	r.text, r.with, r.width = s.Flat(rt.Heap).Latin1(), template.Flat(rt.Heap), 2*(p.Groups+1)
	if !state.briefMatches(p, &r, global) {
		return heap.Undefined, false
	}
	if state.parts = state.parts[:0]; bytes.IndexByte(r.with.Latin1(), '$') >= 0 {
		state.parts = templateParts(state.parts, r.with, p.Groups, false)
		r.parts = state.parts
	}
	n := r.length()
	if n > leafReplaced {
		return heap.Undefined, false
	}
	rt.Work(r.work + 8*len(r.found) + 4*template.Len())
	if global {
		_ = setLastIndex(rt, o, 0) // of an untouched object: it cannot fail
	}
	if len(r.found) == 0 {
		return this, true
	}
	state.remember(rt, o, s, r.found[len(r.found)-r.width:])
	if n <= 1 {
		var room [1]byte
		r.fill(room[:0])
		return rt.Heap.NewLatin1(room[:n]).Value(), true
	}
	v, room := rt.Heap.UnfilledLatin1(n)
	r.fill(room[:0])
	return v.Value(), true
}

// briefMatches finds the matches that r replaces. With ok false there are too many, or they take long.
func (state *regexpState) briefMatches(p *regexp.Program, r *leafReplacement, global bool) (ok bool) {
	sticky := p.Flags.Has(regexp.Sticky)
	state.found = state.found[:0]
	for at := 0; at <= len(r.text); {
		matched, err := p.SearchLatin1(r.text, at, sticky, &state.caps, notBrief)
		if state.memory.Held() != 0 {
			state.memory.Set(int64(state.caps.Bytes()))
		}
		if err != nil || matched && len(state.found)+r.width > leafMatches {
			return false
		}
		if r.work += state.caps.Work(); !matched {
			break
		}
		pos := state.caps.Pos
		state.found = append(state.found, pos...)
		if at = int(pos[1]); pos[0] == pos[1] {
			at++
		}
		if !global {
			break
		}
	}
	r.found = state.found
	return true
}

// leafReplacement is what a short way of replace is about.
type leafReplacement struct {
	text  []byte
	with  heap.Flat
	parts []part  // of with, if it is not put there as it is
	found []int32 // the positions of the matches
	work  int     // what it took to find them
	width int     // how many of them a match has
}

// length is that of the result.
func (r *leafReplacement) length() int {
	n := len(r.text)
	for found := r.found; len(found) > 0; found = found[r.width:] {
		n -= int(found[1] - found[0])
		if r.parts == nil {
			n += r.with.Len()
		}
		for i := range r.parts {
			from, to := r.piece(&r.parts[i], found)
			n += to - from
		}
	}
	return n
}

// piece is where a part of the template is, in the template or in the text.
func (r *leafReplacement) piece(p *part, found []int32) (from, to int) {
	switch p.kind {
	case partText:
		return p.from, p.to
	case partBefore:
		return 0, int(found[0])
	case partAfter:
		return int(found[1]), len(r.text)
	}
	// The group of partMatch is 0. One that captured nothing is at -1.
	return int(max(found[2*p.group], 0)), int(max(found[2*p.group+1], 0))
}

// fill appends the result.
func (r *leafReplacement) fill(b []byte) {
	end := 0
	for found := r.found; len(found) > 0; found = found[r.width:] {
		b = append(b, r.text[end:found[0]]...)
		if r.parts == nil {
			b = append(b, r.with.Latin1()...)
		}
		for i := range r.parts {
			source := r.text
			if r.parts[i].kind == partText {
				source = r.with.Latin1()
			}
			from, to := r.piece(&r.parts[i], found)
			b = append(b, source[from:to]...)
		}
		end = int(found[1])
	}
	_ = append(b, r.text[end:]...)
}

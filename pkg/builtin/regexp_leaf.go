package builtin

import (
	"errors"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/regexp"
)

// The short ways (object.LeafFunc) of methods that match once: for RegExp objects to which
// nothing was done, and short texts.

// leafSubject is the longest text that a short way matches, in code units.
const leafSubject = 1 << 12

var errNotBrief = errors.New("the match takes long")

// notBrief is what a match calls in a short way when it takes so long that it must look at the
// limits: it is given up, and made again by the function.
func notBrief() error { return errNotBrief }

// briefMatch is RegExpBuiltinExec as far as the match of o in s. With ok false
// it has done nothing.
func briefMatch(rt *object.Runtime, state *regexpState, o *heap.Object, s *heap.String) (matched, ok bool) {
	if s.Len() > leafSubject {
		return false, false
	}
	matched, err := state.run(rt, o, s, notBrief)
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
	if !state.execUntouched(rt, this) {
		return heap.Undefined, false
	}
	matched, ok := briefMatch(rt, state, this.Object(), args[0].Str())
	return heap.Bool(matched), ok
}

// leafExec is the short way of RegExp.prototype.exec.
func leafExec(rt *object.Runtime, this heap.Value, args []heap.Value) (heap.Value, bool) {
	if len(args) == 0 || !args[0].IsString() {
		return heap.Undefined, false
	}
	state := regexps(rt)
	if state.untouched(rt, this) == nil {
		return heap.Undefined, false
	}
	return briefResult(rt, state, this.Object(), args[0].Str())
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
	return briefResult(rt, state, args[0].Object(), this.Str())
}

// briefResult is RegExpBuiltinExec, if its result is a short array that has neither groups by name
// nor indices.
func briefResult(rt *object.Runtime, state *regexpState, o *heap.Object, s *heap.String) (heap.Value, bool) {
	p := programOf(rt, o)
	if len(p.Names) > 0 || p.Groups > maxLeafSlice || p.Flags.Has(regexp.HasIndices) {
		return heap.Undefined, false
	}
	matched, ok := briefMatch(rt, state, o, s)
	if !ok || !matched {
		return heap.Null, ok
	}
	return matchResult(rt, p, s, state.caps.Pos), true
}

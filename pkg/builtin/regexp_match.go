package builtin

import (
	"math"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/regexp"
)

// idRegExpStringIteratorPrototype is %RegExpStringIteratorPrototype%.
var idRegExpStringIteratorPrototype = object.NewIntrinsic()

// regexpMatch is RegExp.prototype[@@match] (sec-regexp.prototype-%symbol.match%).
func regexpMatch(c *object.Call) (heap.Value, error) {
	o, s, err := patternAndText(c, "@@match")
	if err != nil {
		return heap.Undefined, err
	}
	return matchWith(c.RT, o, s, pristine(c.RT, o) != nil)
}

// matchWith is @@match after the conversion of its arguments; plain says that o is
// pristine.
func matchWith(rt *object.Runtime, o *heap.Object, s *heap.String, plain bool) (heap.Value, error) {
	if plain {
		if p := programOf(rt, o); p.Flags.Has(regexp.Global) {
			return matchAllFast(rt, o, p, s)
		}
		return builtinExec(rt, o, s)
	}
	flags, err := flagText(rt, o)
	if err != nil {
		return heap.Undefined, err
	}
	if !strings.Contains(flags, "g") {
		return regexpExecOn(rt, o, s)
	}
	if err := rt.Set(o, rt.Heap.Names.LastIndex, heap.Int(0), true); err != nil {
		return heap.Undefined, err
	}
	var found *heap.Object
	err = eachMatch(rt, o, s, fullUnicode(flags), func(_ *heap.Object, text *heap.String) error {
		if found == nil {
			found = rt.NewArray()
		}
		return rt.AppendElement(found, text.Value())
	}, func() { rt.Heap.Keep(objectOrUndefined(found)) })
	if err != nil || found == nil {
		return heap.Null, err
	}
	return found.Value(), nil
}

func objectOrUndefined(o *heap.Object) heap.Value {
	if o == nil {
		return heap.Undefined
	}
	return o.Value()
}

func fullUnicode(flags string) bool { return strings.ContainsAny(flags, "uv") }

// eachMatch runs RegExpExec until it gives null, moving lastIndex past empty
// matches. What found receives is alive until it returns; closed is called after
// each inner rooting scope, to keep what found made.
func eachMatch(rt *object.Runtime, o *heap.Object, s *heap.String, unicode bool, found func(result *heap.Object, text *heap.String) error, closed func()) error {
	h := rt.Heap
	for {
		mark := h.OpenScope()
		more, err := nextMatch(rt, o, s, unicode, found)
		if err != nil {
			return rt.CloseScope(mark, err)
		}
		h.CloseScope(mark)
		closed()
		if !more {
			return nil
		}
		if err := rt.Step(); err != nil {
			return err
		}
	}
}

// nextMatch is one turn of eachMatch.
func nextMatch(rt *object.Runtime, o *heap.Object, s *heap.String, unicode bool, found func(result *heap.Object, text *heap.String) error) (more bool, err error) {
	result, err := regexpExecOn(rt, o, s)
	if err != nil || result.IsNull() {
		return false, err
	}
	v, err := rt.Get(result.Object(), heap.IndexKey(0))
	if err != nil {
		return false, err
	}
	text, err := rt.ToString(v)
	if err != nil {
		return false, err
	}
	if err := found(result.Object(), text); err != nil {
		return false, err
	}
	if text.Len() == 0 {
		if err := skipEmpty(rt, o, s, unicode); err != nil {
			return false, err
		}
	}
	return true, nil
}

// skipEmpty moves lastIndex past an empty match.
func skipEmpty(rt *object.Runtime, o *heap.Object, s *heap.String, unicode bool) error {
	index, err := getLastIndex(rt, o)
	if err != nil {
		return err
	}
	return rt.Set(o, rt.Heap.Names.LastIndex, heap.Int64(advance(rt.Heap, s, index, unicode)), true)
}

// scanMatches finds the matches of a pristine global RegExp one after the other,
// as its methods do with lastIndex, and leaves lastIndex and the legacy static
// properties as they do. found must not run scripts.
func scanMatches(rt *object.Runtime, o *heap.Object, p *regexp.Program, s *heap.String, found func(pos []int32) error) error {
	state := regexps(rt)
	sticky, unicode := p.Flags.Has(regexp.Sticky), p.Flags.FullUnicode()
	if err := setLastIndex(rt, o, 0); err != nil {
		return err
	}
	for index := int64(0); index <= int64(s.Len()); {
		ok, err := state.matchAt(rt, p, s, int(index), sticky)
		if err != nil || !ok {
			return err
		}
		pos := state.caps.Pos
		state.remember(rt, o, s, state.caps.Pos)
		index = int64(pos[1])
		if pos[0] == pos[1] {
			index = advance(rt.Heap, s, index, unicode)
		}
		if err := found(pos); err != nil {
			return err
		}
		if err := rt.Step(); err != nil {
			return err
		}
	}
	return nil
}

// matchAllFast is the result of @@match for a pristine global RegExp.
func matchAllFast(rt *object.Runtime, o *heap.Object, p *regexp.Program, s *heap.String) (heap.Value, error) {
	h := rt.Heap
	found := rt.NewArray()
	mark := h.OpenScope()
	err := scanMatches(rt, o, p, s, func(pos []int32) error {
		err := rt.AppendElement(found, capture(h, s, pos, 0))
		h.CloseScope(mark)
		return err
	})
	if err != nil || object.ArrayLength(found) == 0 {
		return heap.Null, err
	}
	return found.Value(), nil
}

// speciesRegExp is the constructor for a derived regular expression.
func speciesRegExp(c *object.Call, o *heap.Object) (heap.Value, error) {
	return c.RT.SpeciesConstructor(o, c.Realm.Intrinsic(idRegExp))
}

// regexpMatchAll is RegExp.prototype[@@matchAll]
// (sec-regexp-prototype-%symbol.matchall%).
func regexpMatchAll(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, s, err := patternAndText(c, "@@matchAll")
	if err != nil {
		return heap.Undefined, err
	}
	ctor, err := speciesRegExp(c, o)
	if err != nil {
		return heap.Undefined, err
	}
	flags, err := flagText(rt, o)
	if err != nil {
		return heap.Undefined, err
	}
	matcher, err := rt.Construct(ctor, ctor, o.Value(), rt.Text(flags))
	if err != nil {
		return heap.Undefined, err
	}
	index, err := getLastIndex(rt, o)
	if err != nil {
		return heap.Undefined, err
	}
	if err := rt.Set(matcher.Object(), rt.Heap.Names.LastIndex, heap.Int64(index), true); err != nil {
		return heap.Undefined, err
	}
	it := rt.NewIntrinsicObject(heap.ClassIterator, idRegExpStringIteratorPrototype)
	mode := int32(tagRegExp)
	if strings.Contains(flags, "g") {
		mode |= regexpIterGlobal
	}
	if fullUnicode(flags) {
		mode |= regexpIterUnicode
	}
	rt.Heap.SetInternal(it, iterTag, heap.Int(mode))
	rt.Heap.SetInternal(it, iterTarget, matcher)
	rt.Heap.SetInternal(it, regexpIterText, s.Value())
	return it.Value(), nil
}

// A regular expression string iterator: the matcher is its target, or Undefined
// at the end.
const (
	regexpIterText    = iterIndex // the subject
	regexpIterGlobal  = 1 << 8    // bits of slot 0
	regexpIterUnicode = 1 << 9
)

// regexpIteratorGroup declares %RegExpStringIteratorPrototype%
// (sec-%regexpstringiteratorprototype%-object).
var regexpIteratorGroup = &object.Group{
	Proto:       idRegExpStringIteratorPrototype,
	ProtoParent: object.IteratorPrototype,
	Rows: []object.Row{
		{Name: "next", Fn: regexpIteratorNext, Step: stepRegExpIterator},
		{Name: "@@toStringTag", Str: "RegExp String Iterator", Flags: object.RowString},
	},
}

// stepRegExpIterator is one step of a regular expression string iterator.
func stepRegExpIterator(rt *object.Runtime, iter heap.Value) (v heap.Value, done, ok bool, err error) {
	if !isIterator(iter, tagRegExp) {
		return heap.Undefined, false, false, nil
	}
	it := iter.Object()
	target := it.Internal(iterTarget)
	if target.IsUndefined() {
		return heap.Undefined, true, true, nil
	}
	mode := it.Internal(iterTag).AsInt()
	end := func(err error) (heap.Value, bool, bool, error) {
		rt.Heap.SetInternal(it, iterTarget, heap.Undefined)
		return heap.Undefined, true, true, err
	}
	s := it.Internal(regexpIterText).Str()
	if mode&regexpIterGlobal == 0 {
		v, err := regexpExecOn(rt, target.Object(), s)
		if err != nil || v.IsNull() {
			return end(err)
		}
		rt.Heap.SetInternal(it, iterTarget, heap.Undefined)
		return v, false, true, nil
	}
	if state := regexps(rt); state.execUntouched(rt, target) {
		v, err := stepUntouched(rt, state, target.Object(), s, mode&regexpIterUnicode != 0)
		if err != nil || v.IsNull() {
			return end(err)
		}
		return v, false, true, nil
	}
	more, err := nextMatch(rt, target.Object(), s, mode&regexpIterUnicode != 0, func(result *heap.Object, _ *heap.String) error {
		v = result.Value()
		return nil
	})
	if err != nil || !more {
		return end(err)
	}
	return v, false, true, nil
}

// stepUntouched is RegExpExec of an object to which nothing was done, past an empty match: nobody can tell that
// the result is not asked whether it is one.
func stepUntouched(rt *object.Runtime, state *regexpState, o *heap.Object, s *heap.String, unicode bool) (heap.Value, error) {
	r, p := state.realm(rt.Cur), programOf(rt, o)
	ok, err := state.runUntouched(rt, r, o, p, s, state.poll)
	if err != nil || !ok {
		return heap.Null, err
	}
	empty := state.caps.Pos[0] == state.caps.Pos[1]
	v := matchResult(rt, r, p, s, state.caps.Pos)
	if empty {
		return v, skipEmpty(rt, o, s, unicode)
	}
	return v, nil
}

// regexpIteratorNext is %RegExpStringIteratorPrototype%.next
// (sec-%regexpstringiteratorprototype%.next).
func regexpIteratorNext(c *object.Call) (heap.Value, error) {
	return nextOf(c, stepRegExpIterator, "RegExp String Iterator.prototype.next")
}

// regexpSplit is RegExp.prototype[@@split] (sec-regexp.prototype-%symbol.split%).
func regexpSplit(c *object.Call) (heap.Value, error) {
	rt := c.RT
	o, s, err := patternAndText(c, "@@split")
	if err != nil {
		return heap.Undefined, err
	}
	if pristine(rt, o) != nil && (c.Arg(1).IsUndefined() || c.Arg(1).IsInt()) {
		return splitFast(rt, o, s, splitLimit(c.Arg(1)))
	}
	ctor, err := speciesRegExp(c, o)
	if err != nil {
		return heap.Undefined, err
	}
	flags, err := flagText(rt, o)
	if err != nil {
		return heap.Undefined, err
	}
	sticky := flags
	if !strings.Contains(flags, "y") {
		sticky += "y"
	}
	splitter, err := rt.Construct(ctor, ctor, o.Value(), rt.Text(sticky))
	if err != nil {
		return heap.Undefined, err
	}
	limit := splitLimit(heap.Undefined)
	if v := c.Arg(1); !v.IsUndefined() {
		if limit, err = rt.ToUint32(v); err != nil {
			return heap.Undefined, err
		}
	}
	return splitWith(rt, splitter.Object(), s, limit, fullUnicode(flags))
}

// splitLimit is ToUint32 of a limit that is an Int or Undefined, which means none.
func splitLimit(v heap.Value) uint32 {
	if v.IsInt() {
		return uint32(v.AsInt())
	}
	return math.MaxUint32
}

// splitWith is the part of @@split that runs the splitter.
func splitWith(rt *object.Runtime, splitter *heap.Object, s *heap.String, limit uint32, unicode bool) (heap.Value, error) {
	h := rt.Heap
	out := rt.NewArray()
	if limit == 0 {
		return out.Value(), nil
	}
	size := int64(s.Len())
	if size == 0 {
		v, err := regexpExecOn(rt, splitter, s)
		if err == nil && v.IsNull() {
			err = rt.AppendElement(out, s.Value())
		}
		return out.Value(), err
	}
	from := int64(0)
	for at := from; at < size; {
		mark := h.OpenScope()
		end, err := splitAt(rt, splitter, s, at, from, out, limit)
		if err != nil {
			return heap.Undefined, rt.CloseScope(mark, err)
		}
		h.CloseScope(mark)
		if end < 0 {
			at = advance(h, s, at, unicode)
		} else {
			at, from = end, end
		}
		if object.ArrayLength(out) == limit {
			return out.Value(), nil
		}
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
	}
	return out.Value(), rt.AppendElement(out, h.Substring(s, int(from), int(size)).Value())
}

// splitAt tries to split at one index, adding what stands between from and
// there and the captures to out. It returns the end of the separator, or -1 when
// there is none.
func splitAt(rt *object.Runtime, splitter *heap.Object, s *heap.String, at, from int64, out *heap.Object, limit uint32) (int64, error) {
	if err := rt.Set(splitter, rt.Heap.Names.LastIndex, heap.Int64(at), true); err != nil {
		return 0, err
	}
	z, err := regexpExecOn(rt, splitter, s)
	if err != nil || z.IsNull() {
		return -1, err
	}
	end, err := getLastIndex(rt, splitter)
	if err != nil {
		return 0, err
	}
	if end = min(end, int64(s.Len())); end == from {
		return -1, nil
	}
	if err := rt.AppendElement(out, rt.Heap.Substring(s, int(from), int(at)).Value()); err != nil {
		return 0, err
	}
	if object.ArrayLength(out) == limit {
		return end, nil
	}
	n, err := rt.LengthOfArrayLike(z.Object())
	if err != nil {
		return 0, err
	}
	for i := int64(1); i < n && object.ArrayLength(out) < limit; i++ {
		v, err := rt.Get(z.Object(), rt.KeyFromInt(i))
		if err != nil {
			return 0, err
		}
		if err := rt.AppendElement(out, v); err != nil {
			return 0, err
		}
		if err := rt.Step(); err != nil {
			return 0, err
		}
	}
	return end, nil
}

// splitFast is @@split for a pristine RegExp: instead of trying each index with
// the y flag it searches for the next one that matches.
func splitFast(rt *object.Runtime, o *heap.Object, s *heap.String, limit uint32) (heap.Value, error) {
	h := rt.Heap
	state, p := regexps(rt), programOf(rt, o)
	out := rt.NewArray()
	if limit == 0 {
		return out.Value(), nil
	}
	size := s.Len()
	from := 0
	mark := h.OpenScope()
	for at := 0; at < size || size == 0; {
		ok, err := state.matchAt(rt, p, s, at, size == 0)
		if err != nil {
			return heap.Undefined, err
		}
		if ok {
			state.remember(rt, o, s, state.caps.Pos)
		}
		if ok && size == 0 {
			return out.Value(), nil
		}
		pos := state.caps.Pos
		if !ok || int(pos[0]) >= size {
			break
		}
		if int(pos[1]) == from {
			at = int(advance(h, s, int64(pos[0]), p.Flags.FullUnicode()))
			continue
		}
		_ = rt.AppendElement(out, h.Substring(s, from, int(pos[0])).Value())
		for i := 1; i <= p.Groups && object.ArrayLength(out) < limit; i++ {
			_ = rt.AppendElement(out, capture(h, s, pos, i))
		}
		h.CloseScope(mark)
		if object.ArrayLength(out) == limit {
			return out.Value(), nil
		}
		from = int(pos[1])
		at = from
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
	}
	return out.Value(), rt.AppendElement(out, h.Substring(s, from, size).Value())
}

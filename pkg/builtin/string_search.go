package builtin

import (
	"bytes"
	"math"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// searchOperands are the receiver and argument 0 as strings.
func searchOperands(c *object.Call, method string) (s, needle *heap.String, err error) {
	if s, err = thisText(c, method); err != nil {
		return nil, nil, err
	}
	needle, err = c.RT.ToString(c.Arg(0))
	return s, needle, err
}

// noRegExp is searchOperands for methods that do not take regular expressions.
func noRegExp(c *object.Call, method string) (s, needle *heap.String, err error) {
	if s, err = thisText(c, method); err != nil {
		return nil, nil, err
	}
	is, err := c.RT.IsRegExp(c.Arg(0))
	if err != nil {
		return nil, nil, err
	}
	if is {
		return nil, nil, c.RT.TypeError("First argument to String.prototype.%s must not be a regular expression", method)
	}
	needle, err = c.RT.ToString(c.Arg(0))
	return s, needle, err
}

// stringIndexOf is String.prototype.indexOf (sec-string.prototype.indexof).
func stringIndexOf(c *object.Call) (heap.Value, error) {
	s, needle, err := searchOperands(c, "indexOf")
	if err != nil {
		return heap.Undefined, err
	}
	from, err := clamped(c.RT, c.Arg(1), s.Len(), 0)
	if err != nil {
		return heap.Undefined, err
	}
	at, err := indexOf(c.RT, s.Flat(c.RT.Heap), needle.Flat(c.RT.Heap), from)
	return heap.Int(int32(at)), err
}

// stringLastIndexOf is String.prototype.lastIndexOf (sec-string.prototype.lastindexof).
func stringLastIndexOf(c *object.Call) (heap.Value, error) {
	s, needle, err := searchOperands(c, "lastIndexOf")
	if err != nil {
		return heap.Undefined, err
	}
	f, err := c.RT.ToNumber(c.Arg(1))
	if err != nil {
		return heap.Undefined, err
	}
	from := s.Len()
	if !math.IsNaN(f) {
		from = int(max(0, min(math.Trunc(f), float64(s.Len()))))
	}
	at, err := lastIndexOf(c.RT, s.Flat(c.RT.Heap), needle.Flat(c.RT.Heap), from)
	return heap.Int(int32(at)), err
}

// stringIncludes is String.prototype.includes (sec-string.prototype.includes).
func stringIncludes(c *object.Call) (heap.Value, error) {
	s, needle, err := noRegExp(c, "includes")
	if err != nil {
		return heap.Undefined, err
	}
	from, err := clamped(c.RT, c.Arg(1), s.Len(), 0)
	if err != nil {
		return heap.Undefined, err
	}
	at, err := indexOf(c.RT, s.Flat(c.RT.Heap), needle.Flat(c.RT.Heap), from)
	return heap.Bool(at >= 0), err
}

// stringStartsWith is String.prototype.startsWith (sec-string.prototype.startswith).
func stringStartsWith(c *object.Call) (heap.Value, error) {
	s, needle, err := noRegExp(c, "startsWith")
	if err != nil {
		return heap.Undefined, err
	}
	from, err := clamped(c.RT, c.Arg(1), s.Len(), 0)
	if err != nil {
		return heap.Undefined, err
	}
	h := c.RT.Heap
	return heap.Bool(from+needle.Len() <= s.Len() && matchesAt(c.RT, s.Flat(h), needle.Flat(h), from)), nil
}

// stringEndsWith is String.prototype.endsWith (sec-string.prototype.endswith).
func stringEndsWith(c *object.Call) (heap.Value, error) {
	s, needle, err := noRegExp(c, "endsWith")
	if err != nil {
		return heap.Undefined, err
	}
	end, err := clamped(c.RT, c.Arg(1), s.Len(), s.Len())
	if err != nil {
		return heap.Undefined, err
	}
	h := c.RT.Heap
	from := end - needle.Len()
	return heap.Bool(from >= 0 && matchesAt(c.RT, s.Flat(h), needle.Flat(h), from)), nil
}

// delegate calls the method key of argument 0 where that is an object or other
// value that has one: the way of match, replace, search and split to a regular expression.
func delegate(c *object.Call, key heap.Value, args ...heap.Value) (v heap.Value, done bool, err error) {
	if !c.Arg(0).IsObject() {
		return heap.Undefined, false, nil
	}
	if v, done, err := throughPristine(c, key); done {
		return v, true, err
	}
	m, err := c.RT.GetMethod(c.Arg(0), key)
	if err != nil || m.IsUndefined() {
		return heap.Undefined, false, err
	}
	v, err = c.RT.Call(m, c.Arg(0), args...)
	return v, true, err
}

// throughRegExp makes a regular expression of argument 0 and calls its method key
// with the receiver.
func throughRegExp(c *object.Call, s *heap.String, key heap.Value, flags string) (heap.Value, error) {
	re, err := regexpCreate(c.RT, c.Realm, c.Arg(0), flags)
	if err != nil {
		return heap.Undefined, err
	}
	return c.RT.Invoke(re.Value(), key, s.Value())
}

// stringMatch is String.prototype.match (sec-string.prototype.match).
func stringMatch(c *object.Call) (heap.Value, error) {
	return matchLike(c, "match", c.RT.Heap.Symbols.Match)
}

// stringSearch is String.prototype.search (sec-string.prototype.search).
func stringSearch(c *object.Call) (heap.Value, error) {
	return matchLike(c, "search", c.RT.Heap.Symbols.Search)
}

func matchLike(c *object.Call, method string, key heap.Value) (heap.Value, error) {
	if !c.This.IsString() {
		if err := c.RT.RequireObjectCoercible(c.This, "String.prototype."+method); err != nil {
			return heap.Undefined, err
		}
	}
	if v, done, err := delegate(c, key, c.This); done || err != nil {
		return v, err
	}
	s, err := c.RT.ToString(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	return throughRegExp(c, s, key, "")
}

// requireGlobal is the check of matchAll and replaceAll that a regular
// expression has the flag g.
func requireGlobal(c *object.Call, method string) error {
	rt := c.RT
	is, err := rt.IsRegExp(c.Arg(0))
	if err != nil || !is {
		return err
	}
	flags, err := rt.GetV(c.Arg(0), rt.Heap.InternGo("flags"))
	if err != nil {
		return err
	}
	if err := rt.RequireObjectCoercible(flags, "String.prototype."+method); err != nil {
		return err
	}
	f, err := rt.ToString(flags)
	if err != nil {
		return err
	}
	at, err := indexOf(rt, f.Flat(rt.Heap), rt.Heap.SingleChar('g').Flat(rt.Heap), 0)
	if err != nil {
		return err
	}
	if at < 0 {
		return rt.TypeError("String.prototype.%s called with a non-global RegExp argument", method)
	}
	return nil
}

// stringMatchAll is String.prototype.matchAll (sec-string.prototype.matchall).
func stringMatchAll(c *object.Call) (heap.Value, error) {
	rt := c.RT
	if err := rt.RequireObjectCoercible(c.This, "String.prototype.matchAll"); err != nil {
		return heap.Undefined, err
	}
	if c.Arg(0).IsObject() {
		if err := requireGlobal(c, "matchAll"); err != nil {
			return heap.Undefined, err
		}
		if v, done, err := delegate(c, rt.Heap.Symbols.MatchAll, c.This); done || err != nil {
			return v, err
		}
	}
	s, err := rt.ToString(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	return throughRegExp(c, s, rt.Heap.Symbols.MatchAll, "g")
}

// stringReplace is String.prototype.replace (sec-string.prototype.replace).
func stringReplace(c *object.Call) (heap.Value, error) { return replaceText(c, "replace", false) }

// stringReplaceAll is String.prototype.replaceAll (sec-string.prototype.replaceall).
func stringReplaceAll(c *object.Call) (heap.Value, error) { return replaceText(c, "replaceAll", true) }

func replaceText(c *object.Call, method string, all bool) (heap.Value, error) {
	rt := c.RT
	if !c.This.IsString() {
		if err := rt.RequireObjectCoercible(c.This, "String.prototype."+method); err != nil {
			return heap.Undefined, err
		}
	}
	if c.Arg(0).IsObject() && all {
		if err := requireGlobal(c, method); err != nil {
			return heap.Undefined, err
		}
	}
	if v, done, err := delegate(c, rt.Heap.Symbols.Replace, c.This, c.Arg(1)); done || err != nil {
		return v, err
	}
	s, err := rt.ToString(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	needle, err := rt.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	with := c.Arg(1)
	fn := rt.IsCallable(with)
	if !fn {
		t, err := rt.ToString(with)
		if err != nil {
			return heap.Undefined, err
		}
		with = t.Value()
	}
	return replaceMatches(rt, s, needle, with, fn, all)
}

// smallText is the length below which room is made for a text that may turn out
// shorter.
const smallText = 1 << 12

// replaceMatches replaces the first or all places where needle stands in s.
func replaceMatches(rt *object.Runtime, s, needle *heap.String, with heap.Value, fn, all bool) (heap.Value, error) {
	h := rt.Heap
	step := max(needle.Len(), 1)
	end := 0
	b := h.Builder()
	at, err := indexOf(rt, s.Flat(h), needle.Flat(h), 0)
	if at < 0 || err != nil {
		return s.Value(), err
	}
	if !fn && !all && s.Len()+with.Str().Len() < smallText {
		b.Grow(s.Len() + with.Str().Len())
	}
	for at >= 0 {
		mark := h.OpenScope()
		b.Substr(s, end, at)
		if fn {
			v, err := rt.Call(with, heap.Undefined, needle.Value(), heap.Int64(int64(at)), s.Value())
			if err != nil {
				return heap.Undefined, rt.CloseScope(mark, err)
			}
			r, err := rt.ToString(v)
			if err != nil {
				return heap.Undefined, rt.CloseScope(mark, err)
			}
			b.Str(r)
		} else {
			substitute(rt, &b, s, at, at+needle.Len(), with.Str())
			rt.Work(4 * with.Str().Len())
		}
		h.CloseScope(mark)
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		end = at + needle.Len()
		if !all || b.Err() != nil || at+step > s.Len() {
			break
		}
		if at, err = indexOf(rt, s.Flat(h), needle.Flat(h), at+step); err != nil {
			return heap.Undefined, err
		}
	}
	b.Substr(s, end, s.Len())
	return rt.BuiltString(&b)
}

// substitute appends GetSubstitution (sec-getsubstitution) for a match without captures.
func substitute(rt *object.Runtime, b *heap.StringBuilder, s *heap.String, from, to int, template *heap.String) {
	t := template.Flat(rt.Heap)
	n := t.Len()
	if !t.IsWide() && bytes.IndexByte(t.Latin1(), '$') < 0 {
		b.Flat(t)
		return
	}
	for i := 0; i < n; i++ {
		u := t.At(i)
		if u != '$' || i+1 == n {
			b.Unit(u)
			continue
		}
		i++
		switch next := t.At(i); next {
		case '$':
			b.Unit('$')
		case '&':
			b.Substr(s, from, to)
		case '`':
			b.Substr(s, 0, from)
		case '\'':
			b.Substr(s, to, s.Len())
		default:
			b.Unit('$')
			i--
		}
	}
}

// stringSplit is String.prototype.split (sec-string.prototype.split).
func stringSplit(c *object.Call) (heap.Value, error) {
	rt := c.RT
	h := rt.Heap
	if err := rt.RequireObjectCoercible(c.This, "String.prototype.split"); err != nil {
		return heap.Undefined, err
	}
	if v, done, err := delegate(c, h.Symbols.Split, c.This, c.Arg(1)); done || err != nil {
		return v, err
	}
	s, err := rt.ToString(c.This)
	if err != nil {
		return heap.Undefined, err
	}
	limit := uint32(math.MaxUint32)
	if v := c.Arg(1); !v.IsUndefined() {
		if limit, err = rt.ToUint32(v); err != nil {
			return heap.Undefined, err
		}
	}
	sep, err := rt.ToString(c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	out := rt.NewArray()
	if limit == 0 {
		return out.Value(), nil
	}
	if c.Arg(0).IsUndefined() {
		return out.Value(), rt.AppendElement(out, s.Value())
	}
	if sep.Len() == 0 {
		return out.Value(), splitUnits(rt, s, out, int(min(limit, uint32(s.Len()))))
	}
	if done, err := splitShort(rt, s, sep, out, limit); done || err != nil {
		return out.Value(), err
	}
	err = splitText(rt, s, sep, func(from, to int) (bool, error) {
		mark := h.OpenScope()
		err := rt.AppendElement(out, h.Substring(s, from, to).Value())
		h.CloseScope(mark)
		if limit--; err == nil {
			err = rt.Step()
		}
		return limit > 0, err
	})
	return out.Value(), err
}

// splitUnits makes the first n code units of s elements of the empty array out.
func splitUnits(rt *object.Runtime, s *heap.String, out *heap.Object, n int) error {
	if err := rt.CheckAlloc(n * 8); err != nil {
		return err
	}
	h := rt.Heap
	f := s.Flat(h)
	h.ReserveElements(out, n)
	var units [256]heap.Value
	for from := 0; from < n; from += len(units) {
		mark := h.OpenScope()
		some := units[:min(len(units), n-from)]
		for i := range some {
			some[i] = h.SingleChar(f.At(from + i)).Value()
		}
		h.WriteElements(out, from, some)
		h.CloseScope(mark)
		if len(some) == len(units) {
			if err := rt.Steps(4); err != nil {
				return err
			}
		}
	}
	h.SetInternal(out, 0, heap.Int(int32(n)))
	return nil
}

// splitShort makes the parts of s between short separators, at most limit of them, elements of
// the empty array out, if both texts are in bytes.
func splitShort(rt *object.Runtime, s, sep *heap.String, out *heap.Object, limit uint32) (done bool, err error) {
	h := rt.Heap
	text, by := s.Flat(h).Latin1(), sep.Flat(h).Latin1()
	if len(text) != s.Len() || len(by) != sep.Len() || len(by) > findPrefix {
		return false, nil
	}
	rt.Work(len(text) >> 2)
	n := int(min(int64(limit), int64(bytes.Count(text, by))+1))
	if n*8 > smallText {
		if err := rt.CheckAlloc(n * 8); err != nil {
			return false, err
		}
	}
	h.ReserveElements(out, n)
	from := 0
	for i := range n {
		to := bytes.Index(text[from:], by) + from
		if to < from {
			to = len(text)
		}
		mark := h.OpenScope()
		h.SetElement(out, uint32(i), h.Substring(s, from, to).Value())
		h.CloseScope(mark)
		from = to + len(by)
		// Until the last one the array has no length: a collection does not mind.
		if err := rt.Step(); err != nil {
			return false, err
		}
		text, by = s.Flat(h).Latin1(), sep.Flat(h).Latin1()
	}
	rt.Work(len(text) >> 2)
	h.SetInternal(out, 0, heap.Int(int32(n)))
	return true, nil
}

// splitText yields the parts of s between separators, which are not empty, until add answers no.
func splitText(rt *object.Runtime, s, sep *heap.String, add func(from, to int) (bool, error)) error {
	from := 0
	for {
		at, err := indexOf(rt, s.Flat(rt.Heap), sep.Flat(rt.Heap), from)
		if err != nil {
			return err
		}
		if at < 0 {
			_, err := add(from, s.Len())
			return err
		}
		if more, err := add(from, at); err != nil || !more {
			return err
		}
		from = at + sep.Len()
	}
}

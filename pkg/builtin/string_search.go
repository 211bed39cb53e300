package builtin

import (
	"bytes"
	"cmp"
	"math"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// indexOf is StringIndexOf (sec-stringindexof): where needle begins in s at or
// after from, -1 if nowhere.
func indexOf(s, needle heap.Flat, from int) int {
	n := needle.Len()
	if from > s.Len()-n {
		return -1
	}
	switch {
	case n == 0:
		return from
	case s.UTF16 == nil && needle.UTF16 == nil:
		if i := bytes.Index(s.Latin1[from:], needle.Latin1); i >= 0 {
			return from + i
		}
		return -1
	case s.UTF16 == nil:
		// A wide text has a unit that Latin-1 lacks.
		return -1
	}
	first := needle.At(0)
	wasted := 0
	for i := from; i <= s.Len()-n; i++ {
		j := slices.Index(s.UTF16[i:s.Len()-n+1], first)
		if j < 0 {
			return -1
		}
		i += j
		if matchesAt(s, needle, i) {
			return i
		}
		if wasted += n; wasted > 8*s.Len() {
			return linearIndex(s.Len(), n, i+1, s.At, needle.At)
		}
	}
	return -1
}

// linearIndex is indexOf in a time that grows with n+m alone, for texts of n and
// m code units that s and needle give (the search of Knuth, Morris and Pratt).
func linearIndex(n, m, from int, s, needle func(i int) uint16) int {
	// border[k] is the length of the longest proper prefix of the first k units
	// of needle that they also end with.
	border := make([]int32, m+1)
	border[0] = -1
	for i, k := 0, -1; i < m; {
		for k >= 0 && needle(i) != needle(k) {
			k = int(border[k])
		}
		i++
		k++
		border[i] = int32(k)
	}
	k := 0
	for i := from; i < n; i++ {
		for k >= 0 && s(i) != needle(k) {
			k = int(border[k])
		}
		if k++; k == m {
			return i + 1 - m
		}
	}
	return -1
}

// matchesAt reports whether needle stands at i in s, where it fits.
func matchesAt(s, needle heap.Flat, i int) bool {
	if s.UTF16 == nil && needle.UTF16 == nil {
		return bytes.Equal(s.Latin1[i:i+len(needle.Latin1)], needle.Latin1)
	}
	for j := range needle.Len() {
		if s.At(i+j) != needle.At(j) {
			return false
		}
	}
	return true
}

// lastIndexOf is StringLastIndexOf (sec-stringlastindexof).
func lastIndexOf(s, needle heap.Flat, from int) int {
	n := needle.Len()
	end := min(from, s.Len()-n) + n
	if end < n {
		return -1
	}
	if s.UTF16 == nil && needle.UTF16 == nil {
		return bytes.LastIndex(s.Latin1[:end], needle.Latin1)
	}
	wasted := 0
	for i := end - n; i >= 0; i-- {
		if matchesAt(s, needle, i) {
			return i
		}
		if wasted += n; wasted > 8*s.Len() {
			// Both texts backwards.
			at := linearIndex(i-1+n, n, 0, func(k int) uint16 { return s.At(i - 2 + n - k) }, func(k int) uint16 { return needle.At(n - 1 - k) })
			if at < 0 {
				return -1
			}
			return i - 1 - at
		}
	}
	return -1
}

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
	is, err := isRegExp(c.RT, c.Arg(0))
	if err != nil {
		return nil, nil, err
	}
	if is {
		return nil, nil, c.RT.TypeError("First argument to String.prototype.%s must not be a regular expression", method)
	}
	needle, err = c.RT.ToString(c.Arg(0))
	return s, needle, err
}

// isRegExp is IsRegExp (sec-isregexp).
func isRegExp(rt *object.Runtime, v heap.Value) (bool, error) {
	if !v.IsObject() {
		return false, nil
	}
	m, err := rt.Get(v.Object(), rt.Heap.Symbols.Match)
	if err != nil {
		return false, err
	}
	if !m.IsUndefined() {
		return object.ToBoolean(m), nil
	}
	return v.Object().Class() == heap.ClassRegExp, nil
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
	return heap.Int(int32(indexOf(s.Flat(c.RT.Heap), needle.Flat(c.RT.Heap), from))), nil
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
	return heap.Int(int32(lastIndexOf(s.Flat(c.RT.Heap), needle.Flat(c.RT.Heap), from))), nil
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
	return heap.Bool(indexOf(s.Flat(c.RT.Heap), needle.Flat(c.RT.Heap), from) >= 0), nil
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
	return heap.Bool(from+needle.Len() <= s.Len() && matchesAt(s.Flat(h), needle.Flat(h), from)), nil
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
	return heap.Bool(from >= 0 && matchesAt(s.Flat(h), needle.Flat(h), from)), nil
}

// stringLocaleCompare is String.prototype.localeCompare
// (sec-string.prototype.localecompare), in the root collation.
func stringLocaleCompare(c *object.Call) (heap.Value, error) {
	s, that, err := searchOperands(c, "localeCompare")
	if err != nil {
		return heap.Undefined, err
	}
	h := c.RT.Heap
	if h.StringsEqual(s, that) {
		return heap.Int(0), nil
	}
	a, b := s.Flat(h), that.Flat(h)
	if a.UTF16 == nil && b.UTF16 == nil {
		if order, ok := collateWords(a.Latin1, b.Latin1); ok {
			return heap.Int(int32(order)), nil
		}
	}
	st := state(c.RT)
	if st.collator == nil {
		st.collator = collate.New(language.Und)
	}
	return heap.Int(int32(st.collator.CompareString(normal(a), normal(b)))), nil
}

// collateWords compares two texts in the root collation as far as that can be told
// from ASCII letters and digits: these weigh in the order of their values, letters
// more than digits and whatever their case, which counts when nothing else differs.
func collateWords(a, b []byte) (order int, ok bool) {
	byCase := 0
	for i := range min(len(a), len(b)) {
		x, y := wordWeight[a[i]], wordWeight[b[i]]
		switch {
		case x == 0 || y == 0:
			return 0, false
		case x != y:
			return cmp.Compare(x, y), true
		case byCase == 0:
			byCase = cmp.Compare(b[i], a[i]) // capitals come later, and are lower in ASCII
		}
	}
	switch {
	case len(a) == len(b):
		return byCase, true
	case len(a) > len(b):
		return 1, wordWeight[a[len(b)]] != 0
	}
	return -1, wordWeight[b[len(a)]] != 0
}

// wordWeight has the weights that ASCII letters and digits have to collateWords, 0
// for all else.
var wordWeight = func() (w [256]byte) {
	for c := byte('0'); c <= '9'; c++ {
		w[c] = c
	}
	for c := byte('a'); c <= 'z'; c++ {
		w[c], w[c-'a'+'A'] = c, c
	}
	return w
}()

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
	is, err := isRegExp(rt, c.Arg(0))
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
	if indexOf(f.Flat(rt.Heap), rt.Heap.SingleChar('g').Flat(rt.Heap), 0) < 0 {
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
	at := indexOf(s.Flat(h), needle.Flat(h), 0)
	if at < 0 {
		return s.Value(), nil
	}
	if !fn && !all && s.Len()+with.Str().Len() < smallText {
		b.Grow(s.Len() + with.Str().Len())
	}
	for at >= 0 {
		mark := h.OpenScope()
		b.Substr(s, end, at)
		if fn {
			v, err := rt.Call(with, heap.Undefined, needle.Value(), length64(int64(at)), s.Value())
			if err != nil {
				return heap.Undefined, rethrow(rt, mark, err)
			}
			r, err := rt.ToString(v)
			if err != nil {
				return heap.Undefined, rethrow(rt, mark, err)
			}
			b.Str(r)
		} else {
			substitute(rt, &b, s, at, at+needle.Len(), with.Str())
		}
		h.CloseScope(mark)
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
		end = at + needle.Len()
		if !all || b.Err() != nil || at+step > s.Len() {
			break
		}
		at = indexOf(s.Flat(h), needle.Flat(h), at+step)
	}
	b.Substr(s, end, s.Len())
	return built(rt, &b)
}

// substitute appends GetSubstitution (sec-getsubstitution) for a match without captures.
func substitute(rt *object.Runtime, b *heap.StringBuilder, s *heap.String, from, to int, template *heap.String) {
	t := template.Flat(rt.Heap)
	n := t.Len()
	if t.UTF16 == nil && bytes.IndexByte(t.Latin1, '$') < 0 {
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
		rt.AppendElement(out, s.Value())
		return out.Value(), nil
	}
	if sep.Len() == 0 {
		return out.Value(), splitUnits(rt, s, out, int(min(limit, uint32(s.Len()))))
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
	for i := range n {
		mark := h.OpenScope()
		h.SetElement(out, uint32(i), h.SingleChar(f.At(i)).Value())
		h.CloseScope(mark)
		if i&0xFF == 0xFF {
			if err := rt.Steps(4); err != nil {
				return err
			}
		}
	}
	h.SetInternal(out, 0, heap.Int(int32(n)))
	return nil
}

// splitText yields the parts of s between separators, which are not empty, until add answers no.
func splitText(rt *object.Runtime, s, sep *heap.String, add func(from, to int) (bool, error)) error {
	from := 0
	for {
		at := indexOf(s.Flat(rt.Heap), sep.Flat(rt.Heap), from)
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

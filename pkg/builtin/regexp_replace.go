package builtin

import (
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/regexp"
)

// partKind says what a part of a replacement template stands for.
type partKind uint8

const (
	partText   partKind = iota // the template from from to to
	partMatch                  // $&
	partBefore                 // $`
	partAfter                  // $'
	partGroup                  // $1 … $99
	partNamed                  // $<name>, the name from from to to
)

// part is a piece of a replacement template (sec-getsubstitution).
type part struct {
	kind     partKind
	group    int
	from, to int
}

// parseTemplate takes a template apart, for matches with so many groups; named
// says that there are named groups. The parts are appended to an empty slice.
func parseTemplate(rt *object.Runtime, parts []part, t heap.Flat, groups int, named bool) []part {
	rt.Work(4 * t.Len())
	return templateParts(parts, t, groups, named)
}

// templateParts is parseTemplate of a short template.
func templateParts(parts []part, t heap.Flat, groups int, named bool) []part {
	from := 0
	add := func(p part, at, next int) {
		if at > from {
			parts = append(parts, part{kind: partText, from: from, to: at})
		}
		if p.kind != partText || p.to > p.from {
			parts = append(parts, p)
		}
		from = next
	}
	n := t.Len()
	for i := 0; i+1 < n; {
		if t.At(i) != '$' {
			i++
			continue
		}
		next := i + 2
		switch u := t.At(i + 1); {
		case u == '$':
			add(part{kind: partText, from: i, to: i + 1}, i, next)
		case u == '&':
			add(part{kind: partMatch}, i, next)
		case u == '`':
			add(part{kind: partBefore}, i, next)
		case u == '\'':
			add(part{kind: partAfter}, i, next)
		case u >= '0' && u <= '9':
			group := int(u - '0')
			if i+2 < n && t.At(i+2) >= '0' && t.At(i+2) <= '9' {
				if both := group*10 + int(t.At(i+2)-'0'); both <= groups {
					group, next = both, i+3
				}
			}
			if group >= 1 && group <= groups {
				add(part{kind: partGroup, group: group}, i, next)
			}
		case u == '<' && named:
			end := i + 2
			for end < n && t.At(end) != '>' {
				end++
			}
			if end < n {
				next = end + 1
				add(part{kind: partNamed, from: i + 2, to: end}, i, next)
			}
		}
		i = next
	}
	add(part{kind: partText}, n, n)
	return parts
}

// regexpReplace is RegExp.prototype[@@replace]
// (sec-regexp.prototype-%symbol.replace%).
func regexpReplace(c *object.Call) (heap.Value, error) {
	o, s, err := patternAndText(c, "@@replace")
	if err != nil {
		return heap.Undefined, err
	}
	return replaceWith(c.RT, o, s, c.Arg(1))
}

// replaceWith is @@replace after the conversion of its receiver and text.
func replaceWith(rt *object.Runtime, o *heap.Object, s *heap.String, with heap.Value) (heap.Value, error) {
	fn := rt.IsCallable(with)
	if !fn {
		t, err := rt.ToString(with)
		if err != nil {
			return heap.Undefined, err
		}
		with = t.Value()
	}
	if pristine(rt, o) != nil {
		if fn {
			return replaceCalling(rt, o, s, with)
		}
		return replaceFast(rt, o, s, with.Str())
	}
	flags, err := flagText(rt, o)
	if err != nil {
		return heap.Undefined, err
	}
	results, err := collectMatches(rt, o, s, flags)
	if err != nil {
		return heap.Undefined, err
	}
	r := replacement{rt: rt, s: s, with: with, fn: fn, b: rt.Heap.Builder()}
	for i := range object.ArrayLength(results) {
		mark := rt.Heap.OpenScope()
		v, _ := rt.Heap.GetElement(results, i)
		if err := r.add(v.Object()); err != nil {
			return heap.Undefined, rt.CloseScope(mark, err)
		}
		rt.Heap.CloseScope(mark)
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
	}
	if r.end < s.Len() {
		r.b.Substr(s, r.end, s.Len())
	}
	return rt.BuiltString(&r.b)
}

// collectMatches are the results that @@replace works on, in an array.
func collectMatches(rt *object.Runtime, o *heap.Object, s *heap.String, flags string) (*heap.Object, error) {
	results := rt.NewArray()
	if !strings.Contains(flags, "g") {
		v, err := regexpExecOn(rt, o, s)
		if err == nil && v.IsObject() {
			err = rt.AppendElement(results, v)
		}
		return results, err
	}
	if err := rt.Set(o, rt.Heap.Names.LastIndex, heap.Int(0), true); err != nil {
		return nil, err
	}
	err := eachMatch(rt, o, s, fullUnicode(flags), func(result *heap.Object, _ *heap.String) error {
		return rt.AppendElement(results, result.Value())
	}, func() {})
	return results, err
}

// replacement is the state of @@replace over its results.
type replacement struct {
	rt   *object.Runtime
	s    *heap.String
	with heap.Value
	fn   bool
	b    heap.StringBuilder
	end  int // how much of s is done; past its end after a result that claims so much
}

// add appends what replaces one result, and what stands before it.
func (r *replacement) add(result *heap.Object) error {
	rt := r.rt
	n, err := rt.LengthOfArrayLike(result)
	if err != nil {
		return err
	}
	values := object.NewSlice[heap.Value](rt)
	v, err := rt.Get(result, heap.IndexKey(0))
	if err != nil {
		return err
	}
	matched, err := rt.ToString(v)
	if err != nil {
		return err
	}
	if err := values.Append(matched.Value()); err != nil {
		return err
	}
	if v, err = rt.Get(result, rt.Heap.Names.Index); err != nil {
		return err
	}
	f, err := rt.ToIntegerOrInfinity(v)
	if err != nil {
		return err
	}
	at := int(max(min(f, float64(r.s.Len())), 0))
	for i := int64(1); i < n; i++ {
		v, err := rt.Get(result, rt.KeyFromInt(i))
		if err != nil {
			return err
		}
		if !v.IsUndefined() {
			s, err := rt.ToString(v)
			if err != nil {
				return err
			}
			v = s.Value()
		}
		if err := values.Append(v); err != nil {
			return err
		}
		if err := rt.Step(); err != nil {
			return err
		}
	}
	named, err := rt.Get(result, rt.Heap.Names.Groups)
	if err != nil {
		return err
	}
	if r.fn {
		return r.call(values.Items, at, named)
	}
	if !named.IsUndefined() {
		o, err := rt.ToObject(named)
		if err != nil {
			return err
		}
		named = o.Value()
	}
	return r.substitute(values.Items, at, named)
}

// call appends what the replacing function makes of a match.
func (r *replacement) call(values []heap.Value, at int, named heap.Value) error {
	rt := r.rt
	length := values[0].Str().Len()
	args := append(values, heap.Int(int32(at)), r.s.Value())
	if !named.IsUndefined() {
		args = append(args, named)
	}
	v, err := rt.Call(r.with, heap.Undefined, args...)
	if err != nil {
		return err
	}
	s, err := rt.ToString(v)
	if err != nil {
		return err
	}
	if at >= r.end {
		r.b.Substr(r.s, r.end, at)
		r.b.Str(s)
		r.end = at + length
	}
	return nil
}

// substitute appends GetSubstitution (sec-getsubstitution). What it adds is
// taken away again where the result begins before the end of the one before.
func (r *replacement) substitute(values []heap.Value, at int, named heap.Value) error {
	rt := r.rt
	template := r.with.Str()
	t := template.Flat(rt.Heap)
	matched := values[0].Str()
	start := r.b.Len()
	counts := at >= r.end
	if counts {
		r.b.Substr(r.s, r.end, at)
	}
	after := min(at+matched.Len(), r.s.Len())
	for _, p := range parseTemplate(rt, nil, t, len(values)-1, !named.IsUndefined()) {
		switch p.kind {
		case partText:
			r.b.Substr(template, p.from, p.to)
		case partMatch:
			r.b.Str(matched)
		case partBefore:
			r.b.Substr(r.s, 0, at)
		case partAfter:
			r.b.Substr(r.s, after, r.s.Len())
		case partGroup:
			if v := values[p.group]; !v.IsUndefined() {
				r.b.Str(v.Str())
			}
		case partNamed:
			key := rt.Heap.KeyFromString(rt.Heap.Substring(template, p.from, p.to))
			v, err := rt.Get(named.Object(), key)
			if err != nil {
				return err
			}
			if v.IsUndefined() {
				continue
			}
			s, err := rt.ToString(v)
			if err != nil {
				return err
			}
			r.b.Str(s)
		}
	}
	if !counts {
		r.b.Truncate(start)
		return nil
	}
	r.end = at + matched.Len()
	return nil
}

// eachPosition calls found for the matches that @@replace of a pristine RegExp
// replaces: all of them with the g flag, else the first. found must not run scripts.
func eachPosition(rt *object.Runtime, o *heap.Object, p *regexp.Program, s *heap.String, found func(pos []int32) error) error {
	if p.Flags.Has(regexp.Global) {
		return scanMatches(rt, o, p, s, found)
	}
	ok, err := runBuiltin(rt, o, s)
	if err != nil || !ok {
		return err
	}
	return found(regexps(rt).caps.Pos)
}

// maxKeptParts is how many parts of a template there is memory for from one call to the next.
const maxKeptParts = 64

// replaceFast is @@replace of a pristine RegExp with a template.
func replaceFast(rt *object.Runtime, o *heap.Object, s, template *heap.String) (heap.Value, error) {
	h := rt.Heap
	p := programOf(rt, o)
	// Nothing that could come here runs before the parts are used.
	state := regexps(rt)
	state.parts = parseTemplate(rt, state.parts[:0], template.Flat(h), p.Groups, len(p.Names) > 0)
	parts := state.parts
	if cap(parts) > maxKeptParts {
		state.parts = nil
	}
	var names map[string][]int
	if len(p.Names) > 0 {
		names = make(map[string][]int, len(p.Names))
		for i := range p.Names {
			names[p.Names[i].Name] = p.Names[i].Indices
		}
	}
	b := h.Builder()
	end, any := 0, false
	group := func(pos []int32, i int) {
		if pos[2*i] >= 0 {
			b.Substr(s, int(pos[2*i]), int(pos[2*i+1]))
		}
	}
	err := eachPosition(rt, o, p, s, func(pos []int32) error {
		any = true
		b.Substr(s, end, int(pos[0]))
		end = int(pos[1])
		for _, part := range parts {
			switch part.kind {
			case partText:
				b.Substr(template, part.from, part.to)
			case partMatch:
				group(pos, 0)
			case partBefore:
				b.Substr(s, 0, int(pos[0]))
			case partAfter:
				b.Substr(s, int(pos[1]), s.Len())
			case partGroup:
				group(pos, part.group)
			case partNamed:
				for _, i := range names[h.Substring(template, part.from, part.to).Go(h)] {
					group(pos, i)
				}
			}
		}
		if b.Err() != nil {
			return rt.RangeError("Invalid string length")
		}
		return nil
	})
	if err != nil {
		return heap.Undefined, err
	}
	if !any {
		return s.Value(), nil
	}
	b.Substr(s, end, s.Len())
	return rt.BuiltString(&b)
}

// replaceCalling is @@replace of a pristine RegExp with a function. All matches
// are found before the function is called for the first, which can change
// everything.
func replaceCalling(rt *object.Runtime, o *heap.Object, s *heap.String, fn heap.Value) (heap.Value, error) {
	h := rt.Heap
	p := programOf(rt, o)
	width := 2 * (p.Groups + 1)
	found := object.NewSlice[int32](rt)
	err := eachPosition(rt, o, p, s, func(pos []int32) error {
		return found.Append(pos[:width]...)
	})
	matches := found.Items
	if err != nil {
		return heap.Undefined, err
	}
	if len(matches) == 0 {
		return s.Value(), nil
	}
	b := h.Builder()
	end := 0
	args := make([]heap.Value, 0, p.Groups+4)
	for ; len(matches) > 0; matches = matches[width:] {
		pos := matches[:width]
		mark := h.OpenScope()
		args = args[:0]
		for i := range p.Groups + 1 {
			args = append(args, capture(h, s, pos, i))
		}
		named := groupsObject(rt, p, pos, func(i int) heap.Value { return args[i] })
		args = append(args, heap.Int(pos[0]), s.Value())
		if !named.IsUndefined() {
			args = append(args, named)
		}
		v, err := rt.Call(fn, heap.Undefined, args...)
		if err != nil {
			return heap.Undefined, rt.CloseScope(mark, err)
		}
		with, err := rt.ToString(v)
		if err != nil {
			return heap.Undefined, rt.CloseScope(mark, err)
		}
		b.Substr(s, end, int(pos[0]))
		b.Str(with)
		end = int(pos[1])
		h.CloseScope(mark)
		if err := rt.Step(); err != nil {
			return heap.Undefined, err
		}
	}
	b.Substr(s, end, s.Len())
	return rt.BuiltString(&b)
}

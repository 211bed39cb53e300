package regexp

import (
	"errors"
	"slices"

	"github.com/kilnjs/kiln/internal/ucd"
)

// reference matches as the specification says, with continuations and without
// any cleverness (sec-pattern-semantics). It shares the tree and the sets of
// characters with the matcher, and nothing else.
type reference struct {
	pattern *Pattern
	input   []rune // code points or code units
	steps   int    // left before it gives up
}

// refState is a MatchState.
type refState struct {
	end  int
	caps []int32 // of positions in input
}

type refContinuation func(refState) bool

// errLong is the panic of a reference that gives up.
var errLong = errors.New("the match takes too long")

// find returns what Program.Match puts into Captures.Pos, nil if there is no
// match; it reports false if it gives up.
func (r *reference) find(units []uint16, lastIndex int) (pos []int32, done bool) {
	unicode := r.pattern.Flags.FullUnicode()
	offsets := []int32{} // of the characters, in units
	for i := 0; i < len(units); i++ {
		offsets = append(offsets, int32(i))
		c := rune(units[i])
		if unicode {
			var n int
			c, n = codePoint(units, i)
			i += n - 1
		}
		r.input = append(r.input, c)
	}
	offsets = append(offsets, int32(len(units)))
	defer func() {
		if e := recover(); e != nil {
			if e != errLong {
				panic(e)
			}
			pos, done = nil, false
		}
	}()
	first := 0
	for first+1 < len(offsets) && offsets[first+1] <= int32(lastIndex) {
		first++
	}
	for ; lastIndex <= len(units) && first <= len(r.input); first++ {
		caps := make([]int32, 2*r.pattern.Groups+2)
		for i := range caps {
			caps[i] = -1
		}
		found := r.match(r.pattern.Root, false, refState{first, caps}, func(x refState) bool {
			x.caps = slices.Clone(x.caps)
			x.caps[0], x.caps[1] = int32(first), int32(x.end)
			for _, c := range x.caps {
				if c >= 0 {
					c = offsets[c]
				}
				pos = append(pos, c)
			}
			return true
		})
		if found || r.pattern.Flags.Has(Sticky) {
			break
		}
	}
	return pos, true
}

func (r *reference) canon(c rune) rune {
	return ucd.Canonicalize(c, r.pattern.Flags.FullUnicode())
}

// text matches characters one after the other, from the last to the first if
// back is set.
func (r *reference) text(text []rune, ignoreCase, back bool, x refState) (refState, bool) {
	begin := x.end
	if back {
		begin -= len(text)
	}
	if begin < 0 || begin+len(text) > len(r.input) {
		return x, false
	}
	for i, c := range text {
		d := r.input[begin+i]
		if c != d && !(ignoreCase && r.canon(c) == r.canon(d)) {
			return x, false
		}
	}
	if !back {
		begin += len(text)
	}
	return refState{begin, x.caps}, true
}

// one matches a character that ok accepts.
func (r *reference) one(back bool, x refState, ok func(c rune) bool) (refState, bool) {
	at, end := x.end, x.end+1
	if back {
		at, end = x.end-1, x.end-1
	}
	if at < 0 || at >= len(r.input) || !ok(r.input[at]) {
		return x, false
	}
	return refState{end, x.caps}, true
}

func (r *reference) match(n Node, back bool, x refState, k refContinuation) bool {
	if r.steps--; r.steps < 0 {
		panic(errLong)
	}
	switch n := n.(type) {
	case *Empty:
		return k(x)
	case *Literal:
		y, ok := r.text(n.Text, n.IgnoreCase, back, x)
		return ok && k(y)
	case *Any:
		y, ok := r.one(back, x, func(c rune) bool { return n.DotAll || !isLineTerminator(c) })
		return ok && k(y)
	case *Class:
		for _, s := range n.Strings {
			if y, ok := r.text(s, n.IgnoreCase, back, x); ok && k(y) {
				return true
			}
		}
		if y, ok := r.one(back, x, func(c rune) bool { return setContains(n.Set, c) }); ok && k(y) {
			return true
		}
		return n.HasEmpty && k(x)
	case *Assertion:
		return r.assertion(n, x.end) && k(x)
	case *Look:
		var inside refState
		found := r.match(n.Body, n.Behind, x, func(y refState) bool { inside = y; return true })
		if n.Negative {
			return !found && k(x)
		}
		return found && k(refState{x.end, inside.caps})
	case *Group:
		return r.match(n.Body, back, x, func(y refState) bool {
			caps := slices.Clone(y.caps)
			caps[2*n.Index], caps[2*n.Index+1] = int32(min(x.end, y.end)), int32(max(x.end, y.end))
			return k(refState{y.end, caps})
		})
	case *Backref:
		var text []rune
		for _, g := range n.Groups {
			if x.caps[2*g] >= 0 {
				text = r.input[x.caps[2*g]:x.caps[2*g+1]]
			}
		}
		y, ok := r.text(text, n.IgnoreCase, back, x)
		return ok && k(y)
	case *Repeat:
		return r.repeat(n, n.Min, n.Max, back, x, k)
	case *Sequence:
		return r.sequence(n.Items, back, x, k)
	case *Alternation:
		for _, a := range n.Alternatives {
			if r.match(a, back, x, k) {
				return true
			}
		}
		return false
	}
	panic("unknown node")
}

func (r *reference) sequence(items []Node, back bool, x refState, k refContinuation) bool {
	if len(items) == 0 {
		return k(x)
	}
	first, rest := items[0], items[1:]
	if back {
		first, rest = items[len(items)-1], items[:len(items)-1]
	}
	return r.match(first, back, x, func(y refState) bool { return r.sequence(rest, back, y, k) })
}

// repeat implements RepeatMatcher (sec-runtime-semantics-repeatmatcher-abstract-operation).
func (r *reference) repeat(n *Repeat, lo, hi int, back bool, x refState, k refContinuation) bool {
	if hi == 0 {
		return k(x)
	}
	again := func(y refState) bool {
		if lo == 0 && y.end == x.end {
			return false
		}
		hi := hi
		if hi != Unlimited {
			hi--
		}
		return r.repeat(n, max(lo-1, 0), hi, back, y, k)
	}
	inner := refState{x.end, slices.Clone(x.caps)}
	for i := 2 * n.FirstGroup; i < 2*n.EndGroup; i++ {
		inner.caps[i] = -1
	}
	switch {
	case lo > 0:
		return r.match(n.Body, back, inner, again)
	case n.Lazy:
		return k(x) || r.match(n.Body, back, inner, again)
	}
	return r.match(n.Body, back, inner, again) || k(x)
}

func isLineTerminator(c rune) bool {
	return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029
}

func (r *reference) assertion(n *Assertion, at int) bool {
	word := func(i int) bool {
		if i < 0 || i >= len(r.input) {
			return false
		}
		c := r.input[i]
		return isDigit(c) || isASCIILetter(c) || c == '_' || n.FoldedWords && (c == 0x17F || c == 0x212A)
	}
	switch n.Kind {
	case InputStart:
		return at == 0
	case InputEnd:
		return at == len(r.input)
	case LineStart:
		return at == 0 || isLineTerminator(r.input[at-1])
	case LineEnd:
		return at == len(r.input) || isLineTerminator(r.input[at])
	}
	return (word(at-1) != word(at)) == (n.Kind == WordBoundary)
}

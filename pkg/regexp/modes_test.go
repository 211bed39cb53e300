package regexp

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// randomPattern makes a pattern of the given depth over few characters, so that
// it often matches.
func randomPattern(r *random, depth int, groups *int) string {
	if depth == 0 {
		atoms := []string{"a", "b", "c", "ab", ".", "[ab]", "[^a]", "^", "$", `\b`, `\B`, `\w`, "", "bc", `\n`, "a*", "b+?", "[bc]{1,2}", "[^c]*", "a{2,}?", "a+", "(?<=a)", `[a-c]+b`, ".{2}c", ".{1,3}bc"}
		return atoms[r.below(len(atoms))]
	}
	sub := func() string { return randomPattern(r, depth-1, groups) }
	switch r.below(12) {
	case 0, 1, 2:
		return sub() + sub()
	case 3, 4:
		return "(?:" + sub() + "|" + sub() + ")"
	case 5:
		return "(?:" + sub() + "|" + sub() + "|" + sub() + ")"
	case 6:
		*groups++
		return "(" + sub() + ")"
	case 7, 8, 9:
		q := []string{"*", "+", "?", "{2}", "{0,3}", "{1,2}", "{2,}", "{3,40}"}[r.below(8)]
		lazy := []string{"", "", "?"}[r.below(3)]
		if r.below(2) == 0 {
			*groups++
			return "(" + sub() + ")" + q + lazy
		}
		return "(?:" + sub() + ")" + q + lazy
	case 10:
		return []string{"(?=", "(?!", "(?<=", "(?<!"}[r.below(4)] + sub() + ")"
	case 11:
		// The body is so large that the loop counts its turns.
		*groups++
		q := []string{"{0,2}", "{1,3}", "{2,4}", "{0,5}?", "{2}", "{3,}?", "{1,6}", "{0,4}"}[r.below(8)]
		return "(" + sub() + strings.Repeat("|zz", maxCopied/2) + ")" + q
	}
	return sub()
}

// oneByOne tries one position after the other, without any plan.
func oneByOne(p *Program, s Subject, from int) string {
	var m Captures
	for ; from <= len(s.Latin1); from++ {
		if ok, err := p.MatchAt(s, from, &m, nil); ok || err != nil {
			return fmt.Sprint(m.Pos)
		}
	}
	return "none"
}

// TestModesAgree runs random patterns in every way that a search can be made.
func TestModesAgree(t *testing.T) {
	rounds := 20000
	if testing.Short() {
		rounds = 2000
	}
	r := random(1)
	for range rounds {
		groups := 0
		pattern := randomPattern(&r, 1+r.below(5), &groups)
		flags := []string{"", "m", "i", "s", "u", "im"}[r.below(6)]
		p, err := Compile(pattern, flags)
		require.NoError(t, err)
		text := make([]byte, r.below(14))
		for i := range text {
			text[i] = "aabbc \n"[r.below(7)]
		}
		wide := make([]uint16, len(text))
		for i, c := range text {
			wide[i] = uint16(c)
		}
		from := r.below(len(text) + 1)
		result := func(s Subject, set func(m *Captures)) string {
			var m Captures
			set(&m)
			calls := 0
			ok, err := p.Find(s, from, &m, func() error {
				if calls++; calls > 50 {
					return fmt.Errorf("too long")
				}
				return nil
			})
			if err != nil {
				return err.Error()
			}
			if !ok {
				return "none"
			}
			return fmt.Sprint(m.Pos)
		}
		name := fmt.Sprintf("/%s/%s on %q from %d", pattern, flags, text, from)
		want := result(Subject{Latin1: text}, func(m *Captures) {})
		if want == "too long" {
			continue
		}
		require.Equal(t, oneByOne(p, Subject{Latin1: text}, from), want, "one by one: "+name)
		require.Equal(t, want, result(Subject{UTF16: wide}, func(m *Captures) {}), "UTF-16: "+name)
		require.Equal(t, want, result(Subject{Latin1: text}, func(m *Captures) { m.memo.always = true }), "memo: "+name)
		if p.plan.noAuto {
			continue
		}
		for _, loose := range []bool{false, true} {
			for _, s := range []Subject{{Latin1: text}, {UTF16: wide}} {
				require.Equal(t, want, result(s, func(m *Captures) { useAutomaton(p, m, loose) }), "automaton: "+name)
			}
		}
	}
}

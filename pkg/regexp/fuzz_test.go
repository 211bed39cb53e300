package regexp

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// matchMode is a way to run a program.
type matchMode struct {
	name string
	// prepare readies m for the first match of a program; it reports false if the
	// program cannot be run in this way.
	prepare func(p *Program, m *Captures) bool
}

// matchModes are the ways in which a program can be run. The choice among them
// is made by costs; the results are equal.
var matchModes = []matchMode{
	{"plain", func(p *Program, m *Captures) bool { return true }},
	{"memory", func(p *Program, m *Captures) bool { m.memo.always = true; return true }},
	{"automaton", func(p *Program, m *Captures) bool { return useAutomaton(p, m, false) }},
	{"loose automaton", func(p *Program, m *Captures) bool { return useAutomaton(p, m, true) }},
	{"memory and loose automaton", func(p *Program, m *Captures) bool {
		m.memo.always = true
		return useAutomaton(p, m, true)
	}},
}

// useAutomaton makes m begin the next match of p with an automaton, and reports
// false if it has none.
func useAutomaton(p *Program, m *Captures, loose bool) bool {
	tree, err := Parse(p.Source, p.Flags.String())
	if err != nil || p.plan.noAuto {
		return false
	}
	a, _ := buildAutomaton(tree, loose)
	m.bind(p)
	m.tune.auto, m.tune.useAuto = a, !a.broken
	return m.tune.useAuto
}

// compareModes runs a case in every way, on both forms of the text if there are
// two, and by the reference, and requires that all results are equal. Those
// that take too long are left out.
func compareModes(t *testing.T, c testCase) {
	t.Helper()
	tree, err := Parse(c.pattern, c.flags)
	if err != nil {
		// Only Parse makes sets and can run into their limit.
		if err.(*Error).Reason() != errTooLarge {
			require.Error(t, Check(c.pattern, c.flags), c)
		}
		return
	}
	require.NoError(t, Check(c.pattern, c.flags), c)
	p := tree.Compile()
	units := utf16Of(c.text)
	ref := reference{pattern: tree, steps: 50000}
	want, known := ref.find(units, c.lastIndex)
	by := "reference"
	for _, s := range subjectsOf(c.text) {
		for _, mode := range matchModes {
			var m Captures
			if !mode.prepare(p, &m) {
				continue
			}
			polls := 0
			ok, err := p.Match(s, c.lastIndex, &m, func() error {
				if polls++; polls > 40 {
					return errLong
				}
				return nil
			})
			require.LessOrEqual(t, cap(m.stack), 2*maxFrames)
			if err != nil {
				continue
			}
			var got []int32
			if ok {
				got = slices.Clone(m.Pos)
			}
			if known {
				require.Equal(t, want, got, "%s: %s and %s (Latin-1: %t)", c, by, mode.name, s.UTF16 == nil)
			}
			want, known, by = got, true, mode.name
		}
	}
}

// TestModesOfGeneratedCases compares the ways to run a program.
func TestModesOfGeneratedCases(t *testing.T) {
	for seed := range uint64(goldenCases) {
		compareModes(t, generate(seed<<20))
	}
}

// FuzzMatch looks for patterns and texts that crash the package, take too much
// memory, or give different results in different ways to run them.
func FuzzMatch(f *testing.F) {
	for _, s := range []string{`(a|b)*?c`, `(?<=(a)\1)b`, `[^a-c]{2,}$`, `(?:(x)|(y))+\2`, `\b\w+?\b`, `(a*)*`, `(?=(a+))a*b\1`, `(?:a?){3}a{3}`, `((a{100}){100}){100}`} {
		f.Add(s, "i", "abc xyyx aab", 0)
		f.Add(s, "v", "é\U0001F600ab", 1)
	}
	f.Add("k\xed\xb0\x80c", "u", "k\xed\xb0\x80", 0)                        // was taken for the literal k
	f.Add(`\B|\p{White_Space}\u0432*`, "ivm", "abcc\nb\U00010400\u00a0", 6) // an automaton stopped inside of the pair
	f.Add("(()){11111111100}", "y", "", 0)                                  // the empty body was written out two billion times
	for seed := range uint64(100) {
		if c := generate(seed); len(c.pattern) < 60 {
			f.Add(c.pattern, c.flags, c.text, c.lastIndex)
		}
	}
	f.Fuzz(func(t *testing.T, pattern, flags, text string, lastIndex int) {
		if len(pattern) <= 400 && len(text) <= 400 && lastIndex >= 0 {
			compareModes(t, testCase{pattern, flags, text, lastIndex})
		}
	})
}

// FuzzLoops is FuzzMatch with the patterns of TestModesAgree, in which there are
// many loops.
func FuzzLoops(f *testing.F) {
	f.Add(uint32(1))
	f.Fuzz(func(t *testing.T, seed uint32) { compareModes(t, loopCase(seed)) })
}

// loopCase makes a case with a pattern of randomPattern.
func loopCase(seed uint32) testCase {
	r, groups := random(seed), 0
	pattern := randomPattern(&r, 1+r.below(6), &groups)
	text := make([]byte, r.below(30))
	for i := range text {
		text[i] = "aaabbc \n"[r.below(8)]
	}
	return testCase{pattern, []string{"", "m", "i", "s", "u", "im"}[r.below(6)], string(text), r.below(len(text) + 1)}
}

// TestModesOfLoops is TestModesOfGeneratedCases with many loops.
func TestModesOfLoops(t *testing.T) {
	for seed := range uint32(5000) {
		compareModes(t, loopCase(seed))
	}
}

// FuzzGenerated is FuzzMatch with the patterns that the generator makes.
func FuzzGenerated(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { compareModes(t, generate(seed)) })
}

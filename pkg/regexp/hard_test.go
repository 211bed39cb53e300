package regexp

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// hardLength is the length of the texts on which hard patterns are tried.
const hardLength = 100_000

// hardCase is a pattern that has more ways to match a text than can be tried. from
// and to bound the first match, both -1 if there is none.
type hardCase struct {
	pattern, text string
	from, to      int
}

func hardCases() []hardCase {
	n := hardLength
	a := strings.Repeat("a", n)
	pieces := strings.Repeat("x"+strings.Repeat("a", 4998)+"b", n/5000)
	words := strings.Repeat("abc def ghijk, ", n/15)
	return []hardCase{
		{`(x+x+)+y`, strings.Repeat("x", n), -1, -1},
		{`(x+x+)+[yz]`, strings.Repeat("x", n), -1, -1},
		{`^(([a-z])+.)+[A-Z]([a-z])+$`, a, -1, -1},
		{`(([a-z])+.)+[A-Z]([a-z])+$`, words, -1, -1},
		{`((a*)*)*[bc]`, a, -1, -1},
		{`(a*)*?[bc]`, a, -1, -1},
		{`(.*)(.*)(.*)(.*)(.*)[^a]`, a, -1, -1},
		{`(?:(?!b)(a|aa))+[bc]`, a, -1, -1},
		{`(?=(a|aa)+[bc])a`, a, -1, -1},
		{`(?=(?:a|aa){20}[bc])a`, a, -1, -1},
		{`(.*?,){29}P`, strings.Repeat("1,", n/2), -1, -1},
		{`^(.*?,){11}P`, strings.Repeat("1,2,3", n/5), -1, -1},

		{`(a|aa){0,1000}b`, a, -1, -1},
		{`(a|aa){0,1000}b`, a + "cb", n + 1, n + 2},
		{`(a|aa){0,1000}b`, a + "b", n - 2000, n + 1},
		{`(a|aa){0,1000}[bc]`, a + "d", -1, -1},
		{`(a|aa){0,1000}[bc]$`, a + "bb", n + 1, n + 2},
		{`^(a|aa){0,1000}[bc]`, a + "b", -1, -1},
		{`x(a|aa){0,1000}[bc]`, pieces, -1, -1},
		{`x(a|aa){1000}[bc]`, pieces, -1, -1},
		{`(a|aa){1000}[bc]`, a + "d", -1, -1},
		{`(a|aa){1000}[bc]`, a + "b", n - 2000, n + 1},
		{`(a|aa){500,1000}[bc]`, a + "d", -1, -1},
		{`(?:a?){500}a{500}[bc]`, a, -1, -1},
		{`^(?:a?){50000}a{50000}[bc]`, a, -1, -1},
		{`(?:a?){1000}?a{1000}[bc]`, a + "b", n - 2000, n + 1},

		{`(?:(?:a{0,50}){0,50}){0,50}b`, a, -1, -1},
		{`(?:(?:a{0,50}){0,50}){0,50}b`, a + "cb", n + 1, n + 2},
		{`((a{0,50}){0,50}){0,50}[bc]`, a + "d", -1, -1},
		{`((a{0,10}){0,10}){0,10}[bc]`, a + "b", n - 1000, n + 1},
		{`((a{1,10}){2,10}){3,10}[bc]`, a + "b", n - 1000, n + 1},
		{`x((a{0,10}){0,10}){0,10}[bc]`, pieces, -1, -1},
		{`(((a|b|ab){1,30}){2,30}){3,30}[xc]`, strings.Repeat("ab", n/2), -1, -1},
		{`(?:[a-z]{0,100}[a-z]{0,100}){0,100}[A-Z]`, a, -1, -1},
		{`(?:\w{0,100}\s?){0,100}[!?]`, words, -1, -1},
	}
}

// hardPolls bounds the calls of poll in the search of a hard pattern, which are
// less than a second apart from each other altogether.
const hardPolls = 3000

// hardMemory bounds what such a search may keep, 128 MiB.
const hardMemory = 128 << 20

// heldBy returns about how many bytes the memory of a match has.
func heldBy(m *Captures) int {
	return 16*cap(m.stack) + 8*(cap(m.memo.bits)+cap(m.memo.sparse)+cap(m.memo.log)) + 32*len(m.memo.counted.entries)
}

// TestHardPatterns has patterns without back-references, whose answers must come
// soon.
func TestHardPatterns(t *testing.T) {
	for _, c := range hardCases() {
		p, err := Compile(c.pattern, "")
		require.NoError(t, err)
		for _, s := range subjectsOf(c.text) {
			var m Captures
			polls, held := 0, 0
			ok, err := p.Find(s, 0, &m, func() error {
				held = max(held, heldBy(&m))
				if polls++; polls > hardPolls {
					return errLong
				}
				return nil
			})
			if !assert.NoError(t, err, c.pattern) {
				continue
			}
			assert.LessOrEqual(t, held, hardMemory, c.pattern)
			from, to := -1, -1
			if ok {
				from, to = int(m.Pos[0]), int(m.Pos[1])
			}
			assert.Equal(t, [2]int{c.from, c.to}, [2]int{from, to}, c.pattern)
		}
	}
}

// TestHopelessPatterns has patterns that take too long, with back-references or
// lookarounds. They are stopped by poll.
func TestHopelessPatterns(t *testing.T) {
	text := Subject{Latin1: []byte(strings.Repeat("a", hardLength))}
	stop := errors.New("stop")
	for _, pattern := range []string{
		`(a+)+\1[bc]`, `(?:(?=a*)a)*[bc]`, `(?=(a|aa){0,1000}[bc])a`, `(a*)*\1[bc]`,
	} {
		p, err := Compile(pattern, "")
		require.NoError(t, err)
		var m Captures
		polls, held := 0, 0
		_, err = p.Find(text, 0, &m, func() error {
			held = max(held, heldBy(&m))
			if polls++; polls == 1000 {
				return stop
			}
			return nil
		})
		require.ErrorIs(t, err, stop, pattern)
		assert.LessOrEqual(t, held, hardMemory, pattern)
	}
}

package regexp

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// subjects returns a text in every form that holds it.
func subjects(s string) []Subject {
	units := []uint16{}
	latin := []byte{}
	for _, r := range decode(s, false) {
		units = append(units, uint16(r))
		latin = append(latin, byte(r))
		if r > 255 {
			latin = nil
			break
		}
	}
	if latin != nil {
		return []Subject{{UTF16: units}, {Latin1: latin}}
	}
	units = units[:0]
	for _, r := range decode(s, false) {
		units = append(units, uint16(r))
	}
	return []Subject{{UTF16: units}}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		pattern, flags, subject string
		from                    int
		want                    []int32
	}{
		{`b+`, "", "abbc", 0, []int32{1, 3}},
		{`b+`, "", "abbc", 3, nil},
		{`b+`, "", "abbc", 9, nil},
		{`b+`, "y", "abbc", 0, nil},
		{`b+`, "y", "abbc", 2, []int32{2, 3}},
		{`^b`, "", "ab", 1, nil},
		{`^b`, "m", "a\nb", 0, []int32{2, 3}},
		{`a$`, "m", "a\u2028", 0, []int32{0, 1}},
		{`(a*)*`, "", "b", 0, []int32{0, 0, -1, -1}},
		{`(z)((a+)?(b+)?(c))*`, "", "zaacbbbcac", 0, []int32{0, 10, 0, 1, 8, 10, 8, 9, -1, -1, 9, 10}},
		{`(?=(a+))a*b\1`, "", "baaabac", 0, []int32{3, 6, 3, 4}},
		{`(.*?)a(?!(a+)b\2c)\2(.*)`, "", "baaabaac", 0, []int32{0, 8, 0, 2, -1, -1, 3, 8}},
		{`(?<=(\d+)(\d+))$`, "", "1053", 0, []int32{4, 4, 0, 1, 1, 4}},
		{`(?<=\1(a))b`, "", "aab", 0, []int32{2, 3, 1, 2}},
		{`(?<!ab)c`, "", "abcxc", 0, []int32{4, 5}},
		{`(?:a?){3}b`, "", "aab", 0, []int32{0, 3}},
		{`(?:){99}x`, "", "x", 0, []int32{0, 1}},
		{`a{2147483648,}`, "", "aaa", 0, nil},
		{`a{0,4294967296}`, "", "aaa", 0, []int32{0, 3}},
		{`.`, "u", "\U0001F600", 0, []int32{0, 2}},
		{`.`, "", "\U0001F600", 0, []int32{0, 1}},
		{`.`, "u", "\U0001F600", 1, []int32{0, 2}},
		{`\ude00`, "u", "\U0001F600", 0, nil},
		{`\ude00`, "", "\U0001F600", 0, []int32{1, 2}},
		{`^[^x]$`, "u", "\U0001F600", 0, []int32{0, 2}},
		{`(?<=^.)b`, "u", "\U0001F600b", 0, []int32{2, 3}},
		{`(?<=\ude00)b`, "u", "\U0001F600b", 0, nil},
		{`\u212a`, "i", "k", 0, nil},
		{`\u212a`, "iu", "k", 0, []int32{0, 1}},
		{`[^\u212a]`, "iu", "k", 0, nil},
		{`\b`, "iu", "\u017f", 0, []int32{0, 0}},
		{`\b`, "i", "\u017f", 0, nil},
		{`(\u03c3)\1`, "i", "\u03a3\u03c2", 0, []int32{0, 2, 0, 1}},
		{`\u1e9e`, "i", "\u00df", 0, nil},
		{`\u1e9e`, "iu", "\u00df", 0, []int32{0, 1}},
		{`a(?i:b)c`, "", "aBc", 0, []int32{0, 3}},
		{`a(?i:b)c`, "", "aBC", 0, nil},
		{`(?-i:a)b`, "i", "AB", 0, nil},
		{`(?s:.)(?-s:.)`, "s", "\n\n", 0, nil},
		{`(?m:^)b$`, "", "a\nb", 0, []int32{2, 3}},
		{`(?:(?<x>a)|(?<x>b))\k<x>`, "", "abb", 0, []int32{1, 3, -1, -1, 1, 2}},
		{`(?:(?:(?<a>x)|(?<a>y))\k<a>)*`, "", "xxyy", 0, []int32{0, 4, -1, -1, 2, 3}},
		{`[\q{ab|abc|a|}]c?`, "v", "abcc", 0, []int32{0, 4}},
		{`^[\q{ab|abc|a|}]$`, "v", "ab", 0, []int32{0, 2}},
		{`^[\q{ab|abc|a|}]$`, "v", "", 0, []int32{0, 0}},
		{`(?<=^[\q{ab|bc}])x`, "v", "bcx", 0, []int32{2, 3}},
		{`^\p{RGI_Emoji}$`, "v", "👨‍👩‍👧", 0, []int32{0, 8}},
		{`^[\q{KM}]$`, "iv", "\u212am", 0, []int32{0, 2}},
		{`[]`, "", "a", 0, nil},
		{`[^]`, "", "\n", 0, []int32{0, 1}},
		{`(?:a|b|cd|e|[fg])+`, "", "xabcdefgc", 0, []int32{1, 8}},
		{`\s+$`, "", "a b  ", 0, []int32{3, 5}},
	} {
		p, err := Compile(c.pattern, c.flags)
		if !assert.NoError(t, err) {
			continue
		}
		for _, s := range subjects(c.subject) {
			var caps Captures
			ok, err := p.Match(s, c.from, &caps, nil)
			require.NoError(t, err)
			if assert.Equal(t, c.want != nil, ok, "/%s/%s on %q", c.pattern, c.flags, c.subject) && ok {
				assert.Equal(t, c.want, caps.Pos, "/%s/%s on %q", c.pattern, c.flags, c.subject)
			}
		}
	}
}

// TestMatchGolden runs random patterns on random texts. The file has pattern,
// flags, code units, lastIndex and what another engine found.
func TestMatchGolden(t *testing.T) {
	text, err := os.ReadFile("testdata/matches.json")
	require.NoError(t, err)
	var rows [][]json.RawMessage
	require.NoError(t, json.Unmarshal(text, &rows))
	require.NotEmpty(t, rows)
	var caps Captures
	for _, row := range rows {
		var pattern, flags string
		var units []uint16
		var from int
		var want []int32
		for i, target := range []any{&pattern, &flags, &units, &from, &want} {
			require.NoError(t, json.Unmarshal(row[i], target))
		}
		p, err := Compile(pattern, flags)
		require.NoError(t, err)
		forms := []Subject{{UTF16: units}}
		latin := make([]byte, len(units))
		wide := false
		for i, u := range units {
			latin[i] = byte(u)
			wide = wide || u > 255
		}
		if !wide {
			forms = append(forms, Subject{Latin1: latin})
		}
		for _, s := range forms {
			ok, err := p.Match(s, from, &caps, nil)
			require.NoError(t, err)
			if assert.Equal(t, want != nil, ok, "/%s/%s on %x at %d", pattern, flags, units, from) && ok {
				assert.Equal(t, want, caps.Pos, "/%s/%s on %x at %d", pattern, flags, units, from)
			}
		}
	}
}

func TestFindAndMatchAt(t *testing.T) {
	p, err := Compile("b", "y")
	require.NoError(t, err)
	var caps Captures
	s := Subject{Latin1: []byte("ab")}
	ok, _ := p.Match(s, 0, &caps, nil)
	assert.False(t, ok)
	ok, _ = p.Find(s, 0, &caps, nil)
	assert.True(t, ok)
	ok, _ = p.MatchAt(s, 1, &caps, nil)
	assert.True(t, ok)
	start, end, ok := caps.Group(0)
	assert.Equal(t, []any{1, 2, true}, []any{start, end, ok})
}

func TestPollEndsMatch(t *testing.T) {
	stop := errors.New("stop")
	text := Subject{Latin1: []byte(strings.Repeat("a", 1<<16) + "b")}
	for _, pattern := range []string{
		`(a*)*\1[cd]`, `(?:a|a)*\b[cd]`, `(?:a+)+?[cd]`, `(?=(a*)*[cd])`, `a*a*a*[cd]`, `.*?.*?[cd]`, `(?:(?:a*){2,}){2,}[cd]`, `(a*)(b)\1\2`,
	} {
		p, err := Compile(pattern, "")
		require.NoError(t, err)
		var caps Captures
		_, err = p.Match(text, 0, &caps, func() error { return stop })
		assert.ErrorIs(t, err, stop, pattern)
	}
}

// TestLongScansAskPoll checks that nothing looks at a long text in one go.
func TestLongScansAskPoll(t *testing.T) {
	stop := errors.New("stop")
	long := bytes.Repeat([]byte("a"), 1<<20)
	wide := make([]uint16, len(long))
	for i := range wide {
		wide[i] = 'a'
	}
	for _, pattern := range []string{`b`, `bc`, `[bc]`, `a*`, `[^b]*`, `^b`, `ab`, `a+?b`, `(?:a|aa)+b`, `a{1048570}`} {
		for _, flags := range []string{"", "m"} {
			for _, s := range []Subject{{Latin1: long}, {UTF16: wide}} {
				if pattern == "^b" && flags == "" {
					continue
				}
				p, err := Compile(pattern, flags)
				require.NoError(t, err)
				var caps Captures
				_, err = p.Match(s, 0, &caps, func() error { return stop })
				assert.ErrorIs(t, err, stop, pattern)
			}
		}
	}
}

// TestHardMatchesEnd runs patterns that a backtracking matcher without a memory
// would not finish in a lifetime. The bound is on steps, not on time.
func TestHardMatchesEnd(t *testing.T) {
	const n = 100_000
	xs, letters := strings.Repeat("x", n), strings.Repeat("a", n)
	for _, c := range []struct {
		pattern, flags, subject string
		want                    []int32
	}{
		{`(a+)+$`, "", letters + "!", nil},
		{`^(a+)+$`, "", letters + "!", nil},
		{`(a+)+$`, "", letters, []int32{0, n, 0, n}},
		{`(.*)*x`, "", letters, nil},
		{`(.*)*x`, "", letters + "x", []int32{0, n + 1, 0, n}},
		{`(.*)*[xy]`, "", letters, nil},
		{`^(([a-z])+.)+[A-Z]([a-z])+$`, "", letters, nil},
		{`(x+x+)+y`, "", xs, nil},
		{`(x+x+)+[yz]`, "", xs, nil},
		{`(x+x+)+y`, "", xs + "y", []int32{0, n + 1, 0, n}},
		{`(?:x|x)*$`, "m", xs + "!", []int32{n + 1, n + 1}},
		{`(?:x*)*?[yz]`, "", xs, nil},
		{`(?:x{1,3}){1,5000}[yz]`, "", xs[:3000], nil},
		{`x*x*x*x*[yz]`, "", xs, nil},
		{`(?:a?){40}a{40}b`, "", letters[:60], nil},
		{`(?:(?:a|b)*|c)*[yz]`, "", letters, nil},
		{`(?=(a+)+!)a`, "", letters[:2000], nil},
		{`(?!(a+)+$)a`, "", letters[:2000] + "!", []int32{0, 1, -1, -1}},
		{`(?:(?=a)a|a)*[yz]`, "", letters[:20000], nil},
		{`(?<=(?:a|a)*)[yz]`, "", letters[:1000], nil},
		{`([^\s]+)+@`, "", letters, nil},
		{`(?:.|\u{1F600})*[yz]`, "u", letters, nil},
	} {
		p, err := Compile(c.pattern, c.flags)
		require.NoError(t, err)
		for _, s := range subjects(c.subject) {
			var caps Captures
			slices := 0
			ok, err := p.Match(s, 0, &caps, func() error {
				if slices++; slices > 20*n/stepSlice*60 {
					return errors.New("too many steps")
				}
				return nil
			})
			require.NoError(t, err, c.pattern)
			require.Equal(t, c.want != nil, ok, c.pattern)
			if ok {
				assert.Equal(t, c.want, caps.Pos, c.pattern)
			}
		}
	}
}

func TestMemoryOfMatchIsBounded(t *testing.T) {
	text := Subject{Latin1: []byte(strings.Repeat("ab", 5<<20))}
	for _, pattern := range []string{`^(?:a|ab|b)*c`, `^(?:(a)|(b))*`, `^(?:ab|a){0,99999999}$`, `^(?:(a?)b??)+$`, `^(?:a?){2147483647}`} {
		p, err := Compile(pattern, "")
		require.NoError(t, err)
		var caps Captures
		calls := 0
		_, err = p.Match(text, 0, &caps, func() error {
			if calls++; calls > 1e5 {
				return errors.New("neither a match nor an error")
			}
			return nil
		})
		require.ErrorIs(t, err, ErrTooComplex, pattern)
		assert.LessOrEqual(t, cap(caps.stack), keepFrames)
		p, err = Compile("(a)b", "")
		require.NoError(t, err)
		ok, err := p.Match(text, 1, &caps, nil)
		require.NoError(t, err)
		assert.True(t, ok)
		assert.Equal(t, []int32{2, 4, 2, 3}, caps.Pos)
	}
}

func TestHostileCompile(t *testing.T) {
	rep := strings.Repeat
	for name, pattern := range map[string]string{
		"nested groups":       rep("(", MaxDepth) + "a" + rep(")", MaxDepth),
		"nested quantifiers":  rep("(?:", 2000) + "a" + rep(")+", 2000),
		"nested counts":       rep("(?:", 2000) + "a" + rep("){2,3}", 2000),
		"nested alternatives": rep("(?:a|", 2000) + rep(")", 2000),
		"optional terms":      rep("(?:", 500) + rep("a?", 200000) + rep("b?)", 500),
		"alternatives":        rep("ab|", 2e5),
		"classes":             rep("[ab]c", 2e5),
		"lookbehinds":         rep("(?<=", 2000) + rep(")", 2000),
		"many groups":         rep("(a)?", 60000),
	} {
		p, err := Compile(pattern, "i")
		if !assert.NoError(t, err, name) {
			continue
		}
		var caps Captures
		stop := errors.New("stop")
		_, err = p.Match(Subject{Latin1: []byte("aaaaaaab")}, 0, &caps, func() error { return stop })
		if err != nil && !errors.Is(err, ErrTooComplex) {
			assert.ErrorIs(t, err, stop, name)
		}
	}
}

func TestMatchDoesNotAllocate(t *testing.T) {
	p, err := Compile(`(\w+)\s(?:(a)|b)*?(?=c)(?<!x)[\d-f]*`, "")
	require.NoError(t, err)
	s := Subject{Latin1: []byte("some text and words abababc 123")}
	var caps Captures
	allocs := testing.AllocsPerRun(50, func() {
		_, _ = p.Match(s, 0, &caps, nil)
	})
	assert.Zero(t, allocs)
}

// TestSearchDoesNotAllocate is about searches that use an automaton.
func TestSearchDoesNotAllocate(t *testing.T) {
	text := corpusText(1 << 14)
	for _, pattern := range []string{`[a-z]+ing`, `(\w+)://(\w+)`, `Holmes|Watson|Adler`, `\b(\w+)ly\b`} {
		p, err := Compile(pattern, "")
		require.NoError(t, err)
		for _, s := range subjects(string(text)) {
			var caps Captures
			countMatches(t, p, s, &caps)
			assert.Zero(t, testing.AllocsPerRun(5, func() { countMatches(t, p, s, &caps) }), pattern)
		}
	}
}

func TestProgramIsShared(t *testing.T) {
	tree, err := Parse(`(?:a|b|[k\u212a]|σ)+?(\p{L})\1`, "iv")
	require.NoError(t, err)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			p := tree.Compile()
			var caps Captures
			for range 100 {
				ok, err := p.Match(subjects("xabKkzZ")[0], 0, &caps, nil)
				assert.True(t, ok)
				assert.NoError(t, err)
			}
		})
	}
	wg.Wait()
}

func BenchmarkMatch(b *testing.B) {
	const line = `the year 2024-05-17 "quoted \" text" john.doe@example.com foo bar Sherlock Holmes interesting` + "\n"
	text := strings.Repeat(line, 1000)
	latin := []byte(text)
	wide := make([]uint16, len(latin))
	for i, c := range latin {
		wide[i] = uint16(c)
	}
	for _, c := range [][2]string{
		{`\w+`, ""}, {`(\d{4})-(\d{2})-(\d{2})`, ""}, {`"(?:[^"\\]|\\.)*"`, ""}, {`foo|bar|baz`, ""},
		{`Sherlock|Holmes`, "i"}, {`Sherlock`, ""}, {`^.*$`, "m"}, {`[\w.]+@[\w.]+`, ""}, {`\p{L}+`, "u"}, {`(?<=year )\d+`, ""},
	} {
		p, err := Compile(c[0], c[1])
		require.NoError(b, err)
		for name, s := range map[string]Subject{"latin1": {Latin1: latin}, "utf16": {UTF16: wide}} {
			b.Run(c[0]+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				var caps Captures
				for b.Loop() {
					for pos := 0; ; {
						if ok, _ := p.Match(s, pos, &caps, nil); !ok {
							break
						}
						pos = max(pos+1, int(caps.Pos[1]))
					}
				}
			})
		}
	}
}

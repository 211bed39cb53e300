//go:build amd64 || arm64

package pattern

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode/utf16"
)

// maker makes patterns of all operators over few characters, so that they often match.
type maker struct {
	*rand.Rand
	groups int
}

func (m *maker) pick(list ...string) string { return list[m.IntN(len(list))] }

// atom is a pattern without parts.
func (m *maker) atom() string {
	if m.groups > 0 && m.IntN(12) == 0 {
		return fmt.Sprintf(`\%d`, 1+m.IntN(m.groups))
	}
	return m.pick("a", "b", "c", "ab", "abca", "bc", "é", "aé", "\u4e2d", "a\u4e2d\u4e2d", ".", "[ab]", "[^a]", "^", "$", `\b`, `\B`, `\w`, `\W`, `\d`, `\s`,
		"", `\n`, "a*", "b+?", "[bc]{1,2}", "[^c]*", "a{2,}?", "a+", `[a-c]+b`, ".{2}c", ".{1,3}bc", "[a\u4e00-\u4eff]", "[\u4e00-\u4eff]+",
		"[^\u4e2d]", "[b\u0100-\u0110\u0200\u0300\u0400\u4e2d]", `\p{L}`, ".*", ".*?", ".+", "[^b]*?c", "a?", "b??", "[ab]{0,2}?", ".{0,2}?", "(?<=a)", "(?<![ab])", "k", "[j-l]", "s")
}

// pattern makes a pattern of the given depth.
func (m *maker) pattern(depth int) string {
	if depth == 0 {
		return m.atom()
	}
	sub := func() string { return m.pattern(depth - 1) }
	group := func() string {
		body := sub()
		if m.IntN(2) == 0 {
			m.groups++
			return "(" + body + ")"
		}
		return "(?:" + body + ")"
	}
	switch m.IntN(12) {
	case 0, 1, 2:
		return sub() + sub()
	case 3, 4, 5:
		alternatives := []string{sub(), sub()}
		for m.IntN(3) == 0 {
			alternatives = append(alternatives, sub())
		}
		return "(?:" + strings.Join(alternatives, "|") + ")"
	case 6:
		return group()
	case 7, 8, 9:
		return group() + m.pick("*", "+", "?", "{2}", "{0,3}", "{1,2}", "{2,}", "{3,40}") + m.pick("", "", "?")
	case 10:
		return m.pick("(?=", "(?!", "(?<=", "(?<!") + sub() + ")"
	case 11:
		// The body is so large that the loop counts its turns.
		m.groups++
		return "(" + sub() + strings.Repeat("|zz", 40) + ")" + m.pick("{0,2}", "{1,3}", "{2,4}", "{0,5}?", "{2}", "{3,}?", "{1,6}", "{0,4}")
	}
	return sub()
}

// flags makes the flags of a pattern.
func (m *maker) flags() (s string) {
	for _, f := range []string{"i", "m", "s", "u", "y"} {
		if m.IntN(4) == 0 {
			s += f
		}
	}
	return s
}

// text makes a text of up to n units.
func (m *maker) text(n int, wide bool) []uint16 {
	units := utf16.Encode([]rune("aaabbbccckKsS \n0_é"))
	if wide {
		units = append(units, '\u4e2d', '\u4e2d', 0x17F, 0x212A, 0x2028, 0x300, 0xD83D, 0xDE00)
	}
	s := make([]uint16, m.IntN(n+1))
	for i := range s {
		s[i] = units[m.IntN(len(units))]
		if i > 0 && m.IntN(3) == 0 {
			s[i] = s[i-1]
		}
	}
	return s
}

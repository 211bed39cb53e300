package regexp

import "slices"

// generator makes patterns and texts for them. It knows the whole grammar, the
// additions for the web included, and prefers what is easily wrong: empty
// turns of loops, captures in lookbehinds, references to groups that come
// later, characters with unusual case variants, lone surrogates. Equal seeds
// give equal results, on every platform.
type generator struct {
	state uint64

	flags                     string
	unicode, sets, ignoreCase bool
	modern                    bool // modifiers and duplicate names are allowed
	out                       []byte
	groups                    int // capturing groups begun so far
	names                     []string
	loops                     int // loops around the position
}

// testCase is a pattern and a text, both in WTF-8.
type testCase struct {
	pattern, flags, text string
	lastIndex            int
}

// next is a step of the generator SplitMix64.
func (g *generator) next() uint64 {
	g.state += 0x9E3779B97F4A7C15
	z := g.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (g *generator) n(n int) int             { return int(g.next() >> 33 % uint64(n)) }
func (g *generator) chance(percent int) bool { return g.n(100) < percent }

func pick[T any](g *generator, list []T) T { return list[g.n(len(list))] }

func (g *generator) write(s string) { g.out = append(g.out, s...) }

// generate returns the case of a seed.
func generate(seed uint64) testCase {
	g := &generator{state: seed * 0xD1342543DE82EF95}
	g.flags = pick(g, []string{"", "", "i", "i", "u", "iu", "iu", "v", "iv", "iv"})
	for _, f := range []string{"g", "y", "m", "s", "d"} {
		if g.chance(20) {
			g.flags += f
		}
	}
	f, _ := ParseFlags(g.flags)
	g.unicode, g.sets, g.ignoreCase = f.FullUnicode(), f.Has(UnicodeSets), f.Has(IgnoreCase)
	g.modern = g.chance(5)
	sample := g.disjunction(4)
	c := testCase{flags: g.flags}
	if g.chance(8) {
		g.damage()
	}
	c.pattern = string(g.out)
	text := g.text(sample)
	c.text = encode(text)
	if g.chance(40) {
		c.lastIndex = g.n(len(text) + 2)
	}
	return c
}

// encode returns runes as WTF-8.
func encode(runes []rune) string {
	var b []byte
	for _, r := range runes {
		b = appendRune(b, r)
	}
	return string(b)
}

// text returns a text in which sample, which was made to match, is somewhere.
func (g *generator) text(sample []rune) []rune {
	latin := g.chance(30)
	var text []rune
	for range g.n(5) {
		text = append(text, g.rune())
	}
	text = append(text, sample...)
	for range g.n(4) {
		text = append(text, g.rune())
	}
	for range g.n(3) {
		if len(text) == 0 {
			break
		}
		at := g.n(len(text))
		if g.chance(50) {
			text[at] = g.rune()
		} else {
			text = slices.Delete(text, at, at+1)
		}
	}
	if latin {
		text = slices.DeleteFunc(text, func(r rune) bool { return r > 0xFF })
	}
	return text[:min(len(text), 24)]
}

// damage changes a few bytes of the pattern's ASCII characters.
func (g *generator) damage() {
	const tokens = `()[]{}\|?*+^$.-<>=!:,0189kpuxqcdb&#~P`
	for range 1 + g.n(2) {
		at := g.n(len(g.out) + 1)
		for at < len(g.out) && g.out[at] >= 0x80 {
			at++
		}
		switch {
		case at < len(g.out) && g.chance(50):
			g.out = slices.Delete(g.out, at, at+1)
		default:
			g.out = slices.Insert(g.out, at, tokens[g.n(len(tokens))])
		}
	}
}

// caseFamilies are characters that some folding takes for the same, and that
// some other does not.
var caseFamilies = [][]rune{
	{'k', 'K', 0x212A}, {'s', 'S', 0x17F}, {0xDF, 0x1E9E}, {0x3C3, 0x3C2, 0x3A3}, {'i', 'I', 0x130, 0x131},
	{0xB5, 0x3BC, 0x39C}, {0xE9, 0xC9}, {0xFF, 0x178}, {0x1C4, 0x1C5, 0x1C6}, {0x1F80, 0x1F88}, {0xFB05, 0xFB06},
	{0x390, 0x1FD3}, {0x10400, 0x10428}, {0xE5, 0xC5, 0x212B}, {0x3C9, 0x3A9, 0x2126}, {0x345, 0x3B9, 0x399, 0x1FBE},
	{0x13A0, 0xAB70}, {0x10D0, 0x1C90}, {0x1C80, 0x432, 0x412}, {0x1E61, 0x1E60, 0x1E9B}, {0x398, 0x3B8, 0x3D1, 0x3F4},
}

var oddRunes = []rune{
	'0', '7', '_', ' ', '-', '\n', '\r', 0, '/', 0xA0, 0xD7, 0xF7, 0xFEFF, 0x2028, 0x180E, 0x200D, 0xFE0F, 0x20E3, '#', '*',
	0xD83D, 0xDE00, 0xD801, 0xDC00, 0xDC28, 0x1F600, 0x1F1E9, 0x1F1EA, 0x2764, 0xFFFF, 0x10FFFF, 0x10000, '&', '!', ']', '{', '}', '|', '\\',
}

// rune returns a character, most of the time from a small alphabet.
func (g *generator) rune() rune {
	switch k := g.n(20); {
	case k < 11:
		return rune('a' + g.n(3))
	case k < 16:
		return pick(g, pick(g, caseFamilies))
	}
	return pick(g, oddRunes)
}

// variant returns a character of the same family if case is ignored.
func (g *generator) variant(r rune) rune {
	if !g.ignoreCase || g.chance(50) {
		return r
	}
	for _, family := range caseFamilies {
		if slices.Contains(family, r) {
			return pick(g, family)
		}
	}
	if 'a' <= r && r <= 'c' {
		return r - 32
	}
	return r
}

// Each production writes its pattern and returns a text that may match it.

func (g *generator) disjunction(depth int) []rune {
	sample := g.alternative(depth)
	for g.chance(25) {
		g.write("|")
		if s := g.alternative(depth); g.chance(50) {
			sample = s
		}
	}
	return sample
}

func (g *generator) alternative(depth int) []rune {
	var sample []rune
	for range g.n(5) {
		sample = append(sample, g.term(depth)...)
	}
	return sample
}

func (g *generator) term(depth int) []rune {
	k := g.n(100)
	switch {
	case k < 6:
		g.write(pick(g, []string{"^", "$", `\b`, `\B`}))
		return nil
	case k < 14 && depth > 0:
		look := pick(g, []string{"(?=", "(?!", "(?<=", "(?<!"})
		g.write(look)
		sample := g.disjunction(depth - 1)
		g.write(")")
		if look[2] != '<' && !g.unicode && g.chance(20) {
			g.write(pick(g, []string{"*", "+", "?", "{2}", "{0}", "{0,2}?"}))
		}
		if look == "(?<=" {
			return sample
		}
		return nil
	case k < 17 && !g.unicode:
		return g.quirk()
	case g.loops < 3 && g.chance(45):
		return g.loop(depth)
	}
	return g.atom(depth)
}

// quirk writes something that only the grammar for the web allows.
func (g *generator) quirk() []rune {
	q := pick(g, []struct {
		text   string
		sample string
	}{
		{`{`, `{`}, {`}`, `}`}, {`]`, `]`}, {`a{,2}`, `a{,2}`}, {`a{`, `a{`}, {`a{1`, `a{1`}, {`\c`, `\c`}, {`\c1`, `\c1`}, {`\cA`, "\x01"},
		{`\8`, `8`}, {`\08`, "\x008"}, {`\377`, "\u00ff"}, {`\400`, "\x200"}, {`\x4`, `x4`}, {`\u{2}`, `uu`}, {`\u12`, `u12`},
		{`\p{L}`, `p{L}`}, {`\a`, `a`}, {`\-`, `-`}, {`[\c]`, `c`}, {`[\c_]`, "\x1f"}, {`[\c1]`, "\x11"}, {`[\d-a]`, `-`}, {`[a-\w]`, `-`},
		{`[\8]`, `8`}, {`[\08]`, `8`}, {`[\u{2}]`, `u`}, {`[\B]`, `B`}, {`(?=a)*`, ``}, {`(?!b)+`, ``}, {`(?=(a))?`, ``}, {`\_`, `_`},
	})
	g.write(q.text)
	return []rune(q.sample)
}

func (g *generator) loop(depth int) []rune {
	g.loops++
	start := len(g.out)
	sample := g.atom(depth)
	g.loops--
	if len(g.out) == start {
		return sample
	}
	turns := g.n(3)
	switch g.n(8) {
	case 0, 1:
		g.write("*")
	case 2, 3:
		g.write("+")
		turns++
	case 4:
		g.write("?")
		turns &= 1
	default:
		bounds := pick(g, []struct {
			text   string
			lo, hi int
		}{
			{"{0}", 0, 0}, {"{1}", 1, 1}, {"{2}", 2, 2}, {"{0,1}", 0, 1}, {"{0,2}", 0, 2}, {"{1,2}", 1, 2}, {"{2,3}", 2, 3},
			{"{0,}", 0, 2}, {"{1,}", 1, 2}, {"{2,}", 2, 3}, {"{3}", 3, 3}, {"{0,4294967295}", 0, 2}, {"{1,99999999999999999999}", 1, 3},
		})
		g.write(bounds.text)
		turns = bounds.lo + g.n(bounds.hi-bounds.lo+1)
	}
	if g.chance(30) {
		g.write("?")
	}
	var all []rune
	for range turns {
		for _, r := range sample {
			all = append(all, g.variant(r))
		}
	}
	return all
}

func (g *generator) atom(depth int) []rune {
	k := g.n(100)
	switch {
	case k < 8:
		g.write(".")
		return []rune{g.rune()}
	case k < 24:
		return g.class()
	case k < 34:
		s, r := g.setEscape()
		g.write(s)
		return []rune{r}
	case k < 44 && g.reference():
		return nil
	case k < 72 && depth > 0:
		return g.group(depth)
	}
	r := g.rune()
	g.write(g.character(r, false))
	return []rune{g.variant(r)}
}

func (g *generator) group(depth int) []rune {
	switch k := g.n(100); {
	case k < 25:
		g.write("(?:")
	case k < 45:
		name := []string{"a", "b", "c", "$1", "_é", `\u0061x`, "𝒜"}[len(g.names)%7]
		if len(g.names) >= 7 || !g.modern && slices.Contains(g.names, name) {
			g.write("(")
		} else {
			if g.modern && len(g.names) > 0 && g.chance(50) {
				name = pick(g, g.names)
			}
			g.names = append(g.names, name)
			g.write("(?<" + name + ">")
		}
		g.groups++
	case k < 60 && g.modern:
		g.write(pick(g, []string{"(?i:", "(?-i:", "(?s:", "(?m-s:", "(?ims:", "(?i-m:"}))
	default:
		g.write("(")
		g.groups++
	}
	sample := g.disjunction(depth - 1)
	g.write(")")
	return sample
}

// reference writes a back-reference, if it can.
func (g *generator) reference() bool {
	if len(g.names) > 0 && g.chance(50) {
		g.write(`\k<` + pick(g, g.names) + ">")
		return true
	}
	n := 1 + g.n(g.groups+1)
	if n > g.groups && g.unicode {
		n = g.groups
	}
	if n == 0 || n > 9 {
		return false
	}
	g.write(`\` + string(rune('0'+n)))
	return true
}

// character returns a way to write r.
func (g *generator) character(r rune, class bool) string {
	const digits = "0123456789abcdef"
	hex := func(r rune, n int) string {
		s := ""
		for ; n > 0; n-- {
			s = string(digits[r&15]) + s
			r >>= 4
		}
		return s
	}
	switch k := g.n(12); {
	case k == 0 && r < 0x100:
		return `\x` + hex(r, 2)
	case k == 1 && r < 0x10000:
		return `\u` + hex(r, 4)
	case k == 1 && g.unicode:
		return `\u` + hex(leadOf(r), 4) + `\u` + hex(trailOf(r), 4)
	case k == 2 && g.unicode:
		return `\u{` + hex(r, 6) + "}"
	case k == 3 && r < 27 && r > 0:
		return `\c` + string('A'+r-1)
	}
	switch {
	case r == 0:
		return `\0`
	case r == '\n':
		return `\n`
	case r == '-' && class:
		return `\-`
	case isSyntaxCharacter(r) || r == '/':
		return `\` + string(r)
	case g.sets && class && isReservedPunctuator(r):
		return `\` + string(r)
	}
	return encode([]rune{r})
}

// setEscape returns an escape that stands for a set and one of its members, or
// not one.
func (g *generator) setEscape() (string, rune) {
	type escape struct {
		text   string
		member rune
	}
	if !g.unicode || g.chance(40) {
		e := pick(g, []escape{{`\d`, '7'}, {`\D`, 'a'}, {`\w`, 'a'}, {`\W`, ' '}, {`\s`, 0xA0}, {`\S`, 'b'}, {`\w`, 's'}, {`\W`, 0x17F}, {`\w`, 0x212A}})
		return e.text, e.member
	}
	e := pick(g, []escape{
		{`\p{L}`, 'a'}, {`\P{L}`, '0'}, {`\p{Lu}`, 'K'}, {`\P{Lu}`, 'k'}, {`\p{Ll}`, 0x17F}, {`\P{Ll}`, 'S'}, {`\p{Lt}`, 0x1C5},
		{`\p{ASCII}`, 'b'}, {`\P{ASCII}`, 0x212A}, {`\p{Any}`, 0xD83D}, {`\P{Any}`, 'a'}, {`\p{Cs}`, 0xDE00}, {`\p{Script=Greek}`, 0x3C2},
		{`\p{scx=Grek}`, 0x345}, {`\P{sc=Latin}`, 0x3A3}, {`\p{Emoji}`, 0x1F600}, {`\p{ID_Start}`, 'c'}, {`\p{White_Space}`, '\n'},
		{`\p{gc=Nd}`, '0'}, {`\p{Lowercase}`, 0x10428}, {`\P{Uppercase}`, 0x10400}, {`\p{CWU}`, 0xDF}, {`\p{CWCF}`, 0x1E9E}, {`\p{Cn}`, 0xFFFF},
	})
	return e.text, e.member
}

func (g *generator) class() []rune {
	if g.sets {
		sample, _ := g.setClass(2, false)
		return sample
	}
	g.write("[")
	negated := g.chance(25)
	if negated {
		g.write("^")
	}
	sample := []rune{g.rune()}
	for range g.n(4) {
		switch k := g.n(10); {
		case k < 3:
			s, r := g.setEscape()
			g.write(s)
			sample[0] = r
		case k < 6:
			lo, hi := g.rune(), g.rune()
			if lo > hi {
				lo, hi = hi, lo
			}
			// Without the u flag only units can bound a range.
			if hi <= 0xFFFF || g.unicode {
				g.write(g.character(lo, true) + "-" + g.character(hi, true))
				sample[0] = g.variant(lo + rune(g.n(int(min(hi-lo, 3))+1)))
			}
		case k == 6:
			g.write(`\b`)
		default:
			r := g.rune()
			g.write(g.character(r, true))
			sample[0] = g.variant(r)
		}
	}
	g.write("]")
	if negated {
		sample[0] = g.rune()
	}
	return sample
}

// setClass writes a class with the v flag and reports whether it may contain
// strings.
func (g *generator) setClass(depth int, negated bool) (sample []rune, hasStrings bool) {
	g.write("[")
	negated = negated || g.chance(25)
	if negated && g.chance(70) {
		g.write("^")
	}
	op := pick(g, []string{"", "", "--", "&&"})
	for i := range g.n(4) {
		if i > 0 {
			g.write(op)
		}
		if op == "" && g.chance(30) {
			lo, hi := g.rune(), g.rune()
			if lo > hi {
				lo, hi = hi, lo
			}
			g.write(g.character(lo, true) + "-" + g.character(hi, true))
			sample = []rune{g.variant(lo)}
			continue
		}
		s, strs := g.operand(depth, negated)
		if len(sample) == 0 || g.chance(40) {
			sample = s
		}
		hasStrings = hasStrings || strs
	}
	g.write("]")
	return sample, hasStrings
}

func (g *generator) operand(depth int, negated bool) (sample []rune, hasStrings bool) {
	switch k := g.n(100); {
	case k < 20 && depth > 0:
		return g.setClass(depth-1, negated)
	case k < 45:
		s, r := g.setEscape()
		g.write(s)
		return []rune{r}, false
	case k < 60 && (!negated || g.chance(10)):
		g.write(`\q{`)
		for i := range 1 + g.n(3) {
			if i > 0 {
				g.write("|")
			}
			var s []rune
			for range g.n(4) {
				r := g.rune()
				g.write(g.character(r, true))
				s = append(s, g.variant(r))
			}
			if i == 0 || g.chance(50) {
				sample = s
			}
		}
		g.write("}")
		return sample, true
	case k < 65 && !negated:
		g.write(pick(g, []string{`\p{RGI_Emoji}`, `\p{Emoji_Keycap_Sequence}`, `\p{RGI_Emoji_Flag_Sequence}`, `\p{Basic_Emoji}`}))
		return pick(g, [][]rune{{'#', 0xFE0F, 0x20E3}, {0x1F1E9, 0x1F1EA}, {0x2764, 0xFE0F}, {0x1F600}}), true
	}
	r := g.rune()
	g.write(g.character(r, true))
	return []rune{g.variant(r)}, false
}

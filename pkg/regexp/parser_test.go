package regexp

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/ucd"
)

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		pattern, flags, reason string
		pos                    int
	}{
		{`(`, "", errUnterminatedGroup, 0},
		{`a(b`, "", errUnterminatedGroup, 1},
		{`a)`, "", errUnmatchedParen, 1},
		{`é😀)`, "", errUnmatchedParen, 6},
		{`é😀)`, "u", errUnmatchedParen, 6},
		{`\`, "", errEscapeAtEnd, 0},
		{`[\`, "", errEscapeAtEnd, 1},
		{`*`, "", errNothingToRepeat, 0},
		{`a**`, "", errNothingToRepeat, 2},
		{`^*`, "", errNothingToRepeat, 1},
		{`\b+`, "", errNothingToRepeat, 2},
		{`{1}`, "", errNothingToRepeat, 0},
		{`x{1}{1}`, "", errNothingToRepeat, 4},
		{`(?<=a)*`, "", errInvalidQuantifier, 6},
		{`(?=a)*`, "u", errInvalidQuantifier, 5},
		{`a{2,1}`, "", errQuantifierOrder, 1},
		{`a{99999999999999999999,99999999999999999998}`, "", errQuantifierOrder, 1},
		{`a{1`, "u", errIncomplete, 1},
		{`{`, "u", errLoneBrackets, 0},
		{`}`, "v", errLoneBrackets, 0},
		{`]`, "u", errLoneBrackets, 0},
		{`(?a)`, "", errInvalidGroup, 0},
		{`(?`, "", errInvalidGroup, 0},
		{`(?i`, "", errInvalidGroup, 0},
		{`(?i)`, "", errInvalidGroup, 0},
		{`(?-:a)`, "", errFlagGroup, 0},
		{`(?ii:a)`, "", errRepeatedFlag, 3},
		{`(?i-i:a)`, "", errRepeatedFlag, 4},
		{`(?i--s:a)`, "", errFlagDashes, 4},
		{`(?I:a)`, "", errInvalidGroup, 0},
		{`(?ı:a)`, "", errInvalidGroup, 0},
		{`(?g:a)`, "", errInvalidGroup, 0},
		{`(?<`, "", errGroupName, 3},
		{`(?<>a)`, "", errGroupName, 3},
		{`(?<1a>a)`, "", errGroupName, 3},
		{`(?<a\u{110000}>a)`, "", errInvalidUnicode, 4},
		{`(?<a>.)(?<a>.)`, "", errDuplicateName, 7},
		{`(?<a>.)(?<\u0061>.)`, "", errDuplicateName, 7},
		{`(?<a>(?<a>.))`, "", errDuplicateName, 5},
		{`(?<a>.)|(?:(?<a>.)|x)(?<a>.)`, "", errDuplicateName, 21},
		{`(?:(?<a>.)|(?<a>.))(?<a>.)`, "", errDuplicateName, 19},
		{`(?:(?:(?<a>.)|b)|(?<b>.))(?<a>.)`, "", errDuplicateName, 25},
		{`\k<a>`, "u", errNameNotDefined, 0},
		{`(?<b>)\k<a>`, "", errNameNotDefined, 6},
		{`(?<b>)\k`, "", errNamedReference, 6},
		{`\k(?<b>)`, "", errNamedReference, 0},
		{`(?<b>)[\k]`, "", errInvalidEscape, 7},
		{`\2(a)`, "u", errInvalidEscape, 0},
		{`\01`, "u", errInvalidDecimal, 0},
		{`[\01]`, "u", errInvalidClassEscape, 1},
		{`\x1`, "u", errInvalidEscape, 0},
		{`\u12`, "u", errInvalidUnicode, 0},
		{`\u{}`, "u", errInvalidUnicode, 0},
		{`\u{110000}`, "u", errInvalidUnicode, 0},
		{`\c1`, "u", errInvalidUnicode, 0},
		{`\-`, "u", errInvalidEscape, 0},
		{`\a`, "v", errInvalidEscape, 0},
		{`[`, "", errUnterminatedClass, 0},
		{`[a-`, "", errUnterminatedClass, 0},
		{`[b-a]`, "", errClassOrder, 1},
		{`[😀-a]`, "u", errClassOrder, 1},
		{`[\d-z]`, "u", errInvalidClass, 1},
		{`[a-\d]`, "u", errInvalidClass, 1},
		{`\p`, "u", errInvalidProperty, 0},
		{`\p{IsGreek}`, "u", errInvalidProperty, 0},
		{`\p{Script}`, "u", errInvalidProperty, 0},
		{`\p{ASCII=Yes}`, "u", errInvalidProperty, 0},
		{`\p{L`, "u", errInvalidProperty, 0},
		{`\p{ L}`, "u", errInvalidProperty, 0},
		{`[\p{x}]`, "u", errInvalidClassProp, 1},
		{`\p{RGI_Emoji}`, "u", errInvalidProperty, 0},
		{`\P{RGI_Emoji}`, "v", errInvalidProperty, 0},
		{`[^\p{RGI_Emoji}]`, "v", errNegatedStrings, 0},
		{`[^\q{ab}]`, "v", errNegatedStrings, 0},
		{`[^\q{}]`, "v", errNegatedStrings, 0},
		{`[^[\q{ab|c}--\q{ab}]]`, "v", errNegatedStrings, 0},
		{`[a--b&&c]`, "v", errSetOperation, 5},
		{`[a&&bc]`, "v", errSetOperation, 5},
		{`[a-z&&b]`, "v", errSetOperation, 4},
		{`[a&&&b]`, "v", errClassCharacter, 2},
		{`[a!!b]`, "v", errSetOperation, 2},
		{`[(]`, "v", errClassCharacter, 1},
		{`[a-]`, "v", errClassCharacter, 2},
		{`[a--]`, "v", errClassCharacter, 4},
		{`[a-\d]`, "v", errInvalidClass, 1},
		{`[\q]`, "v", errInvalidEscape, 1},
		{`\q{a}`, "v", errInvalidEscape, 0},
		{`[\q{a`, "v", errUnterminatedClass, 5},
		{`[[a]`, "v", errUnterminatedClass, 0},
	} {
		for _, err := range []error{Check(c.pattern, c.flags), func() error { _, err := Parse(c.pattern, c.flags); return err }()} {
			var e *Error
			if assert.ErrorAs(t, err, &e, "%s %s", c.pattern, c.flags) {
				assert.Equal(t, "Invalid regular expression: /"+c.pattern+"/"+c.flags+": "+c.reason, e.Error())
				assert.Equal(t, c.pos, e.Pos, c.pattern)
			}
		}
	}
}

func TestFlags(t *testing.T) {
	for _, s := range []string{"", "d", "dgimsuy", "v", "gv"} {
		f, ok := ParseFlags(s)
		assert.True(t, ok)
		assert.Equal(t, s, f.String())
	}
	f, _ := ParseFlags("yg")
	assert.Equal(t, "gy", f.String())
	for _, s := range []string{"gg", "uv", "x", "G", " ", "é", "gimg"} {
		_, ok := ParseFlags(s)
		assert.False(t, ok, s)
		var e *Error
		require.ErrorAs(t, Check("a", s), &e)
		assert.True(t, e.InFlags)
		assert.Equal(t, "Invalid flags supplied to RegExp constructor '"+s+"'", e.Msg)
	}
}

// dump renders a tree.
func dump(n Node) string {
	list := func(nodes []Node) string {
		var parts []string
		for _, n := range nodes {
			parts = append(parts, dump(n))
		}
		return strings.Join(parts, " ")
	}
	flag := func(name string, on bool) string {
		if on {
			return "/" + name
		}
		return ""
	}
	chars := func(text []rune) string {
		var b []byte
		for _, r := range text {
			b = appendRune(b, r)
		}
		return fmt.Sprintf("%+q", b)
	}
	switch n := n.(type) {
	case *Empty:
		return "()"
	case *Literal:
		return chars(n.Text) + flag("i", n.IgnoreCase)
	case *Any:
		return "." + flag("s", n.DotAll)
	case *Class:
		var parts []string
		for _, s := range n.Strings {
			parts = append(parts, chars(s))
		}
		for _, r := range n.Set {
			if r.Lo == r.Hi {
				parts = append(parts, fmt.Sprintf("%x", r.Lo))
			} else {
				parts = append(parts, fmt.Sprintf("%x-%x", r.Lo, r.Hi))
			}
		}
		if n.HasEmpty {
			parts = append(parts, "empty")
		}
		return "[" + strings.Join(parts, " ") + "]" + flag("i", n.IgnoreCase)
	case *Assertion:
		return []string{"^", "$", "^m", "$m", "\\b", "\\B"}[n.Kind] + flag("fold", n.FoldedWords)
	case *Look:
		return fmt.Sprintf("(look%s%s %d:%d %s)", flag("behind", n.Behind), flag("not", n.Negative), n.FirstGroup, n.EndGroup, dump(n.Body))
	case *Group:
		if n.Name != "" {
			return fmt.Sprintf("(%d %s %s)", n.Index, n.Name, dump(n.Body))
		}
		return fmt.Sprintf("(%d %s)", n.Index, dump(n.Body))
	case *Backref:
		return fmt.Sprintf("(ref%s %v)", flag("i", n.IgnoreCase), n.Groups)
	case *Repeat:
		hi := fmt.Sprint(n.Max)
		if n.Max == Unlimited {
			hi = ""
		}
		return fmt.Sprintf("(repeat%s %d,%s %d:%d %s)", flag("lazy", n.Lazy), n.Min, hi, n.FirstGroup, n.EndGroup, dump(n.Body))
	case *Sequence:
		return "(seq " + list(n.Items) + ")"
	case *Alternation:
		return "(or " + list(n.Alternatives) + ")"
	}
	return fmt.Sprintf("%T", n)
}

func TestTree(t *testing.T) {
	for _, c := range []struct{ pattern, flags, want string }{
		{``, "", `()`},
		{`abc`, "", `"abc"`},
		{`abc`, "i", `"abc"/i`},
		{`ab*`, "", `(seq "a" (repeat 0, 1:1 "b"))`},
		{`a|b|`, "", `(or "a" "b" ())`},
		{`(a)|(?<x>b)\1`, "", `(or (1 "a") (seq (2 x "b") (ref [1])))`},
		{`(?:a(b)){2,3}?`, "", `(repeat/lazy 2,3 1:2 (seq "a" (1 "b")))`},
		{`a{0,99999999999}`, "", `(repeat 0, 1:1 "a")`},
		{`^$\b\B`, "", `(seq ^ $ \b \B)`},
		{`^$\b`, "miu", `(seq ^m $m \b/fold)`},
		{`(?=a)*`, "", `(repeat 0, 1:1 (look 1:1 "a"))`},
		{`(?<!(a))`, "", `(look/behind/not 1:2 (1 "a"))`},
		{`😀`, "", `"\xed\xa0\xbd\xed\xb8\x80"`},
		{`😀+`, "", `(seq "\xed\xa0\xbd" (repeat 1, 1:1 "\xed\xb8\x80"))`},
		{`😀+`, "u", `(repeat 1, 1:1 "\U0001f600")`},
		{"\xed\xa0\xbd\xed\xb8\x80", "u", `"\U0001f600"`},
		{"\xed\xa0\xbd", "u", `"\xed\xa0\xbd"`},
		{`\ud83d\ude00`, "u", `"\U0001f600"`},
		{`\ud83d\u{de00}`, "u", `"\xed\xa0\xbd\xed\xb8\x80"`},
		{`[😀]`, "", `[d83d de00]`},
		{`[😀]`, "u", `[1f600]`},
		{`{`, "", `"{"`},
		{`a{,2}`, "", `"a{,2}"`},
		{`]}`, "", `"]}"`},
		{`\1`, "", `"\x01"`},
		{`\8\400\377\08\18`, "", `"8 0\u00ff\x008\x018"`},
		{`(a)\1\2`, "", `(seq (1 "a") (ref [1]) "\x02")`},
		{`\1(a)`, "", `(seq (ref [1]) (1 "a"))`},
		{`\c\cA[\c\c1\c_]`, "", `(seq "\\c\x01" [11 1f 5c 63])`},
		{`\x4\u41\u{2}\p\k`, "", `(seq "x4u41" (repeat 2,2 1:1 "u") "pk")`},
		{`\k<a>(?<a>.)`, "", `(seq (ref [1]) (1 a .))`},
		{`(?:(?<a>.)|(?<a>,))\k<a>`, "", `(seq (or (1 a .) (2 a ",")) (ref [1 2]))`},
		{`(?i:a(?-i:b).)c`, "", `(seq (seq "a"/i "b" .) "c")`},
		{`(?s-m:.^)$.`, "m", `(seq (seq ./s ^) $m .)`},
		{`[^]`, "", `[0-ffff]`},
		{`[^]`, "u", `[0-10ffff]`},
		{`[]`, "", `[]`},
		{`[a-c\d-]`, "", `[2d 30-39 61-63]`},
		{`[\d-a]`, "", `[2d 30-39 61]`},
		{`[\w-]`, "u", `[2d 30-39 41-5a 5f 61-7a]`},
		{`[\b\-]`, "u", `[8 2d]`},
		{`\w`, "iu", `[30-39 41-5a 5f 61-7a 17f 212a]/i`},
		{`\w`, "i", `[30-39 41-5a 5f 61-7a]/i`},
		{`[k]`, "i", `[4b 6b]/i`},
		{`[k]`, "iu", `[4b 6b 212a]/i`},
		{`[^k]`, "iu", `[0-4a 4c-6a 6c-2129 212b-10ffff]/i`},
		{`\D`, "", `[0-2f 3a-ffff]`},
		{`[\p{ASCII}&&\p{Lu}]`, "v", `[41-5a]`},
		{`[\p{ASCII}--[\0-@]--[\[-\x7f]]`, "v", `[41-5a]`},
		{`[a-cx]`, "v", `[61-63 78]`},
		{`[\q{abc|d|}x]`, "v", `["abc" 64 78 empty]`},
		{`[\q{a|bc|def|gh}--\q{bc}]`, "v", `["def" "gh" 61]`},
		{`[\q{AB}&&\q{ab}]`, "iv", `["ab"]/i`},
		{`[^A]`, "iv", `[0-40 42-60 62-10ffff]/i`},
		{`[[a-z]&&[^K]]`, "iv", `[41-4a 4c-5a 61-6a 6c-7a 17f]/i`},
		{`\p{Lu}`, "iv", ""},
		{`[\^\&!&]`, "v", `[21 26 5e]`},
	} {
		p, err := Parse(c.pattern, c.flags)
		if !assert.NoError(t, err, "%s %s", c.pattern, c.flags) {
			continue
		}
		assert.NoError(t, Check(c.pattern, c.flags))
		if c.want != "" {
			assert.Equal(t, c.want, dump(p.Root), "/%s/%s", c.pattern, c.flags)
		}
	}
}

func TestNames(t *testing.T) {
	p, err := Parse(`(?<year>\d)(?:(?<m>a)|(?<m>b))(?<𝒜\u{62}\u0063>.)(x)`, "")
	require.NoError(t, err)
	assert.Equal(t, 5, p.Groups)
	assert.Equal(t, []GroupName{{"year", []int{1}}, {"m", []int{2, 3}}, {"𝒜bc", []int{4}}}, p.Names)
	p, err = Parse(`(?:(?:(?<a>1)|2)|(?<a>3)|(?:4|(?<a>5)))|(?<a>6)`, "u")
	require.NoError(t, err)
	assert.Equal(t, []GroupName{{"a", []int{1, 2, 3, 4}}}, p.Names)
}

// TestUnicodeComplement checks that a property and its opposite share no
// character in v mode when case is ignored, and that in u mode they do.
func TestUnicodeComplement(t *testing.T) {
	set := func(pattern, flags string) []ucd.Range {
		p, err := Parse(pattern, flags)
		require.NoError(t, err)
		return p.Root.(*Class).Set
	}
	assert.True(t, setContains(set(`\p{Lu}`, "iu"), 'a'))
	assert.True(t, setContains(set(`\P{Lu}`, "iu"), 'A'))
	assert.True(t, setContains(set(`\p{Lu}`, "iv"), 'a'))
	assert.False(t, setContains(set(`\P{Lu}`, "iv"), 'A'))
	assert.False(t, setContains(set(`[^\P{Lu}]`, "iu"), 'A'))
	assert.True(t, setContains(set(`[^\P{Lu}]`, "iv"), 'A'))
	assert.False(t, setContains(set(`\W`, "iu"), 0x17F))
}

// manyRanges returns a class of n ranges of two characters.
func manyRanges(n int) string {
	b := []byte{'['}
	for i := range n {
		r := rune(0x20000 + 2*i%0x40000)
		b = appendRune(append(appendRune(b, r), '-'), r+1)
	}
	return string(append(b, ']'))
}

func TestHostilePatterns(t *testing.T) {
	rep := strings.Repeat
	for _, c := range []struct {
		name, pattern, flags string
		reason               string // empty if the pattern is good
	}{
		{"nested groups", rep("(", 1e6), "", errTooLarge},
		{"nested groups, closed", rep("(?:", MaxDepth) + "a" + rep(")", MaxDepth), "", ""},
		{"nested classes", rep("[", 1e6), "v", errTooLarge},
		{"nested lookbehinds", rep("(?<=", 1e6), "", errTooLarge},
		{"many groups", rep("()", 1e6), "", errTooManyCaptures},
		{"groups that do not capture", rep("(?:)", 1e6), "", ""},
		{"alternatives", rep("a|", 2e5), "", ""},
		{"too many alternatives", rep("a|", 1e6), "", errTooLarge},
		{"too many quantifiers", rep("a*", 5<<20), "", errTooLarge},
		{"large counts", "((((a{1000}){1000}){0,4294967295}){1000}){1000}", "", ""},
		{"names", rep("(?<a>)|", 1e5), "", errTooManyCaptures},
		{"a class of many different ranges", manyRanges(1e6), "iv", ""},
		{"characters", rep("ab", 2e6), "iu", ""},
		{"open braces", rep("{", 1e6), "", ""},
		{"open braces with digits", rep("a{1,", 1e6), "", ""},
		{"long quantifier", "a{" + rep("9", 1e6) + "," + rep("9", 1e6) + "}", "", ""},
		{"backreferences", rep(`\1`, 2e5) + "()", "", ""},
		{"octal escapes", rep(`\9`, 1e6), "", ""},
		{"named references", "(?<a>)" + rep(`\k<a>`, 1e5), "", ""},
		{"duplicate names", "(?<a>)" + rep("|(?<a>)", 6e4), "", ""},
		{"nested duplicate names", rep("(?:(?<a>)|", 4000) + rep(")", 4000), "", ""},
		{"names under closed groups", rep("(?:", 4000) + "(?<a>)" + rep("|)", 4000) + "|" + rep("(?<a>)|", 6e4), "", ""},
		{"properties", rep(`\p{L}`, 1e5), "iu", ""},
		{"negated properties", rep(`\P{L}`, 1e5), "v", ""},
		{"classes of properties", rep(`[\p{L}]`, 1e5), "u", errTooLarge},
		{"properties in one class", "[" + rep(`\P{L}`, 1e5) + "]", "iu", errTooLarge},
		{"negated classes", rep(`[^a]`, 1e5), "iv", errTooLarge},
		{"strings", "[" + rep(`\p{RGI_Emoji}`, 1e5) + "]", "v", errTooLarge},
		{"intersections", "[" + rep(`\p{L}&&`, 1e5) + `\p{L}]`, "v", errTooLarge},
		{"small classes", rep("[a]", 2e5), "i", ""},
		{"class of many characters", "[" + rep("abc", 1e6) + "]", "", ""},
		{"class of many ranges", "[" + rep(`\d\w\s`, 1e6) + "]", "i", errTooLarge},
		{"not text", "\xff\xc0\x80[\xfe-\xff]", "u", ""},
	} {
		start := time.Now()
		err := Check(c.pattern, c.flags)
		if c.reason == "" || c.reason == errTooLarge {
			if !strings.HasPrefix(c.name, "nested") {
				assert.NoError(t, err, c.name)
			}
		} else {
			assert.Error(t, err, c.name)
		}
		_, err = Parse(c.pattern, c.flags)
		if c.reason == "" {
			assert.NoError(t, err, c.name)
		} else if assert.Error(t, err, c.name) {
			assert.True(t, strings.HasSuffix(err.Error(), c.reason), "%s: %s", c.name, err.Error()[max(0, len(err.Error())-80):])
		}
		t.Log(c.name, time.Since(start))
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`a(?<b>c)\k<b>`, `[^a-z\d]`, `[\p{L}--[a&&b]]`, `(?i-s:\u{61})*?`, `\377\08`, `(?<=x{1,2})`} {
		for _, flags := range []string{"", "iu", "iv"} {
			f.Add(s, flags)
		}
	}
	f.Fuzz(func(t *testing.T, pattern, flags string) {
		err := Check(pattern, flags)
		p, err2 := Parse(pattern, flags)
		if err == nil && err2 != nil {
			// Only Parse makes sets and can run into their limit.
			require.ErrorContains(t, err2, errTooLarge)
			return
		}
		require.Equal(t, err == nil, err2 == nil)
		if err == nil {
			dump(p.Root)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	const pattern = `^(?:(?<year>\d{4})-(\d{2})-(\d{2}))?[A-Za-z_$][\w$]*\s*=\s*(["'])(?:\\.|[^\\])*?\4$`
	b.Run("check", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = Check(pattern, "")
		}
	})
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = Parse(pattern, "")
		}
	})
}

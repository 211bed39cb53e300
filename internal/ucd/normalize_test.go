package ucd

import (
	"bytes"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
)

var forms = []Form{NFC, NFD, NFKC, NFKD}

func normalized(form Form, text []rune) []rune {
	n := NewNormalizer(form)
	for _, r := range text {
		n.Add(r)
	}
	n.Finish()
	return n.Out
}

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ in, nfc, nfd, nfkc, nfkd string }{
		{"", "", "", "", ""},
		{"abc", "abc", "abc", "abc", "abc"},
		{"é", "é", "e\u0301", "é", "e\u0301"},
		{"e\u0301", "é", "e\u0301", "é", "e\u0301"},
		{"e\u0323\u0301", "ẹ\u0301", "e\u0323\u0301", "ẹ\u0301", "e\u0323\u0301"},
		{"e\u0301\u0323", "ẹ\u0301", "e\u0323\u0301", "ẹ\u0301", "e\u0323\u0301"},
		{"ﬁ²", "ﬁ²", "ﬁ²", "fi2", "fi2"},
		{"\u1E9B\u0323", "\u1E9B\u0323", "\u017F\u0323\u0307", "\u1E69", "s\u0323\u0307"},
		{"각", "각", "\u1100\u1161\u11A8", "각", "\u1100\u1161\u11A8"},
		{"\u1100\u1161\u11A8", "각", "\u1100\u1161\u11A8", "각", "\u1100\u1161\u11A8"},
		{"가\u11A8", "각", "\u1100\u1161\u11A8", "각", "\u1100\u1161\u11A8"},
		{"각\u11A8", "각\u11A8", "\u1100\u1161\u11A8\u11A8", "각\u11A8", "\u1100\u1161\u11A8\u11A8"},
		{"\u212B", "Å", "A\u030A", "Å", "A\u030A"},
		{"\u0958", "\u0915\u093C", "\u0915\u093C", "\u0915\u093C", "\u0915\u093C"}, // excluded from composition
		{"\u0301a", "\u0301a", "\u0301a", "\u0301a", "\u0301a"},
		{"a\u0315\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300\u0315b", "a\u05AE\u0300\u0300\u0315b", "\u00E0\u05AE\u0300\u0315b", "a\u05AE\u0300\u0300\u0315b"},
		{"\uFDFA", "\uFDFA", "\uFDFA", "صلى الله عليه وسلم", "صلى الله عليه وسلم"},
		{"\U000105D2\u0307", "\U000105C9", "\U000105D2\u0307", "\U000105C9", "\U000105D2\u0307"}, // of Unicode 16
		{"\u09C7\u09BE", "\u09CB", "\u09C7\u09BE", "\u09CB", "\u09C7\u09BE"},
	} {
		for i, want := range []string{c.nfc, c.nfd, c.nfkc, c.nfkd} {
			assert.Equal(t, want, string(normalized(forms[i], []rune(c.in))), "%+q as form %d", c.in, i)
		}
	}
	lone := []rune{'e', 0xD800, 0x301, 'e', 0x301, 0xDC00}
	assert.Equal(t, []rune{'e', 0xD800, 0x301, 'é', 0xDC00}, normalized(NFC, lone))
}

// TestNormalizeLongRun has a long run of marks in an order that must change.
func TestNormalizeLongRun(t *testing.T) {
	var text []rune
	for range 100000 {
		text = append(text, 0x301, 0x323)
	}
	got := normalized(NFC, append([]rune{'e'}, text...))
	require.Len(t, got, len(text))
	assert.Equal(t, []rune{'ẹ', 0x323}, got[:2])
	assert.Equal(t, rune(0x301), got[len(got)-1])
}

// normalizeTexts calls f for every code point on its own and beside others, and
// for random texts of code points that normalization is about. Those that keep
// does not want are left out.
func normalizeTexts(keep func(rune) bool, f func(text []rune)) {
	var pool []rune
	for r := rune(0); r <= MaxRune; r++ {
		if r&^0x7FF == 0xD800 || !keep(r) {
			continue
		}
		f([]rune{r})
		changes := !slices.Equal(normalized(NFKD, []rune{r}), []rune{r})
		if t := normalization(); changes && !isHangul(r) || t.classOf(r) != 0 || t.composesBack(r) {
			f([]rune{'a', r, 0x301})
			f([]rune{0x323, r, 0x323})
			pool = append(pool, r, r)
			if r%97 == 0 {
				pool = append(pool, 'a', 'e', 'o', 0xAC00, 0x1100, 0x301, 0x323)
			}
		}
	}
	state := uint64(1)
	for range 20000 {
		text := make([]rune, 1+state>>33%7)
		for i := range text {
			state = state*6364136223846793005 + 1442695040888963407
			text[i] = pool[state>>33%uint64(len(pool))]
		}
		f(text)
	}
}

// TestNormalizeLikeText compares with golang.org/x/text, for the code points that
// its version of Unicode has.
func TestNormalizeLikeText(t *testing.T) {
	keep := func(r rune) bool {
		return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z)
	}
	other := []norm.Form{norm.NFC, norm.NFD, norm.NFKC, norm.NFKD}
	normalizeTexts(keep, func(text []rune) {
		for i, form := range forms {
			want := other[i].String(string(text))
			if got := string(normalized(form, text)); got != want {
				require.Equal(t, want, got, "%+q as form %d", string(text), i)
			}
		}
	})
}

// TestNormalizeLikeNode compares with a node command that has Unicode 17.
func TestNormalizeLikeNode(t *testing.T) {
	version, err := exec.Command("node", "-p", "process.versions.unicode").Output()
	if err != nil || !strings.HasPrefix(string(version), "17.") {
		t.Skip("there is no node command with Unicode 17")
	}
	var in bytes.Buffer
	var want []string
	normalizeTexts(func(r rune) bool { return r != '\n' && r != '\r' }, func(text []rune) {
		in.WriteString(string(text) + "\n")
		line := ""
		for _, form := range forms {
			line += string(normalized(form, text)) + "\t"
		}
		want = append(want, line)
	})
	cmd := exec.CommandContext(t.Context(), "node", "-e", `
		const lines = require('fs').readFileSync(0, 'utf8').split('\n').slice(0, -1);
		const all = (s) => ['NFC', 'NFD', 'NFKC', 'NFKD'].map((f) => s.normalize(f) + '\t').join('');
		process.stdout.write(lines.map((s) => all(s) + '\n').join(''))`)
	cmd.Stdin = &in
	out, err := cmd.Output()
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	require.Len(t, lines, len(want))
	for i, line := range lines {
		require.Equal(t, line, want[i], "text %d", i)
	}
}

func BenchmarkNormalize(b *testing.B) {
	text := []rune(strings.Repeat("Ein längerer Text, in dem e\u0301in paar Zeichen zusammengesetzt sind. 각\u11A8 ", 100))
	for _, form := range forms {
		b.Run(fmt.Sprint(form), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			n := NewNormalizer(form)
			for b.Loop() {
				for _, r := range text {
					n.Add(r)
				}
				n.Finish()
				n.Out = n.Out[:0]
			}
		})
	}
}

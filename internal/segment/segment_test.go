package segment

import (
	"errors"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var granularities = map[string]Granularity{"grapheme": Grapheme, "word": Word, "sentence": Sentence}

// segments are all segments of a text, by Next.
func segments(t *testing.T, g Granularity, text Text) (list []Segment) {
	for pos := 0; pos < text.Len(); {
		s, err := g.Next(text, pos, nil)
		require.NoError(t, err)
		require.Equal(t, pos, s.Start)
		require.Greater(t, s.End, s.Start)
		list = append(list, s)
		pos = s.End
	}
	return list
}

func textOf(s string) Text { return Text{UTF16: utf16.Encode([]rune(s))} }

// parts are the segments of a text, separated by |; words are marked by +.
func parts(t *testing.T, g Granularity, text string) string {
	units := textOf(text)
	var list []string
	for _, s := range segments(t, g, units) {
		part := string(utf16.Decode(units.UTF16[s.Start:s.End]))
		if s.WordLike {
			part += "+"
		}
		list = append(list, part)
	}
	return strings.Join(list, "|")
}

// reference is a line of boundaries.txt.
type reference struct {
	g    Granularity
	text Text
	want string // the lengths of the segments
}

// references reads boundaries.txt, or the file that KILN_BOUNDARIES names: see
// testdata/generate.mjs.
func references(t *testing.T) (list []reference) {
	file := "testdata/boundaries.txt"
	if other := os.Getenv("KILN_BOUNDARIES"); other != "" {
		file = other
	}
	content, err := os.ReadFile(file)
	require.NoError(t, err)
	for line := range strings.Lines(string(content)) {
		f := strings.Fields(line)
		var text Text
		for unit := range strings.SplitSeq(f[1], ",") {
			u, err := strconv.ParseUint(unit, 16, 16)
			require.NoError(t, err)
			text.UTF16 = append(text.UTF16, uint16(u))
		}
		list = append(list, reference{granularities[f[0]], text, f[2]})
	}
	return list
}

func TestSegmentsAreThoseOfICU(t *testing.T) {
	wrong := 0
	for _, r := range references(t) {
		var got []string
		for _, s := range segments(t, r.g, r.text) {
			length := strconv.Itoa(s.End - s.Start)
			if s.WordLike {
				length += "+"
			}
			got = append(got, length)
		}
		if !assert.Equal(t, r.want, strings.Join(got, ","), "%d: %x", r.g, r.text.UTF16) {
			wrong++
			require.Less(t, wrong, 20)
		}
	}
}

// The segment that contains an index is the one that Next comes to, from wherever it is
// looked for.
func TestContainingFindsTheSegmentOfNext(t *testing.T) {
	var all [3]Text // many texts in a row make longer contexts
	for _, r := range references(t) {
		if text := &all[r.g]; text.Len() < 20_000 {
			text.UTF16 = append(text.UTF16, r.text.UTF16...)
		}
	}
	for g, text := range all {
		g := Granularity(g)
		last := Segment{}
		for _, want := range segments(t, g, text) {
			for i := want.Start; i < want.End; i++ {
				for _, known := range []int{0, last.Start, want.Start} {
					got, err := g.Containing(text, i, known, nil)
					require.NoError(t, err)
					require.Equal(t, want, got, "%d at %d from %d", g, i, known)
				}
			}
			last = want
		}
	}
}

func TestLatin1TextsHaveTheSegmentsOfWiderOnes(t *testing.T) {
	var narrow Text
	for i := range 20_000 {
		narrow.Latin1 = append(narrow.Latin1, byte(i*i*7+i>>3), " .'a1\r\n\u00AD:"[i%10])
	}
	var wide Text
	for _, c := range narrow.Latin1 {
		wide.UTF16 = append(wide.UTF16, uint16(c))
	}
	for g := range GreekSentence + 1 {
		require.Equal(t, segments(t, g, wide), segments(t, g, narrow))
	}
}

func TestSegmentsOfLanguages(t *testing.T) {
	for text, want := range map[string]string{
		"Don't stop, it's 3.50€ a_b":    "Don't+| |stop+|,| |it's+| |3.50+|€| |a_b+",
		"日本語のカタカナ":                      "日+|本+|語+|の+|カタカナ+",
		"한국어 3월":                        "한국어+| |3+|월+",
		"สวัสดีชาวโลก abc":              "สวัสดีชาวโลก+| |abc+",
		"צה\"ל 'א":                      "צה\"ל+| |'|א+",
		"__ _":                          "__+| |_",
		"👩‍👩‍👧🇩🇪🇫🇷👍🏽!":                  "👩‍👩‍👧|🇩🇪|🇫🇷|👍🏽|!",
		"ça\u0301 l’été":                "ça\u0301+| |l’été+",
		"a:b c::d":                      "a:b+| |c+|:|:|d+",
		"१२ नमस्ते":                     "१२+| |नमस्ते+",
		"v1.2-beta":                     "v1.2+|-|beta+",
		"\u0301a":                       "\u0301|a+",
		"https://example.com/a?b=c#d_e": "https+|:|/|/|example.com+|/|a+|?|b+|=|c+|#|d_e+",
	} {
		assert.Equal(t, want, parts(t, Word, text))
	}
	for text, want := range map[string]string{
		"क्षि நி é":      "क्षि| |நி| |é",
		"e\u0301\r\n\n각": "e\u0301|\r\n|\n|각",
		"👩‍👩‍👧🇩🇪🇫🇷a🇩":    "👩‍👩‍👧|🇩🇪|🇫🇷|a|🇩",
		"": "",
	} {
		assert.Equal(t, want, parts(t, Grapheme, text))
	}
	for text, want := range map[string]string{
		"He said: “Go!” Then… he left. 3.5 m. ok.\n\nNew": "He said: “Go!” |Then… he left. |3.5 m. ok.\n|\n|New",
		"日本。本当？はい":                                        "日本。|本当？|はい",
		"U.S. laws. A.B. e.g. this; no":                   "U.S. laws. |A.B. e.g. this; no",
	} {
		assert.Equal(t, want, parts(t, Sentence, text))
	}
	assert.Equal(t, "Τι; |Ναι", parts(t, GreekSentence, "Τι; Ναι"))
	assert.Equal(t, "Τι; Ναι", parts(t, Sentence, "Τι; Ναι"))
}

// steps counts, and fails when there were more than it allows.
type steps struct{ left int }

var errTired = errors.New("tired")

func (s *steps) Steps(n int) error {
	if s.left -= n; s.left < 0 {
		return errTired
	}
	return nil
}

// Texts of one long segment, or of many boundaries that depend on what is far away.
var longTexts = []string{"a", "\u0301", "🇩", "a'", "1.", "'", "\"א", "👩‍", "क्", ". ", "a.1.", "a.\u0301", ")", "_", "\u200d", ".1", ".)", "!\u0301 "}

func TestLongSegmentsArePaced(t *testing.T) {
	for _, piece := range longTexts {
		text := textOf(strings.Repeat(piece, 100_000))
		for g := range GreekSentence + 1 {
			first, err := g.Next(text, 0, nil)
			require.NoError(t, err)
			if first.End > 4*paceEvery {
				_, err = g.Next(text, 0, &steps{first.End / 2})
				require.ErrorIs(t, err, errTired, "%d %q", g, piece)
				_, err = g.Containing(text, first.End/2, 0, &steps{first.End / 4})
				require.ErrorIs(t, err, errTired, "%d %q", g, piece)
			}
			_, err = g.Next(text, 0, &steps{4*first.End + 4*paceEvery})
			require.NoError(t, err, "%d %q", g, piece)
		}
	}
}

// A segment is found among many without a look at all that stands before it.
func TestContainingLooksAtLittle(t *testing.T) {
	for piece, gs := range map[string][]Granularity{
		"The quick (“brown”) fox can't jump 32.3 feet, right? ": {Grapheme, Word, Sentence},
		"a.1.":    {Grapheme, Word},
		"日本語。":    {Grapheme, Word, Sentence},
		"क्षि ":   {Grapheme, Word},
		"\r\n":    {Grapheme, Word, Sentence},
		"A?)  ":   {Grapheme, Word, Sentence},
		"👩‍👩‍👧👍🏽": {Grapheme, Word},
	} {
		text := textOf(strings.Repeat(piece, 20_000))
		for _, g := range gs {
			for i := range 50 {
				_, err := g.Containing(text, text.Len()-1-i, 0, &steps{paceEvery})
				require.NoError(t, err, "%d %q", g, piece)
			}
		}
	}
}

func BenchmarkNext(b *testing.B) {
	text := strings.Repeat("The quick (“brown”) fox can't jump 32.3 feet, right? ", 20)
	wide, narrow := textOf(text), Text{Latin1: []byte(strings.NewReplacer("“", "\"", "”", "\"").Replace(text))}
	for name, g := range granularities {
		for kind, text := range map[string]Text{"UTF16": wide, "Latin1": narrow} {
			b.Run(name+"/"+kind, func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(text.Len()))
				for b.Loop() {
					for pos := 0; pos < text.Len(); {
						s, _ := g.Next(text, pos, nil)
						pos = s.End
					}
				}
			})
		}
	}
}

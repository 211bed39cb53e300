package regexp

import (
	"os"
	goregexp "regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

// searchPattern is a pattern of the search benchmarks; perl is how Go's package
// writes it, if that is another way, and "-" if it cannot.
type searchPattern struct {
	name, pattern, flags, perl string
	dna                        bool
}

var searchPatterns = []searchPattern{
	{name: "literal", pattern: `Sherlock Holmes`},
	{name: "literal-common", pattern: `the`},
	{name: "literal-fold", pattern: `sherlock`, flags: "i"},
	{name: "names", pattern: `Sherlock|Holmes|Watson|Irene|Adler`},
	{name: "names-fold", pattern: `Sherlock|Holmes|Watson|Irene|Adler`, flags: "i"},
	{name: "near", pattern: `Holmes.{0,25}Watson|Watson.{0,25}Holmes`},
	{name: "suffix", pattern: `[a-z]+ing`},
	{name: "suffix-word", pattern: `\b\w+ing\b`},
	{name: "words", pattern: `\w+`},
	{name: "capital", pattern: `\b[A-Z]\w*`},
	{name: "gap", pattern: `[a-q][^u-z]{13}x`},
	{name: "quoted", pattern: `"(?:[^"\\]|\\.)*"`},
	{name: "tag", pattern: `<[^>]*>`},
	{name: "attribute", pattern: `(\w+)="([^"]*)"`},
	{name: "email", pattern: `[\w.+-]+@[\w-]+\.[\w.-]+`},
	{name: "uri", pattern: `[\w]+://[^/\s?#]+[^\s?#]+(?:\?[^\s#]*)?(?:#[^\s]*)?`},
	{name: "address", pattern: `(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9])`},
	{name: "date", pattern: `(\d{4})-(\d{2})-(\d{2})`},
	{name: "line", pattern: `^.*$`, flags: "m"},
	{name: "line-end", pattern: `[,.;:]$`, flags: "m"},
	{name: "spaces", pattern: `\s+`},
	{name: "two-words", pattern: `(\w+)\s(\w+)`},
	{name: "repeated", pattern: `\b(\w+) \1\b`, perl: "-"},
	{name: "behind", pattern: `(?<=@)\w+`, perl: "-"},
	{name: "absent", pattern: `[^\s]+Moriarty Lestrade Moriarty`},
	{name: "dna-0", pattern: `agggtaaa|tttaccct`, dna: true},
	{name: "dna-1", pattern: `[cgt]gggtaaa|tttaccc[acg]`, dna: true},
	{name: "dna-4", pattern: `agg[act]taaa|ttta[agt]cct`, dna: true},
	{name: "dna-8", pattern: `agggtaa[cgt]|[acg]ttaccct`, dna: true},
	{name: "dna-lines", pattern: `>.*\n|\n`, dna: true},
	{name: "dna-iub", pattern: `aND|caN|Ha[DS]|WaS`, dna: true},
	{name: "dna-pair", pattern: `a[NSt]|BY`, dna: true},
}

// BenchmarkSearch finds all matches in a text of corpusSize characters, with this
// package and with Go's.
func BenchmarkSearch(b *testing.B) {
	text, dna := corpusText(corpusSize), corpusDNA(corpusSize)
	for _, c := range searchPatterns {
		s := text
		if c.dna {
			s = dna
		}
		b.Run(c.name+"/kiln", func(b *testing.B) {
			p, err := Compile(c.pattern, c.flags)
			require.NoError(b, err)
			b.SetBytes(int64(len(s)))
			var caps Captures
			n := 0
			for b.Loop() {
				n = countMatches(b, p, Subject{Latin1: s}, &caps)
			}
			b.ReportMetric(float64(n), "matches")
		})
		if os.Getenv("KILN_BENCH_GO") == "" || c.perl == "-" {
			continue
		}
		b.Run(c.name+"/go", func(b *testing.B) {
			pattern := c.pattern
			if c.flags != "" {
				pattern = "(?" + c.flags + ")" + pattern
			}
			p, err := goregexp.Compile(pattern)
			require.NoError(b, err)
			b.SetBytes(int64(len(s)))
			n := 0
			for b.Loop() {
				n = 0
				for pos := 0; pos <= len(s); n++ {
					// FindSubmatchIndex would look at the text around a piece as at its ends.
					m := p.FindSubmatchIndex(s[pos:])
					if m == nil {
						break
					}
					pos += max(m[1], 1)
				}
			}
			b.ReportMetric(float64(n), "matches")
		})
	}
}

// countMatches counts the matches as a loop over exec with the g flag does.
func countMatches(tb testing.TB, p *Program, s Subject, caps *Captures) int {
	n := 0
	for pos := 0; ; n++ {
		ok, err := p.Find(s, pos, caps, nil)
		if err != nil {
			tb.Fatal(err)
		}
		if !ok {
			return n
		}
		if pos = int(caps.Pos[1]); pos == int(caps.Pos[0]) {
			pos++
		}
	}
}

package regexp

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// tinyCases are patterns as programs use them on names, numbers, addresses and
// other short texts.
var tinyCases = []struct{ name, pattern, flags, text string }{
	{"start-fails", `^ex`, "", "hidden"},
	{"trim", `^\s*|\s*$`, "g", "  a text to be trimmed "},
	{"trim-body", `^\s*(\S*(\s+\S+)*)\s*$`, "", "left right"},
	{"spaces", `\s+`, "g", "one two three four"},
	{"class-name", `(^|\s)item(\s|$)`, "", "row item last"},
	{"word", `\bselected\b`, "", "item selected even last"},
	{"absent-char", `'`, "g", "a text with no such thing in it"},
	{"pieces", `(\d*)(\D*)`, "g", "12px"},
	{"date-parts", `dddd|ddd|dd|d|MMMM|MMM|MM|M|yyyy|yy|hh|h|HH|H|mm|m|ss|s`, "g", "dddd, d MMMM yyyy"},
	{"uri", `^(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?`, "", "http://example.com/path/index.html?query=1#part"},
	{"uri-optional", `(((\w+)://)([^/:]*)(:(\d+))?)?([^#?]*)(\?([^#]*))?(#(.*))?`, "", "http://example.com:80/path/"},
	{"cookie-fold", `name=([^;]*)/`, "i", "one=1; two=2; name=something; three=3; four=4; five=5; six=6; seven=7"},
	{"tag", `^[^<]*(<(.|\s)+>)[^>]*$|^#(\w+)$`, "", "#identifier"},
	{"selector", `^([#.]?)((?:[\w*_-]|\\.)*)`, "", ".name-of-class"},
	{"number", `^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$`, "", "-123.456e7"},
	{"escape", `[&<>"]`, "g", "some text & more"},
}

// BenchmarkTiny finds all matches in short texts, one pattern after the other as
// programs do.
func BenchmarkTiny(b *testing.B) {
	for _, wide := range []bool{false, true} {
		name := "/latin1"
		if wide {
			name = "/utf16"
		}
		var programs []*Program
		var subjects []Subject
		for _, c := range tinyCases {
			p, err := Compile(c.pattern, c.flags)
			require.NoError(b, err)
			s := Subject{Latin1: []byte(c.text)}
			if wide {
				s = Subject{UTF16: utf16Of(c.text)}
			}
			programs, subjects = append(programs, p), append(subjects, s)
		}
		var caps Captures
		for i, c := range tinyCases {
			b.Run(c.name+name, func(b *testing.B) {
				n := 0
				for b.Loop() {
					n = countTiny(b, programs[i], subjects[i], &caps)
				}
				b.ReportMetric(float64(n), "matches")
			})
		}
		b.Run("all"+name, func(b *testing.B) {
			for b.Loop() {
				for i, p := range programs {
					countTiny(b, p, subjects[i], &caps)
				}
			}
		})
	}
}

// countTiny is one match, or all of them with the g flag.
func countTiny(tb testing.TB, p *Program, s Subject, caps *Captures) int {
	if p.Flags.Has(Global) {
		return countMatches(tb, p, s, caps)
	}
	if ok, err := p.Find(s, 0, caps, nil); err != nil {
		tb.Fatal(err)
	} else if !ok {
		return 0
	}
	return 1
}

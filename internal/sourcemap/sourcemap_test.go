package sourcemap

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func encode(v int) string {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	bits := v << 1
	if v < 0 {
		bits = -v<<1 | 1
	}
	var b strings.Builder
	for {
		d := bits & 31
		if bits >>= 5; bits > 0 {
			d |= 32
		}
		b.WriteByte(digits[d])
		if bits == 0 {
			return b.String()
		}
	}
}

func segment(fields ...int) string {
	var b strings.Builder
	for _, f := range fields {
		b.WriteString(encode(f))
	}
	return b.String()
}

func TestLookup(t *testing.T) {
	mappings := segment(0, 0, 0, 0) + "," + segment(8, 0, 2, 4, 1) + "," + segment(4) + ";;" + segment(2, 1, -1, -3)
	m, err := Parse([]byte(`)]}'
{"version": 3, "sourceRoot": "src", "sources": ["a.ts", "b.ts", null], "sourcesContent": ["one\ntwo\r\nthree", null], "names": ["f"], "mappings": "`+mappings+`"}`), nil)
	require.NoError(t, err)
	for _, c := range []struct {
		line, col int
		want      string
	}{
		{0, 0, "src/a.ts:0:0 one"},
		{0, 7, "src/a.ts:0:0 one"},
		{0, 8, "src/a.ts:2:4 three"},
		{0, 11, "src/a.ts:2:4 three"},
		{0, 12, ""},
		{1, 0, ""},
		{2, 0, ""},
		{2, 1, ""},
		{2, 2, "src/b.ts:1:1 "},
		{2, 1000, "src/b.ts:1:1 "},
		{3, 0, ""},
		{-1, -1, ""},
	} {
		got := ""
		if p, ok := m.Lookup(c.line, c.col); ok {
			got = fmt.Sprintf("%s:%d:%d %s", p.Source, p.Line, p.Col, p.Text)
		}
		assert.Equal(t, c.want, got, "%d:%d", c.line, c.col)
	}
}

func TestLookupInOneLongLine(t *testing.T) {
	var b strings.Builder
	for range 10_000 {
		b.WriteString(segment(3, 0, 1, 0) + ",")
	}
	m, err := Parse([]byte(`{"version": 3, "sources": ["a"], "mappings": "`+b.String()+`"}`), nil)
	require.NoError(t, err)
	for i := range 10_000 {
		for d := range 3 {
			p, ok := m.Lookup(0, 3*(i+1)+d)
			require.True(t, ok)
			require.Equal(t, i+1, p.Line)
		}
	}
	assert.Len(t, m.marks, 10)
}

func TestSections(t *testing.T) {
	part := func(name string) string {
		return `{"version": 3, "sources": ["` + name + `"], "mappings": "` + segment(0, 0, 0, 0) + `"}`
	}
	m, err := Parse([]byte(`{"version": 3, "sections": [{"offset": {"line": 5, "column": 3}, "map": `+part("b")+`}, {"offset": {"line": 0, "column": 0}, "map": `+part("a")+`}]}`), nil)
	require.NoError(t, err)
	for _, c := range []struct {
		line, col int
		want      string
	}{{0, 5, "a"}, {5, 2, ""}, {5, 3, "b"}, {6, 0, ""}} {
		p, ok := m.Lookup(c.line, c.col)
		assert.Equal(t, c.want != "", ok, "%v", c)
		assert.Equal(t, c.want, p.Source)
	}
}

func TestBadMaps(t *testing.T) {
	for _, text := range []string{"", "[]", "1", "null", `{"version": 2}`, `{"version": 3, "sources": 1}`, `{"version": 3, "sections": [{"map": 1}]}`} {
		_, err := Parse([]byte(text), nil)
		assert.Error(t, err, text)
	}
	for _, mappings := range []string{"!", "A", "AA", "AAA", "AAAAAA", "AAAA,!", "gggggggggggggggggA", ";;;;AAD", "AAAAD;AADA", "AACA", "AADA", "AAAD", "DAAA"} {
		m, err := Parse([]byte(`{"version": 3, "sources": ["a"], "mappings": "`+mappings+`"}`), nil)
		require.NoError(t, err)
		for line := range 3 {
			m.Lookup(line, 5)
		}
	}
}

func FuzzMap(f *testing.F) {
	f.Add(`{"version": 3, "sources": ["a"], "mappings": "AAAA;AACA,CAAC"}`, 1, 1)
	f.Fuzz(func(_ *testing.T, text string, line, col int) {
		if m, err := Parse([]byte(text), nil); err == nil {
			m.Lookup(line, col)
		}
	})
}

func TestURL(t *testing.T) {
	for text, want := range map[string]string{
		"":                                        "",
		"x":                                       "",
		"x\n//# sourceMappingURL=a.map":           "a.map",
		"x\n//@ sourceMappingURL=a.map\n\n":       "a.map",
		"x\r\n//# sourceMappingURL=a.map\r\n":     "a.map",
		"//# sourceMappingURL=a.map\nx":           "",
		"//# sourceMappingURL=a.map\n// more":     "a.map",
		"/*# sourceMappingURL=a.map */":           "a.map",
		"x //# sourceMappingURL=a.map":            "",
		"//# sourceMappingURL=a b":                "",
		"'\n//# sourceMappingURL=a.map'":          "",
		"//# sourceMappingURL=a\n//# sourceURL=x": "a",
	} {
		assert.Equal(t, want, URL(text), text)
	}
	text, ok := Data("data:application/json;charset=utf-8;base64,e30=")
	assert.True(t, ok)
	assert.Equal(t, "{}", string(text))
	text, ok = Data("data:application/json,%7B%7D")
	assert.True(t, ok)
	assert.Equal(t, "{}", string(text))
	for _, bad := range []string{"a.map", "data:", "data:;base64,!", "data:,%"} {
		_, ok := Data(bad)
		assert.False(t, ok, bad)
	}
}

// TestParseStops: whoever reads a large map is asked whether to go on, in both of its passes.
func TestParseStops(t *testing.T) {
	text := []byte(`{"version": 3, "sources": ["a"], "mappings": "` + strings.Repeat("AAAA,", 1<<18) + `"}`)
	asked := 0
	m, err := Parse(text, func() bool { asked++; return false })
	require.NoError(t, err)
	assert.NotNil(t, m)
	assert.Greater(t, asked, len(text)/partBytes+1<<18/markEvery)
	for _, last := range []int{1, 2, asked / 2, asked - 1} {
		n := 0
		m, err = Parse(text, func() bool { n++; return n == last })
		assert.ErrorIs(t, err, ErrStopped)
		assert.Nil(t, m)
		assert.Equal(t, last, n)
	}
	_, err = Parse([]byte(`{"version": 3} {}`), nil)
	assert.Error(t, err)
}

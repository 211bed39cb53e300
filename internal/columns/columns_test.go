package columns

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWidth(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "abc": 3, "日本": 4, "e\u0301": 1, "\x1b[32mab\x1b[39m": 2, "\u200d": 0, "é": 1, "😀": 2, "\x07": 0, "ｆ": 2, "\x1b": 0,
	} {
		assert.Equal(t, want, Width(text), "%q", text)
	}
}

func TestCaret(t *testing.T) {
	tests := []struct {
		line       string
		col        int
		shown, pad string
	}{
		{"let x = y", 9, "let x = y", "        "},
		{"\tlet x", 2, "\tlet x", "\t"},
		{"\ta\tb = 1", 4, "\ta\tb = 1", "\t \t"},
		{"'日本' + x", 8, "'日本' + x", "         "},
		{"'😀' + x", 8, "'😀' + x", "       "},
		{"é + x", 5, "é + x", "    "},
		{"short", 99, "short", "     "},
		{"", 1, "", ""},
		{strings.Repeat("a", 200), 101, "…" + strings.Repeat("a", 120) + "…", strings.Repeat(" ", 61)},
		{"ab" + strings.Repeat("c", 130), 1, "ab" + strings.Repeat("c", 58) + "…", ""},
		{"ab" + strings.Repeat("c", 100), 1, "ab" + strings.Repeat("c", 100), ""},
		{"a\x1b[31mb", 1, "a[31mb", ""},
	}
	for _, c := range tests {
		shown, pad := Caret(c.line, c.col)
		assert.Equal(t, c.shown, shown, c.line)
		assert.Equal(t, c.pad, pad, c.line)
	}
}

package syntax_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

func TestTokens(t *testing.T) {
	for source, want := range map[string]string{
		"let a = 1n + .5;":           "name let|name a|punctuator =|bigint 1n|punctuator +|number .5|punctuator ;",
		"a / b / c":                  "name a|punctuator /|name b|punctuator /|name c",
		"x = /[/]}/g.test(`}`)":      "name x|punctuator =|regular expression /[/]}/g|punctuator .|name test|punctuator (|template `}`|punctuator )",
		"`a${ {b: `c${d}`} }e${1}f`": "template `a${|punctuator {|name b|punctuator :|template `c${|name d|template }`|punctuator }|template }e${|number 1|template }f`",
		"class C { #x = /y/; }":      "keyword class|name C|punctuator {|private name #x|punctuator =|regular expression /y/|punctuator ;|punctuator }",
		"f`${/=/}`, (a = /b/) => a":  "name f|template `${|regular expression /=/|template }`|punctuator ,|punctuator (|name a|punctuator =|regular expression /b/|punctuator )|punctuator =>|name a",
		"#!/usr/bin/kiln\nx // y":    "name x",
		"":                           "",
	} {
		prog, err := syntax.Parse(syntax.NewSource("t.js", source), syntax.Options{})
		require.NoError(t, err, source)
		var have []string
		for _, k := range syntax.Tokens(prog) {
			have = append(have, k.Kind.String()+" "+prog.Source.Text[k.From:k.To])
		}
		assert.Equal(t, want, strings.Join(have, "|"), source)
	}
}

// TestTokensCoverTheText: between two tokens there is nothing but space and comments, and
// the last one ends where the program does.
func TestTokensCoverTheText(t *testing.T) {
	files := 0
	err := filepath.WalkDir("../../testdata/scripts", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, "js") {
			return err
		}
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		options := syntax.Options{}
		if strings.HasSuffix(name, ".mjs") {
			options.Goal = syntax.GoalModule
		}
		prog, err := syntax.Parse(syntax.NewSource(name, string(text)), options)
		if err != nil {
			return nil
		}
		files++
		at := syntax.Pos(0)
		for _, k := range syntax.Tokens(prog) {
			require.LessOrEqual(t, at, k.From, name)
			require.Less(t, k.From, k.To, name)
			between := prog.Source.Text[at:k.From]
			require.True(t, strings.TrimSpace(between) == "" || strings.Contains(between, "//") || strings.Contains(between, "/*") ||
				strings.Contains(between, "#!") || strings.Contains(between, "--"), "%s: %q", name, between)
			at = k.To
		}
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, files, 50)
}

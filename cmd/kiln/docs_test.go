package main

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// documents are the pages that tell of the command.
func documents(t *testing.T) map[string]string {
	files, err := filepath.Glob("../../docs/*.md")
	require.NoError(t, err)
	texts := map[string]string{}
	for _, file := range append(files, "../../README.md", "../../test262/README.md", "bench/README.md") {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		texts[file] = string(text)
	}
	return texts
}

var (
	commandLine = regexp.MustCompile(`(?m)^ {4}(?:\S+=\S+ )*(?:go run \./cmd/kiln|kiln) (.*)$`)
	console     = regexp.MustCompile("(?s)```console\n\\$ kiln ([^\n]*)\n(.*?)```")
	words       = regexp.MustCompile(`(?:[^\s'"]|'[^']*'|"[^"]*")+`)
	digits      = regexp.MustCompile(`\d+`)
)

// split cuts a command line into words, as a shell does.
func split(line string) []string {
	line, _, _ = strings.Cut(line, " #")
	line, _, _ = strings.Cut(line, "   ")
	list := words.FindAllString(line, -1)
	for i, word := range list {
		list[i] = strings.NewReplacer(`'`, "", `"`, "").Replace(word)
	}
	return list
}

// TestCommandLinesInDocuments: what the pages tell people to type is a command line.
func TestCommandLinesInDocuments(t *testing.T) {
	found := 0
	for file, text := range documents(t) {
		for _, m := range commandLine.FindAllStringSubmatch(text, -1) {
			args := split(m[1])
			if len(args) == 0 {
				continue // a session
			}
			parser, err := kong.New(grammar(args[0]), options()...)
			require.NoError(t, err)
			_, err = parser.Parse(nameStdin(args))
			assert.NoError(t, err, "%s: kiln %s", file, m[1])
			found++
		}
	}
	assert.Greater(t, found, 20)
}

// TestOutputsInDocuments: what the pages show is what the commands print, but for numbers.
func TestOutputsInDocuments(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the pages show machine code for amd64")
	}
	plain := func(text string) string { return digits.ReplaceAllString(strings.TrimRight(text, " "), "1") }
	found := 0
	for file, text := range documents(t) {
		for _, m := range console.FindAllStringSubmatch(text, -1) {
			t.Run(m[1], func(t *testing.T) {
				t.Chdir(filepath.Dir(file))
				stdout, stderr, status := output(t, split(m[1])...)
				require.Zero(t, status, stderr)
				printed := map[string]bool{}
				for line := range strings.Lines(stdout + stderr) {
					printed[plain(strings.TrimSuffix(line, "\n"))] = true
				}
				for line := range strings.Lines(m[2]) {
					line = strings.TrimSuffix(line, "\n")
					assert.True(t, printed[plain(line)], "%s: %q is not printed", file, line)
				}
			})
			found++
		}
	}
	assert.NotZero(t, found)
}

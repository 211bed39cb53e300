package regexp

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// test262Folders are the parts of the suite that are about patterns.
var test262Folders = []string{
	"test/language/literals/regexp/",
	"test/built-ins/RegExp/",
	"test/annexB/language/literals/regexp/",
	"test/annexB/built-ins/RegExp/",
	"test/staging/sm/RegExp/",
}

// eachTest262 calls f for the files of the suite in those folders. The suite
// is a folder or a packed archive, named by KILN_TEST262.
func eachTest262(t *testing.T, f func(name, text string)) {
	place := os.Getenv("KILN_TEST262")
	if place == "" {
		list, _ := filepath.Glob("../../../shared/test262/*.tar.gz")
		if len(list) == 0 {
			t.Skip("KILN_TEST262 does not name a folder or an archive with test262")
		}
		place = list[0]
	}
	wanted := func(name string) bool {
		for _, folder := range test262Folders {
			if strings.HasPrefix(name, folder) && strings.HasSuffix(name, ".js") {
				return true
			}
		}
		return false
	}
	info, err := os.Stat(place)
	require.NoError(t, err)
	if info.IsDir() {
		root := os.DirFS(place)
		require.NoError(t, fs.WalkDir(root, "test", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !wanted(name) {
				return err
			}
			text, err := fs.ReadFile(root, name)
			f(name, string(text))
			return err
		}))
		return
	}
	file, err := os.Open(place)
	require.NoError(t, err)
	defer file.Close()
	unzip, err := gzip.NewReader(file)
	require.NoError(t, err)
	for archive := tar.NewReader(unzip); ; {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
		if name := strings.TrimPrefix(h.Name, "./"); wanted(name) {
			text, err := io.ReadAll(archive)
			require.NoError(t, err)
			f(name, string(text))
		}
	}
}

// sourceToken finds comments, strings, templates, words, numbers and
// punctuation in JavaScript text. It does not know regular expressions.
var sourceToken = regexp.MustCompile("^(?s:" +
	`/\*.*?\*/|//[^\n\r\x{2028}\x{2029}]*|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|` + "`(?:\\\\.|[^`\\\\])*`|" +
	`[\pL\pN_$\\]+|.)`)

// literals returns the regular expression literals in JavaScript text. A slash
// begins one unless what stands before it can end an expression.
func literals(text string) (list [][2]string) {
	operandEnds := false
	for i := 0; i < len(text); {
		if text[i] == '/' && !operandEnds && !strings.HasPrefix(text[i:], "//") && !strings.HasPrefix(text[i:], "/*") {
			pattern, flags := scanLiteral(text[i:])
			if pattern != "" {
				list = append(list, [2]string{pattern, flags})
			}
			i += max(1, len(pattern)+len(flags)+2)
			operandEnds = true
			continue
		}
		token := sourceToken.FindString(text[i:])
		if token == "" {
			return list
		}
		i += len(token)
		if strings.TrimSpace(token) == "" || strings.HasPrefix(token, "//") || strings.HasPrefix(token, "/*") {
			continue
		}
		switch last := token[len(token)-1]; {
		case token == "return" || token == "typeof" || token == "of" || token == "in":
			operandEnds = false
		default:
			operandEnds = strings.IndexByte("(,=:[!&|?{};+-*%<>~^", last) < 0
		}
	}
	return list
}

// scanLiteral takes a literal apart by the rules of
// sec-literals-regular-expression-literals.
func scanLiteral(s string) (pattern, flags string) {
	// No part of a literal holds a line terminator.
	if end := strings.IndexAny(s, "\n\r\u2028\u2029"); end >= 0 {
		s = s[:end]
	}
	class := false
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			class = true
		case ']':
			class = false
		case '/':
			if class {
				continue
			}
			j := i + 1
			for j < len(s) && (isASCIILetter(rune(s[j])) || s[j] == '\\') {
				j++
			}
			return s[1:i], s[i+1 : j]
		}
	}
	return "", ""
}

// aboutSyntax lists the files whose error is not in a pattern.
var aboutSyntax = map[string]bool{
	// A good literal, then a division without a right operand.
	"test/language/literals/regexp/S7.8.5_A2.2_T2.js": true,
}

// TestTest262Literals checks the verdict about every literal in the suite's
// tests of regular expressions. A file that must not parse has one bad literal
// at least; the other files have none.
func TestTest262Literals(t *testing.T) {
	files, good, bad := 0, 0, 0
	eachTest262(t, func(name, text string) {
		files++
		list := literals(text)
		negative := strings.Contains(text, "negative:") && strings.Contains(text, "phase: parse")
		failed := 0
		for _, l := range list {
			err := Check(l[0], l[1])
			_, err2 := Parse(l[0], l[1])
			assert.Equal(t, err == nil, err2 == nil, "%s: /%s/%s: %v, %v", name, l[0], l[1], err, err2)
			if err == nil {
				good++
				continue
			}
			failed++
			if !negative {
				t.Errorf("%s: %v", name, err)
			}
		}
		if negative {
			bad++
			if failed == 0 && len(list) > 0 && !aboutSyntax[name] {
				t.Errorf("%s: no error in %q", name, list)
			}
		}
	})
	t.Logf("%d files, %d good literals, %d files with an early error", files, good, bad)
}

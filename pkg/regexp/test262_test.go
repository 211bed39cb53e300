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
		if folder, _ := filepath.Glob("../../test262-suite"); len(list) == 0 {
			list = folder
		}
		if len(list) == 0 {
			t.Skip("there is no test262: KILN_TEST262 names no folder or archive, and it is not beside the project")
		}
		place = list[len(list)-1]
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

// verdict says what a pattern's place in a test tells about it.
type verdict uint8

const (
	good    verdict = iota
	bad             // in a call of assert.throws with SyntaxError
	unknown         // in a block after try
)

// found is a pattern in JavaScript text.
type found struct {
	pattern, flags string
	verdict        verdict
	literal        bool // a regular expression literal, not arguments of RegExp
}

// token is a word, string, literal or punctuation of JavaScript text.
type token struct {
	text    string
	verdict verdict
	literal *found
}

// tokenize takes JavaScript text apart. A slash begins a regular expression
// literal unless what stands before it can end an expression.
func tokenize(text string) (list []token) {
	operandEnds := false
	verdicts := []verdict{good} // for the brackets around the position
	before := func(i int) string {
		if len(list) < i {
			return ""
		}
		return list[len(list)-i].text
	}
	for i := 0; i < len(text); {
		top := &verdicts[len(verdicts)-1]
		if text[i] == '/' && !operandEnds && !strings.HasPrefix(text[i:], "//") && !strings.HasPrefix(text[i:], "/*") {
			pattern, flags := scanLiteral(text[i:])
			if pattern != "" {
				list = append(list, token{"/", *top, &found{pattern, flags, *top, true}})
			}
			i += max(1, len(pattern)+len(flags)+2)
			operandEnds = true
			continue
		}
		s := sourceToken.FindString(text[i:])
		if s == "" {
			return list
		}
		i += len(s)
		if strings.TrimSpace(s) == "" || strings.HasPrefix(s, "//") || strings.HasPrefix(s, "/*") {
			continue
		}
		switch s {
		case "(", "{", "[":
			v := *top
			if s == "{" && before(1) == "try" {
				v = unknown
			}
			verdicts = append(verdicts, v)
		case ")", "}", "]":
			if len(verdicts) > 1 {
				verdicts = verdicts[:len(verdicts)-1]
			}
		case "SyntaxError":
			if before(1) == "(" && before(2) == "throws" {
				*top = bad
			}
		}
		switch last := s[len(s)-1]; {
		case s == "return" || s == "typeof" || s == "of" || s == "in":
			operandEnds = false
		default:
			operandEnds = strings.IndexByte("(,=:[!&|?{};+-*%<>~^", last) < 0
		}
		list = append(list, token{s, *top, nil})
	}
	return list
}

// findPatterns returns the regular expression literals, and the arguments of
// calls of RegExp that are one or two strings.
func findPatterns(text string) (list []found) {
	tokens := append(tokenize(text), make([]token, 6)...)
	for i, t := range tokens {
		if t.literal != nil {
			list = append(list, *t.literal)
		}
		if t.text != "RegExp" || tokens[i+1].text != "(" {
			continue
		}
		pattern, ok := stringValue(tokens[i+2].text)
		if !ok {
			continue
		}
		switch flags, ok := stringValue(tokens[i+4].text); {
		case tokens[i+3].text == ")":
			list = append(list, found{pattern, "", tokens[i+2].verdict, false})
		case tokens[i+3].text == "," && ok && tokens[i+5].text == ")":
			list = append(list, found{pattern, flags, tokens[i+2].verdict, false})
		}
	}
	return list
}

// stringValue returns what a string literal stands for, as WTF-8.
func stringValue(s string) (string, bool) {
	if len(s) < 2 || s[0] != '\'' && s[0] != '"' {
		return "", false
	}
	// The escapes are those of a pattern, which knows how to read them.
	p, err := newParser(s[1:len(s)-1], "")
	if err != nil {
		return "", false
	}
	var units []rune
	for c := p.next(); c != eof; c = p.next() {
		if c != '\\' {
			units = append(units, c)
			continue
		}
		switch c := p.peek(); {
		case isOctal(c):
			c = p.legacyOctal()
			units = append(units, c)
		case c == 'u':
			p.next()
			r, _ := p.unicodeEscape(true)
			units = append(units, r)
		case c == 'b':
			p.next()
			units = append(units, '\b')
		case c == 'c' || c == 'k':
			units = append(units, p.next())
		default:
			units = append(units, p.characterEscape(p.i, false))
		}
	}
	// Two halves that were written one by one are a pair now.
	var b []byte
	for _, r := range decode(encode(units), true) {
		b = appendRune(b, r)
	}
	return string(b), p.err == nil
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

// TestTest262Patterns checks the verdict about every literal, and about the
// strings that RegExp is called with, in the suite's tests of regular
// expressions. A file that must not parse has one bad literal at least; other
// files have bad patterns only where they expect the SyntaxError.
func TestTest262Patterns(t *testing.T) {
	files, literals, calls, rejected := 0, 0, 0, 0
	eachTest262(t, func(name, text string) {
		files++
		list := findPatterns(text)
		negative := strings.Contains(text, "negative:") && strings.Contains(text, "phase: parse")
		failed := 0
		for _, f := range list {
			if f.literal {
				literals++
			} else {
				calls++
			}
			err := Check(f.pattern, f.flags)
			_, err2 := Parse(f.pattern, f.flags)
			assert.Equal(t, err == nil, err2 == nil, "%s: /%s/%s: %v, %v", name, f.pattern, f.flags, err, err2)
			if err != nil {
				failed++
				rejected++
			}
			switch {
			case negative || f.verdict == unknown:
			case f.literal || f.verdict == good:
				assert.NoError(t, err, name)
			default:
				assert.Error(t, err, "%s: /%s/%s", name, f.pattern, f.flags)
			}
		}
		if negative && failed == 0 && len(list) > 0 && !aboutSyntax[name] {
			t.Errorf("%s: no error in %v", name, list)
		}
	})
	t.Logf("%d files with %d literals and %d calls, %d patterns rejected", files, literals, calls, rejected)
}

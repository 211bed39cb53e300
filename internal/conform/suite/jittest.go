package suite

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
)

// jitTest is the style of SpiderMonkey's jit-test/: tests/ and lib/, and in the first line of
// a test `// |jit-test| words; key: value`.
type jitTest struct{}

// quitName is what the shell of shims/shell.js throws to end a test.
const quitName = "Quit"

func (*jitTest) Name() string            { return "jit-test" }
func (*jitTest) Mark() string            { return "lib/asserts.js" }
func (*jitTest) Base() string            { return "tests" }
func (*jitTest) IsTest(name string) bool { return strings.HasSuffix(name, ".js") }

func (s *jitTest) Load(files Files) ([]*Test, error) {
	return loadEach(files, s, func(name, text string) ([]*Test, error) {
		directives := jitDirectives(files, name, text)
		if directives.has("slow") || directives.has("heavy") {
			return nil, nil
		}
		return []*Test{{Path: name, Meta: directives.meta()}}, nil
	})
}

func (s *jitTest) Plan(files Files, name string, _ Mode) (*Plan, error) {
	content, err := files.ReadFile(path.Join(s.Base(), name))
	if err != nil {
		return nil, err
	}
	text := string(content)
	directives := jitDirectives(files, name, text)
	p := &Plan{Test: &Test{Path: name, Meta: directives.meta()}, Source: text, Text: text, File: name, Quit: quitName}
	folder := path.Join(s.Base(), path.Dir(name))
	all := text
	for _, include := range directives.values("include") {
		all += "\n\"" + include + "\""
	}
	if err := p.shell(files, all, folder, "lib"); err != nil {
		return nil, err
	}
	p.Harness = append(p.Harness, shim("jit-test.js"))
	for _, include := range directives.values("include") {
		p.Harness = append(p.Harness, Script{"include", "load(" + quoted(include) + ");"})
	}
	for _, condition := range directives.values("skip-if") {
		// A condition that the shell cannot answer asks for something that it does not have.
		p.Harness = append(p.Harness, Script{"skip-if", "{ let skip = true; try { skip = (" + condition + "); } catch (_) {} if (skip) quit(); }"})
	}
	return p, nil
}

// shell adds what shells have: the files that a text names, where they are looked for, and
// functions for them.
func (p *Plan) shell(files Files, text string, folders ...string) error {
	found, err := named(files, text, append(slices.Clone(folders), "")...)
	if err != nil {
		return err
	}
	p.Harness = append(p.Harness, Script{"files", "var $files = " + quoted(found) + ", $folders = " + quoted(append(folders, "")) + ";"}, shim("shell.js"))
	return nil
}

// quoted writes a string, a list or a map as a script has it.
func quoted(x any) string {
	text, err := json.Marshal(x)
	if err != nil {
		panic(err) // strings, and lists and maps of them
	}
	return string(text)
}

// directives are the words of a test's first line, and of the file directives.txt in its
// folder.
type directives []string

func jitDirectives(files Files, name, text string) directives {
	out := lineDirectives(text)
	if content, err := files.ReadFile(path.Join("tests", path.Dir(name), "directives.txt")); err == nil {
		out = append(out, lineDirectives(string(content))...)
	}
	return out
}

func lineDirectives(text string) directives {
	line, _, _ := strings.Cut(text, "\n")
	_, words, ok := strings.Cut(line, "|jit-test|")
	if !ok {
		return nil
	}
	var out directives
	for word := range strings.SplitSeq(words, ";") {
		if word = strings.TrimSpace(word); word != "" {
			out = append(out, word)
		}
	}
	return out
}

func (d directives) has(word string) bool { return slices.Contains(d, word) }

// values are those of a key.
func (d directives) values(key string) []string {
	var out []string
	for _, word := range d {
		if value, ok := strings.CutPrefix(word, key+":"); ok {
			out = append(out, strings.TrimSpace(value))
		}
	}
	return out
}

func (d directives) meta() Meta {
	meta := Meta{Flags: NoStrict}
	if d.has("module") {
		meta.Flags = Module
	}
	if errors := d.values("error"); len(errors) > 0 {
		meta.Negative = &Negative{Phase: AnyPhase, Type: errors[0]}
		// What others than SpiderMonkey throw when the stack is full.
		if errors[0] == "too much recursion" || errors[0] == "InternalError" {
			meta.Negative.Type = "RangeError"
		}
	}
	return meta
}

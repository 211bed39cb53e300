package suite

import (
	"embed"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

//go:embed shims/*.js
var shimFiles embed.FS

// shim is a script of shims/, of which it must have the name.
func shim(name string) Script {
	text, err := shimFiles.ReadFile("shims/" + name)
	if err != nil {
		panic(err)
	}
	return Script{Name: name, Source: string(text)}
}

// Script is a global script that is evaluated beside a test.
type Script struct {
	Name   string `json:"name"`
	Source string `json:"source"`
}

// Plan is what a scenario runs.
type Plan struct {
	Test *Test
	// Harness runs before Source and Tail behind it, each as a script.
	Harness, Tail []Script
	// Source is the text to run, Text the file as it is in the suite.
	Source, Text string
	// File is the file's name below the base of the suite.
	File string
	// Quit is the name of the constructor of what a test throws to end without failing; "" is none.
	Quit string
	// Web asks for the libraries of pkg/web.
	Web bool
}

// Style is a way in which suites are written.
type Style interface {
	// Name is the word for it on the command line.
	Name() string
	// Mark is a file that suites of this style have, relative to their root.
	Mark() string
	// Base is the folder that tests lie below; "" is the root.
	Base() string
	// IsTest tells tests from other files by their name below the base.
	IsTest(name string) bool
	// Load lists the tests, sorted by path.
	Load(files Files) ([]*Test, error)
	// Plan makes what a test of that path runs in a mode.
	Plan(files Files, path string, mode Mode) (*Plan, error)
}

// Evaluate evaluates a script and returns its value as a string.
type Evaluate func(name, source string) (string, error)

// DefaultStyle is that of test262.
const DefaultStyle = "test262"

// Styles returns all styles. Some read their tests with an engine.
func Styles(evaluate Evaluate) []Style {
	return []Style{&test262{}, &jitTest{}, &mjsunit{}, &wpt{}, &compat{evaluate: evaluate}}
}

// StyleNames are the words for styles.
func StyleNames() []string {
	var names []string
	for _, s := range Styles(nil) {
		names = append(names, s.Name())
	}
	return names
}

// FindStyle returns the style of a name.
func FindStyle(name string, evaluate Evaluate) (Style, error) {
	for _, s := range Styles(evaluate) {
		if s.Name() == name {
			return s, nil
		}
	}
	return nil, fmt.Errorf("unknown style %q (want %s)", name, strings.Join(StyleNames(), ", "))
}

// test262 is the style of tc39/test262.
type test262 struct{ harness map[string]string }

func (*test262) Name() string                      { return DefaultStyle }
func (*test262) Mark() string                      { return "harness/assert.js" }
func (*test262) Base() string                      { return "test" }
func (*test262) IsTest(name string) bool           { return IsTestFile(name) }
func (*test262) Load(files Files) ([]*Test, error) { return Load(files, nil) }

func (s *test262) Plan(files Files, name string, mode Mode) (*Plan, error) {
	content, err := files.ReadFile(path.Join("test", name))
	if err != nil {
		return nil, err
	}
	p := &Plan{Test: &Test{Path: name}, Source: string(content), Text: string(content), File: name}
	if p.Test.Meta, err = ParseMeta(p.Text); err != nil {
		return nil, err
	}
	if mode == Strict {
		p.Source = StrictDirective + p.Text
	}
	for _, include := range (Scenario{Test: p.Test, Mode: mode}).Harness() {
		text, ok := s.harness[include]
		if !ok {
			content, err := files.ReadFile(path.Join("harness", include))
			if err != nil {
				return nil, fmt.Errorf("harness: %w", err)
			}
			if s.harness == nil {
				s.harness = map[string]string{}
			}
			text = string(content)
			s.harness[include] = text
		}
		p.Harness = append(p.Harness, Script{Name: include, Source: text})
	}
	return p, nil
}

// loadEach lists the tests among the files of a suite; meta reads the demands of one, and
// may make several of it, or none.
func loadEach(files Files, style Style, read func(name, text string) ([]*Test, error)) ([]*Test, error) {
	names, err := files.Names()
	if err != nil {
		return nil, err
	}
	var tests []*Test
	for _, name := range names {
		if !style.IsTest(name) {
			continue
		}
		content, err := files.ReadFile(path.Join(style.Base(), name))
		if err != nil {
			return nil, err
		}
		found, err := read(name, string(content))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		tests = append(tests, found...)
	}
	slices.SortStableFunc(tests, func(a, b *Test) int { return strings.Compare(a.Path, b.Path) })
	return tests, nil
}

// maxLoaded bounds what a test gets of the files that its text names (bytes).
const maxLoaded = 16 << 20

// named finds the files of the suite that string literals of a text name, relative to one of
// the folders, and those that scripts among them name, by path from the root. So a test can
// load them in an engine that reads no files.
func named(files Files, text string, folders ...string) (map[string]string, error) {
	literal, err := regexp.Compile("[\"'`]([^\"'`\\s]+\\.(?:js|mjs|json|txt|idl))[\"'`]")
	if err != nil {
		return nil, err
	}
	found, room := map[string]string{}, maxLoaded
	texts := []string{text}
	for len(texts) > 0 && room > 0 {
		text, texts = texts[0], texts[1:]
		for _, match := range literal.FindAllStringSubmatch(text, -1) {
			for _, folder := range folders {
				name := path.Join(folder, match[1])
				if strings.HasPrefix(match[1], "/") {
					name = match[1][1:]
				}
				if _, seen := found[name]; seen {
					break
				}
				content, err := files.ReadFile(name)
				if err != nil {
					continue // a string that is not the name of a file
				}
				found[name] = string(content)
				room -= len(content)
				if strings.HasSuffix(name, "js") {
					texts = append(texts, found[name])
				}
				break
			}
		}
	}
	return found, nil
}

package suite

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// mjsunit is the style of V8's test/mjsunit: mjsunit.js is the harness, lines `// Flags:` and
// `// Files:` say what a test wants.
type mjsunit struct{}

func (*mjsunit) Name() string { return "mjsunit" }
func (*mjsunit) Mark() string { return "mjsunit.js" }
func (*mjsunit) Base() string { return "" }

func (*mjsunit) IsTest(name string) bool {
	if name == "mjsunit.js" || strings.Contains(name, "modules-skip-") || strings.HasPrefix(name, "wasm/") || strings.HasPrefix(name, "asm/") {
		return false
	}
	return strings.HasSuffix(name, ".js") || strings.HasSuffix(name, ".mjs")
}

func (s *mjsunit) Load(files Files) ([]*Test, error) {
	return loadEach(files, s, func(name, text string) ([]*Test, error) {
		return []*Test{{Path: name, Meta: mjsunitMeta(name)}}, nil
	})
}

func mjsunitMeta(name string) Meta {
	if strings.HasSuffix(name, ".mjs") {
		return Meta{Flags: Module}
	}
	return Meta{Flags: NoStrict}
}

func (s *mjsunit) Plan(files Files, name string, _ Mode) (*Plan, error) {
	content, err := files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	scripts := v8Files{files, strings.Contains(string(content), "--allow-natives-syntax")}
	source, err := scripts.ReadFile(name)
	if err != nil {
		return nil, err
	}
	harness, err := scripts.ReadFile(s.Mark())
	if err != nil {
		return nil, err
	}
	p := &Plan{Test: &Test{Path: name, Meta: mjsunitMeta(name)}, Source: string(source), Text: string(content), File: name, Quit: quitName}
	loaded := headerWords(p.Source, "// Files:")
	all := p.Source
	for _, file := range loaded {
		all += "\n\"" + file + "\""
	}
	if err := p.shell(scripts, all, path.Dir(name)); err != nil {
		return nil, err
	}
	p.Harness = append(p.Harness, shim("mjsunit.js"), Script{s.Mark(), string(harness)})
	for _, file := range loaded {
		p.Harness = append(p.Harness, Script{"files", "load(" + quoted(file) + ");"})
	}
	return p, nil
}

// v8Files reads scripts as tests of mjsunit/ mean them: names in them begin at the folder
// that holds the tests, not at the root of V8, and natives are called as the shim has them.
type v8Files struct {
	Files
	natives bool
}

// ReadFile implements Files.
func (f v8Files) ReadFile(name string) ([]byte, error) {
	content, err := f.Files.ReadFile(name)
	if err != nil || !strings.HasSuffix(name, "js") {
		return content, err
	}
	text := strings.ReplaceAll(string(content), "test/mjsunit/", "")
	if f.natives {
		text, err = rewrite(text)
	}
	return []byte(text), err
}

// headerWords are the words behind a key in lines of a text's comments.
func headerWords(text, key string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if words, ok := strings.CutPrefix(strings.TrimSpace(line), key); ok {
			out = append(out, strings.Fields(words)...)
		}
	}
	return out
}

// rewrite applies the rules in the head of the shim, `// rewrite: PATTERN => TEXT`.
func rewrite(source string) (string, error) {
	for line := range strings.Lines(shim("mjsunit.js").Source) {
		rule, ok := strings.CutPrefix(strings.TrimSpace(line), "// rewrite: ")
		if !ok {
			break
		}
		pattern, text, ok := strings.Cut(rule, " => ")
		if !ok {
			return "", fmt.Errorf("shims/mjsunit.js: want `// rewrite: PATTERN => TEXT`, got %q", rule)
		}
		p, err := regexp.Compile("(?m)" + pattern)
		if err != nil {
			return "", fmt.Errorf("shims/mjsunit.js: %w", err)
		}
		// $natives is a name and no group.
		text = strings.NewReplacer("$natives", "$$natives", "$1", "${1}", "$2", "${2}").Replace(text)
		source = p.ReplaceAllString(source, text)
	}
	return source, nil
}

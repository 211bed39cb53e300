package suite

import (
	"path"
	"slices"
	"strings"
)

// wpt is the style of the Web Platform Tests, of which it runs those for a global scope
// without a document, *.any.js.
type wpt struct{}

func (*wpt) Name() string            { return "wpt" }
func (*wpt) Mark() string            { return "resources/testharness.js" }
func (*wpt) Base() string            { return "" }
func (*wpt) IsTest(name string) bool { return strings.HasSuffix(name, ".any.js") }

// wptMeta are the `// META: key=value` lines of a test.
func wptMeta(text, key string) []string {
	var out []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		rest, ok := strings.CutPrefix(line, "// META:")
		if !ok {
			if line != "" && !strings.HasPrefix(line, "//") {
				break
			}
			continue
		}
		if k, value, _ := strings.Cut(strings.TrimSpace(rest), "="); k == key {
			out = append(out, value)
		}
	}
	return out
}

// wptParser is what the suite's own server makes of wptParserFile.
const (
	wptParser     = "resources/WebIDLParser.js"
	wptParserFile = "resources/webidl2/lib/webidl2.js"
)

// wptScopes are the scopes of global= in one of which a shell is at home; a test without
// them is for windows and workers.
const wptScopes = " window dedicatedworker worker shadowrealm jsshell * "

func (s *wpt) Load(files Files) ([]*Test, error) {
	return loadEach(files, s, func(name, text string) ([]*Test, error) {
		for _, scopes := range wptMeta(text, "global") {
			if !slices.ContainsFunc(strings.Split(scopes, ","), func(s string) bool { return strings.Contains(wptScopes, " "+s+" ") }) {
				return nil, nil
			}
		}
		variants := wptMeta(text, "variant")
		if len(variants) == 0 {
			variants = []string{""}
		}
		var tests []*Test
		for _, v := range variants {
			tests = append(tests, &Test{Path: name + v, Meta: Meta{Flags: NoStrict | Async}})
		}
		return tests, nil
	})
}

func (s *wpt) Plan(files Files, name string, _ Mode) (*Plan, error) {
	file, variant, _ := strings.Cut(name, "?")
	content, err := files.ReadFile(file)
	if err != nil {
		return nil, err
	}
	text := string(content)
	if variant != "" {
		variant = "?" + variant
	}
	p := &Plan{Test: &Test{Path: name, Meta: Meta{Flags: NoStrict | Async}}, Source: text, Text: text, File: file, Web: true}
	folder := path.Dir(file)
	all := text
	var scripts []Script
	for _, script := range append([]string{"/" + s.Mark()}, wptMeta(text, "script")...) {
		at := path.Join(folder, script)
		if strings.HasPrefix(script, "/") {
			at = script[1:]
		}
		if at == wptParser {
			at = wptParserFile
		}
		content, err := files.ReadFile(at)
		if err != nil {
			return nil, err
		}
		scripts = append(scripts, Script{at, string(content)})
		if script != "/"+s.Mark() {
			all += string(content)
		}
	}
	found, err := named(files, all, folder, "")
	if err != nil {
		return nil, err
	}
	p.Harness = append([]Script{{"files", "var $files = " + quoted(found) + ", $folder = " + quoted(folder) + ", $path = " + quoted("/"+file) + ", $search = " + quoted(variant) + ";"}, shim("wpt.js")}, scripts...)
	p.Harness = append(p.Harness, shim("wpt-begin.js"))
	p.Tail = []Script{shim("wpt-end.js")}
	return p, nil
}

package suite

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// compat is the style of compat-table: files data-*.js, which export trees of tests whose
// functions have the code of the test as a comment, or as their body.
type compat struct {
	evaluate Evaluate
	tables   map[string]map[string]compatEntry // by file and path
}

func (*compat) Name() string { return "compat-table" }
func (*compat) Mark() string { return "data-es6.js" }
func (*compat) Base() string { return "" }

func (*compat) IsTest(name string) bool {
	return strings.HasPrefix(name, "data-") && strings.HasSuffix(name, ".js") && !strings.Contains(name, "/") && name != "data-common.js"
}

// compatEntry is a test of a data file.
type compatEntry struct {
	Path string `json:"path"`
	Code string `json:"code"`
}

// compatEditions are the files whose tests belong to one edition.
var compatEditions = [...][2]string{{"data-es5.js", "ES5"}, {"data-es6.js", "ES2015"}, {"data-esnext.js", proposalsEdition}, {"data-esintl.js", "ECMA-402"}}

func (s *compat) Load(files Files) ([]*Test, error) {
	return loadEach(files, s, func(name, text string) ([]*Test, error) {
		entries, err := s.read(files, name, text)
		if err != nil {
			return nil, err
		}
		var tests []*Test
		for _, e := range entries {
			tests = append(tests, &Test{Path: e.Path, Meta: compatMeta(name, e.Code)})
		}
		return tests, nil
	})
}

func compatMeta(file, code string) Meta {
	meta := Meta{Flags: NoStrict}
	if strings.Contains(code, "asyncTestPassed") {
		meta.Flags |= Async
	}
	for _, e := range compatEditions {
		if e[0] == file {
			meta.Edition = e[1]
		}
	}
	return meta
}

// read evaluates a data file, which is a module of Node's, and lists its tests.
func (s *compat) read(files Files, name, text string) (map[string]compatEntry, error) {
	if t := s.tables[name]; t != nil {
		return t, nil
	}
	if s.evaluate == nil {
		return nil, errors.New("there is no engine to read the data with")
	}
	modules := map[string]string{}
	for _, module := range []string{"data-common.json", "data-common.js"} {
		content, err := files.ReadFile(module)
		if err == nil {
			modules[module] = string(content)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	list, err := s.evaluate(name, strings.NewReplacer("{{modules}}", quoted(modules), "{{name}}", quoted(name), "{{text}}", quoted(text)).Replace(shim("compat-table-read.js").Source))
	if err != nil {
		return nil, err
	}
	var entries []compatEntry
	if err := json.Unmarshal([]byte(list), &entries); err != nil {
		return nil, fmt.Errorf("its list of tests: %w", err)
	}
	table := make(map[string]compatEntry, len(entries))
	for _, e := range entries {
		table[e.Path] = e
	}
	if s.tables == nil {
		s.tables = map[string]map[string]compatEntry{}
	}
	s.tables[name] = table
	return table, nil
}

func (s *compat) Plan(files Files, name string, _ Mode) (*Plan, error) {
	file, _, _ := strings.Cut(name, "/")
	content, err := files.ReadFile(file)
	if err != nil {
		return nil, err
	}
	table, err := s.read(files, file, string(content))
	if err != nil {
		return nil, err
	}
	e, ok := table[name]
	if !ok {
		return nil, fmt.Errorf("%s has no test %s", file, name)
	}
	return &Plan{
		Test: &Test{Path: name, Meta: compatMeta(file, e.Code)}, Harness: []Script{shim("compat-table.js")},
		Source: "$result(function () {\n" + e.Code + "\n});", Text: e.Code, File: file, Web: true,
	}, nil
}

package goja_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dop251/goja/internal/dump"
	"github.com/dop251/goja/internal/print"
	"github.com/dop251/goja/internal/trial"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"
)

// A treeRule is a field whose value differs from goja's for a reason.
type treeRule struct {
	relation string // of goja's value to ours: see allows
	used     bool
}

// allows reports whether the rule explains that goja's value is theirs where we have ours.
func (r *treeRule) allows(theirs, ours string) bool {
	ok := false
	switch r.relation {
	case "missing":
		ok = theirs == "panic" || theirs == "0" || theirs == "1" || strings.HasSuffix(theirs, " 0")
	case "part":
		ok = strings.HasPrefix(ours, strings.TrimSuffix(theirs, `"`))
	case "longer":
		ok = strings.HasPrefix(theirs, strings.TrimSuffix(ours, `"`))
	case "another":
		ok = ours == fmt.Sprintf("token.Token %d", token.IN)
	case "behind":
		x, err1 := strconv.Atoi(strings.TrimPrefix(theirs, "file.Idx "))
		y, err2 := strconv.Atoi(strings.TrimPrefix(ours, "file.Idx "))
		ok = err1 == nil && err2 == nil && x > y && x <= y+4
	}
	r.used = r.used || ok
	return ok
}

// TestTrees compares the trees of texts with those that goja makes: of all strings in goja's
// own tests that both parse, of the scripts of Kiln's tests, and of those in testdata/trees,
// where a blank line ends a text. More files are those that the pattern in the variable of the
// environment KILN_TREES finds.
// What differs is listed with the reason in testdata/trees.txt: fields, and texts by name.
func TestTrees(t *testing.T) {
	if testing.Short() {
		t.Skip("builds goja")
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	sources := treeSources(t)
	theirs, err := trial.RealTrees(here, t.TempDir(), sources)
	if err != nil {
		t.Fatal(err)
	}
	rules, texts := treeRules(t)
	same, only := 0, 0
	for i, s := range sources {
		ours := dump.Of(s)
		if strings.HasPrefix(ours.Error, "panic") {
			t.Errorf("%s: %s\n%.300s", s.Name, ours.Error, s.Text)
		}
		if theirs[i].Error != "" {
			if strings.HasPrefix(s.Name, "trees/") {
				t.Errorf("goja refuses %s: %s\n%s", s.Name, theirs[i].Error, s.Text)
			}
			continue
		}
		problem := ours.Error
		if problem == "" {
			problem = treeDifference(theirs[i], ours, rules)
		}
		_, listed := texts[s.Name]
		switch {
		case problem == "" && listed:
			t.Errorf("%s is listed, and is the same", s.Name)
		case problem == "":
			same++
		case listed:
			texts[s.Name] = true
			only++
		default:
			t.Errorf("%s: %s\n%.300s", s.Name, problem, s.Text)
		}
	}
	for key, r := range rules {
		if !r.used {
			t.Errorf("%s is listed, and is the same everywhere", key)
		}
	}
	for name, used := range texts {
		if !used {
			t.Errorf("%s is listed, and does not differ", name)
		}
	}
	t.Logf("%d trees are the same, %d differ", same, only)
}

// treeDifference is the first difference that no rule explains, "" if there is none.
func treeDifference(theirs, ours dump.Tree, rules map[string]*treeRule) string {
	for i, e := range theirs.Entries {
		if i == len(ours.Entries) {
			return "ends before " + e.Key + " = " + e.Value
		}
		o := ours.Entries[i]
		if e == o {
			continue
		}
		if r := rules[e.Key]; e.Key != o.Key || r == nil || !r.allows(e.Value, o.Value) {
			return o.Key + " = " + o.Value + ", not " + e.Key + " = " + e.Value
		}
	}
	if len(ours.Entries) > len(theirs.Entries) {
		return "goes on with " + ours.Entries[len(theirs.Entries)].Key
	}
	return ""
}

// treeRules reads testdata/trees.txt.
func treeRules(t *testing.T) (rules map[string]*treeRule, texts map[string]bool) {
	list, err := os.ReadFile("testdata/trees.txt")
	if err != nil {
		t.Fatal(err)
	}
	rules, texts = map[string]*treeRule{}, map[string]bool{}
	for line := range strings.Lines(string(list)) {
		what, _, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		if key, relation, ok := strings.Cut(what, " "); ok {
			rules[key] = &treeRule{relation: relation}
		} else {
			texts[what] = false
		}
	}
	return rules, texts
}

func treeSources(t *testing.T) []dump.Source {
	sources, err := trial.Literals()
	if err != nil {
		t.Fatal(err)
	}
	own, err := filepath.Glob("testdata/trees/*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range own {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, part := range strings.Split(string(text), "\n\n") {
			sources = append(sources, dump.Source{Name: fmt.Sprintf("trees/%s:%d", filepath.Base(path), i), Text: part})
		}
	}
	for _, pattern := range []string{"../../testdata/scripts/*.js", "../../testdata/scripts/*/*.js", os.Getenv("KILN_TREES")} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range files {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			sources = append(sources, dump.Source{Name: filepath.Base(path), Text: string(text)})
		}
	}
	return sources
}

// TestPrintedTrees parses the text that is made of a tree: it is the same tree, but for places.
func TestPrintedTrees(t *testing.T) {
	if testing.Short() {
		t.Skip("asks for goja's own tests")
	}
	n := 0
	for _, s := range treeSources(t) {
		tree, err := parser.ParseFile(nil, s.Name, s.Text, 0, parser.WithDisableSourceMaps)
		if err != nil {
			continue
		}
		text := print.Program(tree)
		before, after := dump.Of(s), dump.Of(dump.Source{Name: s.Name, Text: text})
		problem := after.Error
		if problem == "" {
			problem = treeDifference(withoutPlaces(before), withoutPlaces(after), nil)
		}
		if problem != "" {
			t.Errorf("%s: %s\n%.300s\n-- printed as\n%.500s", s.Name, problem, s.Text, text)
		}
		n++
	}
	t.Logf("%d trees", n)
}

// withoutPlaces is a tree without what depends on how the text is written.
func withoutPlaces(t dump.Tree) dump.Tree {
	t.Entries = slices.DeleteFunc(t.Entries, func(e dump.Entry) bool {
		return strings.HasPrefix(e.Value, "file.Idx") || strings.HasSuffix(e.Key, "()") || strings.HasSuffix(e.Key, ".Source") ||
			strings.HasSuffix(e.Key, "Literal.Literal")
	})
	return t
}

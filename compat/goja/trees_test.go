package goja_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/dop251/goja/internal/dump"
	"github.com/dop251/goja/internal/trial"
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
// where a blank line ends a text.
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
		if theirs[i].Error != "" {
			if strings.HasPrefix(s.Name, "trees/") {
				t.Errorf("goja refuses %s: %s\n%s", s.Name, theirs[i].Error, s.Text)
			}
			continue
		}
		ours := dump.Of(s)
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

package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/conform/suite"
	"github.com/kilnjs/kiln/internal/progen/mutate"
)

// suiteName stands for test262 in a list of folders.
const suiteName = "test262"

// corpus is a set of programs that mutants are made of.
type corpus struct {
	scripts []string // paths
	tests   []string // paths below test/ of the suite
	files   suite.Files
}

// loadCorpus finds the programs of folders, and of test262.
func loadCorpus(folders []string) (*corpus, error) {
	c := &corpus{}
	for _, folder := range folders {
		if folder != suiteName {
			found, err := scripts(folder)
			if err != nil {
				return nil, err
			}
			c.scripts = append(c.scripts, found...)
			continue
		}
		location, err := suite.Locate("")
		if err != nil {
			return nil, err
		}
		if c.files, err = suite.Open(location); err != nil {
			return nil, err
		}
		names, err := c.files.Names()
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if suite.IsTestFile(name) && !slices.ContainsFunc(unfit, func(part string) bool { return strings.Contains(name, part) }) {
				c.tests = append(c.tests, name)
			}
		}
	}
	if len(c.scripts)+len(c.tests) == 0 {
		return nil, fmt.Errorf("there is nothing to change: name folders or %s with --corpus", suiteName)
	}
	return c, nil
}

// close removes what reading the suite has unpacked.
func (c *corpus) close() {
	if c != nil && c.files != nil {
		// What cannot be removed stays in the folder for temporary files.
		_ = c.files.Close()
	}
}

// unfit are parts of paths of tests that say something of time, threads, modules
// or garbage, or that run for long.
var unfit = []string{
	"/Atomics/", "/Date/", "intl402/", "/Temporal/", "property-escapes/", "dynamic-import/", "FinalizationRegistry", "WeakRef",
	"module-code/", "/import/", "/export/", "decodeURI", "encodeURI", "SharedArrayBuffer", "staging/", "/CharacterClassEscapes/",
	"tco", "S15.1.3", "/sleep", "import-defer",
}

func scripts(folder string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(name) == ".js" {
			found = append(found, name)
		}
		return err
	})
	return found, err
}

// maxProgram is the length of the longest program that is changed.
const maxProgram = 12_000

// mutant returns the program of a seed, the mutations that made it and where it
// comes from. The source is empty when the corpus has nothing fit at this seed.
func (c *corpus) mutant(seed uint64) (source string, used []string, origin string) {
	random := rand.New(rand.NewPCG(seed, 0x68756e74))
	prelude, body, name := c.pick(random)
	_, other, from := c.pick(random)
	if body == "" || other == "" {
		return "", nil, ""
	}
	m := mutate.New(seed)
	changed := m.Program(body, other, 1+random.IntN(5))
	return prelude + mutate.Watch(changed), m.Used, name + " with " + from
}

// pick returns a program and what has to run before it.
func (c *corpus) pick(random *rand.Rand) (prelude, body, name string) {
	if n := random.IntN(len(c.scripts) + 3*len(c.tests)); len(c.tests) > 0 && n >= len(c.scripts) || len(c.scripts) == 0 {
		for range 20 {
			name = c.tests[random.IntN(len(c.tests))]
			if prelude, body = c.test(name); body != "" {
				return prelude, body, name
			}
		}
		return "", "", ""
	}
	name = c.scripts[random.IntN(len(c.scripts))]
	text, err := os.ReadFile(name)
	if err != nil || len(text) > maxProgram {
		return "", "", ""
	}
	return "", string(text), name
}

// test returns the harness and the text of a test, or nothing if it is not fit.
func (c *corpus) test(name string) (prelude, body string) {
	text, err := c.files.ReadFile(path.Join("test", name))
	if err != nil || len(text) > maxProgram {
		return "", ""
	}
	meta, err := suite.ParseMeta(string(text))
	if err != nil || meta.Negative != nil || meta.Flags&(suite.Module|suite.Async|suite.Raw) != 0 {
		return "", ""
	}
	var b strings.Builder
	for _, include := range append([]string{"assert.js", "sta.js"}, meta.Includes...) {
		harness, err := c.files.ReadFile(path.Join("harness", include))
		if err != nil {
			return "", ""
		}
		b.Write(harness)
		b.WriteByte('\n')
	}
	return comment.ReplaceAllString(b.String(), ""), comment.ReplaceAllString(string(text), "")
}

// comment is a comment at the beginning of a line.
var comment = regexp.MustCompile(`(?ms)^/\*.*?\*/\n?|^//[^\n]*\n`)

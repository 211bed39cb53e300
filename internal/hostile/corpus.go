package hostile

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Program is one file of the corpus.
type Program struct {
	Name string // slash-separated, relative to the root of the corpus
	File string // path to open
}

// Load lists the programs below root whose names match pattern, in the order of
// their names: "all" matches each, anything else is a pattern of path.Match. Files and folders
// whose names begin with an underscore belong to programs and are none themselves.
func Load(root, pattern string) ([]Program, error) {
	var list []Program
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(d.Name(), "_") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if ext := path.Ext(d.Name()); d.IsDir() || ext != ".js" && ext != ".mjs" {
			return nil
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if pattern != "all" {
			if ok, err := path.Match(pattern, name); err != nil || !ok {
				return err
			}
		}
		list = append(list, Program{Name: name, File: file})
		return nil
	})
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("no program of %s matches %s", root, pattern)
	}
	slices.SortFunc(list, func(a, b Program) int { return strings.Compare(a.Name, b.Name) })
	return list, err
}

// Sample returns n programs of the list, evenly spread.
func Sample(list []Program, n int) []Program {
	if len(list) <= n {
		return list
	}
	out := make([]Program, n)
	for i := range out {
		out[i] = list[i*len(list)/n]
	}
	return out
}

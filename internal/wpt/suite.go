package wpt

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Suite is the tests and what they load, by name relative to the root, such as
// "resources/testharness.js".
type Suite struct {
	read  func(name string) ([]byte, error)
	names []string // sorted
}

// ErrNoSuite is the error of Locate when the tests are not there.
var ErrNoSuite = errors.New("the Web Platform Tests are not here: set KILN_WPT to a folder or archive with them")

// Locate returns where the tests are: the folder or archive (.tar.gz) that the environment variable
// KILN_WPT names, else the newest of ../shared/wpt/*.tar.gz beside the project's folder root.
func Locate(root string) (string, error) {
	if named := os.Getenv("KILN_WPT"); named != "" {
		return named, nil
	}
	found, err := filepath.Glob(filepath.Join(root, "..", "shared", "wpt", "*.tar.gz"))
	if err != nil || len(found) == 0 {
		return "", ErrNoSuite
	}
	return slices.Max(found), nil
}

// Open opens a folder or an archive with the tests.
func Open(location string) (*Suite, error) {
	info, err := os.Stat(location)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return openFolder(location)
	}
	return openArchive(location)
}

func openFolder(location string) (*Suite, error) {
	folder := os.DirFS(location)
	s := &Suite{read: func(name string) ([]byte, error) { return fs.ReadFile(folder, name) }}
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && name != "." && strings.HasPrefix(d.Name(), ".") {
			return fs.SkipDir
		}
		if err == nil && strings.HasSuffix(name, testSuffix) {
			s.names = append(s.names, name)
		}
		return err
	})
	slices.Sort(s.names)
	return s, err
}

func openArchive(location string) (*Suite, error) {
	f, err := os.Open(location)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		name := path.Clean(h.Name)
		if files[name], err = io.ReadAll(r); err != nil {
			return nil, err
		}
	}
	s := &Suite{read: func(name string) ([]byte, error) {
		if data, ok := files[name]; ok {
			return data, nil
		}
		return nil, fs.ErrNotExist
	}}
	for name := range files {
		if strings.HasSuffix(name, testSuffix) {
			s.names = append(s.names, name)
		}
	}
	slices.Sort(s.names)
	return s, nil
}

// testSuffix ends the names of tests that run in any global scope.
const testSuffix = ".any.js"

// alias are files that servers of the tests offer under a second name.
var alias = map[string]string{"resources/WebIDLParser.js": "resources/webidl2/lib/webidl2.js"}

// ReadFile returns a file of the suite; the name may begin with a slash.
func (s *Suite) ReadFile(name string) ([]byte, error) {
	name = strings.TrimPrefix(name, "/")
	if other, ok := alias[name]; ok {
		name = other
	}
	return s.read(name)
}

// A Test is a file, to be run in one variant.
type Test struct {
	Name    string   // of the file
	Variant string   // "" or such as "?1-10"
	Scripts []string // what is loaded before
}

// String is the name with the variant.
func (t *Test) String() string { return t.Name + t.Variant }

// Tests returns the tests below the folder under, in order, but for those that want a document
// or a shadow realm.
func (s *Suite) Tests(under string) ([]Test, error) {
	var tests []Test
	for _, name := range s.names {
		if !strings.HasPrefix(name, under+"/") {
			continue
		}
		source, err := s.ReadFile(name)
		if err != nil {
			return nil, err
		}
		t := Test{Name: name}
		variants, runs := []string(nil), true
		for key, value := range metadata(string(source)) {
			switch key {
			case "script":
				if !strings.HasPrefix(value, "/") {
					value = path.Join(path.Dir(name), value)
				}
				t.Scripts = append(t.Scripts, value)
			case "variant":
				variants = append(variants, value)
			case "global":
				runs = slices.ContainsFunc(strings.Split(value, ","), func(scope string) bool {
					return scope == "worker" || scope == "dedicatedworker"
				})
			}
		}
		if len(variants) == 0 {
			variants = []string{""}
		}
		for _, v := range variants {
			if runs {
				t.Variant = v
				tests = append(tests, t)
			}
		}
	}
	return tests, nil
}

// metadata yields the comments "// META: key=value" at the beginning of a test.
func metadata(source string) func(yield func(key, value string) bool) {
	return func(yield func(key, value string) bool) {
		for line := range strings.Lines(source) {
			text, ok := strings.CutPrefix(strings.TrimSpace(line), "// META:")
			if !ok {
				return
			}
			key, value, _ := strings.Cut(strings.TrimSpace(text), "=")
			if !yield(key, value) {
				return
			}
		}
	}
}

package suite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"sync"
)

// CloneCommand is the line that fetches the suite.
const CloneCommand = "git clone --depth=1 https://github.com/tc39/test262 test262-suite"

// ErrNoSuite is returned by Locate when there is no suite anywhere.
var ErrNoSuite = errors.New("the conformance suite was not found; fetch it with\n    " + CloneCommand +
	"\nor name a folder or a .tar.gz with --suite or KILN_TEST262")

// Files is a readable suite. It may be used by many goroutines.
type Files interface {
	// ReadFile returns the bytes of a file named relative to the suite's root,
	// such as "harness/assert.js". The error of a file that does not exist
	// satisfies errors.Is(err, fs.ErrNotExist).
	ReadFile(name string) ([]byte, error)
	// Names lists the files below the base of the suite's style, sorted, without the base.
	Names() ([]string, error)
	// Location is what Reopen takes to open the same suite in another process.
	Location() string
	// Close releases what the suite holds; a temporary pack is removed.
	Close() error
}

// Locate chooses the suite: the flag if it is not empty, else the environment
// variable KILN_TEST262, else the newest of ../shared/test262/*.tar.gz, else
// ./test262-suite. A pattern may name several archives: the last in the order of
// names is taken.
func Locate(flag string) (string, error) {
	for _, named := range []string{flag, os.Getenv("KILN_TEST262")} {
		if named == "" {
			continue
		}
		if found := glob(named); found != "" {
			return found, nil
		}
		return "", fmt.Errorf("there is no suite at %s", named)
	}
	for _, candidate := range []string{
		filepath.Join("..", "shared", "test262", "*.tar.gz"),
		"test262-suite",
	} {
		if found := glob(candidate); found != "" {
			return found, nil
		}
	}
	return "", ErrNoSuite
}

func glob(pattern string) string {
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) == 0 {
		return ""
	}
	sort.Strings(found)
	return found[len(found)-1]
}

// Open opens test262, a folder or a packed archive.
func Open(location string) (Files, error) {
	files, _, err := OpenAs(location, &test262{})
	return files, err
}

// OpenAs opens a suite of one of the styles, and returns that style; of several the first
// whose mark is there. A folder must have the base of the style, too.
func OpenAs(location string, styles ...Style) (Files, Style, error) {
	info, err := os.Stat(location)
	if err != nil {
		return nil, nil, fmt.Errorf("suite: %w", err)
	}
	if info.IsDir() {
		return openFolder(location, styles)
	}
	if !strings.HasSuffix(location, ".tar.gz") && !strings.HasSuffix(location, ".tgz") {
		return nil, nil, fmt.Errorf("suite %s: neither a folder nor a .tar.gz", location)
	}
	return packArchive(location, styles)
}

// Reopen opens what another process opened before, from its Location.
func Reopen(location string, style Style) (Files, error) {
	if strings.HasSuffix(location, packSuffix) {
		return openPack(location, style)
	}
	files, _, err := openFolder(location, []Style{style})
	return files, err
}

type folder struct{ root, base string }

func openFolder(root string, styles []Style) (Files, Style, error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil, nil, err
	}
	for _, style := range styles {
		if exists(root, style.Mark()) && exists(root, style.Base()) {
			return folder{abs, style.Base()}, style, nil
		}
	}
	return nil, nil, fmt.Errorf("suite %s: it has no %s", root, marks(styles))
}

func exists(root, name string) bool {
	_, err := os.Stat(filepath.Join(root, filepath.FromSlash(name)))
	return err == nil
}

// marks says what one looks for.
func marks(styles []Style) string {
	var out []string
	for _, s := range styles {
		out = append(out, s.Mark()+" ("+s.Name()+")")
	}
	return strings.Join(out, ", ")
}

func (f folder) ReadFile(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return os.ReadFile(filepath.Join(f.root, filepath.FromSlash(name)))
}

func (f folder) Names() ([]string, error) {
	var names []string
	err := fs.WalkDir(os.DirFS(f.root), path.Join(".", f.base), func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, below(name, f.base))
		}
		return err
	})
	sort.Strings(names)
	return names, err
}

// below cuts a folder off a name that lies in it.
func below(name, folder string) string {
	if folder == "" {
		return name
	}
	return strings.TrimPrefix(name, folder+"/")
}

func (f folder) Location() string { return f.root }
func (f folder) Close() error     { return nil }

// Load reads the front matter of all tests that keep selects by path, sorted
// by path. A nil keep selects all of them.
func Load(files Files, keep func(path string) bool) ([]*Test, error) {
	names, err := files.Names()
	if err != nil {
		return nil, err
	}
	tests := make([]*Test, 0, len(names))
	for _, name := range names {
		if IsTestFile(name) && (keep == nil || keep(name)) {
			tests = append(tests, &Test{Path: name})
		}
	}
	var (
		group sync.WaitGroup
		mu    sync.Mutex
		errs  []error
		next  = make(chan *Test, 256)
	)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for t := range next {
				if err := t.load(files); err != nil {
					mu.Lock()
					errs = append(errs, err)
					mu.Unlock()
				}
			}
		})
	}
	for _, t := range tests {
		next <- t
	}
	close(next)
	group.Wait()
	return tests, errors.Join(errs...)
}

func (t *Test) load(files Files) error {
	source, err := files.ReadFile(path.Join("test", t.Path))
	if err != nil {
		return err
	}
	if t.Meta, err = ParseMeta(string(source)); err != nil {
		return fmt.Errorf("%s: %w", t.Path, err)
	}
	return nil
}

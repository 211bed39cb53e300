package kiln

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/kilnjs/kiln/internal/nodepkg"
	"github.com/kilnjs/kiln/internal/weburl"
)

// NodeLoader is a Loader that finds bare specifiers in the folders node_modules around the
// referrer, as Node does for ES modules: `exports` and `imports` of package.json with
// conditions, patterns and null, packages that import themselves by name, `main` and index.js. A package without `exports` may
// name its ES module by `module`. Other specifiers are those of Next, but must name a file.
//
// Packages must be ES modules; one of CommonJS is an error that says so. The modules of Node
// itself are not there; Runtime.Module can provide them, by names such as "node:fs".
//
// Each package.json is read once. A NodeLoader may be used by many runtimes at the same time,
// but not be copied.
type NodeLoader struct {
	// Next is where the files are: a FileLoader, an FSLoader or another StatLoader.
	Next Loader
	// Conditions are the keys of conditional exports that hold besides "default"; nil means
	// "kiln" and "import".
	Conditions []string
	// PreserveSymlinks keeps the names of symbolic links. Without it a module has the name
	// of the file that they lead to, from where it finds its own packages.
	PreserveSymlinks bool

	packages sync.Map // by name of package.json: *nodepkg.Package
}

var defaultConditions = []string{"kiln", "import"}

// maxPackageFile bounds a package.json in bytes.
const maxPackageFile = 16 << 20

func (l *NodeLoader) resolver() (*nodepkg.Resolver, error) {
	files, ok := l.Next.(StatLoader)
	if !ok {
		return nil, errors.New("kiln: NodeLoader.Next is no StatLoader")
	}
	conditions := l.Conditions
	if conditions == nil {
		conditions = defaultConditions
	}
	return &nodepkg.Resolver{Files: nodeFiles{files}, Conditions: conditions, Load: l.load}, nil
}

// load keeps what package.json say. What is not there is not kept: scripts choose for what to
// look.
func (l *NodeLoader) load(file string, parse func() (*nodepkg.Package, error)) (*nodepkg.Package, error) {
	if p, ok := l.packages.Load(file); ok {
		return p.(*nodepkg.Package), nil
	}
	p, err := parse()
	if err == nil {
		l.packages.Store(file, p)
	}
	return p, err
}

// nodeFiles are the files of a loader as package nodepkg sees them.
type nodeFiles struct{ l StatLoader }

func (f nodeFiles) Relative(path, from string) (string, error) {
	if path == "." {
		path = "./"
	}
	return f.l.Resolve(path, from)
}

func (f nodeFiles) IsFile(name string) bool {
	info, err := f.l.Stat(name)
	return err == nil && !info.IsDir()
}

func (f nodeFiles) IsDir(name string) bool {
	info, err := f.l.Stat(name)
	return err == nil && info.IsDir()
}

func (f nodeFiles) Read(name string) ([]byte, error) {
	return readFrom(f.l, name, maxPackageFile, unpolled)
}

// Resolve implements Loader.
func (l *NodeLoader) Resolve(specifier, referrer string) (string, error) {
	r, err := l.resolver()
	if err != nil {
		return "", err
	}
	var name string
	switch {
	case specifier == "":
		return "", errors.New("the specifier is empty")
	case strings.HasPrefix(specifier, "node:"):
		return "", errors.New("modules of Node are not there unless Runtime.Module provides them")
	case strings.HasPrefix(specifier, "/"), strings.HasPrefix(specifier, "./"), strings.HasPrefix(specifier, "../"), weburl.HasScheme(specifier):
		name, err = l.Next.Resolve(specifier, referrer)
	case referrer == "" && !strings.HasPrefix(specifier, "#"):
		// The host may name its main module as Next does.
		if name, err = l.Next.Resolve(specifier, referrer); err != nil || r.Check(name) != nil {
			name, err = r.Bare(specifier, "host")
		}
	default:
		name, err = r.Bare(specifier, referrer)
	}
	if err != nil {
		return "", err
	}
	if err := r.Check(name); err != nil {
		return "", err
	}
	if l.PreserveSymlinks {
		return name, nil
	}
	return realNameIn(l.Next, name)
}

// Read implements Loader.
func (l *NodeLoader) Read(name string) ([]byte, error) { return l.ReadUpTo(name, unlimited) }

// ReadUpTo implements BoundedLoader.
func (l *NodeLoader) ReadUpTo(name string, max int64) ([]byte, error) {
	return readFrom(l.Next, name, max, unpolled)
}

// checkSource refuses CommonJS.
func (l *NodeLoader) checkSource(name string, text []byte) error {
	why, err := l.commonJS(name)
	if err != nil {
		return err
	}
	if why != "" && (why != untyped || looksLikeCommonJS(text)) {
		return fmt.Errorf("%s is a CommonJS module (%s); only ES modules can be imported", name, why)
	}
	return checkSource(l.Next, name, text)
}

// untyped is the reason why a file may be CommonJS that its text decides.
const untyped = `its package.json does not say "type": "module"`

// commonJS tells why Node takes a file for CommonJS, "" if it does not.
func (l *NodeLoader) commonJS(name string) (string, error) {
	switch path.Ext(name) {
	case ".cjs":
		return "its name ends with .cjs", nil
	case ".js":
		r, err := l.resolver()
		if err != nil {
			return "", err
		}
		p, err := r.Scope(name)
		switch {
		case err != nil:
			return "", err
		case p == nil, p.Type != "module" && p.Type != "commonjs":
			return untyped, nil
		case p.Type == "commonjs":
			return p.File + ` says "type": "commonjs"`, nil
		}
	}
	return "", nil
}

var (
	usesCommonJS = regexp.MustCompile(`(?:^|[^.\w$])(?:module\.exports\b|exports\.[\w$]+\s*=|exports\[|require\s*\(|Object\.defineProperty\(exports\b)`)
	usesModules  = regexp.MustCompile(`(?m)(?:^|[;}])\s*(?:export\b|import\s*(?:[\w$*{"']|\())|\bimport\.meta\b`)
)

// looksLikeCommonJS guesses what a text without a type is.
func looksLikeCommonJS(text []byte) bool { return usesCommonJS.Match(text) && !usesModules.Match(text) }

// URL implements URLLoader.
func (l *NodeLoader) URL(name string) string { return urlOf(l.Next, name) }

// ModuleType implements TypeLoader.
func (l *NodeLoader) ModuleType(name string, asked ModuleType) (ModuleType, error) {
	return typeOf(l.Next, name, asked)
}

// Stat implements StatLoader.
func (l *NodeLoader) Stat(name string) (fs.FileInfo, error) { return statIn(l.Next, name) }

// RealName implements StatLoader.
func (l *NodeLoader) RealName(name string) (string, error) { return realNameIn(l.Next, name) }

package nodepkg

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/weburl"
)

// Files is where modules are.
type Files interface {
	// Relative returns the name of what path, which begins with ./ or ../, means in the
	// directory of the file called from. It is an error that this leads out of the files.
	Relative(path, from string) (string, error)
	// IsFile and IsDir tell what has a name.
	IsFile(name string) bool
	IsDir(name string) bool
	// Read returns the text of a package.json.
	Read(name string) ([]byte, error)
}

// Resolver resolves specifiers.
type Resolver struct {
	Files Files
	// Conditions are the keys of conditional exports and imports that hold, besides
	// "default".
	Conditions []string
	// Load returns the package of a package.json that is there; nil means that each is read
	// every time.
	Load func(file string, parse func() (*Package, error)) (*Package, error)
}

// Error says why a specifier names no module. Its kinds are those of the algorithm.
type Error struct {
	Kind ErrorKind
	Text string
}

// Error is the text.
func (e *Error) Error() string { return e.Text }

// ErrorKind is a kind of error.
type ErrorKind uint8

// The errors of the algorithm.
const (
	InvalidSpecifier ErrorKind = iota
	InvalidConfiguration
	InvalidTarget
	NotExported
	NotDefined
	NotFound
	Directory
)

func fail(kind ErrorKind, format string, args ...any) error {
	return &Error{kind, fmt.Sprintf(format, args...)}
}

// Bare resolves a specifier that is neither a path nor a URL, as seen from the module or
// script called from (PACKAGE_RESOLVE, PACKAGE_IMPORTS_RESOLVE). The result need not be a
// file: see Check.
func (r *Resolver) Bare(specifier, from string) (string, error) {
	if strings.HasPrefix(specifier, "#") {
		return r.packageImport(specifier, from)
	}
	return r.packageResolve(specifier, from)
}

// Check tells whether a resolved name is that of a file.
func (r *Resolver) Check(name string) error {
	switch {
	case r.Files.IsFile(name):
		return nil
	case r.Files.IsDir(name):
		return fail(Directory, "%s is a directory", name)
	}
	return fail(NotFound, "there is no file %s", name)
}

// splitName is the name of a package and the rest of a specifier, as ".".
func splitName(specifier string) (name, subpath string, ok bool) {
	end := strings.IndexByte(specifier, '/')
	if strings.HasPrefix(specifier, "@") {
		if end < 0 {
			return "", "", false
		}
		if next := strings.IndexByte(specifier[end+1:], '/'); next >= 0 {
			end += 1 + next
		} else {
			end = -1
		}
	}
	if end < 0 {
		end = len(specifier)
	}
	name = specifier[:end]
	return name, "." + specifier[end:], name != "" && name[0] != '.' && !strings.ContainsAny(name, `\%`)
}

// packageResolve is PACKAGE_RESOLVE.
func (r *Resolver) packageResolve(specifier, from string) (string, error) {
	name, subpath, ok := splitName(specifier)
	if !ok {
		return "", fail(InvalidSpecifier, "%q names no package", specifier)
	}
	self, err := r.scope(from)
	if err != nil {
		return "", err
	}
	if self != nil && self.exports != nil && self.Name == name {
		return r.packageExports(self, subpath)
	}
	last := ""
	for up := "./"; ; up += "../" {
		file, err := r.Files.Relative(up+"node_modules/"+name+"/package.json", from)
		if err != nil || file == last {
			break
		}
		last = file
		dir, err := r.Files.Relative(".", file)
		if err != nil || !r.Files.IsDir(dir) {
			continue
		}
		p, err := r.load(file)
		switch {
		case err != nil:
			return "", err
		case p != nil && p.exports != nil:
			return r.packageExports(p, subpath)
		case subpath == ".":
			return r.main(file, p)
		}
		return r.Files.Relative(subpath, file)
	}
	return "", fail(NotFound, "there is no package %q in a node_modules", name)
}

// main is the file of a package without exports.
func (r *Resolver) main(file string, p *Package) (string, error) {
	var tries []string
	if p != nil {
		for _, field := range []string{p.Module, p.Main} {
			if field != "" {
				field = "./" + field
				tries = append(tries, field, field+".js", field+".mjs", field+"/index.js", field+"/index.mjs")
			}
		}
	}
	for _, path := range append(tries, "./index.js", "./index.mjs") {
		if name, err := r.Files.Relative(path, file); err == nil && r.Files.IsFile(name) {
			return name, nil
		}
	}
	return "", fail(NotFound, "the package of %s has no main file", file)
}

// load is READ_PACKAGE_JSON: nil when there is no such file.
func (r *Resolver) load(file string) (*Package, error) {
	if !r.Files.IsFile(file) {
		return nil, nil
	}
	parse := func() (*Package, error) {
		text, err := r.Files.Read(file)
		if err != nil {
			return nil, err
		}
		p, err := parsePackage(file, text)
		if err != nil {
			return nil, fail(InvalidConfiguration, "%v", err)
		}
		return p, nil
	}
	if r.Load != nil {
		return r.Load(file, parse)
	}
	return parse()
}

// Scope returns the package that the file called from belongs to (LOOKUP_PACKAGE_SCOPE), nil
// when there is none.
func (r *Resolver) Scope(from string) (*Package, error) { return r.scope(from) }

func (r *Resolver) scope(from string) (*Package, error) {
	last := ""
	for up := "./"; ; up += "../" {
		file, err := r.Files.Relative(up+"package.json", from)
		if err != nil || file == last {
			return nil, nil //nolint:nilerr // the root is reached
		}
		last = file
		dir := strings.TrimSuffix(strings.ReplaceAll(file, `\`, "/"), "/package.json")
		if dir == "node_modules" || strings.HasSuffix(dir, "/node_modules") {
			return nil, nil
		}
		if p, err := r.load(file); p != nil || err != nil {
			return p, err
		}
	}
}

// packageExports is PACKAGE_EXPORTS_RESOLVE.
func (r *Resolver) packageExports(p *Package, subpath string) (string, error) {
	dotted, plain := 0, 0
	for _, key := range p.exports.keys {
		if strings.HasPrefix(key, ".") {
			dotted++
		} else {
			plain++
		}
	}
	if dotted > 0 && plain > 0 {
		return "", fail(InvalidConfiguration, `"exports" of %s has both paths and conditions`, p.File)
	}
	var found string
	var err error
	switch {
	case subpath == "." && dotted == 0:
		found, err = r.target(p, p.exports, nil, false)
	case subpath == ".":
		if t := p.exports.get("."); t != nil {
			found, err = r.target(p, t, nil, false)
		}
	case dotted > 0:
		found, err = r.matchKey(p, subpath, p.exports, false)
	}
	switch {
	case err != nil && !errors.Is(err, errNull):
		return "", err
	case err == nil && found != "":
		return found, nil
	case subpath == ".":
		return "", fail(NotExported, "%s exports no main module", p.File)
	}
	return "", fail(NotExported, "%s does not export %q", p.File, subpath)
}

// packageImport is PACKAGE_IMPORTS_RESOLVE.
func (r *Resolver) packageImport(specifier, from string) (string, error) {
	if specifier == "#" || strings.HasPrefix(specifier, "#/") {
		return "", fail(InvalidSpecifier, "%q names no import of a package", specifier)
	}
	p, err := r.scope(from)
	if err != nil {
		return "", err
	}
	if p == nil {
		return "", fail(NotDefined, "%q is asked for outside of a package", specifier)
	}
	if p.imports != nil && p.imports.kind == targetObject {
		found, err := r.matchKey(p, specifier, p.imports, true)
		if err == nil && found != "" {
			return found, nil
		}
		if err != nil && !errors.Is(err, errNull) {
			return "", err
		}
	}
	return "", fail(NotDefined, "%s defines no import %q", p.File, specifier)
}

// matchKey is PACKAGE_IMPORTS_EXPORTS_RESOLVE: "" when no key matches.
func (r *Resolver) matchKey(p *Package, key string, object *target, imports bool) (string, error) {
	if strings.HasSuffix(key, "/") {
		return "", nil
	}
	if !strings.Contains(key, "*") {
		if t := object.get(key); t != nil {
			return r.target(p, t, nil, imports)
		}
	}
	patterns := slices.DeleteFunc(slices.Clone(object.keys), func(k string) bool { return strings.Count(k, "*") != 1 })
	slices.SortStableFunc(patterns, comparePatterns)
	for _, pattern := range patterns {
		base, trailer, _ := strings.Cut(pattern, "*")
		if len(key) >= len(pattern) && key != base && strings.HasPrefix(key, base) && strings.HasSuffix(key, trailer) {
			match := key[len(base) : len(key)-len(trailer)]
			return r.target(p, object.get(pattern), &match, imports)
		}
	}
	return "", nil
}

// comparePatterns is PATTERN_KEY_COMPARE.
func comparePatterns(a, b string) int {
	if d := strings.IndexByte(b, '*') - strings.IndexByte(a, '*'); d != 0 {
		return d
	}
	return len(b) - len(a)
}

// errNull is a target that says that there is nothing.
var errNull = errors.New("null")

// target is PACKAGE_TARGET_RESOLVE: "" when no condition holds, errNull for null.
func (r *Resolver) target(p *Package, t *target, match *string, imports bool) (string, error) {
	switch t.kind {
	case targetText:
		return r.targetText(p, t.text, match, imports)
	case targetObject:
		for i, key := range t.keys {
			if n, err := strconv.ParseUint(key, 10, 32); err == nil && strconv.FormatUint(n, 10) == key {
				return "", fail(InvalidConfiguration, "a condition of %s is a number: %s", p.File, key)
			}
			if key != "default" && !slices.Contains(r.Conditions, key) {
				continue
			}
			if found, err := r.target(p, t.values[i], match, imports); found != "" || err != nil {
				return found, err
			}
		}
		return "", nil
	case targetList:
		last := errNull
		for _, v := range t.values {
			found, err := r.target(p, v, match, imports)
			var e *Error
			switch {
			case errors.Is(err, errNull), errors.As(err, &e) && e.Kind == InvalidTarget:
				last = err
			case found != "" || err != nil:
				return found, err
			}
		}
		return "", last
	case targetNull:
		return "", errNull
	}
	return "", fail(InvalidTarget, "a target of %s is neither text, object, array nor null", p.File)
}

func (r *Resolver) targetText(p *Package, text string, match *string, imports bool) (string, error) {
	full := text
	if match != nil {
		full = strings.ReplaceAll(text, "*", *match)
	}
	rest, relative := strings.CutPrefix(text, "./")
	if !relative {
		if !imports || strings.HasPrefix(text, "../") || strings.HasPrefix(text, "/") || weburl.HasScheme(text) {
			return "", fail(InvalidTarget, `the target %q of %s does not begin with "./"`, text, p.File)
		}
		return r.packageResolve(full, p.File)
	}
	if badSegments(rest) {
		return "", fail(InvalidTarget, "the target %q of %s leads out of the package", text, p.File)
	}
	if match != nil && badSegments(*match) {
		return "", fail(InvalidSpecifier, "%q matches a pattern of %s with a part that leads elsewhere", *match, p.File)
	}
	return r.Files.Relative(full, p.File)
}

// badSegments reports whether a path has segments that a target must not have.
func badSegments(path string) bool {
	for _, segment := range strings.FieldsFunc(path+"/", func(r rune) bool { return r == '/' || r == '\\' }) {
		plain, ok := weburl.Unescape(strings.ToLower(segment))
		if !ok || plain == "." || plain == ".." || plain == "node_modules" {
			return true
		}
	}
	return strings.Contains(path, "//") || strings.HasPrefix(path, "/")
}

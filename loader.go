package kiln

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Loader finds the source texts of modules.
type Loader interface {
	// Resolve returns the name of the module that specifier means when the module
	// or script named referrer asks for it; referrer is "" for the host. Equal
	// names are one module.
	Resolve(specifier, referrer string) (name string, err error)
	// Read returns the text of the module with a name that Resolve returned.
	Read(name string) ([]byte, error)
}

// BoundedLoader is a Loader that can stop reading. Scripts choose what is read,
// so a loader of anything larger than memory should be one.
type BoundedLoader interface {
	Loader
	// ReadUpTo is Read, but an error for a text of more than max bytes, which is
	// the limit of the heap.
	ReadUpTo(name string, max int64) ([]byte, error)
}

// FileLoader loads modules from the file system. Specifiers are file URLs or
// paths, relative to the directory of the referrer when they begin with ./ or ../,
// else to Root. The name of a module is its path relative to the working
// directory when it is below that, else the absolute path.
type FileLoader struct {
	// Root is where specifiers without ./ start; "" is the working directory.
	Root string
}

// Resolve implements Loader.
func (l FileLoader) Resolve(specifier, referrer string) (string, error) {
	path := specifier
	switch {
	case path == "":
		return "", errors.New("the specifier is empty")
	case strings.HasPrefix(path, "file:"):
		u, err := url.Parse(path)
		if err != nil {
			return "", fmt.Errorf("%s is no URL", path)
		}
		if u.Host != "" && u.Host != "localhost" {
			return "", fmt.Errorf("%s names another machine", path)
		}
		path = filepath.FromSlash(u.Path)
	case filepath.IsAbs(path):
	case strings.HasPrefix(path, "./") || strings.HasPrefix(path, "../"):
		path = filepath.Join(filepath.Dir(referrer), path)
	default:
		path = filepath.Join(l.Root, path)
	}
	return moduleName(path), nil
}

// moduleName is the one name of the module in the file at path.
func moduleName(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.Clean(path)
	}
	if dir, err := os.Getwd(); err == nil {
		if rel, err := filepath.Rel(dir, abs); err == nil && filepath.IsLocal(rel) {
			return rel
		}
	}
	return abs
}

// Read implements Loader.
func (l FileLoader) Read(name string) ([]byte, error) { return l.ReadUpTo(name, math.MaxInt64-1) }

// ReadUpTo implements BoundedLoader. Nothing but a regular file is read: a pipe
// may never say anything, a device never end.
func (l FileLoader) ReadUpTo(name string, max int64) ([]byte, error) {
	return readFile(name, max, func() error { return nil })
}

// readPiece is how many bytes of a file lie between two looks at the limits.
const readPiece = 1 << 20

// readFile reads a file of up to max bytes. An error of poll, which is called before each
// piece, ends that.
func readFile(name string, max int64, poll func() error) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no file %s", name)
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s is a directory", name)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no regular file", name)
	case info.Size() > max:
		return nil, errSourceSize(name, max)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	// The size is a hint: files of /proc, and those that grow, have more.
	text := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	for int64(text.Len()) <= max {
		if err := poll(); err != nil {
			return nil, err
		}
		n, err := text.ReadFrom(io.LimitReader(file, min(readPiece, max+1-int64(text.Len()))))
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return text.Bytes(), nil
		}
	}
	return nil, errSourceSize(name, max)
}

func errSourceSize(name string, max int64) error {
	return fmt.Errorf("%s has more than %d bytes", name, max)
}

// readModule reads a text that a script asked for, within the limits of the heap.
func (rt *Runtime) readModule(name string) ([]byte, error) {
	max := rt.obj.Heap.MaxBytes()
	if _, ok := rt.loader.(FileLoader); ok {
		return readFile(name, max, func() error {
			rt.obj.Work(readPiece)
			return rt.obj.Step()
		})
	}
	if l, ok := rt.loader.(BoundedLoader); ok {
		return l.ReadUpTo(name, max)
	}
	text, err := rt.loader.Read(name)
	if err == nil && int64(len(text)) > max {
		err = errSourceSize(name, max)
	}
	return text, err
}

// mainName is the name under which modules find the main module.
func (rt *Runtime) mainName(name string) string {
	if _, ok := rt.loader.(FileLoader); ok {
		return moduleName(name)
	}
	return name
}

// moduleKey identifies a module of a realm: its name and its type attribute.
type moduleKey struct {
	realm *object.Realm
	name  string
	kind  string
}

// loadWork is what the look for a module counts as (object.Runtime.Work).
const loadWork = 1 << 14

// loadModule answers object.Hooks.LoadModule.
func (rt *Runtime) loadModule(o *object.Runtime, referrer *object.Instance, req object.ModuleRequest) (*object.Module, error) {
	from, realm := "", o.Cur
	if referrer != nil {
		realm = referrer.Realm
		from = referrer.Prog.Source.Name
		if referrer.Module != nil {
			from = referrer.Module.Name
		}
	}
	if rt.options.Host262 && req.Specifier == moduleSourceSpecifier {
		return rt.moduleSource(realm), nil
	}
	o.Work(loadWork)
	name, err := rt.loader.Resolve(req.Specifier, from)
	if err != nil {
		return nil, rt.throwModule(object.TypeErrorPrototype, req.Specifier, from, err)
	}
	kind := req.Attribute("type")
	key := moduleKey{realm, name, kind}
	if m := rt.modules[key]; m != nil {
		return m, nil
	}
	text, err := rt.readModule(name)
	if ended, ok := err.(*object.Termination); ok {
		return nil, ended
	}
	if err == nil {
		if err := o.ChargeSource(len(text)); err != nil {
			return nil, err
		}
	}
	if err != nil {
		return nil, rt.throwModule(object.TypeErrorPrototype, req.Specifier, from, err)
	}
	m, err := rt.newModule(realm, name, kind, text)
	if err != nil {
		switch t := err.(type) {
		case *object.Termination:
			return nil, err
		case *object.Throw:
			if t.Cause == nil {
				return nil, err
			}
		}
		return nil, rt.throwModule(object.SyntaxErrorPrototype, req.Specifier, from, err)
	}
	rt.modules[key] = m
	return m, nil
}

// newModule makes the record of a module of some type.
func (rt *Runtime) newModule(realm *object.Realm, name, kind string, text []byte) (*object.Module, error) {
	o := rt.obj
	lib := o.Library()
	var v heap.Value
	var err error
	switch kind {
	case "":
		var memory heap.Account // never closed: a module stays
		prog, err := o.Parse(&memory, func(poll syntax.Poll) (*syntax.Program, error) {
			prog, err := parse(syntax.NewSource(name, string(text)), Module, poll)
			if err != nil {
				return nil, err
			}
			return prog.prog, nil
		})
		if err != nil {
			return nil, err
		}
		return o.NewModule(prog, realm, name), nil
	case "json":
		if lib.ParseJSON == nil {
			return nil, errors.New("JSON modules are not available")
		}
		v, err = lib.ParseJSON(o, strings.ToValidUTF8(string(text), "\uFFFD"))
	case "text":
		v = o.Heap.NewString(strings.ToValidUTF8(string(text), "\uFFFD")).Value()
	case "bytes":
		if lib.NewBytes == nil {
			return nil, errors.New("bytes modules are not available")
		}
		v, err = lib.NewBytes(o, text)
	default:
		return nil, fmt.Errorf("modules of type %q are not supported", kind)
	}
	if err != nil {
		return nil, err
	}
	return o.NewDefaultModule(realm, name, v), nil
}

// throwModule makes the throw of a module that cannot be loaded; the Go error
// behind it tells the embedder.
func (rt *Runtime) throwModule(proto object.IntrinsicID, specifier, referrer string, err error) error {
	msg := fmt.Sprintf("Cannot load module '%s'", specifier)
	if referrer != "" {
		msg += " imported from " + referrer
	}
	var syn *SyntaxError
	if errors.As(err, &syn) {
		msg = syn.Err.Msg
		if syn.Err.File != "" {
			msg = fmt.Sprintf("%s (%s:%d:%d)", msg, syn.Err.File, syn.Err.Line, syn.Err.Col)
		}
	} else {
		msg += ": " + err.Error()
	}
	thrown := rt.obj.Throw(rt.obj.NewError(proto, msg).Value()).(*object.Throw)
	name := "TypeError"
	if proto == object.SyntaxErrorPrototype {
		name = "SyntaxError"
	}
	thrown.Cause = &ModuleError{Specifier: specifier, Referrer: referrer, Name: name, Message: msg, Err: err}
	return thrown
}

// importMeta answers object.Hooks.ImportMeta.
func importMeta(o *object.Runtime, m *object.Module, meta *heap.Object) error {
	text := m.Name
	if abs, err := filepath.Abs(m.Name); err == nil {
		text = (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}).String()
	}
	return o.CreateDataPropertyOrThrow(meta, o.Heap.InternGo("url"), o.Heap.NewString(text).Value())
}

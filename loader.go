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

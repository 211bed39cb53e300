package kiln

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// FileLoader loads modules from the file system of the machine, all of it: a specifier may
// lead anywhere, and symbolic links are followed. FSLoader keeps to a directory.
//
// Specifiers are file URLs or paths, relative to the directory of the referrer when they
// begin with ./ or ../, else to Root. The name of a module is its path relative to the
// working directory when it is below that, else the absolute path. Two links to one file are
// two modules.
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
func (l FileLoader) Read(name string) ([]byte, error) { return l.ReadUpTo(name, unlimited) }

// ReadUpTo implements BoundedLoader. Nothing but a regular file is read.
func (l FileLoader) ReadUpTo(name string, max int64) ([]byte, error) {
	return l.readPolled(name, max, unpolled)
}

func (l FileLoader) readPolled(name string, max int64, poll func() error) ([]byte, error) {
	info, err := os.Stat(name)
	if err := checkFile(name, max, info, err); err != nil {
		return nil, err
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(name, file, info.Size(), max, poll)
}

// URL implements URLLoader: the file URL of the absolute path.
func (l FileLoader) URL(name string) string {
	if strings.HasPrefix(name, "file:") {
		return name
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		abs = name
	}
	path := filepath.ToSlash(abs)
	if !strings.HasPrefix(path, "/") { // a drive letter
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// Stat implements StatLoader.
func (l FileLoader) Stat(name string) (fs.FileInfo, error) { return os.Stat(name) }

// RealName implements StatLoader.
func (l FileLoader) RealName(name string) (string, error) {
	path, err := filepath.EvalSymlinks(name)
	if err != nil {
		return "", err
	}
	return moduleName(path), nil
}

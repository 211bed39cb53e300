package kiln

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"strings"

	"github.com/kilnjs/kiln/internal/weburl"
)

// Loader finds the source texts of modules. Loaders wrap one another: an ImportMap or a
// NodeLoader asks another one for what it has found.
//
// A Loader may also be a BoundedLoader, URLLoader, TypeLoader or StatLoader. The loaders of
// this package are, and so are those that wrap others.
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

// URLLoader is a Loader whose modules have URLs.
type URLLoader interface {
	Loader
	// URL returns the URL of the module or script with a name: what import.meta.url says and
	// what an import map compares. Resolve understands it as a specifier.
	URL(name string) string
}

// ModuleType says what the bytes of a module are. The names are those of the attribute
// `type` of an import.
type ModuleType string

// The types of modules. A module of JSON, text or bytes has one export, default.
const (
	TypeJavaScript ModuleType = ""
	TypeJSON       ModuleType = "json"
	TypeText       ModuleType = "text"
	TypeBytes      ModuleType = "bytes" // a Uint8Array over an immutable buffer
)

// TypeLoader is a Loader that knows what its modules are. Of another loader a module is what
// the import says: `import data from "./data.json" with {type: "json"}`.
type TypeLoader interface {
	Loader
	// ModuleType returns the type of the module with a name. asked is what the import says;
	// an error refuses it.
	ModuleType(name string, asked ModuleType) (ModuleType, error)
}

// StatLoader is a Loader whose modules are files, which a NodeLoader can look for.
type StatLoader interface {
	Loader
	// Stat tells what has a name that Resolve returned. The error is fs.ErrNotExist when
	// nothing has.
	Stat(name string) (fs.FileInfo, error)
	// RealName returns the name of what a symbolic link leads to, for other files the name
	// itself.
	RealName(name string) (string, error)
}

// noModules is the loader of a runtime that was given none.
type noModules struct{}

var errNoLoader = errors.New("this runtime loads no modules (kiln.Options.Loader is nil)")

func (noModules) Resolve(string, string) (string, error) { return "", errNoLoader }
func (noModules) Read(string) ([]byte, error)            { return nil, errNoLoader }

// readFrom reads a text of up to max bytes by the best way that the loader has. poll may end
// that.
func readFrom(l Loader, name string, max int64, poll func() error) ([]byte, error) {
	// These types themselves, not what embeds them and reads otherwise.
	switch l := l.(type) {
	case FileLoader:
		return l.readPolled(name, max, poll)
	case FSLoader:
		return l.readPolled(name, max, poll)
	case ExtensionLoader:
		return readFrom(l.Next, name, max, poll)
	case *ImportMap:
		return readFrom(l.next, name, max, poll)
	case *NodeLoader:
		return readFrom(l.Next, name, max, poll)
	case BoundedLoader:
		return l.ReadUpTo(name, max)
	}
	text, err := l.Read(name)
	if err == nil && int64(len(text)) > max {
		err = errSourceSize(name, max)
	}
	return text, err
}

// plainURL is where the modules of loaders that know no URLs are.
const plainURL = "kiln:///"

// urlOf is the URL of a module or script.
func urlOf(l Loader, name string) string {
	switch l := l.(type) {
	case URLLoader:
		return l.URL(name)
	default:
		if weburl.HasScheme(name) {
			return name
		}
		return plainURL + weburl.Escape(strings.TrimPrefix(name, "/"))
	}
}

// resolveURL resolves a URL that urlOf could have made.
func resolveURL(l Loader, url string) (string, error) {
	if _, ok := l.(URLLoader); !ok {
		if path, plain := strings.CutPrefix(url, plainURL); plain {
			if name, ok := weburl.Unescape(path); ok {
				return l.Resolve(name, "")
			}
		}
	}
	return l.Resolve(url, "")
}

// typeOf is the type of a module.
func typeOf(l Loader, name string, asked ModuleType) (ModuleType, error) {
	if l, ok := l.(TypeLoader); ok {
		return l.ModuleType(name, asked)
	}
	return asked, nil
}

// sourceChecker is a Loader that refuses texts that are no source texts of modules.
type sourceChecker interface {
	checkSource(name string, text []byte) error
}

// checkSource asks the loader whether the text of a module can be JavaScript.
func checkSource(l Loader, name string, text []byte) error {
	if l, ok := l.(sourceChecker); ok {
		return l.checkSource(name, text)
	}
	return nil
}

// ExtensionLoader gives modules a type by the extension of their names, so that an import
// need not say it.
type ExtensionLoader struct {
	// Next finds and reads the modules.
	Next Loader
	// Types are types by extension, such as ".txt": TypeText. An import that asks for
	// another one is refused.
	Types map[string]ModuleType
}

// Resolve implements Loader.
func (l ExtensionLoader) Resolve(specifier, referrer string) (string, error) {
	return l.Next.Resolve(specifier, referrer)
}

// Read implements Loader.
func (l ExtensionLoader) Read(name string) ([]byte, error) { return l.Next.Read(name) }

// ReadUpTo implements BoundedLoader.
func (l ExtensionLoader) ReadUpTo(name string, max int64) ([]byte, error) {
	return readFrom(l.Next, name, max, unpolled)
}

// URL implements URLLoader.
func (l ExtensionLoader) URL(name string) string { return urlOf(l.Next, name) }

// ModuleType implements TypeLoader.
func (l ExtensionLoader) ModuleType(name string, asked ModuleType) (ModuleType, error) {
	t, ok := l.Types[path.Ext(name)]
	switch {
	case !ok:
		return typeOf(l.Next, name, asked)
	case asked != "" && asked != t:
		return "", fmt.Errorf("it is of type %q, not %q", t, asked)
	}
	return t, nil
}

func (l ExtensionLoader) checkSource(name string, text []byte) error {
	return checkSource(l.Next, name, text)
}

// Stat implements StatLoader.
func (l ExtensionLoader) Stat(name string) (fs.FileInfo, error) { return statIn(l.Next, name) }

// RealName implements StatLoader.
func (l ExtensionLoader) RealName(name string) (string, error) { return realNameIn(l.Next, name) }

// errNoFiles is for loaders that are no StatLoader.
var errNoFiles = errors.New("the loader knows no files")

func statIn(l Loader, name string) (fs.FileInfo, error) {
	if l, ok := l.(StatLoader); ok {
		return l.Stat(name)
	}
	return nil, errNoFiles
}

func realNameIn(l Loader, name string) (string, error) {
	if l, ok := l.(StatLoader); ok {
		return l.RealName(name)
	}
	return name, nil
}

func unpolled() error { return nil }

// unlimited is more than any text has.
const unlimited = math.MaxInt64 - 1

// readPiece is how many bytes of a file lie between two looks at the limits.
const readPiece = 1 << 20

// missingFile is the error for a file that is not there.
type missingFile string

func (e missingFile) Error() string   { return "there is no file " + string(e) }
func (e missingFile) Is(t error) bool { return t == fs.ErrNotExist }

// checkFile tells whether a file can be a module: nothing but a regular file is read, since
// a pipe may never say anything, a device never end.
func checkFile(name string, max int64, info fs.FileInfo, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return missingFile(name)
	case err != nil:
		return err
	case info.IsDir():
		return fmt.Errorf("%s is a directory", name)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no regular file", name)
	case info.Size() > max:
		return errSourceSize(name, max)
	}
	return nil
}

// readAll reads a file of about size and up to most bytes. An error of poll, which is called
// before each piece, ends that. What is not read yet takes no memory, since making room for much
// at once is as long as reading it, and nothing looks at the limits meanwhile.
func readAll(name string, file io.Reader, size, most int64, poll func() error) ([]byte, error) {
	// The size is a hint: files of /proc, and those that grow, have more.
	var pieces [][]byte
	total := int64(0)
	for total <= most {
		if err := poll(); err != nil {
			return nil, err
		}
		room := min(readPiece, most+1-total)
		piece := bytes.NewBuffer(make([]byte, 0, min(room, max(size-total, 0))+bytes.MinRead))
		n, err := piece.ReadFrom(io.LimitReader(file, room))
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return joinPieces(pieces, total, poll)
		}
		pieces = append(pieces, piece.Bytes())
		total += n
	}
	return nil, errSourceSize(name, most)
}

// joinPieces makes one text of pieces, of total bytes.
func joinPieces(pieces [][]byte, total int64, poll func() error) ([]byte, error) {
	if len(pieces) == 1 {
		return pieces[0], nil
	}
	text := make([]byte, 0, total)
	for _, p := range pieces {
		if err := poll(); err != nil {
			return nil, err
		}
		text = append(text, p...)
	}
	return text, nil
}

func errSourceSize(name string, max int64) error {
	return fmt.Errorf("%s has more than %d bytes", name, max)
}

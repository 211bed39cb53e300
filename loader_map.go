package kiln

import (
	"fmt"
	"io/fs"

	"github.com/kilnjs/kiln/internal/importmap"
	"github.com/kilnjs/kiln/internal/weburl"
)

// ImportMap is a Loader that looks into an import map before it asks another one, as the HTML
// Standard says: entries for bare specifiers, URLs and paths, prefixes that end with a slash, scopes.
// What the map does not mention goes to the other loader as it is; an entry without a valid
// address, or one that its address does not contain, is an error.
type ImportMap struct {
	next Loader
	m    *importmap.Map
	base string
}

// NewImportMap reads the text of an import map. Its addresses are relative to the module or URL
// called base, of which nothing is read: with next a FileLoader "web/index.html" makes them
// relative to the directory web, and "" to the working directory. An address names a module of next, or one
// of Runtime.Module when its scheme has no slashes, like "app:db".
func NewImportMap(next Loader, text []byte, base string) (*ImportMap, error) {
	if base == "" {
		base = "importmap.json"
	}
	l := &ImportMap{next: next, base: urlOf(next, base)}
	if u, ok := weburl.Parse(base, nil); ok && !u.Opaque {
		l.base = u.String()
	}
	var err error
	if l.m, err = importmap.Parse(text, l.base); err != nil {
		return nil, fmt.Errorf("kiln: %w", err)
	}
	return l, nil
}

// Warnings tells what is wrong with parts of the map that are therefore not used.
func (l *ImportMap) Warnings() []string { return l.m.Warnings }

// Resolve implements Loader.
func (l *ImportMap) Resolve(specifier, referrer string) (string, error) {
	from := l.base
	if referrer != "" {
		from = urlOf(l.next, referrer)
	}
	url, mapped, err := l.m.Resolve(specifier, from)
	if err != nil {
		return "", err
	}
	if !mapped {
		return l.next.Resolve(specifier, referrer)
	}
	if u, ok := weburl.Parse(url, nil); ok && u.Opaque {
		return url, nil
	}
	return resolveURL(l.next, url)
}

// Read implements Loader.
func (l *ImportMap) Read(name string) ([]byte, error) { return l.next.Read(name) }

// ReadUpTo implements BoundedLoader.
func (l *ImportMap) ReadUpTo(name string, max int64) ([]byte, error) {
	return readFrom(l.next, name, max, unpolled)
}

// URL implements URLLoader.
func (l *ImportMap) URL(name string) string { return urlOf(l.next, name) }

// ModuleType implements TypeLoader.
func (l *ImportMap) ModuleType(name string, asked ModuleType) (ModuleType, error) {
	return typeOf(l.next, name, asked)
}

func (l *ImportMap) checkSource(name string, text []byte) error {
	return checkSource(l.next, name, text)
}

// Stat implements StatLoader.
func (l *ImportMap) Stat(name string) (fs.FileInfo, error) { return statIn(l.next, name) }

// RealName implements StatLoader.
func (l *ImportMap) RealName(name string) (string, error) { return realNameIn(l.next, name) }

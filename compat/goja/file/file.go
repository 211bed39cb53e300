// Package file has source texts and places in them.
package file

import (
	"fmt"
	"net/url"
	"path"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/dop251/goja/internal/mapped"
	"github.com/go-sourcemap/sourcemap"
)

// Idx is a place in a FileSet: an offset into the text of a file, added to its base.
type Idx int

// Position is a place for people.
type Position struct {
	Filename string // "" if it has none
	Line     int    // from 1
	Column   int    // from 1, in characters
}

func (p Position) isValid() bool { return p.Line > 0 }

// String is "file:line:column", as much of it as is known.
func (p Position) String() string {
	switch {
	case !p.isValid() && p.Filename == "":
		return "-"
	case !p.isValid():
		return p.Filename
	case p.Filename == "":
		return fmt.Sprintf("%d:%d", p.Line, p.Column)
	}
	return fmt.Sprintf("%s:%d:%d", p.Filename, p.Line, p.Column)
}

// FileSet is a sequence of files with one numbering of places.
type FileSet struct {
	files []*File
	last  *File
}

// AddFile adds a file and returns its base.
func (set *FileSet) AddFile(filename, src string) int {
	base := 1
	if set.last != nil {
		base = set.last.base + len(set.last.src) + 1
	}
	set.last = NewFile(filename, src, base)
	set.files = append(set.files, set.last)
	return base
}

// File returns the file of a place, nil if there is none.
func (set *FileSet) File(idx Idx) *File {
	for _, f := range set.files {
		if int(idx) >= f.base && int(idx) <= f.base+len(f.src) {
			return f
		}
	}
	return nil
}

// Position returns a place for people.
func (set *FileSet) Position(idx Idx) Position {
	if f := set.File(idx); f != nil {
		return f.Position(int(idx) - f.base)
	}
	return Position{}
}

// File is a source text.
type File struct {
	name, src string
	base      int
	sourceMap *sourcemap.Consumer

	once  sync.Once
	lines []int // offsets at which lines begin
}

// NewFile makes a file whose places begin at base.
func NewFile(filename, src string, base int) *File {
	return &File{name: filename, src: src, base: base}
}

// Name returns the name.
func (fl *File) Name() string { return fl.name }

// Source returns the text.
func (fl *File) Source() string { return fl.src }

// Base returns where its places begin.
func (fl *File) Base() int { return fl.base }

// SetSourceMap makes Position lead to what the text was made from.
func (fl *File) SetSourceMap(m *sourcemap.Consumer) { fl.sourceMap = m }

func init() {
	mapped.Has = func(f any) bool { return f.(*File).sourceMap != nil }
}

// Position returns the place at an offset in bytes: in the original source if there is a
// source map that knows it.
func (fl *File) Position(offset int) Position {
	fl.once.Do(func() {
		fl.lines = []int{0}
		for i := 0; i < len(fl.src); i++ {
			switch {
			case fl.src[i] == '\n', fl.src[i] == '\r' && !strings.HasPrefix(fl.src[i+1:], "\n"):
				fl.lines = append(fl.lines, i+1)
			case strings.HasPrefix(fl.src[i:], "\u2028"), strings.HasPrefix(fl.src[i:], "\u2029"):
				fl.lines = append(fl.lines, i+3)
			}
		}
	})
	offset = max(0, min(offset, len(fl.src)))
	line := sort.SearchInts(fl.lines, offset+1)
	row, col := line, 1+utf8.RuneCountInString(fl.src[fl.lines[line-1]:offset])
	if fl.sourceMap != nil {
		if source, _, r, c, ok := fl.sourceMap.Source(row, col-1); ok {
			name := ResolveSourcemapURL(fl.name, source)
			if name == nil {
				return Position{source, r, c + 1}
			}
			return Position{name.String(), r, c + 1}
		}
	}
	return Position{fl.name, row, col}
}

// ResolveSourcemapURL is what source means as seen from the file basename: nil if one of
// them cannot be understood.
func ResolveSourcemapURL(basename, source string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(source))
	if err != nil {
		return nil
	}
	if u.IsAbs() || path.IsAbs(u.Path) {
		return u
	}
	base, err := url.Parse(strings.TrimSpace(basename))
	if err != nil {
		return &url.URL{Path: path.Join(path.Dir(basename), u.Path)}
	}
	if base.IsAbs() || path.IsAbs(base.Path) {
		return base.ResolveReference(u)
	}
	u.Path = path.Join(path.Dir(base.Path), u.Path)
	return u
}

package kiln

import (
	"errors"
	"path"
	"strings"
	"weak"

	"github.com/kilnjs/kiln/internal/sourcemap"
	"github.com/kilnjs/kiln/internal/weburl"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// sourceMaps are the source maps of the texts that somebody has asked about. They are read
// when a place is first looked for.
type sourceMaps struct {
	maps   map[weak.Pointer[syntax.Source]]*sourcemap.Map // nil: there is none
	bytes  int64
	memory heap.Account
}

const (
	maxSourceMaps  = 256 // that are kept
	mapWork        = 8   // units of work for a byte
	mapBytes       = 3   // of memory for a byte of text, about
	mapPartOfHeap  = 4   // all maps together take at most this part of the heap
	mapLookUpWork  = 1 << 13
	mapSearchShare = 16 // bytes of a text that are searched for a unit of work
)

// author finds the place of a position in the text that its author wrote. generated is the
// place in src if that is another; line is the text of the line, or "" if it is not known.
func (rt *Runtime) author(src *syntax.Source, pos syntax.Pos) (p, generated *Place, line string) {
	n, col := src.Position(pos)
	at := &Place{File: src.Name, Line: n, Col: col, SourceLine: src.Line(n)}
	found := rt.original(src, n, col)
	if found == nil {
		return at, nil, at.SourceLine
	}
	return found, at, found.SourceLine
}

// mapPlace answers object.Hooks.MapPlace.
func (rt *Runtime) mapPlace(src *syntax.Source, p object.Place) object.Place {
	if found := rt.original(src, p.Line, p.Col); found != nil {
		return object.Place{File: found.File, Line: found.Line, Col: found.Col}
	}
	return p
}

// original is what the source map of src says about a place, nil if it says nothing.
func (rt *Runtime) original(src *syntax.Source, line, col int) *Place {
	m := rt.sourceMap(src)
	if m == nil {
		return nil
	}
	rt.obj.Work(mapLookUpWork)
	found, ok := m.Lookup(line-1, col-1)
	if !ok {
		return nil
	}
	return &Place{File: sourceName(src.Name, found.Source), Line: found.Line + 1, Col: found.Col + 1, SourceLine: found.Text}
}

// sourceName is the name of an original text that the map of file calls source.
func sourceName(file, source string) string {
	switch base, ok := weburl.Parse(file, nil); {
	case weburl.HasScheme(source), path.IsAbs(source):
		return source
	case ok && !base.Opaque:
		if u, ok := weburl.Parse(source, base); ok {
			return u.String()
		}
	}
	return path.Join(path.Dir(strings.ReplaceAll(file, `\`, "/")), source)
}

// sourceMap returns the map of a text, nil if it has none.
func (rt *Runtime) sourceMap(src *syntax.Source) *sourcemap.Map {
	s := &rt.sourceMaps
	key := weak.Make(src)
	if m, known := s.maps[key]; known {
		return m
	}
	if s.maps == nil {
		s.maps = make(map[weak.Pointer[syntax.Source]]*sourcemap.Map)
		s.memory = rt.obj.Heap.Account()
	}
	if len(s.maps) >= maxSourceMaps {
		s.drop()
	}
	rt.obj.Work(len(src.Text) / mapSearchShare)
	m, err := rt.readSourceMap(src.Name, sourcemap.URL(src.Text))
	if !errors.Is(err, sourcemap.ErrStopped) { // what was stopped may be asked for again
		s.maps[key] = m
	}
	return m
}

func (s *sourceMaps) drop() {
	clear(s.maps)
	s.bytes = 0
	s.memory.Set(0)
}

// readSourceMap finds and reads a map. One that is not there, is wrong or too large is none. Whoever asks
// may hold cells, so that nothing may be collected and no safepoint is here: a script that is to end
// stops the reading.
func (rt *Runtime) readSourceMap(file, url string) (*sourcemap.Map, error) {
	if len(url) > maxMapURL {
		return nil, nil
	}
	text, inside := sourcemap.Data(url)
	if !inside {
		if rt.options.SourceMap == nil {
			return nil, nil
		}
		var err error
		if text, err = rt.askSourceMap(file, url); err != nil || text == nil {
			return nil, nil
		}
	}
	s, most := &rt.sourceMaps, rt.obj.Heap.MaxBytes()/mapPartOfHeap
	size := mapBytes * int64(len(text))
	if size > most {
		return nil, nil
	}
	if s.bytes+size > most {
		s.drop()
	}
	rt.obj.Work(mapWork * len(text))
	m, err := sourcemap.Parse(text, rt.obj.Overdue)
	if err != nil {
		return nil, err
	}
	s.bytes += size
	s.memory.Set(s.bytes)
	return m, nil
}

// maxMapURL bounds a source map within a text, in bytes: texts for eval come from scripts, and nobody
// looks at the limits while base64 and strings are decoded, a good second for 100 MB.
const maxMapURL = 16 << 20

// maxMapFile bounds a source map in a file, in bytes.
const maxMapFile = 64 << 20

// SourceMap is an Options.SourceMap: it reads the map from a file that the text names.
func (l FileLoader) SourceMap(file, url string) ([]byte, error) {
	return mapBeside(l, file, url)
}

// SourceMap is an Options.SourceMap: it reads the map from a file that the text names.
func (l FSLoader) SourceMap(file, url string) ([]byte, error) {
	return mapBeside(l, file, url)
}

// mapBeside reads the map at a URL that is relative to that of file.
func mapBeside(l URLLoader, file, url string) ([]byte, error) {
	base, _ := weburl.Parse(l.URL(file), nil)
	u, ok := weburl.Parse(url, base)
	if url == "" || !ok {
		return nil, nil
	}
	name, err := l.Resolve(u.String(), "")
	if err != nil {
		return nil, err
	}
	return readFrom(l, name, maxMapFile, unpolled)
}

// askSourceMap asks the host for a map. A panic there is as good as none.
func (rt *Runtime) askSourceMap(file, url string) (text []byte, err error) {
	defer recoverHost(&err)
	return rt.options.SourceMap(file, url)
}

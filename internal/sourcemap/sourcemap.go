// Package sourcemap reads source maps (ECMA-426, revision 3) and finds the original place of
// one in a generated text. What is wrong in a map hides mappings; it is never a reason to
// fail.
//
// Mappings stay as they are written, with the state of the decoder at every thousandth: a map
// takes little more memory than its text, and a look-up decodes a few kilobytes.
//
// It imports nothing of the project.
package sourcemap

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"sort"
	"strings"
)

// Map is a source map. It is immutable.
type Map struct {
	root     string
	sources  []string
	contents []*string
	mappings string
	marks    []mark
	sections []section
}

// section is a map for what lies behind a place of the generated text.
type section struct {
	line, col int
	m         *Map
}

// state is that of a decoder of mappings.
type state struct {
	at                            int // offset in mappings
	line, col                     int // generated
	source, sourceLine, sourceCol int
	hasSource                     bool // the segment that was read last
}

// mark is a state before a segment.
type mark struct{ state }

// markEvery is the number of segments between two marks.
const markEvery = 1 << 10

// Place is a place in an original text. Line and Col count from 0, Col in UTF-16 code units.
type Place struct {
	Source    string // as the map names it, after its sourceRoot
	Line, Col int
	// Text is the line of the original text, if HasText: the map has the text inside.
	Text    string
	HasText bool
}

type file struct {
	Version        int
	SourceRoot     string
	Sources        []*string
	SourcesContent []*string
	Mappings       string
	Sections       []struct {
		Offset struct{ Line, Column int }
		Map    json.RawMessage
	}
}

// ErrStopped is the error of Parse that was to stop.
var ErrStopped = errors.New("reading the source map was stopped")

// Parse reads the text of a source map. It asks stop, unless that is nil, in turns of some milliseconds,
// and gives up when it says so.
func Parse(text []byte, stop func() bool) (*Map, error) {
	if stop == nil {
		stop = func() bool { return false }
	}
	return parse(text, stop, false)
}

// stoppable is a reader of text that asks stop before each part.
type stoppable struct {
	text []byte
	stop func() bool
}

// partBytes is how much is read between two looks at whether to stop: about a millisecond.
const partBytes = 1 << 17

func (r *stoppable) Read(to []byte) (int, error) {
	switch {
	case r.stop():
		return 0, ErrStopped
	case len(r.text) == 0:
		return 0, io.EOF
	}
	n := copy(to[:min(len(to), partBytes)], r.text)
	r.text = r.text[n:]
	return n, nil
}

// unmarshal is json.Unmarshal that can be stopped.
func (f *file) unmarshal(text []byte, stop func() bool) error {
	d := json.NewDecoder(&stoppable{text, stop})
	if err := d.Decode(f); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("something follows the map")
	}
	return nil
}

func parse(text []byte, stop func() bool, inner bool) (*Map, error) {
	if bytes.HasPrefix(text, []byte(")]}'")) {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	var f file
	if err := f.unmarshal(text, stop); err != nil {
		return nil, fmt.Errorf("the source map is no JSON of the right form: %w", err)
	}
	if f.Version != 3 {
		return nil, fmt.Errorf("source maps of version %d are unknown", f.Version)
	}
	m := &Map{root: f.SourceRoot, contents: f.SourcesContent, mappings: f.Mappings}
	for _, s := range f.Sources {
		if s == nil {
			s = new(string)
		}
		m.sources = append(m.sources, *s)
	}
	if len(f.Sections) > 0 && inner {
		return nil, errors.New("a section of the source map has sections")
	}
	for _, s := range f.Sections {
		sub, err := parse(s.Map, stop, true)
		if err != nil {
			return nil, err
		}
		m.sections = append(m.sections, section{s.Offset.Line, s.Offset.Column, sub})
	}
	sort.SliceStable(m.sections, func(i, j int) bool { return m.sections[i].before(m.sections[j].line, m.sections[j].col) })
	if err := m.index(stop); err != nil {
		return nil, err
	}
	return m, nil
}

func (s *section) before(line, col int) bool { return s.line < line || s.line == line && s.col < col }

// index notes the state at every thousandth segment, and where the mappings end that can be
// read.
func (m *Map) index(stop func() bool) error {
	var s state
	for n := 0; ; n++ {
		if n%markEvery == 0 {
			if stop() {
				return ErrStopped
			}
			m.marks = append(m.marks, mark{s})
		}
		if !m.next(&s) {
			m.mappings = m.mappings[:s.at]
			return nil
		}
	}
}

// next reads a segment. It returns false at the end, or at what is no segment.
func (m *Map) next(s *state) bool {
	text := m.mappings
	at := s.at
	for at < len(text) && (text[at] == ';' || text[at] == ',') {
		if text[at] == ';' {
			s.line++
			s.col = 0
		}
		at++
	}
	s.at = at
	var fields [5]int
	n := 0
	for at < len(text) && text[at] != ';' && text[at] != ',' {
		v, next, ok := vlq(text, at)
		if !ok || n == len(fields) {
			return false
		}
		fields[n] = v
		n++
		at = next
	}
	if n == 0 || n == 2 || n == 3 {
		return false
	}
	s.at = at
	s.col += fields[0]
	if s.hasSource = n >= 4; s.hasSource {
		s.source += fields[1]
		s.sourceLine += fields[2]
		s.sourceCol += fields[3]
	}
	return true
}

// digits are the values of the digits of base 64, 64 for what is none.
var digits = func() (table [256]byte) {
	for i := range table {
		table[i] = 64
	}
	for i, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" {
		table[c] = byte(i)
	}
	return table
}()

// vlq reads a number of 32 bits.
func vlq(text string, at int) (v, next int, ok bool) {
	var bits uint64
	for shift := 0; at < len(text) && shift <= 30; shift += 5 {
		d := digits[text[at]]
		if d == 64 {
			return 0, at, false
		}
		at++
		bits |= uint64(d&31) << shift
		if d&32 == 0 {
			if v = int(bits >> 1); bits&1 != 0 {
				v = -v
			}
			return v, at, true
		}
	}
	return 0, at, false
}

// Lookup finds where what is at a place of the generated text comes from. line and col count
// from 0, col in UTF-16 code units. ok is false when the map does not say.
func (m *Map) Lookup(line, col int) (p Place, ok bool) {
	if n := sort.Search(len(m.sections), func(i int) bool {
		s := &m.sections[i]
		return s.line > line || s.line == line && s.col > col
	}); n > 0 {
		s := &m.sections[n-1]
		if s.line == line {
			col -= s.col
		}
		return s.m.Lookup(line-s.line, col)
	}
	n := sort.Search(len(m.marks), func(i int) bool {
		s := &m.marks[i]
		return s.line > line || s.line == line && s.col > col
	})
	if n == 0 {
		return p, false
	}
	s := m.marks[n-1].state
	// The segment before the mark may be the one that is wanted.
	best := s
	found := s.at > 0 && s.line == line
	for m.next(&s) && s.line <= line {
		if s.line == line && s.col <= col {
			best, found = s, true
		}
	}
	if !found || !best.hasSource || best.source < 0 || best.source >= len(m.sources) || best.sourceLine < 0 || best.sourceCol < 0 {
		return p, false
	}
	p = Place{Source: m.sources[best.source], Line: best.sourceLine, Col: best.sourceCol}
	if m.root != "" {
		p.Source = strings.TrimSuffix(m.root, "/") + "/" + p.Source
	}
	if best.source < len(m.contents) && m.contents[best.source] != nil {
		p.Text, p.HasText = lineOf(*m.contents[best.source], p.Line)
	}
	return p, p.Source != ""
}

// lineOf is a line of a text, counted from 0.
func lineOf(text string, line int) (string, bool) {
	for ; line > 0; line-- {
		i := strings.IndexByte(text, '\n')
		if i < 0 {
			return "", false
		}
		text = text[i+1:]
	}
	text, _, _ = strings.Cut(text, "\n")
	return strings.TrimSuffix(text, "\r"), true
}

// URL finds the URL of its source map in a text: the last comment `//# sourceMappingURL=`,
// after which there are only comments; "" if there is none.
func URL(text string) string {
	for text != "" {
		start := strings.LastIndexByte(text, '\n') + 1
		line := strings.TrimSpace(text[start:])
		text = text[:max(start-1, 0)]
		comment, ok := strings.CutPrefix(line, "//")
		if !ok {
			comment, ok = strings.CutPrefix(line, "/*")
			comment, _, _ = strings.Cut(comment, "*/")
		}
		switch {
		case line == "":
		case !ok:
			return ""
		case strings.HasPrefix(comment, "# sourceMappingURL="), strings.HasPrefix(comment, "@ sourceMappingURL="):
			url := strings.TrimSpace(comment[len("# sourceMappingURL="):])
			if strings.ContainsAny(url, " \t'\"") {
				return ""
			}
			return url
		}
	}
	return ""
}

// Data is the content of a data: URL; ok is false for others.
func Data(u string) (text []byte, ok bool) {
	rest, ok := strings.CutPrefix(u, "data:")
	if !ok {
		return nil, false
	}
	head, body, ok := strings.Cut(rest, ",")
	if !ok {
		return nil, false
	}
	if strings.HasSuffix(head, ";base64") {
		text, err := base64.StdEncoding.DecodeString(body)
		return text, err == nil
	}
	plain, err := url.PathUnescape(body)
	return []byte(plain), err == nil
}

package inspect

import (
	"strconv"
	"strings"

	"github.com/kilnjs/kiln/internal/num"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// Limits of what a description shows.
const (
	defaultDepth  = 2     // levels of nested objects shown in full
	maxItems      = 100   // elements of an array, a Map, a Set
	maxKeys       = 1000  // named properties
	maxText       = 10000 // UTF-16 units of a string
	maxBytes      = 50    // of a buffer
	lineWidth     = 80    // width of a line
	compactLevels = 3     // levels of nesting that may share a line
	columnsFrom   = 6     // arrays longer than this are set in columns
	splitFrom     = 16    // strings longer than this may be split at their line ends
	maxKeyScan    = 1 << 16
)

// Options say how a value is described. The zero value is how the console does it.
type Options struct {
	// Colors asks for the colours of a terminal.
	Colors bool
	// Depth is the number of levels of nested objects that are shown; 0 means 2, and
	// -1 none.
	Depth int
	// Width is that of a line; 0 means 80.
	Width int
	// Proxies shows a proxy as its target and its handler, instead of as its target.
	Proxies bool
}

// Value describes a value as the console shows it: strings are quoted, objects show
// their properties, cycles are marked, and nesting beyond two levels is abbreviated.
// The error is a *Termination.
func Value(rt *object.Runtime, v heap.Value) (string, error) { return With(rt, v, Options{}) }

// With is Value with options.
func With(rt *object.Runtime, v heap.Value, o Options) (string, error) {
	switch {
	case o.Depth == 0:
		o.Depth = defaultDepth
	case o.Depth < 0:
		o.Depth = 0
	}
	if o.Width == 0 {
		o.Width = lineWidth
	}
	in := &inspector{rt: rt, options: o}
	s := in.value(v, 0)
	return s, in.err
}

// inspector is one inspection.
type inspector struct {
	rt      *object.Runtime
	options Options
	open    []*heap.Object // objects being described, outermost first
	cycles  []*heap.Object // objects met again below themselves, numbered from 1
	indent  int
	deepest int // level of the innermost object described last
	err     error
}

// step counts a turn of a loop and reports whether the description goes on. An
// error stays: what ended an inner object ends those around it.
func (in *inspector) step() bool {
	if in.err == nil {
		in.err = in.rt.Step()
	}
	return in.err == nil
}

// getOwn is GetOwnProperty, without a property where that throws; what ends the script
// ends the description.
func (in *inspector) getOwn(o *heap.Object, key heap.Value) (d object.Descriptor, ok bool) {
	d, ok, err := in.rt.GetOwnProperty(o, key)
	return d, ok && in.fine(err)
}

// fine reports whether err is nil, and keeps the error that ends the script.
func (in *inspector) fine(err error) bool {
	if _, ends := err.(*object.Termination); ends && in.err == nil {
		in.err = err
	}
	return err == nil
}

// value describes v at a nesting level.
func (in *inspector) value(v heap.Value, level int) string {
	if v.IsObject() {
		return in.object(v.Object(), level)
	}
	if v.IsString() {
		return in.text(v.Str().Go(in.rt.Heap))
	}
	s, look := in.primitive(v)
	return in.paint(look, s)
}

// text describes a string. One that does not fit into the line is split where it has
// line ends itself.
func (in *inspector) text(s string) string {
	s, rest := clip(s)
	if n := units(s); n <= splitFrom || n <= in.options.Width-in.indent-4 || !strings.Contains(s, "\n") {
		return in.paint(stringStyle, quote(s)) + rest
	}
	lines := strings.SplitAfter(s, "\n")
	if last := len(lines) - 1; lines[last] == "" {
		lines = lines[:last]
	}
	for i, line := range lines {
		lines[i] = in.paint(stringStyle, quote(line))
		if !in.step() {
			return ""
		}
	}
	return strings.Join(lines, " +\n"+strings.Repeat(" ", in.indent+2)) + rest
}

// primitive describes what is no object, without its look.
func (in *inspector) primitive(v heap.Value) (string, style) {
	rt := in.rt
	switch {
	case v.IsString():
		s, rest := clip(v.Str().Go(rt.Heap))
		return quote(s) + rest, stringStyle
	case v.IsNumber():
		if f := v.Float64(); f == 0 && 1/f < 0 {
			return "-0", numberStyle
		}
		return num.FormatNumber(v.Float64()), numberStyle
	case v.IsBigInt():
		s, err := rt.BigIntToString(v.BigInt(), 10)
		if err != nil {
			in.err = err
			return "", plain
		}
		return s.Go(rt.Heap) + "n", numberStyle
	case v == heap.Hole, v == heap.TDZ, v == heap.Empty:
		return "<uninitialized>", specialStyle
	}
	look := undefinedStyle
	switch {
	case v.IsNull():
		look = nullStyle
	case v.IsBool():
		look = booleanStyle
	case v.IsSymbol():
		look = symbolStyle
	}
	return rt.Describe(v), look
}

// count is a number with a word, in the plural where it must be.
func count(n int, word string) string {
	if n != 1 {
		word += "s"
	}
	return strconv.Itoa(n) + " " + word
}

package export

import (
	"compress/gzip"
	"io"

	"github.com/kilnjs/kiln/internal/prof/script"
)

// message is a protocol buffer that is being made, of which this needs two kinds of
// fields. (github.com/google/pprof/profile would write the file as well, but compiles so
// many patterns when a process starts that each run of the command took 0.33 ms longer.)
type message []byte

func (m *message) varint(v uint64) {
	for ; v >= 0x80; v >>= 7 {
		*m = append(*m, byte(v)|0x80)
	}
	*m = append(*m, byte(v))
}

// int adds a number, which readers take for 0 when it is not there.
func (m *message) int(field int, v int64) {
	if v != 0 {
		m.varint(uint64(field) << 3)
		m.varint(uint64(v))
	}
}

// bytes adds a text or a message.
func (m *message) bytes(field int, b []byte) {
	m.varint(uint64(field)<<3 | 2)
	m.varint(uint64(len(b)))
	*m = append(*m, b...)
}

// ints adds numbers as one packed field.
func (m *message) ints(field int, list ...int64) {
	var packed message
	for _, v := range list {
		packed.varint(uint64(v))
	}
	m.bytes(field, packed)
}

// texts is the table of strings of a profile.
type texts struct {
	list  []string
	known map[string]int64
}

func (t *texts) of(s string) int64 {
	if t.known == nil {
		t.list, t.known = []string{""}, map[string]int64{"": 0}
	}
	i, ok := t.known[s]
	if !ok {
		i = int64(len(t.list))
		t.list, t.known[s] = append(t.list, s), i
	}
	return i
}

// pprofFile is a profile in the format of github.com/google/pprof/proto/profile.proto,
// packed, that is being made.
type pprofFile struct {
	message
	text texts
	p    *script.Profile
}

func newPprof(p *script.Profile) *pprofFile { return &pprofFile{p: p} }

// valueType adds what a value of samples is.
func (f *pprofFile) valueType(field int, kind, unit string) {
	var v message
	v.int(1, f.text.of(kind))
	v.int(2, f.text.of(unit))
	f.bytes(field, v)
}

// sample adds values of a stack, with labels. bytes is the label that Go's own profiles
// have of the size of an object; 0 for none.
func (f *pprofFile) sample(node int, labels [][2]string, bytes int64, values ...int64) {
	var sample message
	var locations []int64
	for k := range f.p.Stack(node) {
		locations = append(locations, int64(f.p.Nodes[k].Frame)+1)
	}
	sample.ints(1, locations...)
	sample.ints(2, values...)
	for _, l := range labels {
		var label message
		label.int(1, f.text.of(l[0]))
		label.int(2, f.text.of(l[1]))
		sample.bytes(3, label)
	}
	if bytes != 0 {
		var label message
		label.int(1, f.text.of("bytes"))
		label.int(3, bytes)
		label.int(4, f.text.of("bytes"))
		sample.bytes(3, label)
	}
	f.bytes(2, sample)
}

// places adds all frames and functions.
func (f *pprofFile) places() {
	for i := range f.p.Frames {
		at := &f.p.Frames[i]
		var location, line message
		line.int(1, int64(at.Func)+1)
		line.int(2, int64(at.Line))
		line.int(3, int64(at.Col))
		location.int(1, int64(i)+1)
		location.bytes(4, line)
		f.bytes(4, location)
	}
	for i := range f.p.Funcs {
		fn := &f.p.Funcs[i]
		var function message
		function.int(1, int64(i)+1)
		function.int(2, f.text.of(fn.Name))
		function.int(3, f.text.of(fn.Name))
		function.int(4, f.text.of(fn.File))
		function.int(5, int64(fn.Line))
		f.bytes(5, function)
	}
}

// write adds the table of strings and writes the file.
func (f *pprofFile) write(w io.Writer) error {
	for _, s := range f.text.list {
		f.bytes(6, []byte(s))
	}
	z := gzip.NewWriter(w)
	if _, err := z.Write(f.message); err != nil {
		return err
	}
	return z.Close()
}

// Pprof writes samples and nanoseconds by stack for go tool pprof, with the tier of the
// innermost frame as label "tier".
func Pprof(w io.Writer, p *script.Profile) error {
	out := newPprof(p)
	measure := string(p.Clock)
	if p.Clock == script.Wall {
		measure = "time"
	}
	out.valueType(1, "samples", "count")
	out.valueType(1, measure, "nanoseconds")

	counts, took := make([]int64, len(p.Nodes)), make([]int64, len(p.Nodes))
	for _, s := range p.Samples {
		counts[s.Node]++
		took[s.Node] += s.Weight.Nanoseconds()
	}
	for n := 1; n < len(p.Nodes); n++ {
		if counts[n] > 0 {
			out.sample(n, [][2]string{{"tier", p.Label(p.FrameOf(n))}}, 0, counts[n], took[n])
		}
	}
	out.places()
	out.int(9, p.Start.UnixNano())
	out.int(10, p.Took.Nanoseconds())
	out.valueType(11, measure, "nanoseconds")
	out.int(12, p.Period.Nanoseconds())
	out.int(14, out.text.of(measure))
	return out.write(w)
}

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

// Pprof writes the format of github.com/google/pprof/proto/profile.proto, packed: samples
// and nanoseconds by stack, with the tier of the innermost frame as label "tier".
func Pprof(w io.Writer, p *script.Profile) error {
	var out message
	var text texts
	valueType := func(field int, kind, unit string) {
		var v message
		v.int(1, text.of(kind))
		v.int(2, text.of(unit))
		out.bytes(field, v)
	}
	measure := string(p.Clock)
	if p.Clock == script.Wall {
		measure = "time"
	}
	valueType(1, "samples", "count")
	valueType(1, measure, "nanoseconds")

	counts, took := make([]int64, len(p.Nodes)), make([]int64, len(p.Nodes))
	for _, s := range p.Samples {
		counts[s.Node]++
		took[s.Node] += s.Weight.Nanoseconds()
	}
	for n := 1; n < len(p.Nodes); n++ {
		if counts[n] == 0 {
			continue
		}
		var sample, label message
		var locations []int64
		for k := range p.Stack(n) {
			locations = append(locations, int64(p.Nodes[k].Frame)+1)
		}
		sample.ints(1, locations...)
		sample.ints(2, counts[n], took[n])
		label.int(1, text.of("tier"))
		label.int(2, text.of(p.Label(p.FrameOf(n))))
		sample.bytes(3, label)
		out.bytes(2, sample)
	}
	for i := range p.Frames {
		f := &p.Frames[i]
		var location, line message
		line.int(1, int64(f.Func)+1)
		line.int(2, int64(f.Line))
		line.int(3, int64(f.Col))
		location.int(1, int64(i)+1)
		location.bytes(4, line)
		out.bytes(4, location)
	}
	for i := range p.Funcs {
		f := &p.Funcs[i]
		var function message
		function.int(1, int64(i)+1)
		function.int(2, text.of(f.Name))
		function.int(3, text.of(f.Name))
		function.int(4, text.of(f.File))
		function.int(5, int64(f.Line))
		out.bytes(5, function)
	}
	out.int(9, p.Start.UnixNano())
	out.int(10, p.Took.Nanoseconds())
	valueType(11, measure, "nanoseconds")
	out.int(12, p.Period.Nanoseconds())
	out.int(14, text.of(measure))
	for _, s := range text.list {
		out.bytes(6, []byte(s))
	}
	z := gzip.NewWriter(w)
	if _, err := z.Write(out); err != nil {
		return err
	}
	return z.Close()
}

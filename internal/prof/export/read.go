package export

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/watch"
)

// maxRead bounds what an unpacked profile may take.
const maxRead = 1 << 30

// Read reads what JSON or Pprof has written, under whatever name. An error names the line
// and column of the text, or the byte of what is no text.
func Read(data []byte) (*script.Profile, error) {
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("broken gzip: %v", err)
		}
		if data, err = io.ReadAll(io.LimitReader(z, maxRead)); err != nil {
			return nil, fmt.Errorf("broken gzip after %d bytes: %v", len(data), err)
		}
		return readPprof(data)
	}
	return readJSON(data)
}

// position returns the line and column, from 1, of a byte of a text.
func position(data []byte, offset int64) (line, col int) {
	before := data[:min(int64(len(data)), max(offset, 0))]
	return 1 + bytes.Count(before, []byte{'\n'}), len(before) - bytes.LastIndexByte(before, '\n')
}

func readJSON(data []byte) (*script.Profile, error) {
	var d document
	decoder := json.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(&d); err != nil {
		offset := decoder.InputOffset()
		var syntax *json.SyntaxError
		var kind *json.UnmarshalTypeError
		switch {
		case errors.As(err, &syntax):
			offset = syntax.Offset - 1
		case errors.As(err, &kind):
			offset = kind.Offset
		case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
			offset, err = int64(len(data)), errors.New("the text ends too early")
		}
		line, col := position(data, offset)
		return nil, fmt.Errorf("line %d, column %d: %v", line, col, err)
	}
	if d.Functions == nil || d.Frames == nil || d.Stacks == nil || d.Samples == nil {
		return nil, errors.New("this is no profile of kiln prof: functions, frames, stacks or samples are missing")
	}
	p := &script.Profile{Clock: script.Clock(d.Clock), Period: time.Duration(d.PeriodNS), Nodes: []script.Node{{Parent: -1, Frame: -1}}}
	p.Start, _ = time.Parse(time.RFC3339Nano, d.Start)
	for _, f := range d.Functions {
		kind := max(slices.Index(kinds[:], f.Kind), 0)
		p.Funcs = append(p.Funcs, script.Func{Name: f.Name, File: f.File, Line: f.Line, Col: f.Column, Kind: script.Kind(kind)})
	}
	for i, f := range d.Frames {
		if f.Function < 0 || f.Function >= len(p.Funcs) {
			return nil, fmt.Errorf("frame %d is of function %d, which is missing", i, f.Function)
		}
		p.Frames = append(p.Frames, script.Frame{Func: f.Function, Line: f.Line, Col: f.Column, Tier: tierOf(f.Tier), Go: f.Tier == script.InGo})
	}
	for i, s := range d.Stacks {
		if s.Parent < -1 || s.Parent >= i || s.Frame < 0 || s.Frame >= len(p.Frames) {
			return nil, fmt.Errorf("stack %d stands on stack %d with frame %d, which are missing", i, s.Parent, s.Frame)
		}
		p.Nodes = append(p.Nodes, script.Node{Parent: s.Parent + 1, Frame: s.Frame})
	}
	for i, s := range d.Samples {
		if s[0] < 0 || s[0] >= int64(len(d.Stacks)) || s[2] < 0 {
			return nil, fmt.Errorf("sample %d is of stack %d, which is missing", i, s[0])
		}
		p.Samples = append(p.Samples, script.Sample{Node: int(s[0]) + 1, At: time.Duration(s[1]), Weight: time.Duration(s[2])})
		p.Took += time.Duration(s[2])
	}
	return p, nil
}

// tierOf returns the tier that a label means.
func tierOf(label string) watch.Tier {
	for t := watch.Interp; t <= watch.Host; t++ {
		if t.String() == label {
			return t
		}
	}
	return script.NoTier
}

// field is one of a protocol buffer: a number, or bytes.
type field struct {
	at     int // offset
	number int
	value  uint64
	bytes  []byte
}

// errProto says where a protocol buffer cannot be read.
type errProto int

func (e errProto) Error() string {
	return fmt.Sprintf("no protocol buffer of pprof, at byte %d", int(e))
}

func uvarint(data []byte, at int) (uint64, int) {
	var v uint64
	for shift := 0; at < len(data) && shift < 64; shift += 7 {
		b := data[at]
		at++
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v, at
		}
	}
	panic(errProto(at))
}

// fieldsOf returns the fields of a message that begins at byte base of the file. It
// panics with an errProto.
func fieldsOf(data []byte, base int) (list []field) {
	for at := 0; at < len(data); {
		f := field{at: base + at}
		var key uint64
		key, at = uvarint(data, at)
		f.number = int(key >> 3)
		switch key & 7 {
		case 0:
			f.value, at = uvarint(data, at)
		case 2:
			var size uint64
			size, at = uvarint(data, at)
			if size > uint64(len(data)-at) {
				panic(errProto(base + at))
			}
			f.bytes = data[at : at+int(size)]
			at += int(size)
		default:
			panic(errProto(base + at))
		}
		list = append(list, f)
	}
	return list
}

// numbers returns the numbers of a field that is packed or not.
func (f field) numbers() (list []uint64) {
	if f.bytes == nil {
		return []uint64{f.value}
	}
	for at := 0; at < len(f.bytes); {
		var v uint64
		v, at = uvarint(f.bytes, at)
		list = append(list, v)
	}
	return list
}

// pprofReader is a profile that is being read.
type pprofReader struct {
	text      []string
	funcs     map[uint64]int
	locations map[uint64]script.Frame
	profile   *script.Profile
	nodes     map[script.Node]int
	frames    map[script.Frame]int
}

func readPprof(data []byte) (p *script.Profile, err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case errProto:
			p, err = nil, e
		default:
			panic(e)
		}
	}()
	r := &pprofReader{
		funcs: map[uint64]int{}, locations: map[uint64]script.Frame{}, nodes: map[script.Node]int{}, frames: map[script.Frame]int{},
		profile: &script.Profile{Clock: script.Wall, Nodes: []script.Node{{Parent: -1, Frame: -1}}},
	}
	fields := fieldsOf(data, 0)
	for _, f := range fields {
		switch f.number {
		case 6:
			r.text = append(r.text, string(f.bytes))
		case 9:
			r.profile.Start = time.Unix(0, int64(f.value))
		case 12:
			r.profile.Period = time.Duration(f.value)
		}
	}
	for _, f := range fields {
		if f.number == 5 {
			r.function(f)
		}
	}
	for _, f := range fields {
		if f.number == 4 {
			r.location(f)
		}
	}
	for _, f := range fields {
		if f.number == 2 {
			r.sample(f)
		}
	}
	if len(r.profile.Samples) == 0 && len(r.text) == 0 {
		return nil, errors.New("there is no profile in it")
	}
	return r.profile, nil
}

func (r *pprofReader) string(f field) string {
	if f.value >= uint64(len(r.text)) {
		panic(errProto(f.at))
	}
	return r.text[f.value]
}

func (r *pprofReader) function(f field) {
	fn := script.Func{Kind: script.Builtin}
	id := uint64(0)
	for _, g := range fieldsOf(f.bytes, f.at) {
		switch g.number {
		case 1:
			id = g.value
		case 2:
			fn.Name = r.string(g)
		case 4:
			fn.File = r.string(g)
		case 5:
			fn.Line = int(g.value)
		}
	}
	if fn.File != "" {
		fn.Kind = script.Script
	} else if len(fn.Name) > 0 && fn.Name[0] == '(' {
		fn.Kind = script.Engine
	}
	r.funcs[id] = len(r.profile.Funcs)
	r.profile.Funcs = append(r.profile.Funcs, fn)
}

func (r *pprofReader) location(f field) {
	id, frame := uint64(0), script.Frame{Tier: script.NoTier}
	for _, g := range fieldsOf(f.bytes, f.at) {
		switch g.number {
		case 1:
			id = g.value
		case 4:
			for _, l := range fieldsOf(g.bytes, g.at) {
				switch l.number {
				case 1:
					fn, ok := r.funcs[l.value]
					if !ok {
						panic(errProto(l.at))
					}
					frame.Func = fn
				case 2:
					frame.Line = int(l.value)
				case 3:
					frame.Col = int(l.value)
				}
			}
		}
	}
	if len(r.profile.Funcs) == 0 {
		panic(errProto(f.at))
	}
	r.locations[id] = frame
}

// sample adds one sample for all that there were of a stack; the last value is time.
func (r *pprofReader) sample(f field) {
	var locations, values []uint64
	tier, inGo := script.NoTier, false
	for _, g := range fieldsOf(f.bytes, f.at) {
		switch g.number {
		case 1:
			locations = append(locations, g.numbers()...)
		case 2:
			values = append(values, g.numbers()...)
		case 3:
			label := [3]string{}
			for _, l := range fieldsOf(g.bytes, g.at) {
				if l.number == 1 || l.number == 2 {
					label[l.number] = r.string(l)
				}
			}
			if label[1] == "tier" {
				tier, inGo = tierOf(label[2]), label[2] == script.InGo
			}
		}
	}
	if len(values) == 0 || len(locations) == 0 {
		panic(errProto(f.at))
	}
	node := 0
	for i, id := range slices.Backward(locations) {
		frame, ok := r.locations[id]
		if !ok {
			panic(errProto(f.at))
		}
		if i == 0 {
			frame.Tier, frame.Go = tier, inGo
		}
		node = r.node(node, frame)
	}
	took := time.Duration(values[len(values)-1])
	r.profile.Took += took
	r.profile.Samples = append(r.profile.Samples, script.Sample{Node: node, At: r.profile.Took, Weight: took})
}

func (r *pprofReader) node(parent int, f script.Frame) int {
	frame, ok := r.frames[f]
	if !ok {
		frame = len(r.profile.Frames)
		r.frames[f] = frame
		r.profile.Frames = append(r.profile.Frames, f)
	}
	key := script.Node{Parent: parent, Frame: frame}
	n, ok := r.nodes[key]
	if !ok {
		n = len(r.profile.Nodes)
		r.nodes[key] = n
		r.profile.Nodes = append(r.profile.Nodes, key)
	}
	return n
}

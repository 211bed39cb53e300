package perf

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Code is a piece of machine code.
type Code struct {
	Name    string
	Address uint64
	Bytes   []byte
	File    string
	Lines   []Line // by offset
}

// Line says that the bytes from Offset on are of a line of the source.
type Line struct{ Offset, Line, Column int }

// writer is a file that grows by what is written at once, so that it is always complete.
type writer struct {
	file *os.File
	err  error // the first
}

func (w *writer) write(b []byte) {
	if w.err == nil {
		_, w.err = w.file.Write(b)
	}
}

// fresh makes a file in place of one that a process of the same number has left. It
// follows no link that somebody else has put there.
func fresh(name string) (*os.File, error) {
	if err := os.Remove(name); err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	return os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
}

// oneLine makes a name fit in a line and in a string of C.
func oneLine(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, name)
}

// Map is a map of symbols.
type Map struct{ writer }

// MapFolder is where perf looks for maps of symbols.
const MapFolder = "/tmp"

// CreateMap makes the map of this process in a folder: perf-PID.map.
func CreateMap(dir string) (*Map, error) {
	f, err := fresh(filepath.Join(dir, fmt.Sprintf("perf-%d.map", os.Getpid())))
	if err != nil {
		return nil, err
	}
	return &Map{writer{file: f}}, nil
}

// Add names a piece of code.
func (m *Map) Add(c *Code) {
	m.write(fmt.Appendf(nil, "%x %x %s\n", c.Address, len(c.Bytes), oneLine(c.Name)))
}

// Close ends the map. The error is the first one of all that was written.
func (m *Map) Close() error {
	if err := m.file.Close(); m.err == nil {
		m.err = err
	}
	return m.err
}

// Dump is a dump of machine code.
type Dump struct {
	writer
	now   func() uint64
	unmap func()
	index uint64
	pid   uint32
}

// What a dump consists of.
const (
	dumpMagic   = 0x4A695444
	dumpVersion = 1
	headerBytes = 40
	recordBytes = 16 // of the head of a record

	recordLoad  = 0
	recordDebug = 2
	recordClose = 3
)

// CreateDump makes the dump of this process in a folder, which is made when it is not
// there: jit-PID.dump. perf record must use the same clock: perf record -k mono.
func CreateDump(dir string) (*Dump, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	now, err := monotonic()
	if err != nil {
		return nil, err
	}
	f, err := fresh(filepath.Join(dir, fmt.Sprintf("jit-%d.dump", os.Getpid())))
	if err != nil {
		return nil, err
	}
	d := &Dump{writer: writer{file: f}, now: now, pid: uint32(os.Getpid())}
	// perf learns of the dump by seeing it mapped for execution.
	if d.unmap, err = mapMarker(f); err != nil {
		_ = f.Close() // the first error says more
		return nil, err
	}
	head := append32(nil, dumpMagic, dumpVersion, headerBytes, machine(), 0, d.pid)
	d.write(append64(head, d.now(), 0))
	return d, nil
}

func append32(b []byte, list ...uint32) []byte {
	for _, v := range list {
		b = binary.NativeEndian.AppendUint32(b, v)
	}
	return b
}

func append64(b []byte, list ...uint64) []byte {
	for _, v := range list {
		b = binary.NativeEndian.AppendUint64(b, v)
	}
	return b
}

// record writes a record, which fills a multiple of eight bytes.
func (d *Dump) record(id uint32, body []byte) {
	body = append(body, make([]byte, -len(body)&7)...)
	head := append32(nil, id, uint32(recordBytes+len(body)))
	d.write(append(append64(head, d.now()), body...))
}

// Add writes a piece of code, and before it where it comes from.
func (d *Dump) Add(c *Code) {
	if len(c.Lines) > 0 {
		body := append64(nil, c.Address, uint64(len(c.Lines)))
		file := append([]byte(oneLine(c.File)), 0)
		for _, l := range c.Lines {
			body = append64(body, c.Address+uint64(l.Offset))
			body = append32(body, uint32(l.Line), uint32(l.Column))
			// The specification has a short form for the same file again, which perf
			// inject takes for a name.
			body = append(body, file...)
		}
		d.record(recordDebug, body)
	}
	body := append32(nil, d.pid, thread())
	body = append64(body, c.Address, c.Address, uint64(len(c.Bytes)), d.index)
	d.index++
	body = append(append(body, oneLine(c.Name)...), 0)
	d.record(recordLoad, append(body, c.Bytes...))
}

// Close ends the dump. The error is the first one of all that was written.
func (d *Dump) Close() error {
	d.record(recordClose, nil)
	d.unmap()
	if err := d.file.Close(); d.err == nil {
		d.err = err
	}
	return d.err
}

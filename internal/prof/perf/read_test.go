package perf

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// loaded is a record of a dump that was read back.
type loaded struct {
	Code
	Index uint64
	Time  uint64
}

// readDump reads a dump of this kind of machine.
func readDump(file []byte) (list []loaded, closed bool, err error) {
	r := &reader{rest: file, size: len(file)}
	if magic, version := r.u32(), r.u32(); magic != dumpMagic || version != dumpVersion {
		return nil, false, fmt.Errorf("byte 0: this is no dump of machine code")
	}
	r.take(headerBytes - 8)
	var lines *loaded
	for len(r.rest) > 0 && r.err == nil {
		at := r.at()
		id, size, time := r.u32(), r.u32(), r.u64()
		body := &reader{rest: r.take(int(size) - recordBytes), size: len(file) - len(r.rest), err: r.err}
		switch id {
		case recordDebug:
			lines = &loaded{}
			lines.Address = body.u64()
			for range body.u64() {
				if body.err != nil {
					break
				}
				address := body.u64()
				l := Line{Offset: int(address - lines.Address), Line: int(body.u32()), Column: int(body.u32())}
				lines.File = body.text()
				lines.Lines = append(lines.Lines, l)
			}
		case recordLoad:
			l := loaded{Time: time}
			body.u64()
			body.u64()
			l.Address = body.u64()
			n := body.u64()
			l.Index, l.Name = body.u64(), body.text()
			l.Bytes = body.take(int(n))
			if lines != nil && lines.Address == l.Address {
				l.File, l.Lines = lines.File, lines.Lines
			}
			lines = nil
			list = append(list, l)
		case recordClose:
			closed = true
		default:
			return nil, false, fmt.Errorf("byte %d: there is no record of kind %d", at, id)
		}
		if body.err != nil {
			return nil, false, body.err
		}
	}
	return list, closed, r.err
}

// reader takes numbers and texts from the front of a file.
type reader struct {
	rest []byte
	size int // where rest ends in the file
	err  error
}

func (r *reader) at() int { return r.size - len(r.rest) }

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.rest) {
		if r.err == nil {
			r.err = fmt.Errorf("byte %d: the dump is truncated", r.at())
		}
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) u32() uint32 {
	if b := r.take(4); b != nil {
		return binary.NativeEndian.Uint32(b)
	}
	return 0
}

func (r *reader) u64() uint64 {
	if b := r.take(8); b != nil {
		return binary.NativeEndian.Uint64(b)
	}
	return 0
}

func (r *reader) text() string {
	i := bytes.IndexByte(r.rest, 0)
	if i < 0 {
		r.take(len(r.rest) + 1)
		return ""
	}
	return string(r.take(i + 1)[:i])
}

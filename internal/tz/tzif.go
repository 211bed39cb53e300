package tz

import (
	"encoding/binary"
	"errors"
	"slices"
)

var errDamaged = errors.New("tz: damaged TZif data")

const (
	tzifHeader = 44
	tzifMagic  = "TZif"
)

// counts are the six counts of a TZif header (RFC 9636, section 3.1).
type counts struct{ isUT, isStd, leap, time, kind, char int }

// readHeader reads the header of a block; size is that of the block behind it, whose times
// have width bytes.
func readHeader(data []byte, width int) (version byte, n counts, size int, err error) {
	if len(data) < tzifHeader || string(data[:4]) != tzifMagic {
		return 0, n, 0, errDamaged
	}
	at := func(i int) int { return int(binary.BigEndian.Uint32(data[20+4*i:]) & (1<<24 - 1)) }
	n = counts{at(0), at(1), at(2), at(3), at(4), at(5)}
	size = n.time*(width+1) + n.kind*6 + n.char + n.leap*(width+4) + n.isStd + n.isUT
	if len(data) < tzifHeader+size {
		return 0, n, 0, errDamaged
	}
	return data[4], n, size, nil
}

// WithoutVersion1 cuts the block with times of 32 bits off a TZif file, which later ones
// repeat.
func WithoutVersion1(data []byte) ([]byte, error) {
	version, _, size, err := readHeader(data, 4)
	if err != nil {
		return nil, err
	}
	if version < '2' {
		return nil, errors.New("tz: TZif data of version 1")
	}
	return data[tzifHeader+size:], nil
}

// parse reads the block with times of 64 bits and the footer of a TZif file.
func parse(data []byte) (*Zone, error) {
	_, n, size, err := readHeader(data, 8)
	if err != nil || n.kind == 0 {
		return nil, errDamaged
	}
	block, footer := data[tzifHeader:tzifHeader+size], data[tzifHeader+size:]
	kinds := block[n.time*9:]
	offsetOf := func(k byte) (int64, error) {
		if int(k) >= n.kind {
			return 0, errDamaged
		}
		offset := int64(int32(binary.BigEndian.Uint32(kinds[int(k)*6:])))
		if offset <= -secondsPerDay || offset >= secondsPerDay {
			return 0, errDamaged
		}
		return offset, nil
	}
	z := &Zone{until: -maxSeconds - 1}
	if z.first, err = offsetOf(0); err != nil {
		return nil, err
	}
	last := z.first
	for i := range n.time {
		at := int64(binary.BigEndian.Uint64(block[i*8:]))
		offset, err := offsetOf(block[n.time*8+i])
		if err != nil {
			return nil, err
		}
		if len(z.changes) > 0 && at <= z.changes[len(z.changes)-1].at {
			return nil, errDamaged
		}
		if at < -maxSeconds {
			// The beginning of time in some files.
			z.first, last = offset, offset
			continue
		}
		z.until = at
		if offset != last {
			z.changes = append(z.changes, change{at, offset})
			last = offset
		}
	}
	if len(footer) >= 2 && footer[0] == '\n' {
		if end := slices.Index(footer[1:], '\n'); end > 0 {
			if z.rule, err = parseRule(string(footer[1 : end+1])); err != nil {
				return nil, err
			}
		}
	}
	z.unroll()
	return z, nil
}

// tableYears is the year up to which changes by the rule are in the table, where they are found
// faster.
const tableYears = 2100

// unroll adds what the rule says of the next years to the table.
func (z *Zone) unroll() {
	if z.rule != nil && z.rule.dst {
		for at, ok := z.Next(z.until); ok && at < daysBefore(tableYears)*secondsPerDay; at, ok = z.Next(at) {
			z.changes = append(z.changes, change{at, z.rule.offset(at)})
			z.until = at
		}
	}
	z.changes = slices.Clip(z.changes)
}

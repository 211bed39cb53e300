package heap

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// NewUTF8 makes a string of UTF-8 text; each byte that is not UTF-8 becomes U+FFFD.
func (h *Heap) NewUTF8(text []byte) *String {
	if isASCII(text) {
		return h.NewLatin1(text)
	}
	h.Work(len(text))
	if !utf8.Valid(text) {
		text = []byte(string([]rune(string(text))))
	}
	n, narrow := measureUTF8(text)
	if !narrow {
		s := h.allocFlat(KindUTF16, n, n)
		decodeUTF8(s.units(n), text)
		return h.keepString(s)
	}
	s := h.allocFlat(KindLatin1, n, n)
	to := s.bytes(n)[:0]
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c >= utf8.RuneSelf {
			i++
			c = c<<6 | text[i]&0x3F
		}
		to = append(to, c)
	}
	return h.keepString(s)
}

// measureUTF8 returns how many code units text has, which is UTF-8, and whether all of them
// are below 256. It looks at the bits of eight bytes at once, shifted to the highest of each.
func measureUTF8(text []byte) (units int, narrow bool) {
	const high = 0x8080808080808080
	units = len(text)
	var wide uint64
	count := func(w uint64) {
		lead := w & (w << 1) & high
		units += bits.OnesCount64(lead & (w << 2) & (w << 3)) // four bytes, two units
		units -= bits.OnesCount64(w &^ (w << 1) & high)       // bytes that continue
		wide |= lead & (w<<2 | w<<3 | w<<4 | w<<5)            // from 0xC4 on
	}
	for ; len(text) >= 8; text = text[8:] {
		count(binary.LittleEndian.Uint64(text))
	}
	var last [8]byte
	copy(last[:], text)
	count(binary.LittleEndian.Uint64(last[:]))
	return units, wide == 0
}

// decodeUTF8 fills to with the code units of text, which is UTF-8.
func decodeUTF8(to []uint16, text []byte) {
	n := 0
	for i := 0; i < len(text); n++ {
		c := text[i]
		switch {
		case c < utf8.RuneSelf:
			to[n] = uint16(c)
			i++
		case c < 0xE0:
			to[n] = uint16(c&0x1F)<<6 | uint16(text[i+1]&0x3F)
			i += 2
		case c < 0xF0:
			to[n] = uint16(c)<<12 | uint16(text[i+1]&0x3F)<<6 | uint16(text[i+2]&0x3F)
			i += 3
		default:
			r := rune(c&7)<<18 | rune(text[i+1]&0x3F)<<12 | rune(text[i+2]&0x3F)<<6 | rune(text[i+3]&0x3F) - 0x10000
			to[n], to[n+1] = 0xD800|uint16(r>>10), 0xDC00|uint16(r&0x3FF)
			n++
			i += 4
		}
	}
}

// maxUTF8 is how many bytes of UTF-8 a code unit can become.
const maxUTF8 = 3

// encodeUTF8 appends units in UTF-8 to dst, which has room for maxUTF8 bytes of each. A
// surrogate without its other half becomes U+FFFD.
func encodeUTF8(dst []byte, units []uint16) []byte {
	n := len(dst)
	dst = dst[:n+maxUTF8*len(units)]
	for i := 0; i < len(units); i++ {
		u := units[i]
		switch {
		case u < utf8.RuneSelf:
			dst[n] = byte(u)
			n++
			continue
		case u < 0x800:
			dst[n], dst[n+1] = 0xC0|byte(u>>6), 0x80|byte(u&0x3F)
			n += 2
			continue
		case u&^0x7FF == 0xD800:
			if u < 0xDC00 && i+1 < len(units) && units[i+1]&^0x3FF == 0xDC00 {
				i++
				r := rune(u&0x3FF)<<10 + rune(units[i]&0x3FF) + 0x10000
				n += utf8.EncodeRune(dst[n:], r)
				continue
			}
			u = utf8.RuneError
		}
		dst[n], dst[n+1], dst[n+2] = 0xE0|byte(u>>12), 0x80|byte(u>>6&0x3F), 0x80|byte(u&0x3F)
		n += 3
	}
	return dst[:n]
}

// isASCII reports whether all bytes are below 0x80.
func isASCII(b []byte) bool {
	for ; len(b) >= 8; b = b[8:] {
		if binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

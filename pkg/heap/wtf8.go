package heap

import "unicode/utf8"

// decodeWTF8 decodes the first code point of s, surrogates included. Bytes
// that are neither UTF-8 nor an encoded surrogate are U+FFFD of size 1.
func decodeWTF8(s string) (rune, int) {
	if len(s) >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] <= 0xBF && s[2]&0xC0 == 0x80 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s)
}

// appendWTF8 appends the code units of the WTF-8 text s.
func appendWTF8(to []uint16, s string) []uint16 {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			to = append(to, uint16(c))
			i++
			continue
		}
		r, size := decodeWTF8(s[i:])
		to = appendRune(to, r)
		i += size
	}
	return to
}

func appendRune(to []uint16, r rune) []uint16 {
	if r > 0xFFFF {
		r -= 0x10000
		return append(to, 0xD800|uint16(r>>10), 0xDC00|uint16(r&0x3FF))
	}
	return append(to, uint16(r))
}

// lengthWTF8 returns the number of bytes that appendUnitsWTF8 appends.
func lengthWTF8(u []uint16) int {
	n := 0
	for i := 0; i < len(u); i++ {
		switch c := u[i]; {
		case c < utf8.RuneSelf:
			n++
		case c < 0x800:
			n += 2
		case c&0xFC00 == 0xD800 && i+1 < len(u) && u[i+1]&0xFC00 == 0xDC00:
			n += 4
			i++
		default:
			n += 3
		}
	}
	return n
}

// appendUnitsWTF8 encodes code units: pairs of surrogates as one code point, lone
// ones as three bytes.
func appendUnitsWTF8(b []byte, u []uint16) []byte {
	for i := 0; i < len(u); i++ {
		c := u[i]
		if c&0xFC00 == 0xD800 && i+1 < len(u) && u[i+1]&0xFC00 == 0xDC00 {
			b = utf8.AppendRune(b, 0x10000+(rune(c&0x3FF)<<10|rune(u[i+1]&0x3FF)))
			i++
			continue
		}
		if c&0xF800 == 0xD800 {
			b = append(b, 0xED, 0x80|byte(c>>6)&0x3F, 0x80|byte(c)&0x3F)
			continue
		}
		b = utf8.AppendRune(b, rune(c))
	}
	return b
}

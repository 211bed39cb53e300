package ucd

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// Tables that are damaged are decoded to something that is in order, and texts are normalized by them.
func FuzzDamagedTables(f *testing.F) {
	f.Add(uint16(3), uint32(setOffsets[3]), uint16(0), "\xFF\xFF\xFF\xFF\x7F", "e\u0301")
	f.Add(uint16(40), uint32(canonicalOffset), uint16(1), "\xFF\x7F", "Å\u0323\u0307")
	f.Add(uint16(41), uint32(classesOffset), uint16(1), "\x00\x00", "\u0315\u0300\u05ae\u0062")
	f.Add(uint16(42), uint32(compositionsOffset), uint16(1), "", "가\u11a8")
	f.Add(uint16(43), uint32(wordOffset), uint16(2), "\x80\x80", "a.b")
	f.Add(uint16(44), stringSets[0].offset, uint16(2), "\x05\x05\x05", "a")
	f.Add(uint16(45), uint32(0), uint16(65535), "", "a")
	whole := tables
	f.Fuzz(func(t *testing.T, which uint16, at uint32, length uint16, by, text string) {
		start := int(at) % (len(whole) + 1)
		end := min(start+int(length), len(whole))
		tables = whole[:start] + by + whole[end:]
		defer func() { tables = whole }()
		inOrder := func(list []Range) {
			next := rune(0)
			for _, x := range list {
				require.True(t, next <= x.Lo && x.Lo <= x.Hi && x.Hi <= MaxRune, "%X", x)
				next = x.Hi + 1
			}
		}
		d := decoderAt(int(setOffsets[int(which)%len(setOffsets)]))
		inOrder(d.ranges())
		s := decodeStrings(int(stringSets[int(which)%len(stringSets)].offset))
		inOrder(s.Runes)
		switch which % 8 {
		case 0:
			c := decodeClasses([...]int{graphemeOffset, wordOffset, sentenceOffset}[int(which/8)%3])
			for _, r := range text {
				c.Of(r)
			}
		case 1, 2, 3:
			n := &Normalizer{form: Form(which/8) % 4, tables: decodeNormalization(), sorted: true}
			size := 0
			for _, r := range text {
				n.Add(r)
				size++
			}
			n.Finish()
			// No decomposition is longer than the table.
			require.LessOrEqual(t, len(n.Out), (size+1)*len(tables))
		}
		require.LessOrEqual(t, utf8.RuneCountInString(strings.Join(s.Strings, "")), len(tables)*len(s.Strings))
	})
}

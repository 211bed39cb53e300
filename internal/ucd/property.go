package ucd

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

//go:embed tables.bin
var tables string

// MaxRune is the largest code point.
const MaxRune = 0x10FFFF

// Bits of asciiID.
const (
	asciiStart = 1 << iota
	asciiContinue
)

// asciiID has the ID_Start and ID_Continue bits of the ASCII range.
var asciiID = [128]uint8{
	'0': asciiContinue, '1': asciiContinue, '2': asciiContinue, '3': asciiContinue, '4': asciiContinue,
	'5': asciiContinue, '6': asciiContinue, '7': asciiContinue, '8': asciiContinue, '9': asciiContinue,
	'A': 3, 'B': 3, 'C': 3, 'D': 3, 'E': 3, 'F': 3, 'G': 3, 'H': 3, 'I': 3, 'J': 3, 'K': 3, 'L': 3, 'M': 3,
	'N': 3, 'O': 3, 'P': 3, 'Q': 3, 'R': 3, 'S': 3, 'T': 3, 'U': 3, 'V': 3, 'W': 3, 'X': 3, 'Y': 3, 'Z': 3,
	'a': 3, 'b': 3, 'c': 3, 'd': 3, 'e': 3, 'f': 3, 'g': 3, 'h': 3, 'i': 3, 'j': 3, 'k': 3, 'l': 3, 'm': 3,
	'n': 3, 'o': 3, 'p': 3, 'q': 3, 'r': 3, 's': 3, 't': 3, 'u': 3, 'v': 3, 'w': 3, 'x': 3, 'y': 3, 'z': 3,
	'_': asciiContinue,
}

// IsIDStart reports whether r has the property ID_Start (UnicodeIDStart in
// sec-names-and-keywords). It is false for $ and _, which ECMAScript adds.
func IsIDStart(r rune) bool {
	if uint32(r) < 128 {
		return asciiID[r]&asciiStart != 0
	}
	return idBit(r, 0)
}

// IsIDContinue reports whether r has the property ID_Continue
// (UnicodeIDContinue in sec-names-and-keywords). It is true for _ and false
// for $ and the joiners U+200C and U+200D, which ECMAScript adds.
func IsIDContinue(r rune) bool {
	if uint32(r) < 128 {
		return asciiID[r]&asciiContinue != 0
	}
	return idBit(r, 32)
}

// idBit reads the identifier trie; half is the offset of the bitmap in a block.
func idBit(r rune, half int) bool {
	if uint32(r) > MaxRune {
		return false
	}
	block := int(tables[idIndexOffset+int(r>>8)])
	return tables[idBlocksOffset+block*64+half+int(r>>3&31)]>>(r&7)&1 != 0
}

// Range is a range of code points, both ends included.
type Range struct{ Lo, Hi rune }

// Property is a property of code points that \p{…} may name: a binary property
// or one value of General_Category, Script or Script_Extensions.
type Property uint16

type propertyName struct {
	name string
	id   Property
}

func findName(list []propertyName, name string) (Property, bool) {
	i, ok := slices.BinarySearchFunc(list, name, func(n propertyName, name string) int {
		return strings.Compare(n.name, name)
	})
	if !ok {
		return 0, false
	}
	return list[i].id, true
}

// LookupLone returns what \p{name} stands for: a value of General_Category or
// a binary property (UnicodeMatchProperty,
// sec-runtime-semantics-unicodematchproperty-p). Spelling is exact.
func LookupLone(name string) (Property, bool) {
	if p, ok := findName(categoryNames[:], name); ok {
		return p, true
	}
	return findName(binaryNames[:], name)
}

// LookupValue returns what \p{property=value} stands for
// (UnicodeMatchPropertyValue,
// sec-runtime-semantics-unicodematchpropertyvalue-p-v). Spelling is exact.
func LookupValue(property, value string) (Property, bool) {
	switch property {
	case "General_Category", "gc":
		return findName(categoryNames[:], value)
	case "Script", "sc":
		return findName(scriptNames[:], value)
	case "Script_Extensions", "scx":
		p, ok := findName(scriptNames[:], value)
		return p + scriptCount, ok
	}
	return 0, false
}

// decodedSets keeps the sets that have been asked for.
var decodedSets [len(setOffsets)]atomic.Pointer[[]Range]

// Ranges returns the code points that have the property, sorted and disjoint.
// The caller must not change them.
func (p Property) Ranges() []Range {
	if r := decodedSets[p].Load(); r != nil {
		return *r
	}
	d := decoderAt(int(setOffsets[p]))
	ranges := d.ranges()
	decodedSets[p].Store(&ranges)
	return ranges
}

// Contains reports whether r has the property.
func (p Property) Contains(r rune) bool { return contains(p.Ranges(), r) }

func contains(ranges []Range, r rune) bool {
	_, ok := slices.BinarySearchFunc(ranges, r, func(x Range, r rune) int {
		switch {
		case x.Hi < r:
			return -1
		case x.Lo > r:
			return 1
		}
		return 0
	})
	return ok
}

// decoder reads tables.bin. Of one that is damaged it makes less, or something else, whose code
// points are in order and in range.
type decoder struct{ s string }

func decoderAt(offset int) decoder { return decoder{tables[min(offset, len(tables)):]} }

// uvarint reads a number below 1<<28, so that sums of a few are no more than an int of 32 bits holds; 0 at the end.
func (d *decoder) uvarint() int {
	v := 0
	for i := 0; i < len(d.s) && i < 4; i++ {
		c := d.s[i]
		v |= int(c&0x7f) << (7 * i)
		if c < 0x80 {
			d.s = d.s[i+1:]
			return v
		}
	}
	d.s = ""
	return 0
}

// count reads how many things follow that take some bytes each, at least.
func (d *decoder) count(size int) int {
	n := d.uvarint()
	return min(n, len(d.s)/size)
}

// text reads a number of bytes.
func (d *decoder) text(n int) string {
	n = min(n, len(d.s))
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

// next reads a range that begins some code points after another one; ok is false for one beyond the last
// code point.
func (d *decoder) next(after rune) (x Range, ok bool) {
	lo := int(after) + d.uvarint()
	hi := lo + d.uvarint()
	return Range{rune(lo), rune(hi)}, hi <= MaxRune
}

func (d *decoder) ranges() []Range {
	list := make([]Range, d.count(2))
	next := rune(0)
	for i := range list {
		x, ok := d.next(next)
		if !ok {
			return list[:i]
		}
		list[i] = x
		next = x.Hi + 1
	}
	return list
}

// Strings is a property of strings that \p{…} may name with the v flag
// (sec-runtime-semantics-unicodematchproperty-p).
type Strings struct {
	Runes   []Range  // the strings of one code point, sorted and disjoint
	Strings []string // the longer ones, in UTF-8, sorted
}

type stringSet struct {
	name   string
	offset uint32
}

// LookupStrings returns the property of strings of that name. The caller must
// not change it.
func LookupStrings(name string) (*Strings, bool) {
	if name == "RGI_Emoji" {
		return rgiEmoji(), true
	}
	for i, s := range stringSets {
		if s.name == name {
			return stringsOf(i), true
		}
	}
	return nil, false
}

// IsStringsName reports whether name is that of a property of strings.
func IsStringsName(name string) bool {
	return name == "RGI_Emoji" || slices.ContainsFunc(stringSets[:], func(s stringSet) bool { return s.name == name })
}

var decodedStrings [len(stringSets)]atomic.Pointer[Strings]

func stringsOf(i int) *Strings {
	if s := decodedStrings[i].Load(); s != nil {
		return s
	}
	set := decodeStrings(int(stringSets[i].offset))
	decodedStrings[i].Store(set)
	return set
}

// maxShared bounds what a string shares with the one before: more than any does.
const maxShared = 255

func decodeStrings(offset int) *Strings {
	d := decoderAt(offset)
	set := &Strings{Runes: d.ranges()}
	set.Strings = make([]string, d.count(2))
	last := ""
	for j := range set.Strings {
		shared, rest := d.uvarint(), d.uvarint()
		last = last[:min(shared, len(last), maxShared)] + d.text(rest)
		set.Strings[j] = last
	}
	return set
}

// rgiEmoji is the union of the other properties of strings, which are disjoint.
var rgiEmoji = sync.OnceValue(func() *Strings {
	all := new(Strings)
	for i := range stringSets {
		s := stringsOf(i)
		all.Runes = append(all.Runes, s.Runes...)
		all.Strings = append(all.Strings, s.Strings...)
	}
	slices.SortFunc(all.Runes, func(a, b Range) int { return int(a.Lo - b.Lo) })
	slices.Sort(all.Strings)
	return all
})

package collate

import (
	_ "embed"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"github.com/kilnjs/kiln/internal/cldr"
)

//go:embed root.bin
var rootData string

// tables are the root and the tailorings.
var tables = [2]func() *cldr.Table{tableOf(&rootData), tableOf(&tailoringsData)}

func tableOf(data *string) func() *cldr.Table {
	return sync.OnceValue(func() *cldr.Table { return cldr.OpenEmbedded(*data) })
}

const (
	flagCapitalsFirst = 1 << iota
	flagShifted
	flagBackwards
	flagReadings

	markShift = 8 // how many bits marks have
)

// Values of characters; see the documentation of the package.
const (
	kindShift      = 30
	kindElement    = 0
	kindExpansion  = 1
	kindContract   = 2
	kindSpecial    = 3
	payload        = 1<<kindShift - 1
	unmapped       = kindSpecial << kindShift
	differenceBits = 11 // of a reading

	blockShift     = 5
	blockWords     = 3
	widthBits      = 6       // of the third word of a block
	planeFourteen  = 0x34000 // where U+E0000 to U+E0FFF are
	headWords      = 11
	primaryShift   = 15
	secondaryShift = 11
	tertiaryShift  = 6
)

// marks of a character say what to beware of.
type marks uint8

const (
	// joins: what the character belongs to may depend on what stands before it. It combines, or
	// stands in contractions but not first, or that is so for the first of its decomposition; or it has no primary weight.
	joins marks = 1 << iota
	// decomposes: it has a canonical decomposition, and is no syllable of Hangul.
	decomposes
	// combines: it, or the first of its decomposition, has a combining class.
	combines
	// begins: it begins a contraction with what may follow. The table has that as the kind of the value.
	begins
)

// words are numbers of 32 bits.
type words string

func (w words) len() int { return len(w) / 4 }

func (w words) at(i int) uint32 {
	w = w[4*i : 4*i+4]
	return uint32(w[0]) | uint32(w[1])<<8 | uint32(w[2])<<16 | uint32(w[3])<<24
}

// mappings are a section.
type mappings struct {
	flags, base, variable, digit                 uint32
	markBits                                     uint8
	reorder, wide, elements, blocks, contraction words
	stages                                       string
	packed                                       string
}

// decode reads a section; it returns nil for what is not one.
func decode(text string) *mappings {
	head := words(text)
	if len(text)%4 != 0 || head.len() < headWords {
		return nil
	}
	m := &mappings{flags: head.at(0), base: head.at(1), variable: head.at(2), digit: head.at(3)}
	m.markBits = uint8(m.flags >> markShift & 3)
	rest := text[4*headWords:]
	for i, part := range []struct {
		w    *words
		size int
	}{{&m.reorder, 12}, {&m.wide, 8}, {&m.elements, 4}, {&m.blocks, 4 * blockWords}, {&m.contraction, 4}, {(*words)(&m.stages), 2}, {(*words)(&m.packed), 1}} {
		n := uint64(head.at(4+i)) * uint64(part.size)
		if n > uint64(len(rest)) {
			return nil
		}
		*part.w, rest = words(rest[:n]), rest[n:]
	}
	if rest != "" {
		return nil
	}
	n := m.blocks.len() / blockWords
	for i := 0; i < len(m.stages); i += 2 {
		if int(m.stages[i])|int(m.stages[i+1])<<8 >= n {
			return nil
		}
	}
	return m
}

// value is that of a character.
func (m *mappings) value(r rune) uint32 {
	v, _ := m.look(r)
	return v
}

// look finds the value of a character, and its marks.
func (m *mappings) look(r rune) (value uint32, has marks) {
	if r >= 0xE0000 && r < 0xE1000 {
		r -= 0xE0000 - planeFourteen
	}
	i := 2 * int(r>>blockShift)
	if i >= len(m.stages) {
		return unmapped, 0
	}
	i = blockWords * (int(m.stages[i]) | int(m.stages[i+1])<<8)
	mask, bit := m.blocks.at(i), uint32(1)<<(r&(1<<blockShift-1))
	if mask&bit == 0 {
		return unmapped, 0
	}
	where := m.blocks.at(i + 2)
	width := where & (1<<widthBits - 1)
	at := int(where>>widthBits) + bits.OnesCount32(mask&(bit-1))*int(width)
	p := at >> 3
	if p+8 > len(m.packed) {
		return unmapped, 0
	}
	s := m.packed[p : p+8]
	n := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	n = n >> (at & 7) & (1<<width - 1)
	return m.blocks.at(i+1) + uint32(n>>m.markBits), marks(n) & (1<<m.markBits - 1)
}

// secondaryAt is where the secondary weight of an element is.
const secondaryAt = 13

// element is a collation element.
type element uint64

func (e element) primary() uint32   { return uint32(e >> 33) }
func (e element) secondary() uint32 { return uint32(e>>secondaryAt) & (1<<20 - 1) }
func (e element) letterCase() uint8 { return uint8(e>>11) & 3 }
func (e element) tertiary() uint32  { return uint32(e) & (1<<11 - 1) }

func newElement(primary, secondary, tertiary uint32) element {
	e := element(primary)<<33 | element(secondary)<<(secondaryAt+secondaryShift) | element(tertiary)<<tertiaryShift
	if tertiary < 32 && capitals>>tertiary&1 != 0 {
		e |= 2 << 11
	}
	return e
}

const (
	// capitals are the tertiary weights of the root that capitals have.
	capitals = 1<<8 | 1<<9 | 1<<0xA | 1<<0xB | 1<<0xC | 1<<0xE | 1<<0x11 | 1<<0x12 | 1<<0x1D

	commonSecondary = 0x20
	commonTertiary  = 2
)

// narrow is the element of a value of that kind.
func narrow(v uint32) element {
	return newElement(v>>14<<primaryShift, v>>5&0x1FF, v&0x1F)
}

// expansion appends the elements of a value that is neither a contraction nor unmapped.
func (m *mappings) expansion(to []element, v uint32) []element {
	switch v >> kindShift {
	case kindElement:
		if v == 0 {
			return to
		}
		return append(to, narrow(v))
	case kindExpansion:
		at, n := int(v&payload>>5), int(v&0x1F)
		if at+n > m.elements.len() {
			return to
		}
		for i := at; i < at+n; i++ {
			w := m.elements.at(i)
			if k := int(w & payload); w>>kindShift != kindSpecial {
				to = append(to, narrow(w))
			} else if 2*k+2 <= m.wide.len() {
				to = append(to, element(m.wide.at(2*k))|element(m.wide.at(2*k+1))<<32)
			}
		}
	case kindSpecial:
		return append(to, newElement(m.base+v&payload, commonSecondary, commonTertiary))
	}
	return to
}

var opened struct {
	sync.Mutex
	sections map[string]*mappings
}

// open is a section of the tables, which have it; one that is damaged has nothing.
func open(name string) *mappings {
	opened.Lock()
	defer opened.Unlock()
	if m := opened.sections[name]; m != nil {
		return m
	}
	table := tables[1]
	if name == "root" || name == "han" {
		table = tables[0]
	}
	s, _ := table().Section(name)
	m := decode(string(s))
	if m == nil {
		m = new(mappings)
	}
	if opened.sections == nil {
		opened.sections = map[string]*mappings{}
	}
	opened.sections[name] = m
	return m
}

func get(section, key string) (string, bool) {
	s, _ := tables[1]().Section(section)
	return s.Get(key)
}

// Find is the order of a type for a locale, or the nearest of its parents: "" stands for the type
// that is usual there. It is the root for a type that the locale has not.
func Find(locale, kind string) Order {
	key := [2]string{locale, kind}
	found.Lock()
	o, ok := found.orders[key]
	found.Unlock()
	if ok {
		return o
	}
	o = find(locale, kind)
	found.Lock()
	defer found.Unlock()
	if found.orders == nil || len(found.orders) >= mostFound {
		found.orders = map[[2]string]Order{}
	}
	found.orders[key] = o
	return o
}

// found is what Find has found: the table does not change.
var found struct {
	sync.Mutex
	orders map[[2]string]Order
}

// mostFound is how many orders are remembered, of some hundreds of locales and a dozen types.
const mostFound = 64

func find(locale, kind string) Order {
	for at := locale; kind == ""; {
		if named, ok := get("defaults", at); ok {
			kind = named
		} else if at = parent(at); at == "" {
			kind = "standard"
		}
	}
	for at := locale; at != ""; at = parent(at) {
		if name, ok := get("names", at+"/"+kind); ok {
			i, _ := slices.BinarySearch(orders(), name)
			return Order(i + 1)
		}
	}
	return Root
}

// parent is the locale whose orders another has too, "" for none.
func parent(locale string) string {
	switch i := strings.LastIndexByte(locale, '-'); {
	case i >= 0:
		return locale[:i]
	case locale == "nb" || locale == "nn":
		return "no"
	case locale == "und":
		return ""
	}
	return "und"
}

// orders are the names of the tailorings, sorted.
var orders = sync.OnceValue(func() (list []string) {
	s, _ := tables[1]().Section("names")
	s.Each(func(_, name string) bool {
		list = append(list, name)
		return true
	})
	slices.Sort(list)
	return slices.Compact(list)
})

// Order is the order of a locale: a number that is the same wherever the table is the same.
type Order int

// Root is the order of all languages that have none of their own.
const Root Order = 0

// own is what the order has beside the root, nil for nothing.
func (o Order) own() *mappings {
	if list := orders(); o > 0 && int(o) <= len(list) {
		return open(list[o-1])
	}
	return nil
}

func (o Order) flag(f uint32) bool {
	m := o.own()
	return m != nil && m.flags&f != 0
}

// CapitalsFirst reports whether capitals stand before small letters.
func (o Order) CapitalsFirst() bool { return o.flag(flagCapitalsFirst) }

// IgnoresPunctuation reports whether spaces and punctuation are ignored.
func (o Order) IgnoresPunctuation() bool { return o.flag(flagShifted) }

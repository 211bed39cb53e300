package collate

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/kilnjs/kiln/internal/cldr"
)

//go:embed table.bin
var embedded string

var table = sync.OnceValue(func() *cldr.Table {
	t, err := cldr.Open(embedded)
	if err != nil {
		return new(cldr.Table) // the build has another table.bin than the one that is tested
	}
	return t
})

const (
	flagCapitalsFirst = 1 << iota
	flagShifted
	flagBackwards
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
	blockShift     = 5
	planeFourteen  = 0x34000 // where U+E0000 to U+E0FFF are
	headWords      = 10
	primaryShift   = 15
	secondaryShift = 11
	tertiaryShift  = 6
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
	flags, base, variable, digit           uint32
	reorder, elements, blocks, contraction words
	tails                                  words
	stages                                 string
}

// decode reads a section; it returns nil for what is not one.
func decode(text string) *mappings {
	head := words(text)
	if len(text)%4 != 0 || head.len() < headWords {
		return nil
	}
	m := &mappings{flags: head.at(0), base: head.at(1), variable: head.at(2), digit: head.at(3)}
	rest := text[4*headWords:]
	for i, part := range []struct {
		w    *words
		size int
	}{{&m.reorder, 12}, {&m.elements, 8}, {&m.blocks, 4}, {&m.contraction, 4}, {&m.tails, 4}, {(*words)(&m.stages), 2}} {
		n := uint64(head.at(4+i)) * uint64(part.size)
		if n > uint64(len(rest)) {
			return nil
		}
		*part.w, rest = words(rest[:n]), rest[n:]
	}
	if rest != "" {
		return nil
	}
	for i := 0; i < len(m.stages); i += 2 {
		if (int(m.stages[i])|int(m.stages[i+1])<<8+0)<<blockShift+1<<blockShift > m.blocks.len() {
			return nil
		}
	}
	return m
}

// value is that of a character.
func (m *mappings) value(r rune) uint32 {
	if r >= 0xE0000 && r < 0xE1000 {
		r -= 0xE0000 - planeFourteen
	}
	i := int(r >> blockShift)
	if 2*i >= len(m.stages) {
		return unmapped
	}
	block := int(m.stages[2*i]) | int(m.stages[2*i+1])<<8
	return m.blocks.at(block<<blockShift | int(r&(1<<blockShift-1)))
}

// isTail reports whether a character may belong to a contraction that begins before it.
func (m *mappings) isTail(r rune) bool {
	low, high := 0, m.tails.len()
	for low < high {
		mid := (low + high) / 2
		switch c := rune(m.tails.at(mid)); {
		case c == r:
			return true
		case c < r:
			low = mid + 1
		default:
			high = mid
		}
	}
	return false
}

// element is a collation element.
type element uint64

func (e element) primary() uint32   { return uint32(e >> 33) }
func (e element) secondary() uint32 { return uint32(e>>13) & (1<<20 - 1) }
func (e element) letterCase() uint8 { return uint8(e>>11) & 3 }
func (e element) tertiary() uint32  { return uint32(e) & (1<<11 - 1) }

func newElement(primary, secondary, tertiary uint32) element {
	e := element(primary)<<33 | element(secondary)<<(13+secondaryShift) | element(tertiary)<<tertiaryShift
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

// expansion appends the elements of a value that is neither a contraction nor unmapped.
func (m *mappings) expansion(to []element, v uint32) []element {
	switch v >> kindShift {
	case kindElement:
		if v == 0 {
			return to
		}
		return append(to, newElement(v>>14<<primaryShift, v>>5&0x1FF, v&0x1F))
	case kindExpansion:
		at, n := int(v&payload>>5), int(v&0x1F)
		if 2*(at+n) > m.elements.len() {
			return to
		}
		for i := at; i < at+n; i++ {
			to = append(to, element(m.elements.at(2*i))|element(m.elements.at(2*i+1))<<32)
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

// open is a section of the table, which has it; one that is damaged has nothing.
func open(name string) *mappings {
	opened.Lock()
	defer opened.Unlock()
	if m := opened.sections[name]; m != nil {
		return m
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
	s, _ := table().Section(section)
	return s.Get(key)
}

// Find is the order of a type for a locale, or the nearest of its parents: "" stands for the type
// that is usual there. It is the root for a type that the locale has not.
func Find(locale, kind string) Order {
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
	s, _ := table().Section("names")
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

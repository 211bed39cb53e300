package cldr

import (
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strconv"
	"strings"
	"sync"
)

// Magic begins a table; it changes with the format.
const Magic = "kiln cldr 1\n"

const (
	lengthDigits = 8
	// maxLength bounds the original bytes of a section: far more than any has.
	maxLength = 4 << 20
)

// Stored stands in the directory in place of a dictionary where a section is not compressed.
const Stored = "="

// ErrDamaged is what Open and Section return of a table that is not one.
var ErrDamaged = errors.New("cldr: damaged table")

// Table is a set of sections.
type Table struct {
	directory Section
	data      string

	mutex sync.Mutex
	open  map[string]Section // those that were asked for
}

// Open makes a table of a text. It reads nothing but the head.
func Open(text string) (*Table, error) {
	rest, ok := strings.CutPrefix(text, Magic)
	if !ok || len(rest) <= lengthDigits || rest[lengthDigits] != '\n' {
		return nil, ErrDamaged
	}
	n, err := strconv.ParseUint(rest[:lengthDigits], 10, 32)
	rest = rest[lengthDigits+1:]
	if err != nil || n > uint64(len(rest)) {
		return nil, ErrDamaged
	}
	return &Table{directory: Section(rest[:n]), data: rest[n:]}, nil
}

// Section gives a section, which is decompressed when somebody first asks for it.
func (t *Table) Section(name string) (Section, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.section(name, false)
}

// section is Section with the mutex held. A dictionary has none itself.
func (t *Table) section(name string, isDictionary bool) (Section, error) {
	if s, ok := t.open[name]; ok {
		return s, nil
	}
	line, ok := t.directory.Get(name)
	if !ok {
		return "", fmt.Errorf("cldr: there is no section %q", name)
	}
	var offset, size, length, sum uint64
	var dictionary string
	fields := strings.Fields(line)
	switch len(fields) {
	case 4:
	case 5:
		if isDictionary {
			return "", ErrDamaged
		}
		dictionary = fields[4]
	default:
		return "", ErrDamaged
	}
	for i, p := range []*uint64{&offset, &size, &length, &sum} {
		base := 10
		if p == &sum {
			base = 16
		}
		var err error
		if *p, err = strconv.ParseUint(fields[i], base, 32); err != nil {
			return "", ErrDamaged
		}
	}
	if length > maxLength || offset > uint64(len(t.data)) || size > uint64(len(t.data))-offset {
		return "", ErrDamaged
	}
	var preset []byte
	if dictionary != "" && dictionary != Stored {
		d, err := t.section(dictionary, true)
		if err != nil {
			return "", err
		}
		preset = []byte(d)
	}
	s := t.data[offset : offset+size]
	if dictionary == Stored {
		if size != length || checksum(s) != uint32(sum) {
			return "", ErrDamaged
		}
	} else {
		var err error
		if s, err = inflate(s, length, uint32(sum), preset); err != nil {
			return "", err
		}
	}
	if t.open == nil {
		t.open = make(map[string]Section)
	}
	t.open[name] = Section(s)
	return Section(s), nil
}

// checksum is that of a text, of which it makes no copy.
func checksum(text string) (sum uint32) {
	var buffer [1 << 10]byte
	for len(text) > 0 {
		n := copy(buffer[:], text)
		sum = crc32.Update(sum, crc32.IEEETable, buffer[:n])
		text = text[n:]
	}
	return sum
}

// inflaters are readers to use again: each has 40 KB.
var inflaters sync.Pool

// inflate decompresses what has a length and a checksum.
func inflate(compressed string, length uint64, sum uint32, dictionary []byte) (string, error) {
	var b strings.Builder
	b.Grow(int(length))
	hash := crc32.NewIEEE()
	source := strings.NewReader(compressed)
	r, ok := inflaters.Get().(io.Reader)
	if !ok {
		r = flate.NewReaderDict(source, dictionary)
	} else if err := r.(flate.Resetter).Reset(source, dictionary); err != nil {
		return "", err
	}
	n, err := io.Copy(io.MultiWriter(&b, hash), io.LimitReader(r, int64(length)+1))
	inflaters.Put(r)
	if err != nil || uint64(n) != length || hash.Sum32() != sum {
		return "", ErrDamaged
	}
	return b.String(), nil
}

// Section is the lines of a section: keys with values, sorted by key.
type Section string

// Get gives the value of a key.
func (s Section) Get(key string) (value string, ok bool) {
	low, high := 0, len(s) // at beginnings of lines
	for low < high {
		start := low + strings.LastIndexByte(string(s[low:low+(high-low)/2]), '\n') + 1
		line, _, _ := strings.Cut(string(s[start:high]), "\n")
		name, value, _ := strings.Cut(line, "\t")
		switch {
		case name == key:
			return value, true
		case name < key:
			low = min(start+len(line)+1, high)
		default:
			high = start
		}
	}
	return "", false
}

// Each calls f with all lines, in order, until it returns false.
func (s Section) Each(f func(key, value string) bool) {
	for rest := string(s); rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		key, value, _ := strings.Cut(line, "\t")
		if !f(key, value) {
			return
		}
	}
}

var embeddedTable = sync.OnceValue(func() *Table { return OpenEmbedded(tableData) })

// OpenEmbedded opens a table that is part of the program. One that is damaged has no sections.
func OpenEmbedded(text string) *Table {
	t, err := Open(text)
	if err != nil {
		return new(Table)
	}
	return t
}

// Of is a section of the embedded table, an empty one if that is damaged.
func Of(name string) Section {
	s, _ := embeddedTable().Section(name)
	return s
}

// replace puts a section in the place of one, and returns what puts that back.
func (t *Table) replace(name string, s Section) (restore func()) {
	_, _ = t.Section(name) // if there is one, it is open now
	t.mutex.Lock()
	defer t.mutex.Unlock()
	old, ok := t.open[name]
	if t.open == nil {
		t.open = make(map[string]Section)
	}
	t.open[name] = s
	return func() {
		t.mutex.Lock()
		defer t.mutex.Unlock()
		if t.open[name] = old; !ok {
			delete(t.open, name)
		}
	}
}

// Replace is for tests: it puts another section in the place of one of the embedded table, and
// returns what puts that back. What has been made of the section stays.
func Replace(name string, s Section) (restore func()) { return embeddedTable().replace(name, s) }

// EnglishAlone reports whether the program is built with the data of English alone (kiln_intl_en).
func EnglishAlone() bool {
	_, ok := Get("locales", "de")
	return !ok
}

// Get gives a value of the embedded table.
func Get(section, key string) (value string, ok bool) { return Of(section).Get(key) }

// Separator stands between texts that are one value.
const Separator = "\x1F"

// Parent is the locale that a locale has from what it has not itself: the one that the section
// parents names, else the one without the last subtag, at last und.
func Parent(locale, named string) string {
	if named != "" {
		return named
	}
	if i := strings.LastIndexByte(locale, '-'); i >= 0 {
		return locale[:i]
	}
	return "und"
}

// Find looks up what a locale, or the nearest of its parents, has at a path. The locale is one
// of those that are available.
func Find(section, locale, path string) (value string, ok bool) {
	s := Of(section)
	for locale := range Lineage(locale) {
		if value, ok = s.Get(locale + "/" + path); ok {
			return value, true
		}
	}
	return "", false
}

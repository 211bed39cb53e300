package builtin

import (
	"bytes"
	"cmp"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// stringLocaleCompare is String.prototype.localeCompare
// (sec-string.prototype.localecompare), in the root collation.
func stringLocaleCompare(c *object.Call) (heap.Value, error) {
	s, that, err := searchOperands(c, "localeCompare")
	if err != nil {
		return heap.Undefined, err
	}
	h := c.RT.Heap
	if h.StringsEqual(s, that) {
		return heap.Int(0), nil
	}
	a, b := s.Flat(h), that.Flat(h)
	if a.UTF16 == nil && b.UTF16 == nil {
		if order, ok := collateWords(a.Latin1, b.Latin1); ok {
			return heap.Int(int32(order)), nil
		}
	}
	order, err := collateTexts(c.RT, a, b)
	return heap.Int(int32(order)), err
}

// collateSlice is how many bytes of normalized text are compared at once.
const collateSlice = 1 << 14

// collateTexts compares two texts in the root collation. The collator cannot be
// interrupted, so what orders long texts is gathered slice by slice.
func collateTexts(rt *object.Runtime, a, b heap.Flat) (int, error) {
	st := state(rt)
	if st.collator == nil {
		st.collator = collate.New(language.Und)
	}
	x, err := normal(rt, a)
	if err != nil {
		return 0, err
	}
	y, err := normal(rt, b)
	if err != nil || len(x) <= collateSlice && len(y) <= collateSlice {
		return st.collator.CompareString(x, y), err
	}
	if st.letters == nil {
		st.letters = collate.New(language.Und, collate.Loose)
	}
	var levels [3]collation
	for (x != "" || y != "") && levels[0].order == 0 {
		var p, q string
		p, x = cutCollated(x)
		q, y = cutCollated(y)
		keys := [2][3][]byte{st.collationKeys(p), st.collationKeys(q)}
		for i := range levels {
			levels[i].add(keys[0][i], keys[1][i])
		}
		if err := rt.Steps(len(p) + len(q)); err != nil {
			return 0, err
		}
	}
	for i := range levels {
		if order := levels[i].end(); order != 0 {
			return order, nil
		}
	}
	return 0, nil
}

// collationKeys are the sort keys of a text (Unicode Technical Standard 10) by
// level: letters, accents, case. The collator joins them by two zero bytes, and a
// weight of the second level is two bytes.
func (s *runtimeState) collationKeys(text string) (keys [3][]byte) {
	var buf collate.Buffer
	letters := len(s.letters.KeyFromString(&buf, text))
	buf.Reset()
	key := s.collator.KeyFromString(&buf, text)
	keys[0], key = key[:letters], key[letters:]
	if len(key) < 2 {
		return keys
	}
	key = key[2:]
	n := 0
	for n+1 < len(key) && (key[n] != 0 || key[n+1] != 0) {
		n += 2
	}
	keys[1] = key[:n]
	keys[2] = key[min(n+2, len(key)):]
	return keys
}

// collation compares the keys of two texts at one level, as they come.
type collation struct {
	a, b  []byte // not compared yet: one of them is empty
	order int
}

func (c *collation) add(a, b []byte) {
	if c.order != 0 {
		return
	}
	c.a, c.b = append(c.a, a...), append(c.b, b...)
	n := min(len(c.a), len(c.b))
	c.order = bytes.Compare(c.a[:n], c.b[:n])
	c.a, c.b = append(c.a[:0], c.a[n:]...), append(c.b[:0], c.b[n:]...)
}

// end is the order when nothing comes any more.
func (c *collation) end() int {
	if c.order != 0 {
		return c.order
	}
	return cmp.Compare(len(c.a), len(c.b))
}

// cutCollated cuts a slice off s, before an ASCII character if there is one near:
// nothing contracts or combines with what stands before that.
func cutCollated(s string) (slice, rest string) {
	if len(s) <= collateSlice {
		return s, ""
	}
	at := collateSlice
	for at < min(len(s), 2*collateSlice) && s[at] >= utf8.RuneSelf {
		at++
	}
	for at < len(s) && !utf8.RuneStart(s[at]) {
		at++
	}
	return s[:at], s[at:]
}

// collateWords compares two texts in the root collation as far as that can be told
// from ASCII letters and digits: these weigh in the order of their values, letters
// more than digits and whatever their case, which counts when nothing else differs.
func collateWords(a, b []byte) (order int, ok bool) {
	byCase := 0
	for i := range min(len(a), len(b)) {
		x, y := wordWeight[a[i]], wordWeight[b[i]]
		switch {
		case x == 0 || y == 0:
			return 0, false
		case x != y:
			return cmp.Compare(x, y), true
		case byCase == 0:
			byCase = cmp.Compare(b[i], a[i]) // capitals come later, and are lower in ASCII
		}
	}
	switch {
	case len(a) == len(b):
		return byCase, true
	case len(a) > len(b):
		return 1, wordWeight[a[len(b)]] != 0
	}
	return -1, wordWeight[b[len(a)]] != 0
}

// wordWeight has the weights that ASCII letters and digits have to collateWords, 0
// for all else.
var wordWeight = func() (w [256]byte) {
	for c := byte('0'); c <= '9'; c++ {
		w[c] = c
	}
	for c := byte('a'); c <= 'z'; c++ {
		w[c], w[c-'a'+'A'] = c, c
	}
	return w
}()

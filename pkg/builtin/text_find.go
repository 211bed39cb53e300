package builtin

import (
	"bytes"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

const (
	// findPrefix is how much of a long needle is looked for by the standard
	// library's vector code, which takes quadratic time on what hostile texts
	// and long needles make of it.
	findPrefix = 32
	// findSlack is how many units the comparison of near misses may cost before
	// the search turns to the way that is linear whatever the texts, beyond a few
	// for each unit that it has advanced.
	findSlack = 1 << 10
	// findSlice is how many units the linear way compares between two looks at
	// the limits, findSteps what they cost of the budget.
	findSlice = 1 << 14
	findSteps = findSlice >> 2
)

// indexOf is StringIndexOf (sec-stringindexof): where needle begins in s at or
// after from, -1 if nowhere.
func indexOf(rt *object.Runtime, s, needle heap.Flat, from int) (int, error) {
	n := needle.Len()
	switch {
	case from > s.Len()-n:
		return -1, nil
	case n == 0:
		return from, nil
	case !s.IsWide() && !needle.IsWide():
		return indexNarrow(rt, s.Latin1(), needle.Latin1(), from)
	case !s.IsWide():
		var ok bool
		if needle, ok = narrowed(rt, needle); !ok {
			return -1, nil
		}
		return indexNarrow(rt, s.Latin1(), needle.Latin1(), from)
	}
	return indexWide(rt, s, needle, from)
}

// narrowed is a wide text in bytes, if all of its units fit.
func narrowed(rt *object.Runtime, f heap.Flat) (heap.Flat, bool) {
	rt.Work(f.Len() >> 1)
	for _, u := range f.UTF16() {
		if u > 0xFF {
			return f, false
		}
	}
	rt.Heap.Transient(f.Len())
	b := make([]byte, f.Len())
	for i, u := range f.UTF16() {
		b[i] = byte(u)
	}
	return heap.FlatLatin1(b), true
}

// indexWide is indexOf for a text of 16-bit units. The beginning of the needle is looked for
// as bytes, by the standard library's vector code; a place in the middle of a unit is none.
func indexWide(rt *object.Runtime, s, needle heap.Flat, from int) (int, error) {
	n := needle.Len()
	var units [findPrefix / 2]uint16
	prefix := units[:min(n, len(units))]
	for i := range prefix {
		prefix[i] = needle.At(i)
	}
	last := s.Len() - n
	text, find := heap.UnitBytes(s.UTF16()[:last+len(prefix)]), heap.UnitBytes(prefix)
	wasted := 0
	for at := 2 * from; at <= 2*last; {
		j := bytes.Index(text[at:], find)
		if j < 0 {
			break
		}
		at += j
		i := at >> 1
		if at&1 != 0 {
			at++ // each costs no more than the units of the prefix
		} else {
			same := commonUnits(s, needle, i)
			if same == n {
				rt.Work((i - from) >> 1)
				return i, nil
			}
			at += 2
			wasted += same
		}
		if wasted > 2*(i-from)+findSlack {
			return findLinear(rt, s, needle, (at+1)>>1, last)
		}
	}
	rt.Work((s.Len() - from) >> 1)
	return -1, nil
}

func indexNarrow(rt *object.Runtime, s, needle []byte, from int) (int, error) {
	n := len(needle)
	prefix := needle[:min(n, findPrefix)]
	wasted := 0
	for i := from; i <= len(s)-n; i++ {
		j := bytes.Index(s[i:len(s)-n+len(prefix)], prefix)
		if j < 0 {
			break
		}
		i += j
		if bytes.Equal(s[i:i+n], needle) {
			rt.Work((i - from) >> 2)
			return i, nil
		}
		if wasted += n >> 2; wasted > 2*(i-from)+findSlack {
			return findLinear(rt, heap.FlatLatin1(s), heap.FlatLatin1(needle), i+1, len(s)-n)
		}
	}
	rt.Work((len(s) - from) >> 2)
	return -1, nil
}

// lastIndexOf is StringLastIndexOf (sec-stringlastindexof).
func lastIndexOf(rt *object.Runtime, s, needle heap.Flat, from int) (int, error) {
	n := needle.Len()
	start := min(from, s.Len()-n)
	switch {
	case start < 0:
		return -1, nil
	case n == 0:
		return start, nil
	case !s.IsWide() && needle.IsWide():
		var ok bool
		if needle, ok = narrowed(rt, needle); !ok {
			return -1, nil
		}
	}
	first := needle.At(0)
	wasted := 0
	for i := start; i >= 0; i-- {
		if !s.IsWide() {
			if i = bytes.LastIndexByte(s.Latin1()[:i+1], byte(first)); i < 0 {
				break
			}
		} else if s.UTF16()[i] != first {
			continue
		}
		same := commonUnits(s, needle, i)
		if same == n {
			rt.Work(start - i)
			return i, nil
		}
		if wasted += same; wasted > 2*(start-i)+findSlack {
			return findLinearLast(rt, s, needle, i-1)
		}
	}
	rt.Work(start)
	return -1, nil
}

// commonUnits is how many units of needle stand at i in s, where it fits.
func commonUnits(s, needle heap.Flat, i int) int {
	n := needle.Len()
	if !s.IsWide() && !needle.IsWide() && bytes.Equal(s.Latin1()[i:i+n], needle.Latin1()) {
		return n
	}
	for j := range n {
		if s.At(i+j) != needle.At(j) {
			return j
		}
	}
	return n
}

// matchesAt reports whether needle stands at i in s, where it fits.
func matchesAt(rt *object.Runtime, s, needle heap.Flat, i int) bool {
	rt.Work(needle.Len() >> 1)
	return commonUnits(s, needle, i) == needle.Len()
}

// findLinear returns the first place of needle in s from one that is at least
// from and at most last, in a time that grows with their lengths alone.
func findLinear(rt *object.Runtime, s, needle heap.Flat, from, last int) (int, error) {
	text := s.Slice(from, max(from, last+needle.Len()))
	at, err := twoWay(rt, text, needle, false)
	if at >= 0 {
		at += from
	}
	return at, err
}

// findLinearLast returns the last place of needle in s that is at most last.
func findLinearLast(rt *object.Runtime, s, needle heap.Flat, last int) (int, error) {
	return twoWay(rt, s.Slice(0, max(0, last+needle.Len())), needle, true)
}

func twoWay(rt *object.Runtime, s, needle heap.Flat, backward bool) (int, error) {
	var at int
	var err error
	switch {
	case s.Len() < needle.Len():
		return -1, nil
	case !s.IsWide():
		at, err = newFinder(rt, s.Latin1(), needle.Latin1(), backward).find()
	case !needle.IsWide():
		at, err = newFinder(rt, s.UTF16(), needle.Latin1(), backward).find()
	default:
		at, err = newFinder(rt, s.UTF16(), needle.UTF16(), backward).find()
	}
	if backward && at >= 0 {
		at = s.Len() - needle.Len() - at
	}
	return at, err
}

// finder is the string matching of Crochemore and Perrin (Two-way
// string-matching, J. ACM 38, 1991): linear time, no memory. The needle is cut
// where the period of the whole is that around the cut; the right part is
// compared first, forwards, then the left part. With dir -1 both texts are read
// from their ends.
type finder[S, N byte | uint16] struct {
	rt     *object.Runtime
	s      []S
	needle []N
	sBase  int // unit i of a text is at base + dir*i
	nBase  int
	dir    int
	work   int
}

func newFinder[S, N byte | uint16](rt *object.Runtime, s []S, needle []N, backward bool) *finder[S, N] {
	f := &finder[S, N]{rt: rt, s: s, needle: needle, dir: 1}
	if backward {
		f.sBase, f.nBase, f.dir = len(s)-1, len(needle)-1, -1
	}
	return f
}

func (f *finder[S, N]) unit(i int) N { return f.needle[f.nBase+f.dir*i] }

func (f *finder[S, N]) matches(at, i int) bool {
	return uint16(f.s[f.sBase+f.dir*(at+i)]) == uint16(f.unit(i))
}

// worked looks at the limits after many comparisons.
func (f *finder[S, N]) worked(n int) error {
	if f.work += n; f.work < findSlice {
		return nil
	}
	f.work = 0
	return f.rt.Steps(findSteps)
}

// maximalSuffix returns the unit before the lexicographically greatest suffix of
// the needle, in the order of the units or the reverse one, and its period.
func (f *finder[S, N]) maximalSuffix(reverse bool) (before, period int, err error) {
	before, period = -1, 1
	for j, k := 0, 1; j+k < len(f.needle); {
		a, b := f.unit(j+k), f.unit(before+k)
		switch {
		case a == b:
			if k == period {
				j += period
				k = 1
			} else {
				k++
			}
		case (a < b) != reverse:
			j += k
			k = 1
			period = j - before
		default:
			before = j
			j++
			k, period = 1, 1
		}
		if err := f.worked(1); err != nil {
			return 0, 0, err
		}
	}
	return before, period, nil
}

// periodic reports whether the part of the needle up to cut comes again period later.
func (f *finder[S, N]) periodic(cut, period int) (bool, error) {
	for i := 0; i <= cut; i++ {
		if f.unit(i) != f.unit(i+period) {
			return false, nil
		}
		if err := f.worked(1); err != nil {
			return false, err
		}
	}
	return true, nil
}

// find returns the first place of the needle, -1 if there is none.
func (f *finder[S, N]) find() (int, error) {
	cut, period, err := f.maximalSuffix(false)
	if err != nil {
		return -1, err
	}
	other, otherPeriod, err := f.maximalSuffix(true)
	if err != nil {
		return -1, err
	}
	if other > cut {
		cut, period = other, otherPeriod
	}
	periodic, err := f.periodic(cut, period)
	if err != nil {
		return -1, err
	}
	n := len(f.needle)
	if !periodic {
		period = max(cut+1, n-cut-1) + 1
	}
	memory := -1 // the units up to it are known to match
	for at := 0; at <= len(f.s)-n; {
		i := max(cut, memory) + 1
		for ; i < n && f.matches(at, i); i++ {
			if err := f.worked(1); err != nil {
				return -1, err
			}
		}
		if err := f.worked(1); err != nil {
			return -1, err
		}
		if i < n {
			at += i - cut
			memory = -1
			continue
		}
		for i = cut; i > memory && f.matches(at, i); i-- {
			if err := f.worked(1); err != nil {
				return -1, err
			}
		}
		if i <= memory {
			return at, nil
		}
		at += period
		if periodic {
			memory = n - period - 1
		}
	}
	return -1, nil
}

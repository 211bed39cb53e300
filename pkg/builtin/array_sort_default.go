package builtin

import (
	"cmp"
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// sortPoll is how many comparisons pass between two looks at the budget.
const sortPoll = 1 << 10

// keyed is a value to sort with a number that orders as its text does, or begins to.
type keyed struct {
	key uint64
	v   heap.Value
}

// sortDefault sorts by the strings that the values convert to, which are not
// undefined (sec-comparearrayelements without a comparison function).
func sortDefault(rt *object.Runtime, vals []heap.Value) error {
	rt.Work(8 * len(vals))
	ints, strings, narrow := true, true, true
	for _, v := range vals {
		ints = ints && v.IsInt()
		strings = strings && v.IsString()
		if !ints && !strings {
			return sortByText(rt, vals)
		}
		narrow = narrow && strings && v.Str().IsLatin1(rt.Heap)
	}
	if err := rt.CheckAlloc(len(vals) * 16); err != nil {
		return err
	}
	list := make([]keyed, len(vals))
	for i, v := range vals {
		list[i].v = v
		if ints {
			list[i].key = digitsKey(v.AsInt())
		} else {
			list[i].key = prefixKey(v.Str().Flat(rt.Heap), narrow)
		}
	}
	// Values that compare equal are the same to scripts: it need not be stable.
	s := &sortLimit{rt: rt}
	if ints {
		slices.SortFunc(list, func(a, b keyed) int { return s.count(cmp.Compare(a.key, b.key)) })
	} else {
		slices.SortFunc(list, func(a, b keyed) int {
			if a.key != b.key {
				return s.count(cmp.Compare(a.key, b.key))
			}
			return s.count(rt.Heap.CompareStrings(a.v.Str(), b.v.Str()))
		})
	}
	if s.err != nil {
		return s.err
	}
	for i := range list {
		vals[i] = list[i].v
	}
	return nil
}

// sortLimit polls between comparisons. What is sorted once err is set comes out
// in any order.
type sortLimit struct {
	rt  *object.Runtime
	n   int
	err error
}

func (s *sortLimit) count(order int) int {
	if s.n++; s.n%sortPoll == 0 && s.err == nil {
		s.err = s.rt.Steps(sortPoll)
	}
	if s.err != nil {
		return 0
	}
	return order
}

// digitsKey orders integers as their decimal text: four bits for each character,
// '-' before the digits, the end before both.
func digitsKey(n int32) uint64 {
	const width = 44 // eleven characters
	key, at := uint64(0), width
	u := uint64(uint32(n))
	if n < 0 {
		at -= 4
		key = 1 << at
		u = uint64(-int64(n))
	}
	scale := uint64(1)
	for scale*10 <= u {
		scale *= 10
	}
	for ; scale > 0; scale /= 10 {
		at -= 4
		key |= (u/scale%10 + 2) << at
	}
	return key
}

// prefixKey is the beginning of a text: eight characters when all texts are
// narrow, else four code units.
func prefixKey(f heap.Flat, narrow bool) uint64 {
	size, n := 16, 4
	if narrow {
		size, n = 8, 8
	}
	key := uint64(0)
	for i := range n {
		key <<= size
		if i < f.Len() {
			key |= uint64(f.At(i))
		}
	}
	return key
}

// sortByText sorts values of any kind by the strings that they convert to.
func sortByText(rt *object.Runtime, vals []heap.Value) error {
	h := rt.Heap
	type entry struct {
		key *heap.String
		v   heap.Value
	}
	if rt.Heap.CheckAlloc(int64(len(vals))*16) != nil {
		return rt.RangeError("Invalid array length")
	}
	entries := make([]entry, len(vals))
	for i, v := range vals {
		s, err := rt.ToString(v)
		if err != nil {
			return err
		}
		entries[i] = entry{s, v}
		h.Keep(s.Value())
		if err := rt.Step(); err != nil {
			return err
		}
	}
	s := &sortLimit{rt: rt}
	slices.SortStableFunc(entries, func(a, b entry) int {
		if a.key == b.key {
			return s.count(0)
		}
		return s.count(h.CompareStrings(a.key, b.key))
	})
	if s.err != nil {
		return s.err
	}
	rt.Work(len(entries))
	for i := range entries {
		vals[i] = entries[i].v
	}
	return nil
}

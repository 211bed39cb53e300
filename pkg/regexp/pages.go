package regexp

import "github.com/kilnjs/kiln/internal/ucd"

// pageTable has the characters of a set from 256 on as bits, in pages of 256
// characters of which equal ones are there once. In the loop of /^\p{L}+$/u it
// takes 2.6 ns for each letter, a search among the ranges 12.
type pageTable struct {
	index []uint16 // for each 256 characters, from 0 on, the page
	pages [][4]uint64
	// last is the last character of the set. Those after the pages of index up to last
	// are all in the set.
	last rune
}

// pagedRanges is the number of ranges from which on a set is worth a pageTable.
const pagedRanges = 32

// newPageTable makes the table of a sorted list of ranges, not empty. Of what is
// below 256 it knows nothing.
func newPageTable(ranges []ucd.Range) *pageTable {
	final := ranges[len(ranges)-1]
	t := &pageTable{index: make([]uint16, final.Lo>>8+1), last: final.Hi}
	known := map[[4]uint64]uint16{}
	for i := range t.index {
		from, to := rune(i)<<8, rune(i)<<8+255
		var page [4]uint64
		for len(ranges) > 0 && ranges[0].Hi < from {
			ranges = ranges[1:]
		}
		for _, r := range ranges {
			if r.Lo > to {
				break
			}
			if r.Lo <= from && r.Hi >= to {
				page = anyFirst.bits
				break
			}
			for c := max(r.Lo, from); c <= min(r.Hi, to); c++ {
				page[c>>6&3] |= 1 << (c & 63)
			}
		}
		n, ok := known[page]
		if !ok {
			n = uint16(len(t.pages))
			known[page] = n
			t.pages = append(t.pages, page)
		}
		t.index[i] = n
	}
	return t
}

// contains reports whether c is in the set.
func (t *pageTable) contains(c rune) bool {
	i := int(c >> 8)
	if i >= len(t.index) {
		return c <= t.last
	}
	return t.pages[t.index[i]][c>>6&3]>>(c&63)&1 != 0
}

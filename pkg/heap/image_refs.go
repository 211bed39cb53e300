package heap

import "unsafe"

// refRun says which words of a piece of memory are Refs to one region.
type refRun struct {
	target uint32
	first  uint32   // word of the first
	gaps   []uint16 // words from each to the next
}

const maxGap16 = 1<<16 - 1

func runBytes(runs []refRun) int64 {
	n := int64(len(runs)) * int64(unsafe.Sizeof(refRun{}))
	for i := range runs {
		n += int64(cap(runs[i].gaps)) * 2
	}
	return n
}

// refWriter notes Refs.
type refWriter struct {
	runs []refRun
	open map[uint32]openRun // by target
}

type openRun struct {
	run  int
	last int // word of the last Ref
}

// add notes that a word is a Ref to a region.
func (w *refWriter) add(word int, target uint32) {
	if w.open == nil {
		w.open = map[uint32]openRun{}
	}
	o, ok := w.open[target]
	if gap := word - o.last; ok && gap > 0 && gap <= maxGap16 {
		r := &w.runs[o.run]
		r.gaps = append(r.gaps, uint16(gap))
		w.open[target] = openRun{o.run, word}
		return
	}
	w.runs = append(w.runs, refRun{target: target, first: uint32(word)})
	w.open[target] = openRun{len(w.runs) - 1, word}
}

// refTarget returns the region of a Ref.
func refTarget(ref uint64) uint32 { return uint32(ref & addrMask >> refRegionShift) }

// relocate makes the Refs in memory, a copy of the words that the runs are of, pointers: a Ref
// and the delta of its region are the address with the tag.
//
//go:nocheckptr
func relocate(memory []uint64, runs []refRun, deltas []uint64) {
	base := unsafe.Pointer(unsafe.SliceData(memory))
	for i := range runs {
		r := &runs[i]
		delta := deltas[r.target]
		p := unsafe.Add(base, uintptr(r.first)*8)
		*(*uint64)(p) += delta
		for _, gap := range r.gaps {
			p = unsafe.Add(p, uintptr(gap)*8)
			*(*uint64)(p) += delta
		}
	}
}

package regexp

import "math"

// countedChoice is a visit to a choice in counted loops that is kept in a table.
type countedChoice struct {
	pc, pos, marks int32
	counts         [maxCounters]int32
	age            uint32 // of the table when it was entered
}

// countedTable is the memory of the choices in loops with many optional turns. It
// is a hash table of buckets, and has a fixed size at last: a visit that finds no
// room overwrites another one, which is forgotten. That is always right.
type countedTable struct {
	entries []countedChoice
	used    int // entered since the table has this size
	// age is that of entries outside of lookarounds, lookAge of the others; entries
	// of any other age are free. No entry is younger than youngest.
	age, lookAge, youngest uint32
	inLook                 bool // there are entries of lookAge
}

const (
	bucketSize = 4
	// minCounted and maxCounted bound the number of entries; the largest table has
	// 16 MiB.
	minCounted = 1 << 8
	maxCounted = 1 << 19
)

// clear forgets everything.
func (t *countedTable) clear() {
	if t.youngest > math.MaxUint32-3 {
		clear(t.entries)
		t.youngest = 0
	}
	t.age, t.lookAge = t.youngest+1, t.youngest+2
	t.youngest = t.lookAge
	t.used, t.inLook = 0, false
}

// shrink gives back a large table.
func (t *countedTable) shrink() {
	if len(t.entries) > keepMemo {
		*t = countedTable{}
	}
}

// leave forgets what is in lookarounds.
func (t *countedTable) leave() {
	if !t.inLook {
		return
	}
	if t.youngest == math.MaxUint32 {
		t.clear()
		return
	}
	t.youngest++
	t.lookAge, t.inLook = t.youngest, false
}

// insert enters a visit and reports whether it can lead to anything that no
// earlier one that is known has led to.
func (t *countedTable) insert(p *Program, pt *choicePoint, key countedChoice) bool {
	if t.used > len(t.entries)/2 && len(t.entries) < maxCounted || len(t.entries) == 0 {
		t.grow(p)
	}
	key.age = t.age
	if pt.look {
		key.age = t.lookAge
		t.inLook = true
	}
	bucket := t.bucketOf(p, pt, &key)
	victim := -1
	for i := range bucket {
		e := &bucket[i]
		switch {
		case e.age != key.age:
			if e.age != t.age && e.age != t.lookAge {
				victim = i
			}
		case e.pc != key.pc || e.pos != key.pos || e.marks != key.marks:
		case covers(p, pt, &e.counts, &key.counts):
			return false
		case covers(p, pt, &key.counts, &e.counts):
			victim = i
		}
	}
	t.used++
	if victim < 0 {
		victim = t.used % bucketSize
	}
	bucket[victim] = key
	return true
}

// bucketOf returns where a visit belongs. Those of which one may cover the other
// belong to one bucket.
func (t *countedTable) bucketOf(p *Program, pt *choicePoint, key *countedChoice) []countedChoice {
	const factor = 0x9E3779B97F4A7C15
	h := (uint64(uint32(key.pos))<<32 | uint64(uint32(key.pc))) * factor
	h = (h>>29 ^ h ^ uint64(key.marks)) * factor
	for i, c := range pt.counters {
		h = (h>>29 ^ h ^ uint64(min(key.counts[i], p.loops[c.loop].min+1))) * factor
	}
	at := int(h>>32) & (len(t.entries) - 1) &^ (bucketSize - 1)
	return t.entries[at : at+bucketSize]
}

// covers reports whether a visit with the counts a can do all that one with the
// counts b can.
func covers(p *Program, pt *choicePoint, a, b *[maxCounters]int32) bool {
	for i, c := range pt.counters {
		if a[i] > b[i] || a[i] < b[i] && a[i] <= p.loops[c.loop].min {
			return false
		}
	}
	return true
}

// grow doubles the table, four times over.
func (t *countedTable) grow(p *Program) {
	old := t.entries
	t.entries = make([]countedChoice, min(max(minCounted, 16*len(old)), maxCounted))
	t.used = 0
	for i := range old {
		if e := &old[i]; e.age == t.age || e.age == t.lookAge {
			bucket := t.bucketOf(p, &p.points[p.pointAt[e.pc]], e)
			bucket[t.used%bucketSize] = *e
			t.used++
		}
	}
}

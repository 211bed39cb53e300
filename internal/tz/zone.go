package tz

import "sort"

const (
	secondsPerDay = 24 * 60 * 60
	// maxSeconds is the range of exact times on both sides of the epoch.
	maxSeconds = 100_000_000 * secondsPerDay
)

// change is a transition: from the second at on the offset is another.
type change struct{ at, offset int64 }

// Zone is a time zone: its offsets from UTC, in seconds, at all times. It does not change.
type Zone struct {
	first   int64 // before the first change
	changes []change
	until   int64 // the last time the data tells of; later the rule holds
	rule    *rule // nil: the last offset stays
}

// Offset is the offset from UTC, in seconds, at a time in seconds since the epoch.
func (z *Zone) Offset(at int64) int64 {
	if z.rule != nil && at >= z.until {
		return z.rule.offset(at)
	}
	return z.tableOffset(at)
}

func (z *Zone) tableOffset(at int64) int64 {
	i := z.after(at)
	if i == 0 {
		return z.first
	}
	return z.changes[i-1].offset
}

// after is the index of the first change later than at.
func (z *Zone) after(at int64) int {
	lo, hi := 0, len(z.changes)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if z.changes[mid].at <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Times are the times at which clocks of the zone show a local time, which is given in
// seconds as if it were UTC: none where clocks skip it, two where they show it again.
func (z *Zone) Times(local int64) (n int, times [2]int64) {
	// An offset is below a day, and no two changes of more than some hours are that close.
	before, after := z.Offset(local-secondsPerDay), z.Offset(local+secondsPerDay)
	candidates := []int64{before, after}
	// Changes within the two days may have others between them.
	for at := local - secondsPerDay; ; {
		next, ok := z.Next(at)
		if !ok || next > local+secondsPerDay {
			break
		}
		candidates = append(candidates, z.Offset(next))
		at = next
	}
	for i, offset := range candidates {
		known := false
		for _, earlier := range candidates[:i] {
			known = known || earlier == offset
		}
		if !known && n < len(times) && z.Offset(local-offset) == offset {
			times[n] = local - offset
			n++
		}
	}
	if n == 2 && times[0] > times[1] {
		times[0], times[1] = times[1], times[0]
	}
	return n, times
}

// cycle is how many years are looked at: the calendar repeats after 400, and so does what a rule
// says. It may say that nothing ever changes: where summer time lasts the whole year, as in EST5EDT4,0/0,J365/25.
const cycle = 400 + 3

// Next is the first transition after a time; ok is false when there is none within the range
// of exact times.
func (z *Zone) Next(after int64) (at int64, ok bool) {
	if i := z.after(after); i < len(z.changes) {
		return z.changes[i].at, true
	}
	if z.rule == nil || !z.rule.dst {
		return 0, false
	}
	from := max(after, z.until)
	next := int64(maxSeconds + 1)
	start := yearOf(from) - 1
	for year := start; year < start+cycle; year++ {
		// The last change of a year may be after the first of the next one, which is looked at as well.
		found := next <= maxSeconds
		first, second := z.rule.bounds(year)
		for _, at := range [2]int64{first, second} {
			if at > from && at < next && z.rule.changesAt(at) {
				next = at
			}
		}
		if found || min(first, second) > maxSeconds {
			break
		}
	}
	return next, next <= maxSeconds
}

// Previous is the last transition before a time.
func (z *Zone) Previous(before int64) (at int64, ok bool) {
	if z.rule != nil && z.rule.dst && before > z.until {
		last := z.until
		start := yearOf(before) + 1
		for year := start; year > start-cycle; year-- {
			found := last > z.until
			first, second := z.rule.bounds(year)
			for _, at := range [2]int64{first, second} {
				if at < before && at > last && z.rule.changesAt(at) {
					last = at
				}
			}
			if found || max(first, second) <= z.until {
				break
			}
		}
		if last > z.until {
			return last, true
		}
	}
	i := sort.Search(len(z.changes), func(i int) bool { return z.changes[i].at >= before })
	if i == 0 {
		return 0, false
	}
	return z.changes[i-1].at, z.changes[i-1].at >= -maxSeconds
}

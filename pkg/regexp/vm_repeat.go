package regexp

import (
	"bytes"
	"slices"

	"github.com/kilnjs/kiln/internal/ucd"
)

// Loops over single characters are one instruction, and one frame for all the
// characters that may be given back or taken still.

// scanSlice is how many units are scanned between two calls of poll.
const scanSlice = 1 << 16

// scanAll is scan of any length. If poll ends the match, it leaves that to the
// next pause, and sees to it that there is one.
func scanAll[T unit](m *Captures, set *charSet, s []T) int {
	done := 0
	for len(s)-done > scanSlice {
		n := scan(set, s[done:done+scanSlice])
		done += n
		if n < scanSlice {
			return done
		}
		if m.stop = m.interrupt(); m.stop != nil {
			m.steps = 0
			return 0
		}
	}
	return done + scan(set, s[done:])
}

// scan returns how many of the units of s, from the first on, are in the set.
func scan[T unit](set *charSet, s []T) int {
	if set.except >= 0 {
		if b, ok := any(s).([]byte); ok {
			if i := bytes.IndexByte(b, byte(set.except)); i >= 0 {
				return i
			}
			return len(s)
		}
	}
	t := set.table
	for i, c := range s {
		if rune(c) < 256 {
			if !t[uint8(c)] {
				return i
			}
		} else if !set.hasHigh(rune(c)) {
			return i
		}
	}
	return len(s)
}

// scanPoints counts the code points of the set, from the first unit of s on, at
// most limit, and their units. Of poll it makes use as scanAll does.
func scanPoints[T unit](m *Captures, set *charSet, s []T, limit int) (units, points int) {
	for points < limit && units < len(s) {
		most := min(limit-points, scanSlice)
		n, found := scanSomePoints(set, s[units:], most)
		units += n
		points += found
		if found < most || points == limit {
			break
		}
		if m.stop = m.interrupt(); m.stop != nil {
			m.steps = 0
			return 0, 0
		}
	}
	return units, points
}

// scanSomePoints is scanPoints without poll.
func scanSomePoints[T unit](set *charSet, s []T, limit int) (units, points int) {
	table, pages := set.table, set.pages
	for ; points < limit && units < len(s); points++ {
		c, n := rune(s[units]), 1
		if c < 256 {
			if !table[uint8(c)] {
				break
			}
			units++
			continue
		}
		if isLead(c) {
			c, n = codePoint(s, units)
		}
		if pages != nil {
			if !pages.contains(c) {
				break
			}
		} else if !setContains(set.high, c) {
			break
		}
		units += n
	}
	return units, points
}

// repeatSet runs an opRepeat or opRepeatU at pc and returns the position after
// it, or -1.
func repeatSet[T unit](p *Program, m *Captures, in *inst, pc, pos int, s []T) int {
	l, set := &p.loops[in.y], &p.sets[in.x]
	end, least := pos, pos
	switch {
	case m.memo.on:
		if end, least = repeatAgain(p, m, in, pc, pos, s); end < 0 {
			return -1
		}
	case in.op == opRepeat:
		if len(s)-pos < int(l.min) {
			return -1
		}
		least += int(l.min)
		limit := len(s)
		if int(l.max) < limit-pos {
			limit = pos + int(l.max)
		}
		if in.x == allSet {
			end = limit
		} else if set.except < 0 && limit-pos <= scanSlice {
			t := set.table
			for end < limit {
				if c := rune(s[end]); c < 256 && !t[uint8(c)] || c >= 256 && !set.hasHigh(c) {
					break
				}
				end++
			}
		} else {
			end += scanAll(m, set, s[pos:limit])
		}
	default:
		n, count := scanPoints(m, set, s[pos:], int(l.min))
		if count < int(l.min) {
			m.steps -= n >> 3
			return -1
		}
		least += n
		end = least
		n, _ = scanPoints(m, set, s[end:], int(l.max-l.min))
		end += n
	}
	// Forwards, and at worst back again.
	m.steps -= (end - pos) >> 3
	if end < least || m.stop != nil {
		return -1
	}
	if l.possessive {
		if possible(p, l.next, s, end) {
			return end
		}
		return -1
	}
	for !possible(p, l.next, s, end) {
		if end <= least {
			return -1
		}
		end = stepBack(in.op, s, end)
	}
	if end > least {
		m.push(frame{frameRepeat, int32(pc), int32(end), int32(least)})
	}
	return end
}

// repeatAgain is the part of repeatSet that takes characters, in a match that
// remembers its choices. After the required characters, a loop without a bound
// that matters is at each position the same loop again: where it has been before,
// it need not go on, nor be left again. It returns the position after the loop and
// the least one, or -1.
func repeatAgain[T unit](p *Program, m *Captures, in *inst, pc, pos int, s []T) (end, least int) {
	l, set := &p.loops[in.y], &p.sets[in.x]
	op := opLazy + in.op - opRepeat
	end = pos
	for range l.min {
		if end = one(op, set, s, end); end < 0 {
			return -1, 0
		}
	}
	least = end
	m.steps -= int(l.min)
	more := int(l.max - l.min)
	free := more >= len(s)-end
	if !free {
		if !m.visit(p, pc, pos, len(s)) {
			return -1, 0
		}
	} else if !m.visit(p, pc, end, len(s)) {
		return -1, 0
	}
	for ; more > 0; more-- {
		next := one(op, set, s, end)
		if next < 0 {
			break
		}
		if free && !m.visit(p, pc, next, len(s)) {
			if l.possessive {
				return -1, 0
			}
			break
		}
		end = next
	}
	m.steps -= end - least
	return end, least
}

// giveBack makes the loop of a frameRepeat shorter and returns the position
// after it, or -1.
func giveBack[T unit](p *Program, m *Captures, f *frame, s []T) int {
	in := &p.code[f.pc]
	next := p.loops[in.y].next
	end := int(f.pos)
	for end > int(f.aux) {
		end = stepBack(in.op, s, end)
		if possible(p, next, s, end) {
			m.steps -= (int(f.pos) - end) >> 4
			f.pos = int32(end)
			return end
		}
	}
	m.steps -= (int(f.pos) - end) >> 4
	return -1
}

func stepBack[T unit](op opcode, s []T, end int) int {
	end--
	if op == opRepeatU && inPair(s, end) {
		end--
	}
	return end
}

// oneCodePoint returns the position after a code point of the set, or -1.
func oneCodePoint[T unit](set *charSet, s []T, pos int) int {
	if pos >= len(s) {
		return -1
	}
	r, n := codePoint(s, pos)
	if !set.contains(r) {
		return -1
	}
	return pos + n
}

// one returns the position after a character of the set, or -1.
func one[T unit](op opcode, set *charSet, s []T, pos int) int {
	if op == opLazyU {
		return oneCodePoint(set, s, pos)
	}
	if pos >= len(s) || !has(set, s[pos]) {
		return -1
	}
	return pos + 1
}

// lazySet runs an opLazy or opLazyU at pc and returns the position after it,
// or -1.
func lazySet[T unit](p *Program, m *Captures, in *inst, pc, pos int, s []T) int {
	l, set := &p.loops[in.y], &p.sets[in.x]
	end := pos
	for n := range l.min {
		next := one(in.op, set, s, end)
		if next < 0 {
			m.steps -= int(n) >> 4
			return -1
		}
		end = next
	}
	m.steps -= int(l.min) >> 4
	if m.memo.on && int(l.max-l.min) >= len(s)-end && !m.visit(p, pc, end, len(s)) {
		return -1
	}
	return extend(p, m, in, pc, end, l.max-l.min, s, nil)
}

// takeMore makes the loop of a frameLazy longer and returns the position after
// it, or -1.
func takeMore[T unit](p *Program, m *Captures, f *frame, s []T) int {
	in := &p.code[f.pc]
	end := one(in.op, &p.sets[in.x], s, int(f.pos))
	if f.aux == 0 || end < 0 || m.memo.on && int(f.aux) > len(s)-int(f.pos) && !m.visit(p, int(f.pc), end, len(s)) {
		return -1
	}
	return extend(p, m, in, int(f.pc), end, f.aux-1, s, f)
}

// extend takes characters, at most more, until what follows the loop is
// possible. The rest is left to the frame f, or to a new one.
func extend[T unit](p *Program, m *Captures, in *inst, pc, pos int, more int32, s []T, f *frame) int {
	next, set := p.loops[in.y].next, &p.sets[in.x]
	end := pos
	for !possible(p, next, s, end) {
		to := -1
		if more > 0 {
			to = one(in.op, set, s, end)
		}
		if to < 0 || m.memo.on && int(more) > len(s)-end && !m.visit(p, pc, to, len(s)) {
			m.steps -= (end - pos) >> 4
			return -1
		}
		more--
		end = to
	}
	m.steps -= (end - pos) >> 4
	if f == nil {
		m.push(frame{frameLazy, int32(pc), int32(end), more})
	} else {
		f.pos, f.aux = int32(end), more
	}
	return end
}

// matchStrings runs an opStrings at pc: it returns the end of the longest
// string at pos, or -1, and remembers the shorter ones.
func matchStrings[T unit](p *Program, m *Captures, in *inst, pc, pos int, s []T) int {
	t := &p.tries[in.x]
	longest := -1
	accept := func(end int) {
		if longest >= 0 {
			m.push(frame{frameChoice, int32(pc + 1), int32(longest), 0})
		}
		longest = end
	}
	if t.hasEmpty {
		accept(pos)
	}
	node := &t.nodes[0]
	for at, first := pos, true; ; first = false {
		r, next := neighbour(t, s, at)
		if next < 0 {
			break
		}
		if first && p.sets[t.set].contains(r) {
			accept(next)
		}
		if t.ignoreCase {
			r = ucd.SimpleFold(r)
		}
		i, ok := slices.BinarySearch(node.edges, r)
		if !ok {
			break
		}
		node = &t.nodes[node.children[i]]
		at = next
		if node.accept {
			accept(at)
		}
	}
	return longest
}

// neighbour returns the code point after the position, or before it if the
// trie is to be read backwards, and the position beyond it, -1 if there is none.
func neighbour[T unit](t *trie, s []T, at int) (rune, int) {
	if !t.backward {
		if at >= len(s) {
			return 0, -1
		}
		r, n := codePoint(s, at)
		return r, at + n
	}
	if at == 0 {
		return 0, -1
	}
	at--
	if inPair(s, at) {
		at--
	}
	r, _ := codePoint(s, at)
	return r, at
}

package regexp

// ready reports whether the automaton of the program can be used from now on, for
// n units of text, making it if there is none.
func (t *tuning) ready(p *Program, n int) bool {
	if n < minAutoText {
		return false
	}
	if t.auto == nil {
		t.auto = newAutomaton(p)
	}
	t.useAuto = !t.auto.broken
	return t.useAuto
}

// minAutoText is the length of a text that is worth an automaton.
const minAutoText = 256

// searchAuto is search with the help of the automaton.
func searchAuto[T unit](p *Program, m *Captures, s []T, from int) (bool, error) {
	a := m.tune.auto
	var wide bool
	if _, latin := any(s).([]byte); !latin {
		wide = true
	}
	for from <= len(s) {
		if a.broken || wide && !a.wide || !m.tune.useAuto {
			return tryRest(p, m, s, from)
		}
		low, end, err := earliestEnd(p, a, m, s, from)
		if err != nil || end == noEnd {
			return false, err
		}
		if end == unknownEnd {
			a = a.looser(p)
			m.tune.auto, m.tune.useAuto = a, !a.broken
			from = low
			continue
		}
		if m.tune.gain += min(end-from-autoCost, 1<<10); m.tune.gain < -maxDebt {
			// Matches come so close after each other that the automaton does not pay.
			m.tune.useAuto, m.tune.gain, m.tune.debt = false, 0, -16*maxDebt
		}
		if ok, _, err := try(p, m, s, low, end); ok || err != nil {
			return ok, err
		}
		switch {
		case p.unicode && wide:
			// The automaton met an empty match between the halves of a surrogate pair,
			// where none may begin.
			return tryRest(p, m, s, low)
		case !a.loose:
			return false, nil
		}
		from = end + 1
	}
	return false, nil
}

// tryRest tries all positions from from on.
func tryRest[T unit](p *Program, m *Captures, s []T, from int) (bool, error) {
	ok, _, err := try(p, m, s, from, len(s))
	return ok, err
}

const (
	noEnd      = -1 - iota // there is no match
	unknownEnd             // the automaton cannot tell about what comes from low on
)

// earliestEnd finds the first position at which a match that begins at from or
// later ends, and a position before which that match, or one that begins before
// it, cannot begin.
func earliestEnd[T unit](p *Program, a *automaton, m *Captures, s []T, from int) (low, end int, err error) {
	before := atEdge
	if from > 0 {
		before = a.kinds[classOf(a, s[from-1])]
	}
	row := a.startRow(before)
	low = from
	for i := from; i < len(s); {
		begin, limit := i, min(len(s), i+scanSlice)
		for i < limit {
			var entry int32
			if entry, row, i = walk(a, s[:limit], row, i); entry >= 0 {
				break
			}
			switch entry {
			case rowUnknown:
				a.seen += i - begin
				begin = i
				if row = a.step(row, classOf(a, s[i])); a.broken {
					return low, unknownEnd, nil
				}
			case rowMatch:
				a.seen += i - begin
				return max(low, i-p.plan.maxLength), i, nil
			default:
				row = a.starts[rowStart-entry]
				i++
				if !a.dense {
					if i, row = skip(p, a, s[:limit], row, i); a.dense && p.plan.maxLength <= maxPlainLength {
						a.plain = true
						a.clear()
						row = a.startRow(a.kinds[classOf(a, s[i-1])])
					}
				}
				low = i
			}
		}
		a.seen += i - begin
		if m.steps -= (i - begin) >> 4; m.steps < 0 {
			if err := m.interrupt(); err != nil {
				return 0, 0, err
			}
		}
	}
	if a.table[row+a.classes] == rowUnknown {
		if row = a.step(row, a.classes); a.broken {
			return low, unknownEnd, nil
		}
	}
	if a.table[row+a.classes] == rowMatch {
		return max(low, len(s)-p.plan.maxLength), len(s), nil
	}
	return 0, noEnd, nil
}

// maxPlainLength is the length of matches up to which the end of a match tells
// well enough where it can begin.
const maxPlainLength = 128

// walk follows the table from a row and a position on, to an entry that is no row,
// or to the end. It returns that entry, the row that it is in and the position of
// the unit that it is for.
func walk[T unit](a *automaton, s []T, row int32, i int) (int32, int32, int) {
	table := a.table
	for k, c := range s[i:] {
		next := table[row+classOf(a, c)]
		if next < 0 {
			return next, row, i + k
		}
		row = next
	}
	return 0, row, len(s)
}

// skip goes on from a start state to the next unit that a match can begin with. It
// notices when that does not lead far.
func skip[T unit](p *Program, a *automaton, s []T, row int32, i int) (int, int32) {
	if p.plan.kind != planFirst && p.plan.kind != planByte {
		a.dense = true
		return i, row
	}
	at, _ := candidateIn(p, s, i, len(s))
	a.skips++
	a.skipped += at - i
	if a.skips == denseSkips {
		a.dense = a.skipped < denseSkips*denseUnits
		a.skips, a.skipped = 0, 0
	}
	if at > i {
		row = a.startRow(a.kinds[classOf(a, s[at-1])])
	}
	return at, row
}

// Start states are special as long as denseSkips visits to them skip at least
// denseUnits each.
const (
	denseSkips = 256
	denseUnits = 6
)

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
	if a.broken || wide && !a.wide {
		return tryRest(p, m, s, from)
	}
	low, end, err := earliestEnd(p, a, m, s, from)
	if err != nil || end == noEnd {
		return false, err
	}
	if end == unknownEnd {
		m.tune.useAuto = false
		return tryRest(p, m, s, low)
	}
	if p.plan.maxLength < end-low {
		low = end - p.plan.maxLength
	}
	if m.tune.gain += min(end-from-autoCost, 1<<10); m.tune.gain < -maxDebt {
		// Matches come so close after each other that the automaton does not pay.
		m.tune.useAuto, m.tune.gain, m.tune.debt = false, 0, -16*maxDebt
	}
	ok, _, err := try(p, m, s, low, end)
	return ok, err
}

// tryRest tries all positions from from on.
func tryRest[T unit](p *Program, m *Captures, s []T, from int) (bool, error) {
	using := m.tune.useAuto
	m.tune.useAuto = true // already considered
	ok, _, err := try(p, m, s, from, len(s))
	m.tune.useAuto = using
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
	skips := p.plan.kind == planFirst || p.plan.kind == planByte
	for i := from; ; {
		limit := min(len(s), i+scanSlice)
		begin := i
		for i < limit {
			table := a.table
			for _, c := range s[i:limit] {
				next := table[row+classOf(a, c)]
				if next < 0 {
					break
				}
				row = next
				i++
			}
			if i == limit {
				break
			}
			class := classOf(a, s[i])
			entry := a.table[row+class]
			switch {
			case entry == rowUnknown:
				a.seen += i - begin
				begin = i
				if row = a.step(row, class); a.broken {
					return low, unknownEnd, nil
				}
			case entry == rowMatch:
				a.seen += i - begin
				return low, i, nil
			default:
				row = a.starts[rowStart-entry]
				i++
				if skips {
					at, _ := candidateIn(p, s, i, limit)
					if at > i {
						i = at
						row = a.startRow(a.kinds[classOf(a, s[i-1])])
					}
				}
				low = i
			}
		}
		a.seen += i - begin
		m.steps -= (i - begin) >> 4
		if m.steps < 0 {
			if err := m.interrupt(); err != nil {
				return 0, 0, err
			}
		}
		if i < len(s) {
			continue
		}
		if a.table[row+a.classes] == rowUnknown {
			if row = a.step(row, a.classes); a.broken {
				return low, unknownEnd, nil
			}
		}
		if a.table[row+a.classes] == rowMatch {
			return low, i, nil
		}
		return 0, noEnd, nil
	}
}

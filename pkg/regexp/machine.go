package regexp

import "sync/atomic"

// Machine makes machine code of programs and runs it, for one Captures at a time: a tier that has
// machine code gives it to the Captures. Everything that it finds is what run and try find, and it
// makes no more steps than they would without coming back.
type Machine interface {
	// Ready is after how many steps and searches a program is to be machine code.
	Ready() int
	// Make makes the code of a program for texts of one width, nil if it will not do that.
	Make(p *Program, wide bool) MachineCode
	// Latin1 and UTF16 search for a match that begins from pos to end, and put it into regs, the registers of the
	// program, with bounds as Captures.Pos. With given, pos is tried even if the start of the program
	// rules it out. They return how many of the steps are left.
	Latin1(c MachineCode, s []byte, regs []int32, pos, end int, given bool, steps int) (Outcome, int)
	UTF16(c MachineCode, s []uint16, regs []int32, pos, end int, given bool, steps int) (Outcome, int)
	// Resume goes on after OutOfSteps.
	Resume(c MachineCode, steps int) (Outcome, int)
	// Where is after OutOfSteps and TooLarge where the match began, and where it is.
	Where() (start, pos int)
	// Done gives back the memory that a search took, if it was much.
	Done()
	// Bytes is how much memory that is.
	Bytes() int
	// CodeBytes is about how many bytes the code takes of all programs that it made and that are not gone.
	CodeBytes() int
}

// MachineCode is the code of a program. Goroutines may share it; it is gone with its program.
type MachineCode any

// Outcome is what became of a search in machine code.
type Outcome uint8

// The outcomes.
const (
	Found Outcome = iota
	NotFound
	OutOfSteps // it is to be resumed, or given up
	TooLarge   // it has given up: there is more to remember, or more text, than it does
)

// machineState is what of a program is machine code.
type machineState struct {
	// heat counts steps and searches for texts of bytes and of UTF-16; those of goroutines that share the program
	// may get lost.
	heat [2]atomic.Int32
	code [2]atomic.Pointer[MachineCode]
}

// declined is the heat of a program that is not to be machine code.
const declined = -1

// UseMachine gives the Captures a Machine.
func (m *Captures) UseMachine(machine Machine) { m.machine = machine }

// Machine returns what UseMachine gave.
func (m *Captures) Machine() Machine { return m.machine }

// Made reports whether machine code was made since it was asked last.
func (m *Captures) Made() bool {
	made := m.made
	m.made = false
	return made
}

// InMachineCode reports whether there is machine code of the program.
func (p *Program) InMachineCode() bool {
	return p.machine.code[0].Load() != nil || p.machine.code[1].Load() != nil
}

// width is the place of texts of T in a machineState.
func width[T unit]() int {
	if _, latin := any(*new(T)).(byte); latin {
		return 0
	}
	return 1
}

// warm counts a search that the interpreter made, and makes machine code of p when it has become hot: for
// the next one.
func warm[T unit](p *Program, m *Captures) {
	heat := p.machine.heat[width[T]()].Load()
	if heat == declined {
		return
	}
	p.machine.heat[width[T]()].Store(min(heat+int32(1+m.used*stepSlice+stepSlice-m.steps), 1<<24))
	if int(heat) < m.machine.Ready() {
		return
	}
	makeCode(p, m, width[T]())
}

// makeCode makes machine code of p.
func makeCode(p *Program, m *Captures, width int) {
	c := m.machine.Make(p, width == 1)
	if c == nil {
		p.machine.heat[width].Store(declined)
		return
	}
	p.machine.code[width].Store(&c)
	m.made = true
	// What the interpreter has found about the program does not hold for machine code.
	m.tune.useAuto, m.tune.debt = false, 0
}

// What window returns instead of a position.
const (
	notQuick = -1 - iota // the search is one for match
	noWindow             // there is no match
)

// longForByte is the length of texts from which on a byte is faster looked for in Go than in machine code.
const longForByte = 64

// window prepares m for a search in machine code, of a text of n units with the unit first at from, or -1. It returns up to where
// a match may begin, if machine code knows where that may be, and whether from is to be tried in any case. Most searches
// are such, and take less time than to prepare for any other.
func (p *Program) window(m *Captures, n, from int, sticky bool, first int) (end int, given bool) {
	plan := &p.plan
	t := m.tune
	if !plan.quick || t == nil || t.program != p.number || t.useAuto || !t.near && !plan.needed.empty() || from < 0 || cap(m.regs) < p.numRegs {
		return notQuick, false
	}
	end = n - plan.minLength
	m.steps, m.used = stepSlice, 0
	switch {
	case plan.kind == planStart:
		if from > 0 || end < 0 || !plan.first.allows(first) {
			return noWindow, false
		}
		end, given = 0, true
	case from > end:
		return noWindow, false
	case sticky:
		end, given = from, true
	case plan.kind == planByte && n-from > longForByte:
		return notQuick, false
	case plan.atStart && from == 0:
		given = plan.start.allows(first)
	}
	regs := m.regs[:p.numRegs]
	for i := range regs {
		regs[i] = -1
	}
	m.regs = regs
	return end, given
}

// found notes where machine code has found a match, in a search that window has prepared.
func (m *Captures) found(p *Program, from int) {
	m.Pos = m.regs[:2*(p.Groups+1)]
	m.tune.near = int(m.Pos[0])-from < nearNeeded
}

// allows reports whether what f stands for can come where there is a unit, or -1.
func (f *firstSet) allows(unit int) bool {
	switch {
	case unit < 0:
		return f.end
	case unit < 256:
		return f.bits[unit>>6]>>(unit&63)&1 != 0
	}
	return f.high
}

// searchQuickly makes a search in machine code that window can prepare; otherwise it does nothing, and done is false.
func searchQuickly[T unit](p *Program, m *Captures, s []T, at int, sticky bool) (ok, done bool, err error) {
	code := p.machine.code[width[T]()].Load()
	if code == nil {
		return false, false, nil
	}
	first := -1
	if uint(at) < uint(len(s)) {
		first = int(s[at])
	}
	end, given := p.window(m, len(s), at, sticky, first)
	switch end {
	case notQuick:
		return false, false, nil
	case noWindow:
		return false, true, nil
	}
	m.code = code
	switch out := runCode(m, s, at, end, given); out {
	case Found:
		m.found(p, at)
		return true, true, nil
	case NotFound:
		m.tune.near = false
		return false, true, nil
	default:
		ok, err = matchOn(p, m, s, at, end, given, sticky, out)
		return ok, true, err
	}
}

// matchOn is match after machine code has not come to an end with a search that window has prepared.
func matchOn[T unit](p *Program, m *Captures, s []T, from, end int, given, sticky bool, out Outcome) (bool, error) {
	m.dirty = false
	m.stop, m.needAt, m.from, m.far, m.memo.on = nil, -1, from, from, false
	m.stack = m.stack[:0]
	m.hasty = !p.plan.noAuto && !sticky
	ok, next, err := follow(p, m, s, from, end, given, out)
	if m.hasty = false; next >= 0 {
		ok, err = searchAuto(p, m, s, next)
	}
	m.machine.Done()
	m.finish(p)
	return ok, err
}

// tryMachine is try in machine code. At the positions that the plan gives only by a text it is asked
// for one after the other.
func tryMachine[T unit](p *Program, m *Captures, s []T, pos, end int) (ok bool, next int, err error) {
	plan := &p.plan
	end = min(end, len(s)-plan.minLength)
	switch plan.kind {
	case planEvery, planFirst, planLine:
		if pos > end {
			return false, -1, nil
		}
		return trial(p, m, s, pos, end, pos == 0 && plan.atStart && startsWith(&plan.start, s))
	}
	for ; ; pos++ {
		if !(pos == 0 && plan.atStart && startsWith(&plan.start, s)) {
			if pos, err = candidate(p, m, s, pos, end); err != nil {
				return false, -1, err
			}
		}
		if pos > end {
			return false, -1, nil
		}
		if ok, next, err = trial(p, m, s, pos, pos, true); ok || err != nil || next >= 0 {
			return ok, next, err
		}
		m.far = max(m.far, pos)
		if m.steps--; m.steps < 0 {
			if err := m.pause(p, pos, len(s)); err != nil {
				if err == errHasty {
					m.abandon()
					return false, pos + 1, nil
				}
				return false, -1, err
			}
		}
		if m.code == nil { // it has been given up at pos
			return try(p, m, s, pos+1, end)
		}
	}
}

// runCode calls the machine code of the match.
func runCode[T unit](m *Captures, s []T, pos, end int, given bool) (out Outcome) {
	switch s := any(s).(type) {
	case []byte:
		out, m.steps = m.machine.Latin1(*m.code, s, m.regs, pos, end, given, m.steps)
	case []uint16:
		out, m.steps = m.machine.UTF16(*m.code, s, m.regs, pos, end, given, m.steps)
	}
	return out
}

// trial searches from pos to end in machine code, and in the interpreter from where that gives up; given says that pos
// is to be tried in any case. It returns what try does.
func trial[T unit](p *Program, m *Captures, s []T, pos, end int, given bool) (ok bool, next int, err error) {
	if m.memo.on {
		return interpret(p, m, s, pos, end, given)
	}
	return follow(p, m, s, pos, end, given, runCode(m, s, pos, end, given))
}

// follow is trial from the outcome of machine code on.
func follow[T unit](p *Program, m *Captures, s []T, pos, end int, given bool, out Outcome) (ok bool, next int, err error) {
	for {
		switch out {
		case Found:
			return true, -1, nil
		case NotFound:
			return false, -1, nil
		}
		start, at := m.machine.Where()
		given = given || start > pos
		if out == TooLarge {
			return interpret(p, m, s, start, end, given)
		}
		if err := m.pause(p, at, len(s)); err != nil {
			if err == errHasty {
				m.abandon()
				return false, start, nil
			}
			return false, -1, err
		}
		if m.memo.on {
			return interpret(p, m, s, start, end, given)
		}
		out, m.steps = m.machine.Resume(*m.code, m.steps)
	}
}

// interpret is trial without machine code, from a position on at which something may have been tried.
func interpret[T unit](p *Program, m *Captures, s []T, pos, end int, given bool) (ok bool, next int, err error) {
	m.abandon()
	m.code = nil
	if given {
		if ok, err = run(p, m, s, pos); ok || err != nil || pos == end {
			if err == errHasty {
				m.abandon()
				return false, pos, nil
			}
			return ok, -1, err
		}
		pos++
	}
	return try(p, m, s, pos, end)
}

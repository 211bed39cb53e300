package regexp

import (
	"errors"
	"slices"

	"github.com/kilnjs/kiln/internal/ucd"
)

// Captures is the result of a match, and the memory that matches work in. It
// may be used for one match after the other, by one goroutine at a time.
type Captures struct {
	// Pos has two entries for each group, the whole match being group 0: where
	// the captured text begins and ends, in code units; -1 if the group captured
	// nothing. It is valid after a match that succeeded, until the next.
	Pos []int32

	regs  []int32
	stack []frame
	steps int          // left before the next call of poll
	used  int          // slices of steps since the match began
	from  int          // where the search began
	far   int          // the farthest position seen at the end of a slice
	poll  func() error // of the match, or the last one
	stop  error        // what ended a scan; the next pause returns it
	dirty bool         // registers were set while there was no choice to go back to
	hasty bool         // the search can turn to the automaton instead of remembering

	needAt int // where the needed literal of the program was found, or -1

	memo memo

	machine Machine      // nil: there is none
	code    *MachineCode // of the program of the match, or nil
	made    bool         // machine code was made, and nobody has asked

	tune *tuning // of the program, among tunings
	// tunings has the programs that were run lately by their numbers.
	tunings [maxTunings]tuning
}

// Group returns the bounds of what group i captured, and whether it captured
// anything.
func (c *Captures) Group(i int) (start, end int, ok bool) {
	return int(c.Pos[2*i]), int(c.Pos[2*i+1]), c.Pos[2*i] >= 0
}

// Work returns what the last match took of work, in units of about a nanosecond, if it called poll
// at most once.
func (c *Captures) Work() int {
	const stepWork = 6
	return stepWork * (stepSlice - c.steps)
}

// Bytes returns what a match has taken of memory for its choices, in bytes, with the
// stack counted twice since it is there twice while it grows.
func (c *Captures) Bytes() int {
	const frameBytes, wordBytes, countedBytes = 16, 8, 16 + 4*maxCounters
	machine := 0
	if c.machine != nil {
		machine = c.machine.Bytes()
	}
	return machine + 2*frameBytes*cap(c.stack) + wordBytes*(cap(c.memo.bits)+cap(c.memo.sparse)+cap(c.memo.log)) +
		countedBytes*cap(c.memo.counted.entries)
}

// ErrTooComplex is the error of a match that needs to remember more choices
// than its memory allows.
var ErrTooComplex = errors.New("regular expression too complex for this text")

const (
	// maxFrames bounds the stack of choices, to 64 MiB.
	maxFrames = 1 << 22
	// stepSlice is the number of steps between two calls of poll, some 100 µs.
	stepSlice = 1 << 14
	// patience is the number of steps after which a match may be suspected of
	// trying the same again and again, when it made more than stepsPerUnit for
	// each unit of text.
	patience     = 2 * stepSlice
	stepsPerUnit = 16
	// keepFrames bounds the stack that Captures keeps for the next match.
	keepFrames = 1 << 14
)

// frameKind says what a frame of the stack of choices is.
type frameKind int32

const (
	frameChoice frameKind = iota // go on at pc and pos
	frameUndo                    // regs[pc] = pos; then the next frame
	frameRepeat                  // opRepeat at pc: give back a character; aux is the least position
	frameLazy                    // opLazy at pc: take another; aux is how many more are allowed
	frameLoop                    // lazy opLoop at pc: begin a turn
)

type frame struct {
	kind         frameKind
	pc, pos, aux int32
}

// SearchLatin1 runs the program on a text of bytes (sec-regexpbuiltinexec, step of the matcher):
// at a position only, if sticky, otherwise at it and every later one. It reports whether
// there is a match, and puts it into caps. With the u or v flag a position inside of a
// surrogate pair counts as the start of the pair. The text must not change during a match.
//
// poll, if it is not nil, is called now and then; its error ends the match and
// is returned. The only other error is ErrTooComplex.
func (p *Program) SearchLatin1(s []byte, at int, sticky bool, caps *Captures, poll func() error) (bool, error) {
	caps.poll = poll
	if caps.machine != nil {
		if ok, done, err := searchQuickly(p, caps, s, at, sticky); done {
			return ok, err
		}
	}
	return match[byte](p, caps, s, at, sticky)
}

// SearchUTF16 is SearchLatin1 for a text of UTF-16.
func (p *Program) SearchUTF16(s []uint16, at int, sticky bool, caps *Captures, poll func() error) (bool, error) {
	caps.poll = poll
	if caps.machine != nil {
		if ok, done, err := searchQuickly(p, caps, s, at, sticky); done {
			return ok, err
		}
	}
	return match[uint16](p, caps, s, at, sticky)
}

// match prepares caps for a search and makes it.
func match[T unit](p *Program, caps *Captures, s []T, from int, sticky bool) (bool, error) {
	if cap(caps.regs) < p.numRegs {
		caps.regs = make([]int32, p.numRegs)
	}
	caps.regs = caps.regs[:p.numRegs]
	caps.reset()
	caps.stack = caps.stack[:0]
	caps.steps = stepSlice
	caps.used = 0
	if caps.stop != nil {
		caps.stop = nil
	}
	caps.needAt = -1
	caps.from, caps.far = from, from
	caps.memo.on = false
	if caps.memo.always && p.points != nil && from <= len(s) {
		caps.memo.start(p, from, len(s))
	}
	if t := caps.tune; t == nil || t.program != p.number {
		caps.bind(p)
	}
	caps.code = nil
	if caps.machine == nil || p.plan.whole {
		ok, err := search(p, caps, s, from, sticky)
		caps.finish(p)
		return ok, err
	}
	code := p.machine.code[width[T]()].Load()
	if code == nil && caps.machine.Ready() == 0 && p.machine.heat[width[T]()].Load() != declined {
		makeCode(p, caps, width[T]())
		code = p.machine.code[width[T]()].Load()
	}
	caps.code = code
	ok, err := search(p, caps, s, from, sticky)
	caps.tune.near = ok && int(caps.regs[0])-from < nearNeeded
	if code != nil {
		caps.machine.Done()
	} else {
		warm[T](p, caps)
	}
	caps.finish(p)
	return ok, err
}

// finish gives back the memory that a match took, if it was much.
func (caps *Captures) finish(p *Program) {
	caps.memo.shrink()
	if cap(caps.stack) > keepFrames {
		caps.stack = nil
	}
	caps.Pos = caps.regs[:2*(p.Groups+1)]
}

// unit is a code unit: of Latin-1 text, which has no surrogates, or of UTF-16.
type unit interface{ byte | uint16 }

func canBegin[T unit](f *firstSet, c T) bool {
	if rune(c) < 256 {
		return f.bits[uint8(c)>>6]>>(c&63)&1 != 0
	}
	return f.high
}

// possible reports whether what the first set number n stands for can match at
// pos.
func possible[T unit](p *Program, n int32, s []T, pos int) bool {
	if n < 0 {
		return true
	}
	f := &p.firsts[n]
	if pos < len(s) {
		return canBegin(f, s[pos])
	}
	return f.end
}

// has reports whether the set has the code unit c.
func has[T unit](set *charSet, c T) bool {
	if rune(c) < 256 {
		return set.bits[uint8(c)>>6]>>(c&63)&1 != 0
	}
	return set.hasHigh(rune(c))
}

// codePoint returns the code point that begins at pos and its length.
func codePoint[T unit](s []T, pos int) (rune, int) {
	r := rune(s[pos])
	if isLead(r) && pos+1 < len(s) {
		if t := rune(s[pos+1]); isTrail(t) {
			return combine(r, t), 2
		}
	}
	return r, 1
}

// reset makes all registers empty.
func (m *Captures) reset() {
	for i := range m.regs {
		m.regs[i] = -1
	}
	m.dirty = false
}

// pause is called at the end of a slice of steps, at pos in a subject of n units.
// A match that took many steps for the way it has come is one that would never
// end: it remembers from now on where it has been.
func (m *Captures) pause(p *Program, pos, n int) error {
	if err := m.interrupt(); err != nil {
		return err
	}
	m.far = max(m.far, pos)
	if !m.memo.on && p.points != nil && m.used*stepSlice > patience+stepsPerUnit*(m.far-m.from) {
		if m.hasty && m.tune.ready(p, n-m.from) {
			return errHasty
		}
		m.memo.start(p, m.from, n)
	}
	return nil
}

// interrupt starts a new slice of steps.
func (m *Captures) interrupt() error {
	if m.stop != nil {
		return m.stop
	}
	if len(m.stack) > maxFrames {
		return ErrTooComplex
	}
	m.used += 1 - m.steps/stepSlice
	m.steps = stepSlice
	if m.poll == nil {
		return nil
	}
	return m.poll()
}

func (m *Captures) push(f frame) {
	if len(m.stack) == cap(m.stack) {
		m.growStack()
	}
	m.stack = append(m.stack, f)
}

// doubledFrames is up to how many frames the stack is doubled, so that a long text does not
// copy it again and again; beyond it grows as slices do.
const doubledFrames = 1 << 20

func (m *Captures) growStack() {
	if n := len(m.stack); n <= doubledFrames {
		m.stack = slices.Grow(m.stack, max(n, 32))
	}
}

// set assigns a register and remembers what it was, if there is a choice to go
// back to.
func (m *Captures) set(reg, value int32) {
	if len(m.stack) == 0 {
		m.regs[reg] = value
		m.dirty = true
		return
	}
	m.push(frame{frameUndo, reg, m.regs[reg], 0})
	m.regs[reg] = value
}

// undoTo takes the stack down to a height, restoring registers.
func (m *Captures) undoTo(height int) {
	for i := len(m.stack) - 1; i >= height; i-- {
		if f := &m.stack[i]; f.kind == frameUndo {
			m.regs[f.pc] = f.pos
		}
	}
	m.stack = m.stack[:height]
}

// commitTo forgets the choices above a height; what restores registers stays.
func (m *Captures) commitTo(height int) {
	n := height
	for _, f := range m.stack[height:] {
		if f.kind == frameUndo {
			m.stack[n] = f
			n++
		}
	}
	m.stack = m.stack[:n]
}

// lineTerminator reports whether c is a LineTerminator.
func lineTerminator[T unit](c T) bool {
	return c == '\n' || c == '\r' || rune(c)&^1 == 0x2028
}

// wordAt implements IsWordChar (sec-runtime-semantics-iswordchar-abstract-operation).
func wordAt[T unit](s []T, i int, folded bool) bool {
	if i < 0 || i >= len(s) {
		return false
	}
	c := rune(s[i])
	if c < 128 {
		return c == '_' || isDigit(c) || isASCIILetter(c)
	}
	return folded && (c == 0x17F || c == 0x212A)
}

// backref matches the text of a group at pos and returns the position after
// it, or -1 (sec-backreference-matcher).
func backref[T unit](p *Program, m *Captures, s []T, in *inst, pos int) int {
	group := int(in.x)
	if in.x < 0 {
		for _, group = range p.refs[in.y] {
			if m.regs[2*group] >= 0 && m.regs[2*group+1] >= 0 {
				break
			}
		}
	}
	from, to := int(m.regs[2*group]), int(m.regs[2*group+1])
	if from < 0 || to < 0 {
		return pos
	}
	n := to - from
	start, end := pos, pos+n
	if in.flag&refBackward != 0 {
		start, end = pos-n, pos
	}
	if start < 0 || end > len(s) {
		return -1
	}
	m.steps -= n >> 4
	if in.flag&refIgnoreCase == 0 {
		for i := range n {
			if s[from+i] != s[start+i] {
				return -1
			}
		}
	} else if !equalFold(p, s[from:to], s[start:end]) {
		return -1
	}
	if p.unicode && (inPair(s, start) || inPair(s, end)) {
		return -1
	}
	if in.flag&refBackward != 0 {
		return start
	}
	return end
}

// equalFold compares texts of one length by Canonicalize. With the u or v flag
// it looks at code points; the case variants of one have all the same length.
func equalFold[T unit](p *Program, a, b []T) bool {
	for i := 0; i < len(a); {
		x, n := rune(a[i]), 1
		y := rune(b[i])
		if p.unicode {
			var k int
			x, n = codePoint(a, i)
			if y, k = codePoint(b, i); k != n {
				return false
			}
		}
		if x != y && ucd.Canonicalize(x, p.unicode) != ucd.Canonicalize(y, p.unicode) {
			return false
		}
		i += n
	}
	return true
}

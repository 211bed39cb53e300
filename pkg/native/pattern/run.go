package pattern

import (
	"runtime"
	"sync/atomic"
	"unsafe"

	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/regexp"
)

// state is what machine code and Go share during a search: where it is, and what its registers are loaded from.
type state struct {
	pos, end, start int64   // position; the last one at which a match may begin; where this one did
	text            uintptr // address of the subject
	length          int64   // of it, in units
	sp, base, limit uintptr // of the stack of choices: its end, beginning and how far it may be without a question
	regs            uintptr
	tables, places  uintptr
	steps           int64
	cx              uint64
	why             uint64
	spare           uint64 // a word for what an instruction has to put somewhere
	begun           int64  // where a lazy loop began
}

// Why code has come back. The first two are regexp.Found and regexp.NotFound.
const (
	foundMatch = iota
	foundNone
	noSteps
	noRoom
)

// maxText is the length of texts, in units, up to which they are scanned without interruption: some
// milliseconds.
const maxText = 1 << 22

// The stack of choices has firstWords words at first, and is kept up to keepWords; at maxWords the interpreter takes over.
const (
	firstWords = 1 << 10
	keepWords  = 1 << 15
	maxWords   = 1 << 21
)

// Code is the machine code of a program for texts of one width.
type Code struct {
	base        uintptr
	data        []byte    // tables of sets
	places      []uintptr // addresses
	search, try uint64    // places where a search begins
	need        int       // the most words that an instruction pushes
}

// Machine runs machine code of patterns for one runtime. It implements regexp.Machine.
type Machine struct {
	// Eager says that all programs are to be machine code from the beginning.
	Eager bool

	enter func(*lower.Context)
	leave uintptr
	ctx   *lower.Context
	entry uintptr // machine stack pointer between entries
	none  bool    // there is no machine stack to be had
	// maxLive bounds live, the bytes of code of programs that are not gone.
	maxLive int64
	live    *atomic.Int64
	stack   []uint64
	// current is the code that the state was set up for last.
	current *Code
	resume  uint64
	at      state
}

// New makes a machine that enters code and leaves it by the entry of the platform, with at most about maxCode
// bytes of code.
func New(enter func(*lower.Context), leave uintptr, eager bool, maxCode int64) *Machine {
	return &Machine{enter: enter, leave: leave, Eager: eager, maxLive: min(maxCode, maxLive), live: new(atomic.Int64)}
}

// stackBytes is the size of the machine stack, of which code has a word.
const stackBytes = 1 << 12

// start makes the machine stack, and reports whether there is one.
func (m *Machine) start() bool {
	if m.ctx == nil && !m.none {
		ctx, err := lower.NewContext(stackBytes)
		if m.none = err != nil; m.none {
			return false
		}
		m.ctx, m.entry = ctx, ctx.SP
		ctx.Leave = m.leave
	}
	return !m.none
}

// Make implements regexp.Machine.
func (m *Machine) Make(p *regexp.Program, wide bool) regexp.MachineCode {
	if m.live.Load() > m.maxLive || !m.start() {
		return nil
	}
	c, region := compile(p, wide)
	if c == nil {
		return nil
	}
	bytes := int64(region.Size() + len(c.data) + 8*len(c.places))
	m.live.Add(bytes)
	// Nobody is in the code when its last match is over.
	runtime.AddCleanup(c, func(live *atomic.Int64) {
		region.Release()
		live.Add(-bytes)
	}, m.live)
	return c
}

// CodeBytes implements regexp.Machine.
func (m *Machine) CodeBytes() int { return int(m.live.Load()) }

// maxLive bounds the machine code of any runtime, in bytes: a page at least for each program.
const maxLive = 32 << 20

// compile makes machine code; nil for what it declines.
func compile(p *regexp.Program, wide bool) (*Code, mmap.Region) {
	g := &gen{p: p, wide: wide}
	if !g.generate() {
		return nil, mmap.Region{}
	}
	text, err := g.Finish()
	if err != nil {
		return nil, mmap.Region{}
	}
	region, err := mmap.NewCode(text)
	if err != nil {
		return nil, mmap.Region{}
	}
	c := &Code{
		base: region.Base(), data: append(g.data, 0), need: g.need,
		search: uint64(g.searchPlace()), try: uint64(g.tryPlace()),
	}
	c.places = make([]uintptr, len(g.labels))
	for i, l := range g.labels {
		c.places[i] = c.base + uintptr(g.Offset(l))
	}
	return c, region
}

// Ready implements regexp.Machine.
func (m *Machine) Ready() int {
	if m.Eager {
		return 0
	}
	return hotWork
}

// hotWork is the number of steps and searches after which a program becomes machine code. To make it takes some 30 µs.
const hotWork = 1 << 12

// Bytes implements regexp.Machine.
func (m *Machine) Bytes() int { return 8 * cap(m.stack) }

// Latin1 implements regexp.Machine.
func (m *Machine) Latin1(code regexp.MachineCode, s []byte, regs []int32, pos, end int, given bool, steps int) (regexp.Outcome, int) {
	m.at.text = uintptr(unsafe.Pointer(unsafe.SliceData(s)))
	out, left := m.begin(code.(*Code), len(s), regs, pos, end, given, steps)
	runtime.KeepAlive(s)
	return out, left
}

// UTF16 implements regexp.Machine.
func (m *Machine) UTF16(code regexp.MachineCode, s []uint16, regs []int32, pos, end int, given bool, steps int) (regexp.Outcome, int) {
	m.at.text = uintptr(unsafe.Pointer(unsafe.SliceData(s)))
	out, left := m.begin(code.(*Code), len(s), regs, pos, end, given, steps)
	runtime.KeepAlive(s)
	return out, left
}

// begin begins a search in the text at m.at.text.
func (m *Machine) begin(c *Code, length int, regs []int32, pos, end int, given bool, steps int) (regexp.Outcome, int) {
	at := &m.at
	at.pos, at.start, at.end, at.length = int64(pos), int64(pos), int64(end), int64(length)
	if length > maxText {
		return regexp.TooLarge, steps
	}
	if m.current != c {
		// Another machine may have made the code.
		if !m.start() {
			return regexp.TooLarge, steps
		}
		m.setUp(c)
	}
	at.regs = uintptr(unsafe.Pointer(unsafe.SliceData(regs)))
	at.steps = int64(steps)
	m.resume = c.search
	if given {
		m.resume = c.try
	}
	if m.run(c); at.why <= foundNone {
		// Found or NotFound.
		runtime.KeepAlive(regs)
		return regexp.Outcome(at.why), int(at.steps)
	}
	return m.goOn(c)
}

// setUp puts into the state what all searches of one program have.
func (m *Machine) setUp(c *Code) {
	m.setStack(c)
	m.at.tables = uintptr(unsafe.Pointer(unsafe.SliceData(c.data)))
	m.at.places = uintptr(unsafe.Pointer(unsafe.SliceData(c.places)))
	m.current = c
}

// Resume implements regexp.Machine.
func (m *Machine) Resume(code regexp.MachineCode, steps int) (regexp.Outcome, int) {
	c := code.(*Code)
	m.at.steps = int64(steps)
	m.run(c)
	return m.goOn(c)
}

// goOn goes on until the search has come to an end or has no steps left.
func (m *Machine) goOn(c *Code) (regexp.Outcome, int) {
	for m.at.why == noRoom {
		if !m.grow(c) {
			return regexp.TooLarge, int(m.at.steps)
		}
		m.run(c)
	}
	if m.at.why == noSteps {
		return regexp.OutOfSteps, int(m.at.steps)
	}
	m.Done()
	return regexp.Outcome(m.at.why), int(m.at.steps)
}

// Where implements regexp.Machine.
func (m *Machine) Where() (start, pos int) { return int(m.at.start), int(m.at.pos) }

// setStack says where the stack is. An instruction that finds sp at most at the limit may push what it needs.
func (m *Machine) setStack(c *Code) {
	if len(m.stack) < firstWords+c.need {
		m.stack = make([]uint64, firstWords+c.need)
	}
	m.at.base = uintptr(unsafe.Pointer(unsafe.SliceData(m.stack)))
	m.at.limit = m.at.base + uintptr(8*(len(m.stack)-c.need-1))
}

// grow doubles the stack of choices.
func (m *Machine) grow(c *Code) bool {
	n := len(m.stack)
	if n >= maxWords {
		return false
	}
	used := m.at.sp - m.at.base
	m.stack = append(m.stack, make([]uint64, n)...)
	m.stack = m.stack[:cap(m.stack)]
	m.setStack(c)
	m.at.sp = m.at.base + used
	return true
}

// run enters the code at the place resume; Acc says afterwards where to go on.
func (m *Machine) run(c *Code) {
	ctx := m.ctx
	ctx.SP = m.entry
	ctx.FP = uintptr(unsafe.Pointer(&m.at))
	ctx.Acc = m.resume
	ctx.Push(c.base)
	m.enter(ctx)
	m.resume = ctx.Acc
	if ctx.Exit == lower.FaultExit {
		panic("native: machine code of a pattern has faulted")
	}
}

// Done implements regexp.Machine.
func (m *Machine) Done() {
	if len(m.stack) > keepWords {
		m.stack, m.current = nil, nil
	}
}

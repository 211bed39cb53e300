package regexp

import "github.com/kilnjs/kiln/internal/ucd"

// Program is a compiled pattern. It is immutable, but for machine code of it that is made.
type Program struct {
	// Source and Flags are those of the pattern.
	Source string
	Flags  Flags
	// Groups is the number of capturing groups, that of the whole match not
	// counted.
	Groups int
	// Names lists the named groups, in the order of their first appearance.
	Names []GroupName

	number  uint64 // no other program of the process has it; never zero
	code    []inst
	sets    []charSet
	firsts  []firstSet
	lits    [][]uint16
	tries   []trie
	loops   []loop
	refs    [][]int // groups of backreferences to several
	numRegs int     // captures, then the registers of loops and lookarounds
	unicode bool

	// What a match that remembers its choices makes use of; points is nil if the
	// program has back-references.
	points    []choicePoint
	pointAt   []int32 // for each instruction its place in points, or -1
	pointBits int32   // bits for each position of the subject
	looks     bool    // there are lookarounds

	plan plan

	machine machineState
}

// opcode is an operation of the matcher. In the comments, s is the subject, p
// the position, "fail" means to go back to the last choice, and "or fail" says
// what happens if a condition does not hold. All move on to the next
// instruction unless they say otherwise.
type opcode uint8

const (
	opFail    opcode = iota // fail
	opMatch                 // the match ends at p
	opChar                  // s[p++] == c or fail
	opChar2                 // s[p++] == c or x or fail
	opLone                  // s[p++] == c, a surrogate that is not part of a pair, or fail
	opLit                   // the units lits[x] at p; p += len
	opSet                   // s[p++] in sets[x] or fail
	opSetU                  // the code point at p in sets[x] or fail; p past it
	opStrings               // a string of tries[x]; the longest first
	opBack                  // p -= x or fail
	opBackU                 // p to the start of the code point before it or fail
	opRepeat                // greedy: sets[x] loops[y].min to .max times
	opRepeatU               // opRepeat for code points
	opLazy                  // lazy: sets[x] loops[y].min to .max times
	opLazyU                 // opLazy for code points
	opJump                  // go to x
	opSplit                 // remember x; firsts[y] and firsts[z] say what next and x can begin with
	opSplitTo               // remember the next instruction, go to x; y and z as above
	opSave                  // regs[x] = p
	opSetReg                // regs[x] = y
	opClear                 // regs[x … y-1] = -1
	opMoved                 // p != regs[x] or fail
	opLoop                  // begin a turn of loops[y] with the counter regs[x], or leave it
	opLoopEnd               // end a turn of loops[y]
	opBackref               // what a group captured, p past it
	opInputStart
	opInputEnd
	opLineStart
	opLineEnd
	opWord    // word boundary or fail; c says that U+017F and U+212A count
	opNotWord // the opposite
	opLook    // regs[x] = height of the stack, regs[x+1] = p, regs[x+2] of the memo's log
	opLookEnd // p = regs[x+1]; forget the choices above regs[x]
	opNot     // regs[x] = height of the stack; remember y
	opNotEnd  // undo everything down to the height regs[x]; fail
)

// inst is an instruction.
type inst struct {
	op      opcode
	flag    uint8 // opBackref, opLook, opNot
	c       uint16
	x, y, z int32
}

// Flags of opBackref, which has a group in x or, if x is negative, several in
// refs[y].
const (
	refIgnoreCase = 1 << iota
	refBackward
)

// lookOuter is the flag of an opLook or opNot that stands in no other.
const lookOuter = 1

// loop describes an opLoop, or an opRepeat or opLazy.
type loop struct {
	min, max int32
	lazy     bool
	head     int32 // opLoopEnd: the opLoop
	exit     int32 // opLoop: where to go after the last turn
	mark     int32 // the register with the position where the turn began, or -1
	body     int32 // firsts: what a turn begins with; -1 if not known
	next     int32 // firsts: what follows the loop; -1 if not known
	// possessive says that nothing in the set can begin what follows: giving
	// back characters is useless.
	possessive bool
}

// counts returns how many counts of turns are told apart in a loop of which there
// are no optional turns, only one, or any number.
func (l *loop) counts() int32 { return min(l.min, Unlimited-2) + 2 }

// charSet is a set of characters, those below 256 as bits.
type charSet struct {
	bits [4]uint64
	high []ucd.Range // from 256 on
	// table is bits again, and pages, if high is long, high again, for sets that are
	// looked up in loops.
	table *[256]bool
	pages *pageTable
	// except is the only character below 256 that is not in the set, or -1.
	except int
}

// makeTable fills in table, pages and except.
func (s *charSet) makeTable() {
	if s.table == nil {
		if len(s.high) >= pagedRanges {
			s.pages = newPageTable(s.high)
		}
		s.table = tableOf(&s.bits)
		s.except = -1
		missing := 0
		for c, in := range s.table {
			if !in {
				missing++
				s.except = c
			}
		}
		if missing != 1 {
			s.except = -1
		}
	}
}

func tableOf(bits *[4]uint64) *[256]bool {
	t := new([256]bool)
	for c := range t {
		t[c] = bits[c>>6]>>(c&63)&1 != 0
	}
	return t
}

func newCharSet(ranges []ucd.Range) charSet {
	var s charSet
	for i, r := range ranges {
		for c := r.Lo; c <= r.Hi && c < 256; c++ {
			s.bits[c>>6] |= 1 << (c & 63)
		}
		if r.Hi >= 256 {
			s.high = ranges[i:]
			break
		}
	}
	return s
}

// contains reports whether c is in the set. A range that begins below 256
// counts from there, so the bits need not be asked first.
func (s *charSet) contains(c rune) bool {
	if c < 256 {
		return s.bits[c>>6]>>(c&63)&1 != 0
	}
	return s.hasHigh(c)
}

// hasHigh is contains for characters from 256 on.
func (s *charSet) hasHigh(c rune) bool {
	if s.pages != nil {
		return s.pages.contains(c)
	}
	return setContains(s.high, c)
}

// firstSet says, for some part of a pattern and all that follows it, which
// code unit must come next for a match to be possible. It may have too many.
type firstSet struct {
	bits [4]uint64
	high bool // every unit from 256 on
	end  bool // no unit at all, the end of the input
}

var anyFirst = firstSet{bits: [4]uint64{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}, high: true, end: true}

func (f *firstSet) add(c rune) {
	if c < 256 {
		f.bits[c>>6] |= 1 << (c & 63)
	} else {
		f.high = true
	}
}

func (f *firstSet) addSet(s *charSet) {
	for i := range f.bits {
		f.bits[i] |= s.bits[i]
	}
	f.high = f.high || len(s.high) > 0
}

func (f *firstSet) union(g *firstSet) {
	for i := range f.bits {
		f.bits[i] |= g.bits[i]
	}
	f.high = f.high || g.high
	f.end = f.end || g.end
}

// disjoint reports whether no unit of s is in f.
func (f *firstSet) disjoint(s *charSet) bool {
	for i := range f.bits {
		if f.bits[i]&s.bits[i] != 0 {
			return false
		}
	}
	return !f.high || len(s.high) == 0
}

// units returns the units below 256 of f, at most n+1 of them.
func (f *firstSet) units(n int) []byte {
	var out []byte
	for c := range 256 {
		if f.bits[c>>6]>>(c&63)&1 != 0 {
			if out = append(out, byte(c)); len(out) > n {
				break
			}
		}
	}
	return out
}

//go:build amd64

package native

import "slices"

// unit is one piece of bytecode on its way to machine code: a function from its
// first instruction, or from the header of a loop that is replaced on the stack.
type unit struct {
	blocks []*block
	loops  []*loop
	nregs  int
	above  int // words above the registers that the unit needs for frames of its own making
	consts []uint64
	entry  int32             // block where execution starts
	types  []mask            // types of the registers at the entry
	leaves map[int32]int     // how often frames left at an instruction
	caught map[int32]operand // by block of a handler: the register of what was thrown
	shown  operand           // see bytecode.Proto; 0: none
	// overdue tells that the script is to end: the analyses then stop half done, and
	// nothing is made of the unit.
	overdue func() bool
	late    bool // overdue has said so
}

// stop asks whether the script is to end.
func (u *unit) stop() bool {
	if !u.late && u.overdue != nil {
		u.late = u.overdue()
	}
	return u.late
}

// link fills predecessors, of blocks that can be reached.
func (u *unit) link() {
	reached := make([]bool, len(u.blocks))
	work := []int32{u.entry}
	reached[u.entry] = true
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, s := range u.blocks[b].succ {
			u.blocks[s].pred = append(u.blocks[s].pred, b)
			if !reached[s] {
				reached[s] = true
				work = append(work, s)
			}
		}
	}
	for _, b := range u.blocks {
		b.loop = -1
	}
}

// findLoops finds natural loops: a back edge goes to a block that comes no
// later in the bytecode. Loops nest, because the bytecode of statements does. A
// loop with a second entry gets no pins and is not listed.
func (u *unit) findLoops() {
	type span struct{ header, last int32 }
	var spans []span
	for i, b := range u.blocks {
		for _, s := range b.succ {
			if s > int32(i) {
				continue
			}
			at := slices.IndexFunc(spans, func(sp span) bool { return sp.header == s })
			if at < 0 {
				spans = append(spans, span{s, int32(i)})
			} else {
				spans[at].last = max(spans[at].last, int32(i))
			}
		}
	}
	// Outer loops first, so that the last assignment to a block is its innermost loop.
	slices.SortFunc(spans, func(a, b span) int {
		if d := (b.last - b.header) - (a.last - a.header); d != 0 {
			return int(d)
		}
		return int(a.header - b.header)
	})
	for _, sp := range spans {
		if u.stop() {
			return
		}
		members := u.naturalLoop(sp.header)
		if members == nil {
			continue
		}
		l := &loop{header: sp.header, blocks: members, parent: u.blocks[sp.header].loop, inner: true}
		id := int32(len(u.loops))
		if l.parent >= 0 {
			u.loops[l.parent].inner = false
		}
		u.loops = append(u.loops, l)
		for _, m := range members {
			u.blocks[m].loop = id
		}
	}
}

// naturalLoop returns the blocks from which control comes back to header
// without passing it, header included, or nil when one of them is entered from outside.
func (u *unit) naturalLoop(header int32) []int32 {
	in := map[int32]bool{header: true}
	members := []int32{header}
	for _, p := range u.blocks[header].pred {
		if p >= header && !in[p] {
			in[p] = true
			members = append(members, p)
		}
	}
	for i := 1; i < len(members); i++ {
		for _, p := range u.blocks[members[i]].pred {
			if p < header {
				return nil
			}
			if !in[p] {
				in[p] = true
				members = append(members, p)
			}
		}
		if members[i] == u.entry {
			return nil
		}
	}
	slices.Sort(members)
	return members
}

// liveness fills liveIn: the registers whose value is read before it is written.
func (u *unit) liveness() {
	for _, b := range u.blocks {
		b.liveIn = newBitset(u.nregs)
	}
	for changed := true; changed; {
		changed = false
		for i := len(u.blocks) - 1; i >= 0 && !u.stop(); i-- {
			b := u.blocks[i]
			live := u.liveOut(b)
			for j := len(b.insts) - 1; j >= 0; j-- {
				in := &b.insts[j]
				in.step(live, u)
			}
			if b.liveIn.union(live) {
				changed = true
			}
		}
	}
}

// markWraps finds the sums that only a bitwise operator looks at, as in
// (a + b) | 0. A sum of ints may then drop what does not fit 32 bits, since the
// operator would do so first thing, in tier 1 too.
func (u *unit) markWraps() {
	for _, b := range u.blocks {
		live := u.liveOut(b)
		for i := len(b.insts) - 1; i > 0; i-- {
			sum, user := &b.insts[i-1], &b.insts[i]
			if (sum.op == opAdd || sum.op == opSub) && user.bitwise() && (user.a == sum.dst || user.b == sum.dst) {
				caught := user.handler >= 0 && u.blocks[user.handler].liveIn.has(sum.dst)
				sum.wraps = !caught && (user.dst == sum.dst || !live.has(sum.dst))
			}
			user.step(live, u)
		}
	}
}

// bitwise tells that the operation applies ToInt32 or ToUint32 to its numbers.
func (in *inst) bitwise() bool {
	switch in.op {
	case opAnd, opOr, opXor, opShl, opShr, opUshr, opBitNot:
		return true
	}
	return false
}

func (u *unit) liveOut(b *block) bitset {
	live := newBitset(u.nregs)
	for _, s := range b.succ {
		live.union(u.blocks[s].liveIn)
	}
	return live
}

// inferTypes runs the types forward until nothing changes. On entry to a loop
// the types are narrowed to what the loop's uses ask for (loop.spec through
// pins); the edge checks it.
func (u *unit) inferTypes(spec map[int32][]mask) {
	for _, b := range u.blocks {
		b.typeIn = nil
	}
	u.blocks[u.entry].typeIn = slices.Clone(u.types)
	if s := spec[u.entry]; s != nil {
		narrow(u.blocks[u.entry].typeIn, s)
	}
	work := []int32{u.entry}
	queued := make([]bool, len(u.blocks))
	types := make([]mask, u.nregs)
	for len(work) > 0 && !u.stop() {
		slices.Sort(work)
		i := work[0]
		work = work[1:]
		queued[i] = false
		b := u.blocks[i]
		copy(types, b.typeIn)
		flow := func(s int32, out []mask) {
			t := u.blocks[s]
			out = u.leaving(b, t, out)
			if sp := spec[s]; sp != nil && b.loop != t.loop {
				out = slices.Clone(out)
				narrow(out, sp)
			}
			if joinTypes(&t.typeIn, out) && !queued[s] {
				queued[s] = true
				work = append(work, s)
			}
		}
		for j := range b.insts {
			if in := &b.insts[j]; in.handler >= 0 {
				flow(in.handler, u.typesThrown(in, types))
			}
			u.transfer(&b.insts[j], types)
		}
		for _, s := range b.succ {
			flow(s, types)
		}
	}
}

// typesThrown are the types that a handler meets when the operation throws, which
// has written nothing but what it writes beside its result.
func (u *unit) typesThrown(in *inst, types []mask) []mask {
	out := slices.Clone(types)
	for _, r := range in.writes {
		out[r] = tAny
	}
	if in.op == opIterNext {
		out[in.b] = tAny
	}
	out[u.caught[in.handler]] = tAny
	return out
}

// narrow intersects where a specification is given and possible. A number that
// shall be a double may arrive as an int: the edge converts it.
func narrow(types, spec []mask) {
	for r, m := range spec {
		switch {
		case m == 0:
		case m == tDouble && types[r]&tNum != 0:
			types[r] = tDouble
		case types[r]&m != 0:
			types[r] &= m
		}
	}
}

func joinTypes(into *[]mask, types []mask) bool {
	if *into == nil {
		*into = slices.Clone(types)
		return true
	}
	changed := false
	for r, m := range types {
		if m&^(*into)[r] != 0 {
			(*into)[r] |= m
			changed = true
		}
	}
	return changed
}

func (u *unit) typeOf(o operand, types []mask) mask {
	switch {
	case o >= 0:
		return types[o]
	case o == noReg:
		return 0
	}
	return maskOf(u.constant(o))
}

// arithMode says how an arithmetic operation or comparison is done.
type arithMode uint8

const (
	asInt    arithMode = iota // both operands are checked to be ints
	asDouble                  // both operands become doubles
	asOther                   // in Go
)

// mode chooses how to do an arithmetic operation from what tier 1 has met and
// what is known about the operands.
func (u *unit) mode(in *inst, types []mask) arithMode {
	known := u.typeOf(in.a, types)
	if in.b != noReg {
		known |= u.typeOf(in.b, types)
	}
	if in.wraps && known.only(tInt) {
		return asInt
	}
	seen := in.seen
	if known.only(tNum) && known&tDouble != 0 && !seen.isOther() {
		seen |= tDouble
	}
	switch {
	case in.generic || seen.isOther() || u.impossible(in, types):
		return asOther
	case seen&tDouble != 0:
		return asDouble
	}
	return asInt
}

func (m mask) isOther() bool { return m&^tNum != 0 }

// impossible tells that an operand is surely no number.
func (u *unit) impossible(in *inst, types []mask) bool {
	if u.typeOf(in.a, types)&tNum == 0 {
		return true
	}
	return in.b != noReg && u.typeOf(in.b, types)&tNum == 0
}

// transfer applies one operation to the types. It must say exactly what the
// emitted code guarantees.
func (u *unit) transfer(in *inst, types []mask) {
	set := func(m mask) {
		if in.dst >= 0 {
			types[in.dst] = m
		}
	}
	check := func(o operand, m mask) {
		if o >= 0 && types[o]&m != 0 {
			types[o] &= m
		}
	}
	switch in.op {
	case opMove:
		set(u.typeOf(in.a, types))
	case opAdd, opSub, opMul, opMod:
		switch u.mode(in, types) {
		case asInt:
			check(in.a, tInt)
			check(in.b, tInt)
			set(tInt)
		case asDouble:
			check(in.a, tNum)
			check(in.b, tNum)
			set(tDouble)
		default:
			set(tAny)
		}
	case opDiv:
		if u.mode(in, types) == asOther {
			set(tAny)
			return
		}
		check(in.a, tNum)
		check(in.b, tNum)
		set(tDouble)
	case opNeg, opToNum:
		switch u.mode(in, types) {
		case asInt:
			check(in.a, tInt)
			set(tInt)
		case asDouble:
			check(in.a, tNum)
			set(tDouble)
		default:
			set(tAny)
		}
	case opAnd, opOr, opXor, opShl, opShr, opUshr, opBitNot:
		if u.mode(in, types) == asOther {
			set(tAny)
			return
		}
		check(in.a, tNum)
		check(in.b, tNum)
		if in.op == opUshr && in.seen&tDouble != 0 {
			set(tDouble)
		} else {
			set(tInt)
		}
	case opInstanceOf:
		set(tBool)
	case opNot, opCmp:
		if in.op == opCmp {
			u.checkCompare(in, types, check)
		}
		set(tBool)
	case opJumpCmp:
		u.checkCompare(in, types, check)
	case opGetMember:
		if len(in.entries) > 0 {
			check(in.a, tObject)
		}
		set(tAny)
	case opSetMember:
		if len(in.entries) > 0 {
			check(in.a, tObject)
		}
	case opGetElem:
		_, result, ok := u.typedRead(in, types)
		if ok {
			check(in.a, tObject)
		}
		set(result)
	case opGetLength:
		if u.lengthLeaves(in) {
			set(tInt)
		} else {
			set(tAny)
		}
	case opShortcut:
		result, _ := u.shortcutResult(in, types)
		overwrite(in, types)
		set(result)
	case opTypeof:
		set(tString)
	case opHasPrivate:
		set(tBool)
	case opIterNext:
		if in.iteratesDirectly() {
			check(in.a, tObject)
			types[in.b] = tInt
		} else {
			types[in.b] = tAny
		}
		types[in.dst] = tAny
	case opCheckTDZ:
	case opNew, opSuper:
		overwrite(in, types)
		set(tObject)
	case opCall:
		overwrite(in, types)
		set(tAny)
	case opClosure, opMakeObject, opSuperAll:
		set(tObject)
	case opGetEnv, opGetGlobal, opService, opGetText, opGetIter, opIterStep, opPrototype:
		set(tAny)
		for _, r := range in.writes {
			types[r] = tAny
		}
	}
}

// overwrite forgets the types of the registers where the callee's frame has been.
func overwrite(in *inst, types []mask) {
	for r := int(in.base); r < len(types); r++ {
		types[r] = tAny
	}
}

// checkCompare narrows the operands of a comparison that is done on numbers.
func (u *unit) checkCompare(in *inst, types []mask, check func(operand, mask)) {
	switch u.mode(in, types) {
	case asInt:
		check(in.a, tInt)
		check(in.b, tInt)
	case asDouble:
		check(in.a, tNum)
		check(in.b, tNum)
	}
}

package regexp

// run tries a match that begins at start. If there is none, the registers and
// the stack are as they were.
//
// The stack of choices has, from the bottom, in the order in which things
// happened, the choices that can still be taken differently and the old values
// of registers. To fail is to pop: values are put back until a choice comes.
func run[T unit](p *Program, m *Captures, s []T, start int) (bool, error) {
	pos, pc := start, 0
	code := p.code
	for {
		in := &code[pc]
		switch in.op {
		case opChar:
			if pos < len(s) && uint16(s[pos]) == in.c {
				pos++
				pc++
				continue
			}
		case opChar2:
			if pos < len(s) && (uint16(s[pos]) == in.c || int32(s[pos]) == in.x) {
				pos++
				pc++
				continue
			}
		case opLit:
			if lit := p.lits[in.x]; hasPrefix(s[pos:], lit) {
				pos += len(lit)
				pc++
				continue
			}
		case opSet:
			if pos < len(s) && has(&p.sets[in.x], s[pos]) {
				pos++
				pc++
				continue
			}
		case opSetU:
			if pos < len(s) {
				if r, n := codePoint(s, pos); p.sets[in.x].contains(r) {
					pos += n
					pc++
					continue
				}
			}
		case opLone:
			if pos < len(s) && uint16(s[pos]) == in.c && !inPair(s, pos) && !inPair(s, pos+1) {
				pos++
				pc++
				continue
			}
		case opStrings:
			if m.memo.on && !m.visit(p, pc, pos, len(s)) {
				break
			}
			if end := matchStrings(p, m, in, pc, pos, s); end >= 0 {
				pos = end
				pc++
				continue
			}
		case opBack:
			if pos >= int(in.x) {
				pos -= int(in.x)
				pc++
				continue
			}
		case opBackU:
			if pos > 0 {
				pos--
				if inPair(s, pos) {
					pos--
				}
				pc++
				continue
			}
		case opRepeat, opRepeatU:
			if end := repeatSet(p, m, in, pc, pos, s); end >= 0 {
				pos = end
				pc++
				continue
			}
		case opLazy, opLazyU:
			if end := lazySet(p, m, in, pc, pos, s); end >= 0 {
				pos = end
				pc++
				continue
			}
		case opJump:
			pc = int(in.x)
			continue
		case opSplit:
			if m.steps--; m.steps < 0 {
				if err := m.pause(p, pos, len(s)); err != nil {
					return false, err
				}
			}
			if m.memo.on && !m.visit(p, pc, pos, len(s)) {
				break
			}
			switch {
			case !possible(p, in.y, s, pos):
				pc = int(in.x)
			case possible(p, in.z, s, pos):
				m.push(frame{frameChoice, in.x, int32(pos), 0})
				pc++
			default:
				pc++
			}
			continue
		case opSplitTo:
			if m.steps--; m.steps < 0 {
				if err := m.pause(p, pos, len(s)); err != nil {
					return false, err
				}
			}
			if m.memo.on && !m.visit(p, pc, pos, len(s)) {
				break
			}
			switch {
			case !possible(p, in.z, s, pos):
				pc++
			case possible(p, in.y, s, pos):
				m.push(frame{frameChoice, int32(pc + 1), int32(pos), 0})
				pc = int(in.x)
			default:
				pc = int(in.x)
			}
			continue
		case opSave:
			if len(m.stack) == 0 { // as set does, without a call
				m.regs[in.x] = int32(pos)
				m.dirty = true
			} else {
				m.set(in.x, int32(pos))
			}
			pc++
			continue
		case opSetReg:
			m.set(in.x, in.y)
			pc++
			continue
		case opClear:
			m.steps -= int(in.y-in.x) >> 3
			for r := in.x; r < in.y; r++ {
				if m.regs[r] >= 0 {
					m.set(r, -1)
				}
			}
			pc++
			continue
		case opMoved:
			if int32(pos) != m.regs[in.x] {
				pc++
				continue
			}
		case opLoop:
			if m.steps--; m.steps < 0 {
				if err := m.pause(p, pos, len(s)); err != nil {
					return false, err
				}
			}
			if m.memo.on && !m.visit(p, pc, pos, len(s)) {
				break
			}
			l := &p.loops[in.y]
			pc = m.loop(in, l, pc, pos, possible(p, l.body, s, pos), possible(p, l.next, s, pos))
			continue
		case opLoopEnd:
			// A turn that was not required must not be empty.
			if l := &p.loops[in.y]; l.mark < 0 || m.regs[in.x] <= l.min || int32(pos) != m.regs[l.mark] {
				pc = int(l.head)
				continue
			}
		case opBackref:
			if end := backref(p, m, s, in, pos); end >= 0 {
				pos = end
				pc++
				continue
			}
		case opInputStart:
			if pos == 0 {
				pc++
				continue
			}
		case opInputEnd:
			if pos == len(s) {
				pc++
				continue
			}
		case opLineStart:
			if pos == 0 || lineTerminator(s[pos-1]) {
				pc++
				continue
			}
		case opLineEnd:
			if pos == len(s) || lineTerminator(s[pos]) {
				pc++
				continue
			}
		case opWord, opNotWord:
			if (wordAt(s, pos-1, in.c != 0) != wordAt(s, pos, in.c != 0)) == (in.op == opWord) {
				pc++
				continue
			}
		case opLook:
			m.regs[in.x] = int32(len(m.stack))
			m.regs[in.x+1] = int32(pos)
			m.memo.enter(&m.regs[in.x+2], in.flag)
			pc++
			continue
		case opLookEnd:
			m.memo.leave(m.regs[in.x+2])
			m.commitTo(int(m.regs[in.x]))
			pos = int(m.regs[in.x+1])
			pc++
			continue
		case opNot:
			m.regs[in.x] = int32(len(m.stack))
			m.push(frame{frameChoice, in.y, int32(pos), 0})
			m.memo.enter(&m.regs[in.x+2], in.flag)
			pc++
			continue
		case opNotEnd:
			m.memo.leave(m.regs[in.x+2])
			m.undoTo(int(m.regs[in.x]))
		case opMatch:
			m.regs[0], m.regs[1] = int32(start), int32(pos)
			return true, nil
		}

		// Fail.
		if m.steps--; m.steps < 0 {
			if err := m.pause(p, pos, len(s)); err != nil {
				return false, err
			}
		}
	back:
		for {
			n := len(m.stack) - 1
			if n < 0 {
				if m.dirty {
					m.reset()
				}
				return false, nil
			}
			f := &m.stack[n]
			switch f.kind {
			case frameUndo:
				m.regs[f.pc] = f.pos
				m.stack = m.stack[:n]
				continue
			case frameChoice:
				pc, pos = int(f.pc), int(f.pos)
				m.stack = m.stack[:n]
				break back
			case frameRepeat:
				if end := giveBack(p, m, f, s); end >= 0 {
					pc, pos = int(f.pc)+1, end
					break back
				}
				m.stack = m.stack[:n]
			case frameLazy:
				if end := takeMore(p, m, f, s); end >= 0 {
					pc, pos = int(f.pc)+1, end
					break back
				}
				m.stack = m.stack[:n]
			case frameLoop:
				pc, pos = int(f.pc), int(f.pos)
				m.stack = m.stack[:n]
				reg := code[pc].x
				if l := &p.loops[code[pc].y]; l.max < Unlimited || m.regs[reg] <= l.min {
					m.set(reg, m.regs[reg]+1)
				}
				pc++
				break back
			}
		}
	}
}

func hasPrefix[T unit](s []T, lit []uint16) bool {
	if len(s) < len(lit) {
		return false
	}
	for i, c := range lit {
		if uint16(s[i]) != c {
			return false
		}
	}
	return true
}

// loop begins a turn of an opLoop or leaves it, and returns where to go on.
// body and next say whether the two are possible at pos.
func (m *Captures) loop(in *inst, l *loop, pc, pos int, body, next bool) int {
	count := m.regs[in.x]
	switch {
	case count >= l.max:
		return int(l.exit)
	case count < l.min:
	case !body:
		return int(l.exit)
	case !next:
	case l.lazy:
		m.push(frame{frameLoop, int32(pc), int32(pos), 0})
		return int(l.exit)
	default:
		m.push(frame{frameChoice, l.exit, int32(pos), 0})
	}
	if l.max < Unlimited || count <= l.min {
		m.set(in.x, count+1)
	}
	return pc + 1
}

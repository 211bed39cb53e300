//go:build kilnrules

package bytecode

import (
	"math"
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/stack"
)

// run executes instructions from ip on. A case that has done its instruction
// continues; one that leaves the switch has done nothing and has it done by
// slow, the only call in this function: so everything the loop needs stays in
// machine registers, and slow hands it back.
//
// These are the rules from which loop_gen.go is written, which is what builds
// take: a case that mentions op stands there once for each instruction that it
// names, with op a constant, and functions of loop_inline.go are put in where they
// are called (see internal/loopgen). With the tag kilnrules the package is built
// from the rules as they stand here; it behaves the same, more slowly.
//
// Go inlines into a function of this size only what costs at most 20 by its count
// (go build -gcflags=-m=2): a function of another file above that would be a call,
// and one call more costs four stores at each dispatch.
//
// Cells are read by address: no collection happens between two instructions
// except in slow, and every Value is in the frame.
func run(m *machine, fn *Function, ip *Instr, fp unsafe.Pointer) {
	// What a case leaves for accessor: the getter or setter, its receiver and
	// argument.
	var (
		access, this, arg heap.Value
		argc              int
		dst               uint16
	)
	for {
		switch op := ip.Op; op {
		case OpNop:
			ip = next(ip)
			continue
		case OpMove:
			*at(fp, ip.A) = *at(fp, ip.B)
			ip = next(ip)
			continue
		case OpMove2:
			*at(fp, ip.A), *at(fp, ip.A+1) = *at(fp, ip.B), *at(fp, ip.B+1)
			ip = next(ip)
			continue
		case OpMove3:
			*at(fp, ip.A), *at(fp, ip.A+1), *at(fp, ip.A+2) = *at(fp, ip.B), *at(fp, ip.B+1), *at(fp, ip.B+2)
			ip = next(ip)
			continue
		case OpLoadK:
			*at(fp, ip.A) = *(*heap.Value)(unsafe.Add(unsafe.Pointer(fn.consts), wide(ip)*8))
			ip = next(ip)
			continue
		case OpLoadInt:
			*at(fp, ip.A) = mkInt(int32(wide(ip)))
			ip = next(ip)
			continue
		case OpLoadSpecial:
			*at(fp, ip.A) = heap.Undefined + heap.Value(ip.N)
			ip = next(ip)
			continue
		case OpFillUndef:
			p := at(fp, ip.A)
			for n := ip.B; n > 0; n-- {
				*p = heap.Undefined
				p = (*heap.Value)(unsafe.Add(unsafe.Pointer(p), 8))
			}
			ip = next(ip)
			continue
		case OpSloppyThis:
			if *at(fp, stack.This)>>48 == tagObject {
				ip = next(ip)
				continue
			}
		case OpCheckThis, OpCheckTDZ:
			if *at(fp, ip.A) != heap.TDZ {
				ip = next(ip)
				continue
			}
		case OpGetEnv0, OpGetEnv1, OpGetEnv2, OpGetEnv:
			e := environment(op, fp, ip.C)
			if v := *word(e, heap.OffsetEnvSlots+uintptr(ip.B)*8); v != heap.TDZ {
				*at(fp, ip.A) = v
				ip = next(ip)
				continue
			}
		case OpSetEnv0, OpSetEnv1, OpSetEnv2, OpSetEnv:
			e := environment(op, fp, ip.C)
			v := *at(fp, ip.A)
			if v < heap.MinCell || header(e)&heap.HeaderBarrierBit == 0 {
				*word(e, heap.OffsetEnvSlots+uintptr(ip.B)*8) = v
				ip = next(ip)
				continue
			}
		case OpGetEnvRaw:
			e := environment(op, fp, ip.C)
			*at(fp, ip.A) = *word(e, heap.OffsetEnvSlots+uintptr(ip.B)*8)
			ip = next(ip)
			continue
		case OpPopEnv:
			e := *at(fp, stack.Env)
			for n := ip.B; n > 0; n-- {
				e = *word(cell(e), heap.OffsetEnvParent)
			}
			*at(fp, stack.Env) = e
			ip = next(ip)
			continue
		case OpGetGlobal:
			// The entry of a global site: see object.Runtime.GetGlobal.
			ic := (*object.IC)(unsafe.Add(unsafe.Pointer(fn.caches), uintptr(wide(ip))*unsafe.Sizeof(object.IC{})))
			switch ic.Kind {
			case object.ICProto, object.ICProtoOverflow:
				c := cell(ic.Holder)
				if uint32(header(c)>>32) == ic.Shape {
					v := property(c, ic.Offset)
					if v != heap.TDZ {
						if heap.Checked {
							m.checkGlobal(fn, ip, false)
						}
						*at(fp, ip.A) = v
						ip = next(ip)
						continue
					}
				}
			case object.ICOwn, object.ICOwnOverflow:
				c := unsafe.Pointer(fn.realm.Global)
				if uint32(header(c)>>32) == ic.Shape && ic.Epoch == fn.realm.LexicalEpoch {
					if heap.Checked {
						m.checkGlobal(fn, ip, false)
					}
					*at(fp, ip.A) = property(c, ic.Offset)
					ip = next(ip)
					continue
				}
			}
		case OpSetGlobal:
			// The cache holds only what may be written: see slowSetGlobal.
			ic := (*object.IC)(unsafe.Add(unsafe.Pointer(fn.caches), uintptr(wide(ip))*unsafe.Sizeof(object.IC{})))
			var c unsafe.Pointer
			switch ic.Kind {
			case object.ICProto, object.ICProtoOverflow:
				c = cell(ic.Holder)
			case object.ICOwn, object.ICOwnOverflow:
				if ic.Epoch != fn.realm.LexicalEpoch {
					goto slow
				}
				c = unsafe.Pointer(fn.realm.Global)
			default:
				goto slow
			}
			if uint32(header(c)>>32) != ic.Shape {
				break
			}
			p := slotAt(c, ic.Offset)
			if ic.Offset < 0 {
				c = cell(*word(c, heap.OffsetSlots))
				p = overflow(c, ic.Offset)
			}
			v := *at(fp, ip.A)
			if *p == heap.TDZ || v >= heap.MinCell && header(c)&heap.HeaderBarrierBit != 0 {
				break
			}
			if heap.Checked {
				m.checkGlobal(fn, ip, true)
			}
			*p = v
			ip = next(ip)
			continue
		case OpAdd, OpSub, OpMul:
			// An int32 where the result is one, and otherwise a double.
			a, b := *at(fp, ip.B), *at(fp, ip.C)
			if bothInt(a, b) {
				r := arithmetic(op, int64(int32(a)), int64(int32(b)))
				if fits(op, r, int32(a), int32(b)) {
					*at(fp, ip.A) = mkInt(int32(r))
					ip = next(ip)
					continue
				}
			}
			x, ok := number(a)
			if !ok {
				break
			}
			y, ok := number(b)
			if !ok {
				break
			}
			feed(fn, ip, SeenDouble)
			*at(fp, ip.A) = mkFloat(arithmetic(op, x, y))
			ip = next(ip)
			continue
		case OpAddI, OpSubI, OpMulI:
			a := *at(fp, ip.B)
			var x float64
			if isInt(a) {
				r := arithmetic(op, int64(int32(a)), int64(int16(ip.C)))
				if fits(op, r, int32(a), int32(int16(ip.C))) {
					*at(fp, ip.A) = mkInt(int32(r))
					ip = next(ip)
					continue
				}
				x = float64(int32(a))
			} else if a < minInt {
				x = float(a)
			} else {
				break
			}
			feed(fn, ip, SeenDouble)
			*at(fp, ip.A) = mkFloat(arithmetic(op, x, float64(int16(ip.C))))
			ip = next(ip)
			continue
		case OpDiv:
			a, b := *at(fp, ip.B), *at(fp, ip.C)
			if d := uint32(b); bothInt(a, b) && int32(a) > 0 && int32(d) >= 0 && d != 0 {
				if q := uint32(a) / d; q*d == uint32(a) {
					*at(fp, ip.A) = mkInt(int32(q))
					ip = next(ip)
					continue
				}
			}
			x, ok := number(a)
			if !ok {
				break
			}
			y, ok := number(b)
			if !ok {
				break
			}
			feed(fn, ip, SeenDouble)
			*at(fp, ip.A) = mkFloat(x / y)
			ip = next(ip)
			continue
		case OpMod:
			a, b := *at(fp, ip.B), *at(fp, ip.C)
			if d := uint32(b); bothInt(a, b) && int32(a) >= 0 && int32(d) >= 0 && d != 0 {
				*at(fp, ip.A) = mkInt(int32(uint32(a) % d))
				ip = next(ip)
				continue
			}
		case OpBitAnd, OpBitOr, OpBitXor:
			a, b := *at(fp, ip.B), *at(fp, ip.C)
			p, ok := toInt32(fn, ip, a)
			if !ok {
				break
			}
			q, ok := toInt32(fn, ip, b)
			if !ok {
				break
			}
			*at(fp, ip.A) = mkInt(bitwise(op, p, q))
			ip = next(ip)
			continue
		case OpBitAndI, OpBitOrI:
			a := *at(fp, ip.B)
			p, ok := toInt32(fn, ip, a)
			if !ok {
				break
			}
			*at(fp, ip.A) = mkInt(bitwise(op, p, int32(int16(ip.C))))
			ip = next(ip)
			continue
		case OpShl, OpShr:
			a, b := *at(fp, ip.B), *at(fp, ip.C)
			p, ok := toInt32(fn, ip, a)
			if !ok {
				break
			}
			q, ok := toInt32(fn, ip, b)
			if !ok {
				break
			}
			*at(fp, ip.A) = mkInt(shift(op, p, uint32(q)))
			ip = next(ip)
			continue
		case OpShlI, OpShrI:
			a := *at(fp, ip.B)
			p, ok := toInt32(fn, ip, a)
			if !ok {
				break
			}
			*at(fp, ip.A) = mkInt(shift(op, p, ip.C))
			ip = next(ip)
			continue
		case OpUShr:
			a, b := *at(fp, ip.B), *at(fp, ip.C)
			p, ok := toInt32(fn, ip, a)
			if !ok {
				break
			}
			q, ok := toInt32(fn, ip, b)
			if !ok {
				break
			}
			if r := uint32(p) >> (uint32(q) & 31); int32(r) >= 0 {
				*at(fp, ip.A) = mkInt(int32(r))
			} else {
				feed(fn, ip, SeenDouble)
				*at(fp, ip.A) = mkFloat(float64(r))
			}
			ip = next(ip)
			continue
		case OpUShrI:
			a := *at(fp, ip.B)
			p, ok := toInt32(fn, ip, a)
			if !ok {
				break
			}
			if r := uint32(p) >> (ip.C & 31); int32(r) >= 0 {
				*at(fp, ip.A) = mkInt(int32(r))
			} else {
				feed(fn, ip, SeenDouble)
				*at(fp, ip.A) = mkFloat(float64(r))
			}
			ip = next(ip)
			continue
		case OpInc:
			a := *at(fp, ip.B)
			if isInt(a) && int32(a) != math.MaxInt32 {
				*at(fp, ip.A) = mkInt(int32(a) + 1) // a + 1 would carry out of the low word at -1
				ip = next(ip)
				continue
			}
			if a < minInt {
				feed(fn, ip, SeenDouble)
				*at(fp, ip.A) = mkFloat(float(a) + 1)
				ip = next(ip)
				continue
			}
		case OpDec:
			a := *at(fp, ip.B)
			if isInt(a) && int32(a) != math.MinInt32 {
				*at(fp, ip.A) = mkInt(int32(a) - 1)
				ip = next(ip)
				continue
			}
			if a < minInt {
				feed(fn, ip, SeenDouble)
				*at(fp, ip.A) = mkFloat(float(a) - 1)
				ip = next(ip)
				continue
			}
		case OpToNumeric, OpPlus:
			if v := *at(fp, ip.B); v < minSpec {
				*at(fp, ip.A) = v
				ip = next(ip)
				continue
			}
		case OpNeg:
			a := *at(fp, ip.B)
			if isInt(a) && int32(a) != 0 && int32(a) != math.MinInt32 {
				*at(fp, ip.A) = mkInt(-int32(a))
				ip = next(ip)
				continue
			}
			if a < minInt {
				feed(fn, ip, SeenDouble)
				*at(fp, ip.A) = mkFloat(-float(a))
				ip = next(ip)
				continue
			}
		case OpBitNot:
			if a := *at(fp, ip.B); isInt(a) {
				*at(fp, ip.A) = mkInt(^int32(a))
				ip = next(ip)
				continue
			}
		case OpNot:
			switch *at(fp, ip.B) {
			case heap.True:
				*at(fp, ip.A) = heap.False
				ip = next(ip)
				continue
			case heap.False, heap.Undefined, heap.Null:
				*at(fp, ip.A) = heap.True
				ip = next(ip)
				continue
			}
		case OpLt, OpLe, OpGt, OpGe:
			a, b := *at(fp, ip.B), *at(fp, ip.C)
			r := heap.False
			if bothInt(a, b) {
				if intHolds(op, int32(a), int32(b)) {
					r = heap.True
				}
			} else if a < minInt && b < minInt {
				feed(fn, ip, SeenDouble)
				if doubleHolds(op, float(a), float(b)) {
					r = heap.True
				}
			} else if a>>48 == tagString && b>>48 == tagString {
				// The first characters of flat texts in bytes, where they decide.
				c, d := cell(a), cell(b)
				if byte(header(c)) != byte(heap.KindLatin1) || byte(header(d)) != byte(heap.KindLatin1) {
					break
				}
				n, m := uint32(*word(c, heap.OffsetString)), uint32(*word(d, heap.OffsetString))
				u, v := *(*byte)(unsafe.Add(c, heap.OffsetStringUnits)), *(*byte)(unsafe.Add(d, heap.OffsetStringUnits))
				if n == 0 || m == 0 || u == v && n|m != 1 {
					break
				}
				feed(fn, ip, SeenString)
				if intHolds(op, int32(u), int32(v)) {
					r = heap.True
				}
			} else {
				break
			}
			*at(fp, ip.A) = r
			ip = next(ip)
			continue
		case OpSEq, OpSNe, OpEq, OpNe:
			a, b := *at(fp, ip.B), *at(fp, ip.C)
			switch {
			case a == b && a >= minInt:
				if negated(op) {
					*at(fp, ip.A) = heap.False
				} else {
					*at(fp, ip.A) = heap.True
				}
			case bothInt(a, b), a>>48 == tagObject && b>>48 == tagObject:
				if negated(op) {
					*at(fp, ip.A) = heap.True
				} else {
					*at(fp, ip.A) = heap.False
				}
			default:
				goto compare
			}
			ip = next(ip)
			continue
		case OpJLt, OpJNotLt, OpJLe, OpJNotLe, OpJGt, OpJNotGt, OpJGe, OpJNotGe:
			a, b := *at(fp, ip.A), *at(fp, ip.B)
			if bothInt(a, b) {
				if intHolds(op, int32(a), int32(b)) {
					ip = skip(ip, int(int16(ip.C)))
					continue
				}
				ip = next(ip)
				continue
			}
			if a>>48 == tagString && b>>48 == tagString {
				// The first characters of flat texts in bytes, where they decide.
				c, d := cell(a), cell(b)
				if byte(header(c)) != byte(heap.KindLatin1) || byte(header(d)) != byte(heap.KindLatin1) {
					break
				}
				n, m := uint32(*word(c, heap.OffsetString)), uint32(*word(d, heap.OffsetString))
				u, v := *(*byte)(unsafe.Add(c, heap.OffsetStringUnits)), *(*byte)(unsafe.Add(d, heap.OffsetStringUnits))
				if n == 0 || m == 0 || u == v && n|m != 1 {
					break
				}
				feed(fn, ip, SeenString)
				if intHolds(op, int32(u), int32(v)) {
					ip = skip(ip, int(int16(ip.C)))
					continue
				}
				ip = next(ip)
				continue
			}
			x, ok := number(a)
			if !ok {
				break
			}
			y, ok := number(b)
			if !ok {
				break
			}
			feed(fn, ip, SeenDouble)
			if doubleHolds(op, x, y) {
				ip = skip(ip, int(int16(ip.C)))
				continue
			}
			ip = next(ip)
			continue
		case OpJLtI, OpJNotLtI, OpJLeI, OpJNotLeI, OpJGtI, OpJNotGtI, OpJGeI, OpJNotGeI:
			a := *at(fp, ip.A)
			if isInt(a) {
				if intHolds(op, int32(a), int32(int16(ip.B))) {
					ip = skip(ip, int(int16(ip.C)))
					continue
				}
				ip = next(ip)
				continue
			}
			if a < minInt {
				feed(fn, ip, SeenDouble)
				if doubleHolds(op, float(a), float64(int16(ip.B))) {
					ip = skip(ip, int(int16(ip.C)))
					continue
				}
				ip = next(ip)
				continue
			}
		case OpJSEq, OpJSNe, OpJEq, OpJNe:
			a, b := *at(fp, ip.A), *at(fp, ip.B)
			switch {
			case a == b && a >= minInt:
				if negated(op) {
					ip = next(ip)
				} else {
					ip = skip(ip, int(int16(ip.C)))
				}
			case bothInt(a, b), a>>48 == tagObject && b>>48 == tagObject:
				if negated(op) {
					ip = skip(ip, int(int16(ip.C)))
				} else {
					ip = next(ip)
				}
			default:
				goto compare
			}
			continue
		case OpJSEqI, OpJSNeI:
			if a := *at(fp, ip.A); isInt(a) {
				if int32(a) == int32(int16(ip.B)) {
					if negated(op) {
						ip = next(ip)
					} else {
						ip = skip(ip, int(int16(ip.C)))
					}
				} else if negated(op) {
					ip = skip(ip, int(int16(ip.C)))
				} else {
					ip = next(ip)
				}
				continue
			}
		case OpJump:
			ip = skip(ip, wide(ip))
			continue
		case OpLoop:
			if n := m.rt.Budget - 1; n > 0 {
				m.rt.Budget = n
				ip = skip(ip, wide(ip))
				continue
			}
		case OpJTrue, OpJFalse, OpLoopTrue:
			if op == OpLoopTrue && m.rt.Budget <= 1 {
				break
			}
			v := *at(fp, ip.A)
			truth, ok := toBoolean(v)
			if !ok {
				goto slow
			}
			if op == OpLoopTrue {
				m.rt.Budget--
			}
			if truth == (op != OpJFalse) {
				ip = skip(ip, wide(ip))
			} else {
				ip = next(ip)
			}
			continue
		case OpJNullish, OpJNotNullish, OpJUndef, OpJNotUndef, OpJAbsent, OpJObject:
			if v := *at(fp, ip.A); is(op, v) {
				ip = skip(ip, wide(ip))
			} else {
				ip = next(ip)
			}
			continue
		case OpLoopLt, OpLoopLe, OpLoopGt, OpLoopGe:
			a, b := *at(fp, ip.A), *at(fp, ip.B)
			if n := m.rt.Budget - 1; n > 0 {
				if bothInt(a, b) {
					m.rt.Budget = n
					if intHolds(op, int32(a), int32(b)) {
						ip = skip(ip, int(int16(ip.C)))
						continue
					}
					ip = next(ip)
					continue
				}
				if a < minInt && b < minInt {
					feed(fn, ip, SeenDouble)
					m.rt.Budget = n
					if doubleHolds(op, float(a), float(b)) {
						ip = skip(ip, int(int16(ip.C)))
						continue
					}
					ip = next(ip)
					continue
				}
			}
		case OpLoopLtI, OpLoopGeI:
			a := *at(fp, ip.A)
			if n := m.rt.Budget - 1; n > 0 && isInt(a) {
				m.rt.Budget = n
				if intHolds(op, int32(a), int32(int16(ip.B))) {
					ip = skip(ip, int(int16(ip.C)))
					continue
				}
				ip = next(ip)
				continue
			}
		case OpGetProp:
			v := *at(fp, ip.B)
			if v>>48 == tagObject {
				c := cell(v)
				shape := uint32(header(c) >> 32)
				ic := cacheAt(fn, ip.C)
				e, ok := entry(ic, shape)
				if !ok {
					if ic.Mega {
						access, this = keyAt(fn, ip.C), v
						goto keyed
					}
					break
				}
				switch e.Kind {
				case object.ICOwn:
					*at(fp, ip.A) = *slotAt(c, e.Offset)
					if heap.Checked {
						m.checkRead(fn, ip, v, fn.key(int(ip.C)), *at(fp, ip.A), false)
					}
					ip = next(ip)
					continue
				case object.ICOwnOverflow:
					*at(fp, ip.A) = *overflow(cell(*word(c, heap.OffsetSlots)), e.Offset)
					if heap.Checked {
						m.checkRead(fn, ip, v, fn.key(int(ip.C)), *at(fp, ip.A), false)
					}
					ip = next(ip)
					continue
				case object.ICProto:
					if e.Epoch == m.heap.ProtoEpoch {
						*at(fp, ip.A) = *slotAt(cell(e.Holder), e.Offset)
						if heap.Checked {
							m.checkRead(fn, ip, v, fn.key(int(ip.C)), *at(fp, ip.A), false)
						}
						ip = next(ip)
						continue
					}
				case object.ICProtoOverflow:
					if e.Epoch == m.heap.ProtoEpoch {
						*at(fp, ip.A) = *overflow(cell(*word(cell(e.Holder), heap.OffsetSlots)), e.Offset)
						if heap.Checked {
							m.checkRead(fn, ip, v, fn.key(int(ip.C)), *at(fp, ip.A), false)
						}
						ip = next(ip)
						continue
					}
				case object.ICOwnGetter, object.ICProtoGetter:
					holder := c
					if e.Kind == object.ICProtoGetter {
						if e.Epoch != m.heap.ProtoEpoch {
							goto slow
						}
						holder = cell(e.Holder)
					}
					access = property(holder, e.Offset)
					access = *word(cell(access), heap.OffsetAccessorGet)
					if heap.Checked {
						m.checkRead(fn, ip, v, fn.key(int(ip.C)), access, true)
					}
					this, arg, argc, dst = v, heap.Undefined, 0, ip.A
					goto accessor
				case object.ICAbsent:
					if e.Epoch == m.heap.ProtoEpoch {
						*at(fp, ip.A) = heap.Undefined
						if heap.Checked {
							m.checkRead(fn, ip, v, fn.key(int(ip.C)), *at(fp, ip.A), false)
						}
						ip = next(ip)
						continue
					}
				}
			}
		case OpGetMethod:
			v := *at(fp, ip.B)
			p := at(fp, ip.A)
			if v>>48 == tagObject {
				c := cell(v)
				shape := uint32(header(c) >> 32)
				ic := cacheAt(fn, ip.C)
				e, ok := entry(ic, shape)
				if !ok {
					if ic.Mega {
						access, this = keyAt(fn, ip.C), v
						goto keyed
					}
					break
				}
				switch e.Kind {
				case object.ICProto:
					if e.Epoch != m.heap.ProtoEpoch {
						goto slow
					}
					*p = *slotAt(cell(e.Holder), e.Offset)
				case object.ICProtoOverflow:
					if e.Epoch != m.heap.ProtoEpoch {
						goto slow
					}
					*p = *overflow(cell(*word(cell(e.Holder), heap.OffsetSlots)), e.Offset)
				case object.ICOwn:
					*p = *slotAt(c, e.Offset)
				case object.ICOwnOverflow:
					*p = *overflow(cell(*word(c, heap.OffsetSlots)), e.Offset)
				default:
					goto slow
				}
				*word(unsafe.Pointer(p), 8) = v
				if heap.Checked {
					m.checkRead(fn, ip, v, fn.key(int(ip.C)), *at(fp, ip.A), false)
				}
				ip = next(ip)
				continue
			}
			if v>>48 == tagString {
				ic := cacheAt(fn, ip.C)
				if ic.Shape != object.ShapeOfString || ic.Epoch != m.heap.ProtoEpoch {
					break
				}
				switch ic.Kind {
				case object.ICProto:
					*p = *slotAt(cell(ic.Holder), ic.Offset)
				case object.ICProtoOverflow:
					*p = *overflow(cell(*word(cell(ic.Holder), heap.OffsetSlots)), ic.Offset)
				default:
					goto slow
				}
				*word(unsafe.Pointer(p), 8) = v
				if heap.Checked {
					m.checkRead(fn, ip, v, fn.key(int(ip.C)), *at(fp, ip.A), false)
				}
				ip = next(ip)
				continue
			}
		case OpGetLength:
			v := *at(fp, ip.B)
			if v>>48 == tagObject {
				c := cell(v)
				if uint8(header(c)>>heap.HeaderClassShift) == uint8(heap.ClassArray) {
					*at(fp, ip.A) = *word(c, heap.OffsetInternals)
					if heap.Checked {
						m.checkRead(fn, ip, v, fn.key(int(ip.C)), *at(fp, ip.A), false)
					}
					ip = next(ip)
					continue
				}
				ic := cacheAt(fn, ip.C)
				if uint32(header(c)>>32) == ic.Shape && ic.Kind == object.ICOwn {
					*at(fp, ip.A) = *slotAt(c, ic.Offset)
					if heap.Checked {
						m.checkRead(fn, ip, v, fn.key(int(ip.C)), *at(fp, ip.A), false)
					}
					ip = next(ip)
					continue
				}
			} else if v>>48 == tagString {
				*at(fp, ip.A) = mkInt(int32(*word(cell(v), heap.OffsetString)))
				if heap.Checked {
					m.checkRead(fn, ip, v, fn.key(int(ip.C)), *at(fp, ip.A), false)
				}
				ip = next(ip)
				continue
			}
		case OpSetProp:
			v := *at(fp, ip.A)
			if v>>48 == tagObject {
				c := cell(v)
				shape := uint32(header(c) >> 32)
				ic := cacheAt(fn, ip.C)
				e, ok := entry(ic, shape)
				if !ok {
					if ic.Mega {
						access, this, arg = keyAt(fn, ip.C), v, *at(fp, ip.B)
						goto keyedStore
					}
					break
				}
				x := *at(fp, ip.B)
				if x >= heap.MinCell && header(c)&heap.HeaderBarrierBit != 0 {
					break
				}
				if heap.Checked {
					m.checkWrite(fn, ip, v, fn.key(int(ip.C)), e)
				}
				switch e.Kind {
				case object.ICOwn:
					*slotAt(c, e.Offset) = x
					ip = next(ip)
					continue
				case object.ICOwnGetter, object.ICSetter:
					holder := c
					if e.Kind == object.ICSetter {
						if e.Epoch != m.heap.ProtoEpoch {
							goto slow
						}
						holder = cell(e.Holder)
					}
					access = property(holder, e.Offset)
					access = *word(cell(access), heap.OffsetAccessorSet)
					this, arg, argc, dst = v, x, 1, discard
					goto accessor
				case object.ICOwnOverflow:
					slots := cell(*word(c, heap.OffsetSlots))
					if x < heap.MinCell || header(slots)&heap.HeaderBarrierBit == 0 {
						*overflow(slots, e.Offset) = x
						ip = next(ip)
						continue
					}
				case object.ICAddOverflow:
					// There is room in the Slots cell, if the object has one.
					slots := *word(c, heap.OffsetSlots)
					if slots >= heap.MinCell && e.Epoch == m.heap.ProtoEpoch && header(c)&(uint64(heap.FlagIsProto)<<heap.HeaderFlagShift) == 0 &&
						uint32(header(cell(slots))>>32) > uint32(^e.Offset) && (x < heap.MinCell || header(cell(slots))&heap.HeaderBarrierBit == 0) {
						*overflow(cell(slots), e.Offset) = x
						*(*uint32)(unsafe.Add(c, 4)) = e.NewShape
						ip = next(ip)
						continue
					}
				case object.ICAdd:
					// The object is no prototype: its shape would change the epoch.
					if e.Epoch == m.heap.ProtoEpoch && header(c)&(uint64(heap.FlagIsProto)<<heap.HeaderFlagShift) == 0 {
						*slotAt(c, e.Offset) = x
						*(*uint32)(unsafe.Add(c, 4)) = e.NewShape
						ip = next(ip)
						continue
					}
				}
			}
		case OpDefName, OpAddPrivate:
			// Only additions.
			v := *at(fp, ip.A)
			if v>>48 != tagObject {
				break
			}
			c := cell(v)
			var ic *object.IC
			var x heap.Value
			if ip.Op == OpDefName {
				ic, x = cacheAt(fn, ip.C), *at(fp, ip.B)
			} else {
				s := siteAt(fn, ip)
				if s.key != *at(fp, ip.B) {
					break
				}
				ic, x = &s.IC, *at(fp, ip.C)
			}
			shape := uint32(header(c) >> 32)
			e, ok := entry(ic, shape)
			if !ok {
				break
			}
			if e.Kind == object.ICAdd && e.Epoch == m.heap.ProtoEpoch &&
				(x < heap.MinCell || header(c)&heap.HeaderBarrierBit == 0) &&
				header(c)&(uint64(heap.FlagIsProto)<<heap.HeaderFlagShift) == 0 {
				if heap.Checked {
					m.checkDefine(fn, ip, v, e)
				}
				*slotAt(c, e.Offset) = x
				*(*uint32)(unsafe.Add(c, 4)) = e.NewShape
				ip = next(ip)
				continue
			}
		case OpGetPrivate:
			if v := *at(fp, ip.B); v>>48 == tagObject {
				s, c := siteAt(fn, ip), cell(v)
				e, ok := entry(&s.IC, uint32(header(c)>>32))
				if !ok {
					break
				}
				if s.key == *at(fp, ip.C) {
					if heap.Checked {
						m.checkPrivate(fn, ip, v, e, false)
					}
					switch e.Kind {
					case object.ICOwn:
						*at(fp, ip.A) = *slotAt(c, e.Offset)
						ip = next(ip)
						continue
					case object.ICOwnOverflow:
						*at(fp, ip.A) = *overflow(cell(*word(c, heap.OffsetSlots)), e.Offset)
						ip = next(ip)
						continue
					case object.ICOwnGetter:
						if e.Offset < 0 {
							goto slow
						}
						access = *word(cell(*slotAt(c, e.Offset)), heap.OffsetAccessorGet)
						this, arg, argc, dst = v, heap.Undefined, 0, ip.A
						goto accessor
					}
				}
			}
		case OpPrivateIn:
			if v := *at(fp, ip.B); v>>48 == tagObject {
				s := siteAt(fn, ip)
				e, ok := entry(&s.IC, uint32(header(cell(v))>>32))
				if !ok {
					break
				}
				if s.key == *at(fp, ip.C) {
					if heap.Checked {
						m.checkPrivate(fn, ip, v, e, false)
					}
					*at(fp, ip.A) = heap.True
					if e.Kind == object.ICAbsent {
						*at(fp, ip.A) = heap.False
					}
					ip = next(ip)
					continue
				}
			}
		case OpSetPrivate:
			if v := *at(fp, ip.A); v>>48 == tagObject {
				s, c := siteAt(fn, ip), cell(v)
				x := *at(fp, ip.C)
				e, ok := entry(&s.IC, uint32(header(c)>>32))
				if !ok {
					break
				}
				if s.key != *at(fp, ip.B) {
					break
				}
				if heap.Checked {
					m.checkPrivate(fn, ip, v, e, true)
				}
				if e.Kind == object.ICOwn && (x < heap.MinCell || header(c)&heap.HeaderBarrierBit == 0) {
					*slotAt(c, e.Offset) = x
					ip = next(ip)
					continue
				}
				if e.Kind == object.ICOwnGetter && e.Offset >= 0 {
					access = *word(cell(*slotAt(c, e.Offset)), heap.OffsetAccessorSet)
					this, arg, argc, dst = v, x, 1, discard
					goto accessor
				}
			}
		case OpSuperBase:
			// The site holds the prototype of home objects of its shape.
			home := *word(cell(*at(fp, ip.B)), object.OffsetHome)
			if s := siteAt(fn, ip); home>>48 == tagObject && s.Kind == object.ICProto && s.Shape == uint32(header(cell(home))>>32) {
				if heap.Checked {
					m.checkPrototype(fn, ip, home, s.Holder)
				}
				*at(fp, ip.A) = s.Holder
				ip = next(ip)
				continue
			}
		case OpSuperCtor:
			// The same for functions.
			if s, c := siteAt(fn, ip), cell(*at(fp, ip.B)); s.Kind == object.ICProto && s.Shape == uint32(header(c)>>32) {
				if heap.Checked {
					m.checkPrototype(fn, ip, *at(fp, ip.B), s.Holder)
				}
				*at(fp, ip.A) = s.Holder
				ip = next(ip)
				continue
			}
		case OpInitFields:
			data := *word(cell(*at(fp, ip.B)), object.OffsetClass)
			if data == heap.Undefined {
				ip = next(ip)
				continue
			}
			if c := cell(data); *(*uint32)(unsafe.Add(c, heap.OffsetElemLen)) == 1 {
				access, this, arg, argc, dst = *word(c, heap.OffsetElemData), *at(fp, ip.A), heap.Undefined, 0, discard
				goto accessor
			}
		case OpGetSuper:
			if v := *at(fp, ip.B); v>>48 == tagObject {
				s, c := siteAt(fn, ip), cell(v)
				if s.Shape == uint32(header(c)>>32) && s.key == *at(fp, ip.B+2) {
					switch s.Kind {
					case object.ICOwn:
						*at(fp, ip.A) = *slotAt(c, s.Offset)
						if heap.Checked {
							m.checkRead(fn, ip, v, s.key, *at(fp, ip.A), false)
						}
						ip = next(ip)
						continue
					case object.ICOwnOverflow:
						*at(fp, ip.A) = *overflow(cell(*word(c, heap.OffsetSlots)), s.Offset)
						if heap.Checked {
							m.checkRead(fn, ip, v, s.key, *at(fp, ip.A), false)
						}
						ip = next(ip)
						continue
					case object.ICProto:
						if s.Epoch == m.heap.ProtoEpoch {
							*at(fp, ip.A) = *slotAt(cell(s.Holder), s.Offset)
							if heap.Checked {
								m.checkRead(fn, ip, v, s.key, *at(fp, ip.A), false)
							}
							ip = next(ip)
							continue
						}
					case object.ICOwnGetter, object.ICProtoGetter:
						if s.Kind == object.ICProtoGetter {
							if s.Epoch != m.heap.ProtoEpoch {
								goto slow
							}
							c = cell(s.Holder)
						}
						if s.Offset < 0 {
							goto slow
						}
						access = *word(cell(*slotAt(c, s.Offset)), heap.OffsetAccessorGet)
						if heap.Checked {
							m.checkRead(fn, ip, v, s.key, access, true)
						}
						this, arg, argc, dst = *at(fp, ip.B+1), heap.Undefined, 0, ip.A
						goto accessor
					}
				}
			}
		case OpTypeof:
			v, names := *at(fp, ip.B), &m.heap.Names
			switch v >> 48 {
			case tagString:
				v = names.String
			case tagObject:
				v = names.Object
				if f := header(cell(*at(fp, ip.B))) >> heap.HeaderFlagShift; f&uint64(heap.FlagHTMLDDA) != 0 {
					goto slow
				} else if f&uint64(heap.FlagCallable) != 0 {
					v = names.Function
				}
			case heap.TagSpecial:
				switch v {
				case heap.Undefined:
					v = names.Undefined
				case heap.Null:
					v = names.Object
				default:
					v = names.Boolean
				}
			case heap.TagSymbol, heap.TagBigInt, heap.TagCell:
				goto slow
			default:
				v = names.Number
			}
			*at(fp, ip.A) = v
			ip = next(ip)
			continue
		case OpToPart:
			if v := *at(fp, ip.B); v>>48 == tagString || isInt(v) {
				*at(fp, ip.A) = v
				ip = next(ip)
				continue
			}
		case OpGetElem:
			v, k := *at(fp, ip.B), *at(fp, ip.C)
			if v>>48 == tagObject && isInt(k) {
				e := cell(*word(cell(v), heap.OffsetElements))
				if uint32(k) < *(*uint32)(unsafe.Add(e, heap.OffsetElemLen)) {
					if x := *word(e, heap.OffsetElemData+uintptr(uint32(k))*8); x != heap.Hole {
						if heap.Checked {
							m.checkElement(fn, ip, v, k, x)
						}
						*at(fp, ip.A) = x
						ip = next(ip)
						continue
					}
				} else if uint8(header(cell(v))>>heap.HeaderClassShift) == uint8(heap.ClassTypedArray) {
					c := cell(v)
					n := *word(c, typedLength)
					data := *(*unsafe.Pointer)(unsafe.Add(window(*word(c, typedWindow)), heap.OffsetWindowRead))
					if data == nil || uint32(k) >= uint32(n) {
						break
					}
					data = unsafe.Add(data, uint32(*word(c, typedOffset)))
					t, i := object.ElementType(*word(c, typedElement)), uintptr(uint32(k))
					var x heap.Value
					switch t {
					case object.ElementInt8:
						x = mkInt(int32(*(*int8)(unsafe.Add(data, i))))
					case object.ElementUint8, object.ElementUint8C:
						x = mkInt(int32(*(*uint8)(unsafe.Add(data, i))))
					case object.ElementInt16:
						x = mkInt(int32(*(*int16)(unsafe.Add(data, i*2))))
					case object.ElementUint16:
						x = mkInt(int32(*(*uint16)(unsafe.Add(data, i*2))))
					case object.ElementInt32:
						x = mkInt(*(*int32)(unsafe.Add(data, i*4)))
					case object.ElementUint32:
						u := *(*uint32)(unsafe.Add(data, i*4))
						if x = mkInt(int32(u)); int32(u) < 0 {
							x = mkFloat(float64(u))
						}
					case object.ElementFloat32, object.ElementFloat64:
						var f float64
						if t == object.ElementFloat64 {
							f = *(*float64)(unsafe.Add(data, i*8))
						} else {
							f = float64(*(*float32)(unsafe.Add(data, i*4)))
						}
						if f != f {
							f = float(heap.NaN) // any pattern of a NaN may be in memory
						}
						x = mkFloat(f)
					default:
						goto slow
					}
					feed(fn, ip, SeenTyped<<t)
					if heap.Checked {
						m.checkElement(fn, ip, v, k, x)
					}
					*at(fp, ip.A) = x
					ip = next(ip)
					continue
				}
				// Nothing is there: see object.ArrayGuard.
				if h := header(cell(v)); uint32(h>>32) == fn.realm.Arrays.PlainShape && fn.realm.Arrays.Plain == m.heap.ProtoEpoch &&
					h&(uint64(heap.FlagSparseElements)<<heap.HeaderFlagShift) == 0 && int32(k) >= 0 {
					if heap.Checked {
						m.checkElement(fn, ip, v, k, heap.Undefined)
					}
					*at(fp, ip.A) = heap.Undefined
					ip = next(ip)
					continue
				}
			} else if v>>48 == tagObject && k>>48 == tagString {
				feed(fn, ip, SeenName)
				if access, this = k, v; header(cell(k))&heap.HeaderInternedBit != 0 {
					goto keyed
				}
			}
		case OpFindElem:
			v, k := *at(fp, ip.B), *at(fp, ip.C)
			if v>>48 == tagObject && isInt(k) {
				e := cell(*word(cell(v), heap.OffsetElements))
				if uint32(k) < *(*uint32)(unsafe.Add(e, heap.OffsetElemLen)) {
					if x := *word(e, heap.OffsetElemData+uintptr(uint32(k))*8); x != heap.Hole {
						if heap.Checked {
							m.checkElement(fn, ip, v, k, x)
						}
						*at(fp, ip.A) = x
						ip = next(ip)
						continue
					}
				}
			}
		case OpSetElem, OpDefElem:
			o, k := *at(fp, ip.A), *at(fp, ip.B)
			if o>>48 == tagObject && isInt(k) {
				e := cell(*word(cell(o), heap.OffsetElements))
				if uint32(k) < *(*uint32)(unsafe.Add(e, heap.OffsetElemLen)) {
					p := word(e, heap.OffsetElemData+uintptr(uint32(k))*8)
					v := *at(fp, ip.C)
					if *p == heap.Hole && (uint32(header(cell(o))>>32) != fn.realm.Arrays.PlainShape || fn.realm.Arrays.Plain != m.heap.ProtoEpoch) {
						break
					}
					if v < heap.MinCell || header(e)&heap.HeaderBarrierBit == 0 {
						if heap.Checked {
							m.checkStoreElement(fn, ip, o, k)
						}
						*p = v
						ip = next(ip)
						continue
					}
				} else if uint8(header(cell(o))>>heap.HeaderClassShift) == uint8(heap.ClassTypedArray) {
					c, v := cell(o), *at(fp, ip.C)
					n := *word(c, typedLength)
					data := *(*unsafe.Pointer)(unsafe.Add(window(*word(c, typedWindow)), heap.OffsetWindowWrite))
					if data == nil || uint32(k) >= uint32(n) {
						break
					}
					if heap.Checked {
						m.checkStoreElement(fn, ip, o, k)
					}
					data = unsafe.Add(data, uint32(*word(c, typedOffset)))
					t, i := object.ElementType(*word(c, typedElement)), uintptr(uint32(k))
					// The number as the element type wants it: bits of an integer, or a double.
					var bits int32
					var f float64
					if isInt(v) {
						bits, f = int32(v), float64(int32(v))
					} else if v < minInt {
						if f = float(v); f != f {
							f = float(heap.NaN) // one form of NaN gets into memory
						}
						if t < object.ElementFloat16 {
							if !(f >= -maxExact && f <= maxExact) {
								break
							}
							bits = int32(int64(f))
						}
					} else {
						break
					}
					switch t {
					case object.ElementInt8, object.ElementUint8:
						*(*uint8)(unsafe.Add(data, i)) = uint8(bits)
					case object.ElementUint8C:
						if !isInt(v) {
							goto slow
						}
						*(*uint8)(unsafe.Add(data, i)) = uint8(min(max(bits, 0), 255))
					case object.ElementInt16, object.ElementUint16:
						*(*uint16)(unsafe.Add(data, i*2)) = uint16(bits)
					case object.ElementInt32, object.ElementUint32:
						*(*int32)(unsafe.Add(data, i*4)) = bits
					case object.ElementFloat32:
						*(*float32)(unsafe.Add(data, i*4)) = float32(f)
					case object.ElementFloat64:
						*(*float64)(unsafe.Add(data, i*8)) = f
					default:
						goto slow
					}
					feed(fn, ip, SeenTyped<<t)
					ip = next(ip)
					continue
				} else if uint32(k) == *(*uint32)(unsafe.Add(e, heap.OffsetElemLen)) && uint32(k) < *(*uint32)(unsafe.Add(e, heap.OffsetElemCap)) &&
					uint32(header(cell(o))>>32) == fn.realm.Arrays.PlainShape && fn.realm.Arrays.Plain == m.heap.ProtoEpoch {
					// The elements of an array end here, and there is room.
					v, n := *at(fp, ip.C), word(cell(o), heap.OffsetInternals)
					if v >= heap.MinCell && header(e)&heap.HeaderBarrierBit != 0 || *n < k || !isInt(*n) {
						break
					}
					if heap.Checked {
						m.checkStoreElement(fn, ip, o, k)
					}
					*word(e, heap.OffsetElemData+uintptr(uint32(k))*8) = v
					*(*uint32)(unsafe.Add(e, heap.OffsetElemLen)) = uint32(k) + 1
					if *n == k {
						*n = k + 1
					}
					ip = next(ip)
					continue
				}
			} else if o>>48 == tagObject && k>>48 == tagString {
				feed(fn, ip, SeenName)
				if access, this, arg = k, o, *at(fp, ip.C); header(cell(k))&heap.HeaderInternedBit != 0 {
					goto keyedStore
				}
			}
		case OpToObjectKey:
			if k := *at(fp, ip.C); isInt(k) || k>>48 == tagString {
				*at(fp, ip.A) = k
				ip = next(ip)
				continue
			}
		case OpIn:
			if access, this = *at(fp, ip.B), *at(fp, ip.C); access>>48 == tagString && this>>48 == tagObject && header(cell(access))&heap.HeaderInternedBit != 0 {
				goto keyed
			}
		case OpIterNext, OpIterStep:
			// Direct iteration of an array: see iterate.go.
			k := at(fp, ip.B+1)
			if op == OpIterStep && *at(fp, ip.B) == heap.Undefined {
				*at(fp, ip.A) = heap.Undefined
				ip = next(ip)
				continue
			}
			if isInt(*k) {
				c := cell(*at(fp, ip.B))
				e := cell(*word(c, heap.OffsetElements))
				i, n := uint32(*k), *word(c, heap.OffsetInternals)
				if i < *(*uint32)(unsafe.Add(e, heap.OffsetElemLen)) && isInt(n) && i < uint32(n) {
					if x := *word(e, heap.OffsetElemData+uintptr(i)*8); x != heap.Hole {
						if heap.Checked {
							m.checkElement(fn, ip, *at(fp, ip.B), *k, x)
						}
						*k = mkInt(int32(i + 1))
						*at(fp, ip.A) = x
						ip = next(ip)
						continue
					}
				}
			}
		case OpIterClose:
			if *at(fp, ip.A) == heap.Undefined || isInt(*at(fp, ip.A+1)) && fn.realm.Arrays.Epoch == m.heap.ProtoEpoch {
				if heap.Checked && *at(fp, ip.A) != heap.Undefined {
					m.failed(fn, ip, m.heap.Names.Return, m.rt.VerifyNoReturn(fn.realm))
				}
				ip = next(ip)
				continue
			}
		case OpSwitch:
			if v := *at(fp, ip.A); isInt(v) {
				t := (*switchTable)(unsafe.Add(unsafe.Pointer(fn.tables), uintptr(wide(ip))*unsafe.Sizeof(switchTable{})))
				i := uint64(int64(int32(v)) - int64(t.Min))
				ip = next(ip)
				if i < uint64(len(t.Targets)) {
					ip = skip(ip, int(t.Targets[i])-1)
				}
				continue
			}
		case OpCall, OpTailCall:
			frame := unsafe.Pointer(at(fp, ip.A))
			f := *(*heap.Value)(frame)
			if f>>48 != tagObject {
				break
			}
			o := cell(f)
			if uint8(header(o)>>heap.HeaderClassShift) != uint8(heap.ClassFunction) {
				break
			}
			id := uint32(*word(o, heap.OffsetInternals))
			code := *(**object.Code)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(m.rt.Codes)), uintptr(id)*8))
			callee, ok := code.T1.(*Function)
			if !ok || !callee.direct || callee.realm != fn.realm || code.Tier != object.TierBytecode {
				break
			}
			budget := m.rt.Budget - 1
			index := int(uintptr(frame)-uintptr(m.base)) >> 3
			if budget <= 0 || index+callee.words > m.stack.Limit || m.depth >= len(m.returns) {
				break
			}
			if index >= tailDepth && ip.Op == OpTailCall {
				break
			}
			m.rt.Budget = budget
			*(*uint32)(unsafe.Add(unsafe.Pointer(fn.feedback), (uintptr(unsafe.Pointer(ip))-uintptr(unsafe.Pointer(fn.first)))>>1)) = id + 1
			*word(frame, stack.NewTarget*8) = heap.Undefined
			*word(frame, stack.Argc*8) = mkInt(int32(ip.B))
			*word(frame, stack.Env*8) = *word(o, offsetClosureEnv)
			*word(frame, stack.Link*8) = mkInt(int32((uintptr(fp)-uintptr(m.base))>>3) + 1 + linkBytecode)
			*word(fp, stack.Pos*8) = mkInt(int32((uintptr(unsafe.Pointer(ip)) - uintptr(unsafe.Pointer(fn.first))) >> 3))
			for i := int(ip.B); i < callee.formals; i++ {
				*word(frame, uintptr(stack.Header+i)*8) = heap.Undefined
			}
			r := (*caller)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(m.returns)), uintptr(m.depth)*unsafe.Sizeof(caller{})))
			r.fn, r.ip, r.fp, r.dst = fn, ip, fp, ip.C
			m.depth++
			fn, fp, ip = callee, frame, callee.first
			continue
		case OpReturn, OpReturnUndef:
			link := uint32(*at(fp, stack.Link))
			v := heap.Undefined
			if ip.Op == OpReturn {
				v = *at(fp, ip.A)
			}
			if link&linkConstruct != 0 && v>>48 != tagObject {
				v = *at(fp, stack.This)
			}
			if link&(linkEntry|linkGenerator) != 0 {
				if link&linkEntry == 0 {
					break
				}
				m.result = v
				return
			}
			m.depth--
			r := (*caller)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(m.returns)), uintptr(m.depth)*unsafe.Sizeof(caller{})))
			fn, fp = r.fn, r.fp
			*at(fp, r.dst) = v
			ip = next(r.ip)
			continue
		}
		goto slow
	compare:
		// Two words that differ, or are the same number, and not both int32 or both
		// objects.
		{
			a, b := *at(fp, ip.A), *at(fp, ip.B)
			if ip.Op < OpJEq {
				a, b = b, *at(fp, ip.C)
			}
			equal := false
			switch {
			case a>>48 == tagString && b>>48 == tagString:
				x, y := cell(a), cell(b)
				if header(x)&header(y)&heap.HeaderInternedBit == 0 && uint32(*word(x, heap.OffsetString)) == uint32(*word(y, heap.OffsetString)) {
					goto slow
				}
				feed(fn, ip, SeenString)
			case a < minInt && b < minInt:
				equal = float(a) == float(b)
				feed(fn, ip, SeenDouble)
			case ip.Op == OpEq || ip.Op == OpNe || ip.Op == OpJEq || ip.Op == OpJNe:
				if b|1 != heap.Null || a>>48 == tagObject && header(cell(a))&(uint64(heap.FlagHTMLDDA)<<heap.HeaderFlagShift) != 0 {
					goto slow
				}
				equal = a|1 == heap.Null
				feed(fn, ip, SeenObject|SeenOther)
			case a>>48 == b>>48 && a>>48 != heap.TagSpecial, a < minSpec && b < minSpec:
				goto slow
			default: // of different types, or two of undefined, null and the booleans
				feed(fn, ip, SeenObject|SeenOther)
			}
			switch ip.Op {
			case OpSNe, OpNe:
				equal = !equal
				fallthrough
			case OpSEq, OpEq:
				*at(fp, ip.A) = heap.False
				if equal {
					*at(fp, ip.A) = heap.True
				}
				ip = next(ip)
				continue
			case OpJSNe, OpJNe:
				equal = !equal
			}
			if equal {
				ip = skip(ip, int(int16(ip.C)))
			} else {
				ip = next(ip)
			}
			continue
		}
	keyed:
		// A read of property access of the object this, or the question whether there
		// is one, in the cache that all sites share. Its keys are never index strings,
		// and not kept alive: access must be interned, for any other string may lie
		// where the key of an entry was.
		if cache := m.rt.Reads; cache != nil {
			c := cell(this)
			shape := uint32(header(c) >> 32)
			e := &cache.Entries[object.KeyedIndex(shape, access)]
			if e.Key != access || e.Shape != shape || e.Kind >= object.ICProto && e.Epoch != m.heap.ProtoEpoch {
				goto slow
			}
			if ip.Op == OpIn {
				if heap.Checked {
					m.failed(fn, ip, access, m.rt.VerifyHas(this.Object(), access, e.Kind != object.ICAbsent))
				}
				*at(fp, ip.A) = heap.True
				if e.Kind == object.ICAbsent {
					*at(fp, ip.A) = heap.False
				}
				ip = next(ip)
				continue
			}
			var v heap.Value
			switch e.Kind {
			case object.ICOwn:
				v = *slotAt(c, e.Offset)
			case object.ICOwnOverflow:
				v = *overflow(cell(*word(c, heap.OffsetSlots)), e.Offset)
			case object.ICProto:
				v = *slotAt(cell(e.Holder), e.Offset)
			case object.ICProtoOverflow:
				v = *overflow(cell(*word(cell(e.Holder), heap.OffsetSlots)), e.Offset)
			case object.ICAbsent:
				v = heap.Undefined
			default:
				goto slow
			}
			if heap.Checked {
				m.checkRead(fn, ip, this, access, v, false)
			}
			*at(fp, ip.A) = v
			if ip.Op == OpGetMethod {
				*at(fp, ip.A+1) = this
			}
			ip = next(ip)
			continue
		}
		goto slow
	keyedStore:
		// A store of arg as property access of the object this, the same way.
		if cache := m.rt.Stores; cache != nil {
			c := cell(this)
			shape := uint32(header(c) >> 32)
			e := &cache.Entries[object.KeyedIndex(shape, access)]
			if e.Key != access || e.Shape != shape {
				goto slow
			}
			if heap.Checked && (e.Kind < object.ICProto || e.Epoch == m.heap.ProtoEpoch) {
				m.checkWrite(fn, ip, this, access, &e.ICEntry)
			}
			switch e.Kind {
			case object.ICOwn:
				if arg < heap.MinCell || header(c)&heap.HeaderBarrierBit == 0 {
					*slotAt(c, e.Offset) = arg
					ip = next(ip)
					continue
				}
			case object.ICOwnOverflow:
				slots := cell(*word(c, heap.OffsetSlots))
				if arg < heap.MinCell || header(slots)&heap.HeaderBarrierBit == 0 {
					*overflow(slots, e.Offset) = arg
					ip = next(ip)
					continue
				}
			case object.ICAdd:
				if e.Epoch == m.heap.ProtoEpoch && (arg < heap.MinCell || header(c)&heap.HeaderBarrierBit == 0) &&
					header(c)&(uint64(heap.FlagIsProto)<<heap.HeaderFlagShift) == 0 {
					*slotAt(c, e.Offset) = arg
					*(*uint32)(unsafe.Add(c, 4)) = e.NewShape
					ip = next(ip)
					continue
				}
			}
		}
		goto slow
	accessor:
		// What a case left is put into the frame at once: the rest needs the registers,
		// and with too few of them the compiler stores ip and fp before each instruction.
		if index := int(uintptr(fp)-uintptr(m.base))>>3 + fn.words; access>>48 == tagObject && index+stack.Header+1 <= m.stack.Limit {
			frame, o := m.frameAt(index), cell(access)
			*word(frame, stack.Callee*8) = access
			*word(frame, stack.This*8) = this
			*word(frame, stack.NewTarget*8) = heap.Undefined
			*word(frame, stack.Argc*8) = mkInt(int32(argc))
			*word(frame, stack.Header*8) = arg
			if uint8(header(o)>>heap.HeaderClassShift) != uint8(heap.ClassFunction) {
				goto slow
			}
			code := *(**object.Code)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(m.rt.Codes)), uintptr(uint32(*word(o, heap.OffsetInternals)))*8))
			callee, ok := code.T1.(*Function)
			if ok && callee.direct && callee.realm == fn.realm && code.Tier == object.TierBytecode &&
				m.rt.Budget > 1 && index+callee.words <= m.stack.Limit && m.depth < len(m.returns) {
				m.rt.Budget--
				*word(frame, stack.Env*8) = *word(o, offsetClosureEnv)
				*word(frame, stack.Link*8) = mkInt(int32((uintptr(fp)-uintptr(m.base))>>3) + 1 + linkBytecode)
				*word(fp, stack.Pos*8) = mkInt(pcOf(fn, ip))
				for i := 1; i < callee.formals; i++ {
					*word(frame, uintptr(stack.Header+i)*8) = heap.Undefined
				}
				r := (*caller)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(m.returns)), uintptr(m.depth)*unsafe.Sizeof(caller{})))
				r.fn, r.ip, r.fp, r.dst = fn, ip, fp, dst
				m.depth++
				fn, fp, ip = callee, frame, callee.first
				continue
			}
		}
	slow:
		if m, fn, ip, fp = m.slow(fn, ip, fp); fn == nil {
			return
		}
	}
}

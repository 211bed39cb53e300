package bytecode

import (
	"unsafe"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Operators on short BigInts, for which the frame need not be told where it is: they throw
// nothing, run no scripts, and reach no safepoint.

const tagBigInt = heap.TagBigInt

// operators are the operators of instructions with two operands.
var operators = [256]syntax.Op{
	OpAdd: syntax.OpAdd, OpSub: syntax.OpSub, OpMul: syntax.OpMul, OpDiv: syntax.OpDiv, OpMod: syntax.OpMod, OpExp: syntax.OpExp,
	OpBitAnd: syntax.OpBitAnd, OpBitOr: syntax.OpBitOr, OpBitXor: syntax.OpBitXor, OpShl: syntax.OpShl, OpShr: syntax.OpShr,
	OpJLt: syntax.OpLT, OpJLe: syntax.OpLE, OpJGt: syntax.OpGT, OpJGe: syntax.OpGE,
	OpJNotLt: syntax.OpLT, OpJNotLe: syntax.OpLE, OpJNotGt: syntax.OpGT, OpJNotGe: syntax.OpGE,
	OpJEq: syntax.OpEq, OpJNe: syntax.OpEq, OpJSEq: syntax.OpStrictEq, OpJSNe: syntax.OpStrictEq,
	OpLoopLt: syntax.OpLT, OpLoopLe: syntax.OpLE, OpLoopGt: syntax.OpGT, OpLoopGe: syntax.OpGE,
}

// shortBigInts does the operation at ip, whose first operand is a BigInt, and reports whether
// it could; the result is for register A.
func (m *machine) shortBigInts(fn *Function, ip *Instr, fp unsafe.Pointer) (v heap.Value, ok bool) {
	a := at(fp, ip.B).BigInt()
	if m.heap.Sampling() {
		return heap.Undefined, false
	}
	feed(fn, ip, SeenOther)
	switch ip.Op {
	case OpInc:
		return m.rt.ShortBigAdd(a, 1)
	case OpDec:
		return m.rt.ShortBigAdd(a, -1)
	case OpNeg:
		return m.rt.BigNegate(a), true
	case OpBitNot:
		return m.rt.ShortBigNot(a)
	case OpAdd, OpSub, OpMul, OpDiv, OpMod, OpExp, OpBitAnd, OpBitOr, OpBitXor, OpShl, OpShr:
		if b := *at(fp, ip.C); b>>48 == tagBigInt {
			return m.rt.ShortBigArith(operators[ip.Op], a, b.BigInt())
		}
	}
	return heap.Undefined, false
}

// branchOnBigInt is a conditional jump on the order of a BigInt in register A and a BigInt or
// a number in register B: it returns where the loop goes on, nil when it has done nothing.
func (m *machine) branchOnBigInt(fn *Function, ip *Instr, fp unsafe.Pointer) *Instr {
	a, b := *at(fp, ip.A), *at(fp, ip.B)
	if b>>48 != tagBigInt && !b.IsNumber() {
		return nil
	}
	sense := true
	switch ip.Op {
	case OpJNotLt, OpJNotLe, OpJNotGt, OpJNotGe, OpJNe, OpJSNe:
		sense = false
	case OpLoopLt, OpLoopLe, OpLoopGt, OpLoopGe:
		if m.rt.Budget <= 1 {
			return nil
		}
		m.rt.Budget--
	}
	feed(fn, ip, SeenOther|seenOf(b))
	// Two primitives that are no strings are ordered without an error.
	if holds, _ := m.rt.Compare(operators[ip.Op], a, b); holds == sense {
		return skip(ip, int(int16(ip.C)))
	}
	return next(ip)
}

// ShortBigInts does the operation at pc of the frame at fp when its first operand is a BigInt
// and it is short, and reports whether it has: the result is for the register of the result.
func (fn *Function) ShortBigInts(fp int, pc int32) (v heap.Value, ok bool) {
	ip, frame := fn.instr(pc), fn.m.frameAt(fp)
	switch ip.Op {
	case OpInc, OpDec, OpNeg, OpBitNot,
		OpAdd, OpSub, OpMul, OpDiv, OpMod, OpExp, OpBitAnd, OpBitOr, OpBitXor, OpShl, OpShr:
		if *at(frame, ip.B)>>48 == tagBigInt {
			return fn.m.shortBigInts(fn, ip, frame)
		}
	}
	return heap.Undefined, false
}

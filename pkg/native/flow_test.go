//go:build amd64

package native

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// countdown is the unit of: s = 0; do { s = s + i; i = i - 1 } while (i > 0); return s
// with i in register 7 and s in register 8.
func countdown(seen mask) *unit {
	u := &unit{nregs: 10, types: make([]mask, 10)}
	for r := range u.types {
		u.types[r] = tAny
	}
	zero, one := u.konst(heap.Int(0)), u.konst(heap.Int(1))
	add := func(b *block, in inst) {
		in.handler = -1
		b.insts = append(b.insts, in)
	}
	head, body, exit := &block{falls: true, succ: []int32{1}}, &block{pc: 1, falls: true, succ: []int32{1, 2}}, &block{pc: 5}
	add(head, inst{op: opMove, dst: 8, a: zero, b: noReg, c: noReg})
	add(body, inst{op: opAdd, dst: 8, a: 8, b: 7, c: noReg, seen: seen, pc: 1})
	add(body, inst{op: opSub, dst: 7, a: 7, b: one, c: noReg, pc: 2})
	add(body, inst{op: opJumpCmp, cond: syntax.OpGT, sense: true, dst: noReg, a: 7, b: zero, c: noReg, pc: 3, target: 1})
	add(exit, inst{op: opReturn, dst: noReg, a: 8, b: noReg, c: noReg, pc: 5})
	u.blocks = []*block{head, body, exit}
	u.link()
	u.findLoops()
	u.liveness()
	u.choosePins()
	return u
}

func TestLoopIsFoundAndPinned(t *testing.T) {
	for _, c := range []struct {
		name string
		seen mask
		sum  locKind
	}{
		{"ints", 0, isInt},
		{"a sum that leaves the ints", tDouble, isDouble},
	} {
		t.Run(c.name, func(t *testing.T) {
			u := countdown(c.seen)
			require.Len(t, u.loops, 1)
			l := u.loops[0]
			require.EqualValues(t, 1, l.header)
			require.Equal(t, []int32{1}, l.blocks)
			kinds := map[operand]locKind{}
			for _, p := range l.pins {
				kinds[p.r] = p.kind
				require.True(t, p.set)
			}
			require.Equal(t, map[operand]locKind{7: isInt, 8: c.sum}, kinds)
		})
	}
}

func TestLiveness(t *testing.T) {
	u := countdown(0)
	live := func(b int) (out []operand) {
		u.blocks[b].liveIn.each(func(r operand) { out = append(out, r) })
		return out
	}
	require.Equal(t, []operand{7}, live(0))
	require.Equal(t, []operand{7, 8}, live(1))
	require.Equal(t, []operand{8}, live(2))
}

// A register that a handler reads is live at every operation that may throw to it.
func TestHandlersKeepRegistersAlive(t *testing.T) {
	u := &unit{nregs: 10}
	call := inst{op: opService, dst: noReg, a: noReg, b: noReg, c: noReg, handler: 1, target: -1}
	u.blocks = []*block{
		{insts: []inst{call, {op: opReturn, dst: noReg, a: u.konst(heap.Undefined), b: noReg, c: noReg, handler: -1}}},
		{insts: []inst{{op: opReturn, dst: noReg, a: 9, b: noReg, c: noReg, handler: -1}}},
	}
	u.link()
	u.liveness()
	require.True(t, u.blocks[0].liveIn.has(9))
}

func TestSecondEntryMakesNoLoop(t *testing.T) {
	u := &unit{nregs: 8}
	jump := inst{op: opNop, dst: noReg, a: noReg, b: noReg, c: noReg, handler: -1}
	u.blocks = []*block{
		{insts: []inst{jump}, succ: []int32{1, 2}},
		{insts: []inst{jump}, succ: []int32{2}},
		{insts: []inst{jump}, succ: []int32{1}},
	}
	u.link()
	u.findLoops()
	require.Empty(t, u.loops)
}

func TestMasks(t *testing.T) {
	require.Equal(t, tInt, maskOf(heap.Int(-3)))
	require.Equal(t, tDouble, maskOf(heap.Float(3)))
	require.Equal(t, tBool, maskOf(heap.True))
	require.Equal(t, tOther, maskOf(heap.Undefined))
	require.Equal(t, tOther, maskOf(heap.TDZ))
	require.True(t, tInt.only(tNum))
	require.False(t, (tInt | tObject).only(tNum))
}

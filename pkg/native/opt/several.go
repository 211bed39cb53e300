package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/object"
)

// Calls that reach one of a few functions: methods of the same name that the inline cache has found in
// several prototypes. Their bodies stand side by side behind tests of the code, one after the other. Behind
// the last test is a call as there was before, if there are functions that have no body here, or a
// frame has left because there are others; else the last function is checked, not tested.

// maxBodies is how many functions may stand in the place of one call.
const maxBodies = 4

// several is what stands in the place of such a call.
type several struct {
	bodies []*builder
	others bool // a call is behind them
}

// methodsAt are the ids of the codes that call num of a block may reach, by the inline cache of the
// property that it calls; nil when that says nothing.
func (b *builder) methodsAt(bl *ir.Block, num int) (ids []uint32) {
	r := bl.Insts[num].Args[0]
	for _, in := range slices.Backward(bl.Insts[:num]) {
		switch {
		case in.Dst == r && in.Op == ir.OpMove && in.A() >= 0:
			r = in.A()
			continue
		case writesBeside(&in, r), in.Dst == r && in.Op != ir.OpGetMember:
			return nil
		case in.Dst != r:
			continue
		}
		for _, e := range in.Member().Entries {
			if e.Kind != object.ICProto && e.Kind != object.ICProtoOverflow {
				return nil
			}
			f := e.Holder.Object().SlotAt(e.Offset)
			if !f.IsObject() || f.Object().Class() != heap.ClassFunction {
				return nil
			}
			if id := f.Object().CodeID(); !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		return ids
	}
	return nil
}

// inlinees decides what stands in the place of call num of a block that reaches several functions; nil
// for others.
func (b *builder) inlinees(bl *ir.Block, num int) *several {
	in := &bl.Insts[num]
	ids := b.methodsAt(bl, num)
	if in.Generic || len(ids) < 2 || len(ids) > maxBodies || b.codeIn(bl, num, in.Args[0]) != 0 {
		return nil
	}
	s := &several{others: b.u.Leaves[in.PC] > 0}
	for _, id := range ids {
		c := b.bodyOf(in, id)
		if c == nil {
			s.others = true
			continue
		}
		b.give(c, in.Args[2:], bl, num)
		s.bodies = append(s.bodies, b.decided(c))
	}
	if len(s.bodies) == 0 {
		return nil
	}
	return s
}

// allWrites is what the functions write.
func (s *several) allWrites() (m Memory) {
	if s.others {
		return Everything
	}
	for _, c := range s.bodies {
		m |= c.allWrites()
	}
	return m
}

// inlineSeveral puts s in the place of the current call.
func (b *builder) inlineSeveral(s *several) {
	in, around, regs := b.in, b.block.Loop, b.now.regs
	callee := b.tagged(b.operand(in.Args[0]))
	o := b.object(callee)
	args := make([]*Value, len(in.Args)-1)
	for i, r := range in.Args[1:] {
		args[i] = b.tagged(b.operand(r))
	}
	var results []result
	end := func() {
		if b.block != nil {
			v := b.constant(heap.Undefined)
			if in.Dst >= 0 {
				v = b.now.regs[in.Dst]
			}
			results = append(results, result{arrival{b.block, b.now}, v})
		}
	}
	for i, c := range s.bodies {
		if i == len(s.bodies)-1 && !s.others {
			b.inlineCall(c, callee, args)
			end()
			break
		}
		is := b.g.newValue(OpIsCode, o)
		is.Bits = uint64(c.frame.Record.ID)
		then, otherwise := b.split(b.append(is))
		w := b.now
		b.block, b.now = then, w.clone()
		b.now.loads[load{OpCheckCode, o, nil, int32(c.frame.Record.ID)}] = is
		b.inlineCall(c, callee, args)
		end()
		b.state = nil
		b.block, b.now = otherwise, w
	}
	if s.others {
		b.call(OpCall, in.Args)
		end()
	}
	b.meet(results, around, regs)
}

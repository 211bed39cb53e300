package lower

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/native/ir"
)

// ChoosePins decides for each inner loop which frame registers live in machine
// registers while it runs, and in which form, and runs the type inference on
// that ground.
func ChoosePins(u *ir.Unit, room Registers) {
	spec := map[int32][]ir.Mask{}
	for _, l := range u.Loops {
		if l.Inner && u.Leaves[^u.Blocks[l.Header].PC] < ir.GiveUp {
			spec[l.Header] = Wishes(u, l)
		}
	}
	u.InferTypes(spec)
	for _, l := range u.Loops {
		if u.Stop() {
			return
		}
		if l.Inner && u.Blocks[l.Header].TypeIn != nil {
			pinLoop(u, l, room)
		}
	}
	// The inference ran with every wish, but edges check pins only: what got no
	// pin is as wide as it arrives. That may widen pins, so again until it holds.
	for {
		for _, l := range u.Loops {
			s := spec[l.Header] // nil: no wishes
			for r := range s {
				if !checks(l, ir.Operand(r), s[r]) {
					s[r] = 0
				}
			}
		}
		u.InferTypes(spec)
		if u.Stop() || !dropMisfits(u) {
			break
		}
	}
	for _, l := range u.Loops {
		for i := range l.Pins {
			p := &l.Pins[i]
			p.Object = p.Form == ir.Boxed && spec[l.Header] != nil && spec[l.Header][p.R] == ir.Object
		}
	}
}

// checks tells whether entering the loop makes sure that r is of type m.
func checks(l *ir.Loop, r ir.Operand, m ir.Mask) bool {
	form := map[ir.Mask]ir.Form{ir.Int: ir.Int32, ir.Double: ir.Float64, ir.Object: ir.Boxed}
	return slices.ContainsFunc(l.Pins, func(p ir.Pin) bool { return p.R == r && p.Form == form[m] })
}

// Wishes are the types that the operations of a loop expect of registers that
// are alive at its header.
func Wishes(u *ir.Unit, l *ir.Loop) []ir.Mask {
	w := make([]ir.Mask, u.Registers)
	header := u.Blocks[l.Header]
	want := func(r ir.Operand, m ir.Mask) {
		if r >= 0 && header.LiveIn.Has(r) && w[r] == 0 {
			w[r] = m
		}
	}
	assigned := ir.NewBitset(u.Registers)
	for _, bi := range l.Blocks {
		for i := range u.Blocks[bi].Insts {
			in := &u.Blocks[bi].Insts[i]
			number := ir.Int
			if in.Seen&ir.Double != 0 {
				number = ir.Double
			}
			if in.Seen.BeyondNumbers() {
				number = 0
			}
			if in.Wraps && number != 0 {
				number = ir.Int
			}
			a, b := in.A(), in.B()
			switch in.Op.Row().Wants {
			case ir.WantsNumbers:
				// An int operand of a double operation is converted at its use; only a
				// running sum shall stay in the form it ends up in.
				for _, r := range [2]ir.Operand{a, b} {
					if number == ir.Int && (r < 0 || !assigned.Has(r)) || number == ir.Double && r == in.Dst {
						want(r, number)
					}
				}
			case ir.WantsQuotient:
				if in.Dst == a {
					want(a, ir.Double)
				}
			case ir.WantsBits:
				want(a, number)
				want(b, number)
			case ir.WantsObject:
				if len(in.Member().Entries) > 0 {
					want(a, ir.Object)
				}
			case ir.WantsElement:
				if !in.Generic {
					want(b, ir.Int)
					if in.Fed&bytecode.SeenText == 0 {
						want(a, ir.Object)
					}
				}
			case ir.WantsIteration:
				if in.IteratesDirectly() {
					want(a, ir.Object)
					want(b, ir.Int)
				}
			}
			if in.Dst >= 0 {
				assigned.Add(in.Dst)
			}
		}
	}
	return w
}

// pinLoop gives machine registers to what the loop uses most.
func pinLoop(u *ir.Unit, l *ir.Loop, room Registers) {
	uses := make([]int, u.Registers)
	set := ir.NewBitset(u.Registers)
	calls := 0
	for _, bi := range l.Blocks {
		for i := range u.Blocks[bi].Insts {
			in := &u.Blocks[bi].Insts[i]
			in.Uses(func(r ir.Operand) { uses[r]++ })
			if m, ok := in.Aux.(*ir.Member); in.Op.Is(ir.Calls) || ok && m.Accessor {
				calls++
			}
			if in.Dst >= 0 {
				uses[in.Dst]++
				set.Add(in.Dst)
			}
			if in.Op.Is(ir.Advances) {
				set.Add(in.B())
			}
			for _, r := range in.Writes() {
				uses[r] = -1 << 20
			}
		}
	}
	held := heldTypes(u, l)
	header := u.Blocks[l.Header]
	var candidates []ir.Operand
	header.LiveIn.Each(func(r ir.Operand) {
		if uses[r] > 2*calls && uses[r] > 0 {
			candidates = append(candidates, r)
		}
	})
	slices.SortStableFunc(candidates, func(a, b ir.Operand) int { return uses[b] - uses[a] })
	general, vector := 0, 0
	for _, r := range candidates {
		p := ir.Pin{R: r, Set: set.Has(r)}
		switch m := held[r]; {
		case m == ir.Int:
			p.Form = ir.Int32
		case m.Only(ir.Num):
			p.Form = ir.Float64
		default:
			p.Form = ir.Boxed
		}
		if p.Form == ir.Float64 && vector < room.Vector {
			p.N = uint8(vector)
			vector++
			l.Pins = append(l.Pins, p)
		} else if p.Form != ir.Float64 && general < room.General {
			p.N = uint8(general)
			general++
			l.Pins = append(l.Pins, p)
		}
	}
}

// dropMisfits removes pins whose form does not fit the types of the last
// inference, and tells whether there were any.
func dropMisfits(u *ir.Unit) bool {
	dropped := false
	for _, l := range u.Loops {
		if len(l.Pins) == 0 {
			continue
		}
		held := heldTypes(u, l)
		n := len(l.Pins)
		l.Pins = slices.DeleteFunc(l.Pins, func(p ir.Pin) bool {
			return p.Form == ir.Int32 && held[p.R] != ir.Int || p.Form == ir.Float64 && !held[p.R].Only(ir.Num)
		})
		dropped = dropped || len(l.Pins) < n
	}
	return dropped
}

// heldTypes returns, by register, all types that it has while it is of use in the loop.
func heldTypes(u *ir.Unit, l *ir.Loop) []ir.Mask {
	types := make([]ir.Mask, u.Registers)
	held := make([]ir.Mask, u.Registers)
	for _, bi := range l.Blocks {
		b := u.Blocks[bi]
		if b.TypeIn == nil {
			continue
		}
		copy(types, b.TypeIn)
		b.LiveIn.Each(func(r ir.Operand) { held[r] |= types[r] })
		for i := range b.Insts {
			in := &b.Insts[i]
			u.Transfer(in, types)
			if in.Dst >= 0 {
				held[in.Dst] |= types[in.Dst]
			}
			for _, r := range in.Writes() {
				held[r] = ir.Any
			}
		}
	}
	return held
}

package opt

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// way says how an operation is done. It is decided for all of them before the graph is
// built, so that a loop knows at its header what it will have written.
type way uint8

// The ways.
const (
	inGo       way = iota // Go does it
	plain                 // there is one way only
	asInt                 // operands are checked to be ints
	asDouble              // operands become doubles
	byWord                // operands are compared as words
	byNil                 // an operand is compared with null and undefined
	byBool                // an operand, which is checked to be a boolean, is compared with one
	byShape               // through the entries of the inline cache, all of which go the same way
	byEntry               // through the entries of the inline cache, by shape
	dense                 // elements
	typedArray            // elements of one type of typed arrays
	text                  // code units of a string
	builtin               // a shortcut
	inPlace               // machine code makes it where a cell is at hand
	direct                // an array is iterated
	viaBody               // a getter or setter is inlined
)

// plan decides the way of each operation that can be reached, by block and number, and what
// each block writes.
func (b *builder) plan() {
	u := b.u
	spec := map[int32][]ir.Mask{}
	for _, l := range u.Loops {
		if u.Leaves[^u.Blocks[l.Header].PC] < ir.GiveUp {
			spec[l.Header] = lower.Wishes(u, l)
		}
	}
	u.InferTypes(spec)
	b.ways = make([][]way, len(u.Blocks))
	b.writes = make([]Memory, len(u.Blocks))
	types := make([]ir.Mask, u.Registers)
	for i, bl := range u.Blocks {
		if bl.TypeIn == nil {
			continue
		}
		copy(types, bl.TypeIn)
		b.ways[i] = make([]way, len(bl.Insts))
		for j := range bl.Insts {
			in := &bl.Insts[j]
			w := b.wayOf(in, types)
			b.ways[i][j] = w
			var c *builder
			switch in.Op {
			case ir.OpCall:
				if s := b.inlinees(bl, j); s != nil {
					b.sides[site{int32(i), int32(j)}] = s
					b.writes[i] |= s.allWrites()
					u.Transfer(in, types)
					continue
				}
				c = b.inlinee(bl, j)
			case ir.OpNew, ir.OpSuper, ir.OpSuperAll:
				if k := b.construction(bl, j); k != nil {
					b.constructs[site{int32(i), int32(j)}] = k
					b.writes[i] |= k.allWrites()
					u.Transfer(in, types)
					continue
				}
			case ir.OpInitFields:
				if id := b.fn.Code().Fields(); id != 0 && w == plain {
					if c = b.fieldsBody(id, in.PC); c == nil {
						b.ways[i][j] = inGo
						w = inGo
					}
				}
			case ir.OpGetMember, ir.OpSetMember:
				if c = b.decided(b.accessorInlinee(in)); c != nil {
					b.ways[i][j] = viaBody
				}
			}
			if c != nil {
				b.bodies[site{int32(i), int32(j)}] = c
				b.writes[i] |= c.allWrites()
				u.Transfer(in, types)
				continue
			}
			if !b.definesHidden(in, w) {
				b.writes[i] |= writesOf(in, w, u.Leaves[in.PC])
			}
			u.Transfer(in, types)
		}
	}
}

// wayOf decides how one operation is done.
func (b *builder) wayOf(in *ir.Inst, types []ir.Mask) way {
	u := b.u
	switch in.Op {
	case ir.OpNop, ir.OpMove, ir.OpJump, ir.OpJumpEq, ir.OpJumpNil, ir.OpJumpObject, ir.OpJumpIf, ir.OpSwitch, ir.OpLoop, ir.OpReturn,
		ir.OpLeave, ir.OpCount, ir.OpCheckTDZ, ir.OpCheckUnbound, ir.OpGetEnv, ir.OpSetEnv, ir.OpPopEnv, ir.OpNot, ir.OpCall, ir.OpNew, ir.OpSuper, ir.OpSuperAll, ir.OpThrow:
		return plain
	case ir.OpInitFields:
		if u.Leaves[in.PC] == 0 && b.fn.Code().Kind == object.KindDerived {
			return plain
		}
	case ir.OpPrototype:
		if len(in.Member().Entries) == 1 && u.Leaves[in.PC] < ir.Patience {
			return plain
		}
	case ir.OpAdd, ir.OpSub, ir.OpMul, ir.OpMod, ir.OpNeg, ir.OpToNum, ir.OpAnd, ir.OpOr, ir.OpXor, ir.OpShl, ir.OpShr, ir.OpUshr, ir.OpBitNot:
		return modeWay(u.Mode(in, types))
	case ir.OpDiv:
		if u.Mode(in, types) == ir.AsOther {
			return inGo
		}
		return asDouble
	case ir.OpCmp, ir.OpJumpCmp:
		return b.comparison(in, types)
	case ir.OpGetText:
		if len(in.Member().Entries) == 1 && u.Leaves[in.PC] < ir.Patience {
			known := u.TypeOf(in.A(), types)
			switch in.Member().Entries[0].Shape {
			case object.ShapeOfString:
				if known&ir.String != 0 {
					return byShape
				}
			case object.ShapeOfNumber:
				if known.Only(ir.Num) {
					return byShape
				}
			}
		}
	case ir.OpGetMember, ir.OpSetMember:
		return memberWay(in, u.Leaves[in.PC])
	case ir.OpHasPrivate:
		if u.Leaves[in.PC] < ir.Patience && alwaysThere(in.Member().Entries) {
			return plain
		}
	case ir.OpGetGlobal, ir.OpSetGlobal:
		if in.Generic || len(in.Member().Entries) == 0 || u.Leaves[in.PC] >= ir.Patience {
			return inGo
		}
		return byShape
	case ir.OpGetElem, ir.OpSetElem:
		return b.elementWay(in, types)
	case ir.OpFindElem:
		if u.Leaves[in.PC] < ir.Patience && u.TypeOf(in.B(), types)&ir.Num != 0 {
			return dense
		}
	case ir.OpGetLength:
		if u.LengthLeaves(in) {
			return plain
		}
	case ir.OpShortcut:
		if _, leaves := u.ShortcutResult(in, types); leaves && knownShortcut(in.Call().Shortcut) {
			return builtin
		}
	case ir.OpMakeObject, ir.OpMakeArray, ir.OpClosure, ir.OpPushEnv, ir.OpCopyEnv:
		if MadeInPlace(in) {
			return inPlace
		}
	case ir.OpBeginBody, ir.OpSpecies:
		if u.Leaves[in.PC] < ir.Patience {
			return plain
		}
	case ir.OpDefine:
		if u.TypeOf(in.A(), types)&ir.Object != 0 && u.TypeOf(in.B(), types)&ir.Num != 0 && u.Leaves[in.PC] < ir.Patience {
			return dense
		}
	case ir.OpIterNext:
		if in.IteratesDirectly() && u.Leaves[in.PC] < ir.Patience {
			return direct
		}
	case ir.OpGetIter:
		if b.iteratesArrays(in, types) {
			return direct
		}
	case ir.OpIterStep, ir.OpIterClose:
		if u.Leaves[in.PC] < ir.Patience && b.guardHolds() && b.beginsDirectly(in.A()) {
			return direct
		}
	case ir.OpSloppyThis, ir.OpRequireObject:
		if u.Leaves[in.PC] < ir.Patience {
			return plain
		}
	}
	return inGo
}

func modeWay(m ir.ArithMode) way {
	switch m {
	case ir.AsInt:
		return asInt
	case ir.AsDouble:
		return asDouble
	}
	return inGo
}

// comparison decides how operands are compared.
func (b *builder) comparison(in *ir.Inst, types []ir.Mask) way {
	u, cond := b.u, in.Cond()
	const plainWords = ir.Bool | ir.Object
	switch cond {
	case syntax.OpStrictEq, syntax.OpStrictNE:
		if b.isNilConstant(in.A()) || b.isNilConstant(in.B()) || u.TypeOf(in.A(), types).Only(plainWords) || u.TypeOf(in.B(), types).Only(plainWords) {
			return byWord
		}
	case syntax.OpEq, syntax.OpNE:
		if b.isNilConstant(in.A()) || b.isNilConstant(in.B()) {
			return byNil
		}
		if (b.isBool(in.A()) || b.isBool(in.B())) && u.Mode(in, types) == ir.AsOther && u.Leaves[in.PC] < ir.Patience {
			return byBool
		}
	}
	return modeWay(u.Mode(in, types))
}

func (b *builder) isNilConstant(o ir.Operand) bool {
	return o < 0 && o != ir.NoReg && b.u.Constant(o).IsNullish()
}

// isBool tells that an operand is a boolean by constant.
func (b *builder) isBool(o ir.Operand) bool {
	return o < 0 && o != ir.NoReg && b.u.Constant(o).IsBool()
}

// memberWay decides how a property is read or written.
func memberWay(in *ir.Inst, leaves int) way {
	m := in.Member()
	if len(m.Entries) == 0 || m.Accessor || in.Generic || leaves >= ir.Patience {
		return inGo
	}
	return entriesWay(m.Entries)
}

// alwaysThere tells that all objects that a site has met have the private element.
func alwaysThere(entries []object.ICEntry) bool {
	return len(entries) > 0 && !slices.ContainsFunc(entries, func(e object.ICEntry) bool { return e.Kind == object.ICAbsent })
}

// entriesWay decides how a property is read or written as entries of its inline cache say.
func entriesWay(entries []object.ICEntry) way {
	first, each := &entries[0], len(entries) > maxShapes
	for i := range entries {
		e := &entries[i]
		switch e.Kind {
		case object.ICOwn, object.ICOwnOverflow, object.ICArrayLength, object.ICProto, object.ICProtoOverflow, object.ICAbsent:
		case object.ICAdd:
			each = each || len(entries) > 1 || e.Offset < 0
		default:
			return inGo
		}
		each = each || e.Kind != first.Kind || e.Offset != first.Offset || e.Holder != first.Holder || e.Epoch != first.Epoch
	}
	if each {
		return byEntry
	}
	return byShape
}

// elementWay decides how an element is read or written.
func (b *builder) elementWay(in *ir.Inst, types []ir.Mask) way {
	u := b.u
	// A store that leaves may be one that appends, which has a form of its own (setElement).
	patient := u.Leaves[in.PC] < ir.Patience || in.Op == ir.OpSetElem
	if in.Generic || u.TypeOf(in.A(), types)&ir.Object == 0 || u.TypeOf(in.B(), types)&ir.Num == 0 || !patient {
		return inGo
	}
	if _, ok := in.OneElementType(); ok {
		return typedArray
	}
	if in.Fed >= seenBeyondDense {
		return inGo
	}
	return dense
}

// knownShortcut tells that the graph has an operation for the built-in function.
func knownShortcut(s object.Shortcut) bool {
	switch s {
	case object.ShortcutSqrt, object.ShortcutPow, object.ShortcutFround, object.ShortcutImul, object.ShortcutClz32, object.ShortcutFloor, object.ShortcutCeil,
		object.ShortcutTrunc, object.ShortcutRound, object.ShortcutAbs, object.ShortcutMin, object.ShortcutMax, object.ShortcutCharCodeAt, object.ShortcutPush:
		return true
	}
	return false
}

// maxWords is the size of the largest cell whose words machine code fills one by one.
const maxWords = 24

// MadeInPlace tells that machine code makes the cells of the operation itself.
func MadeInPlace(in *ir.Inst) bool {
	switch in.Op {
	case ir.OpMakeObject:
		return in.Make().Shape.ObjectBytes() <= maxWords*8
	case ir.OpMakeArray:
		return len(in.Args) <= maxWords
	case ir.OpPushEnv:
		_, _, bytes := heap.EnvHeader(in.Scope().ID, int(in.Scope().Slots))
		return bytes != 0 && bytes <= maxWords*8
	}
	return true
}

// writesOf is what an operation writes when it is done in a way.
func writesOf(in *ir.Inst, w way, leaves int) Memory {
	switch {
	case in.Op == ir.OpCall, in.Op == ir.OpNew, in.Op == ir.OpSuper, in.Op == ir.OpSuperAll, w == inGo:
		return Everything
	case in.Op == ir.OpSetMember && w == byShape:
		switch e := &in.Member().Entries[0]; {
		case e.Kind == object.ICAdd:
			return Fields | Shapes
		case e.Offset < 0:
			return Slots
		}
		return Fields
	case in.Op == ir.OpSetMember:
		return memberWrites(in)
	case in.Op == ir.OpSetGlobal:
		return Fields | Slots
	case in.Op == ir.OpSetElem && w == typedArray:
		return TypedMemory
	case in.Op == ir.OpSetElem:
		if leaves > 0 {
			return OpPutElement.Row().Writes
		}
		return ElementWords
	case in.Op == ir.OpDefine:
		return OpPutElement.Row().Writes
	case in.Op == ir.OpShortcut && in.Call().Shortcut == object.ShortcutPush:
		return OpAppend.Row().Writes
	case in.Op == ir.OpSetEnv:
		return Envs
	}
	return 0
}

// loopWrites is what the loop writes, and which registers.
func (b *builder) loopWrites(l *ir.Loop) (m Memory, regs ir.Bitset) {
	regs = ir.NewBitset(b.u.Registers)
	for _, i := range l.Blocks {
		m |= b.writes[i]
		for j := range b.u.Blocks[i].Insts {
			in := &b.u.Blocks[i].Insts[j]
			if in.Dst >= 0 {
				regs.Add(in.Dst)
			}
			for _, r := range in.Writes() {
				regs.Add(r)
			}
			switch {
			case in.Op.Is(ir.Advances):
				regs.Add(in.B())
			case in.Op == ir.OpPushEnv, in.Op == ir.OpPopEnv, in.Op == ir.OpCopyEnv, in.Op == ir.OpService:
				regs.Add(envRegister)
			case in.Op == ir.OpSloppyThis:
				regs.Add(thisRegister)
			}
		}
	}
	return m, regs
}

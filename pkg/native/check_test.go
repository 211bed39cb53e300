//go:build amd64 && (kilncheck || kilnstress)

package native

import (
	"math"
	"runtime"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
	asm "github.com/kilnjs/kiln/pkg/native/amd64"
)

// holds runs the check that v, in form p, is of type want.
func holds(t *testing.T, v uint64, p place, want mask) bool {
	t.Helper()
	const r = 7
	g := &gen{u: &unit{nregs: 8}, e: &engine{beliefs: map[int]belief{}, exits: make([]exitInfo, 2)}, code: &compiled{}}
	g.places, g.types, g.at = make([]place, 8), make([]mask, 8), &inst{handler: -1}
	g.places[r], g.types[r] = p, want
	if p.kind == isDouble {
		g.MovImm(asm.AX, v)
		g.MovXR(asm.XReg(p.reg), asm.AX)
	} else if p.kind != inMemory {
		g.MovImm(asm.Reg(p.reg), v)
	}
	g.checkType(r)
	leaveWith(&g.Assembler, 1)
	for len(g.delayed) > 0 {
		d := g.delayed
		g.delayed = nil
		for _, f := range d {
			f()
		}
	}
	code := mapCode(t, &g.Assembler)
	frame := make([]uint64, 8)
	frame[r] = v
	ctx := testContext(t)
	ctx.fp = uintptr(unsafe.Pointer(&frame[0]))
	ctx.push(code.Base())
	enter(ctx)
	runtime.KeepAlive(frame)
	if ctx.exit == 1 {
		return true
	}
	require.Contains(t, g.e.beliefs, int(ctx.exit))
	return false
}

// TestTypesAreChecked: a value passes exactly when it is of one of the types and
// well formed.
func TestTypesAreChecked(t *testing.T) {
	h := heap.New(heap.Options{})
	text := h.NewString("text").Value()
	values := map[heap.Value]mask{
		heap.Int(-1): tInt, heap.Int(0): tInt, heap.Float(0.5): tDouble, heap.NaN: tDouble, heap.Float(math.Inf(-1)): tDouble,
		heap.True: tBool, heap.False: tBool, heap.Undefined: tOther, heap.Null: tOther, heap.TDZ: tOther, text: tString,
	}
	for v, is := range values {
		for _, m := range []mask{tInt, tDouble, tBool, tObject, tString, tOther, tNum, tAny &^ is, tAny} {
			for _, kind := range []locKind{inMemory, isBoxed} {
				require.Equal(t, m&is != 0, holds(t, uint64(v), place{kind: kind, reg: uint8(asm.SI)}, m), "%#x of %v", uint64(v), m)
			}
		}
	}
	for _, broken := range []uint64{
		heap.TagInt<<48 | 1<<40, 0x7FF8000000000001, 0xFFF0000000000001,
		heap.TagObject<<48 | uint64(text)&heap.AddressMask, heap.TagBigInt<<48 | uint64(text)&heap.AddressMask,
	} {
		require.False(t, holds(t, broken, place{}, tAny), "%#x", broken)
	}
	require.True(t, holds(t, 5, place{kind: isInt, reg: uint8(asm.SI)}, tInt))
	require.False(t, holds(t, 5|1<<32, place{kind: isInt, reg: uint8(asm.SI)}, tInt))
	require.True(t, holds(t, uint64(heap.Float(5)), place{kind: isDouble, reg: 3}, tNum))
	require.False(t, holds(t, uint64(heap.Float(5)), place{kind: isDouble, reg: 3}, tInt))
}

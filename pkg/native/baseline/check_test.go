//go:build (kilncheck || kilnstress) && (amd64 || arm64)

package baseline

import (
	"math"
	"runtime"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/native/asm"
	"github.com/kilnjs/kiln/pkg/native/ir"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

func leaveWith(g *gen, code uint64) {
	g.MovImm(asm.CX, code)
	g.CallM(ctxAt(unsafe.Offsetof(lower.Context{}.Leave)))
}

func testContext(t testing.TB) *lower.Context {
	ctx, err := lower.NewContext(lower.StackSize(1 << 17))
	require.NoError(t, err)
	ctx.Leave = entry.LeaveAddress()
	return ctx
}

func mapCode(t testing.TB, g *gen) mmap.Region {
	code, err := g.Finish()
	require.NoError(t, err)
	r, err := mmap.NewCode(code)
	require.NoError(t, err)
	t.Cleanup(r.Release)
	return r
}

// holds runs the check that v, in form p, is of type want.
func holds(t *testing.T, v uint64, p place, want ir.Mask) bool {
	t.Helper()
	const r = 7
	g := &gen{u: &ir.Unit{Registers: 8}, m: &lower.Machine{Beliefs: map[int]lower.Belief{}, Exits: make([]lower.Exit, 2)}, code: &lower.Code{}}
	g.places, g.types, g.at = make([]place, 8), make([]ir.Mask, 8), &ir.Inst{Handler: -1}
	g.places[r], g.types[r] = p, want
	if p.kind == ir.Float64 {
		g.MovImm(asm.AX, v)
		g.MovXR(asm.XReg(p.reg), asm.AX)
	} else if p.kind != ir.InMemory {
		g.MovImm(asm.Reg(p.reg), v)
	}
	g.checkType(r)
	leaveWith(g, 1)
	for len(g.delayed) > 0 {
		d := g.delayed
		g.delayed = nil
		for _, f := range d {
			f()
		}
	}
	code := mapCode(t, g)
	frame := make([]uint64, 8)
	frame[r] = v
	ctx := testContext(t)
	ctx.FP = uintptr(unsafe.Pointer(&frame[0]))
	ctx.Push(code.Base())
	enter(ctx)
	runtime.KeepAlive(frame)
	if ctx.Exit == 1 {
		return true
	}
	require.Contains(t, g.m.Beliefs, int(ctx.Exit))
	return false
}

// TestTypesAreChecked: a value passes exactly when it is of one of the types and
// well formed.
func TestTypesAreChecked(t *testing.T) {
	h := heap.New(heap.Options{})
	text := h.NewString("text").Value()
	values := map[heap.Value]ir.Mask{
		heap.Int(-1): ir.Int, heap.Int(0): ir.Int, heap.Float(0.5): ir.Double, heap.NaN: ir.Double, heap.Float(math.Inf(-1)): ir.Double,
		heap.True: ir.Bool, heap.False: ir.Bool, heap.Undefined: ir.Other, heap.Null: ir.Other, heap.TDZ: ir.Other, text: ir.String,
	}
	for v, is := range values {
		for _, m := range []ir.Mask{ir.Int, ir.Double, ir.Bool, ir.Object, ir.String, ir.Other, ir.Num, ir.Any &^ is, ir.Any} {
			for _, kind := range []ir.Form{ir.InMemory, ir.Boxed} {
				require.Equal(t, m&is != 0, holds(t, uint64(v), place{kind: kind, reg: uint8(asm.SI)}, m), "%#x of %v", uint64(v), m)
			}
		}
	}
	for _, broken := range []uint64{
		heap.TagInt<<48 | 1<<40, 0x7FF8000000000001, 0xFFF0000000000001,
		heap.TagObject<<48 | uint64(text)&heap.AddressMask, heap.TagBigInt<<48 | uint64(text)&heap.AddressMask,
	} {
		require.False(t, holds(t, broken, place{}, ir.Any), "%#x", broken)
	}
	require.True(t, holds(t, 5, place{kind: ir.Int32, reg: uint8(asm.SI)}, ir.Int))
	require.False(t, holds(t, 5|1<<32, place{kind: ir.Int32, reg: uint8(asm.SI)}, ir.Int))
	require.True(t, holds(t, uint64(heap.Float(5)), place{kind: ir.Float64, reg: 3}, ir.Num))
	require.False(t, holds(t, uint64(heap.Float(5)), place{kind: ir.Float64, reg: 3}, ir.Int))
}

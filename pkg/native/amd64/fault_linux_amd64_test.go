package amd64

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/native/amd64/asm"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// TestFaultsLeaveMachineCode makes machine code fault in every way that an
// instruction can, and finds that Go goes on and knows where it was.
func TestFaultsLeaveMachineCode(t *testing.T) {
	require.NoError(t, mmap.OnFault(faultAddress()))
	const nowhere = 0x1234_5678_9000
	for name, instruction := range map[string]func(a *asm.Assembler){
		"read":      func(a *asm.Assembler) { a.Load(asm.AX, asm.At(asm.SI, 0)) },
		"write":     func(a *asm.Assembler) { a.Store(asm.At(asm.SI, 0), asm.AX) },
		"null":      func(a *asm.Assembler) { a.MovImm(asm.DI, 0); a.Load(asm.AX, asm.At(asm.DI, 8)) },
		"canonical": func(a *asm.Assembler) { a.MovImm(asm.DI, 0xFFFA_0000_0000_0000); a.Load(asm.AX, asm.At(asm.DI, 8)) },
		"division":  func(a *asm.Assembler) { a.MovImm(asm.CX, 0); a.Cdq(); a.Idiv32(asm.CX) },
		"trap":      func(a *asm.Assembler) { a.Int3() },
		"own code":  func(a *asm.Assembler) { a.Lea(asm.DI, asm.At(asm.CX, 0)); a.Store(asm.At(asm.DI, 0), asm.AX) },
	} {
		t.Run(name, func(t *testing.T) {
			var a asm.Assembler
			a.MovImm(asm.SI, nowhere)
			start := a.NewLabel()
			a.Bind(start)
			a.LeaLabel(asm.CX, start)
			instruction(&a)
			leaveWith(&a, 7)
			r := mapCode(t, &a)
			ctx := testContext(t)
			for range 3 {
				top := ctx.SP
				ctx.FP = 77
				ctx.Push(r.Base())
				Enter(ctx)
				require.EqualValues(t, lower.FaultExit, ctx.Exit)
				assert.GreaterOrEqual(t, ctx.FaultAt, r.Base())
				assert.Less(t, ctx.FaultAt, r.Base()+uintptr(r.Size()))
				assert.EqualValues(t, 77, ctx.FP)
				assert.Equal(t, top, ctx.SP)
				if name == "read" || name == "write" {
					assert.EqualValues(t, nowhere, ctx.FaultAddress)
				}
			}
		})
	}
	t.Run("stack", func(t *testing.T) {
		var a asm.Assembler
		again := a.NewLabel()
		a.Bind(again)
		a.Call(again)
		r := mapCode(t, &a)
		ctx := testContext(t)
		ctx.Push(r.Base())
		Enter(ctx)
		require.EqualValues(t, lower.FaultExit, ctx.Exit)
		assert.Less(t, ctx.FaultAddress, ctx.Stack.Base()+8192, "in the page below the stack")
	})
}

// TestFaultsElsewhereAreGos: what happens outside of machine code is a panic as ever.
func TestFaultsElsewhereAreGos(t *testing.T) {
	require.NoError(t, mmap.OnFault(faultAddress()))
	var nothing *lower.Context
	assert.Panics(t, func() { nothing.Acc++ })
	zero := 0
	assert.Panics(t, func() { zero = 1 / zero })
}

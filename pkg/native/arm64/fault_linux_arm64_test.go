package arm64

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/native/arm64/macro"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

// TestFaultsLeaveMachineCode makes machine code fault in every way that an
// instruction can, and finds that Go goes on and knows where it was.
func TestFaultsLeaveMachineCode(t *testing.T) {
	require.NoError(t, mmap.OnFault(faultAddress()))
	const nowhere = 0x1234_5678_9000
	for name, instruction := range map[string]func(a *macro.Assembler){
		"read":      func(a *macro.Assembler) { a.Load(macro.AX, macro.At(macro.SI, 0)) },
		"write":     func(a *macro.Assembler) { a.Store(macro.At(macro.SI, 0), macro.AX) },
		"null":      func(a *macro.Assembler) { a.MovImm(macro.DI, 0); a.Load(macro.AX, macro.At(macro.DI, 8)) },
		"canonical": func(a *macro.Assembler) { a.MovImm(macro.DI, 0xFFFA<<48); a.Load(macro.AX, macro.At(macro.DI, 8)) },
		"trap":      func(a *macro.Assembler) { a.Trap() },
		"own code":  func(a *macro.Assembler) { a.Store(macro.At(macro.CX, 0), macro.AX) },
	} {
		t.Run(name, func(t *testing.T) {
			var a macro.Assembler
			a.MovImm(macro.SI, nowhere)
			start := a.NewLabel()
			a.Bind(start)
			a.Adr(macro.CX, start)
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
				assert.Equal(t, top-8, ctx.SP)
				ctx.SP = top
				if name == "read" || name == "write" {
					assert.EqualValues(t, nowhere, ctx.FaultAddress)
				}
			}
		})
	}
	t.Run("stack", func(t *testing.T) {
		var a macro.Assembler
		again := a.NewLabel()
		a.Bind(again)
		a.Begin()
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
}

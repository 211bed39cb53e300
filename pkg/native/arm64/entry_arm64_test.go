package arm64

import (
	"bytes"
	"runtime"
	"runtime/pprof"
	"sync"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/mmap"
	"github.com/kilnjs/kiln/pkg/native/arm64/macro"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

func leaveWith(a *macro.Assembler, code uint64) {
	a.MovImm(macro.CX, code)
	a.CallM(macro.At(macro.CtxReg, int32(unsafe.Offsetof(lower.Context{}.Leave))))
}

func testContext(t testing.TB) *lower.Context {
	ctx, err := lower.NewContext(lower.StackSize(1 << 17))
	require.NoError(t, err)
	return ctx
}

func mapCode(t testing.TB, a *macro.Assembler) mmap.Region {
	code, err := a.Finish()
	require.NoError(t, err)
	r, err := mmap.NewCode(code)
	require.NoError(t, err)
	t.Cleanup(r.Release)
	return r
}

// TestEnterAndLeave goes in, comes back with a code, goes on at the continuation and finds what Go handed over.
func TestEnterAndLeave(t *testing.T) {
	var a macro.Assembler
	leaveWith(&a, 7)
	a.OpRI(macro.Add, macro.AX, 1)
	leaveWith(&a, 8)
	r := mapCode(t, &a)
	ctx := testContext(t)
	top := ctx.SP
	ctx.Push(r.Base())
	Enter(ctx)
	require.EqualValues(t, 7, ctx.Exit)
	require.Equal(t, top-8, ctx.SP)
	ctx.Acc = 41
	Enter(ctx)
	require.EqualValues(t, 8, ctx.Exit)
	require.EqualValues(t, 42, ctx.Acc)
}

// TestCallsUseTheMachineStack: what is called finds its way back, however deep, and Go
// may look around in between.
func TestCallsUseTheMachineStack(t *testing.T) {
	const n = 1000
	var a macro.Assembler
	sum, end := a.NewLabel(), a.NewLabel()
	a.MovImm(macro.DX, n)
	a.MovImm(macro.AX, 0)
	a.Call(sum)
	leaveWith(&a, 7)
	a.Bind(sum)
	a.Begin()
	a.OpRR(macro.Add, macro.AX, macro.DX)
	a.OpRI(macro.Sub, macro.DX, 1)
	a.Jcc(macro.E, end)
	a.Call(sum)
	a.Ret()
	a.Bind(end)
	leaveWith(&a, 5)
	a.Ret()
	r := mapCode(t, &a)
	ctx := testContext(t)
	top := ctx.SP
	ctx.Push(r.Base())
	Enter(ctx)
	require.EqualValues(t, 5, ctx.Exit)
	require.Equal(t, top-8*(n+1), ctx.SP)
	Enter(ctx)
	require.EqualValues(t, 7, ctx.Exit)
	require.EqualValues(t, n*(n+1)/2, ctx.Acc)
	require.Equal(t, top-8, ctx.SP)
}

// TestSignalsWhileInMachineCode runs machine code while the profiler, the preemption signals of a busy collector and
// other goroutines hit it.
func TestSignalsWhileInMachineCode(t *testing.T) {
	var a macro.Assembler
	again := a.NewLabel()
	start := a.NewLabel()
	a.Bind(start)
	a.MovImm(macro.CX, 300_000)
	a.Bind(again)
	a.OpRI(macro.Sub, macro.CX, 1)
	a.Jcc(macro.NE, again)
	leaveWith(&a, 1)
	a.Jmp(start)
	r := mapCode(t, &a)

	var prof bytes.Buffer
	require.NoError(t, pprof.StartCPUProfile(&prof))
	defer pprof.StopCPUProfile()
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for {
			select {
			case <-stop:
				return
			default:
				runtime.GC()
			}
		}
	}()
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ctx := testContext(t)
			ctx.Push(r.Base())
			for begin := time.Now(); time.Since(begin) < 300*time.Millisecond; {
				Enter(ctx)
				if ctx.Exit != 1 {
					t.Errorf("exit %d", ctx.Exit)
				}
			}
		}()
	}
	time.Sleep(350 * time.Millisecond)
	close(stop)
	wg.Wait()
}

func BenchmarkEnterAndLeave(b *testing.B) {
	var a macro.Assembler
	again := a.NewLabel()
	a.Bind(again)
	leaveWith(&a, 1)
	a.Jmp(again)
	r := mapCode(b, &a)
	ctx := testContext(b)
	ctx.Push(r.Base())
	for b.Loop() {
		Enter(ctx)
	}
}

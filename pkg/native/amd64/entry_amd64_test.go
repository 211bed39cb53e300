package amd64

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
	"github.com/kilnjs/kiln/pkg/native/amd64/asm"
	"github.com/kilnjs/kiln/pkg/native/lower"
)

func leaveWith(a *asm.Assembler, code int32) {
	a.MovImm(asm.CX, uint64(code))
	a.CallM(asm.At(asm.R12, int32(unsafe.Offsetof(lower.Context{}.Leave))))
}

func testContext(t testing.TB) *lower.Context {
	ctx, err := lower.NewContext(lower.StackSize(1 << 17))
	require.NoError(t, err)
	ctx.Leave = leaveAddress()
	return ctx
}

func mapCode(t testing.TB, a *asm.Assembler) mmap.Region {
	code, err := a.Finish()
	require.NoError(t, err)
	r, err := mmap.NewCode(code)
	require.NoError(t, err)
	t.Cleanup(r.Release)
	return r
}

// TestEnterAndLeave goes in, comes back with a code, goes on at the continuation and finds what Go handed over.
func TestEnterAndLeave(t *testing.T) {
	var a asm.Assembler
	leaveWith(&a, 7)
	a.OpRI(asm.Add, asm.AX, 1)
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

// TestSignalsWhileInMachineCode runs machine code while the profiler, the preemption signals of a busy collector and
// other goroutines hit it: Go's unwinder must give up cleanly on the foreign stack.
func TestSignalsWhileInMachineCode(t *testing.T) {
	var a asm.Assembler
	again := a.NewLabel()
	start := a.NewLabel()
	a.Bind(start)
	a.MovImm(asm.CX, 300_000)
	a.Bind(again)
	a.OpRI(asm.Sub, asm.CX, 1)
	a.Jcc(asm.NE, again)
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
	var a asm.Assembler
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

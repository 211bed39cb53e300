package kiln

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What no safepoint could prevent ends the runtime with the error of the limit.
func TestWall(t *testing.T) {
	rt, err := New(Options{MaxHeap: 1 << 20})
	require.NoError(t, err)
	beyond := func() error {
		a := rt.obj.Heap.Account()
		a.Set(1 << 40)
		return nil
	}
	var limit *LimitError
	require.ErrorAs(t, rt.do(beyond), &limit)
	assert.Equal(t, LimitMemory, limit.Kind)
	_, err = rt.RunString("after.js", "1")
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, LimitMemory, limit.Kind)
}

// Go's memory limit is the sum of what the runtimes that ask for it may take, as
// long as there are such.
func TestGoMemoryLimit(t *testing.T) {
	t.Setenv("GOMEMLIMIT", "")
	before := debug.SetMemoryLimit(-1)
	require.EqualValues(t, math.MaxInt64, before)
	make2 := func() {
		for range 2 {
			rt, err := New(Options{MaxHeap: 256 << 20, GoMemoryLimit: true})
			require.NoError(t, err)
			_, err = rt.RunString("x.js", "1")
			require.NoError(t, err)
		}
		assert.EqualValues(t, 2*288<<20+processReserve, debug.SetMemoryLimit(-1))
	}
	make2()
	for range 100 {
		if runtime.GC(); debug.SetMemoryLimit(-1) == before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the limit stays")
}

// The code of a direct eval and its tree are garbage after it, though the function around
// it goes on.
func TestCodeOfEvalIsGarbageAfterIt(t *testing.T) {
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		rt, err := New(Options{Tier: tier, MaxHeap: 32 << 20})
		require.NoError(t, err)
		_, err = rt.RunString("t.js", `
			(function () {
				const blocks = "{}".repeat(1 << 17);
				eval(blocks); eval(blocks); eval(blocks); eval(blocks); eval(blocks); eval(blocks); eval(blocks); eval(blocks);
			})();
		`)
		assert.NoError(t, err, tier)
	}
}

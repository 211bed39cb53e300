package kiln

import (
	"fmt"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// livingCells counts the objects that a runtime has made with make and that are still there.
func livingCells(t *testing.T, rt *Runtime) int {
	t.Helper()
	require.NoError(t, rt.DrainJobs()) // what was dereferenced lives until then
	for range 6 {                      // each lets one generation of pins go
		runtime.GC()
		rt.obj.Heap.Collect(true)
	}
	v := evaluate(t, rt, "made = made.filter(r => r.deref()); made.length")
	return int(v.raw().Float64())
}

func newMaker(t *testing.T, o Options) (rt *Runtime, make func() Value) {
	rt = newRuntime(t, o)
	f := evaluate(t, rt, "var made = []; (n => { const o = {n}; made.push(new WeakRef(o)); return o })")
	n := 0
	return rt, func() Value {
		n++
		v, err := f.Call(nil, n)
		require.NoError(t, err)
		return v
	}
}

func TestAValueKeepsNoOthersAlive(t *testing.T) {
	rt, make := newMaker(t, Options{})
	var kept []Value
	for i := range 5000 {
		if v := make(); i%50 == 0 {
			kept = append(kept, v)
		}
	}
	assert.Less(t, livingCells(t, rt), len(kept)+2*blockPins)
	for i, v := range kept {
		n, err := v.Get("n")
		require.NoError(t, err)
		require.Equal(t, fmt.Sprint(50*i+1), n.String())
	}
	assert.LessOrEqual(t, rt.pins.count(), len(kept)+3*blockPins)
	runtime.KeepAlive(kept)
	kept = nil
	assert.Less(t, livingCells(t, rt), 2*blockPins)
}

func TestPinsOfOneCell(t *testing.T) {
	rt := newRuntime(t, Options{})
	o := evaluate(t, rt, "({ inner: {} })")
	first, err := o.Get("inner")
	require.NoError(t, err)
	before := rt.pins.count()
	for range 100_000 {
		v, err := o.Get("inner")
		require.NoError(t, err)
		require.True(t, v.StrictEquals(first))
	}
	assert.LessOrEqual(t, rt.pins.count(), before+1)
}

// The table of pins does not grow with the number of Values that there ever were.
func TestPinsAreFewAfterManyValues(t *testing.T) {
	rt := newRuntime(t, Options{})
	list := evaluate(t, rt, "Array.from({ length: 100 }, (_, i) => ({ i }))")
	most := 0
	for round := range 3000 {
		for i := range 100 {
			_, err := list.Index(i)
			require.NoError(t, err)
		}
		if most = max(most, rt.pins.count()); round%100 == 0 {
			runtime.GC()
		}
	}
	assert.Less(t, most, 100_000)
}

// A heap that is full of what Go holds no longer is not full.
func TestDroppedValuesMakeRoom(t *testing.T) {
	for _, source := range []string{"new Array(n / 60 | 0).fill(0).map((_, i) => ({ i }))", "new Uint8Array(n)", "'x'.repeat(n / 2) + 'y'"} {
		rt := newRuntime(t, Options{MaxHeap: int64(Fewer(32, 1, 16)) << 20})
		evaluate(t, rt, fmt.Sprintf("var n = %d", Fewer(6_000_000, 1, 16)))
		first := evaluate(t, rt, "({ first: true })")
		f := evaluate(t, rt, "(() => "+source+")")
		for range Fewer(60, 4, 4) {
			_, err := f.Call(nil)
			require.NoError(t, err, source)
		}
		v, err := first.Get("first")
		require.NoError(t, err)
		assert.Equal(t, "true", v.String())
	}
}

// Values may be dropped on any goroutine.
func TestValuesOnManyGoroutines(t *testing.T) {
	rt, make := newMaker(t, Options{})
	var wait sync.WaitGroup
	values := [8]chan Value{}
	for i := range values {
		values[i] = chanOf()
		wait.Go(func() {
			var last Value
			for v := range values[i] {
				last = v
			}
			runtime.KeepAlive(last)
		})
	}
	for i := range Fewer(20_000, 1, 10) {
		values[i%len(values)] <- make()
		if i%1000 == 0 {
			rt.obj.Heap.Collect(i%2000 == 0)
			runtime.GC()
		}
	}
	for _, c := range values {
		close(c)
	}
	wait.Wait()
	assert.Less(t, livingCells(t, rt), 2*blockPins)
}

func chanOf() chan Value { return make(chan Value, 16) }

package kiln_test

import (
	"context"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// TestUsesAfterPut demands that who goes on with a runtime that he has put back does nothing to the
// next user.
func TestUsesAfterPut(t *testing.T) {
	pool, err := kiln.NewPool(kiln.PoolOptions{Options: kiln.Options{Libraries: web.All()}, MaxLive: 1})
	require.NoError(t, err)
	other, err := kiln.NewPool(kiln.PoolOptions{})
	require.NoError(t, err)
	old, err := pool.Get(t.Context())
	require.NoError(t, err)
	f, err := old.RunString("a.js", "(function () { globalThis.leak = 1 })")
	require.NoError(t, err)
	_, resolve, _ := old.NewPromise()
	require.ErrorIs(t, other.Put(old), kiln.ErrNotOut)
	require.ErrorIs(t, other.Put(nil), kiln.ErrNotOut)
	require.NoError(t, pool.Put(old))
	require.ErrorIs(t, pool.Put(old), kiln.ErrNotOut)

	_, err = old.RunString("a.js", "leak = 1")
	var limit *kiln.LimitError
	require.ErrorAs(t, err, &limit)
	require.Error(t, old.Set("leak", 1))
	_, err = f.Call(nil)
	require.Error(t, err)
	old.Post(func() error { _, err := old.RunString("a.js", "leak = 1"); return err })
	old.PostCall(f, nil)
	resolve(1)
	old.Interrupt("late")
	old.ClearInterrupt()
	_, err = old.RunString("a.js", "leak = 1")
	require.ErrorAs(t, err, &limit, "the owner of the runtime is the pool")
	old.Interrupt("late")

	rt, err := pool.Get(t.Context())
	require.NoError(t, err)
	require.Same(t, old, rt)
	require.NoError(t, rt.RunLoop())
	v, err := rt.RunString("b.js", "typeof leak")
	require.NoError(t, err)
	assert.Equal(t, "undefined", v.String())
	rt.Interrupt("now")
	_, err = rt.RunString("b.js", "1")
	require.ErrorAs(t, err, &limit)
	assert.Equal(t, "now", limit.Reason)
	require.NoError(t, pool.Put(rt))

	old.Close()
	rt, err = pool.Get(t.Context())
	require.NoError(t, err)
	assert.NotSame(t, old, rt)
	_, err = rt.RunString("b.js", "1")
	require.NoError(t, err)
	require.NoError(t, pool.Put(rt))
	assert.EqualValues(t, 1, pool.Stats().Dead)
}

// TestSetupsThatDoNotReturn demands that a pool loses no place by a Setup that panics, or ends its
// goroutine.
func TestSetupsThatDoNotReturn(t *testing.T) {
	made := 0
	pool, err := kiln.NewPool(kiln.PoolOptions{MaxLive: 2, Setup: func(*kiln.Runtime) error {
		made++
		switch {
		case made == 1 || made > 9:
			return nil
		case made%2 == 0:
			panic("setup")
		}
		runtime.Goexit()
		return nil
	}})
	require.NoError(t, err)
	first, err := pool.Get(t.Context())
	require.NoError(t, err)
	for made < 9 {
		done := make(chan struct{})
		go func() {
			defer close(done)
			defer func() { _ = recover() }()
			_, _ = pool.Get(context.Background())
		}()
		<-done
	}
	second, err := pool.Get(t.Context())
	require.NoError(t, err)
	require.NoError(t, pool.Put(second))
	require.NoError(t, pool.Put(first))
	assert.Equal(t, 0, pool.Stats().InUse)
}

// TestClosedRuntimesStayClosed demands that nothing that comes after Close takes its place.
func TestClosedRuntimesStayClosed(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	promise, resolve, reject := rt.NewPromise()
	release := rt.Hold()
	rt.Close()
	ran := false
	rt.Post(func() error { ran = true; return nil })
	resolve(1)
	reject(2)
	release()
	rt.Interrupt("later")
	rt.ClearInterrupt()
	_, err = rt.RunString("a.js", "1")
	require.ErrorIs(t, err, kiln.ErrClosed)
	require.ErrorIs(t, rt.RunLoop(), kiln.ErrClosed)
	_, err = rt.Await(t.Context(), promise)
	require.ErrorIs(t, err, kiln.ErrClosed)
	require.ErrorIs(t, rt.Set("x", 1), kiln.ErrClosed)
	_ = rt.Restore(cp)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, rt.RunLoopContext(ctx), kiln.ErrClosed)
	require.ErrorIs(t, rt.RunLoop(), kiln.ErrClosed)
	assert.False(t, ran)
}

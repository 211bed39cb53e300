package kiln_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

func counting(t *testing.T, o kiln.PoolOptions) *kiln.Pool {
	t.Helper()
	o.Setup = func(rt *kiln.Runtime) error {
		_, err := rt.RunString("setup.js", "var n = 0; function next() { return ++n }")
		return err
	}
	p, err := kiln.NewPool(o)
	require.NoError(t, err)
	return p
}

// TestPoolUsersSeeNothingOfEachOther has many goroutines use few runtimes, and each leave something.
func TestPoolUsersSeeNothingOfEachOther(t *testing.T) {
	p := counting(t, kiln.PoolOptions{MaxLive: 3})
	users, rounds := 20, 20
	if kiln.Stressed {
		users, rounds = 4, 3
	}
	var wait sync.WaitGroup
	for user := range users {
		wait.Go(func() {
			for range rounds {
				assert.NoError(t, p.Do(t.Context(), func(rt *kiln.Runtime) error {
					v, err := rt.RunString("use.js", fmt.Sprintf("next(); next(); [n, typeof secret, [].mine].join() + (globalThis.secret = %d, Array.prototype.mine = next, '')", user))
					if err == nil {
						assert.Equal(t, "2,undefined,", v.String())
					}
					return err
				}))
			}
		})
	}
	wait.Wait()
	s := p.Stats()
	assert.LessOrEqual(t, s.Made, int64(3))
	assert.Equal(t, int64(users*rounds), s.Gets)
	assert.Zero(t, s.InUse)
}

// TestPoolReplaces drops what cannot be used again.
func TestPoolReplaces(t *testing.T) {
	if kiln.Stressed {
		t.Skip("a script that fills its heap would take minutes")
	}
	p := counting(t, kiln.PoolOptions{MaxLive: 1, MaxUses: 7, Options: kiln.Options{MaxHeap: 64 << 20, Limits: kiln.Limits{Fuel: 50_000_000}}})
	use := func(text string) error {
		return p.Do(t.Context(), func(rt *kiln.Runtime) error {
			_, err := rt.RunString("use.js", text)
			return err
		})
	}
	var limit *kiln.LimitError
	assert.ErrorAs(t, use("const a = []; for (;;) a.push(new Array(1000).fill(1))"), &limit)
	assert.NoError(t, use("if (next() !== 1) throw 1"))
	assert.NoError(t, p.Do(t.Context(), func(rt *kiln.Runtime) error {
		rt.SetFuel(100)
		rt.SetDeadline(time.Now().Add(-1))
		rt.Interrupt("enough")
		return nil
	}))
	assert.NoError(t, use("for (let i = 0; i < 1000; i++) next()"))
	assert.ErrorAs(t, use("for (let i = 0; i < 1e9; i++) next()"), &limit, "the fuel of the options")
	assert.NoError(t, use("for (let i = 0; i < 1000; i++) next()"))
	assert.NoError(t, p.Do(t.Context(), func(rt *kiln.Runtime) error { rt.Close(); return nil }))
	assert.NoError(t, use("if (next() !== 1) throw 1"))
	for range 7 {
		assert.NoError(t, use(""))
	}
	s := p.Stats()
	assert.Equal(t, int64(1), s.Dead)
	assert.Equal(t, int64(1), s.Worn)
	assert.Equal(t, int64(3), s.Made)
}

// TestPoolBounds looks at waiting, the end of a context, Close and misuse.
func TestPoolBounds(t *testing.T) {
	p := counting(t, kiln.PoolOptions{MaxLive: 1})
	rt, err := p.Get(t.Context())
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	_, err = p.Get(ctx)
	assert.ErrorIs(t, err, context.DeadlineExceeded)
	got := make(chan error)
	go func() {
		other, err := p.Get(t.Context())
		if err == nil {
			err = p.Put(other)
		}
		got <- err
	}()
	time.Sleep(time.Millisecond)
	require.NoError(t, rt.Do(func() error {
		assert.ErrorContains(t, p.Put(rt), "running")
		return nil
	}))
	assert.NoError(t, <-got)
	assert.ErrorIs(t, p.Put(rt), kiln.ErrNotOut)
	s := p.Stats()
	assert.Equal(t, int64(1), s.Busy)
	assert.GreaterOrEqual(t, s.Waits, int64(1))
	p.Close()
	_, err = p.Get(t.Context())
	assert.ErrorIs(t, err, kiln.ErrPoolClosed)

	broken := errors.New("no library")
	_, err = kiln.NewPool(kiln.PoolOptions{Setup: func(*kiln.Runtime) error { return broken }})
	assert.ErrorIs(t, err, broken)
}

// BenchmarkPool is a small script in a runtime of a pool.
func BenchmarkPool(b *testing.B) {
	p, err := kiln.NewPool(kiln.PoolOptions{})
	require.NoError(b, err)
	program, err := kiln.Compile("small.js", "globalThis.x = [1, 2, 3].map(n => n * 2).join()", kiln.Script)
	require.NoError(b, err)
	for b.Loop() {
		rt, err := p.Get(context.Background())
		require.NoError(b, err)
		if _, err := rt.Run(program); err != nil {
			b.Fatal(err)
		}
		if err := p.Put(rt); err != nil {
			b.Fatal(err)
		}
	}
}

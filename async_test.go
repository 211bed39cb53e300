package kiln_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

func TestPromisesAreSettledFromAnyGoroutine(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		rt := start(t, o)
		require.NoError(t, rt.Set("later", rt.NewFunction("later", 1, func(c kiln.Call) (kiln.Value, error) {
			p, resolve, reject := rt.NewPromise()
			n := c.Arg(0).String()
			go func() {
				if n == "3" {
					reject("no " + n)
				} else {
					resolve("yes " + n)
				}
				resolve("twice")
				reject("twice")
			}()
			return p, nil
		})))
		v, err := rt.RunString("test.js", `Promise.all([1, 2, 3, 4].map(n => later(String(n)).catch(e => e))).then(String)`)
		require.NoError(t, err)
		v, err = rt.Await(context.Background(), v)
		require.NoError(t, err)
		assert.Equal(t, "yes 1,yes 2,no 3,yes 4", v.String())
	})
}

func TestWhatAPromiseIsResolvedWith(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		rt := start(t, o)
		other := start(t, o)
		foreign, err := other.RunString("test.js", "({})")
		require.NoError(t, err)
		await := func(settle func(resolve, reject func(any))) (kiln.Value, error) {
			p, resolve, reject := rt.NewPromise()
			settle(resolve, reject)
			return rt.Await(context.Background(), p)
		}
		thenable, err := rt.RunString("test.js", "({then(f) { f('then') }})")
		require.NoError(t, err)
		v, err := await(func(resolve, _ func(any)) { resolve(thenable) })
		require.NoError(t, err)
		assert.Equal(t, "then", v.String())
		_, err = await(func(resolve, _ func(any)) { resolve(foreign) })
		assert.ErrorContains(t, err, "another runtime")
		_, err = await(func(resolve, _ func(any)) { resolve(make(chan<- int)) })
		assert.ErrorContains(t, err, "chan<- int")
		_, err = await(func(_, reject func(any)) { reject("reason") })
		var e *kiln.Exception
		require.ErrorAs(t, err, &e)
		assert.Equal(t, "reason", e.Message)
		assert.False(t, e.Rejection)
		var self kiln.Value
		p, resolve, _ := rt.NewPromise()
		self = p
		resolve(self)
		_, err = rt.Await(context.Background(), p)
		assert.ErrorContains(t, err, "cycle")
		require.NoError(t, rt.RunLoop(), "nothing is reported twice")
	})
}

func TestAwait(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		rt := start(t, o)
		run := func(source string) kiln.Value {
			v, err := rt.RunString("test.js", source)
			require.NoError(t, err)
			return v
		}
		v, err := rt.Await(context.Background(), run("(async () => { await new Promise(f => setTimeout(f, 1)); return 'done' })()"))
		require.NoError(t, err)
		assert.Equal(t, "done", v.String())
		v, err = rt.Await(context.Background(), run("7"))
		require.NoError(t, err)
		assert.Equal(t, "7", v.String())
		_, err = rt.Await(context.Background(), run("new Promise(() => {})"))
		require.ErrorIs(t, err, kiln.ErrDeadlock)
		_, err = rt.Await(context.Background(), run("Promise.reject(new RangeError('r'))"))
		assert.EqualError(t, err, "RangeError: r")

		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
		defer cancel()
		_, err = rt.Await(ctx, run("new Promise(f => setTimeout(f, 1e6))"))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		_, err = rt.Await(ctx, run("1"))
		require.ErrorIs(t, err, context.DeadlineExceeded)

		require.NoError(t, rt.Set("nested", rt.NewFunction("nested", 0, func(kiln.Call) (kiln.Value, error) {
			_, err := rt.Await(context.Background(), v)
			assert.ErrorIs(t, err, kiln.ErrNested)
			assert.ErrorIs(t, rt.RunLoop(), kiln.ErrNested)
			assert.ErrorIs(t, rt.RunReady(), kiln.ErrNested)
			return kiln.Value{}, nil
		})))
		run("nested()")
	})
}

func TestALostPromiseHoldsNothing(t *testing.T) {
	rt := start(t, kiln.Options{})
	p, resolve, _ := rt.NewPromise()
	kept, keep, _ := rt.NewPromise()
	go func() {
		time.Sleep(5 * time.Millisecond)
		runtime.GC()
		keep(1)
	}()
	_, err := rt.Await(context.Background(), kept)
	require.NoError(t, err)
	runtime.KeepAlive(resolve)
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for { // nobody has resolve any more
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
				runtime.GC()
			}
		}
	}()
	_, err = rt.Await(context.Background(), p)
	require.ErrorIs(t, err, kiln.ErrDeadlock)
}

func TestHooksOfRejections(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		rt := start(t, o)
		var told []string
		rt.OnUnhandledRejection(func(p, reason kiln.Value) error {
			told = append(told, "unhandled "+reason.String())
			return rt.Set("last", p)
		})
		rt.OnRejectionHandled(func(p, reason kiln.Value) error {
			told = append(told, "handled "+reason.String())
			return nil
		})
		eval(t, rt, "Promise.reject('a'); var b = Promise.reject('b'); Promise.reject('c').catch(() => {}); Promise.reject('d'); 1")
		require.NoError(t, rt.RunLoop())
		assert.Equal(t, []string{"unhandled a", "unhandled b", "unhandled d"}, told)
		told = nil
		eval(t, rt, "b.catch(() => {}); b.catch(() => {}); last.then(null, () => {}); 1")
		require.NoError(t, rt.RunLoop())
		assert.Equal(t, []string{"handled b", "handled d"}, told)
		own := errors.New("own")
		rt.OnUnhandledRejection(func(p, reason kiln.Value) error { return own })
		eval(t, rt, "Promise.reject('e'); 1")
		assert.Equal(t, own, rt.RunLoop())
		rt.OnUnhandledRejection(nil)
		eval(t, rt, "Promise.reject('f'); 1")
		var e *kiln.Exception
		require.ErrorAs(t, rt.RunLoop(), &e)
		assert.True(t, e.Rejection)
	})
}

func TestPostedCalls(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		rt := start(t, o)
		eval(t, rt, "var got = []; function take(...x) { got.push(x.join()) } 1")
		take, err := rt.Get("take")
		require.NoError(t, err)
		release := rt.Hold()
		go func() {
			var all sync.WaitGroup
			for range 10 {
				all.Go(func() { rt.PostCall(take, nil, 1, "a", true) })
			}
			all.Wait()
			release()
		}()
		require.NoError(t, rt.RunLoop())
		assert.Equal(t, "10 1,a,true", eval(t, rt, "got.length + ' ' + got[9]"))
		rt.PostCall(take, nil, make(chan<- int))
		assert.ErrorContains(t, rt.RunLoop(), "chan<- int")
		rt.PostCall(kiln.Value{}, nil)
		assert.Error(t, rt.RunLoop())
	})
}

func TestAPanicInAPostedFunctionIsTheHostsOwn(t *testing.T) {
	rt := start(t, kiln.Options{})
	rt.Post(func() error { panic("mine") })
	var internal *kiln.InternalError
	require.ErrorAs(t, rt.RunLoop(), &internal)
	assert.Equal(t, "mine", internal.Panic)
	assert.Equal(t, "2", eval(t, rt, "1 + 1"))
}

func TestContextsOfRuns(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		rt := start(t, o)
		type key struct{}
		var seen []context.Context
		wait := false
		require.NoError(t, rt.Set("host", rt.NewFunction("host", 0, func(c kiln.Call) (kiln.Value, error) {
			ctx := c.Context()
			assert.NoError(t, ctx.Err())
			seen = append(seen, ctx)
			if wait {
				<-ctx.Done()
			}
			return kiln.Value{}, nil
		})))
		p, err := kiln.Compile("test.js", "host(); host()", kiln.Script)
		require.NoError(t, err)
		_, err = rt.Run(p)
		require.NoError(t, err)
		assert.Same(t, seen[0], seen[1])
		assert.ErrorIs(t, seen[0].Err(), context.Canceled, "the run is over")

		ctx, cancel := context.WithCancel(context.WithValue(context.Background(), key{}, "value"))
		_, err = rt.RunContext(ctx, p)
		require.NoError(t, err)
		assert.Equal(t, "value", seen[2].Value(key{}))
		assert.ErrorIs(t, seen[2].Err(), context.Canceled)
		assert.NoError(t, ctx.Err())

		wait = true
		time.AfterFunc(5*time.Millisecond, cancel)
		_, err = rt.RunContext(ctx, p)
		require.ErrorIs(t, err, context.Canceled)
		time.AfterFunc(5*time.Millisecond, func() { rt.Interrupt("stop") })
		_, err = rt.Run(p)
		assert.EqualError(t, err, "stop")
		rt.ClearInterrupt()
		rt.SetDeadline(time.Now().Add(5 * time.Millisecond))
		_, err = rt.Run(p)
		var limit *kiln.LimitError
		require.ErrorAs(t, err, &limit)
		assert.Equal(t, kiln.LimitTime, limit.Kind)
		rt.SetDeadline(time.Time{})

		f, err := rt.Get("host")
		require.NoError(t, err)
		ctx, cancel = context.WithTimeout(context.Background(), 5*time.Millisecond)
		defer cancel()
		loops, err := rt.RunString("test.js", "() => { for (;;); }")
		require.NoError(t, err)
		_, err = rt.CallContext(ctx, loops, nil)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		wait = false
		_, err = rt.CallContext(context.Background(), f, nil)
		require.NoError(t, err)
		assert.Equal(t, context.Background(), rt.Context())
	})
}

func TestClose(t *testing.T) {
	for _, tier := range []kiln.Tier{kiln.Interp, kiln.Bytecode, kiln.Native, kiln.Auto} {
		rt := start(t, kiln.Options{Tier: tier, Libraries: web.All()})
		time.AfterFunc(5*time.Millisecond, rt.Close)
		_, err := rt.RunString("test.js", "for (;;);")
		require.ErrorIs(t, err, kiln.ErrClosed)
		rt.ClearInterrupt()
		rt.Close()
		_, err = rt.RunString("test.js", "1")
		require.ErrorIs(t, err, kiln.ErrClosed)
		require.ErrorIs(t, rt.RunLoop(), kiln.ErrClosed)
	}
	rt := start(t, kiln.Options{Libraries: web.All()})
	eval(t, rt, "setTimeout(() => {}, 1e6)")
	time.AfterFunc(5*time.Millisecond, rt.Close)
	require.ErrorIs(t, rt.RunLoop(), kiln.ErrClosed, "a loop that waits wakes up")
}

func TestAsyncFunctions(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		rt := start(t, o)
		set := func(name string, f any) { require.NoError(t, rt.Set(name, kiln.Async(f)), name) }
		set("add", func(ctx context.Context, a, b int) (int, error) { return a + b, ctx.Err() })
		set("join", func(sep string, list ...string) string { return strings.Join(list, sep) })
		set("fail", func() (int, error) { return 0, errors.New("failed") })
		set("nothing", func() error { return nil })
		set("two", func() (int, string) { return 1, "b" })
		set("boom", func() int { panic("boom") })
		set("exit", func() int { runtime.Goexit(); return 1 })
		set("bytes", func(s string) []byte { return []byte(s) })
		set("chan", func() chan<- int { return make(chan<- int) })
		run := func(source string) (string, error) {
			v, err := rt.RunString("test.js", source)
			require.NoError(t, err)
			v, err = rt.Await(context.Background(), v)
			return v.String(), err
		}
		for source, want := range map[string]string{
			"add(1, 2)":                        "3",
			"join('-', 'a', 'b', 'c')":         "a-b-c",
			"join('-')":                        "",
			"nothing().then(String)":           "undefined",
			"two().then(String)":               "1,b",
			"bytes('ab').then(String)":         "97,98",
			"[add.length, join.length].join()": "2,1",
			"Promise.all([...Array(50).keys()].map(i => add(i, i))).then(a => a.reduce((x, y) => x + y))": "2450",
		} {
			got, err := run(source)
			require.NoError(t, err, source)
			assert.Equal(t, want, got, source)
		}
		for source, want := range map[string]string{
			"fail()":      "failed",
			"boom()":      "boom",
			"exit()":      "goroutine",
			"chan()":      "chan<- int",
			"add(1, 'x')": "argument 2",
			"add(1, {valueOf() { throw new RangeError('own') }})": "argument 2",
		} {
			_, err := run(source)
			assert.ErrorContains(t, err, want, source)
			got, err := run("(async () => { try { await " + source + " } catch (e) { return e instanceof Error } })()")
			require.NoError(t, err)
			assert.Equal(t, "true", got, source)
		}
		_, err := run("boom()")
		var p *kiln.InternalError
		require.ErrorAs(t, err, &p)
		assert.Equal(t, "boom", p.Panic)
		assert.Contains(t, string(p.Stack), "async_test.go")
		own := errors.New("own")
		set("own", func() error { return fmt.Errorf("wrapped: %w", own) })
		_, err = run("own()")
		require.ErrorIs(t, err, own)
		_, err = run("own().catch(e => { throw e })")
		require.ErrorIs(t, err, own)
		eval(t, rt, "own(); 1")
		require.ErrorIs(t, rt.RunLoop(), own, "of a rejection that nobody handles")
		assert.Error(t, rt.Set("bad", kiln.Async(1)))
		assert.Error(t, rt.Set("bad", kiln.Async(nil)))
		require.NoError(t, rt.RunLoop())
	})
}

func TestContextsOfAsyncFunctions(t *testing.T) {
	rt := start(t, kiln.Options{Libraries: web.All()})
	type key struct{}
	ended := make(chan any, 1)
	require.NoError(t, rt.Set("wait", kiln.Async(func(ctx context.Context) error {
		<-ctx.Done()
		ended <- ctx.Value(key{})
		return ctx.Err()
	})))
	v, err := rt.RunString("test.js", "wait()")
	require.NoError(t, err)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	_, err = rt.Await(ctx, v)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	assert.Empty(t, ended, "it was called in a run without a context, and goes on")
	rt.Close()
	assert.Nil(t, <-ended)

	rt = start(t, kiln.Options{Libraries: web.All()})
	require.NoError(t, rt.Set("wait", kiln.Async(func(ctx context.Context) error {
		<-ctx.Done()
		ended <- ctx.Value(key{})
		return ctx.Err()
	})))
	p, err := kiln.Compile("test.js", "var p = wait(); p", kiln.Script)
	require.NoError(t, err)
	ctx, cancel = context.WithCancel(context.WithValue(context.Background(), key{}, "v"))
	v, err = rt.RunContext(ctx, p)
	require.NoError(t, err)
	cancel()
	_, err = rt.Await(context.Background(), v)
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, "v", <-ended)
}

func TestADroppedRuntimeEndsItsGoroutines(t *testing.T) {
	ended := make(chan bool)
	func() {
		rt := start(t, kiln.Options{})
		require.NoError(t, rt.Set("wait", kiln.Async(func(ctx context.Context) {
			<-ctx.Done()
			close(ended)
		})))
		eval(t, rt, "wait(); 1")
	}()
	for {
		select {
		case <-ended:
			return
		case <-time.After(time.Millisecond):
			runtime.GC()
		}
	}
}

func TestGoroutinesOfAScriptCountAsMemory(t *testing.T) {
	rt := start(t, kiln.Options{MaxHeap: 16 << 20})
	stop := make(chan struct{})
	require.NoError(t, rt.Set("wait", kiln.Async(func() { <-stop })))
	_, err := rt.RunString("test.js", "for (;;) wait()")
	close(stop)
	assert.Equal(t, kiln.LimitMemory, kindOf(t, err))
}

func TestAbortSignalsAndContexts(t *testing.T) {
	inTiers(t, func(t *testing.T, o kiln.Options) {
		rt := start(t, o)
		ctx, cancel := context.WithCancelCause(context.Background())
		signal, err := rt.NewAbortSignal(ctx)
		require.NoError(t, err)
		require.NoError(t, rt.Set("signal", signal))
		eval(t, rt, "var got = []; signal.onabort = () => got.push(signal.reason.name, signal.reason.message); signal.aborted")
		require.NoError(t, rt.RunLoop(), "a signal holds nothing")
		cancel(errors.New("the reason"))
		release := rt.Hold()
		require.NoError(t, rt.RunLoopUntil(func() bool { return eval(t, rt, "String(signal.aborted)") == "true" }))
		release()
		assert.Equal(t, "AbortError,the reason,true", eval(t, rt, "got.join() + ',' + signal.aborted"))
		late, err := rt.NewAbortSignal(ctx)
		require.NoError(t, err)
		require.NoError(t, rt.Set("late", late))
		assert.Equal(t, "true", eval(t, rt, "String(late.aborted)"))

		v, err := rt.RunString("test.js", "var c = new AbortController(); c.signal")
		require.NoError(t, err)
		watched, stop, err := rt.SignalContext(context.Background(), v)
		require.NoError(t, err)
		defer stop()
		require.NoError(t, watched.Err())
		eval(t, rt, "c.abort(new RangeError('far')); 1")
		require.ErrorIs(t, watched.Err(), context.Canceled)
		assert.EqualError(t, context.Cause(watched), "RangeError: far")
		again, stop, err := rt.SignalContext(context.Background(), v)
		require.NoError(t, err)
		defer stop()
		require.Error(t, again.Err())
		var taken, none context.Context
		require.NoError(t, rt.Set("take", func(_ context.Context, a, b context.Context) { taken, none = a, b }))
		eval(t, rt, "c = new AbortController(); take(c.signal); 1")
		require.NoError(t, taken.Err())
		eval(t, rt, "c.abort(); 1")
		require.Error(t, taken.Err())
		assert.NoError(t, none.Err())
		_, err = rt.RunString("test.js", "take(1)")
		assert.ErrorContains(t, err, "AbortSignal")
		require.NoError(t, rt.Set("given", taken))
		assert.Equal(t, "true", eval(t, rt, "String(given instanceof AbortSignal && given.aborted)"))
		_, _, err = rt.SignalContext(context.Background(), kiln.Null())
		assert.Error(t, err)
		_, err = start(t, kiln.Options{}).NewAbortSignal(ctx)
		assert.Error(t, err)
	})
}

package kiln

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestACallIsOverWhenItsFunctionReturns(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		var kept []Call
		require.NoError(t, rt.Set("keep", rt.NewFunction("keep", 0, func(c Call) (Value, error) {
			kept = append(kept, c)
			if c.Arg(0).IsFunction() {
				if _, err := c.Arg(0).Call(nil); err != nil {
					return Value{}, err
				}
			}
			assert.Equal(t, 1, c.Len(), "calls inside do not end it")
			return c.Arg(0), nil
		})))
		evaluate(t, rt, "keep(() => keep(() => keep(1))); for (let i = 0; i < 20; i++) keep(i)")
		require.Len(t, kept, 23)
		for _, c := range kept {
			for _, use := range []func(){
				func() { c.Len() }, func() { c.Arg(0) }, func() { c.Args() }, func() { c.This() }, func() { c.NewTarget() },
				func() { c.IsConstruct() }, func() { c.Context() },
			} {
				assert.PanicsWithValue(t, "kiln: a Call is used after its function has returned", use)
			}
			assert.Same(t, rt, c.Runtime())
		}
	})
}

// What a script throws is the same object after it has passed Go functions.
func TestThrowsPassGoFrames(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		require.NoError(t, rt.Set("pass", rt.NewFunction("pass", 1, func(c Call) (Value, error) {
			return c.Arg(0).Call(nil, c.Arg(1))
		})))
		evaluate(t, rt, `
			const thrown = [new RangeError('own'), 'text', undefined, { plain: true }]
			function check(x) {
				try { pass(n => { throw x }, 1) } catch (e) { return e === x }
				return 'nothing thrown'
			}
			function deep(n, x) { return n ? pass(n => deep(n - 1, x), n) : (() => { throw x })() }
			for (let i = 0; i < 30; i++) for (const x of thrown) if (check(x) !== true) throw new Error('another one')
			for (const x of thrown) try { deep(10, x) } catch (e) { if (e !== x) throw new Error('another one') }`)
		_, err := rt.RunString("test.js", "deep(5, thrown[0])")
		var exception *Exception
		require.ErrorAs(t, err, &exception)
		assert.True(t, exception.Value.StrictEquals(evaluate(t, rt, "thrown[0]")))
	})
}

// Go and scripts that call each other without end get an error, and the runtime goes on.
func TestRecursionThroughGo(t *testing.T) {
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		rt := newRuntime(t, Options{Tier: tier, Thresholds: Thresholds{2, 5, 4, 10}})
		depth, most := 0, 0
		again := func(call func(c Call) (Value, error)) func(c Call) (Value, error) {
			return func(c Call) (Value, error) {
				depth++
				most = max(most, depth)
				defer func() { depth-- }()
				return call(c)
			}
		}
		require.NoError(t, rt.Set("call", rt.NewFunction("call", 1, again(func(c Call) (Value, error) { return c.Arg(0).Call(nil, c.Arg(0)) }))))
		require.NoError(t, rt.Set("construct", rt.NewFunction("construct", 1, again(func(c Call) (Value, error) { return c.Arg(0).New() }))))
		require.NoError(t, rt.Set("get", rt.NewFunction("get", 1, again(func(c Call) (Value, error) { return c.Arg(0).Get("x") }))))
		require.NoError(t, rt.Set("run", rt.NewFunction("run", 1, again(func(Call) (Value, error) { return rt.RunString("again.js", "run()") }))))
		for _, source := range []string{
			"function f() { return call(f) } ; f()",
			"class A { constructor() { construct(A) } } ; new A",
			"const o = { get x() { return get(o) } } ; o.x",
			"run()",
			"function g() { try { return call(g) } catch (e) { return call(g) } } ; 1",
		} {
			most = 0
			_, err := rt.RunString("test.js", source)
			if source[len(source)-1] == '1' {
				require.NoError(t, err)
				continue
			}
			var exception *Exception
			require.ErrorAs(t, err, &exception, "%v: %s", tier, source)
			assert.Equal(t, "RangeError", exception.Name)
			assert.Greater(t, most, 100)
			assert.Zero(t, depth)
		}
		assert.Equal(t, "3", evaluate(t, rt, "1 + 2").String())
	}
}

// A host that calls short functions without end is ended like a loop of a script.
func TestLimitsOfManyShortCalls(t *testing.T) {
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		forever := func(rt *Runtime, f Value, what string) *LimitError {
			t.Helper()
			start := time.Now()
			for range 1_000_000_000 {
				if _, err := f.Call(nil, 1); err != nil {
					var limit *LimitError
					require.ErrorAs(t, err, &limit, "%v %s", tier, what)
					return limit
				}
				require.Less(t, time.Since(start), time.Minute, "%v %s", tier, what)
			}
			return nil
		}
		rt := newRuntime(t, Options{Tier: tier, MaxHeap: int64(Fewer(16, 4, 4)) << 20})
		f := evaluate(t, rt, "(x => x + 1)")
		rt.SetDeadline(time.Now().Add(20 * time.Millisecond))
		assert.Equal(t, LimitTime, forever(rt, f, "deadline").Kind)
		_, err := f.Get("x")
		require.Error(t, err, "the deadline is over for every entry")
		rt.SetDeadline(time.Time{})

		timer := time.AfterFunc(10*time.Millisecond, func() { rt.Interrupt("stop") })
		assert.Equal(t, LimitInterrupt, forever(rt, f, "interrupt").Kind)
		timer.Stop()
		rt.ClearInterrupt()

		before := rt.obj.Spent()
		for range 1000 {
			_, err := f.Call(nil, 1)
			require.NoError(t, err)
		}
		assert.EqualValues(t, 1000, rt.obj.Spent()-before, "%v: a call costs one unit", tier)
		rt.SetFuel(1000)
		assert.Equal(t, LimitFuel, forever(rt, f, "fuel").Kind)
		_, err = f.Get("x")
		require.Error(t, err, "the fuel is used up for every entry")
		rt.SetFuel(-1)

		// Garbage is collected, and what is alive is bounded.
		g := evaluate(t, rt, "(() => { new Array(1000) ; return [1, 2, 3] })")
		for range Fewer(20_000, 4, 20) {
			_, err := g.Call(nil)
			require.NoError(t, err)
		}
		evaluate(t, rt, "var list = []")
		keep := evaluate(t, rt, "(() => { list = [list, new Array(100).fill(1)] })")
		assert.Equal(t, LimitMemory, forever(rt, keep, "memory").Kind)
		assert.Equal(t, LimitMemory, forever(rt, keep, "memory").Kind, "there is an end to what a full heap may still take")
		evaluate(t, rt, "list = null")
		assert.Equal(t, "2", evaluate(t, rt, "1 + 1").String())
	}
}

func TestObjectsThatGoMakesAreCollected(t *testing.T) {
	rt := newRuntime(t, Options{MaxHeap: 16 << 20})
	o := rt.NewObject()
	n := Fewer(1_000_000, 4, 100)
	for i := range n {
		v := rt.NewObject()
		if i%100 == 0 {
			require.NoError(t, o.Set("last", v))
			require.NoError(t, v.Set("text", fmt.Sprint(i)))
		}
	}
	v, err := o.Get("last")
	require.NoError(t, err)
	v, err = v.Get("text")
	require.NoError(t, err)
	assert.Equal(t, fmt.Sprint(n-100), v.String())
}

func TestInterruptInsideAGoFunction(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		require.NoError(t, rt.Set("stop", rt.NewFunction("stop", 0, func(c Call) (Value, error) {
			rt.Interrupt("from inside")
			return Value{}, nil
		})))
		var limit *LimitError
		_, err := rt.RunString("test.js", "try { stop(); for (;;); } catch (e) {} finally { for (;;); }")
		require.ErrorAs(t, err, &limit)
		assert.Equal(t, "from inside", limit.Reason)
		rt.ClearInterrupt()

		require.NoError(t, rt.Set("nested", rt.NewFunction("nested", 0, func(c Call) (Value, error) {
			rt.Interrupt("from inside")
			_, err := rt.RunString("nested.js", "1")
			require.ErrorAs(t, err, &limit)
			return Value{}, nil // the script that runs ends all the same
		})))
		_, err = rt.RunString("test.js", "nested(); for (;;);")
		require.ErrorAs(t, err, &limit)
		rt.ClearInterrupt()
		assert.Equal(t, "2", evaluate(t, rt, "1 + 1").String())
	})
}

func TestForeignValuesAreRefusedEverywhere(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		other := newRuntime(t, Options{})
		foreign, key := evaluate(t, other, "({})"), other.NewSymbol("foreign")
		own := rt.NewObject()
		f := evaluate(t, rt, "(class { static f() {} })")
		_, fromArray := rt.NewArray(1, foreign)
		_, fromCall := rt.Call(foreign, nil)
		_, fromThis := f.Call(foreign)
		_, fromNew := f.New(foreign)
		_, fromGet := own.GetKey(key)
		_, fromHas := own.HasKey(key)
		_, fromInstance := foreign.InstanceOf(f)
		_, fromEquals := own.Equals(foreign)
		for i, err := range []error{
			fromArray, fromCall, fromThis, fromNew, fromGet, fromHas, fromInstance, fromEquals,
			rt.Set("x", foreign), own.Set("x", foreign), own.SetKey(key, 1), own.SetKey(own, foreign), own.SetIndex(0, foreign), own.DeleteKey(key),
		} {
			require.ErrorContains(t, err, "another runtime", "%d", i)
		}
		assert.False(t, own.StrictEquals(foreign))
		assert.False(t, evaluate(t, rt, "'ab'").StrictEquals(evaluate(t, other, "'ab'")))
		assert.True(t, evaluate(t, rt, "1.5").StrictEquals(evaluate(t, other, "1.5")))
		require.NoError(t, rt.Set("give", rt.NewFunction("give", 0, func(Call) (Value, error) { return foreign, nil })))
		assert.Contains(t, evaluate(t, rt, "try { give() } catch (e) { String(e) }").String(), "another runtime")
	})
}

// Go code that a finalizer or a posted callback runs may call scripts.
func TestCallsFromPostedCallbacks(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		f := evaluate(t, rt, "var n = 0; (x => { n += x; return Promise.resolve(x).then(x => { n += x }) })")
		for i := range 10 {
			rt.Post(func() error {
				_, err := f.Call(nil, i)
				return err
			})
		}
		registry := evaluate(t, rt, "new FinalizationRegistry(x => host(x))")
		require.NoError(t, rt.Set("host", rt.NewFunction("host", 1, func(c Call) (Value, error) { return f.Call(nil, c.Arg(0)) })))
		require.NoError(t, rt.Set("registry", registry))
		evaluate(t, rt, "registry.register({}, 1000)")
		require.NoError(t, rt.RunLoop())
		rt.obj.Heap.Collect(true)
		require.NoError(t, rt.RunLoop())
		require.NoError(t, rt.RunLoop())
		assert.Equal(t, "2090", evaluate(t, rt, "n").String())
	})
}

// A goroutine that ends inside a function that a script has called leaves the engine in the
// middle of something.
func TestGoexitInsideAGoFunction(t *testing.T) {
	rt := newRuntime(t, Options{})
	require.NoError(t, rt.Set("leave", rt.NewFunction("leave", 0, func(Call) (Value, error) {
		runtime.Goexit()
		return Value{}, nil
	})))
	f := evaluate(t, rt, "(() => leave())")
	done := make(chan bool)
	go func() {
		defer close(done)
		_, _ = f.Call(nil)
	}()
	<-done
	var internal *InternalError
	_, err := rt.RunString("test.js", "1")
	require.ErrorAs(t, err, &internal)
	assert.ErrorContains(t, err, "goroutine ended")
}

// notFound is an error type of a host.
type notFound struct{ name string }

func (e *notFound) Error() string { return e.name + " not found" }

// An error of Go is itself again after it has passed scripts, however they have handled it.
func TestGoErrorsPassScripts(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		own := &notFound{"key"}
		require.NoError(t, rt.Set("fail", rt.NewFunction("fail", 0, func(Call) (Value, error) {
			return Value{}, fmt.Errorf("lookup: %w", own)
		})))
		require.NoError(t, rt.Set("pass", rt.NewFunction("pass", 1, func(c Call) (Value, error) {
			_, err := c.Arg(0).Call(nil)
			require.ErrorIs(t, err, own)
			return Value{}, err
		})))
		for _, source := range []string{
			"fail()",
			"try { fail() } catch (e) { throw e }",
			"let kept; try { fail() } catch (e) { kept = e } ; throw kept",
			"[1].forEach(() => fail())",
			"try { fail() } finally { 1 }",
			"pass(fail)",
			"pass(() => { try { pass(fail) } catch (e) { throw e } })",
			"try { fail() } catch (e) { throw new Error('outer', { cause: e }) }",
			"try { fail() } catch (e) { throw new AggregateError([new Error('other'), e]) }",
			"pass(() => { try { pass(fail) } catch (e) { throw new TypeError('mid', { cause: e }) } })",
		} {
			for range 3 {
				_, err := rt.RunString("test.js", "{ "+source+" }")
				require.ErrorIs(t, err, own, source)
				var is *notFound
				require.ErrorAs(t, err, &is, source)
				assert.Same(t, own, is)
			}
		}
		_, err := rt.RunString("test.js", "try { fail() } catch (e) { throw new Error(e.message) }")
		require.NotErrorIs(t, err, own)
	})
}

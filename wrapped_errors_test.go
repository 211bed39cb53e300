package kiln_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// failingValuer, failingObject and failingFields fail where scripts do not call a function.
type failingValuer struct{ err error }

// ScriptValue implements kiln.Valuer.
func (v failingValuer) ScriptValue(*kiln.Runtime) (kiln.Value, error) { return kiln.Value{}, v.err }

type failingObject struct {
	kiln.DynamicObject
	err error
}

// Get implements kiln.DynamicObject.
func (o failingObject) Get(string) (kiln.Value, bool, error) { return kiln.Value{}, false, o.err }

type failingFields struct {
	Field failingValuer
	List  []failingValuer
	Dict  map[string]failingValuer
	err   error
}

// Method returns an error.
func (f *failingFields) Method() error { return f.err }

// MarshalJSON implements json.Marshaler.
func (f *failingFields) MarshalJSON() ([]byte, error) { return nil, f.err }

// everyFailure gives scripts all that can fail with an error of Go: what each script does fails.
func everyFailure(t *testing.T, rt *kiln.Runtime, err error) (scripts []string) {
	t.Helper()
	raw := func(kiln.Call) (kiln.Value, error) { return kiln.Value{}, err }
	class := kiln.NewClass[failingFields]("Failing").
		Constructor(0, func(kiln.Call) (*failingFields, error) { return nil, err }).
		Static("static", 0, raw)
	promise, _, reject := rt.NewPromise()
	reject(err)
	proxied, _ := rt.RunString("object.js", "({})")
	proxy, failed := rt.NewProxy(proxied, &kiln.ProxyTraps{Get: func(_, _, _ kiln.Value) (kiln.Value, error) { return kiln.Value{}, err }})
	require.NoError(t, failed)
	_, failed = rt.LazyModule("declared", func() (map[string]any, error) { return nil, err })
	require.NoError(t, failed)
	_, failed = rt.Module("evaluated", map[string]any{"x": kiln.Lazy(func() (any, error) { return nil, err })})
	require.NoError(t, failed)
	accessor, _ := rt.RunString("object.js", "({})")
	require.NoError(t, accessor.DefineProperty("x", kiln.Property{Get: raw}))
	fields := &failingFields{Field: failingValuer{err}, List: []failingValuer{{err}}, Dict: map[string]failingValuer{"x": {err}}, err: err}
	for name, x := range map[string]any{
		"typed":    func(int) (int, error) { return 0, err },
		"raw":      rt.NewFunction("raw", 0, raw),
		"result":   func() failingValuer { return failingValuer{err} },
		"later":    kiln.Async(func() (int, error) { return 0, err }),
		"fields":   fields,
		"dynamic":  rt.NewDynamicObject(failingObject{err: err}),
		"Failing":  class,
		"promise":  promise,
		"proxy":    proxy,
		"accessor": accessor,
	} {
		if c, ok := x.(*kiln.Class[failingFields]); ok {
			made, err := rt.Class(c)
			require.NoError(t, err)
			x = made
		}
		require.NoError(t, rt.Set(name, x), name)
	}
	_, failed = rt.RunString("handled.js", "promise.catch(() => {})")
	require.NoError(t, failed)
	return []string{
		"typed(1)", "raw()", "result()", "await later()", "fields.Method()", "fields.Field", "fields.List[0]", "[...fields.List]",
		"fields.Dict.x", "JSON.stringify(fields)", "dynamic.x", "new Failing", "Failing.static()", "await promise", "proxy.x", "accessor.x",
		"await import('evaluated')", "await import('declared')",
	}
}

// TestWrappedExceptions demands that what Go code wraps around what a script has thrown is not
// lost, and that only an *Exception as it is gets thrown as the value that it stands for.
func TestWrappedExceptions(t *testing.T) {
	inModes(t, kiln.Options{}, func(t *testing.T, rt *kiln.Runtime) {
		inner := thrown(t, rt, "inner.js", "globalThis.inner = new RangeError('inner'); throw inner")
		wrapped := fmt.Errorf("loading: %w", inner)
		for _, source := range everyFailure(t, rt, wrapped) {
			check := fmt.Sprintf(`var outcome = "not settled"; (async () => { try { %s; outcome = "nothing thrown" } catch (e) {
				outcome = [e instanceof Error, e !== inner, e.message.endsWith("loading: RangeError: inner"), e.cause === inner].join()
			} })()`, source)
			_, err := rt.RunString("check.js", check)
			require.NoError(t, err, source)
			require.NoError(t, rt.RunLoop(), source)
			outcome, err := rt.Get("outcome")
			require.NoError(t, err)
			assert.Equal(t, "true,true,true,true", outcome.String(), source)

			_, err = rt.RunString("again.js", fmt.Sprintf("(async () => { try { %s } catch (e) { throw new Error('outer', {cause: e}) } })()", source))
			require.NoError(t, err, source)
			err = rt.RunLoop()
			require.ErrorIs(t, err, wrapped, source)
			require.ErrorIs(t, err, inner, source)
		}
	})
}

func TestExceptionsAreThrownAgain(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	inner := thrown(t, rt, "inner.js", "globalThis.inner = new RangeError('inner'); throw inner")
	for _, source := range everyFailure(t, rt, inner) {
		_, err := rt.RunString("check.js", fmt.Sprintf(`var outcome; (async () => { try { %s } catch (e) { outcome = e === inner || e.cause === inner && e.message.startsWith("Cannot load") } })()`, source))
		require.NoError(t, err, source)
		require.NoError(t, rt.RunLoop(), source)
		outcome, err := rt.Get("outcome")
		require.NoError(t, err)
		assert.Equal(t, "true", outcome.String(), source)
	}
}

// TestLimitsPassGoCode demands that no script can catch what ended a run within it, however Go
// code has wrapped that.
func TestLimitsPassGoCode(t *testing.T) {
	for _, end := range []error{
		fmt.Errorf("loading: %w", &kiln.LimitError{Kind: kiln.LimitFuel, Reason: "no fuel"}),
		errors.Join(errLost, &kiln.LimitError{Kind: kiln.LimitFuel, Reason: "no fuel"}),
	} {
		rt := newRuntime(t, kiln.Options{})
		for _, source := range everyFailure(t, rt, end) {
			if source == "await later()" || source == "await promise" {
				continue // nothing of a run was under way
			}
			_, err := rt.RunString("check.js", fmt.Sprintf("(async () => { try { %s } catch (e) { } })()", source))
			if err == nil {
				err = rt.RunLoop()
			}
			var limit *kiln.LimitError
			require.ErrorAs(t, err, &limit, source)
			assert.Equal(t, kiln.LimitFuel, limit.Kind, source)
		}
	}
}

// TestLimitsOfAnotherRuntime demands that what ended the script of one runtime is an error like
// any other in the script of another that has asked for that.
func TestLimitsOfAnotherRuntime(t *testing.T) {
	inModes(t, kiln.Options{}, func(t *testing.T, rt *kiln.Runtime) {
		require.NoError(t, rt.Set("plugin", func(source string) error {
			other := newRuntime(t, kiln.Options{Limits: kiln.Limits{Fuel: 1000}})
			_, err := other.RunString("plugin.js", source)
			return err
		}))
		v, err := rt.RunString("main.js", "try { plugin('for (;;);') } catch (e) { e.message }")
		require.NoError(t, err)
		assert.Contains(t, v.String(), "fuel")
		v, err = rt.RunString("main.js", "try { plugin('throw new TypeError(1)') } catch (e) { e.message }")
		require.NoError(t, err)
		assert.Equal(t, "TypeError: 1", v.String())
		_, err = rt.RunString("main.js", "plugin('for (;;);')")
		var limit *kiln.LimitError
		require.ErrorAs(t, err, &limit)
		v, err = rt.RunString("main.js", "try { again() } catch (e) { 'caught' }")
		require.NoError(t, err)
		assert.Equal(t, "caught", v.String())
	})
}

// TestExceptionsAsValues demands that an *Exception is the object that was thrown wherever it
// becomes a value, and an Error where it was no object: null would mean that nothing failed.
func TestExceptionsAsValues(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	require.NoError(t, rt.Set("same", func(err error) error { return err }))
	e := thrown(t, rt, "a.js", "globalThis.a = new TypeError('a'); throw a")
	require.NoError(t, rt.Set("b", e))
	require.NoError(t, rt.Set("list", []error{e, fmt.Errorf("b: %w", e), errors.Join(e, errLost)}))
	v, err := rt.RunString("b.js", "[b === a, list[0] === a, list[1].cause === a, list[2].errors[0] === a, list[2].errors[1].message].join()")
	require.NoError(t, err)
	assert.Equal(t, "true,true,true,true,the connection is lost", v.String())
	require.NoError(t, rt.Set("n", thrown(t, rt, "a.js", "throw null")))
	v, err = rt.RunString("b.js", "[n instanceof Error, n.message, n.cause].join()")
	require.NoError(t, err)
	assert.Equal(t, "true,null,", v.String())

	other := newRuntime(t, kiln.Options{})
	require.NoError(t, other.Set("foreign", e))
	require.NoError(t, other.Set("throws", func() error { return fmt.Errorf("loading: %w", e) }))
	v, err = other.RunString("b.js", "try { throws() } catch (e) { [foreign.message, e.message, e.cause.message].join() }")
	require.NoError(t, err)
	assert.Equal(t, "TypeError: a,loading: TypeError: a,TypeError: a", v.String())
	_, err = other.RunString("b.js", "throws()")
	require.ErrorIs(t, err, e)
}

// TestThrowsThroughFunctionsWithoutErrors demands that what a script throws goes on in the script
// that has called Go code, where a Go function in between cannot return it.
func TestThrowsThroughFunctionsWithoutErrors(t *testing.T) {
	inModes(t, kiln.Options{}, func(t *testing.T, rt *kiln.Runtime) {
		require.NoError(t, rt.Set("typed", func(f func()) { f() }))
		require.NoError(t, rt.Set("raw", rt.NewFunction("raw", 1, func(c kiln.Call) (kiln.Value, error) {
			f, err := kiln.FuncOf[func()](c.Arg(0))
			if err == nil {
				f()
			}
			return kiln.Value{}, err
		})))
		v, err := rt.RunString("a.js", `const x = {}; [typed, raw].map(f => { try { f(() => { throw x }) } catch (e) { return e === x } }).join()`)
		require.NoError(t, err)
		assert.Equal(t, "true,true", v.String())
		v, err = rt.RunString("a.js", "() => { throw 7 }")
		require.NoError(t, err)
		f, err := kiln.FuncOf[func()](v)
		require.NoError(t, err)
		rt.Post(func() error { f(); return nil })
		var e *kiln.Exception
		require.ErrorAs(t, rt.RunLoop(), &e)
		assert.Equal(t, "7", e.Message)
	})
}

// TestReasonsPassContexts demands that the reason of a signal is the reason of another one that is
// made of its context.
func TestReasonsPassContexts(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	require.NoError(t, rt.Set("derive", func(_ int, ctx context.Context) context.Context {
		return ctx
	}))
	v, err := rt.RunString("a.js", "const c = new AbortController(), s = derive(0, c.signal), why = {}; c.abort(why); s.reason === why || new Promise(f => { s.onabort = () => f(s.reason === why) })")
	require.NoError(t, err)
	defer rt.Hold()() // the loop does not wait for contexts
	v, err = rt.Await(t.Context(), v)
	require.NoError(t, err)
	assert.Equal(t, "true", v.String())
}

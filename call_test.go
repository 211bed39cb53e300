package kiln

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// everyTier runs f with a runtime of each tier, and of tier Auto under stress.
func everyTier(t *testing.T, f func(t *testing.T, rt *Runtime)) {
	t.Helper()
	run := func(name string, o Options) {
		o.Thresholds = Thresholds{2, 5, 4, 10}
		t.Run(name, func(t *testing.T) { f(t, newRuntime(t, o)) })
	}
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		run(tier.String(), Options{Tier: tier})
	}
	run("stress", Options{Stress: true})
}

func TestRawFunctions(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		f := rt.NewFunction("add", 2, func(c Call) (Value, error) {
			require.False(t, c.IsConstruct())
			require.True(t, c.NewTarget().IsUndefined())
			require.Same(t, rt, c.Runtime())
			require.Len(t, c.Args(), c.Len())
			if c.Len() == 0 {
				return c.This(), nil
			}
			if c.Arg(0).IsNull() {
				return Value{}, errors.New("null is no number")
			}
			return rt.Call(evaluateQuietly(rt, "(a, b) => a + b"), nil, c.Arg(0), c.Arg(1))
		})
		require.NoError(t, rt.Set("add", f))
		assert.Equal(t, "add 2", evaluate(t, rt, "add.name + ' ' + add.length").String())
		assert.Equal(t, "10", evaluate(t, rt, "let n = 0; for (let i = 0; i < 5; i++) n = add(n, i); n").String())
		assert.Equal(t, "ab undefined", evaluate(t, rt, "add('a', 'b') + ' ' + add('', undefined)").String())
		assert.Equal(t, "true", evaluate(t, rt, "const o = { add }; o.add() === o && add() === undefined").String())
		assert.Equal(t, "Error: null is no number", evaluate(t, rt, "try { add(null) } catch (e) { String(e) }").String())
		assert.Equal(t, "TypeError", evaluate(t, rt, "try { new add(1) } catch (e) { e.name }").String())
	})
}

func evaluateQuietly(rt *Runtime, source string) Value {
	v, _ := rt.RunString("test.js", source)
	return v
}

func TestObjectsFromGo(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		o := rt.NewObject()
		require.NoError(t, rt.Set("o", o))
		require.NoError(t, o.Set("x", 1))
		require.NoError(t, o.Set("7", "seven"))
		require.NoError(t, o.SetIndex(8, true))
		assert.Equal(t, "1 seven true", evaluate(t, rt, "[o.x, o[7], o[8]].join(' ')").String())
		v, err := o.Index(7)
		require.NoError(t, err)
		assert.Equal(t, "seven", v.String())
		keys, err := o.Keys()
		require.NoError(t, err)
		assert.Equal(t, []string{"7", "8", "x"}, keys)
		has, err := o.Has("toString")
		require.NoError(t, err)
		assert.True(t, has)
		require.NoError(t, o.Delete("x"))
		require.NoError(t, o.Delete("x"))
		has, err = o.Has("x")
		require.NoError(t, err)
		assert.False(t, has)

		s := rt.NewSymbol("mine")
		require.NoError(t, o.SetKey(s, 5))
		v, err = o.GetKey(s)
		require.NoError(t, err)
		assert.Equal(t, "5", v.String())
		has, err = o.HasKey(s)
		require.NoError(t, err)
		assert.True(t, has)
		require.NoError(t, o.DeleteKey(s))
		has, err = o.HasKey(s)
		require.NoError(t, err)
		assert.False(t, has)
		v, err = evaluate(t, rt, "[1]").GetKey(rt.Symbol(SymbolIterator))
		require.NoError(t, err)
		assert.True(t, v.StrictEquals(evaluate(t, rt, "Array.prototype.values")))
		registered, err := rt.SymbolFor("k")
		require.NoError(t, err)
		assert.True(t, registered.StrictEquals(evaluate(t, rt, "Symbol.for('k')")))

		list, err := rt.NewArray(1, "two", nil, Null(), o)
		require.NoError(t, err)
		require.NoError(t, rt.Set("list", list))
		assert.Equal(t, "true 5 two null null", evaluate(t, rt,
			"[list[4] === o, list.length, list[1], String(list[2]), String(list[3])].join(' ')").String())
		n, err := list.Len()
		require.NoError(t, err)
		assert.Equal(t, 5, n)

		var exception *Exception
		_, err = Undefined().Get("x")
		require.Error(t, err)
		_, err = evaluate(t, rt, "undefined").Get("x")
		require.ErrorAs(t, err, &exception)
		require.ErrorAs(t, evaluate(t, rt, "Object.freeze({})").Set("x", 1), &exception)
		require.ErrorAs(t, evaluate(t, rt, "Object.freeze({x: 1})").Delete("x"), &exception)
		_, err = evaluate(t, rt, "5").Len()
		require.ErrorAs(t, err, &exception)
	})
}

func TestGlobalsFromGo(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		evaluate(t, rt, "let mine = 1; const fixed = 2; var own = 3")
		for name, want := range map[string]string{"mine": "1", "fixed": "2", "own": "3", "none": "undefined"} {
			v, err := rt.Get(name)
			require.NoError(t, err)
			assert.Equal(t, want, v.String(), name)
		}
		require.NoError(t, rt.Set("mine", 10))
		require.NoError(t, rt.Set("own", 30))
		require.NoError(t, rt.Set("fresh", 40))
		assert.Equal(t, "10 30 40 40 undefined", evaluate(t, rt, "[mine, own, fresh, globalThis.fresh, typeof globalThis.mine].join(' ')").String())
		var exception *Exception
		require.ErrorAs(t, rt.Set("fixed", 20), &exception)
		require.ErrorAs(t, rt.Set("undefined", 20), &exception)
		v, err := rt.GlobalObject().Get("own")
		require.NoError(t, err)
		assert.Equal(t, "30", v.String())
	})
}

func TestOperatorsFromGo(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		point := evaluate(t, rt, "class Point { constructor(x) { this.x = x } } ; Point")
		p, err := point.New(4)
		require.NoError(t, err)
		x, err := p.Get("x")
		require.NoError(t, err)
		assert.Equal(t, "4", x.String())
		is, err := p.InstanceOf(point)
		require.NoError(t, err)
		assert.True(t, is)
		is, err = x.InstanceOf(point)
		require.NoError(t, err)
		assert.False(t, is)
		_, err = p.InstanceOf(p)
		require.Error(t, err)
		var exception *Exception
		for _, bad := range []func() (Value, error){
			func() (Value, error) { return p.New() },
			func() (Value, error) { return p.Call(nil) },
			func() (Value, error) { return point.Call(nil) },
		} {
			_, err = bad()
			require.ErrorAs(t, err, &exception)
			assert.Equal(t, "TypeError", exception.Name)
		}
		assert.Equal(t, "function", point.Typeof())
		assert.Equal(t, "object", p.Typeof())
		assert.Equal(t, "object", Null().Typeof())
		assert.Equal(t, "undefined", Undefined().Typeof())
		assert.Equal(t, "bigint", evaluate(t, rt, "1n").Typeof())

		one, text := evaluate(t, rt, "1"), evaluate(t, rt, "'1'")
		equal, err := one.Equals(text)
		require.NoError(t, err)
		assert.True(t, equal)
		assert.False(t, one.StrictEquals(text))
		assert.True(t, one.StrictEquals(evaluate(t, rt, "3 - 2")))
		assert.True(t, p.StrictEquals(p))
		assert.False(t, p.StrictEquals(Null()))
		equal, err = Null().Equals(Undefined())
		require.NoError(t, err)
		assert.True(t, equal)
		equal, err = Null().Equals(p)
		require.NoError(t, err)
		assert.False(t, equal)
	})
}

package kiln

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestPropertiesDefinedByGo(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		o := rt.NewObject()
		setGlobal(t, rt, "o", o)
		evaluate(t, rt, catching)
		require.NoError(t, o.DefineProperty("constant", Property{Value: 1}))
		require.NoError(t, o.DefineProperty("plain", Property{Value: "text", Writable: Yes, Enumerable: Yes, Configurable: Yes}))
		require.NoError(t, o.DefineProperty("7", Property{Value: true, Configurable: Yes}))
		stored := 0.0
		require.NoError(t, o.DefineAccessor("both",
			func(call Call) (Value, error) { return number(call.Runtime(), stored) },
			func(call Call) (Value, error) { stored = toFloat(call.Arg(0)); return Value{}, nil }))
		require.NoError(t, o.DefineAccessor("script", evaluate(t, rt, "(function () { return this === o })"), nil))
		symbol := rt.NewSymbol("s")
		require.NoError(t, o.DefinePropertyKey(symbol, Property{Value: 3, Enumerable: Yes}))
		checks(t, rt, `
			o.constant === 1 && o.plain === 'text' && o[7] === true && Object.keys(o).join() === 'plain,both,script'
			caught(() => { 'use strict'; o.constant = 2 }).startsWith('TypeError')
			(o.both = 41, o.both === 41) && o.both++ === 41 && o.both === 42
			o.script && caught(() => { 'use strict'; o.script = 2 }).startsWith('TypeError')
			Object.getOwnPropertyDescriptor(o, 'both').get.name === 'get both' && Object.getOwnPropertyDescriptor(o, 'both').set.length === 1
			(() => { for (let i = 0; i < 300; i++) { o.both = i; if (o.both !== i) return i } return true })()
		`)
		require.NoError(t, o.DefineProperty("plain", Property{Enumerable: No}), "what is left open stays")
		d, ok, err := o.OwnProperty("plain")
		require.NoError(t, err)
		require.True(t, ok)
		assert.Equal(t, "text", d.Value.String())
		assert.True(t, d.Writable && d.Configurable && !d.Enumerable && !d.Accessor)
		d, ok, err = o.OwnProperty("both")
		require.NoError(t, err)
		assert.True(t, ok && d.Accessor && d.Get.IsFunction() && d.Set.IsFunction() && d.Enumerable)
		d, ok, err = o.OwnPropertyKey(symbol)
		require.NoError(t, err)
		assert.True(t, ok && d.Enumerable && !d.Writable)
		_, ok, err = o.OwnProperty("missing")
		require.NoError(t, err)
		assert.False(t, ok)

		var exception *Exception
		require.ErrorAs(t, o.DefineProperty("constant", Property{Value: 2}), &exception)
		assert.Equal(t, "TypeError", exception.Name)
		require.NoError(t, o.DefineProperty("constant", Property{Value: 1}))
		require.ErrorContains(t, o.DefineProperty("bad", Property{Get: "text"}), "property bad: getter: a string is no function")
		require.ErrorContains(t, o.DefineProperty("bad", Property{Get: func(Call) (Value, error) { return Value{}, nil }, Value: 1}), "no value")
		require.ErrorContains(t, o.DefineProperty("bad", Property{Value: complex(1, 2)}), "property bad")
		require.ErrorContains(t, o.DefineProperty("bad", Property{Value: evaluate(t, newRuntime(t, Options{}), "({})")}), "another runtime")
		require.Error(t, evaluate(t, rt, "1").DefineProperty("x", Property{Value: 1}))
		require.Error(t, Value{}.DefineProperty("x", Property{Value: 1}))
		require.NoError(t, rt.obj.Heap.Verify())
	})
}

func TestPrototypesAndExtensibility(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		o, p := rt.NewObject(), rt.NewObject()
		require.NoError(t, p.DefineProperty("inherited", Property{Value: 5}))
		require.NoError(t, o.SetPrototype(p))
		setGlobal(t, rt, "o", o)
		checks(t, rt, "o.inherited === 5 && !o.hasOwnProperty('inherited')")
		require.NoError(t, p.SetPrototype(Null()))
		checks(t, rt, "o.hasOwnProperty === undefined")
		proto, err := o.Prototype()
		require.NoError(t, err)
		assert.True(t, proto.StrictEquals(p))
		proto, err = p.Prototype()
		require.NoError(t, err)
		assert.True(t, proto.IsNull())
		require.Error(t, p.SetPrototype(o), "a cycle")
		require.Error(t, p.SetPrototype(evaluate(t, rt, "1")))
		keys, err := evaluate(t, rt, "({b: 1, 2: 1, [Symbol.iterator]: 1, a: 1})").OwnKeys()
		require.NoError(t, err)
		require.Len(t, keys, 4)
		assert.Equal(t, "2", keys[0].String())
		assert.True(t, keys[3].IsSymbol())

		ok, err := o.IsExtensible()
		require.NoError(t, err)
		assert.True(t, ok)
		require.NoError(t, o.Set("x", 1))
		require.NoError(t, o.Freeze())
		require.Error(t, o.Set("x", 2))
		require.Error(t, o.SetPrototype(Null()))
		ok, err = o.IsExtensible()
		require.NoError(t, err)
		assert.False(t, ok)
		require.NoError(t, p.PreventExtensions())
		require.Error(t, p.Set("more", 1))
		require.ErrorContains(t, rt.NewDynamicObject(&testMap{}).Freeze(), "Cannot freeze")
		require.Error(t, Value{}.Freeze())
	})
}

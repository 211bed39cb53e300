package kiln

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func run(t *testing.T, rt *Runtime, source string) Value {
	t.Helper()
	v, err := rt.RunString("test.js", source)
	require.NoError(t, err)
	return v
}

// twice runs f two times: the first fills what is kept from one operation to the next.
func twice(f func()) { f(); f() }

// TestGetSeesEveryKindOfProperty: the short way and the entry into the engine agree.
func TestGetSeesEveryKindOfProperty(t *testing.T) {
	rt := newRuntime(t, Options{})
	o := run(t, rt, `
		var calls = 0
		var o = Object.create({ inherited: 1, get up() { return 'up' } })
		Object.assign(o, { own: 2, text: 'x' })
		Object.defineProperty(o, 'getter', { get() { calls++; return calls }, configurable: true })
		Object.defineProperty(o, 'fixed', { value: 3 })
		let late = 5
		o`)
	list := run(t, rt, "[10, , 30]")
	function := run(t, rt, "(function named(a, b) {})")
	proxy := run(t, rt, "new Proxy({}, { get(_, key) { return 'trap ' + String(key) } })")
	for range 3 {
		for _, c := range []struct {
			of   Value
			name string
			want string
		}{
			{o, "own", "2"}, {o, "inherited", "1"}, {o, "up", "up"}, {o, "fixed", "3"}, {o, "text", "x"},
			{o, "missing", "undefined"}, {list, "0", "10"}, {list, "1", "undefined"}, {list, "2", "30"},
			{list, "00", "undefined"}, {list, "length", "3"}, {function, "length", "2"}, {function, "name", "named"},
			{proxy, "own", "trap own"}, {proxy, "7", "trap 7"},
		} {
			v, err := c.of.Get(c.name)
			require.NoError(t, err)
			assert.Equal(t, c.want, v.String(), c.name)
		}
	}
	first, err := o.Get("getter")
	require.NoError(t, err)
	second, err := o.Get("getter")
	require.NoError(t, err)
	assert.Equal(t, []string{"1", "2"}, []string{first.String(), second.String()})
	v, err := rt.Get("late")
	require.NoError(t, err)
	assert.Equal(t, "5", v.String())
}

// TestGetFollowsChanges: what was found once is looked for again when the object has changed.
func TestGetFollowsChanges(t *testing.T) {
	rt := newRuntime(t, Options{})
	o := run(t, rt, "var proto = { b: 'inherited' }; var o = { __proto__: proto, a: 1, b: 2 }; o")
	want := func(name, text string) {
		t.Helper()
		twice(func() {
			v, err := o.Get(name)
			require.NoError(t, err)
			assert.Equal(t, text, v.String())
		})
	}
	want("b", "2")
	run(t, rt, "delete o.b")
	want("b", "inherited")
	run(t, rt, "proto.b = 'other'")
	want("b", "other")
	run(t, rt, "Object.defineProperty(o, 'a', { get: () => 'got' })")
	want("a", "got")
	run(t, rt, "Object.setPrototypeOf(o, null)")
	want("b", "undefined")
	run(t, rt, "for (let i = 0; i < 2000; i++) o['p' + i] = i; for (let i = 0; i < 1000; i++) delete o['p' + i]")
	want("p5", "undefined")
	want("p1500", "1500")
	rt.obj.Heap.Collect(true)
	want("p1500", "1500")
}

// TestSetKeepsToTheAttributes: the short way does what an assignment of strict code does.
func TestSetKeepsToTheAttributes(t *testing.T) {
	rt := newRuntime(t, Options{})
	o := run(t, rt, `
		var seen
		var o = { a: 1, set b(v) { seen = v } }
		Object.defineProperty(o, 'fixed', { value: 1, configurable: true })
		o`)
	twice(func() { require.NoError(t, o.Set("a", 7)) })
	assert.Equal(t, "7", run(t, rt, "o.a").String())
	twice(func() { require.NoError(t, o.Set("b", 8)) })
	assert.Equal(t, "8", run(t, rt, "seen").String())
	twice(func() { assert.Error(t, o.Set("fixed", 2)) })
	_, err := o.Get("fixed")
	require.NoError(t, err)
	assert.Error(t, o.Set("fixed", 2))
	run(t, rt, "Object.freeze(o)")
	twice(func() { assert.Error(t, o.Set("a", 9)) })
	assert.Equal(t, "7", run(t, rt, "o.a").String())

	twice(func() { require.NoError(t, rt.Set("g", 1)) })
	assert.Equal(t, "1", run(t, rt, "g").String())
	run(t, rt, "let l = 1; const c = 1")
	twice(func() { require.NoError(t, rt.Set("l", 2)) })
	assert.Equal(t, "2", run(t, rt, "l").String())
	twice(func() { assert.Error(t, rt.Set("c", 2)) })
	twice(func() {
		v, err := rt.Get("l")
		require.NoError(t, err)
		assert.Equal(t, "2", v.String())
	})
}

// TestShortWaysKnowOneRuntime: Values of another runtime, of an era that is over and of a runtime
// that is to end are errors however often the name was used.
func TestShortWaysKnowOneRuntime(t *testing.T) {
	rt, other := newRuntime(t, Options{}), newRuntime(t, Options{})
	o := run(t, rt, "var o = { a: 1, b: {} }; o")
	foreign := run(t, other, "({})")
	twice(func() { require.NoError(t, o.Set("a", 1)) })
	assert.ErrorIs(t, o.Set("a", foreign), errForeign)
	assert.ErrorIs(t, rt.Set("o", foreign), errForeign)
	_, err := rt.ToValue(foreign)
	assert.ErrorIs(t, err, errForeign)

	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	made := run(t, rt, "o.a = 2; o.fresh = { a: 3 }")
	twice(func() {
		v, err := made.Get("a")
		require.NoError(t, err)
		assert.Equal(t, "3", v.String())
	})
	require.NoError(t, rt.Restore(cp))
	_, err = made.Get("a")
	assert.ErrorIs(t, err, errOver)
	assert.ErrorIs(t, made.Set("a", 1), errOver)
	assert.ErrorIs(t, o.Set("a", made), errOver)
	twice(func() {
		v, err := o.Get("a")
		require.NoError(t, err)
		assert.Equal(t, "1", v.String())
		v, err = o.Get("fresh")
		require.NoError(t, err)
		assert.True(t, v.IsUndefined())
	})

	rt.Interrupt("enough")
	_, err = o.Get("a")
	assert.Error(t, err)
}

// TestUninitialisedBindingIsAnError: the short way to a global name knows the dead zone.
func TestUninitialisedBindingIsAnError(t *testing.T) {
	rt := newRuntime(t, Options{})
	_, err := rt.RunString("throws.js", "throw 1; let early = 1")
	require.Error(t, err)
	for range 3 {
		_, err = rt.Get("early")
		assert.Error(t, err)
		assert.Error(t, rt.Set("early", 1))
	}
}

package kiln

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/web"
)

func TestWhatIteratorsMakeAndThrowIsOfTheirRealm(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		r, err := rt.NewRealm(RealmOptions{})
		require.NoError(t, err)
		v, err := r.RunString("made.js", `({Array, TypeError, map: new Map([[1, 2], [3, 4]]), set: new Set([5]), list: [6, 7], bytes: () => new Uint8Array(4)})`)
		require.NoError(t, err)
		require.NoError(t, rt.Set("r", v))
		got := evaluate(t, rt, `
			const theirs = x => x instanceof r.Array && !(x instanceof Array)
			function all(iterable) { for (const e of iterable) if (!theirs(e)) return false; return true }
			function first(iterable) { const [e] = iterable; return theirs(e) }
			function spread(iterable) { return [...iterable].every(theirs) && Array.from(iterable).every(theirs) }
			function thrown() {
				const bytes = r.bytes(), values = bytes.values()
				values.next()
				bytes.buffer.transfer()
				try { for (const x of values); } catch (e) { return e instanceof r.TypeError }
			}
			let good = 0
			for (let i = 0; i < 100; i++)
				for (const make of [() => r.map, () => r.set.entries(), () => r.list.entries()])
					good += all(make()) && first(make()) && spread(make().entries?.() ?? make()) && thrown()
			good`)
		assert.Equal(t, "300", got.String())
	})
}

func TestRealmsHaveGlobalsOfTheirOwn(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		a, err := rt.NewRealm(RealmOptions{})
		require.NoError(t, err)
		b, err := rt.NewRealm(RealmOptions{})
		require.NoError(t, err)
		run := func(r *Realm, source string) string {
			t.Helper()
			v, err := r.RunString("realm.js", source)
			require.NoError(t, err, source)
			return v.String()
		}
		p, err := Compile("shared.js", "let own = 0; function count() { for (let i = 0; i < 300; i++) own++; return own }; count()", Script)
		require.NoError(t, err)
		for range 2 {
			for _, r := range []*Realm{a, b, rt.MainRealm()} {
				if run(r, "typeof count") == "undefined" {
					_, err := r.Run(p)
					require.NoError(t, err)
				} else {
					assert.Equal(t, "600", run(r, "count()"))
				}
			}
		}
		run(a, "Array.prototype.extra = 1; Object.prototype.x = 2; globalThis.mine = 'a'; delete globalThis.JSON; Math.max = null")
		assert.Equal(t, "undefined", run(b, "typeof [].extra + '' && typeof mine"))
		assert.Equal(t, "object", run(b, "typeof JSON"))
		assert.Equal(t, "7", evaluate(t, rt, "Math.max(7, [].extra === undefined ? 1 : 99)").String())
		assert.Equal(t, "undefined", evaluate(t, rt, "typeof mine").String())

		// Values pass between realms; they keep the prototypes of where they come from.
		array, err := a.RunString("array.js", "[1, 2, 3]")
		require.NoError(t, err)
		require.NoError(t, b.Set("fromA", array))
		require.NoError(t, rt.Set("fromA", array))
		for _, r := range []*Realm{b, rt.MainRealm()} {
			assert.Equal(t, "true", run(r, "Array.isArray(fromA) && !(fromA instanceof Array) && fromA.extra === 1 && fromA.map(x => x * 2).join() === '2,4,6'"))
			assert.Equal(t, "true", run(r, "Array.prototype.concat.call(fromA) instanceof Array && !(fromA.concat() instanceof Array)"))
		}
		f, err := a.RunString("f.js", "(function () { return this === globalThis && mine })")
		require.NoError(t, err)
		require.NoError(t, b.Set("f", f))
		assert.Equal(t, "a", run(b, "f()"))
		assert.True(t, f.Realm().Is(a))
		assert.False(t, f.Realm().Is(b))
		assert.Nil(t, array.Realm())
		g, err := b.Get("f")
		require.NoError(t, err)
		assert.True(t, g.StrictEquals(f))
		v, err := b.Get("mine")
		require.NoError(t, err)
		assert.True(t, v.IsUndefined())
		mine, err := a.GlobalObject().Get("mine")
		require.NoError(t, err)
		assert.Equal(t, "a", mine.String())

		// An error is of the realm that throws it.
		_, err = b.RunString("throw.js", "f.none.y")
		var exception *Exception
		require.ErrorAs(t, err, &exception)
		require.NoError(t, rt.Set("e", exception.Value))
		assert.Equal(t, "false", evaluate(t, rt, "e instanceof TypeError").String())
		require.NoError(t, b.Set("e", exception.Value))
		assert.Equal(t, "true", run(b, "e instanceof TypeError"))
		require.NoError(t, rt.obj.Heap.Verify())
	})
}

// A function of another realm runs in that one where machine code expects one that it does itself.
func TestFunctionsOfOtherRealmsWhereAShortcutIsExpected(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		other, err := rt.NewRealm(RealmOptions{})
		require.NoError(t, err)
		exec, err := other.RunString("exec.js", "RegExp.prototype.exec")
		require.NoError(t, err)
		require.NoError(t, rt.Set("theirs", exec))
		evaluate(t, rt, `
			String.prototype.m = String.prototype.charAt;
			RegExp.prototype.m = theirs;
			function ask(o, x) { return o.m(x) }
			function warm() { for (let i = 0; i < 300; i++) ask('abc', 1) }
			warm(); warm();
			const results = new Set;
			for (let i = 0; i < 60; i++) results.add(ask(/a/, 'a') instanceof Array);
		`)
		assert.Equal(t, "false", evaluate(t, rt, "[...results].join()").String())
	})
}

func TestWhatGoMakesBelongsToARealm(t *testing.T) {
	point := pointClass()
	eachTier(t, func(t *testing.T, rt *Runtime) {
		r, err := rt.NewRealm(RealmOptions{})
		require.NoError(t, err)
		ours, err := rt.Class(point)
		require.NoError(t, err)
		var theirs Value
		require.NoError(t, r.Do(func() error {
			if theirs, err = rt.Class(point); err != nil {
				return err
			}
			if err := r.Set("Point", theirs); err != nil {
				return err
			}
			return r.Set("make", rt.NewFunction("make", 0, func(call Call) (Value, error) { return call.Runtime().NewObject(), nil }))
		}))
		assert.False(t, theirs.StrictEquals(ours))
		require.NoError(t, rt.Set("Ours", ours))
		require.NoError(t, rt.Set("Theirs", theirs))
		checks(t, rt, `
			new Theirs(1, 2).plus(new Ours(3, 4)).sum() === 10
			!(new Theirs(1, 2) instanceof Ours) && Ours.prototype.sum.call(new Theirs(1, 2)) === 3
			Theirs.at(1) instanceof Theirs && Ours.at(1) instanceof Ours
			!(Theirs instanceof Function) && Ours instanceof Function
		`)
		v, err := r.RunString("check.js", "make() instanceof Object && make instanceof Function && new Point(1, 2).plus(new Point(1, 1)) instanceof Point")
		require.NoError(t, err)
		assert.Equal(t, "true", v.String())
		wrapped, err := point.New(rt, &testPoint{})
		require.NoError(t, err)
		ok, err := wrapped.InstanceOf(ours)
		require.NoError(t, err)
		assert.True(t, ok)
	})
}

func TestRealmsWithSomeLibraries(t *testing.T) {
	rt := newRuntime(t, Options{})
	bare, err := rt.NewRealm(RealmOptions{Libraries: []*Library{}})
	require.NoError(t, err)
	timers, err := rt.NewRealm(RealmOptions{Libraries: []*Library{web.Timers()}})
	require.NoError(t, err)
	all, err := rt.NewRealm(RealmOptions{})
	require.NoError(t, err)
	for r, want := range map[*Realm]string{bare: "undefined,undefined,object", timers: "undefined,function,object", all: "object,function,object"} {
		v, err := r.RunString("typeof.js", "[typeof console, typeof setTimeout, typeof JSON].join()")
		require.NoError(t, err)
		assert.Equal(t, want, v.String())
	}
	_, err = timers.RunString("later.js", "var done = false; setTimeout(() => { done = [] instanceof Array }, 1)")
	require.NoError(t, err)
	require.NoError(t, rt.RunLoop())
	v, err := timers.Get("done")
	require.NoError(t, err)
	assert.True(t, v.Bool())
	small, err := New(Options{})
	require.NoError(t, err)
	_, err = small.NewRealm(RealmOptions{Libraries: []*Library{web.Console()}})
	require.ErrorContains(t, err, "web.Console")
}

func TestModulesOfRealms(t *testing.T) {
	rt := newRuntime(t, Options{Loader: FSLoader{FS: fstest.MapFS{
		"counter.mjs": {Data: []byte("export let n = 0; export const more = () => ++n; export const home = [].constructor")},
	}}})
	r, err := rt.NewRealm(RealmOptions{})
	require.NoError(t, err)
	ours, err := rt.Import("./counter.mjs")
	require.NoError(t, err)
	theirs, err := r.Import("./counter.mjs")
	require.NoError(t, err)
	again, err := r.Import("./counter.mjs")
	require.NoError(t, err)
	assert.True(t, again.StrictEquals(theirs))
	assert.False(t, ours.StrictEquals(theirs))
	more, err := theirs.Get("more")
	require.NoError(t, err)
	_, err = more.Call(nil)
	require.NoError(t, err)
	n, err := theirs.Get("n")
	require.NoError(t, err)
	assert.Equal(t, "1", n.String())
	n, err = ours.Get("n")
	require.NoError(t, err)
	assert.Equal(t, "0", n.String())
	home, err := theirs.Get("home")
	require.NoError(t, err)
	assert.True(t, home.Realm().Is(r))
	p, err := Compile("main.mjs", "export const own = globalThis", Module)
	require.NoError(t, err)
	namespace, err := r.Run(p)
	require.NoError(t, err)
	own, err := namespace.Get("own")
	require.NoError(t, err)
	assert.True(t, own.StrictEquals(r.GlobalObject()))
}

// A runtime that goes back to a checkpoint has the classes, dynamic objects, proxies and realms of
// that time, and forgets those that came later.
func TestObjectsOfTheHostAndCheckpoints(t *testing.T) {
	point, later, gone := pointClass(), pointClass(), 0
	later.Finalizer(func(*testPoint) { gone++ })
	rt := newRuntime(t, Options{})
	d := &testMap{m: map[string]Value{}}
	require.NoError(t, rt.Set("d", rt.NewDynamicObject(d)))
	setClass(t, rt, "Point", point)
	realm, err := rt.NewRealm(RealmOptions{})
	require.NoError(t, err)
	_, err = realm.RunString("realm.js", "var state = 'before'")
	require.NoError(t, err)
	evaluate(t, rt, "var p = new Point(1, 2); d.x = 1; d.x")
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for range 3 {
		setClass(t, rt, "Later", later)
		evaluate(t, rt, `
			for (let i = 0; i < 100; i++) new Later(i, i)
			var q = new Point(3, 4); Point.prototype.sum = () => 'polluted'; var names = []
			for (let i = 0; i < 200; i++) { d['k' + i] = i; names.push(d['k' + i]) }
			new Point(1, 1).own = 1; p.own = 2`)
		_, err = realm.RunString("realm.js", "state = 'after'; Array.prototype.x = 1")
		require.NoError(t, err)
		_, err = rt.NewRealm(RealmOptions{})
		require.NoError(t, err)
		require.NoError(t, rt.Restore(cp))
		require.NoError(t, rt.RunLoop())
		require.NoError(t, rt.obj.Heap.Verify())
		checks(t, rt, `
			typeof Later === 'undefined' && typeof q === 'undefined' && p.sum() === 3 && p.own === undefined
			new Point(5, 6).sum() === 11 && p instanceof Point && d.x === 1 && d.k3 === 3
			(() => { let s = 0; for (let i = 0; i < 200; i++) s += d['k' + i]; return s })() === 19900
		`)
		v, err := realm.RunString("realm.js", "state + [].x")
		require.NoError(t, err)
		assert.Equal(t, "beforeundefined", v.String())
	}
	assert.Equal(t, 300, gone)
	assert.Len(t, rt.obj.Realms, 2)
}

// What a method makes is of the realm of the method, however it is called, and so are the static
// properties of RegExp.
func TestMethodsOfOtherRealmsMakeWhatIsOfTheirs(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		other, err := rt.NewRealm(RealmOptions{})
		require.NoError(t, err)
		global, err := other.RunString("global.js", "globalThis")
		require.NoError(t, err)
		require.NoError(t, rt.Set("other", global))
		assert.Equal(t, "", evaluate(t, rt, `
			const wrong = new Set;
			const is = (v, proto, what) => { if (Object.getPrototypeOf(v) !== proto) wrong.add(what) };
			const foreign = other.eval("/(b)/"), named = other.eval("/(?<x>b)/"), own = /(a)/;
			const { exec } = other.RegExp.prototype, { match, charCodeAt, split } = other.String.prototype, { slice, push, entries } = other.Array.prototype;
			for (let i = 0; i < 300; i++) {
				is(foreign.exec("ab"), other.Array.prototype, "exec");
				is(exec.call(own, "ab"), other.Array.prototype, "exec of own");
				is("ab".match(foreign), other.Array.prototype, "match of foreign");
				is(match.call("ab", own), Array.prototype, "match by foreign");
				is(RegExp.prototype.exec.call(foreign, "ab"), Array.prototype, "own exec");
				is(named.exec("ab").groups, null, "groups");
				is(slice.call([1, 2], i % 2), other.Array.prototype, "slice");
				is([1, 2].slice.call(other.Array.of(1, 2), 1), Array.prototype, "own slice");
				is(split.call("a", ""), other.Array.prototype, "split");
				for (const e of entries.call([1])) is(e, other.Array.prototype, "entries");
				for (const e of other.Array.of(1).entries()) is(e, other.Array.prototype, "foreign entries");
				for (const e of new other.Map([[1, 2]])) is(e, other.Array.prototype, "map");
				for (const e of entries.call(other.Array.of(1))) is(e, other.Array.prototype, "all foreign");
				if (push.call([1], i) !== 2 || charCodeAt.call("a", 0) !== 97) wrong.add("shortcut");
				/(q)/.test("q"); other.RegExp("(r)").test("r");
				if (RegExp.$1 !== "q" || other.RegExp.$1 !== "r") wrong.add("static");
			}
			[...wrong].join()`).String())
	})
}

package kiln

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/cldr"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/web"
)

func TestManyShadowRealmsMeetTheMemoryLimit(t *testing.T) {
	limitBytes := int64(Fewer(16, 1, 8)) << 20
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		rt, err := New(Options{Tier: tier, MaxHeap: limitBytes})
		require.NoError(t, err)
		_, err = rt.RunString("many.js", "for (let i = 0; i < 1e6; i++) { try { new ShadowRealm } catch {} }")
		var limit *LimitError
		require.ErrorAs(t, err, &limit, tier)
		assert.Equal(t, LimitMemory, limit.Kind, tier)
		assert.LessOrEqual(t, rt.Stats().Heap.Peak, limitBytes+8<<20)

		rt, err = New(Options{Tier: tier, MaxHeap: limitBytes})
		require.NoError(t, err)
		_, err = rt.RunString("touched.js", `for (let i = 0; i < 1e6; i++) new ShadowRealm().evaluate(
			"for (const n of Object.getOwnPropertyNames(globalThis)) for (const k of Reflect.ownKeys(Object(globalThis[n]))) Reflect.getOwnPropertyDescriptor(globalThis[n], k); 0")`)
		require.ErrorAs(t, err, &limit, tier)
		assert.Equal(t, LimitMemory, limit.Kind, tier)
		assert.Less(t, rt.Stats().Realms, 200, "what a realm makes when it is touched counts as well")
	}
}

func TestRealmsHaveNumbersOf16Bits(t *testing.T) {
	rt, err := New(Options{})
	require.NoError(t, err)
	for len(rt.obj.Realms) < object.MaxRealms-1 {
		rt.obj.Realms = append(rt.obj.Realms, rt.realm)
	}
	v, err := rt.RunString("last.js", "new ShadowRealm; try { new ShadowRealm } catch (e) { String(e) }")
	require.NoError(t, err)
	assert.Equal(t, "RangeError: Too many realms: a program can make 65536", v.String())
}

func TestLimitsHoldInShadowRealms(t *testing.T) {
	var used []int64
	for _, tier := range []Tier{Interp, Bytecode, Native} {
		rt, err := New(Options{Tier: tier})
		require.NoError(t, err)
		rt.SetFuel(1_000_000)
		_, err = rt.RunString("made.js", "var r = new ShadowRealm, f = r.evaluate('n => { for (let i = 0; i < n; i++); return n }'); for (let i = 0; i < "+strconv.Itoa(Fewer(500, 1, 20))+"; i++) f(i); var caught = 0")
		require.NoError(t, err)
		used = append(used, rt.obj.Fuel())
		for _, source := range []string{
			"try { r.evaluate('for (;;);') } catch { caught++ }",
			"try { r.evaluate('try { for (;;); } finally { globalThis.caught = 1 }') } finally { caught++ }",
			"try { f(Infinity) } catch { caught++ }",
			"r.evaluate('f => { try { f() } catch { } }')(() => { for (;;); })",
		} {
			rt.SetFuel(int64(Fewer(100_000, 1, 50)))
			_, err = rt.RunString("endless.js", source)
			var limit *LimitError
			require.ErrorAs(t, err, &limit, source)
			assert.Equal(t, LimitFuel, limit.Kind, source)
		}
		rt.SetFuel(-1)
		assert.Equal(t, "0undefined", evaluate(t, rt, "caught + r.evaluate('typeof caught')").String())
		rt.Interrupt("enough")
		_, err = rt.RunString("interrupted.js", "try { r.evaluate('for (;;);') } catch { }")
		require.ErrorContains(t, err, "enough")
		rt.ClearInterrupt()
		assert.Equal(t, "7", evaluate(t, rt, "f(7)").String())
	}
	assert.Equal(t, used[0], used[1], "without changes of tier in the middle of a loop")
}

func TestShadowRealmsAndCheckpoints(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		evaluate(t, rt, "var r = new ShadowRealm, count = r.evaluate('globalThis.n = 0; () => ++n'); count()")
		c, err := rt.Checkpoint()
		require.NoError(t, err)
		for range 3 {
			assert.Equal(t, "2", evaluate(t, rt, "count()").String())
			evaluate(t, rt, "r.evaluate('Array.prototype.mine = 1; delete globalThis.Map'); var later = new ShadowRealm; later.evaluate('var x = 1'); for (let i = 0; i < 400; i++) count(); 0")
			assert.Equal(t, 3, rt.Stats().Realms)
			require.NoError(t, rt.Restore(c))
			assert.Equal(t, 2, rt.Stats().Realms)
			assert.Equal(t, "undefinedfunctionundefined", evaluate(t, rt, "typeof later + r.evaluate('typeof Map + [].mine')").String())
		}
	})
}

func TestShadowRealmsOfImages(t *testing.T) {
	files := FSLoader{FS: fstest.MapFS{"lib/a.js": {Data: []byte("export const a = 'from a'")}, "lib/main.js": {Data: []byte("globalThis.ofModule = new ShadowRealm")}}}
	eachTier(t, func(t *testing.T, like *Runtime) {
		rt, err := New(Options{Loader: files, Libraries: web.All()})
		require.NoError(t, err)
		_, err = rt.Import("./lib/main.js")
		require.NoError(t, err)
		evaluate(t, rt, "var r = new ShadowRealm, count = r.evaluate('globalThis.n = 0; Map.prototype.mine = 1; f => f ? f(++n) : ++n'); count()")
		image, err := rt.Image()
		require.NoError(t, err)
		for range 2 {
			other, err := image.New(Options{Loader: files, Tier: like.options.Tier})
			require.NoError(t, err)
			assert.Equal(t, 3, other.Stats().Realms)
			assert.Equal(t, "2x31true", evaluate(t, other, "'' + count() + count(x => 'x' + x) + r.evaluate('new Map().mine') + (new ShadowRealm().evaluate('new Map().mine') === undefined)").String())
			v, err := other.RunString("later.js", "ofModule.importValue('./a.js', 'a')")
			require.NoError(t, err)
			v, err = other.Await(t.Context(), v)
			require.NoError(t, err)
			assert.Equal(t, "from a", v.String())
		}
	})
}

func TestShadowRealmIsToldOfNewRealms(t *testing.T) {
	var made []*Realm
	fail := false
	rt, err := New(Options{Libraries: web.All(), ShadowRealm: func(r *Realm) error {
		if fail {
			return errors.New("no more of them")
		}
		made = append(made, r)
		return r.Set("twice", func(n int) int { return 2 * n })
	}})
	require.NoError(t, err)
	v, err := rt.RunString("told.js", `
		var r = new ShadowRealm;
		r.evaluate("twice(21) + '' + (twice instanceof Function) + typeof console + typeof queueMicrotask + typeof setTimeout + typeof AbortSignal + typeof ReadableStream + typeof Temporal + (typeof Intl === 'undefined' ? 'none' : Object.getPrototypeOf(new Intl.NumberFormat).constructor.name) + (1234.5).toLocaleString('de')")`)
	require.NoError(t, err)
	want := "42trueobjectfunctionundefinedfunctionfunctionobjectNumberFormat1.234,5"
	if !IsBuiltWith("Temporal") {
		want = strings.Replace(want, "functionobject", "functionundefined", 1)
	}
	if !IsBuiltWith("Intl") {
		want = strings.Replace(want, "NumberFormat", "none", 1)
	}
	if !IsBuiltWith("Intl") || cldr.EnglishAlone() {
		want = strings.Replace(want, "1.234,5", "1,234.5", 1)
	}
	assert.Equal(t, want, v.String())
	assert.Equal(t, "undefined", evaluate(t, rt, "typeof twice").String())
	require.Len(t, made, 1)
	assert.True(t, made[0].IsShadowRealm())
	assert.False(t, rt.MainRealm().IsShadowRealm())
	fail = true
	assert.Equal(t, "Error: no more of them", evaluate(t, rt, "try { new ShadowRealm } catch (e) { String(e) }").String())

	rt, err = New(Options{ShadowRealm: func(*Realm) error { panic("of the host") }})
	require.NoError(t, err)
	_, err = rt.RunString("panics.js", "new ShadowRealm")
	require.ErrorContains(t, err, "of the host")
}

// What Go functions give has the prototypes of the realm that called them, though it is the same Go
// value everywhere: no object and no prototype leads from a ShadowRealm to another realm.
func TestGoValuesLeadToNoOtherRealm(t *testing.T) {
	type point struct{ X int }
	one, list, dict, ch := &point{1}, []int{1}, map[string]int{"a": 1}, make(chan int)
	functions := map[string]any{
		"pointer": func() *point { return one }, "list": func() *[]int { return &list }, "dict": func() map[string]int { return dict },
		"channel": func() chan int { return ch }, "sequence": func() iter.Seq[int] { return slices.Values(list) },
		"bytes": func() []byte { return []byte("abc") }, "fail": func() error { return io.EOF }, "call": func() func() { return func() {} },
	}
	var seen []Value
	give := func(set func(string, any) error) {
		for name, f := range functions {
			require.NoError(t, set(name, f))
		}
		require.NoError(t, set("see", func(v Value) { seen = append(seen, v) }))
	}
	rt, err := New(Options{ShadowRealm: func(r *Realm) error {
		give(r.Set)
		return nil
	}})
	require.NoError(t, err)
	give(rt.Set)
	const look = `(() => {
		let strangers = [];
		const look = (name, o) => { for (see(o); o !== null; o = Object.getPrototypeOf(o)) if (Object.getPrototypeOf(o) === null && o !== Object.prototype) strangers.push(name) };
		for (const [name, f] of Object.entries({ pointer, list, dict, channel, sequence, bytes, call })) look(name, f()), look(name, f);
		look('iterator', sequence()[Symbol.iterator]()); look('async iterator', channel()[Symbol.asyncIterator]());
		try { fail() } catch (e) { look('error', e) }
		if (pointer() !== pointer()) strangers.push('another pointer');
		return strangers.join()
	})()`
	v, err := rt.RunString("look.js", "var a = new ShadowRealm, b = new ShadowRealm; ["+look+", a.evaluate(`"+look+"`), b.evaluate(`"+look+"`)].join('|')")
	require.NoError(t, err)
	assert.Equal(t, "||", v.String())
	objects := map[string]int{}
	for i, v := range seen {
		objects[fmt.Sprint(v.raw())] |= 1 << (i / (len(seen) / 3))
	}
	for _, realms := range objects {
		assert.Contains(t, []int{1, 2, 4}, realms, "an object of one realm is seen in another")
	}
}

func TestBackgroundImportsOfShadowRealms(t *testing.T) {
	rt, err := New(Options{BackgroundImports: true, Loader: FSLoader{FS: fstest.MapFS{
		"lib/main.js":   {Data: []byte("import { b } from './deep/b.js'; export const r = new ShadowRealm; globalThis.r = r; b.mine = 1")},
		"lib/deep/b.js": {Data: []byte("export function b() { return b.mine } export default import('../c.js').then(ns => ns.c)")},
		"lib/c.js":      {Data: []byte("export const c = 'c'")},
	}}})
	require.NoError(t, err)
	_, err = rt.Import("./lib/main.js")
	require.NoError(t, err)
	v, err := rt.RunString("elsewhere/ask.js", "r.importValue('./deep/b.js', 'b').then(b => b() + typeof b)")
	require.NoError(t, err)
	v, err = rt.Await(t.Context(), v)
	require.NoError(t, err)
	assert.Equal(t, "undefinedfunction", v.String())
	v, err = rt.RunString("ask.js", "new Promise(f => { r.evaluate(`f => { import('./c.js').then(ns => f(ns.c), e => f(e.message)) }`)(x => { f(x) }) })")
	require.NoError(t, err)
	v, err = rt.Await(t.Context(), v)
	require.NoError(t, err)
	assert.Equal(t, "c", v.String())
}

func ExampleOptions_shadowRealm() {
	rt, err := New(Options{ShadowRealm: func(r *Realm) error {
		return r.Set("shout", func(s string) string { return s + "!" })
	}})
	if err != nil {
		panic(err)
	}
	v, err := rt.RunString("plugin.js", `
		const plugin = new ShadowRealm().evaluate("globalThis.Array = null; name => shout('hello ' + name)");
		plugin("host") + typeof Array`)
	fmt.Println(v, err)
	// Output: hello host!function <nil>
}

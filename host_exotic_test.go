package kiln_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// table keeps the properties of an object in a Go map of numbers.
type table struct {
	numbers map[string]int
	traits  object.HostTraits
	array   bool
}

func (t *table) HostTraits() object.HostTraits { return t.traits }

func (t *table) HostHas(rt *object.Runtime, _ *heap.Object, key heap.Value) (heap.Attrs, bool, error) {
	if t.array && key == rt.Heap.Names.Length {
		return heap.Writable, true, nil
	}
	_, ok := t.numbers[rt.KeyText(key)]
	return heap.DefaultAttrs, ok, nil
}

func (t *table) HostGet(rt *object.Runtime, o *heap.Object, key heap.Value) (heap.Value, heap.Attrs, bool, error) {
	attrs, ok, _ := t.HostHas(rt, o, key)
	if t.array && key == rt.Heap.Names.Length {
		return heap.Int(int32(len(t.numbers))), attrs, true, nil
	}
	return heap.Int(int32(t.numbers[rt.KeyText(key)])), attrs, ok, nil
}

func (t *table) HostSet(rt *object.Runtime, _ *heap.Object, key, v heap.Value) (bool, error) {
	if !v.IsNumber() || t.array && key == rt.Heap.Names.Length {
		return v.IsNumber(), nil
	}
	t.numbers[rt.KeyText(key)] = int(v.Float64())
	return true, nil
}

func (t *table) HostDelete(rt *object.Runtime, _ *heap.Object, key heap.Value) (bool, error) {
	delete(t.numbers, rt.KeyText(key))
	return true, nil
}

func (t *table) HostKeys(rt *object.Runtime, _ *heap.Object) ([]heap.Value, error) {
	var keys []heap.Value
	for _, name := range slices.Sorted(maps.Keys(t.numbers)) {
		key := rt.Heap.KeyFromString(rt.Heap.NewString(name))
		keys = append(keys, key, key)
	}
	return keys, nil
}

// withTables runs test in every mode, on a runtime where scripts find an object and an
// array of the host.
func withTables(t *testing.T, test func(t *testing.T, rt *kiln.Runtime, live *table)) {
	for _, m := range modes.All {
		for _, stress := range []bool{false, true} {
			name := m.Name
			if stress {
				name += "/stress"
			}
			t.Run(name, func(t *testing.T) {
				rt, err := kiln.New(kiln.Options{Tier: m.Tier, Thresholds: m.Thresholds, Stress: stress})
				require.NoError(t, err)
				live := &table{numbers: map[string]int{"x": 1, "y": 2}, traits: object.HostQuiet}
				list := &table{numbers: map[string]int{"0": 10, "1": 11, "2": 12}, traits: object.HostQuiet, array: true}
				require.NoError(t, rt.Do(func() error {
					r := rt.Realm()
					define := func(name string, x object.HostExotic, proto object.IntrinsicID, array bool) {
						o := rt.Object().NewHostExotic(x, r.Intrinsic(proto).Value(), array)
						rt.Object().Heap.AddProperty(r.Global, rt.Object().Heap.InternGo(name), o.Value(), heap.DefaultAttrs)
					}
					define("live", live, object.ObjectPrototype, false)
					define("list", list, object.ArrayPrototype, true)
					bump := r.NewBuiltin("bump", 1, func(c *object.Call) (heap.Value, error) {
						name := c.Arg(0).Str().Go(c.RT.Heap)
						if c.Arg(1).IsUndefined() {
							delete(live.numbers, name)
						} else {
							live.numbers[name] = int(c.Arg(1).Float64())
						}
						return heap.Undefined, nil
					}, object.KindHost)
					rt.Object().Heap.AddProperty(r.Global, rt.Object().Heap.InternGo("bump"), bump.Value(), heap.DefaultAttrs)
					return nil
				}))
				test(t, rt, live)
			})
		}
	}
}

func evaluateText(t *testing.T, rt *kiln.Runtime, source string) string {
	t.Helper()
	v, err := rt.RunString("test.js", source)
	require.NoError(t, err, source)
	return v.String()
}

func TestPropertiesOfTheHostBehaveLikeOthers(t *testing.T) {
	withTables(t, func(t *testing.T, rt *kiln.Runtime, live *table) {
		for _, c := range []struct{ source, want string }{
			{"live.x + live.y", "3"},
			{"live.z", "undefined"},
			{"String('x' in live) + ('z' in live) + ('toString' in live)", "truefalsetrue"},
			{"live.z = 5; live.z", "5"},
			{"delete live.z", "true"},
			{"delete live.z", "true"},
			{"Object.keys(live).join()", "x,y"},
			{"var s = ''; for (var k in live) s += k; s", "xy"},
			{"JSON.stringify(live)", `{"x":1,"y":2}`},
			{"JSON.stringify({...live, z: 3})", `{"x":1,"y":2,"z":3}`},
			{"var {x, ...rest} = live; JSON.stringify(rest)", `{"y":2}`},
			{"JSON.stringify(Object.assign({}, live))", `{"x":1,"y":2}`},
			{"JSON.stringify(Object.getOwnPropertyDescriptor(live, 'x'))", `{"value":1,"writable":true,"enumerable":true,"configurable":true}`},
			{"Object.entries(live).join(';')", "x,1;y,2"},
			{"Object.defineProperty(live, 'w', {value: 7}).w", "7"},
			{"delete live.w; Reflect.defineProperty(live, 'w', {get() {}})", "false"},
			{"Reflect.defineProperty(live, 'x', {writable: false})", "false"},
			{"Reflect.defineProperty(live, 'x', {enumerable: true})", "true"},
			{"Reflect.set(live, 'x', 'text')", "false"},
			{"'use strict'; var r = 'none'; try { live.x = 'text' } catch (e) { r = e.name } r", "TypeError"},
			{"Reflect.preventExtensions(live)", "false"},
			{"Object.isExtensible(live)", "true"},
			{"var r = 'none'; try { Object.freeze(live) } catch (e) { r = e.name } r", "TypeError"},
			{"live[Symbol.for('s')] = 's'; live[Symbol.for('s')] + Reflect.ownKeys(live).length", "s3"},
			{"Object.prototype.toString.call(live)", "[object Object]"},
			{"Object.setPrototypeOf(live, {inherited: 9}); live.inherited", "9"},
			{"Object.setPrototypeOf(live, Object.prototype) === live", "true"},
			{"'' + list + list.length + Array.isArray(list)", "10,11,123true"},
			{"JSON.stringify([...list])", "[10,11,12]"},
			{"JSON.stringify(list)", "[10,11,12]"},
			{"list.map(x => x * 2).join()", "20,22,24"},
			{"[1].concat(list, [2]).join()", "1,10,11,12,2"},
			{"[[0], list].flat().join()", "0,10,11,12"},
			{"list.push(13); list.at(-1)", "13"},
			{"list.indexOf(12) + list.slice(1, 3).join()", "211,12"},
			{"Math.max.apply(null, list)", "13"},
			{"Object.prototype.toString.call(list)", "[object Array]"},
			{"list", "[ 10, 11, 12, 13 ]"},
			{"live", "{ x: 1, y: 2, [Symbol(s)]: 's' }"},
			{"class C { constructor() { return live } } class D extends C { #p = 1; static p(o) { return o.#p } }; new D; D.p(live)", "1"},
		} {
			assert.Equal(t, c.want, evaluateText(t, rt, c.source), c.source)
		}
	})
}

func TestCachesDoNotHoldPropertiesOfTheHost(t *testing.T) {
	const turns = "300"
	withTables(t, func(t *testing.T, rt *kiln.Runtime, live *table) {
		for _, c := range []struct{ source, want string }{
			{"function read(o) { return o.x } var n = 0; for (var i = 0; i < TURNS; i++) { bump('x', i); n += read(live) } n", "44850"},
			{"var heir = Object.create(live); n = 0; for (var i = 0; i < TURNS; i++) { bump('x', i); n += read(heir) } n", "44850"},
			{"function absent(o) { return o.late } n = 0; for (var i = 0; i < TURNS; i++) { if (i == 200) bump('late', 1); if (absent(heir)) n++ } bump('late'); n", "100"},
			{"class Child { get x2() { return this.x } } Object.setPrototypeOf(Child.prototype, live); n = 0; var kid = new Child; for (var i = 0; i < TURNS; i++) { bump('x', i); n += kid.x2 } n", "44850"},
			{"function write(o, v) { o.x = v } for (var i = 0; i < TURNS; i++) write(live, i); live.x", "299"},
			{"for (var i = 0; i < TURNS; i++) write(heir, i); heir.x + ',' + live.x", "299,299"},
			{"function has(o) { return 'late' in o } n = 0; for (var i = 0; i < TURNS; i++) { if (i == 200) bump('late', 1); if (has(heir)) n++ } bump('late'); n", "100"},
			{"function at(o, k) { return o[k] } n = 0; for (var i = 0; i < TURNS; i++) { bump('7', i); n += at(live, 7) + at(live, '7') } n", "89700"},
			{"var holes = [, 1]; Object.setPrototypeOf(holes, live); n = 0; for (var i = 0; i < TURNS; i++) { bump('0', i); n += at(holes, 0) } n", "44850"},
			{"n = 0; for (var i = 0; i < TURNS; i++) for (var e of list) n += e; n", "9900"},
			{"n = 0; for (var i = 0; i < TURNS; i++) n += list[i % 3] + list.length; n", "4200"},
			{"function F() {} function is(o) { return o instanceof F } n = 0; for (var i = 0; i < TURNS; i++) { if (i == 200) Object.setPrototypeOf(live, F.prototype); if (is(heir)) n++ } n", "100"},
			{"delete live.x; delete live.late; function add(o) { o.fresh = 1 } for (var i = 0; i < TURNS; i++) add(Object.create(live)); String('fresh' in live)", "false"},
		} {
			source := strings.ReplaceAll(c.source, "TURNS", turns)
			assert.Equal(t, c.want, evaluateText(t, rt, source), source)
		}
	})
}

func TestLongChainsOfObjectsOfTheHostDoNotOverflow(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	require.NoError(t, rt.Do(func() error {
		r, o := rt.Realm(), rt.Object()
		proto := r.Intrinsic(object.ObjectPrototype).Value()
		for range 200_000 {
			mark := o.Heap.OpenScope()
			proto = o.NewHostExotic(&table{numbers: map[string]int{}}, proto, false).Value()
			o.Heap.CloseScope(mark)
			o.Heap.Keep(proto)
		}
		o.Heap.AddProperty(r.Global, o.Heap.InternGo("deep"), proto, heap.DefaultAttrs)
		return nil
	}))
	assert.Equal(t, "undefinedfalse", evaluateText(t, rt, "String(deep.nothing) + ('nothing' in deep)"))
	assert.Equal(t, "1", evaluateText(t, rt, "deep.nothing = 1; deep.nothing"))
}

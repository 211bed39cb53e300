package kiln

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// testMap is a DynamicObject over a Go map.
type testMap struct {
	m    map[string]Value
	keys []string // what Keys says, if not nil
	err  error    // what everything says, if not nil
	hook func(op, key string)
}

func (d *testMap) saw(op, key string) {
	if d.hook != nil {
		d.hook(op, key)
	}
}

func (d *testMap) Get(key string) (Value, bool, error) {
	d.saw("get", key)
	v, ok := d.m[key]
	return v, ok, d.err
}

func (d *testMap) Set(key string, v Value) (bool, error) {
	d.saw("set", key)
	if key == "readonly" {
		return false, d.err
	}
	d.m[key] = v
	return true, d.err
}

func (d *testMap) Has(key string) (bool, error) {
	d.saw("has", key)
	_, ok := d.m[key]
	return ok, d.err
}

func (d *testMap) Delete(key string) (bool, error) {
	d.saw("delete", key)
	if key == "readonly" {
		return false, d.err
	}
	delete(d.m, key)
	return true, d.err
}

func (d *testMap) Keys() ([]string, error) {
	d.saw("keys", "")
	if d.keys != nil {
		return d.keys, d.err
	}
	return slices.Sorted(maps.Keys(d.m)), d.err
}

// testList is a DynamicArray over a Go slice.
type testList struct {
	list []Value
	max  int
}

func (d *testList) Len() (int, error) { return len(d.list), nil }

func (d *testList) Get(i int) (Value, error) { return d.list[i], nil }

func (d *testList) Set(i int, v Value) (bool, error) {
	if i >= d.max {
		return false, nil
	}
	for i >= len(d.list) {
		d.list = append(d.list, Value{})
	}
	d.list[i] = v
	return true, nil
}

func (d *testList) SetLen(n int) (bool, error) {
	if d.max < 0 {
		d.list = d.list[:n+1]
	}
	if n > d.max {
		return false, nil
	}
	for n > len(d.list) {
		d.list = append(d.list, Value{})
	}
	d.list = d.list[:n]
	return true, nil
}

func TestDynamicObjects(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		d := &testMap{m: map[string]Value{"a": evaluate(t, rt, "1"), "b": evaluate(t, rt, "'two'"), "7": evaluate(t, rt, "({})")}}
		v := rt.NewDynamicObject(d)
		assert.Same(t, d, v.Dynamic())
		setGlobal(t, rt, "d", v)
		evaluate(t, rt, catching)
		checks(t, rt, `
			d.a === 1 && d.b === 'two' && typeof d[7] === 'object' && d.c === undefined
			Object.keys(d).join() === '7,a,b' && Reflect.ownKeys(d).join() === '7,a,b'
			(() => { let s = ''; for (const k in d) s += k; return s })() === '7ab'
			JSON.stringify(d) === '{"7":{},"a":1,"b":"two"}'
			JSON.stringify({...d}) === '{"7":{},"a":1,"b":"two"}'
			JSON.stringify(Object.assign({}, d)) === JSON.stringify(d)
			JSON.stringify(Object.entries(d)) === '[["7",{}],["a",1],["b","two"]]'
			(({a, b: {length}, c = 5, ...rest}) => a + length + c + Object.keys(rest).join())(d) === '97' || 'a' in d
			(({a, b: {length}, c = 5, ...rest}) => [a, length, c, Object.keys(rest).join()].join())(d) === '1,3,5,7'
			'a' in d && !('c' in d) && 'toString' in d && d.hasOwnProperty('b') && !d.hasOwnProperty('toString')
			(d.c = 3, d.c === 3 && 'c' in d) && delete d.c && !('c' in d) && d.c === undefined
			delete d.nothing
			caught(() => { 'use strict'; d.readonly = 1 }).startsWith('TypeError')
			(d.readonly = 1, d.readonly === undefined)
			Object.getPrototypeOf(d) === Object.prototype && String(d) === '[object Object]'
			JSON.stringify(Object.getOwnPropertyDescriptor(d, 'a')) === '{"value":1,"writable":true,"enumerable":true,"configurable":true}'
			caught(() => Object.freeze(d)).startsWith('TypeError') && Object.isExtensible(d) && d.a === 1
			caught(() => Object.seal(d)).startsWith('TypeError')
			caught(() => Object.defineProperty(d, 'x', {get() {}})).startsWith('TypeError')
			caught(() => Object.defineProperty(d, 'x', {value: 1, writable: false})).startsWith('TypeError')
			Object.defineProperty(d, 'x', {value: 1, writable: true, enumerable: true, configurable: true}).x === 1 && delete d.x
			(d[Symbol.toStringTag] = 'Tag', String(d) === '[object Tag]' && Object.getOwnPropertySymbols(d).length === 1)
			(() => { const o = Object.create(d); o.z = 1; return o.a === 1 && 'b' in o && !('z' in d) && Object.keys(o).join() === 'z' })()
			(() => { const o = Object.create(d); o.a = 2; return o.a === 2 && d.a === 1 && delete o.a && o.a === 1 })()
			(() => { let s = ''; for (const k in Object.create(d)) s += k; return s })() === '7ab'
			(d.f = function () { return this === d }, d.f()) && delete d.f
			(d.n = 1, d.n++, d.n += 5, d.n === 7) && delete d.n
			(d['\u00e9'] = 1, d['\u00e9'] === 1 && d['\u20ac'] === undefined) && delete d['\u00e9']
			caught(() => Object.setPrototypeOf(d, Object.create(d))) === 'TypeError: Cyclic __proto__ value'
			caught(() => Object.setPrototypeOf(Object.prototype, d)).startsWith('TypeError')
			new Proxy(d, {}).a === 1 && Reflect.get(d, 'a') === 1 && Reflect.set(d, 'r', 1) && Reflect.deleteProperty(d, 'r')
		`)
		evaluate(t, rt, `
			function read(o) { return o.a }
			function write(o, i) { o.w = i; return o.w }
			for (let i = 0; i < 500; i++) {
				if (read(d) !== 1 || read({a: 2}) !== 2 || write(d, i) !== i || write({}, i) !== i || d['a'] !== 1) throw i
				d.a = 1
			}
			delete d.w
			d.a = 'changed'
			if (read(d) !== 'changed') throw 'stale'
			delete d.a
			if (read(d) !== undefined) throw 'stale'
			Object.prototype.a = 'inherited'
			if (read(d) !== 'inherited') throw 'stale'
			delete Object.prototype.a
		`)
		require.NoError(t, rt.obj.Heap.Verify())
	})
}

// What the Go code says need not make sense.
func TestDynamicObjectsThatLie(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		one := evaluate(t, rt, "1")
		d := &testMap{m: map[string]Value{"a": one}, keys: []string{"a", "a", "ghost", "a", "", "\xff", "1", "01", "length"}}
		setGlobal(t, rt, "d", rt.NewDynamicObject(d))
		evaluate(t, rt, catching)
		checks(t, rt, `
			Object.keys(d).join() === 'a' && JSON.stringify(d) === '{"a":1}' && JSON.stringify({...d}) === '{"a":1}'
			Reflect.ownKeys(d).length === 7
			(() => { let s = ''; for (const k in d) s += k; return s })() === 'a'
			Reflect.ownKeys(new Proxy(d, {})).length === 7
		`)
		d.err = errors.New("broken")
		checks(t, rt, `
			caught(() => d.a) === 'Error: broken' && caught(() => d.a = 1) === 'Error: broken' && caught(() => 'a' in d) === 'Error: broken'
			caught(() => delete d.a) === 'Error: broken' && caught(() => Object.keys(d)) === 'Error: broken'
			caught(() => { for (const k in d); }) === 'Error: broken' && caught(() => JSON.stringify(d)) === 'Error: broken'
			caught(() => Object.create(d).x) === 'Error: broken' && caught(() => Object.create(d).x = 1) === 'Error: broken'
		`)
		_, err := rt.RunString("uncaught.js", "d.a")
		require.ErrorContains(t, err, "Error: broken")
		_, d.err = rt.RunString("thrown.js", "throw globalThis.thrown = {}")
		checks(t, rt, "(() => { try { d.a } catch (e) { return e === thrown } })()")
		d.err = &LimitError{Kind: LimitFuel, Reason: "no fuel"}
		var limit *LimitError
		_, err = rt.RunString("ended.js", "caught(() => d.a)")
		require.ErrorAs(t, err, &limit)
		d.err = nil
		d.m["foreign"] = evaluate(t, newRuntime(t, Options{}), "({})")
		checks(t, rt, `caught(() => d.foreign).includes('property "foreign" of a dynamic object')`)
	})
}

func TestDynamicObjectsThatRunScripts(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		one := evaluate(t, rt, "1")
		d := &testMap{m: map[string]Value{}}
		for i := range 20 {
			d.m[fmt.Sprint("k", i)] = one
		}
		setGlobal(t, rt, "d", rt.NewDynamicObject(d))
		busy := false
		d.hook = func(op, key string) {
			if op == "get" && !busy {
				busy = true
				_, err := rt.RunString("nested.js", "for (const k of Object.keys(d).slice(0, 5)) delete d[k]; [1, 2, 3].map(x => ({x})); d.more = {}")
				assert.NoError(t, err)
				rt.obj.Heap.Collect(true)
				busy = false
			}
		}
		evaluate(t, rt, "let seen = 0; for (const k in d) { d[k]; seen++ }; if (seen > 20) throw seen")
		evaluate(t, rt, "JSON.stringify(d); ({...d}); Object.entries(d)")
		if rt.obj.Heap.Stress() {
			return // each level of the recursion would collect
		}
		d.hook = func(op, key string) {
			if op == "get" {
				_, err := rt.RunString("deep.js", "d.x")
				if err != nil {
					d.err = err
				}
			}
		}
		_, err := rt.RunString("recursive.js", "d.x")
		require.Error(t, err)
		assert.ErrorContains(t, err, "call stack")
		d.hook, d.err = nil, nil
		assert.Equal(t, "2", evaluate(t, rt, "1 + 1").String())
	})
}

func TestDynamicArrays(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		d := &testList{max: 1000}
		for i := range 5 {
			v, err := convert(rt, i*i)
			require.NoError(t, err)
			d.list = append(d.list, v)
		}
		v := rt.NewDynamicArray(d)
		assert.Same(t, d, v.Dynamic())
		setGlobal(t, rt, "a", v)
		evaluate(t, rt, catching)
		checks(t, rt, `
			Array.isArray(a) && a.length === 5 && a[2] === 4 && a[5] === undefined && a instanceof Array
			JSON.stringify(a) === '[0,1,4,9,16]' && JSON.stringify([...a]) === '[0,1,4,9,16]' && a.join() === '0,1,4,9,16'
			JSON.stringify({...a}) === '{"0":0,"1":1,"2":4,"3":9,"4":16}'
			(([x, y, ...z]) => x + y + z.length)(a) === 4 && Math.max(...a) === 16 && Math.max.apply(null, a) === 16
			Object.keys(a).join() === '0,1,2,3,4' && Reflect.ownKeys(a).join() === '0,1,2,3,4,length'
			(() => { let s = ''; for (const k in a) s += k; return s })() === '01234'
			(() => { let s = 0; for (const x of a) s += x; return s })() === 30
			a.map(x => x + 1).join() === '1,2,5,10,17' && a.filter(x => x > 3).length === 3 && a.reduce((s, x) => s + x, 0) === 30
			[].concat(a, [1]).length === 6 && [[1], a].flat().length === 6
			a.includes(9) && a.indexOf(16) === 4 && a.at(-1) === 16 && a.slice(1, 3).join() === '1,4'
			a.push(25, 36) === 7 && a.length === 7 && a.pop() === 36 && a.shift() === 0 && a.unshift(0) === 6
			a.splice(1, 2, 'x').join() === '1,4' && a.join() === '0,x,9,16,25' && (a.reverse(), a.join() === '25,16,9,x,0')
			(a.sort((p, q) => String(p) < String(q) ? -1 : 1), a.join() === '0,16,25,9,x')
			(a.length = 2, a.join() === '0,16' && a.length === 2) && (a[3] = 'y', a.join() === '0,16,,y')
			caught(() => { a.length = -1 }) === 'RangeError: Invalid array length'
			caught(() => { a.length = 1.5 }) === 'RangeError: Invalid array length'
			caught(() => { 'use strict'; a.length = 2000 }).startsWith('TypeError') && a.length === 4
			caught(() => { 'use strict'; a[1000] = 1 }).startsWith('TypeError') && a.length === 4
			caught(() => { 'use strict'; a.own = 1 }).startsWith('TypeError') && a.own === undefined
			delete a[0] && 0 in a && a[0] === undefined && delete a[10] && caught(() => { 'use strict'; delete a.length }).startsWith('TypeError')
			caught(() => Object.freeze(a)).startsWith('TypeError')
			Object.getOwnPropertyDescriptor(a, 'length').configurable === false && 2 in a && !(9 in a) && 'length' in a
			(a.fill(7), a.join() === '7,7,7,7') && a.copyWithin(0, 1).length === 4 && Array.from(a).length === 4
			Object.create(a)[1] === 7 && Object.create(a).length === 4 && Array.prototype.concat.call([], a).length === 4
			(a[Symbol.for('s')] = 1, a[Symbol.for('s')] === 1)
			Object.prototype.toString.call(a) === '[object Array]'
			caught(() => Object.setPrototypeOf(Array.prototype, a)) === 'TypeError: Cyclic __proto__ value'
		`)
		evaluate(t, rt, `
			function sum(a) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i]; return s }
			function store(a, n) { for (let i = 0; i < n; i++) a[i] = i; return a }
			for (let i = 0; i < 30; i++) if (sum(store(a, 100)) !== 4950 || sum(store([], 100)) !== 4950) throw i
		`)
		require.NoError(t, rt.obj.Heap.Verify())
	})
}

// Globals that nobody has declared may come from Go, since the global object may inherit from a
// dynamic one; no cache of globals holds them.
func TestDynamicGlobals(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		seven, err := convert(rt, 7)
		require.NoError(t, err)
		d := &testMap{m: map[string]Value{"dynamic": seven}}
		require.NoError(t, rt.NewDynamicObject(d).SetPrototype(Null()))
		proxy := rt.NewDynamicObject(d)
		require.NoError(t, proxy.SetPrototype(Null()))
		require.NoError(t, rt.GlobalObject().SetPrototype(proxy))
		evaluate(t, rt, "function sum() { let s = 0; for (let i = 0; i < 300; i++) s += dynamic; return s }; function kind() { try { return missing } catch (e) { return e.name } }")
		checks(t, rt, `
			sum() === 2100 && kind() === 'ReferenceError' && typeof missing === 'undefined'
		`)
		if d.m["dynamic"], err = convert(rt, 8); err != nil {
			t.Fatal(err)
		}
		d.m["missing"] = seven
		checks(t, rt, `
			sum() === 2400 && kind() === 7 && typeof missing === 'number'
			(missing = 5, missing === 5) && !Object.keys(globalThis).includes('dynamic')
		`)
	})
}

// The limits hold whatever the Go code does.
func TestDynamicObjectsUnderLimits(t *testing.T) {
	for _, tier := range []Tier{Interp, Bytecode, Native, Auto} {
		rt := newRuntime(t, Options{Tier: tier, MaxHeap: int64(Fewer(32, 4, 16)) << 20})
		d := &testMap{m: map[string]Value{}}
		for i := range 1000 {
			d.m[fmt.Sprint(i)] = Value{}
		}
		setGlobal(t, rt, "d", rt.NewDynamicObject(d))
		setGlobal(t, rt, "huge", rt.NewDynamicArray(&hugeList{}))
		var limit *LimitError
		for _, source := range []string{"[...huge]", "Object.keys(huge)", "JSON.stringify(huge)", "huge.sort()", "({...huge})", "for (const k in huge);"} {
			_, err := rt.RunString("huge.js", source)
			require.Error(t, err, source)
			if errors.As(err, &limit) {
				assert.Equal(t, LimitMemory, limit.Kind, source)
			}
		}
		rt.SetFuel(20000)
		_, err := rt.RunString("fuel.js", "for (;;) Object.keys(d)")
		require.ErrorAs(t, err, &limit)
		assert.Equal(t, LimitFuel, limit.Kind)
	}
}

// A panic in a method ends the script, which cannot catch it, and nothing else.
func TestDynamicObjectsThatPanic(t *testing.T) {
	eachTier(t, func(t *testing.T, rt *Runtime) {
		d := &testMap{m: map[string]Value{}}
		require.NoError(t, rt.Set("d", rt.NewDynamicObject(d)))
		require.NoError(t, rt.Set("a", rt.NewDynamicArray(&testList{list: nil, max: -1})))
		evaluate(t, rt, catching)
		d.hook = func(op, _ string) { panic("in " + op) }
		for source, want := range map[string]string{
			"d.x": "in get", "d.x = 1": "in set", "'x' in d": "in has", "delete d.x": "in has", "Object.keys(d)": "in keys",
			"for (const k in Object.create(d));": "in keys", "JSON.stringify({d})": "in get", "a.length = 0": "slice bounds",
		} {
			for _, source := range []string{source, "caught(() => { " + source + " })"} {
				_, err := rt.RunString("panic.js", source)
				var internal *InternalError
				require.ErrorAs(t, err, &internal, source)
				assert.Contains(t, fmt.Sprint(internal.Panic), want, source)
			}
		}
		d.hook = nil
		assert.Equal(t, "3", evaluate(t, rt, "d.x = 3; d.x").String())
		require.NoError(t, rt.obj.Heap.Verify())
	})
}

// hugeList says that it is very long.
type hugeList struct{}

func (*hugeList) Len() (int, error)            { return 1<<32 - 1, nil }
func (*hugeList) Get(int) (Value, error)       { return Value{}, nil }
func (*hugeList) Set(int, Value) (bool, error) { return true, nil }
func (*hugeList) SetLen(int) (bool, error)     { return true, nil }

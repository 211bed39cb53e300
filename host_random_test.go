package kiln_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
)

// randomInner and randomOuter are what random scripts see as structs.
type randomInner struct {
	X    int
	Name string `js:"name,omitempty"`
}

type randomOuter struct {
	A     int
	B     float64
	S     string
	Flag  bool
	Any   any
	In    randomInner
	Ptr   *randomInner
	List  []int
	Texts []string
	Dict  map[string]any
	Arr   [3]int
	Bytes []byte
	randomEmbedded
}

type randomEmbedded struct{ E int }

func (o *randomOuter) Sum(x, y int) int         { o.A++; return o.A + x + y }
func (o *randomOuter) Self() *randomOuter       { return o }
func (o randomOuter) Copy() randomOuter         { return o }
func (o *randomOuter) Fail() (int, error)       { return 0, errors.New("failed") }
func (i *randomInner) Bump(by int) *randomInner { i.X += by; return i }

// randomTable is a dynamic object and a dynamic array.
type randomTable struct {
	keys   []string
	values map[string]kiln.Value
}

func (d *randomTable) Get(key string) (kiln.Value, bool, error) {
	v, ok := d.values[key]
	return v, ok, nil
}

func (d *randomTable) Set(key string, v kiln.Value) (bool, error) {
	if key == "fixed" {
		return false, nil
	}
	if _, ok := d.values[key]; !ok {
		d.keys = append(d.keys, key)
	}
	d.values[key] = v
	return true, nil
}

func (d *randomTable) Has(key string) (bool, error) { _, ok := d.values[key]; return ok, nil }

func (d *randomTable) Delete(key string) (bool, error) {
	delete(d.values, key)
	for i, k := range d.keys {
		if k == key {
			d.keys = append(d.keys[:i:i], d.keys[i+1:]...)
			break
		}
	}
	return true, nil
}

func (d *randomTable) Keys() ([]string, error) { return d.keys, nil }

type randomArray struct{ list []kiln.Value }

func (d *randomArray) Len() (int, error)             { return len(d.list), nil }
func (d *randomArray) Get(i int) (kiln.Value, error) { return d.list[i], nil }

func (d *randomArray) Set(i int, v kiln.Value) (bool, error) {
	if i >= len(d.list) {
		if ok, err := d.SetLen(i + 1); !ok {
			return false, err
		}
	}
	d.list[i] = v
	return true, nil
}

func (d *randomArray) SetLen(n int) (bool, error) {
	if n > 1000 {
		return false, nil
	}
	for len(d.list) < n {
		d.list = append(d.list, kiln.Undefined())
	}
	d.list = d.list[:n]
	return true, nil
}

var randomClass = kiln.NewClass[randomInner]("Point").
	ConstructorFunc(func(x int) *randomInner { return &randomInner{X: x} }).
	Func("bump", func(p *randomInner, by int) int { p.X += by; return p.X }).
	Getter("x", func(p *randomInner, c kiln.Call) (kiln.Value, error) { return c.Runtime().ToValue(p.X) })

// randomHost gives a runtime the same Go values each time.
func randomHost(t *testing.T, o kiln.Options) *kiln.Runtime {
	t.Helper()
	rt, err := kiln.New(o)
	require.NoError(t, err)
	one, _ := rt.ToValue(1)
	class, err := rt.Class(randomClass)
	require.NoError(t, err)
	list := []any{1, "b", 2.5, nil, true}
	numbers := []int{3, 1, 2}
	outer := &randomOuter{A: 1, B: 2.5, S: "s", Ptr: &randomInner{X: 9}, List: []int{5, 3, 4}, Texts: []string{"q"}, Dict: map[string]any{"k": 1}, Bytes: []byte{1, 2, 3}}
	for name, x := range map[string]any{
		"outer": outer, "dict": map[string]any{"a": 1, "b": []any{1, 2}, "7": "seven"}, "counts": map[string]int{"one": 1, "two": 2}, "byNumber": map[int]string{1: "x", 10: "y"},
		"list": &list, "numbers": &numbers, "plain": []string{"a", "b"}, "bytes": []byte{9, 8, 7, 6},
		"table": rt.NewDynamicObject(&randomTable{[]string{"p"}, map[string]kiln.Value{"p": one}}),
		"array": rt.NewDynamicArray(&randomArray{[]kiln.Value{one, one}}),
		"Point": class, "add": func(x, y int) int { return x + y }, "join": func(s string, rest ...string) string { return s + strings.Join(rest, "-") },
		"echo": func(x any) any { return x }, "apply": func(f func(int) (int, error), x int) (int, error) { return f(x) },
		"divide": func(x, y int) (int, error) {
			if y == 0 {
				return 0, errors.New("by zero")
			}
			return x / y, nil
		},
		"raw": rt.NewFunction("raw", 1, func(c kiln.Call) (kiln.Value, error) {
			if c.Len() == 0 {
				return c.This(), nil
			}
			return c.Arg(0), nil
		}),
	} {
		require.NoError(t, rt.Set(name, x), name)
	}
	return rt
}

// randomScript writes a program of random operations on the values of randomHost, whose value
// is the text of all that they gave.
func randomScript(r *rand.Rand) string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	object := func() string {
		return pick("outer", "dict", "counts", "byNumber", "list", "numbers", "plain", "bytes", "table", "array", "point", "own", "outer.In", "outer.Ptr", "outer.List", "outer.Dict", "outer.Arr", "outer.Bytes", "child", "proxy", "outer.Any", "dict.b", "kept")
	}
	array := func() string {
		return pick("list", "numbers", "plain", "bytes", "array", "outer.List", "outer.Texts", "outer.Arr", "dict.b", "ordinary")
	}
	key := func() string {
		return pick("'A'", "'B'", "'S'", "'Any'", "'E'", "'In'", "'X'", "'name'", "'a'", "'k'", "'p'", "'fixed'", "0", "1", "2", "7", "'length'", "'none'", "'one'", "'Sum'", "'Ptr'", "'List'", "'__proto__'", "'constructor'", "i", "i & 3", "'n' + (i & 7)")
	}
	value := func() string {
		return pick("1", "-0", "2.5", "'t'", "null", "undefined", "true", "i", "[1, i]", "({x: i})", "10n", "x => x", "own", "{X: 4}", "NaN", "'5'", object())
	}
	operation := func() string {
		o, k := object(), key()
		switch r.IntN(35) {
		case 0, 1, 2:
			return fmt.Sprintf("%s[%s]", o, k)
		case 3, 4, 5:
			return fmt.Sprintf("%s[%s] = %s", o, k, value())
		case 6:
			return fmt.Sprintf("delete %s[%s]", o, k)
		case 7:
			return fmt.Sprintf("%s in %s", k, o)
		case 8:
			return fmt.Sprintf("Reflect.set(%s, %s, %s, %s)", o, k, value(), pick(object(), "{}"))
		case 9:
			return fmt.Sprintf("Reflect.get(%s, %s, %s)", o, k, object())
		case 10:
			return fmt.Sprintf("Reflect.defineProperty(%s, %s, {%s})", o, k, pick("value: "+value(), "get() { return i }", "value: 1, writable: false", "value: 2, enumerable: true, configurable: true, writable: true", "enumerable: false"))
		case 11:
			return fmt.Sprintf("Reflect.ownKeys(%s)", o)
		case 12:
			return fmt.Sprintf("Object.%s(%s)", pick("keys", "values", "entries", "isFrozen", "isSealed", "isExtensible", "getOwnPropertyNames", "getOwnPropertyDescriptors"), o)
		case 13:
			return fmt.Sprintf("Object.%s(%s)", pick("freeze", "seal", "preventExtensions"), pick(o, "own"))
		case 14:
			return fmt.Sprintf("({...%s, z: 1})", o)
		case 15:
			return fmt.Sprintf("[...%s]", array())
		case 16:
			return fmt.Sprintf("JSON.stringify(%s)", o)
		case 17:
			return fmt.Sprintf("%s.sort(%s)", array(), pick("", "(a, b) => a < b ? 1 : -1"))
		case 18:
			return fmt.Sprintf("%s.splice(%d, %d, %s)", array(), r.IntN(3), r.IntN(3), value())
		case 19:
			return fmt.Sprintf("%s.%s(%s)", array(), pick("push", "pop", "shift", "unshift", "indexOf", "concat", "slice", "reverse", "fill", "at", "flat", "join", "includes", "toSorted", "with", "copyWithin"), pick("", value(), "1"))
		case 20:
			return fmt.Sprintf("%s.%s(x => x)", array(), pick("map", "filter", "find", "findLast", "forEach", "some", "every", "flatMap"))
		case 21:
			return fmt.Sprintf("(() => { let s = ''; for (let k in %s) s += k + ','; return s })()", o)
		case 22:
			return fmt.Sprintf("(() => { let s = ''; for (let k of %s) s += show(k) + ','; return s })()", array())
		case 23:
			return fmt.Sprintf("(() => { let {A, x, a = 3, ...rest} = %s; return [A, x, a, rest] })()", o)
		case 24:
			return fmt.Sprintf("Object.assign(%s, %s)", o, object())
		case 25:
			return pick("add(i, 2)", "add(i, 'x')", "add(1.5, 2)", "join('a', 'b', 'c')", "join(1)", "echo("+value()+")", "apply(x => x + i, 3)", "apply(x => { throw new Error('e') }, 3)", "divide(i, i % 3)", "raw("+value()+")", "raw.call(own)", "add(i)", "add.call(null, i, 4, 5)", "new add(1, 2)", "add.apply(null, numbers)")
		case 26:
			return pick("outer.Sum(i, 1)", "outer.Self() === outer", "outer.Copy().A", "outer.Fail()", "outer.Ptr.Bump(2).X", "outer.Sum.call(own, 1, 2)", "outer.Sum.call(outer, 1, 2)", "outer.Copy().In.Bump(1)")
		case 27:
			return pick("point.bump(1)", "point.x", "new Point(i).x", "new Sub(3).twice()", "Point.prototype.bump.call(own, 1)", "Point.prototype.bump.call(child, 1)", "Point(1)", "new Point('a')", "point instanceof Point", "sub.x + sub.extra", "sub.extra = i")
		case 28:
			return fmt.Sprintf("Object.setPrototypeOf(%s, %s)", pick("own", "child", "sub", "table", "dict", "list", "outer"), pick("null", "Object.prototype", "outer", "dict", "table", "array", "Array.prototype"))
		case 29:
			return fmt.Sprintf("kept = %s", pick(object(), "new Proxy("+o+", {})", "Object.create("+o+")", "structure("+o+")"))
		case 30:
			return fmt.Sprintf("Object.getOwnPropertyDescriptor(%s, %s)", o, k)
		case 31:
			return fmt.Sprintf("%s[%s]++", o, k)
		case 32:
			return fmt.Sprintf("%s[sym]%s", pick("outer", "dict", "list", "table", "array", "point", "bytes", "own"), pick("", " = i", "++"))
		case 33:
			return fmt.Sprintf("hot(%s, %s)", o, k)
		}
		return fmt.Sprintf("typeof %s + Object.prototype.toString.call(%s) + Array.isArray(%s)", o, object(), o)
	}
	var b strings.Builder
	b.WriteString(`
	let out = [], sym = Symbol('s'), held = [outer.In, outer.Ptr, outer.List, outer.Dict, outer.Arr, outer.Bytes, outer.Texts, dict.b], own = {a: 1, X: 2}, ordinary = [3, 2, 1], kept = own, point = new Point(5)
	class Sub extends Point { extra = 1; twice() { return this.x * 2 } }
	let sub = new Sub(8), child = Object.create(outer), proxy = new Proxy(dict, {get(t, k, r) { return Reflect.get(t, k, r) }})
	function structure(o) { return {o, toJSON() { return 'structure' }} }
	function hot(o, k) { let s = 0; for (let j = 0; j < 3; j++) { o[k] = j; s += o[k] === j ? 1 : 0 } return s }
	function show(v, deep = 0) {
		if (typeof v == 'function') return 'function ' + v.name
		if (typeof v != 'object' || v === null) return Object.is(v, -0) ? '-0' : String(v)
		if (deep > 1) return '…'
		let s = Array.isArray(v) ? '[' : '{'
		for (const k of Object.keys(v).slice(0, 12)) s += k + ':' + show(v[k], deep + 1) + ' '
		return s
	}
	function attempt(f, i) {
		try { out.push(show(f(i)).slice(0, 300)) } catch (e) { out.push(e instanceof Error ? e.name + ': ' + e.message : 'thrown ' + show(e)) }
	}
`)
	strict := r.IntN(2) == 0
	for range 6 {
		fmt.Fprintf(&b, "for (let n = 0; n < %d; n++) attempt(function (i) {", 3+r.IntN(20))
		if strict {
			b.WriteString(" 'use strict';")
		}
		for range 1 + r.IntN(3) {
			fmt.Fprintf(&b, " try { %s } catch (e) { out.push(e.name) };", operation())
		}
		fmt.Fprintf(&b, " return %s }, n)\n", operation())
	}
	b.WriteString("for (let o of [outer, dict, counts, byNumber, list, numbers, plain, bytes, table, array, own, kept]) attempt(() => o)\nout.join('\\n')")
	return b.String()
}

// TestRandomScriptsOverHostObjects demands that random operations on Go values give the same in
// every tier, and with a collection at every safepoint.
func TestRandomScriptsOverHostObjects(t *testing.T) {
	for seed := range uint64(40) {
		source := randomScript(rand.New(rand.NewPCG(seed, 1)))
		want := ""
		for n, m := range append(modes.All, modes.All[len(modes.All)-1]) {
			stress := n == len(modes.All)
			rt := randomHost(t, kiln.Options{Tier: m.Tier, Thresholds: m.Thresholds, Stress: stress, MaxHeap: 64 << 20})
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			p, err := kiln.Compile("random.js", source, kiln.Script)
			require.NoError(t, err, source)
			v, err := rt.RunContext(ctx, p)
			cancel()
			got := fmt.Sprint(v, err)
			if n == 0 {
				want = got
			}
			require.Equal(t, want, got, "seed %d, %s, stress %v:\n%s", seed, m.Name, stress, source)
		}
	}
}

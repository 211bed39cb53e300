package kiln_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

type wallet struct {
	Coins  int
	Labels []string
	Notes  map[string]any
	secret string
}

// Seal implements nothing: it is a method that scripts call.
func (w *wallet) Seal() string { return w.secret }

// TestLiveObjectsTakeNothingThatIsNotTheirs demands that what the Go value has no place for is
// refused, since it would go with the object.
func TestLiveObjectsTakeNothingThatIsNotTheirs(t *testing.T) {
	inModes(t, kiln.Options{}, func(t *testing.T, rt *kiln.Runtime) {
		w := &wallet{Labels: []string{"a"}, Notes: map[string]any{}}
		require.NoError(t, rt.Set("w", w))
		require.NoError(t, rt.Set("values", map[string]any{
			"struct": w, "copy": wallet{}, "list": w.Labels, "map": w.Notes, "array": [2]int{}, "channel": make(chan int),
			"sequence": slices.Values([]int{1}),
		}))
		v, err := rt.RunString("a.js", `'use strict'
			const stamp = class extends (function (x) { return x }) { #own = 1 }, key = Symbol('key'), held = {}
			const ways = {
				assign: x => { x[key] = 1 }, define: x => Object.defineProperty(x, key, {value: 1}), onto: x => Object.assign(x, {[key]: 1}),
				prototype: x => Object.setPrototypeOf(x, held), proto: x => { Reflect.getOwnPropertyDescriptor(Object.prototype, '__proto__').set.call(x, held) },
				brand: x => new stamp(x), inherited: x => { const o = {__proto__: x}; Reflect.set(o, key, 1, x) || (() => { throw new TypeError() })() },
			}
			const wrong = []
			for (const name of ['struct', 'copy', 'list', 'map', 'array', 'channel', 'sequence']) {
				const x = values[name], before = Object.getPrototypeOf(x), keys = Reflect.ownKeys(x).length
				for (const [way, f] of Object.entries(ways)) for (let i = 0; i < 30; i++) {
					try { f(x); wrong.push(name + ' ' + way) } catch (e) { if (!(e instanceof TypeError)) throw e }
				}
				if (Object.getPrototypeOf(x) !== before || Reflect.ownKeys(x).length !== keys || x[key] !== undefined) wrong.push(name + ' has changed')
				Object.setPrototypeOf(x, before)
				if (!Reflect.setPrototypeOf(x, before) || Reflect.set(x, key, 1)) wrong.push(name)
				if (name !== 'map') try { x.other = 1; wrong.push(name + ' other') } catch (e) { if (!e.message.includes('other')) throw e }
			}
			wrong.join()`)
		require.NoError(t, err)
		assert.Empty(t, v.String())
		v, err = rt.RunString("b.js", "w.other = 1; w[Symbol.iterator] = 1; w.Coins = 5; w.Labels.push('b'); w.Notes.x = 1; [w.other, w[Symbol.iterator], w.Coins, w.Labels, w.Notes.x].join()")
		require.NoError(t, err)
		assert.Equal(t, ",,5,a,b,1", v.String())
		v, err = rt.RunString("c.js", "class Sub { constructor() { return w } } Object.setPrototypeOf(Object.create(w), null); const o = {__proto__: w, [Symbol.iterator]: 1}; o.Coins + Object.keys(new Sub).length")
		require.NoError(t, err)
		assert.Equal(t, "8", v.String())
	})
}

type token struct {
	Name   string
	Rights []string
}

type derived struct{ token }

// readable is of a class, and reads what scripts give.
type readable struct{ N int }

// UnmarshalJSON implements json.Unmarshaler.
func (r *readable) UnmarshalJSON(text []byte) error {
	var n struct{ N int }
	err := json.Unmarshal(text, &n)
	r.N = n.N
	return err
}

// TestOnlyObjectsOfAClassAreItsValues demands that no script can make a value of a class but
// through the class.
func TestOnlyObjectsOfAClassAreItsValues(t *testing.T) {
	tokens := kiln.NewClass[token]("Token").ConstructorFunc(func(name string) *token { return &token{Name: name} })
	under := kiln.NewClass[derived]("Derived").ConstructorFunc(func() *derived { return &derived{token{Name: "derived"}} })
	kiln.ExtendClass(under, tokens, func(d *derived) *token { return &d.token })
	readers := kiln.NewClass[readable]("Readable").ConstructorFunc(func() *readable { return &readable{1} })
	inModes(t, kiln.Options{}, func(t *testing.T, rt *kiln.Runtime) {
		for name, f := range map[string]any{
			"pointer": func(t *token) string { return fmt.Sprint(t != nil && len(t.Rights) == 0, t) },
			"value":   func(t token) string { return t.Name },
			"list":    func(list []*token) int { return len(list) },
			"field":   func(x struct{ T *token }) string { return x.T.Name },
			"reads":   func(r *readable) int { return r.N },
			"live":    &token{Name: "live"},
		} {
			require.NoError(t, rt.Set(name, f))
		}
		v, err := rt.RunString("before.js", "value({Name: 'plain'})")
		require.NoError(t, err)
		assert.Equal(t, "plain", v.String(), "without the class it is a struct like any other")
		for name, c := range map[string]kiln.AnyClass{"Token": tokens, "Derived": under, "Readable": readers} {
			made, err := rt.Class(c)
			require.NoError(t, err)
			require.NoError(t, rt.Set(name, made))
		}
		v, err = rt.RunString("good.js", `[pointer(new Token("a")), pointer(null), pointer(new Derived), pointer(new (class extends Token {})("b")), pointer(live), value(new Token("c")),
			value(new Derived), list([new Token("d"), null]), field({T: new Token("e")}), reads({N: 7}), reads(new Readable)].join()`)
		require.NoError(t, err)
		assert.Equal(t, "true &{a []},false <nil>,true &{derived []},true &{b []},true &{live []},c,derived,2,e,7,1", v.String())
		for _, forged := range []string{
			"{}", "{Name: 'x', Rights: ['all']}", "Object.create(new Token('x'))", "Object.create(Token.prototype)", "new Proxy(new Token('x'), {})", "new Readable", "[]",
		} {
			for _, call := range []string{"pointer(%s)", "value(%s)", "list([%s])", "field({T: %s})"} {
				source := fmt.Sprintf(call, "("+forged+")")
				v, err := rt.RunString("forged.js", "try { "+source+"; 'taken' } catch (e) { e instanceof TypeError ? e.message : e }")
				require.NoError(t, err)
				assert.Contains(t, v.String(), "Token", source)
				assert.NotEqual(t, "taken", v.String(), source)
			}
		}
		plain, err := rt.RunString("plain.js", "({Name: 'x'})")
		require.NoError(t, err)
		_, err = kiln.As[*token](plain)
		require.ErrorContains(t, err, "no object of class Token")
	})
}

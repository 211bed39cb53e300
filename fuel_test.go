package kiln_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// fuelBodies are turns of a loop whose cost a tier could count in its own way.
var fuelBodies = []string{
	"", "f(1)", "f.call(null, 1)", "bound(2)", "new B(1)", "new B(1).z", "({}) instanceof A", "new B(1) instanceof A", "A instanceof Object",
	"const [a, ...r] = [1, 2, 3, 4, 5]", "const [...r] = [1, 2, 3]", "const [a, b] = [1, 2, 3]", "[...[1, 2, 3]]", "f(...[1, 2, 3])",
	"for (const x of [1, 2, 3]);", "for (const x in {a: 1, b: 2});", "for (const x of g());", "const {a, ...q} = {a: 1, b: 2, c: 3}", "({...{a: 1}})",
	"[1, 2, 3].map(f)", "Object.keys({a: 1})", "new Map([[1, 2]])", "new Set([1, 2, i])", "new Uint8Array(9)", "[1, 2].push(3, 4)", "[1, 2, 3].shift()", "[1].unshift(i)", "new Map().delete(1)", "Promise.all([1, 2])", "Math.max(1, i, 2.5)", "Array.from([1, 2])", "try { throw 1 } catch {}", "deep.x", "'x' in deep", "eval('1')", "shadow(f)", "new ShadowRealm().evaluate('1')",
	"@deco class C {}", "@deco class C { @deco m() {} @deco x = 1; @deco accessor y = 2; @deco static get z() { return 1 } }; new C().y",
	"new (class { @add m() {} @add x = 1; @add accessor y = 2; @add static s() {} @add #p = 1 })().m()", "@add class C { @add static x = 1 }",
	"[1, , 3].forEach(f)", "[1, 2, 3].filter(x => x > 1)", "[1, , 3].reduce((a, x) => a + x)", "[, , 1, 2].reduceRight((a, x) => a + x)",
	"[1, 2].reduce(f, 0)", "[1, 2, 3].some(x => x > 1)", "[1, 2, 3].every(String)", "[1, 2, 3].find(x => x > 1)", "[1, , 3].findLast(x => !x)",
	"[1, 2, 3].findIndex(bound)", "[1, 2].findLastIndex(new Proxy(f, {}))", "Array.prototype.map.call('abc', f)", "try { [].reduce(f) } catch {}",
	"try { [1, 2].forEach(() => { throw 1 }) } catch {}", "try { [1].map(1) } catch {}", "class L extends Array {}; new L(1, 2).map(f)",
	"let b = 3n; b++; b = -b * 7n; ~b < 4n", "let b = 1n << 900n; b *= b; b -= -1n; b % 10n ** 20n < 3.5", "let b = 1n << 3000n; b = -b; b--; ~b > b", "String(BigInt('123') ** 80n)",
	"[...'abc']", "f(...'a€😀b')", "const [a, ...r] = 'a'.repeat(600)", "for (const x of 'abc');",
	"for (const x of new Map([[1, 2], [3, 4]]));", "for (const x of new Map([[1, 2]]).values());", "for (const x of new Set([1, 2, 3]));",
	"const [a, b, c] = new Set([1, 2])", "for (const x of [1, 2].entries());", "for (const x of [1, , 3].values());",
	"[1, 2, 3].slice(1)", "[1, , 3].slice(-2, 9)", "new Array(100).fill(1).slice()",
	"switch ('k' + i) { case 'a': case 'b': case 'c': case 'k1': f(1); case 1: case 2: case 1.5: case 'k2': f(2) }",
	"switch (i) { case 1: case 2: case 3: case 4: f(1); case 5: case 6: case 7: case 8: f(2) }",
	"/a(b)?/.test('ab' + i)", "/(?:)/y.exec('a' + i)", "/^(a+)+\\1b/.test('a'.repeat(15))", "'ab'.match(/(?<x>b)/)", "'ab'.repeat(i)", "'ab'.repeat('2')",
	"String.fromCharCode(65, 66)", "String.fromCharCode(65, '66', 300)", "[1, 2, 3].slice(i)", "for (const [k, v] of [1, 2].entries()) f(v)", "'abc'.split('')",
	"new D(1).x", "new D(2).m()", "new D(3).y++", "D.s()", "D[Symbol.metadata]", "for (const x of [@deco class {}]);", "try { @(() => 1) class C {} } catch {}",
}

// TestFuelIsTheSameInTheFirstTwoTiers finds how much fuel a loop of each body takes in
// tier 0: tier 1 must take as much. (Each change of tier in the middle of a loop counts
// one more.)
func TestFuelIsTheSameInTheFirstTwoTiers(t *testing.T) {
	for _, body := range fuelBodies {
		source := `function f(a) { return a } const bound = f.bind(null, 1)
class A { x = 1; constructor(y) { this.y = y } get z() { return this.x } } class B extends A { w = 2 }
function* g() { yield 1; yield* [2, 3] }
function deco(v, c) { for (let i = 0; i < 3; i++); if (c.kind === 'field') return x => x + 1 }
function add(v, c) { c.addInitializer(function () { for (let i = 0; i < 2; i++) f(i) }) }
class D { @deco x = 1; @deco @add accessor y = 2; @add m() { return this.#p } @deco #p = 3; @add static s() { return 4 } }
const shadow = new ShadowRealm().evaluate('(f) => { f(1) }')
let deep = {x: 1}; for (let i = 0; i < 20; i++) deep = Object.create(deep)
for (let i = 0; i < 40; i++) { ` + body + ` }`
		does := func(tier kiln.Tier, fuel int64) bool {
			rt, err := kiln.New(kiln.Options{Tier: tier})
			require.NoError(t, err)
			rt.SetFuel(fuel)
			_, err = rt.RunString("fuel.js", source)
			var limit *kiln.LimitError
			if err != nil {
				require.True(t, errors.As(err, &limit) && limit.Kind == kiln.LimitFuel, "%v", err)
			}
			return err == nil
		}
		low, high := int64(1), int64(1<<16)
		for low < high {
			if mid := (low + high) / 2; does(kiln.Interp, mid) {
				high = mid
			} else {
				low = mid + 1
			}
		}
		assert.True(t, does(kiln.Bytecode, low), "%s: %d do not do", body, low)
		assert.False(t, does(kiln.Bytecode, low-1), "%s: less than %d do", body, low)
	}
}

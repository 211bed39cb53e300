package kiln

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestProgramsRunAgain: a program that runs for the tenth time does what it did at first, though
// its code is kept.
func TestProgramsRunAgain(t *testing.T) {
	programs := []struct{ source, each, last string }{
		{"1 + 1", "2", "2"},
		{"var n = (typeof n == 'number' ? n : 0) + 1; n", "", "30"},
		{"function f() { return f } var before = globalThis.kept; globalThis.kept = f; before === f", "false", "false"},
		{"(class { #p = 1; static s = 2; p() { return this.#p + this.constructor.s } }).name", "", ""},
		{"new (class { #p = 1; static s = 2; p() { return this.#p + this.constructor.s } })().p()", "3", "3"},
		{"var t = s => s; t`a${1}b`[1]", "b", "b"},
		{"var sum = 0; for (let i = 0; i < 50; i++) { const g = () => i; sum += g() } sum", "1225", "1225"},
		{"label: { if (true) break label } try { null.x } catch (e) { e.constructor.name }", "TypeError", "TypeError"},
		{"this === globalThis && typeof arguments", "undefined", "undefined"},
		{"'use strict'; (function() { return this === undefined })()", "true", "true"},
		{"eval('var fromEval = 5; fromEval')", "5", "5"},
		{"[...(function*() { yield 1; yield 2 })()].join()", "1,2", "1,2"},
		{"/a(b)?/.exec('ab').join()", "ab,b", "ab,b"},
	}
	for _, tier := range []Tier{Auto, Interp, Bytecode, Native} {
		rt := newRuntime(t, Options{Tier: tier, Thresholds: Thresholds{2, 5, 4, 10}})
		for _, c := range programs {
			p, err := Compile("again.js", c.source, Script)
			require.NoError(t, err, c.source)
			var v Value
			for i := range 30 {
				v, err = rt.Run(p)
				require.NoError(t, err, c.source)
				if c.each != "" {
					assert.Equal(t, c.each, v.String(), c.source)
				}
				if i%7 == 6 {
					rt.obj.Heap.Collect(i%2 == 0)
				}
			}
			if c.last != "" {
				assert.Equal(t, c.last, v.String(), c.source)
			}
		}
	}
}

// TestProgramsRunAgainAfterErrors: what a run has left behind does not change the next.
func TestProgramsRunAgainAfterErrors(t *testing.T) {
	rt := newRuntime(t, Options{})
	lexical, err := Compile("lexical.js", "let onlyOnce = 1; onlyOnce", Script)
	require.NoError(t, err)
	v, err := rt.Run(lexical)
	require.NoError(t, err)
	assert.Equal(t, "1", v.String())
	for range 5 {
		_, err = rt.Run(lexical)
		assert.ErrorContains(t, err, "already been declared")
	}

	throws, err := Compile("throws.js", "if (globalThis.calm) 'calm'; else throw new Error('not calm')", Script)
	require.NoError(t, err)
	for range 5 {
		_, err = rt.Run(throws)
		assert.ErrorContains(t, err, "not calm")
	}
	require.NoError(t, rt.Set("calm", true))
	for range 3 {
		v, err = rt.Run(throws)
		require.NoError(t, err)
		assert.Equal(t, "calm", v.String())
	}
}

// TestProgramRunsWithinItself: a Go function runs the program that calls it.
func TestProgramRunsWithinItself(t *testing.T) {
	rt := newRuntime(t, Options{})
	p, err := Compile("within.js", "var depth = again(); depth + 1", Script)
	require.NoError(t, err)
	left := 0
	require.NoError(t, rt.Set("again", func() (Value, error) {
		if left--; left < 0 {
			return rt.ToValue(0)
		}
		return rt.Run(p)
	}))
	for range 4 {
		left = 6
		v, err := rt.Run(p)
		require.NoError(t, err)
		assert.Equal(t, "7", v.String())
	}
}

// TestProgramsAreKeptByRealmAndForATime: code that is kept for the next run is that of the
// realm, and goes when it is not run.
func TestProgramsAreKeptByRealmAndForATime(t *testing.T) {
	rt := newRuntime(t, Options{})
	second, err := rt.NewRealm(RealmOptions{})
	require.NoError(t, err)
	p, err := Compile("realm.js", "Array", Script)
	require.NoError(t, err)
	mine := run(t, rt, "Array")
	for range 4 {
		a, err := rt.Run(p)
		require.NoError(t, err)
		b, err := second.Run(p)
		require.NoError(t, err)
		assert.True(t, a.StrictEquals(mine))
		assert.False(t, b.StrictEquals(mine))
	}
	for range 3 {
		_, err = rt.Run(p)
		require.NoError(t, err)
	}
	assert.True(t, rt.obj.ForgetScripts())
	assert.False(t, rt.obj.ForgetScripts())
	for range 3 {
		_, err = rt.Run(p)
		require.NoError(t, err)
	}
	for range 3 {
		rt.obj.Heap.Collect(true)
	}
	assert.False(t, rt.obj.ForgetScripts(), "what does not run is let go")

	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for range 3 {
		_, err = rt.Run(p)
		require.NoError(t, err)
	}
	require.NoError(t, rt.Restore(cp))
	for range 3 {
		v, err := rt.Run(p)
		require.NoError(t, err)
		assert.True(t, v.StrictEquals(run(t, rt, "Array")))
	}
}

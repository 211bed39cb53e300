package kiln

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestIterablesFromGo(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		for source, want := range map[string]string{
			"[1, 2, , 3]":                      "1 2 undefined 3",
			"new Set(['a', 'b'])":              "a b",
			"'xy'":                             "x y",
			"new Uint8Array([7, 8])":           "7 8",
			"(function* () { yield* 'ab' })()": "a b",
			"[]":                               "",
		} {
			var got []string
			for v, err := range evaluate(t, rt, source).Iterate() {
				require.NoError(t, err)
				got = append(got, v.String())
			}
			assert.Equal(t, want, strings.Join(got, " "), source)
		}
		closed := evaluate(t, rt, "var closed = 0; (function* () { try { for (let i = 0; ; i++) yield { i } } finally { closed++ } })()")
		for v, err := range closed.Iterate() {
			require.NoError(t, err)
			i, err := v.Get("i")
			require.NoError(t, err)
			if i.Export() == evaluate(t, rt, "5").Export() {
				break
			}
		}
		assert.Equal(t, "1", evaluate(t, rt, "closed").String())

		for _, source := range []string{"5", "({})", "null", "(function* () { yield 1; throw new RangeError('no') })()", "({ [Symbol.iterator]() { return { next() { return 1 } } } })"} {
			failed, after := false, false
			for _, err := range evaluate(t, rt, source).Iterate() {
				after = failed
				if err != nil {
					var exception *Exception
					require.ErrorAs(t, err, &exception)
					failed = true
				}
			}
			assert.True(t, failed, source)
			assert.False(t, after, source)
		}
		for _, err := range Undefined().Iterate() {
			require.Error(t, err)
		}
	})
}

func TestElementsAndEntriesFromGo(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		list := evaluate(t, rt, "var list = [1, 'b', , { length: 1 }]; list")
		var got []string
		for v, err := range list.Elements() {
			require.NoError(t, err)
			if got = append(got, v.Typeof()); len(got) == 2 {
				evaluate(t, rt, "list.push(5n)")
			}
		}
		assert.Equal(t, "number string undefined object bigint", strings.Join(got, " "))
		for _, err := range evaluate(t, rt, "({ length: 2, get 0() { throw 1 } })").Elements() {
			require.Error(t, err)
		}

		got = nil
		o := evaluate(t, rt, "var o = { b: 1, a: 2, 5: 3, [Symbol()]: 4, gone: 5, get late() { return 'late' } }; Object.defineProperty(o, 'hidden', { value: 1 })")
		for e, err := range o.Entries() {
			require.NoError(t, err)
			got = append(got, e.Key+"="+e.Value.String())
			evaluate(t, rt, "delete o.gone; o.fresh = 1")
		}
		assert.Equal(t, "5=3 b=1 a=2 late=late", strings.Join(got, " "))
		var exception *Exception
		for _, err := range evaluate(t, rt, "({ get x() { throw new Error('x') } })").Entries() {
			require.ErrorAs(t, err, &exception)
			assert.Equal(t, "x", exception.Message)
		}
	})
}

func TestAsyncIterablesFromGo(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		ctx := context.Background()
		evaluate(t, rt, `
			var closed = 0
			async function* numbers(n) {
				try {
					for (let i = 0; i < n; i++) {
						await new Promise(r => setTimeout(r, 1))
						yield i
					}
					if (n === 4) throw new RangeError('enough')
				} finally { closed++ }
			}`)
		for source, want := range map[string]string{
			"numbers(3)":              "0 1 2",
			"numbers(4)":              "0 1 2 3 RangeError: enough",
			"[1, Promise.resolve(2)]": "1 2",
			"(function* () { yield 1; yield Promise.reject(new Error(2)) })()": "1 Error: 2",
			"({})": "TypeError: ",
			"null": "TypeError: ",
			"({ [Symbol.asyncIterator]() { return { next() { return 1 } } } })":           "TypeError: ",
			"({ [Symbol.asyncIterator]() { return { next() { return { done: 1 } } } } })": "",
		} {
			var got []string
			for v, err := range evaluate(t, rt, source).IterateAsync(ctx) {
				if err != nil {
					var exception *Exception
					require.ErrorAs(t, err, &exception, source)
					got = append(got, exception.Name+": "+exception.Message)
					continue
				}
				got = append(got, v.String())
			}
			assert.True(t, strings.HasPrefix(strings.Join(got, " "), want), "%s: %v", source, got)
		}
		require.Equal(t, "2", evaluate(t, rt, "closed").String())
		for v, err := range evaluate(t, rt, "numbers(1e9)").IterateAsync(ctx) {
			require.NoError(t, err)
			if v.String() == "2" {
				break
			}
		}
		assert.Equal(t, "3", evaluate(t, rt, "closed").String())
		for _, err := range evaluate(t, rt, "({ [Symbol.asyncIterator]() { return { next: () => new Promise(() => {}) } } })").IterateAsync(ctx) {
			require.ErrorIs(t, err, ErrDeadlock)
		}
	})
}

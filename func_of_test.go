package kiln

import (
	"fmt"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// funcOf is FuncOf for a function expression.
func funcOf[F any](t *testing.T, rt *Runtime, source string) F {
	t.Helper()
	f, err := FuncOf[F](evaluate(t, rt, "("+source+")"))
	require.NoError(t, err)
	return f
}

func TestFunctionsOfScriptsAsGoFunctions(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		add := funcOf[func(int, int) (int, error)](t, rt, "(a, b) => a + b")
		for i := range 30 {
			n, err := add(i, 1<<40)
			require.NoError(t, err)
			require.Equal(t, i+1<<40, n)
		}
		greet := funcOf[func(string) (string, error)](t, rt, "name => 'hello ' + name")
		text, err := greet("wörld ☃")
		require.NoError(t, err)
		assert.Equal(t, "hello wörld ☃", text)
		half := funcOf[func(float64) (float64, error)](t, rt, "x => x / 2")
		x, err := half(3)
		require.NoError(t, err)
		assert.InDelta(t, 1.5, x, 0)
		is := funcOf[func(Value) (bool, error)](t, rt, "Array.isArray")
		yes, err := is(evaluate(t, rt, "[]"))
		require.NoError(t, err)
		assert.True(t, yes)
		same := funcOf[func(Value) (Value, error)](t, rt, "x => x")
		v, err := same(rt.GlobalObject())
		require.NoError(t, err)
		assert.True(t, v.StrictEquals(rt.GlobalObject()))
		count := funcOf[func(...any) (Value, error)](t, rt, "(...list) => list.length")
		v, err = count(1, "two", nil)
		require.NoError(t, err)
		assert.Equal(t, "3", v.String())

		// These go through reflection.
		total := funcOf[func(...int) (int64, error)](t, rt, "(...list) => list.reduce((a, b) => a + b, 0)")
		sum, err := total(1, 2, 3)
		require.NoError(t, err)
		assert.EqualValues(t, 6, sum)
		pair := funcOf[func(int) (int, string, error)](t, rt, "n => [n, 'n' + n]")
		n, s, err := pair(4)
		require.NoError(t, err)
		assert.Equal(t, "4 n4", fmt.Sprint(n, " ", s))
		power := funcOf[func(*big.Int) (*big.Int, error)](t, rt, "n => n ** 3n")
		b, err := power(big.NewInt(1 << 40))
		require.NoError(t, err)
		assert.Equal(t, new(big.Int).Lsh(big.NewInt(1), 120).String(), b.String())
	})
}

func TestFuncOfErrors(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		fail := funcOf[func(string) (string, error)](t, rt, "s => { throw new RangeError(s) }")
		_, err := fail("no")
		var exception *Exception
		require.ErrorAs(t, err, &exception)
		assert.Equal(t, "RangeError: no", err.Error())

		_, err = funcOf[func() (int, error)](t, rt, "() => 'text'")()
		require.ErrorContains(t, err, "result")
		require.ErrorContains(t, err, "int")
		_, err = funcOf[func() (int, error)](t, rt, "() => 1.5")()
		require.Error(t, err)
		_, err = funcOf[func() (string, error)](t, rt, "() => 1")()
		require.ErrorContains(t, err, "string")
		_, err = funcOf[func(int, int) (int, error)](t, rt, "(a, b) => a + b + 2 ** 70")(1, 2)
		require.Error(t, err)

		other := newRuntime(t, Options{})
		_, err = funcOf[func(Value) (Value, error)](t, rt, "x => x")(other.NewObject())
		require.ErrorContains(t, err, "another runtime")

		_, err = FuncOf[func() error](evaluate(t, rt, "({})"))
		require.Error(t, err)
		_, err = FuncOf[func() error](Undefined())
		require.Error(t, err)
		_, err = FuncOf[int](evaluate(t, rt, "(() => 1)"))
		require.ErrorContains(t, err, "int")

		stop := funcOf[func() error](t, rt, "() => { for (;;); }")
		rt.Interrupt("stop")
		var limit *LimitError
		require.ErrorAs(t, stop(), &limit)
	})
}

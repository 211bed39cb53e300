package kiln_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
)

// stopping is a parameter that ends the script when it has been converted.
type stopping struct{}

var stop func()

// UnmarshalText implements encoding.TextUnmarshaler.
func (*stopping) UnmarshalText([]byte) error { stop(); return nil }

// stoppingKey ends the script when the name of the thousandth key is asked for.
type stoppingKey int

var keysAsked int

// MarshalText implements encoding.TextMarshaler.
func (k stoppingKey) MarshalText() ([]byte, error) {
	if keysAsked++; keysAsked == 1000 {
		stop()
	}
	return fmt.Append(nil, "key", int(k)), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (k *stoppingKey) UnmarshalText(text []byte) error {
	_, err := fmt.Sscanf(string(text), "key%d", (*int)(k))
	return err
}

// TestConversionsLookAtTheLimits demands that a conversion of much ends while it is under way.
func TestConversionsLookAtTheLimits(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	stop = func() { rt.Interrupt("enough") }
	called := false
	require.NoError(t, rt.Set("f", func(stopping, string) { called = true }))
	_, err := rt.RunString("a.js", "f('', 'x'.repeat(100_000))")
	var limit *kiln.LimitError
	require.ErrorAs(t, err, &limit)
	assert.False(t, called)
	rt.ClearInterrupt()

	large := make(map[stoppingKey]int)
	for i := range 20_000 {
		large[stoppingKey(i)] = i
	}
	require.NoError(t, rt.Set("large", large))
	_, err = rt.RunString("a.js", "Object.keys(large)")
	require.ErrorAs(t, err, &limit)
	assert.Less(t, keysAsked, len(large))
	rt.ClearInterrupt()
	_, err = rt.RunString("a.js", "1")
	require.NoError(t, err)
}

// TestKeysOfLargeMapsAreSorted checks the order of more keys than are sorted at once.
func TestKeysOfLargeMapsAreSorted(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	for _, n := range []int{0, 1, 4095, 4096, 4097, 8192, 8193, 13_000, 50_001} {
		m := make(map[string]int)
		want := make([]string, 0, n)
		for i := range n {
			key := fmt.Sprint("k", i*7919%100_003)
			m[key] = i
			want = append(want, key)
		}
		slices.Sort(want)
		require.NoError(t, rt.Set("m", m))
		v, err := rt.RunString("a.js", "Object.keys(m).join()")
		require.NoError(t, err)
		assert.True(t, strings.Join(want, ",") == v.String(), n)
	}
}

// TestLongTextsOfErrorsAreCut demands that what is told of an error has a bounded size.
func TestLongTextsOfErrorsAreCut(t *testing.T) {
	const most = 1<<20 + 1000
	rt := newRuntime(t, kiln.Options{})
	for _, source := range []string{
		"throw new Error('x'.repeat(3e6))", "const s = 'x'.repeat(2e6); throw new TypeError(s + 'y' + s)", "throw 'x'.repeat(3e6)",
		"throw {message: 'x'.repeat(3e6)}", "throw Object.assign(new Error(), {name: 'x'.repeat(3e6)})", "throw new Error('1', {cause: new Error('x'.repeat(3e6))})",
	} {
		e := thrown(t, rt, "a.js", "{ "+source+" }")
		for what, text := range map[string]string{"Error": e.Error(), "Message": e.Message, "Name": e.Name, "Stack": e.Stack, "Detail": e.Detail(), "Report": e.Report(kiln.InspectOptions{})} {
			assert.Less(t, len(text), 2*most, what)
		}
		if cause := errors.Unwrap(e); cause != nil {
			assert.Less(t, len(cause.Error()), most)
		}
	}
	v, err := rt.RunString("a.js", "const e = new Error('x'.repeat(3e6)); try { throw e } catch (e) { e.message.length + e.toString().length }")
	require.NoError(t, err)
	assert.Equal(t, "6000007", v.String(), "scripts see all of it")
	long := errors.New(strings.Repeat("é", 3_000_000))
	require.NoError(t, rt.Set("fail", func() error { return long }))
	v, err = rt.RunString("a.js", "try { fail() } catch (e) { e.message.length < 6e5 && e.message.endsWith('é…') }")
	require.NoError(t, err)
	assert.Equal(t, "true", v.String())
	_, err = rt.RunString("a.js", "fail()")
	require.ErrorIs(t, err, long)
}

// TestPathsInConvertErrorsAreCut demands that a script cannot make the path of an error large.
func TestPathsInConvertErrorsAreCut(t *testing.T) {
	rt := newRuntime(t, kiln.Options{})
	v, err := rt.RunString("a.js", "const key = 'é'.repeat(100_000), o = {}; let at = o; for (let i = 0; i < 9000; i++) at = at[key] = {}; at.end = new Date(NaN); o")
	require.NoError(t, err)
	var x any
	err = v.ExportTo(&x)
	var wrong *kiln.ConvertError
	require.ErrorAs(t, err, &wrong)
	assert.Less(t, len(wrong.Path), 1100)
	assert.True(t, strings.HasSuffix(wrong.Path, "…"))
	v, err = rt.RunString("b.js", "({first: {second: [1, new Date(NaN)]}})")
	require.NoError(t, err)
	require.ErrorContains(t, v.ExportTo(&x), "first.second[1]: ")
}

package kiln_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

// panicking is a DynamicObject and a DynamicArray whose methods panic.
type panicking struct{ kiln.DynamicObject }

type panickingArray struct{ kiln.DynamicArray }

// TestPanicsOfDynamicObjects demands that a panic of the embedder's methods leaves the runtime
// usable and names the script that asked.
func TestPanicsOfDynamicObjects(t *testing.T) {
	for _, source := range []string{
		"o.x", "o.x = 1", "'x' in o", "delete o.x", "Object.keys(o)", "JSON.stringify(o)", "({...o})",
		"a[0]", "a.length", "a[0] = 1", "a.push(1)", "a.length = 0", "[...a]",
	} {
		rt, err := kiln.New(kiln.Options{})
		require.NoError(t, err)
		require.NoError(t, rt.Set("o", rt.NewDynamicObject(panicking{})))
		require.NoError(t, rt.Set("a", rt.NewDynamicArray(panickingArray{})))
		_, err = rt.RunString("test.js", "function f() { try { "+source+" } catch { } finally { 1 } } f()")
		var internal *kiln.InternalError
		require.ErrorAs(t, err, &internal, source)
		assert.True(t, internal.Callback, source)
		assert.Contains(t, internal.Detail(), "test.js", source)
		v, err := rt.RunString("test.js", "1 + 1")
		require.NoError(t, err, source)
		assert.Equal(t, "2", v.String(), source)
	}
}

// TestValuesFromBeforeARestore demands that no operation looks at the cell of a Value that is
// over.
func TestValuesFromBeforeARestore(t *testing.T) {
	rt, err := kiln.New(kiln.Options{})
	require.NoError(t, err)
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	v, err := rt.RunString("test.js", "({a: [1, 2], toString() { return 'text' }})")
	require.NoError(t, err)
	require.NoError(t, rt.Restore(cp))
	_, err = rt.RunString("test.js", "var others = []; for (let i = 0; i < 10000; i++) others.push({b: i}, () => i, 'text' + i)")
	require.NoError(t, err)
	_, err = v.JSON()
	require.ErrorContains(t, err, "before the runtime was restored")
	_, err = v.AppendJSON(nil)
	require.ErrorContains(t, err, "before the runtime was restored")
	_, err = v.Get("a")
	require.ErrorContains(t, err, "before the runtime was restored")
	assert.Nil(t, v.Export())
	assert.True(t, v.IsUndefined())
	_, err = rt.RunString("test.js", "1")
	require.NoError(t, err)
}

// TestNilContexts demands an error, and a runtime that can be used after it.
func TestNilContexts(t *testing.T) {
	rt, err := kiln.New(kiln.Options{Libraries: web.All()})
	require.NoError(t, err)
	var none context.Context
	p, err := kiln.Compile("test.js", "new AbortController().signal", kiln.Script)
	require.NoError(t, err)
	signal, err := rt.Run(p)
	require.NoError(t, err)
	for what, f := range map[string]func() error{
		"RunContext":     func() error { _, err := rt.RunContext(none, p); return err },
		"CallContext":    func() error { _, err := rt.CallContext(none, signal, nil); return err },
		"RunLoopContext": func() error { return rt.RunLoopContext(none) },
		"Await":          func() error { _, err := rt.Await(none, signal); return err },
		"NewAbortSignal": func() error { _, err := rt.NewAbortSignal(none); return err },
		"SignalContext":  func() error { _, _, err := rt.SignalContext(none, signal); return err },
	} {
		require.EqualError(t, f(), "kiln: the context is nil", what)
		_, err := rt.Run(p)
		require.NoError(t, err, what)
	}
}

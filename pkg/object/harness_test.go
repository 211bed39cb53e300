package object_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/internal/scripttest"
	"github.com/kilnjs/kiln/pkg/builtin"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

func newRuntime(t testing.TB) *object.Runtime {
	t.Helper()
	rt, err := object.New(object.Options{Libraries: []*object.Library{builtin.Library()}, Tiers: scripttest.Interp()})
	require.NoError(t, err)
	rt.NewRealm()
	return rt
}

// run runs a script in the first realm and returns its completion value.
func run(t testing.TB, rt *object.Runtime, source string) heap.Value {
	t.Helper()
	v, err := tryRun(rt, source)
	if thrown, ok := err.(*object.Throw); ok {
		require.NoError(t, err, rt.DescribeThrown(thrown.Value))
	}
	require.NoError(t, err)
	return v
}

func tryRun(rt *object.Runtime, source string) (heap.Value, error) {
	prog, err := syntax.Parse(syntax.NewSource("test.js", source), syntax.Options{Completion: true})
	if err != nil {
		return heap.Undefined, err
	}
	return rt.RunScript(prog, rt.Realms[0])
}

// show runs a script and describes what came of it: the text of a string, the
// description of any other value, or "name: message" of an error.
func show(t testing.TB, rt *object.Runtime, source string) string {
	t.Helper()
	v, err := tryRun(rt, source)
	if thrown, ok := err.(*object.Throw); ok {
		return rt.DescribeThrown(thrown.Value)
	}
	require.NoError(t, err)
	if v.IsString() {
		return v.Str().Go(rt.Heap)
	}
	return rt.Describe(v)
}

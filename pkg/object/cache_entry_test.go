package object

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
)

// TestNamedPropertiesStayInATree: objects that get hundreds of properties at sites with a name each
// share their shapes, so that what they lack can be cached; those with computed keys become dictionaries.
func TestNamedPropertiesStayInATree(t *testing.T) {
	rt := testRuntime(t)
	defer rt.Heap.CloseScope(rt.Heap.OpenScope())
	sites := make([]IC, 300)
	a, b, m := rt.NewObject(), rt.NewObject(), rt.NewObject()
	for i := range sites {
		key := rt.Heap.InternGo(fmt.Sprint("field", i))
		for _, o := range []*heap.Object{a, b} {
			require.NoError(t, rt.SetMemberIC(o.Value(), key, heap.Int(int32(i)), true, &sites[i]))
		}
		require.NoError(t, rt.SetMember(m.Value(), key, heap.Int(int32(i)), true))
	}
	assert.False(t, a.Shape(rt.Heap).IsDictionary())
	assert.Equal(t, a.ShapeID(), b.ShapeID())
	assert.True(t, m.Shape(rt.Heap).IsDictionary())
}

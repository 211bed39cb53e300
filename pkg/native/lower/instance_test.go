package lower

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/heap"
)

func TestAnswersWithOneIndexStayBoth(t *testing.T) {
	m := &Machine{}
	first := Instance{Proto: heap.Int(1), Shape: 1, Epoch: 7, Answer: heap.True}
	second := first
	for second.Shape++; InstanceIndex(second.Shape, second.Proto) != InstanceIndex(first.Shape, first.Proto); second.Shape++ {
	}
	m.LearnInstance(first)
	m.LearnInstance(second)
	i := InstanceIndex(first.Shape, first.Proto)
	require.Equal(t, []Instance{second, first}, m.Instances[i:i+2])
	second.Answer = heap.False
	m.LearnInstance(second)
	require.Equal(t, []Instance{second, first}, m.Instances[i:i+2])
	second.Epoch++
	m.LearnInstance(second)
	require.Equal(t, second, m.Instances[i])
	require.Equal(t, first, m.Instances[i+1])
}

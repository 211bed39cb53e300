package heap

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestWeakValuesForgetWhatDies(t *testing.T) {
	for _, full := range []bool{false, true} {
		w := newWeakWorld(t)
		var gone []uint32
		list, id := w.NewWeakValues(func(n uint32) { gone = append(gone, n) })
		w.SetElement(w.root, 0, w.holder(id).Value())
		dies, stays := w.object(), w.object()
		w.SetElement(w.root, 1, stays)
		first, second := list.Add(dies), list.Add(stays)
		w.CloseScope(w.mark)
		w.Collect(full)
		assert.Equal(t, []uint32{first}, gone)
		assert.Equal(t, stays, list.At(second))
		third := list.Add(w.object())
		assert.Equal(t, first, third, "numbers are given out again")
		w.CloseScope(w.mark)
		w.Collect(true)
		assert.Equal(t, []uint32{first, first}, gone)
	}
}

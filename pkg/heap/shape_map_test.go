package heap

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
)

// TestShapeMapAgainstAModel puts and removes shapes, many of which have the same home.
func TestShapeMapAgainstAModel(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var m shapeMap
	model := map[transition]*Shape{}
	for range 20000 {
		key := transition{Int(int32(r.IntN(40))), Attrs(r.IntN(3)), transitionOp(r.IntN(2))}
		switch s := model[key]; {
		case s == nil && r.IntN(3) > 0:
			s = new(Shape)
			m.put(key, s)
			model[key] = s
		case s == nil:
			assert.False(t, m.remove(key, new(Shape)))
		default:
			assert.True(t, m.remove(key, s))
			delete(model, key)
		}
		if !assert.Equal(t, len(model), m.count) {
			return
		}
		n := 0
		m.each(func(*Shape) { n++ })
		assert.Equal(t, len(model), n)
		assert.Same(t, model[key], m.find(key))
	}
	for key, s := range model {
		assert.Same(t, s, m.find(key))
	}
}

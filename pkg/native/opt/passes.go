package opt

import (
	"fmt"

	"github.com/kilnjs/kiln/pkg/heap"
)

// pass makes a whole graph better, or is all that came before.
type pass struct {
	name string
	run  func(g *Graph)
}

// passes are in the order in which they run.
func passes() []pass {
	return []pass{
		{"build", func(*Graph) {}},
		{"escape", (*Graph).Escape},
		{"sums", (*Graph).Sums},
		{"sink", (*Graph).Sink},
		{"parallel", (*Graph).Parallel},
		{"narrow", (*Graph).Narrow},
		{"unshow", (*Graph).Unshow},
		{"hoist", (*Graph).Hoist},
		{"sweep", (*Graph).Sweep},
	}
}

// Watch is told of a graph after each pass.
type Watch func(pass string, g *Graph)

// Improve runs the passes.
func (g *Graph) Improve(watch Watch) {
	for _, p := range passes() {
		if g.Unit.Stop() {
			return
		}
		p.run(g)
		if watch != nil {
			watch(p.name, g)
		}
		if heap.Checked {
			if err := g.Verify(); err != nil {
				panic(fmt.Sprintf("opt: after %s: %v\n%s", p.name, err, g.Dump()))
			}
		}
	}
}

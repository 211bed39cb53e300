package regexp

import "reflect"

// sizeOf is the size of a T in bytes, rounded up to 16 as the allocator does at least.
func sizeOf[T any]() int { return (int(reflect.TypeFor[T]().Size()) + 15) &^ 15 }

// sliceBytes is how many bytes a slice takes, those of its header not counted.
func sliceBytes[T any](s []T) int { return cap(s) * int(reflect.TypeFor[T]().Size()) }

// Size returns about how many bytes of memory the program takes.
func (p *Program) Size() int {
	n := sizeOf[Program]() + len(p.Source) + sliceBytes(p.Names) + sliceBytes(p.code) + sliceBytes(p.sets) +
		sliceBytes(p.firsts) + sliceBytes(p.lits) + sliceBytes(p.tries) + sliceBytes(p.loops) + sliceBytes(p.refs) +
		sliceBytes(p.points) + sliceBytes(p.pointAt) + p.plan.literal.size() + p.plan.needed.size()
	if p.plan.table != nil {
		n += sizeOf[[256]bool]()
	}
	for i := range p.Names {
		n += len(p.Names[i].Name) + sliceBytes(p.Names[i].Indices)
	}
	for i := range p.sets {
		n += sliceBytes(p.sets[i].high)
		if p.sets[i].table != nil {
			n += sizeOf[[256]bool]()
		}
		if t := p.sets[i].pages; t != nil {
			n += sizeOf[pageTable]() + sliceBytes(t.index) + sliceBytes(t.pages)
		}
	}
	for _, l := range p.lits {
		n += sliceBytes(l)
	}
	for i := range p.tries {
		n += sliceBytes(p.tries[i].nodes)
		for j := range p.tries[i].nodes {
			n += sliceBytes(p.tries[i].nodes[j].edges) + sliceBytes(p.tries[i].nodes[j].children)
		}
	}
	for i := range p.points {
		n += sliceBytes(p.points[i].marks) + sliceBytes(p.points[i].counters)
	}
	for _, r := range p.refs {
		n += sliceBytes(r)
	}
	return n
}

func (t *literalText) size() int { return sliceBytes(t.units) + sliceBytes(t.latin) }

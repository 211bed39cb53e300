package regexp

// Sizes in bytes, those of a 64-bit machine: of a slice's header, and of the
// parts of a program.
const (
	programFixed   = 568
	sliceHeader    = 24
	instBytes      = 16
	charSetBytes   = 80
	charTableBytes = 256
	pagesBytes     = 56
	pageBytes      = 32
	rangeBytes     = 8
	firstBytes     = 40
	trieBytes      = 48
	trieNodeBytes  = 56
	loopBytes      = 40
	pointBytes     = 56
)

// Size returns about how many bytes of memory the program takes.
func (p *Program) Size() int {
	n := programFixed + len(p.Source) + len(p.code)*instBytes + len(p.firsts)*firstBytes +
		len(p.loops)*loopBytes + len(p.points)*pointBytes + 4*len(p.pointAt) +
		2*len(p.plan.literal.units) + 2*len(p.plan.needed.units)
	if p.plan.table != nil {
		n += charTableBytes
	}
	for i := range p.Names {
		n += 2*sliceHeader + len(p.Names[i].Name) + 8*len(p.Names[i].Indices)
	}
	for i := range p.sets {
		n += charSetBytes + len(p.sets[i].high)*rangeBytes
		if p.sets[i].table != nil {
			n += charTableBytes
		}
		if t := p.sets[i].pages; t != nil {
			n += pagesBytes + 2*len(t.index) + len(t.pages)*pageBytes
		}
	}
	for _, l := range p.lits {
		n += sliceHeader + 2*len(l)
	}
	for i := range p.tries {
		n += trieBytes + len(p.tries[i].nodes)*trieNodeBytes
		for j := range p.tries[i].nodes {
			// Each edge has a character and a child.
			n += 8 * len(p.tries[i].nodes[j].edges)
		}
	}
	for i := range p.points {
		n += 4*len(p.points[i].marks) + 8*len(p.points[i].counters)
	}
	for _, r := range p.refs {
		n += sliceHeader + 8*len(r)
	}
	return n
}

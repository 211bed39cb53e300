package progen

import (
	"slices"
	"sync"
)

// rule is a template with its weight among the rules of its table, and the
// feature that it belongs to ("" for what every program is made of).
type rule struct {
	weight  int
	feature string
	needs   need
	text    string
}

// need says where a rule may stand.
type need uint16

const (
	sloppy  need = 1 << iota // with and other things that strict code forbids
	inYield                  // yield
	inAwait                  // await
	inLoop                   // an unlabelled break or continue
	inLabel                  // a labelled one
	inSuper                  // super.name
	returns                  // return
	roomy                    // a loop: not more than three deep
	inArgs                   // arguments
)

func (g *generator) allows(n need) bool {
	switch {
	case n&sloppy != 0 && g.strict, n&inYield != 0 && !g.yields, n&inAwait != 0 && !g.awaits,
		n&inLoop != 0 && !g.jumps, n&inLabel != 0 && len(g.labels) == 0, n&inSuper != 0 && !g.super,
		n&returns != 0 && !g.returns, n&roomy != 0 && g.loops >= 3, n&inArgs != 0 && !g.args:
		return false
	}
	return true
}

// use writes by one of the rules; it is false when this program has none of them.
func (g *generator) use(rules []rule, depth int) bool {
	total := 0
	for i := range rules {
		total += g.weight(&rules[i])
	}
	if total == 0 {
		return false
	}
	n := g.random.IntN(total)
	for i := range rules {
		r := &rules[i]
		if n -= g.weight(r); n < 0 {
			g.budget--
			if r.feature != "" {
				g.used[r.feature] = true
			}
			g.expand(r.text, depth)
			break
		}
	}
	return true
}

func (g *generator) weight(r *rule) int {
	if !g.allows(r.needs) {
		return 0
	}
	if r.feature == "" {
		return r.weight * 2
	}
	return r.weight * g.tuned[r.feature]
}

// Features lists the constructs that programs are made of.
var Features = sync.OnceValue(func() []string {
	var names []string
	add := func(name string) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, head := range "fgah" {
		add(heads[byte(head)][1])
	}
	for _, table := range tables() {
		for i := range table {
			add(table[i].feature)
		}
	}
	slices.Sort(names)
	return names
})

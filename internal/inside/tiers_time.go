package inside

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// spend takes over from a profile of the run where the time went. What a built-in function
// takes belongs to the function of the script that has called it, as time in the tier
// "host", and what Go does for bytecode and machine code is in "go"; what the engine does
// beside running code belongs to none.
func (t *Tiers) spend(p *script.Profile) {
	functions := map[*syntax.FuncInfo]*TierFunc{}
	for _, f := range t.Functions {
		functions[f.info] = f
	}
	t.Time, t.Engine = p.Took, map[string]time.Duration{}
	for _, s := range p.Samples {
		if s.Node == 0 {
			continue
		}
		if what := p.Beside(s.Node); what != "" {
			t.Engine[what] += s.Weight
			continue
		}
		for n := range p.Stack(s.Node) {
			if fn := p.FuncOf(n); fn.Kind == script.Script {
				if f := functions[fn.Info]; f != nil {
					f.spend(p.Label(p.FrameOf(s.Node)), p.FrameOf(n).Line, s.Weight)
				}
				break
			}
		}
	}
	for _, f := range t.Functions {
		f.sortLines()
	}
}

func (out *TierFunc) spend(tier string, line int, took time.Duration) {
	out.Time += took
	if out.TimeByTier == nil {
		out.TimeByTier = map[string]time.Duration{}
	}
	out.TimeByTier[tier] += took
	for i := range out.Lines {
		if l := &out.Lines[i]; l.Line == line && l.Tier == tier {
			l.Time += took
			return
		}
	}
	out.Lines = append(out.Lines, LineWork{Line: line, Tier: tier, Time: took})
}

func (out *TierFunc) sortLines() {
	slices.SortFunc(out.Lines, func(a, b LineWork) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Tier, b.Tier))
	})
}

// shownTiers are the ways to run code, fast ones first.
var shownTiers = []string{"native", "bytecode", "interp", script.InGo, "host"}

// tierName is what a way to run code is called in sentences.
func tierName(tier string) string {
	switch tier {
	case "host":
		return "built-in functions"
	case script.InGo:
		return "Go for them"
	}
	return tier
}

// tierShares says how something divides among the tiers.
func tierShares[N ~int64](by map[string]N, all N) []string {
	var shares []string
	for _, tier := range shownTiers {
		if n := by[tier]; 200*n > all {
			shares = append(shares, fmt.Sprintf("%.0f%% in %s", 100*float64(n)/float64(all), tierName(tier)))
		}
	}
	return shares
}

// millis shows a time in milliseconds, as profiles do.
func millis(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}

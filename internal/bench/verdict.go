package bench

import (
	"fmt"
	"math"
	"strings"

	"github.com/kilnjs/kiln/internal/stats"
)

// Verdict says in words what the report shows of a program: the engine against the base,
// when it was warm, what was promoted. It is "" when there is nothing to say.
func (r *Report) Verdict(program, base, engine string) string {
	a, b := r.Result(program, base), r.Result(program, engine)
	if !b.measured() {
		return ""
	}
	var parts []string
	if a.measured() && a != b {
		parts = append(parts, engine+" "+speed(a, b))
	}
	if went := course(b); went != "" {
		parts = append(parts, went)
	}
	if n := b.promoted(); n > 0 {
		parts = append(parts, plural(n, "function was", "functions were")+" promoted")
	}
	return strings.Join(parts, "; ")
}

// speed says how b's speed is to a's.
func speed(a, b *Result) string {
	test := stats.Compare(a.sample, b.sample)
	ratio := test.Ratio
	apart := ratio.Low > 1 || ratio.High < 1
	switch {
	case test.Differs:
		return "is " + factor(ratio) + " " + a.Engine
	case test.TooFew && apart:
		return fmt.Sprintf("seems to be %s %s (%s of each cannot show it for sure)", factor(ratio), a.Engine, plural(len(b.Runs), "process", "processes"))
	case apart:
		return fmt.Sprintf("seems to be %s %s (p = %.3f, which is not sure)", factor(ratio), a.Engine, test.P)
	case test.TooFew:
		return fmt.Sprintf("shows no difference from %s, but so few processes hardly could", a.Engine)
	}
	return fmt.Sprintf("shows no difference from %s (%+.1f%% to %+.1f%% of the time)", a.Engine, 100*(1/ratio.High-1), 100*(1/ratio.Low-1))
}

// percentBelow is the ratio below which a difference is told in percent.
const percentBelow = 1.2

// factor says an interval of how many times as fast something is in words.
func factor(ratio stats.Interval) string {
	if ratio.Center >= 1 {
		if ratio.Center < percentBelow {
			return span(100*(ratio.Low-1), 100*(ratio.High-1), "%") + " faster than"
		}
		return span(ratio.Low, ratio.High, "") + " times as fast as"
	}
	low, high := 1/ratio.High, 1/ratio.Low
	if 1/ratio.Center < percentBelow {
		return span(100*(low-1), 100*(high-1), "%") + " slower than"
	}
	return span(low, high, "") + " times as slow as"
}

func span(low, high float64, unit string) string {
	a, b := figures(low), figures(high)
	if a == b {
		return a + unit
	}
	return a + "–" + b + unit
}

// figures writes a number with two or three digits that count.
func figures(x float64) string {
	switch magnitude := math.Abs(x); {
	case magnitude >= 99.5:
		return fmt.Sprintf("%.0f", x)
	case magnitude >= 0.95:
		return fmt.Sprintf("%.1f", x)
	case magnitude >= 0.095:
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.3f", x)
}

// course says how a result went over its iterations.
func course(r *Result) string {
	switch r.class {
	case stats.WarmUp:
		return "it was warm after " + plural(r.WarmAfter, "iteration", "iterations")
	case stats.Slowdown:
		return fmt.Sprintf("it got slower: from iteration %d on it took more time than before", r.WarmAfter+1)
	case stats.NoSteady:
		return "it reached no steady state"
	case stats.Mixed:
		return "its processes went differently"
	case stats.Flat:
		return "it was as fast from the start"
	}
	return ""
}

// promoted returns how many functions a process promoted, by the median.
func (r *Result) promoted() int {
	var counts []float64
	for _, run := range r.Runs {
		if run.Activity == nil {
			continue
		}
		most := 0
		for _, n := range run.Activity.Promoted {
			most = max(most, n)
		}
		counts = append(counts, float64(most))
	}
	return int(stats.Median(counts))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

package main

import (
	"fmt"
	"io"
	"math"
)

// benchTable prints one line per program: the median of each target, and after
// the first target how many times faster than it each other one is.
type benchTable struct {
	out     io.Writer
	names   []string
	logs    []float64 // sum of the logarithms of the ratios, per target
	counted int
}

const (
	nameWidth  = 16
	timeWidth  = 14
	ratioWidth = 9
)

func newBenchTable(out io.Writer, targets []target) *benchTable {
	t := &benchTable{out: out, logs: make([]float64, len(targets))}
	fmt.Fprintf(out, "%-*s", nameWidth, "milliseconds")
	for i, target := range targets {
		t.names = append(t.names, target.name())
		fmt.Fprintf(out, " %*s", timeWidth, shortened(target.name(), timeWidth))
		if i > 0 {
			fmt.Fprintf(out, "%*s", ratioWidth, "")
		}
	}
	fmt.Fprintln(out)
	return t
}

// shortened keeps the end of a name, which tells commands apart.
func shortened(s string, width int) string {
	runes := []rune(s)
	if len(runes) <= width {
		return s
	}
	return "…" + string(runes[len(runes)-width+1:])
}

func (t *benchTable) add(results []measurement) {
	fmt.Fprintf(t.out, "%-*s", nameWidth, results[0].Program)
	for i, r := range results {
		fmt.Fprintf(t.out, " %*.1f", timeWidth, r.Median)
		if i > 0 {
			ratio := results[0].Median / math.Max(r.Median, 1e-6)
			t.logs[i] += math.Log(ratio)
			fmt.Fprintf(t.out, " (%s)", times(ratio))
		}
	}
	t.counted++
	fmt.Fprintln(t.out)
}

func times(ratio float64) string { return fmt.Sprintf("%5.1fx", ratio) }

func (t *benchTable) finish() {
	if t.counted == 0 || len(t.names) < 2 {
		return
	}
	fmt.Fprintf(t.out, "%-*s", nameWidth, "geometric mean")
	for i := range t.names {
		fmt.Fprintf(t.out, " %*s", timeWidth, "")
		if i > 0 {
			fmt.Fprintf(t.out, " (%s)", times(math.Exp(t.logs[i]/float64(t.counted))))
		}
	}
	fmt.Fprintf(t.out, "\n(times are medians; in brackets: how many times faster than %s)\n", t.names[0])
}

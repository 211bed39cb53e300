//go:build linux

package hostile

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
)

// counts are the cells of one row of the table.
type counts struct {
	programs, killed, over, far, memory int
	worstLate                           time.Duration
	worstPeak                           int64
}

// WriteTable writes how many programs were killed, over time and over memory in
// each tier, and a line for each of them.
func WriteTable(w io.Writer, results []Result) error {
	rows := map[string]*counts{}
	var notes []string
	for i := range results {
		r := &results[i]
		c := rows[r.Tier]
		if c == nil {
			c = new(counts)
			rows[r.Tier] = c
		}
		c.programs++
		c.worstLate = max(c.worstLate, r.Late)
		c.worstPeak = max(c.worstPeak, r.Peak)
		var what []string
		if r.Killed != "" {
			c.killed++
			what = append(what, "killed: "+r.Killed)
		}
		if r.OverTime() {
			c.over++
			if r.FarOverTime() {
				c.far++
			}
			what = append(what, fmt.Sprintf("%d ms late", r.Late.Milliseconds()))
		}
		if r.OverMemory() {
			c.memory++
			what = append(what, fmt.Sprintf("%d MB", r.Peak>>20))
		}
		if what != nil {
			notes = append(notes, fmt.Sprintf("%-8s %s: %s\n", r.Tier, r.Program.Name, strings.Join(what, ", ")))
		}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "tier\tprograms\tkilled\tover time\tfar over\tover memory\tlatest ms\tpeak MB\t\n")
	for _, tier := range Tiers {
		if c := rows[tier]; c != nil {
			fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n",
				tier, c.programs, c.killed, c.over, c.far, c.memory, c.worstLate.Milliseconds(), c.worstPeak>>20)
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(w, strings.Join(notes, ""))
	return err
}

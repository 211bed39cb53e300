package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/conform/runner"
)

// Group is one way to divide a run into lines of a table.
type Group struct {
	// Title heads the column.
	Title string
	// Names are those of the lines that a result counts in.
	Names func(runner.Result) []string
	// Order compares names; nil is the alphabet.
	Order func(a, b string) int
}

// ByFolder divides by the first folders of paths.
func ByFolder(depth int) Group {
	return Group{"folder", func(r runner.Result) []string { return []string{Folder(r.Path, depth)} }, nil}
}

// ByFeature divides by the features that tests list.
func ByFeature() Group {
	return Group{"feature", func(r runner.Result) []string { return r.Features }, nil}
}

// ByEdition divides by edition, in the order of names.
func ByEdition(names []string) Group {
	order := func(a, b string) int {
		return cmp.Or(cmp.Compare(slices.Index(names, a), slices.Index(names, b)), cmp.Compare(a, b))
	}
	return Group{"edition", func(r runner.Result) []string {
		if r.Edition == "" {
			return nil
		}
		return []string{r.Edition}
	}, order}
}

// names returns the keys of groups in their order.
func (g Group) names(groups map[string]Tally) []string {
	names := sortedKeys(groups)
	if g.Order != nil {
		slices.SortStableFunc(names, g.Order)
	}
	return names
}

// WriteMarkdown writes the sums, a table for each way to divide the run, and up to limit
// failures of each engine.
func (r *Run) WriteMarkdown(w io.Writer, groups []Group, limit int) error {
	var b strings.Builder
	engines := r.Engines()
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", r.Name(), r.about())
	tallies := r.ByEngine()
	b.WriteString("| engine | scenarios | passed | share | failed |\n|---|---:|---:|---:|---:|\n")
	for _, engine := range engines {
		t := tallies[engine]
		fmt.Fprintf(&b, "| %s | %d | %d | %s | %d |\n", cell(engine), t.Total(), t[runner.Pass], t.Share(), t.Total()-t[runner.Pass])
	}
	for _, g := range groups {
		r.markdownTable(&b, g, engines)
	}
	for _, engine := range engines {
		failures := 0
		for _, result := range r.Results {
			if result.Tier != engine || result.Status == runner.Pass {
				continue
			}
			if failures == 0 {
				fmt.Fprintf(&b, "\n## Failures of %s\n\n", engine)
			}
			if failures++; failures <= limit {
				fmt.Fprintf(&b, "- `%s` %s: %s\n", result.Path, result.Mode, code(firstLine(result)))
			}
		}
		if failures > limit {
			fmt.Fprintf(&b, "- … and %d more\n", failures-limit)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Run) markdownTable(b *strings.Builder, g Group, engines []string) {
	by := map[string]map[string]Tally{}
	all := CountBy(r.Results, g.Names)
	if len(all) == 0 {
		return
	}
	for _, engine := range engines {
		by[engine] = CountBy(r.Split(engine).Results, g.Names)
	}
	fmt.Fprintf(b, "\n## By %s\n\n| %s | scenarios |", g.Title, g.Title)
	for _, engine := range engines {
		fmt.Fprintf(b, " %s |", cell(engine))
	}
	b.WriteString("\n|---|---:|" + strings.Repeat("---:|", len(engines)) + "\n")
	for _, name := range g.names(all) {
		most := 0
		for _, engine := range engines {
			most = max(most, by[engine][name].Total())
		}
		fmt.Fprintf(b, "| %s | %d |", cell(name), most)
		for _, engine := range engines {
			fmt.Fprintf(b, " %s |", by[engine][name].Share())
		}
		b.WriteString("\n")
	}
}

// cell makes a text safe in a table.
func cell(s string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ", "<", "&lt;", "_", "\\_", "*", "\\*").Replace(s)
}

// code shows a text of a script, in which anything may stand.
func code(s string) string {
	s = strings.NewReplacer("\n", " ", "\r", " ").Replace(s)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	return fence + " " + s + " " + fence
}

// Name is that of the suite.
func (r *Run) Name() string {
	if r.Style == "" {
		return "test262"
	}
	return r.Style
}

// about says in a sentence what was run where and when.
func (r *Run) about() string {
	s := fmt.Sprintf("%s, Kiln %s, %s, %s, %.0f s", r.Date.Format("2 January 2006"), r.Kiln, r.Go, r.Platform, r.Seconds)
	if len(r.Filter) > 0 {
		s += ", only " + strings.Join(r.Filter, " ")
	}
	if r.Interrupted {
		s += "; the run was interrupted"
	}
	return s
}

// WriteDifferenceMarkdown writes what changed between two runs.
func WriteDifferenceMarkdown(w io.Writer, d *Difference, limit int) error {
	var b strings.Builder
	for _, part := range d.parts() {
		if len(part.changes) == 0 {
			continue
		}
		fmt.Fprintf(&b, "## %d %s\n\n", len(part.changes), part.title)
		for i, c := range part.changes {
			if i == limit {
				fmt.Fprintf(&b, "- … and %d more\n", len(part.changes)-limit)
				break
			}
			message, _, _ := strings.Cut(c.Message, "\n")
			fmt.Fprintf(&b, "- `%s` %s, %s: %s → %s: %s\n", c.Item.Path, c.Item.Mode, c.Item.Tier, c.Old, c.New, code(message))
		}
		b.WriteString("\n")
	}
	if b.Len() == 0 {
		b.WriteString("No scenario that both have differs.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

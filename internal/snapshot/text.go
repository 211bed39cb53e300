package snapshot

import (
	"fmt"
	"io"
	"strings"
)

// Report is what a snapshot tells, for a person or as JSON.
type Report struct {
	Nodes   int     `json:"nodes"`
	Edges   int     `json:"edges"`
	Bytes   uint64  `json:"bytes"`
	Classes []Count `json:"constructors"`
	Paths   []Held  `json:"paths,omitempty"`
}

// Held is an object and what holds it.
type Held struct {
	Name     string   `json:"name"`
	ID       uint32   `json:"id"`
	Place    string   `json:"place,omitempty"`
	Shallow  uint64   `json:"shallow"`
	Retained uint64   `json:"retained"`
	Paths    [][]Step `json:"paths"`
}

// What a report shows of each thing that was asked about.
const (
	maxFound = 5 // objects
	maxPaths = 3 // ways to each of them
)

// Report makes the report. paths say what to find the ways to: see Find.
func (s *Snapshot) Report(paths []string) (*Report, error) {
	t := s.Dominators()
	r := &Report{Nodes: len(s.Nodes), Edges: len(s.Edges), Bytes: s.Bytes(), Classes: s.Summary(t)}
	if len(paths) == 0 {
		return r, nil
	}
	d := s.Distances()
	for _, what := range paths {
		found, err := s.Find(what, t)
		if err != nil {
			return nil, err
		}
		for _, node := range found[:min(len(found), maxFound)] {
			n := &s.Nodes[node]
			r.Paths = append(r.Paths, Held{
				Name: s.Title(node), ID: n.ID, Place: s.Place(node), Shallow: n.Self, Retained: t.Retained[node],
				Paths: d.Paths(node, maxPaths),
			})
		}
	}
	return r, nil
}

// WriteText writes the report for a person: the first top rows of the table, all with 0.
func (r *Report) WriteText(w io.Writer, top int) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s in %d objects and other cells, %d references\n\n", Size(r.Bytes), r.Nodes, r.Edges)
	rows := r.Classes
	if top > 0 && len(rows) > top {
		rows = rows[:top]
	}
	fmt.Fprintf(&b, "%10s  %10s %4s  %10s %4s  constructor\n", "count", "shallow", "%", "retained", "%")
	for _, c := range rows {
		fmt.Fprintf(&b, "%10d  %10s %4.0f  %10s %4.0f  %s\n", c.Count,
			Size(c.Shallow), percent(c.Shallow, r.Bytes), Size(c.Retained), percent(c.Retained, r.Bytes), short(c.Class))
	}
	if n := len(r.Classes) - len(rows); n > 0 {
		fmt.Fprintf(&b, "… and %d more (--top=0 shows all)\n", n)
	}
	for _, h := range r.Paths {
		fmt.Fprintf(&b, "\n%s @%d%s: %s, retains %s\n", h.Name, h.ID, at(h.Place), Size(h.Shallow), Size(h.Retained))
		if len(h.Paths) == 0 {
			b.WriteString("  nothing but itself or weak references hold it\n")
		}
		for i, path := range h.Paths {
			if i > 0 {
				b.WriteString("  or\n")
			}
			for _, step := range path {
				fmt.Fprintf(&b, "  ← %s of %s @%d%s\n", step.Edge, step.Name, step.ID, at(step.Place))
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func at(place string) string {
	if place == "" {
		return ""
	}
	return " (" + place + ")"
}

func percent(part, whole uint64) float64 {
	if whole == 0 {
		return 0
	}
	return 100 * float64(part) / float64(whole)
}

// Size shows a number of bytes.
func Size[N uint64 | int64](n N) string {
	f, unit := float64(n), "B"
	for _, next := range []string{"KB", "MB", "GB"} {
		if f < 1024 && f > -1024 {
			break
		}
		f, unit = f/1024, next
	}
	if unit == "B" {
		return fmt.Sprintf("%d B", n)
	}
	return fmt.Sprintf("%.1f %s", f, unit)
}

// Changes is the difference of two snapshots, for a person or as JSON.
type Changes struct {
	// SameRun says that it is known which objects are the same.
	SameRun bool     `json:"sameRun"`
	Before  uint64   `json:"bytesBefore"`
	After   uint64   `json:"bytesAfter"`
	Classes []Change `json:"constructors"`
}

// Compare makes the difference of two snapshots.
func Compare(a, b *Snapshot) *Changes {
	return &Changes{SameRun: SameRun(a, b), Before: a.Bytes(), After: b.Bytes(), Classes: Diff(a, b)}
}

// WriteText writes the difference for a person: the first top rows of the table, all with 0.
func (c *Changes) WriteText(w io.Writer, top int) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s before, %s after: %s\n", Size(c.Before), Size(c.After), signed(int64(c.After)-int64(c.Before)))
	if !c.SameRun {
		b.WriteString("The snapshots are of two runs: which objects are the same is not known.\n")
	}
	b.WriteByte('\n')
	rows := c.Classes
	if top > 0 && len(rows) > top {
		rows = rows[:top]
	}
	if c.SameRun {
		fmt.Fprintf(&b, "%10s %10s %10s  %10s %10s %11s  constructor\n", "new", "freed", "more", "new", "freed", "more")
	} else {
		fmt.Fprintf(&b, "%10s  %11s  constructor\n", "more", "more")
	}
	for _, r := range rows {
		if c.SameRun {
			fmt.Fprintf(&b, "%10d %10d %+10d  %10s %10s %11s  %s\n", r.New, r.Freed, r.Count,
				Size(r.NewBytes), Size(r.FreedBytes), signed(r.Bytes), short(r.Class))
		} else {
			fmt.Fprintf(&b, "%+10d  %11s  %s\n", r.Count, signed(r.Bytes), short(r.Class))
		}
	}
	if n := len(c.Classes) - len(rows); n > 0 {
		fmt.Fprintf(&b, "… and %d more (--top=0 shows all)\n", n)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func signed(n int64) string {
	if n > 0 {
		return "+" + Size(n)
	}
	return Size(n)
}

package bench

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
)

//go:embed page.html
var pageText string

// page is what the template of the page shows.
type page struct {
	*Report
	Date     string
	Base     string
	Engines  []pageEngine
	Means    template.HTML
	Rows     []pageRow
	Programs []pageProgram
	Failures []*Result
}

type pageEngine struct{ Name, Class string }

type pageRow struct {
	Program string
	Cells   []pageCell
}

// pageCell is a cell of the table: its text and what it is sorted by.
type pageCell struct {
	Text string
	Sort float64
}

type pageProgram struct {
	Name, About  string
	Verdicts     []string
	Curves, Bars template.HTML
	Details      [][]string
	Counted      []string
	WhereTime    []string
	Changes      []string
}

// WriteHTML writes the report as one page that needs nothing else.
func (r *Report) WriteHTML(w io.Writer) error {
	engines := r.Engines()
	if len(engines) == 0 {
		return fmt.Errorf("there is nothing to show")
	}
	p := page{Report: r, Date: r.Date.Format("2 January 2006"), Base: engines[0], Failures: r.Failed()}
	for i, e := range engines {
		p.Engines = append(p.Engines, pageEngine{e, engineClass(i)})
	}
	var err error
	if p.Means, err = r.meanBars(); err != nil {
		return err
	}
	for _, program := range r.Programs() {
		p.Rows = append(p.Rows, r.pageRow(program))
		shown, err := r.pageProgram(program)
		if err != nil {
			return err
		}
		p.Programs = append(p.Programs, shown)
	}
	t, err := template.New("page").Parse(pageText)
	if err != nil {
		return err
	}
	return t.Execute(w, p)
}

func (r *Report) pageRow(program string) pageRow {
	row := pageRow{Program: program}
	engines := r.Engines()
	first := r.Result(program, engines[0])
	for i, e := range engines {
		x := r.Result(program, e)
		if !x.measured() {
			row.Cells = append(row.Cells, pageCell{missing(x), math.MaxFloat64})
			if i > 0 {
				row.Cells = append(row.Cells, pageCell{})
			}
			continue
		}
		row.Cells = append(row.Cells, pageCell{x.steady(), x.Median})
		switch {
		case i == 0:
		case first.measured():
			row.Cells = append(row.Cells, pageCell{ratioTo(first, x), first.Median / x.Median})
		default:
			row.Cells = append(row.Cells, pageCell{})
		}
	}
	return row
}

func (r *Report) pageProgram(program string) (pageProgram, error) {
	engines := r.Engines()
	p := pageProgram{Name: program}
	for i, e := range engines {
		x := r.Result(program, e)
		p.About = x.About
		if verdict := r.Verdict(program, engines[0], e); verdict != "" && (i > 0 || len(engines) == 1) {
			p.Verdicts = append(p.Verdicts, verdict)
		}
		if x.measured() {
			run := x.typical()
			p.Details = append(p.Details, []string{
				e, figures(x.First), figures(x.Worst), x.steady(), x.state(), run.Activity.compiled(), run.Activity.collected(), megabytes(x.Memory), processor(run),
			})
		}
	}
	p.Counted = r.counted(program)
	p.WhereTime = r.whereTime(program)
	p.Changes = r.changes(program, "auto")
	var err error
	if p.Curves, err = r.curves(program); err != nil {
		return p, err
	}
	p.Bars, err = r.steadyBars(program)
	return p, err
}

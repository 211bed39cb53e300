package conform

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/kilnjs/kiln/internal/conform/report"
)

// Output is where results go beside the terminal; - is standard output.
type Output struct {
	JSON     string `name:"json" type:"path" placeholder:"FILE" help:"Write all results to a file (- is standard output)."`
	Markdown string `type:"path" placeholder:"FILE" help:"Write tables and failures as Markdown."`
	HTML     string `name:"html" type:"path" placeholder:"FILE" help:"Write one page with all results, which needs no network."`
	Badge    string `type:"path" placeholder:"FILE" help:"Write a small SVG image of the share that passed."`
	History  string `type:"path" placeholder:"FILE" help:"Append a line of JSON about this run to a file, whose lines the page shows as a plot."`
}

// markdownFailures is how many failures of an engine Markdown has.
const markdownFailures = 200

func (o *Output) stdout() bool {
	return slices.Contains([]string{o.JSON, o.Markdown, o.HTML, o.Badge}, "-")
}

// write writes all files that were asked for.
func (o *Output) write(r *report.Run, groups []report.Group) error {
	var past []report.Past
	if o.History != "" {
		var err error
		if past, err = report.AppendHistory(o.History, r); err != nil {
			return err
		}
	}
	for _, form := range []struct {
		file  string
		write func(io.Writer) error
	}{
		{o.JSON, r.WriteJSON},
		{o.Markdown, func(w io.Writer) error { return r.WriteMarkdown(w, groups, markdownFailures) }},
		{o.HTML, func(w io.Writer) error { return r.WriteHTML(w, groups[0], past) }},
		{o.Badge, r.WriteBadge},
	} {
		if err := toFile(form.file, form.write); err != nil {
			return err
		}
	}
	return nil
}

// writeDifference writes a comparison; the page has both runs, as if they were engines.
func (o *Output) writeDifference(d *report.Difference, both *report.Run, limit int) error {
	if o.Badge != "" || o.History != "" {
		return errors.New("a badge and a line of history are of a single run; a comparison is written as --json, --markdown or --html")
	}
	return errors.Join(
		toFile(o.JSON, func(w io.Writer) error { return json.NewEncoder(w).Encode(d) }),
		toFile(o.Markdown, func(w io.Writer) error { return report.WriteDifferenceMarkdown(w, d, limit) }),
		toFile(o.HTML, func(w io.Writer) error { return both.WriteHTML(w, byEdition(), nil) }),
	)
}

// toFile writes a file; no name is none.
func toFile(name string, write func(io.Writer) error) error {
	switch name {
	case "":
		return nil
	case "-":
		return write(os.Stdout)
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

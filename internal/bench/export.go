package bench

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
)

// WriteJSON writes the whole report; Read reads it.
func (r *Report) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", " ")
	return encoder.Encode(r)
}

// WriteMarkdown writes the table and the verdicts.
func (r *Report) WriteMarkdown(w io.Writer) error {
	engines := r.Engines()
	if len(engines) == 0 {
		return nil
	}
	text := r.overview().RenderMarkdown() + "\n\n"
	for _, program := range r.Programs() {
		if verdict := r.Verdict(program, engines[0], r.shown()); verdict != "" {
			text += fmt.Sprintf("- %s: %s\n", program, verdict)
		}
	}
	_, err := fmt.Fprintf(w, "%s\nKiln %s, %s, %s, %d processors, %s.\n", text, r.Kiln, r.Go, r.Platform, r.CPUs, r.Date.Format("2 January 2006"))
	return err
}

// WriteCSV writes a row for each iteration.
func (r *Report) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"program", "n", "target", "process", "iteration", "ms", "steady", "class", "checksum"}); err != nil {
		return err
	}
	for _, x := range r.Results {
		for process, run := range x.Runs {
			for i, ms := range run.Iterations {
				err := out.Write([]string{
					x.Program, strconv.Itoa(x.N), x.Engine, strconv.Itoa(process + 1), strconv.Itoa(i + 1), strconv.FormatFloat(ms, 'f', -1, 64),
					strconv.FormatBool(i >= x.WarmAfter), x.Class, x.Checksum,
				})
				if err != nil {
					return err
				}
			}
		}
	}
	out.Flush()
	return out.Error()
}

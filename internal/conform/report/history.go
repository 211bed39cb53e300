package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/jsonfile"
)

// Past is a line of a history file: what one run amounted to.
type Past struct {
	Date    time.Time           `json:"date"`
	Kiln    string              `json:"kiln"`
	Suite   string              `json:"suite"`
	Filter  []string            `json:"filter,omitempty"`
	Seconds float64             `json:"seconds"`
	Engines map[string]PastLine `json:"engines"`
}

// PastLine is what one engine did.
type PastLine struct {
	Passed int `json:"passed"`
	Total  int `json:"total"`
}

// Past sums a run up.
func (r *Run) Past() Past {
	p := Past{Date: r.Date, Kiln: r.Kiln, Suite: r.Suite, Filter: r.Filter, Seconds: r.Seconds, Engines: map[string]PastLine{}}
	for engine, t := range r.ByEngine() {
		p.Engines[engine] = PastLine{t[runner.Pass], t.Total()}
	}
	return p
}

// ByEngine counts verdicts for each engine.
func (r *Run) ByEngine() map[string]Tally {
	return CountBy(r.Results, func(r runner.Result) []string { return []string{r.Tier} })
}

// AppendHistory adds a run to a history file, which has one JSON object a line, and
// returns what stands in it then. The file comes to be if it is not there.
func AppendHistory(name string, r *Run) ([]Past, error) {
	past, err := ReadHistory(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	line, err := json.Marshal(r.Past())
	if err != nil {
		return nil, err
	}
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	_, err = file.Write(append(line, '\n'))
	return append(past, r.Past()), errors.Join(err, file.Close())
}

// ReadHistory reads a history file, oldest run first. What is broken in it is named with
// line and column.
func ReadHistory(name string) ([]Past, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []Past
	for n, line := range bytes.Split(text, []byte("\n")) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var p Past
		if err := jsonfile.DecodeLine(name, n+1, line, &p); err != nil {
			return nil, err
		}
		if p.Engines == nil {
			return nil, fmt.Errorf("%s:%d:1: this is no line of a history: engines is missing", name, n+1)
		}
		out = append(out, p)
	}
	return out, nil
}

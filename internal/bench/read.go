package bench

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// Read reads a report that WriteJSON has written. An error in it is told with file, line
// and column.
func Read(file string) (*Report, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var r Report
	decoder := json.NewDecoder(bytes.NewReader(text))
	err = decoder.Decode(&r)
	if err == nil && decoder.More() {
		err = &placed{decoder.InputOffset(), "the report has ended, and there is more"}
	}
	if err != nil {
		line, column, why := place(text, err)
		return nil, fmt.Errorf("%s:%d:%d: %s", file, line, column, why)
	}
	if r.Format == 0 {
		return nil, fmt.Errorf("%s:1:1: this is no report of kiln bench: kiln_bench is missing", file)
	}
	if r.Format > Format {
		return nil, fmt.Errorf("%s:1:1: the report is of version %d; this kiln reads version %d", file, r.Format, Format)
	}
	for i, x := range r.Results {
		if x == nil {
			return nil, fmt.Errorf("%s: result %d is null", file, i+1)
		}
		for k, run := range x.Runs {
			if run == nil || len(run.Iterations) == 0 {
				return nil, fmt.Errorf("%s: process %d of %s in %s has no iterations", file, k+1, x.Program, x.Engine)
			}
		}
		x.Summarize()
	}
	return &r, nil
}

// placed is an error at an offset.
type placed struct {
	offset int64
	text   string
}

func (p *placed) Error() string { return p.text }

// place finds line and column of an error, in bytes from 1.
func place(text []byte, err error) (line, column int, why string) {
	offset := int64(len(text))
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var at *placed
	why = err.Error()
	switch {
	case errors.As(err, &syntax):
		offset = max(0, syntax.Offset-1)
	case errors.As(err, &kind):
		offset = max(0, kind.Offset-1)
		why = fmt.Sprintf("%s is a %s and should be %s", kind.Field, kind.Value, kind.Type)
	case errors.As(err, &at):
		offset = at.offset
	default:
		why = "the text ends in the middle: " + why
	}
	before := text[:min(offset, int64(len(text)))]
	return bytes.Count(before, []byte("\n")) + 1, len(before) - bytes.LastIndexByte(before, '\n'), why
}

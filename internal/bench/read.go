package bench

import (
	"fmt"

	"github.com/kilnjs/kiln/internal/jsonfile"
)

// Read reads a report that WriteJSON has written. An error in it is told with file, line
// and column.
func Read(file string) (*Report, error) {
	var r Report
	if err := jsonfile.Read(file, &r); err != nil {
		return nil, err
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

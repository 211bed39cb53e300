package main

import (
	"fmt"
	"io"
	"slices"
	"sync"

	"github.com/kilnjs/kiln/internal/progen"
	"github.com/kilnjs/kiln/internal/progen/mutate"
)

// tally counts what the programs of a search showed.
type tally struct {
	mu       sync.Mutex
	programs int
	compared int // those that ran to their end in every mode
	machine  int // those of which machine code was made
	limited  int
	invalid  int
	finds    int
	alike    map[string]int // finds by signature
	features map[string]int
	mutants  bool // features are mutations
}

func newTally() *tally {
	return &tally{alike: map[string]int{}, features: map[string]int{}}
}

// add counts a program and reports whether it has a find that is to be kept.
func (t *tally) add(v *verdict, features []string, keep int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.programs++
	slices.Sort(features)
	for _, f := range slices.Compact(features) {
		t.features[f]++
	}
	if v.machine {
		t.machine++
	}
	switch {
	case v.find != nil:
		t.finds++
		signature := v.find.signature()
		t.alike[signature]++
		return t.alike[signature] <= keep
	case v.limited:
		t.limited++
	case v.invalid:
		t.invalid++
	default:
		t.compared++
	}
	return false
}

// report prints the counts and the share of programs that contain each feature.
func (t *tally) report(w io.Writer) {
	fmt.Fprintf(w, "%d programs, %d reached machine code, %d agreed in every mode, %d ran into a limit, %d did not parse, %d with a find\n",
		t.programs, t.machine, t.compared, t.limited, t.invalid, t.finds)
	for signature, n := range t.alike {
		fmt.Fprintf(w, "%6d %s\n", n, signature)
	}
	if len(t.features) == 0 {
		return
	}
	names := progen.Features()
	if t.mutants {
		names = mutate.Names()
	}
	fmt.Fprintln(w, "share of programs with each construct:")
	for i, f := range names {
		fmt.Fprintf(w, "  %-30s %5.1f%%", f, 100*float64(t.features[f])/float64(t.programs))
		if i%3 == 2 {
			fmt.Fprintln(w)
		}
	}
	fmt.Fprintln(w)
}

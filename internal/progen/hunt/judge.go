package main

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// find is something that a program showed and should not have.
type find struct {
	kind  string   // differs, internal, crash or hang
	modes []string // for differs: the reference and the mode that differs
	// detail is the panic, what the process said, or the first line that differs.
	detail string
}

var number = regexp.MustCompile(`0x[0-9a-f]+|\d+`)

// signature is equal for finds that are probably the same.
func (f *find) signature() string {
	if f.kind == "differs" {
		return f.kind + " " + strings.Join(f.modes, " ")
	}
	first, _, _ := strings.Cut(f.detail, "\n")
	return f.kind + " " + number.ReplaceAllString(first, "N")
}

// verdict is what a program showed in all modes.
type verdict struct {
	find    *find
	limited bool
	invalid bool
	machine bool
}

// judge runs a program in the modes and compares what they show.
type judge struct {
	worker  worker
	timeout time.Duration
	longest time.Duration // of the executions of the program that was last judged
}

// all runs a program in every mode.
func (j *judge) all(source string, names []string) (verdict, error) {
	var v verdict
	var want outcome
	j.longest = 0
	for i, name := range names {
		began := time.Now()
		o, err := j.worker.run(&job{Source: source, Mode: name, Timeout: j.timeout})
		if err != nil {
			return v, err
		}
		j.longest = max(j.longest, time.Since(began))
		v.machine = v.machine || o.Machine
		switch {
		case o.Crash != "":
			v.find = &find{"crash", []string{name}, o.Crash}
		case o.Hang:
			v.find = &find{"hang", []string{name}, "did not stop at its time limit"}
		case o.Internal != "":
			v.find = &find{"internal", []string{name}, o.Internal}
		case o.Invalid:
			v.invalid = true
		case o.Limited:
			v.limited = true
		case i == 0:
			want = o
		case o.Output != want.Output:
			v.find = &find{"differs", []string{names[0], name}, firstDifference(want.Output, o.Output)}
		}
		if v.find != nil || v.limited || v.invalid {
			return v, nil
		}
	}
	return v, nil
}

// again reports whether a program still shows a find.
func (j *judge) again(source string, f *find) bool {
	names := f.modes
	if f.kind == "node" {
		return j.differsFromNode(source) != nil
	}
	v, err := j.all(source, names)
	return err == nil && v.find != nil && v.find.kind == f.kind && (f.kind == "differs" || v.find.signature() == f.signature())
}

// firstDifference shows the first line in which two outputs differ.
func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d: %.200s | %.200s", i+1, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

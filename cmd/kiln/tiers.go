package main

import (
	"io"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inside"
	"github.com/kilnjs/kiln/internal/prof/script"
)

type tiersCommand struct {
	examined
	HTML   string `name:"html" placeholder:"FILE" help:"Write a page to FILE too: the source with what happened to each line in its margin."`
	Trace  string `placeholder:"FILE" help:"Write trace events to FILE too, for Perfetto or Chrome: changes of tier, compilations, collections."`
	Counts bool   `help:"Count calls, turns and lines exactly: the code is then larger and somewhat slower."`
	ran
}

// Help tells how to read the output.
func (tiersCommand) Help() string {
	return `The script runs to its end, or to --timeout; what it prints goes to standard error.
Functions stand in the order of their time, which samples tell, 1,000 a second: what
runs for a few milliseconds has few. Calls and turns of loops are about as well: each
slice of some thousands counts for the function that runs when it ends; --counts tells
them exactly. Below each one
stand the lines where something happened: where machine code was left for bytecode, with
the types or shapes that it was made for and those that it met, where it went to Go, and
inline caches that know more than one shape. An arrow begins advice.`
}

// Run runs the script and shows what happened to its functions.
func (c *tiersCommand) Run() error {
	var counts *script.Counters
	compile := kiln.Compile
	if c.Counts {
		counts = script.NewCounts()
		compile = func(name, text string, kind kiln.Kind) (*kiln.Program, error) {
			return kiln.CompileCounted(name, text, kind, counts)
		}
	}
	program, selected, err := c.loadWith(compile)
	if err != nil {
		return err
	}
	var log *inside.TierLog
	var trace *inside.Trace
	rt, err := c.start(func(o *kiln.Options) {
		log = inside.WatchTiers(o.Watch)
		if c.Trace != "" {
			trace = inside.WatchTrace(o.Watch)
		}
	})
	if err != nil {
		return err
	}
	rt.Object().Counts = counts
	sampler, err := script.Start(rt.Object(), script.Options{Clock: script.CPU})
	if err != nil {
		return err
	}
	ended := c.run(rt, program)
	view := inside.NewTiers(selected, rt, log, sampler.Stop())
	if counts != nil {
		view.Count(counts)
	}
	if trace != nil {
		if err := writeFile(c.Trace, trace.Write); err != nil {
			return err
		}
	}
	if c.HTML != "" {
		if err := writeFile(c.HTML, func(w io.Writer) error { return view.WriteHTML(w, selected) }); err != nil {
			return err
		}
	}
	if err := c.print(view, view.WriteText); err != nil {
		return err
	}
	return ended
}

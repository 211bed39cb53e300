package main

import (
	"io"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inside"
)

type tiersCommand struct {
	examined
	HTML string `name:"html" placeholder:"FILE" help:"Write a page to FILE too: the source with what happened to each line in its margin."`
	ran
}

// Help tells how to read the output.
func (tiersCommand) Help() string {
	return `The script runs to its end, or to --timeout; what it prints goes to standard error.
Functions stand in the order of their calls and turns of loops, which are about: each
slice of some thousands counts for the function that runs when it ends. Below each one
stand the lines where something happened: where machine code was left for bytecode, with
the types or shapes that it was made for and those that it met, where it went to Go, and
inline caches that know more than one shape. An arrow begins advice.`
}

// Run runs the script and shows what happened to its functions.
func (c *tiersCommand) Run() error {
	program, selected, err := c.load()
	if err != nil {
		return err
	}
	var log *inside.TierLog
	rt, err := c.start(func(o *kiln.Options) { log = inside.WatchTiers(o.Watch) })
	if err != nil {
		return err
	}
	ended := c.run(rt, program)
	view := inside.NewTiers(selected, rt, log)
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

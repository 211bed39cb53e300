package main

import (
	"io"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inside"
)

type asmCommand struct {
	examined
	Dump   bool `name:"ir" default:"true" negatable:"" help:"Show the intermediate form too."`
	Passes bool `name:"passes" help:"Show the graph after each pass of the optimizing compiler."`
	ran
}

// Help tells how to read the output.
func (asmCommand) Help() string {
	return `The script runs to its end, or to --timeout; what it prints goes to standard error.
Functions that have not been hot have no machine code: --tier=native compiles at once.
In the machine code rbx is the frame (word 0 of it), r12 what machine code shares with Go,
r15 the budget. Numbers before operations are instructions of the bytecode. A word in
brackets is a way to Go, such as (leave): from there the frame goes on in bytecode.`
}

// Run runs the script and shows the machine code of its functions.
func (c *asmCommand) Run() error {
	program, selected, err := c.load()
	if err != nil {
		return err
	}
	var refused *inside.Refusals
	rt, err := c.start(func(o *kiln.Options) { refused = inside.WatchRefusals(o.Watch) })
	if err != nil {
		return err
	}
	rt.Tiers().KeepListings()
	ended := c.run(rt, program)
	view := inside.NewMachine(selected, rt, refused)
	if err := c.print(view, func(w io.Writer) error { return view.WriteText(w, c.Dump, c.Passes) }); err != nil {
		return err
	}
	return ended
}

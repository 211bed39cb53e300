package main

import (
	"os"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inside"
)

// teaching are thresholds that let a small script go through all tiers. The upper ones are
// odd, since they are the slice of the budget too: in a loop that makes one call per turn an
// even slice would always end in the same place.
const teaching = "4,20,61,61"

type explainCommand struct {
	examined
	HTML string `name:"html" placeholder:"FILE" help:"Write a page to FILE too."`
	ran
}

// Help tells how to read the output.
func (explainCommand) Help() string {
	return `Meant for scripts of a page or less. Promotion comes earlier than it does elsewhere,
so that a small script meets all tiers: after 4 calls or 20 turns of a loop to bytecode,
after about 60 of either to machine code; --thresholds changes that. Of each function the first
calls in each tier are told. What the script prints goes to standard error too.`
}

// Run runs the script and tells its way through the house.
func (c *explainCommand) Run() error {
	program, selected, err := c.load()
	if err != nil {
		return err
	}
	if c.Thresholds == "" {
		c.Thresholds = teaching
	}
	var log *inside.StoryLog
	var refused *inside.Refusals
	rt, err := c.start(func(o *kiln.Options) {
		log, refused = inside.WatchStory(o.Watch), inside.WatchRefusals(o.Watch)
		o.Stdout, o.Stderr = log.Output(os.Stderr), log.Output(os.Stderr)
	})
	if err != nil {
		return err
	}
	rt.Tiers().KeepListings()
	ended := c.run(rt, program, func() { log.Attach(rt) })
	view := inside.NewStory(selected, rt, log, refused)
	if c.HTML != "" {
		if err := writeFile(c.HTML, view.WriteHTML); err != nil {
			return err
		}
	}
	if err := c.print(view, view.WriteText); err != nil {
		return err
	}
	return ended
}

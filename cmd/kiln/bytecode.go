package main

import (
	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inside"
)

type bytecodeCommand struct {
	examined
	Met bool `name:"run" help:"Run the script first, and show what each instruction has met. What the script prints goes to standard error."`
	ran
}

// Help tells how to read the output.
func (bytecodeCommand) Help() string {
	return `Instructions stand below the line of source from which they come. Registers are
r0, r1 …, and this, callee, newtarget, env of the frame; → leads to another instruction.
After a semicolon stands what an instruction has met: types of operands beside integers,
the function called last, or the state of its inline cache with the shapes that it knows.`
}

// Run shows bytecode.
func (c *bytecodeCommand) Run() error {
	program, selected, err := c.load()
	if err != nil {
		return err
	}
	var rt *kiln.Runtime
	var ended error
	if c.Met {
		if rt, err = c.start(nil); err != nil {
			return err
		}
		ended = c.run(rt, program)
	}
	view := inside.NewBytecode(selected, rt)
	if err := c.print(view, view.WriteText); err != nil {
		return err
	}
	return ended
}

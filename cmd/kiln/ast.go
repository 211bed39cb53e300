package main

import (
	"io"

	"github.com/kilnjs/kiln/internal/inside"
)

type astCommand struct {
	examined
	Tokens bool `default:"true" negatable:"" help:"Show the tokens too."`
}

// Help tells how to read the output.
func (astCommand) Help() string {
	return `Each line of the tree is a node, with where it begins and ends (line:column).
An arrow leads to where a name lives: r3 is register 3 of the frame, e1.0 slot 0 of the
environment one level up, global a name that is looked up; ! marks a use that must check
whether the variable is initialised. Scopes stand below the node that opens them.
With --json, start and end count bytes from 0, lines and columns count from 1.`
}

// Run shows tokens and tree.
func (c *astCommand) Run() error {
	_, selected, err := c.load()
	if err != nil {
		return err
	}
	tree := inside.NewTree(selected)
	if !c.Tokens {
		tree.Tokens = nil
	}
	return c.print(tree, func(w io.Writer) error {
		if err := tree.WriteTokens(w); err != nil {
			return err
		}
		if len(tree.Tokens) > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		return tree.WriteText(w)
	})
}

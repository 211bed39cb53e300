package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/kilnjs/kiln/internal/manual"
	"github.com/kilnjs/kiln/internal/version"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"Shell to complete in: bash, zsh or fish."`
}

// Help is what kiln completion --help says beyond the flags.
func (c *completionCommand) Help() string {
	return `Prints a script that completes commands, flags and their values:

  bash  source <(kiln completion bash)
  zsh   kiln completion zsh > ~/.zfunc/_kiln, with ~/.zfunc in $fpath
  fish  kiln completion fish > ~/.config/fish/completions/kiln.fish
`
}

// Run prints the script.
func (c *completionCommand) Run(k *kong.Kong) error {
	return manual.Completion(os.Stdout, k.Model, c.Shell)
}

type manCommand struct {
	Command string `arg:"" optional:"" help:"Print the page of this command, instead of one of all."`
}

// Help is what kiln man --help says beyond the flags.
func (c *manCommand) Help() string {
	return `Prints a page of the manual as man reads it:

  kiln man > /usr/local/share/man/man1/kiln.1
  kiln man run | man -l -
`
}

// Run prints the page.
func (c *manCommand) Run(k *kong.Kong) error {
	if c.Command == "" {
		return manual.Page(os.Stdout, k.Model, nil, version.Text(), manualSections())
	}
	for _, node := range k.Model.Children {
		if node.Name == c.Command && !node.Hidden {
			return manual.Page(os.Stdout, k.Model, node, version.Text(), nil)
		}
	}
	return usageError("there is no command %s", c.Command)
}

// manualSections returns what the page of all commands says at its end.
func manualSections() []manual.Section {
	return []manual.Section{
		{Title: "EXIT STATUS", Text: strings.TrimPrefix(fmt.Sprintf(`
  %d    The script has ended.
  %d    An uncaught error, or a rejection that nobody handled.
  %d    A syntax error in the file.
  %d    A module that could not be found, parsed or linked.
  %d   A wrong command line.
  %d  The time limit.
  %d  The memory limit.
`, 0, exitRuntime, exitSyntax, exitModule, exitUsage, exitTime, exitMemory), "\n")},
		{Title: "ENVIRONMENT", Text: `  KILN_HISTORY  File of earlier lines of kiln repl; - for none.
  KILN_PANIC    With any value, a defect of Kiln ends it with a stack trace of Go.
  NO_COLOR      With any value, nothing is printed in colour.
`},
		{Title: "EXAMPLES", Text: `  kiln script.js                    Run a script.
  kiln                              Begin a session, on a terminal.
  kiln run --timeout=1s -           Run what comes from standard input, for a second at most.
  kiln prof --output=p.pprof app.js  Write a profile for go tool pprof.
  kiln bench my.js --against node=node  Compare a file in all tiers and in Node.
`},
	}
}

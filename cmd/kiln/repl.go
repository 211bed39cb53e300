package main

import (
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"golang.org/x/term"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/repl"
	"github.com/kilnjs/kiln/internal/version"
)

type replCommand struct {
	Tier       string        `default:"auto" enum:"interp,bytecode,native,auto" help:"Tier to run in: interp, bytecode, native or auto."`
	Thresholds string        `placeholder:"LIST" help:"${thresholds}"`
	MaxHeap    byteSize      `placeholder:"64MB" help:"End an evaluation that needs more memory."`
	Timeout    time.Duration `placeholder:"300ms" help:"End an evaluation after this time."`
	History    string        `placeholder:"FILE" env:"KILN_HISTORY" help:"File of earlier lines; - for none. Without it $$XDG_STATE_HOME/kiln/history, or ~/.kiln_history."`
}

// Help is what kiln repl --help says beyond the flags.
func (c *replCommand) Help() string {
	return `Reads JavaScript line by line, evaluates it and shows the value. Input goes on over lines until
it is complete. While you type, the value of what can have no effects is shown below. await works
at the top, and let, const and class may be declared again. .help lists the commands of the
session. When standard input is no terminal, its lines are read without an editor.
`
}

// Run holds a session on standard input and output.
func (c *replCommand) Run() error {
	run := runCommand{Tier: c.Tier, Thresholds: c.Thresholds, MaxHeap: c.MaxHeap, Timeout: c.Timeout}
	options, err := run.options()
	if err != nil {
		return err
	}
	o := repl.Options{Tier: options.Tier, Timeout: c.Timeout, Out: os.Stdout, Quiet: true}
	var in repl.Input
	var terminal *repl.Terminal
	switch {
	case !isTerminal(os.Stdin) || !isTerminal(os.Stdout):
		in = repl.NewPlain(os.Stdin, nil)
	case os.Getenv("TERM") == "dumb":
		in, o.Quiet = repl.NewPlain(os.Stdin, os.Stdout), false
	default:
		o.Colors = colored(os.Stdout)
		terminal = repl.NewTerminal(c.historyFile(), o.Colors)
		in, o.Out, o.Quiet = terminal, terminal, false
		o.Width = terminalWidth
		interrupts, stop := interruptions()
		defer stop()
		o.Interrupts = interrupts
	}
	options.Stdout = o.Out
	if terminal != nil {
		options.Stderr = o.Out
	}
	o.New = func(tier kiln.Tier) (*kiln.Runtime, error) {
		fresh := options
		again := run
		again.stdout = o.Out
		// Each runtime wants a stream of its own.
		made, err := again.options()
		if err != nil {
			return nil, err
		}
		fresh.Watch, fresh.Tier = made.Watch, tier
		return kiln.New(fresh)
	}
	session, err := repl.New(o)
	if err != nil {
		return err
	}
	if terminal != nil {
		terminal.Attach(session)
		_, _ = io.WriteString(os.Stdout, "Kiln "+version.Text()+", mode "+options.Tier.String()+". .help shows what there is.\n")
	}
	return session.Run(in)
}

// historyFile returns the file of earlier lines, whose folder is there, or "".
func (c *replCommand) historyFile() string {
	if c.History != "" {
		if c.History == "-" {
			return ""
		}
		return c.History
	}
	if state := os.Getenv("XDG_STATE_HOME"); state != "" {
		dir := filepath.Join(state, "kiln")
		if os.MkdirAll(dir, 0o700) == nil {
			return filepath.Join(dir, "history")
		}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".kiln_history")
}

// interruptions passes on each Ctrl-C that the editor does not get.
func interruptions() (<-chan struct{}, func()) {
	signals, out := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(signals, os.Interrupt)
	go func() {
		for range signals {
			select {
			case out <- struct{}{}:
			default: // nothing runs
			}
		}
	}()
	return out, func() { signal.Stop(signals); close(signals) }
}

// terminalWidth is the number of columns of the terminal.
func terminalWidth() int {
	if width, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && width > 0 {
		return width
	}
	return 80
}

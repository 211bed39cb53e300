package main

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/kong"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/loop"
)

// textLimit is how many statements are enough for who reads them line by line, stepLimit
// for who steps through them on a terminal.
const (
	textLimit = 2000
	stepLimit = 20_000
)

type loopCommand struct {
	File   string `arg:"" help:"FILE, or - for standard input."`
	Module bool   `short:"m" help:"The source is a module, whatever its name."`

	HTML  string       `name:"html" placeholder:"FILE" help:"Write a page to FILE, in which one steps forwards and backwards; - is standard output."`
	Text  bool         `help:"Print what happened, line by line: what is done without --html and --json."`
	JSON  bool         `name:"json" help:"Print the recording as JSON."`
	Step  bool         `help:"Step through the recording on the terminal, forwards and backwards."`
	Serve serveAddress `placeholder:"ADDRESS" help:"Show the page while the script runs, on this machine alone: at --serve=PORT, or where a port is free."`
	Limit int          `placeholder:"N" help:"Statements that are recorded: without it ${limit}, for text 2000, for --step 20000."`

	Tier       string        `default:"interp" enum:"interp,bytecode,native,auto" help:"Tier to run in: interp, bytecode, native or auto. Statements and variables are recorded in interp alone."`
	Thresholds string        `placeholder:"LIST" help:"${thresholds}"`
	MaxHeap    byteSize      `placeholder:"64MB" help:"End the script when it needs more memory."`
	Timeout    time.Duration `placeholder:"300ms" help:"End the script after this time."`
	Args       []string      `arg:"" optional:"" passthrough:"" help:"Arguments of the script."`
}

// Help tells what is recorded.
func (loopCommand) Help() string {
	return `Runs a script and records its way step by step: the call stack with its variables,
objects, promises, jobs (microtasks), callbacks (tasks), timers, and what is printed. The
page needs no network: --html writes it, --serve shows it while the script runs. Arrow keys
step forwards and backwards, and what is clicked shows where it came from.

The script runs in tier interp, the only one that tells of statements; in the others calls
are shown with their arguments, and all queues, but no statements and no variables. Values
are those of the moment; getters and traps of proxies are not run to show them. Of a
function 1000 calls are shown in each turn of the event loop, of a loop 1000 turns, and in
all as many statements as --limit says, of which no turn of the event loop has more than
half of what is left. All else is summed up.

What the script prints goes to standard error. A script that throws still gives its
recording, and its own exit status.`
}

// Run runs the script and shows how it went.
func (c *loopCommand) Run() error {
	if c.Limit < 0 {
		return usageError("--limit must be positive")
	}
	if c.Limit == 0 && c.HTML == "" && !c.JSON && !c.Serve.wanted {
		c.Limit = textLimit
		if c.Step {
			c.Limit = stepLimit
		}
	}
	if c.JSON && c.Text {
		return usageError("--json and --text exclude each other")
	}
	if c.Step && (c.JSON || c.Text || c.HTML == "-" || c.Serve.wanted || c.File == "-") {
		return usageError("--step has the terminal for itself: no --json, --text, --serve, --html=- and no script from standard input")
	}
	if c.Serve.wanted && (c.HTML != "" || c.JSON || c.Text) {
		return usageError("--serve shows the page while the script runs; --html, --json and --text show it afterwards")
	}
	if c.HTML == "-" && (c.JSON || c.Text) {
		return usageError("only one of --html=-, --json and --text can have standard output")
	}
	program, err := compileFile(c.File, c.Module, kiln.Compile)
	if err != nil {
		return err
	}
	r := ran{Tier: c.Tier, Thresholds: c.Thresholds, MaxHeap: c.MaxHeap, Timeout: c.Timeout, Args: c.Args}
	var recorder *loop.Recorder
	rt, err := r.start(func(o *kiln.Options) {
		recorder = loop.Watch(o.Watch, loop.Options{Limit: c.Limit})
		o.Stdout, o.Stderr = recorder.Output(os.Stderr, false), recorder.Output(os.Stderr, true)
	})
	if err != nil {
		return err
	}
	stop := interruptible(rt)
	defer stop()
	server, err := c.Serve.begin(recorder, c.File)
	if err != nil {
		return err
	}
	var told strings.Builder
	err = r.execute(rt, program, func() { recorder.Attach(rt.Object()) })
	ended := report(os.Stderr, err)
	_ = report(&told, err) // without colours
	recording := recorder.Finish(strings.TrimSpace(told.String()))
	if server != nil {
		stop()
		server.Ended()
		c.Serve.wait(server)
		return ended
	}
	if err := c.show(recording); err != nil {
		return err
	}
	return ended
}

// show writes the recording as the flags say.
func (c *loopCommand) show(recording *loop.Recording) error {
	switch c.HTML {
	case "":
	case "-":
		return recording.WriteHTML(os.Stdout, c.File)
	default:
		if err := writeFile(c.HTML, func(w io.Writer) error { return recording.WriteHTML(w, c.File) }); err != nil {
			return err
		}
	}
	switch {
	case c.JSON:
		return recording.WriteJSON(os.Stdout)
	case c.Step:
		return recording.Step(os.Stdin, os.Stdout, colored(os.Stdout))
	case c.Text || c.HTML == "":
		return recording.WriteText(os.Stdout, colored(os.Stdout))
	}
	return nil
}

// interruptible makes Ctrl-C end the script, so that what has been recorded is shown. The
// returned function ends that.
func interruptible(rt *kiln.Runtime) (stop func()) {
	interrupts, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(interrupts, os.Interrupt)
	go func() {
		select {
		case <-interrupts:
			rt.Interrupt("interrupted")
		case <-done:
		}
	}()
	return sync.OnceFunc(func() { signal.Stop(interrupts); close(done) })
}

// serveAddress is the flag --serve, whose address may be left out.
type serveAddress struct {
	wanted  bool
	address string
}

// IsBool tells kong that the flag may stand without a value.
func (*serveAddress) IsBool() bool { return true }

// Decode reads the flag.
func (s *serveAddress) Decode(ctx *kong.DecodeContext) error {
	s.wanted = true
	if ctx.Scan.Peek().Type == kong.FlagValueToken {
		s.address = fmt.Sprint(ctx.Scan.Pop().Value)
	}
	return nil
}

// begin shows the page of what is recorded, if that is wanted.
func (s *serveAddress) begin(r *loop.Recorder, title string) (*loop.Server, error) {
	if !s.wanted {
		return nil, nil
	}
	server, err := loop.Listen(s.address)
	if err != nil {
		return nil, usageError("--serve: %v", err)
	}
	server.Serve(r, title)
	fmt.Fprintf(os.Stderr, "kiln: the loop is at %s (Ctrl-C ends the script)\n", server.URL())
	return server, nil
}

// wait keeps the page until Ctrl-C.
func (s *serveAddress) wait(server *loop.Server) {
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	fmt.Fprintf(os.Stderr, "kiln: the script has ended; the loop stays at %s until Ctrl-C\n", server.URL())
	<-interrupts
	_ = server.Close()
}

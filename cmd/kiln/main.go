// Kiln runs JavaScript.
//
//	kiln run FILE        runs a script or a module
//	kiln bench           measures the tiers against each other, and other engines
//	kiln repl            evaluates what is typed; so does kiln alone on a terminal
//	kiln prof FILE       runs it and shows where its time goes
//	kiln conform         runs a conformance suite, here and in other engines
//	kiln heap FILE       runs it and shows what its heap holds
//	kiln ast FILE        shows tokens, tree, scopes and registers
//	kiln bytecode FILE   shows the instructions of tier 1
//	kiln asm FILE        shows the machine code of tier 2
//	kiln tiers FILE      shows what got hot and what happened to it
//	kiln explain FILE    tells the way of a small script through all of it
//	kiln loop FILE       records its steps, forwards and backwards: stack, jobs, timers
//	kiln version         says what this is
//	kiln completion SHELL prints a script for bash, zsh or fish
//	kiln man             prints the manual
//
// The exit status of a run: 0, 1 for an uncaught error, 2 for a syntax error
// in FILE, 3 for a module that cannot be found, parsed or linked, 64 for a wrong
// command line, 124 at the time limit, 137 at the memory limit.
package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/kilnjs/kiln/internal/bench"
	"github.com/kilnjs/kiln/internal/conform"
	"github.com/kilnjs/kiln/internal/loop"
	"github.com/kilnjs/kiln/internal/prof/export"
	"github.com/kilnjs/kiln/internal/prof/script"
)

// Exit statuses.
const (
	exitRuntime = 1
	exitSyntax  = 2
	exitModule  = 3
	exitUsage   = 64
	exitTime    = 124
	exitMemory  = 137
)

// exitError ends the command with a status. What a person should read has been
// printed already when text is empty.
type exitError struct {
	status int
	text   string
}

func (e *exitError) Error() string { return e.text }

func usageError(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Sprintf(format, args...)}
}

type command struct {
	Run      runCommand      `cmd:"" group:"Run:" default:"withargs" help:"Run a script or a module."`
	Repl     replCommand     `cmd:"" group:"Run:" help:"Evaluate what you type, line by line."`
	Prof     profCommand     `cmd:"" group:"Measure:" help:"Run a script and show where its time goes."`
	Heap     heapCommand     `cmd:"" group:"Measure:" help:"Run a script and show what its heap holds."`
	Bench    benchCommand    `cmd:"" group:"Measure:" help:"Measure programs in every tier, and in other engines."`
	Conform  conformCommand  `cmd:"" group:"Measure:" help:"Run a conformance suite and show what passes."`
	Ast      astCommand      `cmd:"" group:"Look inside:" help:"Show tokens, tree, scopes and registers of a file."`
	Bytecode bytecodeCommand `cmd:"" group:"Look inside:" help:"Show the bytecode of a file, with --run what it has met."`
	Asm      asmCommand      `cmd:"" group:"Look inside:" help:"Run a file and show the machine code of its functions."`
	Tiers    tiersCommand    `cmd:"" group:"Look inside:" help:"Run a file and show what got hot and what happened to it."`
	Explain  explainCommand  `cmd:"" group:"Look inside:" help:"Tell the way of a small script through the whole engine."`
	Loop     loopCommand     `cmd:"" group:"Look inside:" help:"Record a script step by step: stack, variables, jobs, callbacks, timers."`
	Version  versionCommand  `cmd:"" group:"About Kiln:" help:"Print the version."`

	Completion completionCommand `cmd:"" group:"About Kiln:" help:"Print a script that completes command lines in a shell."`
	Man        manCommand        `cmd:"" group:"About Kiln:" help:"Print the manual, for man."`

	BenchWorker   benchWorkerCommand   `cmd:"" hidden:""`
	ConformWorker conformWorkerCommand `cmd:"" hidden:""`
}

func main() {
	delayFirstCollection()
	os.Exit(execute(os.Args[1:]))
}

// execute is main without the exit, and never lets a Go panic out: a panic is
// a bug in Kiln and says so in one line.
func execute(args []string) (status int) {
	if os.Getenv("KILN_PANIC") == "" {
		defer func() {
			if p := recover(); p != nil {
				fmt.Fprintf(os.Stderr, "kiln: internal error: %v (KILN_PANIC=1 shows where)\n", p)
				status = exitRuntime
			}
		}()
	}
	err := dispatch(args)
	if err == nil {
		return 0
	}
	var exit *exitError
	if !errors.As(err, &exit) {
		exit = &exitError{exitRuntime, err.Error()}
	}
	if exit.text != "" {
		fmt.Fprintln(os.Stderr, "kiln:", exit.text)
	}
	return exit.status
}

// isCommand reports whether a word is a command other than run.
func isCommand(word string) bool {
	switch word {
	case "bench", "version", "ast", "bytecode", "asm", "tiers", "explain", "loop":
		return true
	case "prof", "heap", "conform", "repl", "completion", "man":
		return true
	case bench.WorkerCommand, conform.WorkerCommand:
		return true
	}
	return false
}

// grammar returns the commands to parse for. Building a parser costs more than
// starting the engine, so a run builds only its own.
func grammar(first string) any {
	if isCommand(first) || first == "help" || first == "-h" || first == "--help" {
		return &command{}
	}
	return &struct {
		Run runCommand `cmd:"" group:"Run:" default:"withargs" help:"Run a script or a module."`
	}{}
}

// plainRun answers `kiln FILE …` and `kiln run FILE …`, where no flag stands
// before FILE, without building a parser; nil means that one is needed.
func plainRun(args []string) *runCommand {
	if args[0] == "run" {
		args = args[1:]
	}
	if len(args) == 0 || strings.HasPrefix(args[0], "-") || isCommand(args[0]) {
		return nil
	}
	return &runCommand{Tier: defaultTier, Host: defaultHost, Args: args}
}

// options are what a parser needs beside its grammar.
func options() []kong.Option {
	return []kong.Option{
		kong.Name("kiln"),
		kong.Description("Kiln is a JavaScript engine in Go that compiles hot code, first to bytecode, then to machine code.\n\n" +
			"kiln FILE runs a script, kiln alone begins a session on a terminal."),
		kong.Vars{"formats": export.Names(), "rate": strconv.Itoa(script.DefaultRate), "limit": strconv.Itoa(loop.DefaultLimit)},
		kong.Exit(func(int) { panic(helpShown{}) }),
		kong.Vars{"thresholds": "When code is promoted, as T1CALLS,T1TURNS,T2CALLS,T2TURNS: the calls and the turns of a loop after which a function goes to bytecode, and to machine code."},
		kong.Vars{"suite": defaultSuite, "suites": suiteNames, "time": defaultTime},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	}
}

// helpShown is thrown by kong's exit hook after it has printed help.
type helpShown struct{}

func dispatch(args []string) (err error) {
	defer func() {
		if p := recover(); p != nil {
			if _, ok := p.(helpShown); !ok {
				panic(p)
			}
			err = nil
		}
	}()
	switch {
	case len(args) == 0 && isTerminal(os.Stdin):
		args = []string{"repl"}
	case len(args) == 0:
		args = []string{"-"}
	case args[0] == "help":
		about := args[1:]
		if args = []string{"--help"}; len(about) > 0 && (isCommand(about[0]) || about[0] == "run") {
			args = []string{about[0], "--help"}
		}
	case args[0] == "--version":
		args = []string{"version"}
	}
	if run := plainRun(args); run != nil {
		return run.Run()
	}
	parser, err := kong.New(grammar(args[0]), options()...)
	if err != nil {
		return err
	}
	ctx, err := parser.Parse(nameStdin(args))
	if err != nil {
		return usageError("%s (kiln --help shows what there is)", err)
	}
	return ctx.Run()
}

// Hunt looks for programs on which Kiln contradicts itself:
//
//	go run ./internal/progen/hunt --for=10m --seed=1000 --out=finds
//	go run ./internal/progen/hunt --for=10m --mutate --corpus=testdata/scripts --corpus=test262
//	go run -tags=kilncheck ./internal/progen/hunt --for=10m
//	go run ./internal/progen/hunt --reduce-file=find.js
//
// It runs each program in all modes in a process of its own, so that the end of
// the process is a find like any other. A find is made smaller and written to
// the folder --out. The report says how many programs ran, how many reached
// machine code, and which share of them contains each construct.
package main

import (
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/alecthomas/kong"

	"github.com/kilnjs/kiln/internal/modes"
)

type options struct {
	For     time.Duration `default:"1m" help:"How long to search."`
	Seed    uint64        `default:"1" help:"Seed of the first program; later ones follow."`
	Count   uint64        `help:"Number of programs; 0 means until the time is over."`
	Mutate  bool          `help:"Change programs of the corpus instead of writing new ones."`
	Corpus  []string      `placeholder:"PATH" help:"Folders of scripts, or test262 for the suite where it lies."`
	Modes   []string      `help:"Modes to compare, the first is the reference (default: all)."`
	Node    bool          `help:"Compare with node as well, where a program allows it."`
	Out     string        `default:"finds" type:"path" help:"Folder for finds."`
	Reduce  bool          `default:"true" negatable:"" help:"Make finds smaller."`
	Keep    int           `default:"4" help:"Finds that are kept of those that look alike."`
	Timeout time.Duration `default:"5s" help:"Time limit of one execution."`
	Jobs    int           `default:"1" help:"Programs that run at the same time."`
	File    string        `name:"reduce-file" type:"existingfile" help:"Make one program smaller and do nothing else."`

	Worker bool `hidden:""`
}

func main() {
	var o options
	kong.Parse(&o, kong.Name("hunt"), kong.Description("Look for programs on which the tiers differ or the engine breaks."))
	finds, err := o.run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "hunt:", err)
		os.Exit(1)
	}
	if finds > 0 {
		os.Exit(3)
	}
}

// run returns the number of programs with a find.
func (o *options) run() (finds int, err error) {
	if o.Worker {
		return 0, work()
	}
	for _, m := range o.Modes {
		if !slices.ContainsFunc(compared, func(known modes.Mode) bool { return known.Name == m }) {
			return 0, fmt.Errorf("there is no mode %s", m)
		}
	}
	if len(o.Modes) == 0 {
		for _, m := range compared {
			o.Modes = append(o.Modes, m.Name)
		}
	}
	h := &hunt{options: o, end: time.Now().Add(o.For), tally: newTally(), next: o.Seed}
	if o.File != "" {
		return h.one(o.File)
	}
	if o.Mutate {
		if h.corpus, err = loadCorpus(o.Corpus); err != nil {
			return 0, err
		}
		defer h.corpus.close()
		h.tally.mutants = true
	}
	errs := make(chan error, o.Jobs)
	for range o.Jobs {
		go func() { errs <- h.search(&judge{timeout: o.Timeout}) }()
	}
	for range o.Jobs {
		if failed := <-errs; failed != nil {
			err = failed
		}
	}
	h.tally.report(os.Stdout)
	return h.tally.finds, err
}

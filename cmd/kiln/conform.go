package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/kilnjs/kiln/internal/conform"
)

type conformCommand struct {
	conform.Options `embed:""`
}

// Run runs a conformance suite, or compares what has been run.
func (c *conformCommand) Run() error {
	// A signal ends the run in good order, so that the unpacked suite is removed.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ok, err := c.Options.Run(ctx)
	if err != nil {
		return usageError("%v", err)
	}
	if !ok {
		return &exitError{status: exitRuntime}
	}
	return nil
}

// conformWorkerCommand is the other side of a run; people have no use for it.
type conformWorkerCommand struct{}

// Run answers on standard output to the scenarios on standard input.
func (conformWorkerCommand) Run() error { return conform.Work() }

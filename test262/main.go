// Test262 runs the ECMAScript conformance suite on Kiln and says what passes.
//
//	go run ./test262 --tier=bytecode language/
//
// It finds the suite by --suite, by KILN_TEST262, beside the project or in
// ./test262-suite. The exit status is 0 when the run is exactly as the list of
// known failures says, 1 when it is not, 2 when it could not be made. It is
// kiln conform without the rest of the command.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/kilnjs/kiln/internal/conform"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == conform.WorkerCommand {
		if err := conform.Work(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	var o conform.Options
	parser := kong.Must(&o, kong.Name("test262"), kong.Description("Runs the ECMAScript conformance suite on Kiln."))
	if _, err := parser.Parse(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "test262:", err, "(--help shows what there is)")
		os.Exit(2)
	}
	// A signal ends the run in good order, so that the unpacked suite is removed.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ok, err := o.Run(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, "test262:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

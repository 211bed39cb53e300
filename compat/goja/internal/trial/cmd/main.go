// Command cmd runs goja's own tests on the module in whose folder it is started, and says
// which pass.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/dop251/goja/internal/trial"
)

func main() {
	show := flag.Bool("v", false, "print what failed")
	flag.Parse()
	if err := run(*show); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(show bool) error {
	compat, err := os.Getwd()
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "goja")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	results, left, err := trial.OwnTests(compat, work)
	passed := 0
	for _, r := range results {
		if r.Passed {
			passed++
			continue
		}
		fmt.Println("FAIL", r.Name)
		if show {
			fmt.Println(r.Output)
		}
	}
	fmt.Printf("%d of %d pass; %d look into goja and are left out\n", passed, len(results), len(left))
	return err
}

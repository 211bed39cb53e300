package goja_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dop251/goja/internal/trial"
)

// TestPrograms runs the tests of programs and libraries that import goja on this module, with
// GOJA_PROGRAMS=all in the environment those of large ones too.
func TestPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs of others")
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range trial.Programs {
		name, _, _ := strings.Cut(p.Version, "@")
		t.Run(name, func(t *testing.T) {
			if p.Large && os.Getenv("GOJA_PROGRAMS") != "all" {
				t.Skip("takes minutes to build: see GOJA_PROGRAMS in README.md")
			}
			passed, failed, err := p.Run(here, t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d pass", len(passed))
			for test, output := range failed {
				switch {
				case slices.Contains(p.Timed, test):
					t.Logf("%s fails, perhaps since the machine is busy:\n%s", test, output)
				case p.Fails[test] == "":
					t.Errorf("%s fails:\n%s", test, output)
				}
			}
			for test, reason := range p.Fails {
				if _, ok := failed[test]; !ok {
					t.Errorf("%s does not fail any more (%s)", test, reason)
				}
			}
		})
	}
}

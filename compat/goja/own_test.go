package goja_test

import (
	"os"
	"strings"
	"testing"

	"github.com/dop251/goja/internal/trial"
)

// TestOwnTests runs goja's own tests, those that need no more than its interface. What fails
// is listed with the reason in testdata/own_tests.txt.
func TestOwnTests(t *testing.T) {
	if testing.Short() {
		t.Skip("builds goja's tests")
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]string{}
	text, err := os.ReadFile("testdata/own_tests.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if name, reason, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			reasons[name] = reason
		}
	}
	results, left, err := trial.OwnTests(here, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	passed := 0
	for _, r := range results {
		reason, listed := reasons[r.Name]
		delete(reasons, r.Name)
		switch {
		case r.Passed && listed:
			t.Errorf("%s passes, and is listed to fail: %s", r.Name, reason)
		case r.Passed:
			passed++
		case !listed:
			t.Errorf("%s fails:\n%s", r.Name, r.Output)
		}
	}
	for name := range reasons {
		t.Errorf("%s is listed, and is no test that ran", name)
	}
	t.Logf("%d of %d pass; %d look into goja and were left out", passed, len(results), len(left))
}

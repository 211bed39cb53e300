package kiln_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/host262"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/internal/progen"
)

// generatedPrograms is the number of random programs that every run of the
// tests compares between the tiers.
const generatedPrograms = 120

// generatedFuel is the number of calls and turns after which a program proves nothing.
const generatedFuel = 2_000_000

// TestTiersAgree runs random programs in every mode.
func TestTiersAgree(t *testing.T) {
	eachSeed(t, generatedPrograms, func(t *testing.T, seed uint64) { tiersAgree(t, progen.Program(seed)) })
}

// eachSeed runs a test of generated programs for the seeds below count, fewer of them
// in slow builds.
func eachSeed(t *testing.T, count uint64, f func(t *testing.T, seed uint64)) {
	t.Helper()
	count = uint64(kiln.Fewer(int(count), 8, 20))
	for seed := range count {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			f(t, seed)
		})
	}
}

// FuzzTiersAgree looks for a random program on which two modes differ.
func FuzzTiersAgree(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { tiersAgree(t, progen.Program(seed)) })
}

// tiersAgree demands that a program prints the same and ends alike in all modes.
// A program that runs into a limit proves nothing.
func tiersAgree(t *testing.T, source string) {
	var want string
	for i, mode := range modes.All {
		got, limited := runGenerated(t, source, kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, MaxHeap: 64 << 20})
		if limited {
			t.Skip("ran into a limit in " + mode.Name)
		}
		if i == 0 {
			want = got
			continue
		}
		if got != want {
			assert.Fail(t, "tiers differ", "%s and %s differ: %s", modes.All[0].Name, mode.Name, firstDifference(want, got))
		}
	}
}

func runGenerated(t *testing.T, source string, o kiln.Options) (printed string, limited bool) {
	t.Helper()
	var out bytes.Buffer
	o.Stdout = &out
	rt, err := host262.New(o)
	require.NoError(t, err)
	rt.SetDeadline(time.Now().Add(scriptDeadline))
	rt.SetFuel(generatedFuel)
	if _, err = rt.RunString("generated.js", source); err == nil {
		err = rt.RunLoop()
	}
	var limit *kiln.LimitError
	switch {
	case errors.As(err, &limit):
		return "", true
	case err != nil:
		var syntax *kiln.SyntaxError
		require.False(t, errors.As(err, &syntax), "%v", err)
		fmt.Fprintln(&out, err)
	}
	return out.String(), false
}

// firstDifference shows the first line in which two outputs differ.
func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d: %.200s | %.200s", i+1, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

// TestTiersAgreeAfterRestore runs random programs in one runtime of each mode, which goes back
// between them to where the first of them had just run and its code was hot. Each prints the same
// in all modes, and when it comes again after all others.
func TestTiersAgreeAfterRestore(t *testing.T) {
	count := uint64(kiln.Fewer(generatedPrograms/2, 8, 30))
	var first []string
	for _, mode := range modes.All {
		var out bytes.Buffer
		rt, err := host262.New(kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, MaxHeap: 64 << 20, Stdout: &out})
		require.NoError(t, err)
		run := func(source string) (printed string) {
			out.Reset()
			rt.SetFuel(generatedFuel)
			_, err := rt.RunString("generated.js", source)
			if err == nil {
				err = rt.RunLoop()
			}
			if limit := (*kiln.LimitError)(nil); errors.As(err, &limit) {
				return ""
			}
			return out.String() + fmt.Sprint(err)
		}
		run(progen.Program(0))
		cp, err := rt.Checkpoint()
		require.NoError(t, err)
		var printed []string
		for n := range 2 * count {
			printed = append(printed, run(progen.Program(n%count)))
			require.NoError(t, rt.Restore(cp))
			require.NoError(t, rt.Object().Heap.Verify())
		}
		if first == nil {
			first = printed[:count]
		}
		for n, got := range printed {
			if want := first[n%int(count)]; got != want && got != "" && want != "" {
				assert.Fail(t, "runs differ", "program %d in %s: %s", n, mode.Name, firstDifference(want, got))
			}
		}
	}
}

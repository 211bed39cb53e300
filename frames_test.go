package kiln_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/frames"
	"github.com/kilnjs/kiln/internal/host262"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/internal/progen"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// framePrograms is the number of random programs whose frames every run of the
// tests compares.
const framePrograms = 40

// maxDumps bounds the dumps of one run.
const maxDumps = 400

// TestFramesAgree runs random programs that stop at many points and demands that
// all modes have the same values in the live registers of all frames there. Code of the optimizing compiler has
// the values elsewhere: of it the frames are compared, their functions, instructions and numbers of arguments.
func TestFramesAgree(t *testing.T) {
	eachSeed(t, framePrograms, func(t *testing.T, seed uint64) { framesAgree(t, seed, withCheckpoints(progen.Program(seed), seed)) })
}

// FuzzFramesAgree looks for a random program whose frames differ between two modes.
func FuzzFramesAgree(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { framesAgree(t, seed, withCheckpoints(progen.Program(seed), seed)) })
}

// withCheckpoints puts calls of checkpoint behind some of the statements of a
// generated program that has none of its own.
func withCheckpoints(source string, seed uint64) string {
	prologue, program, ok := strings.Cut(source, "var shared = 0;\n")
	if !ok || strings.Contains(program, "checkpoint(") {
		return source
	}
	random := rand.New(rand.NewPCG(seed, 1))
	var out strings.Builder
	out.WriteString(prologue + "var shared = 0;\n")
	for line := range strings.Lines(program) {
		out.WriteString(line)
		if strings.HasSuffix(line, ";\n") && random.IntN(3) == 0 {
			out.WriteString("checkpoint();\n")
		}
	}
	return out.String()
}

func framesAgree(t *testing.T, seed uint64, source string) {
	var want []frames.Dump
	for i, mode := range modes.All {
		if i == 0 {
			continue
		}
		dumps, limited := runWithCheckpoints(t, seed, source, kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, MaxHeap: 64 << 20, BaselineOnly: true})
		if limited {
			t.Skip("ran into a limit in " + mode.Name)
		}
		if want == nil {
			want = dumps
			continue
		}
		sameDumps(t, modes.All[1].Name, mode.Name, want, dumps, mode.Tier == kiln.Auto)
		if mode.Tier == kiln.Bytecode {
			continue
		}
		dumps, limited = runWithCheckpoints(t, seed, source, kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, MaxHeap: 64 << 20})
		if !limited {
			sameDumps(t, modes.All[1].Name, mode.Name+", optimized", withoutValues(want), withoutValues(dumps), mode.Tier == kiln.Auto)
		}
	}
	dumps, limited := runWithCheckpoints(t, seed, source, kiln.Options{Tier: kiln.Interp, MaxHeap: 64 << 20})
	if !limited {
		sameDumps(t, modes.All[1].Name, modes.All[0].Name, want, dumps, true)
	}
}

// withoutValues is the dumps without registers and scopes.
func withoutValues(dumps []frames.Dump) []frames.Dump {
	out := make([]frames.Dump, len(dumps))
	for i, dump := range dumps {
		for _, f := range dump {
			f.Registers, f.Scopes = nil, nil
			out[i] = append(out[i], f)
		}
	}
	return out
}

func sameDumps(t *testing.T, a, b string, x, y []frames.Dump, walked bool) {
	t.Helper()
	for i := range min(len(x), len(y)) {
		if d := frames.Difference(x[i], y[i], walked); d != "" {
			assert.Fail(t, "frames differ", "checkpoint %d in %s and %s: %s", i, a, b, d)
			return
		}
	}
	assert.Equal(t, len(x), len(y), "number of checkpoints in %s and %s", a, b)
}

// runWithCheckpoints runs a program with a function checkpoint that takes a dump of
// the stack: of the first calls each time, later at points that the seed chooses.
func runWithCheckpoints(t *testing.T, seed uint64, source string, o kiln.Options) (dumps []frames.Dump, limited bool) {
	t.Helper()
	var out bytes.Buffer
	o.Stdout = &out
	rt, err := host262.New(o)
	require.NoError(t, err)
	recorder := frames.NewRecorder(rt.Object())
	random := rand.New(rand.NewPCG(seed, 2))
	calls := 0
	rt.Object().Realms[0].InstallGlobals([]object.Row{{Name: "checkpoint", Fn: func(*object.Call) (heap.Value, error) {
		if calls++; len(dumps) < maxDumps && (calls < 100 || random.IntN(8) == 0) {
			dumps = append(dumps, recorder.Take(calls%2 == 0))
		}
		return heap.Undefined, nil
	}}})
	rt.SetDeadline(time.Now().Add(scriptDeadline))
	_, err = rt.RunString("generated.js", source)
	var limit *kiln.LimitError
	if errors.As(err, &limit) {
		return nil, true
	}
	var syntax *kiln.SyntaxError
	require.False(t, errors.As(err, &syntax), "%v", err)
	var internal *kiln.InternalError
	require.False(t, errors.As(err, &internal), "%v", err)
	return dumps, false
}

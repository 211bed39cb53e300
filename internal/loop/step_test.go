package loop_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/loop"
)

// screens steps through a recording with the given commands and returns what is shown.
func screens(t *testing.T, source string, commands ...string) []string {
	t.Helper()
	var out bytes.Buffer
	in := strings.NewReader(strings.Join(append(commands, "q"), "\n") + "\n")
	require.NoError(t, record(t, source, loop.Options{}, kiln.Interp).Step(in, &out, false))
	list := strings.Split(out.String(), "(Enter, b, o, t, w, q or ?) ")
	return list[:len(list)-1]
}

// TestStep goes through a script on the terminal, to its end and back: each screen is the
// same both ways.
func TestStep(t *testing.T) {
	all := screens(t, stepped, "G")
	_, rest, ok := strings.Cut(all[1], " of ")
	require.True(t, ok)
	var last int
	_, err := fmt.Sscan(rest, &last)
	require.NoError(t, err)
	require.Greater(t, last, 30)
	var commands []string
	for range last {
		commands = append(commands, "")
	}
	for range last {
		commands = append(commands, "b")
	}
	all = screens(t, stepped, commands...)
	require.Len(t, all, 2*last+1)
	for i := range last {
		assert.Equal(t, all[i], all[2*last-i], "step %d, backwards", i)
	}
	assert.Contains(t, all[last], "console    end\n           v7\n           micro\n           timer\n")
}

func TestStepCommands(t *testing.T) {
	all := screens(t, stepped, "o", "o", "o", "o", "t", "n", "w", "T", "0", "G", "?", "nonsense", "12345")
	assert.Contains(t, all[1], "▶    1  setTimeout(")
	assert.Contains(t, all[2], "▶    6  f(new Promise(r => r(7)));\n")
	assert.Contains(t, all[3], "▶    7  queueMicrotask(")
	assert.Contains(t, all[3], "suspended  f:3 waits for promise ")
	assert.Contains(t, all[3], "jobs       1: resume f\n")
	assert.Contains(t, all[4], "jobs       1: resume f  |  2: callback (anonymous, line 7)\ntimers     1: (anonymous, line 1) at 10.0 ms\n")
	assert.Contains(t, all[5], "job 1: resume f  (job 1: resume f)")
	assert.Contains(t, all[6], "stack      f:3  p = Promise ")
	assert.Contains(t, all[7], "because: f awaits promise ")
	assert.Contains(t, all[8], "job 1: resume f  (job 1: resume f)")
	assert.Contains(t, all[9], "0 of ")
	assert.Contains(t, all[10], "the end  (nothing runs)")
	assert.Contains(t, all[11], "q  quit")
	assert.Contains(t, all[12], "q  quit")
	assert.Contains(t, all[13], "the end", "too large a number is the end")
}

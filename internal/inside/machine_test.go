package inside_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/inside"
	"github.com/kilnjs/kiln/pkg/native"
	"github.com/kilnjs/kiln/pkg/watch"
)

const hotSource = `function sum(list) {
  let s = 0;
  for (let i = 0; i < list.length; i++) s += list[i].x;
  return s;
}
async function waits(n) { for (let i = 0; i < n; i++); await n; }
function never() {}
function once() { return 1; }
const list = [];
for (let i = 0; i < 1000; i++) list.push({ x: i });
for (let i = 0; i < 300; i++) sum(list);
waits(100000);
once();
`

// runWatched runs a source with everything that views ask for beforehand.
func runWatched(t testing.TB, source string, prepare func(*kiln.Options)) (*kiln.Program, *kiln.Runtime, error) {
	t.Helper()
	options := kiln.Options{Watch: watch.New()}
	if prepare != nil {
		prepare(&options)
	}
	program, err := kiln.Compile("t.js", source, kiln.Script)
	require.NoError(t, err)
	rt := runtimeFor(t, options)
	rt.Tiers().KeepListings()
	if _, err = rt.Run(program); err == nil {
		err = rt.RunLoop()
	}
	return program, rt, err
}

func machineOf(t *testing.T) *inside.Machine {
	var refused *inside.Refusals
	program, rt, err := runWatched(t, hotSource, func(o *kiln.Options) { refused = inside.WatchRefusals(o.Watch) })
	require.NoError(t, err)
	return inside.NewMachine(all(t, program), rt, refused)
}

func TestMachine(t *testing.T) {
	m := machineOf(t)
	have := map[string]*inside.MachineFunc{}
	for _, f := range m.Functions {
		have[f.Name] = f
	}
	if !native.Available {
		for _, f := range m.Functions {
			assert.Contains(t, f.Why, "no code generator")
		}
		return
	}
	assert.NotEmpty(t, have["waits"].Units, "frames that suspend have machine code")
	assert.Equal(t, "never called", have["never"].Why)
	assert.Equal(t, "not hot: it runs in interp", have["once"].Why)
	require.NotEmpty(t, have["sum"].Units)
	for _, f := range m.Functions {
		assert.Equal(t, len(f.Units) == 0, f.Why != "", f.Name)
		for _, u := range f.Units {
			checkUnit(t, u)
		}
	}
	data, err := json.Marshal(m)
	require.NoError(t, err)
	assert.True(t, json.Valid(data))
}

// checkUnit: the parts cover the code, each byte belongs to one instruction, and the hot
// paths come first.
func checkUnit(t *testing.T, u *inside.MachineUnit) {
	at, cold := 0, false
	lines := map[int]bool{}
	for _, p := range u.Parts {
		require.False(t, cold && !p.Cold)
		cold = p.Cold
		lines[p.Line] = true
		for _, c := range p.Code {
			require.Equal(t, at, c.Offset)
			at += len(c.Bytes) / 2
			assert.NotContains(t, c.Text, "byte 0x", "%x", c.Bytes)
		}
	}
	assert.Equal(t, u.Bytes, at)
	assert.True(t, cold)
	assert.Greater(t, len(lines), 1)
}

var addresses = regexp.MustCompile(`0x[0-9a-f]{7,}|shape \d+`)

// TestMachineIsTheSameEachTime compares the texts of two runs but for addresses.
func TestMachineIsTheSameEachTime(t *testing.T) {
	text := func() string {
		var b bytes.Buffer
		require.NoError(t, machineOf(t).WriteText(&b, true, true))
		return addresses.ReplaceAllString(b.String(), "ADDRESS")
	}
	first := text()
	assert.Equal(t, first, text())
	if native.Available {
		assert.Contains(t, first, "intermediate form\n  block 0, entry")
		assert.Contains(t, first, "behind the hot paths")
		assert.Contains(t, first, "    3 | for (let i = 0; i < list.length; i++) s += list[i].x;")
		assert.Contains(t, first, "getmember object=")
		assert.Contains(t, first, "(leave)")
	}
}

//go:build (amd64 && (linux || darwin)) || (arm64 && linux)

package kiln_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/watch"
)

// TestStaleMachineCodeGoes runs a loop whose pieces of machine code learn one after the
// other what sums overflow: after two runs nothing is left that has yet to learn it.
func TestStaleMachineCodeGoes(t *testing.T) {
	const source = `
		const step = (sum, d) => sum + d;
		const object = { total: 0, add(d) { this.total = step(this.total, d); return this.total; } };
		function outer(n) { let sum = 0; for (let i = 0; i < n; i++) sum = step(sum, object.add(i) & 65535); return sum; }
		function run(n) { object.total = 0; let sum = 0; for (let i = 0; i < n; i += 10000) sum += outer(i); return sum; }`
	stream := watch.New()
	totals := watch.Count(stream, watch.Of(watch.Discard))
	rt, err := kiln.New(kiln.Options{Tier: kiln.Native, Watch: stream})
	require.NoError(t, err)
	run := func(source string) int {
		_, err := rt.RunString("classes.js", source)
		require.NoError(t, err)
		return totals.Of(watch.Discard, watch.Bytecode)
	}
	run(source)
	run("run(150000)")
	settled := run("run(150000)")
	assert.Positive(t, settled)
	assert.Equal(t, settled, run("run(150000)"))
}

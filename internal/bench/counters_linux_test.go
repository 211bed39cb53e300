package bench

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// TestCounters counts what every system has, the time on a processor, of a process that
// works and of one that does not.
func TestCounters(t *testing.T) {
	defer func(before []event) { hardwareEvents = before }(hardwareEvents)
	hardwareEvents = []event{
		{unix.PERF_TYPE_SOFTWARE, unix.PERF_COUNT_SW_TASK_CLOCK, func(h *Hardware) *float64 { return &h.Cycles }},
		{unix.PERF_TYPE_HARDWARE, 1 << 20, func(h *Hardware) *float64 { return &h.Branches }}, // no system has this
	}
	if c := openCounters(hardwareEvents); len(c.files) == 0 {
		t.Skip("the system lets nobody count")
	}
	measure := func(command string) *Hardware {
		done, err := execute(context.Background(), nil, "sh", "-c", command)
		require.NoError(t, err)
		require.NotNil(t, done.hardware)
		return done.hardware
	}
	quick, slow := measure("true"), measure("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done")
	assert.Positive(t, quick.Cycles)
	assert.Greater(t, slow.Cycles, 3*quick.Cycles)
	assert.Zero(t, slow.Branches)
}

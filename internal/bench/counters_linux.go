package bench

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// event is something that the kernel can count, and where the count goes.
type event struct {
	kind   uint32
	config uint64
	count  func(*Hardware) *float64
}

var hardwareEvents = []event{
	{unix.PERF_TYPE_HARDWARE, unix.PERF_COUNT_HW_CPU_CYCLES, func(h *Hardware) *float64 { return &h.Cycles }},
	{unix.PERF_TYPE_HARDWARE, unix.PERF_COUNT_HW_INSTRUCTIONS, func(h *Hardware) *float64 { return &h.Instructions }},
	{unix.PERF_TYPE_HARDWARE, unix.PERF_COUNT_HW_BRANCH_INSTRUCTIONS, func(h *Hardware) *float64 { return &h.Branches }},
	{unix.PERF_TYPE_HARDWARE, unix.PERF_COUNT_HW_BRANCH_MISSES, func(h *Hardware) *float64 { return &h.BranchMisses }},
	{unix.PERF_TYPE_HARDWARE, unix.PERF_COUNT_HW_CACHE_REFERENCES, func(h *Hardware) *float64 { return &h.CacheReferences }},
	{unix.PERF_TYPE_HARDWARE, unix.PERF_COUNT_HW_CACHE_MISSES, func(h *Hardware) *float64 { return &h.CacheMisses }},
}

// counters count for the processes that the calling thread starts after they are opened.
type counters struct {
	events []event
	files  []int
}

// openCounters opens those of the events that the system has.
func openCounters(events []event) *counters {
	c := &counters{}
	for _, e := range events {
		attr := unix.PerfEventAttr{
			Type: e.kind, Config: e.config,
			// A process that is started inherits the counter, and begins to count when it becomes another program.
			Bits:        unix.PerfBitDisabled | unix.PerfBitInherit | unix.PerfBitEnableOnExec | unix.PerfBitExcludeKernel | unix.PerfBitExcludeHv,
			Read_format: unix.PERF_FORMAT_TOTAL_TIME_ENABLED | unix.PERF_FORMAT_TOTAL_TIME_RUNNING,
		}
		attr.Size = uint32(binary.Size(attr))
		if fd, err := unix.PerfEventOpen(&attr, 0, -1, -1, unix.PERF_FLAG_FD_CLOEXEC); err == nil {
			c.events, c.files = append(c.events, e), append(c.files, fd)
		}
	}
	return c
}

// read closes the counters and returns what they counted, nil when that is nothing. The
// processor has fewer counters than there are events and shares them in time: a count is
// what it would be had the counter always run.
func (c *counters) read() *Hardware {
	h := new(Hardware)
	for i, fd := range c.files {
		var text [24]byte // the count, and for how long it was wanted and ran
		if n, err := unix.Read(fd, text[:]); err == nil && n == len(text) {
			word := func(i int) float64 { return float64(binary.NativeEndian.Uint64(text[8*i:])) }
			if ran := word(2); ran > 0 {
				*c.events[i].count(h) = word(0) * word(1) / ran
			}
		}
		_ = unix.Close(fd)
	}
	if *h == (Hardware{}) {
		return nil
	}
	return h
}

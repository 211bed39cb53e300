// Package stats says what series of timings show: how a run went over its iterations,
// medians and ratios with intervals, and whether two engines differ.
//
// It is a thin layer over golang.org/x/perf/benchmath and github.com/aclements/go-moremath/stats.
// Everything is deterministic: what is resampled is resampled from a seed. It knows
// nothing of engines and programs and imports nothing of the project.
//
// The unit of evidence is the process. Iterations of one process share its layout of
// memory, its compiled code and whatever disturbed the machine meanwhile, so tests
// compare processes, one value of each, and intervals resample processes first and their
// iterations second.
package stats

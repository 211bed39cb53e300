//go:build linux

package hostile

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Limits of a run, and what a process may take beyond them.
const (
	MaxHeap     = 64 << 20               // bytes, for --max-heap
	MemorySlack = 40 << 20               // bytes of resident memory beside the heap
	FarSlack    = 192 << 20              // beside the heap: what neither Go's collector nor a large text explains
	Grace       = 50 * time.Millisecond  // from the time limit to the end of the process
	FarOver     = 2 * time.Second        // what no load of the machine explains
	abandon     = 10 * time.Second       // after the time limit: the process is ended
	abandonRSS  = 1 << 30                // bytes of resident memory at which the process is ended
	watchEvery  = 20 * time.Millisecond  // how often the resident memory is looked at
	keptErrors  = 16 << 10               // bytes of the standard error stream that are kept
	attempts    = 3                      // runs of a program that seems to be late
	settle      = 100 * time.Millisecond // pause before such a run
)

// Tiers are the names of the tiers that a corpus runs in.
var Tiers = []string{"interp", "bytecode", "native", "auto"}

// Runner runs programs of the corpus with a built command.
type Runner struct {
	Command string        // the file of the command kiln
	Timeout time.Duration // for --timeout
	Pipe    string        // the first argument of every program
	// Baseline is how long an empty program takes; see Measure.
	Baseline time.Duration
}

// Result says how a program ended.
type Result struct {
	Program Program
	Tier    string
	Killed  string        // why the run counts as killed, or empty
	Late    time.Duration // time after the limit, without the Baseline; negative when it ended before
	Peak    int64         // bytes of resident memory
	Status  int           // exit status
	Message string        // the beginning of what was written to the standard error stream
}

// OverTime reports whether the program ended more than Grace after the limit.
func (r *Result) OverTime() bool { return r.Late > Grace }

// FarOverTime reports whether the program ended more than FarOver after the limit.
func (r *Result) FarOverTime() bool { return r.Late > FarOver }

// OverMemory reports whether the process took more than its share.
func (r *Result) OverMemory() bool { return r.Peak > MaxHeap+MemorySlack }

// FarOverMemory reports whether the process took FarSlack beside its heap.
func (r *Result) FarOverMemory() bool { return r.Peak > MaxHeap+FarSlack }

// Measure sets the Baseline: the shortest of several runs of an empty program.
func (r *Runner) Measure(empty Program) error {
	r.Baseline = 0
	best := time.Duration(1 << 62)
	for range 5 {
		res, err := r.once(empty, "auto")
		if err != nil {
			return err
		}
		if res.Killed != "" || res.Status != 0 {
			return fmt.Errorf("an empty program ended with status %d: %s%s", res.Status, res.Killed, res.Message)
		}
		best = min(best, res.Late+r.Timeout)
	}
	r.Baseline = best
	return nil
}

// Run runs a program.
func (r *Runner) Run(p Program, tier string) (Result, error) { return r.once(p, tier) }

// Again runs a program that was late again, while nothing else should run, and
// returns the best of all its runs.
func (r *Runner) Again(first Result) (Result, error) {
	best := first
	for range attempts {
		time.Sleep(settle)
		res, err := r.once(first.Program, first.Tier)
		if err != nil {
			return best, err
		}
		res.Peak = max(res.Peak, best.Peak)
		if res.Killed != "" || res.Late < best.Late {
			best = res
		}
		if best.Killed != "" || !best.OverTime() {
			break
		}
	}
	return best, nil
}

// once runs the program in a process of its own.
func (r *Runner) once(p Program, tier string) (Result, error) {
	res := Result{Program: p, Tier: tier}
	var message head
	cmd := exec.Command(r.Command, "run", "--tier="+tier, fmt.Sprintf("--max-heap=%d", MaxHeap), "--timeout="+r.Timeout.String(), p.File, r.Pipe)
	cmd.Stderr = &message
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return res, err
	}
	ended := make(chan struct{})
	watched := make(chan string, 1)
	go func() { watched <- watch(cmd.Process, r.Timeout+abandon, ended) }()
	_ = cmd.Wait() // its error only repeats the state of the process
	elapsed := time.Since(start)
	close(ended)
	abandoned := <-watched

	state := cmd.ProcessState
	res.Late = elapsed - r.Timeout - r.Baseline
	res.Status = state.ExitCode()
	res.Message = string(message.text)
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		res.Peak = usage.Maxrss << 10
	}
	switch fault := faultLine.FindString(res.Message); {
	case abandoned != "":
		res.Message = abandoned
	case state.Sys().(syscall.WaitStatus).Signaled():
		res.Killed = "signal " + state.Sys().(syscall.WaitStatus).Signal().String()
	case fault != "":
		res.Killed = strings.TrimSpace(fault)
	}
	return res, nil
}

// faultLine finds what a process writes that ends by a fault of its own.
var faultLine = regexp.MustCompile(`(?m)^(panic: |fatal error: |runtime: |SIG[A-Z]+: |unexpected fault |kiln: internal error).*`)

// watch ends a process that takes too long or far too much memory, and says why.
func watch(p *os.Process, after time.Duration, ended <-chan struct{}) string {
	deadline := time.After(after)
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ended:
			return ""
		case <-deadline:
			_ = p.Kill()
			return "ended by the runner: it did not stop"
		case <-tick.C:
			if n := resident(p.Pid); n > abandonRSS {
				_ = p.Kill()
				return fmt.Sprintf("ended by the runner: it took %d MB", n>>20)
			}
		}
	}
}

// resident returns the resident memory of a process in bytes, 0 when it is gone.
func resident(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	fields := bytes.Fields(text)
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.ParseInt(string(fields[1]), 10, 64)
	return pages * int64(os.Getpagesize())
}

// head keeps the first bytes that are written to it.
type head struct{ text []byte }

func (w *head) Write(p []byte) (int, error) {
	w.text = append(w.text, p[:min(len(p), keptErrors-len(w.text))]...)
	return len(p), nil
}

package runner

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"runtime/debug"
	"strings"
	"time"
	"unicode"

	"github.com/kilnjs/kiln/internal/conform/suite"
)

// maxMessage bounds the reason of one verdict (bytes).
const maxMessage = 2000

// Worker turns items into jobs for a host and judges what comes back.
type Worker struct {
	config Config
	files  suite.Files
	style  suite.Style
	host   Host
}

// NewWorker makes a worker over an open suite.
func NewWorker(config Config, files suite.Files, style suite.Style, host Host) *Worker {
	return &Worker{config: config, files: files, style: style, host: host}
}

// Serve is the main loop of a worker process: it reads a Config line, then
// items, and writes one Result line for each, until its input ends. It returns
// early, after the result, when the engine is broken.
func Serve(in io.Reader, out io.Writer, newHost func(Config) Host) error {
	decoder := json.NewDecoder(bufio.NewReader(in))
	encoder := json.NewEncoder(out)
	var config Config
	if err := decoder.Decode(&config); err != nil {
		return fmt.Errorf("worker: no configuration: %w", err)
	}
	host := newHost(config)
	style, err := suite.FindStyle(cmp.Or(config.Style, suite.DefaultStyle), host.Evaluate)
	if err != nil {
		return err
	}
	files, err := suite.Reopen(config.Suite, style)
	if err != nil {
		return err
	}
	defer files.Close()
	w := NewWorker(config, files, style, host)
	if err := encoder.Encode(answer{Ready: true}); err != nil {
		return fmt.Errorf("worker: %w", err)
	}
	for {
		var item Item
		if err := decoder.Decode(&item); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("worker: %w", err)
		}
		result, broken := w.Run(item)
		if err := encoder.Encode(answer{Result: &result, Leaving: broken}); err != nil {
			return fmt.Errorf("worker: %w", err)
		}
		if broken {
			return errors.New("worker: the engine is broken")
		}
	}
}

// Run executes one item. It reports true when a panic escaped from the engine and
// the process should be replaced.
func (w *Worker) Run(item Item) (Result, bool) {
	result := Result{Item: item}
	plan, job, err := w.prepare(item)
	if err != nil {
		result.Status, result.Message = Fail, err.Error()
		return result, false
	}
	start := time.Now()
	outcome, escaped := w.run(job)
	result.Millis = float64(time.Since(start).Microseconds()) / 1000
	if plan.Quit != "" && (outcome.Phase == PhaseRuntime || outcome.Phase == PhaseHarness) && outcome.ErrorType == plan.Quit {
		outcome.Phase = PhaseNone
	}
	result.Subtests = subtests(outcome.Printed)
	result.Status, result.Message = Judge(&plan.Test.Meta, &outcome)
	result.Message = printable(result.Message)
	result.Stats = outcome.Stats
	return result, escaped
}

// printable cuts a message to maxMessage and shows control characters, which
// tests like to put into their messages, as escapes.
func printable(s string) string {
	cut := len(s) > maxMessage
	if cut {
		s = s[:maxMessage]
	}
	s = strings.ToValidUTF8(s, "")
	var b strings.Builder
	for _, r := range s {
		if r != '\n' && r != '\t' && unicode.IsControl(r) {
			fmt.Fprintf(&b, "\\x%02x", r)
		} else {
			b.WriteRune(r)
		}
	}
	if cut {
		b.WriteString("…")
	}
	return b.String()
}

// run recovers from a panic that the engine let through, and says so: the
// process is not trusted after it.
func (w *Worker) run(job *Job) (outcome Outcome, escaped bool) {
	defer func() {
		if p := recover(); p != nil {
			outcome, escaped = Outcome{Broken: fmt.Sprintf("panic: %v\n%s", p, debug.Stack())}, true
		}
	}()
	return w.host.Run(job), false
}

func (w *Worker) prepare(item Item) (*suite.Plan, *Job, error) {
	mode, err := suite.ParseMode(item.Mode)
	if err != nil {
		return nil, nil, err
	}
	plan, err := w.style.Plan(w.files, item.Path, mode)
	if err != nil {
		return nil, nil, err
	}
	test := plan.Test
	return plan, &Job{
		Name:       item.Path,
		File:       plan.File,
		Source:     plan.Source,
		Text:       plan.Text,
		Harness:    plan.Harness,
		Tail:       plan.Tail,
		Web:        plan.Web,
		Early:      test.Negative != nil && test.Negative.Phase != "runtime",
		Module:     test.IsModule(),
		Tier:       item.Tier,
		Thresholds: w.config.Thresholds,
		Async:      test.Flags.Has(suite.Async),
		CanBlock:   !test.Flags.Has(suite.CanBlockIsFalse),
		Timeout:    time.Duration(w.config.TimeoutMS) * time.Millisecond,
		MaxHeap:    w.config.MaxHeap,
		Stats:      w.config.Stats,
		Load:       func(name string) ([]byte, error) { return w.files.ReadFile(path.Join(w.style.Base(), name)) },
	}, nil
}

// subtestsMark begins the line in which a test tells how many of its parts have passed.
const subtestsMark = "Subtests:"

func subtests(printed []string) *Subtests {
	for _, line := range printed {
		if text, ok := strings.CutPrefix(line, subtestsMark); ok {
			s := new(Subtests)
			if json.Unmarshal([]byte(text), s) == nil {
				return s
			}
		}
	}
	return nil
}

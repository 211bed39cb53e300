package runner

import (
	"bufio"
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
	config  Config
	files   suite.Files
	host    Host
	harness map[string]string
}

// NewWorker makes a worker over an open suite.
func NewWorker(config Config, files suite.Files, host Host) *Worker {
	return &Worker{config: config, files: files, host: host, harness: map[string]string{}}
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
	files, err := suite.Reopen(config.Suite)
	if err != nil {
		return err
	}
	defer files.Close()
	w := NewWorker(config, files, newHost(config))
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
	test, job, err := w.prepare(item)
	if err != nil {
		result.Status, result.Message = Fail, err.Error()
		return result, false
	}
	start := time.Now()
	outcome, escaped := w.run(job)
	result.Millis = float64(time.Since(start).Microseconds()) / 1000
	result.Status, result.Message = Judge(&test.Meta, &outcome)
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

func (w *Worker) prepare(item Item) (*suite.Test, *Job, error) {
	mode, err := suite.ParseMode(item.Mode)
	if err != nil {
		return nil, nil, err
	}
	content, err := w.files.ReadFile(path.Join("test", item.Path))
	if err != nil {
		return nil, nil, err
	}
	source := string(content)
	test := &suite.Test{Path: item.Path}
	if test.Meta, err = suite.ParseMeta(source); err != nil {
		return nil, nil, err
	}
	job := &Job{
		Name:       item.Path,
		Source:     source,
		Text:       source,
		Early:      test.Negative != nil && test.Negative.Phase != "runtime",
		Module:     test.IsModule(),
		Tier:       item.Tier,
		Thresholds: w.config.Thresholds,
		Async:      test.Flags.Has(suite.Async),
		CanBlock:   !test.Flags.Has(suite.CanBlockIsFalse),
		Timeout:    time.Duration(w.config.TimeoutMS) * time.Millisecond,
		MaxHeap:    w.config.MaxHeap,
		Stats:      w.config.Stats,
		Load:       func(name string) ([]byte, error) { return w.files.ReadFile(path.Join("test", name)) },
	}
	if mode == suite.Strict {
		job.Source = suite.StrictDirective + source
	}
	for _, name := range (suite.Scenario{Test: test, Mode: mode}).Harness() {
		text, ok := w.harness[name]
		if !ok {
			content, err := w.files.ReadFile(path.Join("harness", name))
			if err != nil {
				return nil, nil, fmt.Errorf("harness: %w", err)
			}
			text = string(content)
			w.harness[name] = text
		}
		job.Harness = append(job.Harness, Script{Name: name, Source: text})
	}
	return test, job, nil
}

package runner

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

const (
	// window is how many items a worker holds at once: it hides the latency of
	// the pipe, and is small, since a worker that dies gives the rest back.
	window = 4
	// recycleAfter bounds what one process may accumulate over many scenarios.
	recycleAfter = 4000
	// hangGrace is added to a scenario's time limit before a worker that does
	// not answer is taken for hung.
	hangGrace = 5 * time.Second
	// maxStderr is how much of a worker's last words is kept (bytes).
	maxStderr = 64 << 10
	// maxFruitless is how many workers in a row may die before they are ready
	// until the run is given up: the command itself must be broken then.
	maxFruitless = 10
)

// Supervisor runs items in worker processes.
type Supervisor struct {
	// Command starts a worker process that calls Serve on its standard streams.
	Command func() *exec.Cmd
	// Config is sent to every worker.
	Config Config
	// Workers is the number of processes.
	Workers int
	// Isolate gives each item a process of its own.
	Isolate bool
	// HangAfter overrides the time after which a silent worker is killed; zero
	// means the scenario's time limit and a grace period.
	HangAfter time.Duration
}

// Run executes the items and calls report once for each, from one goroutine at
// a time, in no particular order. It ends early with the context's error, or
// when workers cannot be started at all.
func (s *Supervisor) Run(ctx context.Context, items []Item, report func(Result)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work := &workList{items: items}
	var (
		group sync.WaitGroup
		mu    sync.Mutex
	)
	serial := func(r Result) {
		mu.Lock()
		defer mu.Unlock()
		report(r)
	}
	for range max(1, min(s.Workers, len(items))) {
		group.Go(func() {
			if err := s.supervise(ctx, work, serial); err != nil {
				cancel(err)
			}
		})
	}
	group.Wait()
	return context.Cause(ctx)
}

// workList hands out items; those that a dead worker had not begun come back.
type workList struct {
	mu    sync.Mutex
	items []Item
}

func (w *workList) take() (Item, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.items) == 0 {
		return Item{}, false
	}
	item := w.items[0]
	w.items = w.items[1:]
	return item, true
}

func (w *workList) giveBack(items []Item) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.items = append(append([]Item(nil), items...), w.items...)
}

func (s *Supervisor) supervise(ctx context.Context, work *workList, report func(Result)) error {
	fruitless := 0
	for ctx.Err() == nil {
		p, err := s.start()
		if err != nil {
			return fmt.Errorf("a worker could not be started: %w", err)
		}
		more := p.drive(ctx, work, report)
		if p.ready {
			fruitless = 0
		} else if fruitless++; fruitless >= maxFruitless {
			return fmt.Errorf("%d workers in a row did not start: %s", fruitless, p.lastWords())
		}
		if !more {
			return nil
		}
	}
	return nil
}

// process is one worker process.
type process struct {
	command   *exec.Cmd
	input     io.WriteCloser
	answers   chan answer
	stderr    head
	hangAfter time.Duration
	window    int // items that it holds at once
	most      int // items until it is replaced
	pending   []Item
	sent      int
	ready     bool
	waited    error
	exited    bool
}

func (s *Supervisor) start() (*process, error) {
	p := &process{command: s.Command(), answers: make(chan answer, window), hangAfter: s.HangAfter, window: window, most: recycleAfter}
	if s.Isolate {
		p.window, p.most = 1, 1
	}
	if p.hangAfter == 0 {
		p.hangAfter = time.Duration(s.Config.TimeoutMS)*time.Millisecond + hangGrace
	}
	p.command.Stderr = &p.stderr
	var err error
	if p.input, err = p.command.StdinPipe(); err != nil {
		return nil, err
	}
	output, err := p.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(p.answers)
		decoder := json.NewDecoder(bufio.NewReader(output))
		for {
			var a answer
			if decoder.Decode(&a) != nil {
				return
			}
			p.answers <- a
		}
	}()
	config, err := json.Marshal(s.Config)
	if err == nil {
		_, err = p.input.Write(append(config, '\n'))
	}
	if err != nil {
		p.stop()
		return nil, err
	}
	return p, nil
}

// drive feeds the worker until the list is empty, the worker is due for
// replacement or it fails. It reports whether another worker is needed.
func (p *process) drive(ctx context.Context, work *workList, report func(Result)) bool {
	defer p.stop()
	timer := time.NewTimer(p.hangAfter)
	defer timer.Stop()
	for {
		if p.ready {
			drained := p.fill(work)
			if len(p.pending) == 0 {
				return !drained
			}
		}
		timer.Reset(p.hangAfter)
		select {
		case <-ctx.Done():
			p.kill()
			return false
		case <-timer.C:
			p.kill()
			p.abandon(work, report, Hang, "no answer, and the engine did not stop at its time limit")
			return true
		case a, open := <-p.answers:
			switch {
			case open && a.Ready:
				p.ready = true
			case open && a.Result != nil && len(p.pending) > 0 && a.Result.Item == p.pending[0]:
				p.pending = p.pending[1:]
				report(*a.Result)
				if a.Leaving {
					work.giveBack(p.pending)
					return true
				}
			default:
				p.kill()
				p.abandon(work, report, Crash, p.lastWords())
				return true
			}
		}
	}
}

// fill keeps the worker's window full and reports whether the list is empty.
// A write error is not looked at: the worker is dead then, and its closed
// output says so.
func (p *process) fill(work *workList) (drained bool) {
	for len(p.pending) < p.window && p.sent < p.most {
		item, ok := work.take()
		if !ok {
			return true
		}
		line, err := json.Marshal(item)
		if err != nil {
			panic(err) // an Item is three strings
		}
		p.pending = append(p.pending, item)
		p.sent++
		if _, err := p.input.Write(append(line, '\n')); err != nil {
			return false
		}
	}
	return false
}

// abandon blames the item that the worker was busy with and gives the others back.
func (p *process) abandon(work *workList, report func(Result), status Status, message string) {
	if len(p.pending) == 0 {
		return
	}
	work.giveBack(p.pending[1:])
	report(Result{Item: p.pending[0], Status: status, Message: message, Millis: 0})
	p.pending = nil
}

func (p *process) kill() {
	if p.command.Process != nil && !p.exited {
		// The error says that the process has ended already.
		_ = p.command.Process.Kill()
	}
	p.wait()
}

// stop ends a worker in good order: its input is closed, and if it does not
// leave by itself it is killed.
func (p *process) stop() {
	if p.exited {
		return
	}
	_ = p.input.Close()
	giveUp := time.AfterFunc(hangGrace, func() { _ = p.command.Process.Kill() })
	defer giveUp.Stop()
	p.wait()
}

func (p *process) wait() {
	if p.exited {
		return
	}
	for range p.answers { // Wait may be called only when the pipe has been read to its end
		continue
	}
	p.waited = p.command.Wait()
	p.exited = true
}

// lastWords describes why a worker died, from its standard error.
func (p *process) lastWords() string {
	text := strings.TrimSpace(p.stderr.String())
	var exit *exec.ExitError
	if text == "" && errors.As(p.waited, &exit) {
		return exit.String()
	}
	if text == "" {
		return "the worker ended without a word"
	}
	const shown = 12
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "panic:") || strings.HasPrefix(line, "fatal error:") || strings.HasPrefix(line, "SIG") {
			lines = lines[i:]
			break
		}
	}
	return strings.Join(lines[:min(shown, len(lines))], "\n")
}

// head keeps the beginning of what is written to it: a Go crash says first
// what happened, then prints every goroutine.
type head struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (t *head) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := maxStderr - t.buffer.Len(); room > 0 {
		t.buffer.Write(b[:min(room, len(b))])
	}
	return len(b), nil
}

func (t *head) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.buffer.String()
}

package repl

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/kilnjs/kiln"
)

// ErrInterrupt is what an Input returns for Ctrl-C.
var ErrInterrupt = errors.New("interrupted")

// Prompts: of an input and of its further lines.
const (
	firstPrompt = "> "
	nextPrompt  = "… "
)

// Input is where a session reads from.
type Input interface {
	// Read returns the next input, which is complete where that can be known; io.EOF at
	// the end.
	Read() (string, error)
	// Block reads lines as they are up to the end that the input has for it, for .editor.
	Block() (string, error)
}

// Options say how a session is held.
type Options struct {
	// New makes the runtime, and another one when it is broken or another tier is wanted.
	New func(kiln.Tier) (*kiln.Runtime, error)
	// Tier is that of the first runtime.
	Tier kiln.Tier
	// Out receives values, errors and the answers of commands.
	Out io.Writer
	// Colors asks for the colours of a terminal.
	Colors bool
	// Width returns the width of the terminal; nil means 80.
	Width func() int
	// Timeout bounds the evaluation of one input; 0 means no bound.
	Timeout time.Duration
	// Interrupts receives a value for each Ctrl-C while something runs; may be nil.
	Interrupts <-chan struct{}
	// Quiet leaves out the value undefined, as a script of many lines wants it.
	Quiet bool
}

// Session is a conversation.
type Session struct {
	options Options
	rt      *kiln.Runtime
	pure    *pure
	define  kiln.Value // of helpers
	inputs  int        // evaluated so far, for their names
	kept    []string   // inputs that were evaluated, for .save
	timing  bool       // .time is on
	ranOut  bool       // an evaluation was ended because there was no memory left
	results map[string]*result

	mu      sync.Mutex
	waiting bool // the loop runs because there is no input
}

// New makes a session.
func New(o Options) (*Session, error) {
	if o.Width == nil {
		o.Width = func() int { return 80 }
	}
	s := &Session{options: o}
	return s, s.start()
}

// start makes a runtime.
func (s *Session) start() error {
	rt, err := s.options.New(s.options.Tier)
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.rt = rt
	s.mu.Unlock()
	s.results, s.ranOut = map[string]*result{}, false
	if s.pure, err = newPure(rt); err != nil {
		return err
	}
	s.define, err = rt.RunString("kiln:repl", helpers)
	return err
}

// Run reads and evaluates until the input ends or .exit. The error is of the input, or of
// a runtime that cannot be made.
func (s *Session) Run(in Input) error {
	for {
		text, err := s.read(in.Read)
		if err := s.replace(); err != nil {
			return err
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.Is(err, ErrInterrupt):
			continue
		case err != nil:
			return err
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		done, err := s.handle(in, text)
		if done || err != nil {
			return err
		}
		if err := s.replace(); err != nil {
			return err
		}
	}
}

// usable reports whether the runtime can go on: it is not broken, and not full of what the
// script still reaches.
func (s *Session) usable() bool {
	err := s.rt.Do(func() error { return nil })
	var limit *kiln.LimitError
	if err != nil && !(errors.As(err, &limit) && limit.Kind != kiln.LimitMemory) {
		return false
	}
	return !s.ranOut || s.rt.Stats().Heap.Bytes < s.rt.Object().Heap.MaxBytes()/2
}

// replace makes a new runtime if this one cannot go on.
func (s *Session) replace() error {
	if s.usable() {
		return nil
	}
	fmt.Fprintln(s.options.Out, s.dim("The engine cannot go on after this; here is a new one, without what was defined."))
	return s.start()
}

// handle evaluates an input or carries out a command.
func (s *Session) handle(in Input, text string) (done bool, err error) {
	if name, rest, ok := commandOf(text); ok {
		return s.command(in, name, rest)
	}
	s.kept = append(s.kept, text)
	s.evaluate(text)
	return false, nil
}

// input is what a reading goroutine has got.
type input struct {
	text string
	err  error
}

// patience is how long Ctrl-C or an input waits for a callback that runs, before it is
// interrupted.
const patience = 100 * time.Millisecond

// read reads on a goroutine of its own and runs the event loop until there is something.
func (s *Session) read(read func() (string, error)) (string, error) {
	rt := s.rt
	arrived := make(chan input, 1)
	taken := make(chan struct{})
	var got *input
	release := rt.Hold()
	defer release()
	s.setWaiting(true)
	defer s.setWaiting(false)
	go func() {
		text, err := read()
		arrived <- input{text, err}
		rt.Post(func() error {
			if got == nil {
				in := <-arrived
				got = &in
				close(taken)
			}
			return nil
		})
		var impatient <-chan time.Time
		if errors.Is(err, ErrInterrupt) {
			impatient = time.After(patience)
		}
		for {
			select {
			case <-taken:
				return
			case <-impatient:
				rt.Interrupt("interrupted")
			case <-s.options.Interrupts:
				rt.Interrupt("interrupted")
			}
		}
	}()
	for got == nil {
		err := rt.RunLoopUntil(func() bool { return got != nil })
		if err != nil {
			rt.ClearInterrupt()
			s.report(err)
		}
		if got == nil && (err == nil || !s.usable()) {
			in := <-arrived // there is no loop that could wait for it
			got = &in
			close(taken)
		}
	}
	return got.text, got.err
}

func (s *Session) setWaiting(yes bool) {
	s.mu.Lock()
	s.waiting = yes
	s.mu.Unlock()
}

// askTime is how long the terminal waits for an answer.
const askTime = 150 * time.Millisecond

// ask has f run on the goroutine of the runtime while that waits for input, and waits for
// its end; false when it does not come soon.
func (s *Session) ask(f func(rt *kiln.Runtime)) bool {
	s.mu.Lock()
	rt, waiting := s.rt, s.waiting
	s.mu.Unlock()
	if !waiting {
		return false
	}
	var once sync.Mutex
	dropped := false
	done := make(chan struct{})
	rt.Post(func() error {
		once.Lock()
		defer once.Unlock()
		if !dropped {
			f(rt)
			close(done)
		}
		return nil
	})
	select {
	case <-done:
		return true
	case <-time.After(askTime):
	}
	once.Lock()
	defer once.Unlock()
	select {
	case <-done:
		return true
	default:
		dropped = true
		return false
	}
}

// dim gives a remark its look.
func (s *Session) dim(text string) string {
	if !s.options.Colors {
		return text
	}
	return "\x1b[90m" + text + "\x1b[39m"
}

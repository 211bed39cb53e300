package repl

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// helpers give a global name a value, unless a script has given it one meanwhile.
const helpers = `(() => {
	const { defineProperty, getOwnPropertyDescriptor, is } = Object;
	const global = globalThis;
	return (name, value, old, known) => {
		const now = getOwnPropertyDescriptor(global, name);
		if (known && !(now && "value" in now && is(now.value, old))) return false;
		defineProperty(global, name, { __proto__: null, value, writable: true, configurable: true, enumerable: false });
		return true;
	};
})()`

// result is the value of a global name that the session gives: _ and _error.
type result struct {
	value kiln.Value
	taken bool // a script has given the name a value of its own
}

// setResult gives a global name the value, as long as no script has taken the name.
func (s *Session) setResult(name string, v kiln.Value) {
	r, known := s.results[name]
	if !known {
		r = &result{}
		s.results[name] = r
	}
	if r.taken {
		return
	}
	set, err := s.rt.Call(s.define, nil, name, v, r.value, known)
	switch {
	case err != nil:
		return // of a limit: the next input tells
	case set.Bool():
		r.value = v
	default:
		r.taken = true
		fmt.Fprintln(s.options.Out, s.dim("From now on "+name+" is what you have made of it."))
	}
}

// compile parses an input. What begins with a brace is an object if it can be one.
func compile(name, text string) (*kiln.Program, error) {
	if t := strings.TrimSpace(text); strings.HasPrefix(t, "{") && !strings.HasSuffix(t, ";") {
		if p, err := kiln.Compile(name, "("+text+"\n)", kiln.Interactive); err == nil {
			return p, nil
		}
	}
	return kiln.Compile(name, text, kiln.Interactive)
}

// Incomplete reports whether an input would be right if it went on.
func Incomplete(text string) bool {
	if _, _, ok := commandOf(text); ok {
		return false
	}
	_, err := compile("", text)
	var wrong *kiln.SyntaxError
	if !errors.As(err, &wrong) {
		return false
	}
	at := min(int(wrong.Err.Pos), len(text))
	switch wrong.Err.Msg {
	case "Unexpected end of input", "Unterminated template literal":
		return strings.TrimSpace(text[at:]) == ""
	case "missing ) after argument list":
		return strings.TrimSpace(text[at:]) == ""
	}
	return strings.HasPrefix(text[at:], "/*") && !strings.Contains(text[at:], "*/")
}

// evaluate runs an input and shows its value or its error.
func (s *Session) evaluate(text string) {
	s.inputs++
	s.evaluateAs(fmt.Sprintf("REPL%d", s.inputs), text)
}

// evaluateAs is evaluate of a text that has a name.
func (s *Session) evaluateAs(name, text string) {
	begun := time.Now()
	v, err := s.runAs(name, text)
	took := time.Since(begun)
	if err != nil {
		s.report(err)
	} else {
		s.show(v)
	}
	if s.timing {
		s.tellTime(took)
	}
}

func (s *Session) tellTime(took time.Duration) {
	fmt.Fprintln(s.options.Out, s.dim(fmt.Sprintf("%.3f ms", float64(took.Nanoseconds())/1e6)))
}

// run runs an input and waits for what it awaits, within the limit of time.
func (s *Session) run(text string) (kiln.Value, error) {
	s.inputs++
	return s.runAs(fmt.Sprintf("REPL%d", s.inputs), text)
}

func (s *Session) runAs(name, text string) (kiln.Value, error) {
	p, err := compile(name, text)
	if err != nil {
		return kiln.Value{}, err
	}
	var v kiln.Value
	err = s.limited(func() error {
		if v, err = s.rt.Run(p); err != nil || !p.Awaits() {
			return err
		}
		v, err = s.settle(v)
		return err
	})
	return v, err
}

// limited calls f, which runs scripts: Ctrl-C and the limit of time end it, and nothing
// after it.
func (s *Session) limited(f func() error) error {
	rt := s.rt
	if s.options.Timeout > 0 {
		rt.SetDeadline(time.Now().Add(s.options.Timeout))
		defer rt.SetDeadline(time.Time{})
	}
	over, heard := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(heard)
		for {
			select {
			case <-s.options.Interrupts:
				rt.Interrupt("interrupted")
			case <-over:
				return
			}
		}
	}()
	err := f()
	close(over)
	<-heard
	rt.ClearInterrupt()
	return err
}

// settle runs the event loop until a promise is settled. What callbacks throw meanwhile is
// reported.
func (s *Session) settle(promise kiln.Value) (kiln.Value, error) {
	v, done, err := promise.Settled()
	for !done {
		loop := s.rt.RunLoopUntil(func() bool { v, done, err = promise.Settled(); return done })
		var thrown *kiln.Exception
		switch {
		case errors.As(loop, &thrown):
			s.report(loop)
		case loop != nil:
			return kiln.Value{}, loop
		case !done:
			return kiln.Value{}, errors.New("this waits for something that never happens")
		}
	}
	return v, err
}

// show prints a value.
func (s *Session) show(v kiln.Value) {
	s.setResult("_", v)
	if s.options.Quiet && v.IsUndefined() {
		return
	}
	text, err := v.Inspect(s.inspection())
	if err != nil {
		s.report(err)
		return
	}
	fmt.Fprintln(s.options.Out, text)
}

func (s *Session) inspection() kiln.InspectOptions {
	return kiln.InspectOptions{Colors: s.options.Colors, Proxies: true, Width: min(max(s.options.Width(), 40), 120)}
}

// report prints an error.
func (s *Session) report(err error) {
	out := s.options.Out
	var wrong *kiln.SyntaxError
	var thrown *kiln.Exception
	switch {
	case errors.As(err, &wrong):
		fmt.Fprintln(out, s.syntaxText(wrong.Err))
		if wrong.Err.Msg == "Cannot use import statement outside a module" {
			fmt.Fprintln(out, s.dim("At a prompt it is: const { name } = await import('…')"))
		}
	case errors.As(err, &thrown):
		s.setResult("_error", thrown.Value)
		fmt.Fprintln(out, strings.TrimRight(thrown.Report(s.inspection()), "\n"))
	default:
		var limit *kiln.LimitError
		if errors.As(err, &limit) && limit.Kind == kiln.LimitMemory {
			s.ranOut = true
		}
		fmt.Fprintln(out, s.red("Ended:"), err)
	}
}

// syntaxText describes a syntax error without a name of the input.
func (s *Session) syntaxText(e *syntax.Error) string {
	_, text, _ := strings.Cut(e.Detail(), "SyntaxError: ")
	return s.red("SyntaxError:") + " " + text
}

func (s *Session) red(text string) string {
	if !s.options.Colors {
		return text
	}
	return "\x1b[31m" + text + "\x1b[39m"
}

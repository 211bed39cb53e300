package repl

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/prof/export"
	"github.com/kilnjs/kiln/internal/prof/script"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// command is something that a person asks of the session itself.
type command struct {
	name, args, help string
	run              func(s *Session, in Input, rest string) error
}

// errExit ends the session.
var errExit = errors.New("exit")

// commands returns the commands in the order of the help.
func commands() []command {
	return []command{
		{"help", "", "Show this.", (*Session).help},
		{"exit", "", "End the session, as Ctrl-D does.", func(*Session, Input, string) error { return errExit }},
		{"clear", "", "Begin afresh with a new engine.", (*Session).clear},
		{"editor", "", "Write several lines: Ctrl-D evaluates them, Ctrl-C forgets them.", (*Session).editor},
		{"load", "FILE", "Evaluate a file as if it had been typed.", (*Session).load},
		{"save", "FILE", "Write what was typed to a new file.", (*Session).save},
		{"tier", "[FUNCTION|MODE]", "Show in which tier functions are, or begin afresh in interp, bytecode, native or auto.", (*Session).tier},
		{"time", "[EXPRESSION]", "Show how long an evaluation takes; alone: of each from now on, or no more.", (*Session).time},
		{"prof", "EXPRESSION", "Evaluate and show where the time goes.", (*Session).prof},
	}
}

// commandOf takes a command apart; ok is false for other input.
func commandOf(text string) (name, rest string, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) < 2 || text[0] != '.' || text[1] < 'a' || text[1] > 'z' {
		return "", "", false
	}
	name, rest, _ = strings.Cut(text[1:], " ")
	for i := range len(name) {
		if name[i] < 'a' || name[i] > 'z' {
			return "", "", false
		}
	}
	return name, strings.TrimSpace(rest), true
}

// command carries out a command.
func (s *Session) command(in Input, name, rest string) (done bool, err error) {
	for _, c := range commands() {
		if c.name != name {
			continue
		}
		switch err := c.run(s, in, rest); {
		case errors.Is(err, errExit):
			return true, nil
		case err != nil:
			fmt.Fprintln(s.options.Out, s.red("."+name+":"), err)
		}
		return false, nil
	}
	fmt.Fprintf(s.options.Out, "There is no command .%s (.help shows what there is).\n", name)
	return false, nil
}

func (s *Session) help(Input, string) error {
	for _, c := range commands() {
		fmt.Fprintf(s.options.Out, "  %-23s %s\n", strings.TrimSpace("."+c.name+" "+c.args), c.help)
	}
	fmt.Fprint(s.options.Out, `
_ is the last value, _error the last error. await works at the top, and let, const
and class may be declared again. Tab completes. Ctrl-C ends what runs.
`)
	return nil
}

func (s *Session) clear(Input, string) error {
	s.kept = nil
	return s.start()
}

func (s *Session) editor(in Input, _ string) error {
	fmt.Fprintln(s.options.Out, s.dim("// Ctrl-D evaluates, Ctrl-C forgets."))
	text, err := s.read(in.Block)
	if errors.Is(err, ErrInterrupt) {
		return nil
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if strings.TrimSpace(text) != "" {
		s.kept = append(s.kept, text)
		s.evaluate(text)
	}
	return nil
}

func (s *Session) load(_ Input, file string) error {
	if file == "" {
		return errors.New("which FILE?")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	s.kept = append(s.kept, strings.TrimRight(string(text), "\n"))
	s.evaluateAs(file, string(text))
	return nil
}

// save writes to a file that is not there yet.
func (s *Session) save(_ Input, file string) error {
	if file == "" {
		return errors.New("which FILE?")
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	for _, text := range s.kept {
		if _, err = fmt.Fprintln(f, text); err != nil {
			break
		}
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		fmt.Fprintln(s.options.Out, s.dim(fmt.Sprintf("%d inputs are in %s.", len(s.kept), file)))
	}
	return err
}

func (s *Session) time(_ Input, text string) error {
	if text == "" {
		s.timing = !s.timing
		fmt.Fprintln(s.options.Out, s.dim("Times are shown: "+map[bool]string{true: "yes", false: "no"}[s.timing]))
		return nil
	}
	begun := time.Now()
	v, err := s.run(text)
	took := time.Since(begun)
	if err != nil {
		return s.failed(err)
	}
	s.show(v)
	s.tellTime(took)
	return nil
}

// failed reports the error of an evaluation that a command asked for.
func (s *Session) failed(err error) error {
	s.report(err)
	return nil
}

func (s *Session) prof(_ Input, text string) error {
	if text == "" {
		return errors.New("which EXPRESSION?")
	}
	format, err := export.ByName("table")
	if err != nil {
		return err
	}
	sampler, err := script.Start(s.rt.Object(), script.Options{Clock: script.Wall})
	if err != nil {
		return err
	}
	v, err := s.run(text)
	profile := sampler.Stop()
	if err != nil {
		s.report(err)
	} else {
		s.show(v)
	}
	return format.Write(s.options.Out, profile)
}

// tier shows where functions run, or begins afresh in another mode.
func (s *Session) tier(_ Input, what string) error {
	if mode, err := kiln.ParseTier(what); err == nil {
		s.options.Tier = mode
		fmt.Fprintln(s.options.Out, s.dim("A new engine, mode "+mode.String()+"; what was defined is gone."))
		return s.start()
	}
	if what != "" {
		return s.tierOf(what)
	}
	fmt.Fprintln(s.options.Out, "mode", s.options.Tier)
	for _, c := range s.rt.Object().Codes {
		if c != nil && c.Func != nil && c.Kind != object.KindScript && c.Prog.Prog.Interactive && c.Calls > 0 {
			fmt.Fprintln(s.options.Out, " ", s.tierText(c))
		}
	}
	return nil
}

// tierOf shows where the function that an expression names runs.
func (s *Session) tierOf(text string) error {
	e := expression(text)
	if e == nil {
		return fmt.Errorf("%s names no function", text)
	}
	return s.rt.Do(func() error {
		v, err := s.pure.eval(e)
		if err != nil || !v.IsObject() || v.Object().Class() != heap.ClassFunction {
			return fmt.Errorf("%s names no function", text)
		}
		code := s.rt.Object().CodeOf(v.Object())
		if code.Func == nil {
			fmt.Fprintln(s.options.Out, text+": built in")
			return nil
		}
		fmt.Fprintln(s.options.Out, s.tierText(code))
		return nil
	})
}

func (s *Session) tierText(c *object.Code) string {
	name := "(anonymous)"
	if c.Name.IsString() && c.Name.Str().Len() > 0 {
		name = c.Name.Str().Go(s.rt.Object().Heap)
	}
	line, col := c.Func.Program.Source.Position(c.Func.From)
	return fmt.Sprintf("%s (%s:%d:%d): %s", name, c.Func.Program.Source.Name, line, col, c.Tier)
}

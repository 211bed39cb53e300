package loop

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// momentsEvery is how many records lie between two moments that are kept.
const momentsEvery = 500

// stepper steps through a recording on a terminal.
type stepper struct {
	out    *bufio.Writer
	c      colours
	clear  bool // the screen, before each moment
	t      *teller
	list   []*record
	causes *causes
	kept   []*moment
	m      *moment
	depths []int
}

const stepHelp = `Enter n  forwards          b  backwards
o        over calls        O  backwards, over calls
t        next turn of the event loop        T  the one before
NUMBER   to that step      g  to the beginning      G  to the end
w        why: what led to this              q  quit
`

// Step lets a person step through the recording, forwards and backwards: a line of in is a
// command, "?" tells which there are. With colour the screen is cleared before each moment.
func (r *Recording) Step(in io.Reader, w io.Writer, colour bool) error {
	s := &stepper{out: bufio.NewWriter(w), c: coloursOf(colour), clear: colour, t: newTeller()}
	depth := 0
	err := r.each(func(e *record) {
		if s.t.see(e) {
			return
		}
		s.list = append(s.list, e)
		if e.Do == "pop" {
			depth = max(0, depth-1)
		}
		s.depths = append(s.depths, depth)
		if e.Do == "push" {
			depth++
		}
	})
	if err != nil {
		return err
	}
	s.causes = newCauses(s.list)
	s.m = newMoment()
	at := 0
	lines := bufio.NewScanner(in)
	s.show(at)
	for s.prompt() == nil && lines.Scan() {
		to, more := s.command(strings.TrimSpace(lines.Text()), at)
		if !more {
			break
		}
		if to >= 0 {
			at = min(to, len(s.list)-1)
			s.show(at)
		}
	}
	fmt.Fprintln(s.out)
	return s.out.Flush()
}

func (s *stepper) prompt() error {
	fmt.Fprintf(s.out, "%s(Enter, b, o, t, w, q or ?)%s ", s.c.quiet, s.c.off)
	return s.out.Flush()
}

// command obeys a line; to is where to go, -1: nowhere.
func (s *stepper) command(line string, at int) (to int, more bool) {
	isTurn := func(e *record) bool { return e.Do == "begin job" || e.Do == "begin task" || e.Do == "end" }
	over := func(i int) bool {
		// Who stands before the first frame of a turn wants to see that one.
		return s.depths[i] <= max(1, s.depths[at]) && (s.list[i].Do == "step" || isTurn(s.list[i]))
	}
	switch line {
	case "", "n":
		return at + 1, true
	case "b", "p":
		return max(0, at-1), true
	case "o":
		return s.find(at, 1, over), true
	case "O":
		return s.find(at, -1, over), true
	case "t":
		return s.find(at, 1, func(i int) bool { return isTurn(s.list[i]) }), true
	case "T":
		return s.find(at, -1, func(i int) bool { return isTurn(s.list[i]) }), true
	case "g":
		return 0, true
	case "G":
		return len(s.list) - 1, true
	case "q":
		return -1, false
	case "w":
		s.why(at)
		return -1, true
	}
	if n, err := strconv.Atoi(line); err == nil && n >= 0 {
		return n, true
	}
	s.out.WriteString(stepHelp)
	return -1, true
}

// find returns the next record in a direction that is wanted, or the last one there.
func (s *stepper) find(at, direction int, wanted func(int) bool) int {
	for i := at + direction; i >= 0 && i < len(s.list); i += direction {
		if wanted(i) {
			return i
		}
	}
	if direction < 0 {
		return 0
	}
	return len(s.list) - 1
}

// goTo makes m the moment after record at.
func (s *stepper) goTo(at int) {
	if at < s.m.at {
		s.m = newMoment()
		for k := min(at/momentsEvery, len(s.kept)) - 1; k >= 0; {
			s.m = s.kept[k].copy()
			break
		}
	}
	for s.m.at < at {
		s.m.apply(s.list)
		if (s.m.at+1)%momentsEvery == 0 && (s.m.at+1)/momentsEvery == len(s.kept)+1 {
			s.kept = append(s.kept, s.m.copy())
		}
	}
	s.t.at = at
}

func (s *stepper) why(at int) {
	for _, i := range s.causes.of(at) {
		e := s.list[i]
		text := s.t.tell(e)
		if e.Do == "push" {
			text = "in the script"
		}
		if len(e.At) > 0 {
			text += fmt.Sprintf(", line %d", e.At[0])
		}
		fmt.Fprintf(s.out, "%6d  because: %s\n", i, text)
	}
}

// show writes the moment after record at.
func (s *stepper) show(at int) {
	s.goTo(at)
	if s.clear {
		s.out.WriteString("\x1b[H\x1b[2J\x1b[3J")
	}
	e := s.list[at]
	s.source(e)
	s.row("stack", s.stack())
	s.row("suspended", s.suspended())
	if globals := s.variables(s.m.globals); globals != "" {
		s.row("globals", []string{clip(globals, rowWidth)})
	}
	s.row("jobs", s.names(s.m.jobs, func(e *record) string { return s.t.reason(e) }))
	s.row("callbacks", s.names(s.m.tasks, func(e *record) string { return s.t.function(e.F) }))
	s.row("timers", s.names(s.m.timers, func(e *record) string {
		if e.Every != nil {
			return s.t.function(e.F) + " every " + milliseconds(*e.Every)
		}
		return s.t.function(e.F) + " at " + milliseconds(e.Due)
	}))
	s.printed(at)
	what := s.t.tell(e)
	if e.Do == "step" {
		what = fmt.Sprintf("line %d", e.At[0])
	}
	runs := "the script"
	switch {
	case s.m.running >= 0:
		runs = s.t.tell(s.list[s.m.running])
	case len(s.m.frames) == 0:
		runs = "nothing runs"
	}
	fmt.Fprintf(s.out, "%s%d of %d%s  %s%s%s  (%s)\n", s.c.title, at, len(s.list)-1, s.c.off, s.c.event, what, s.c.off, runs)
}

// How much a screen has.
const (
	sourceAround = 4
	rowWidth     = 100
	shownFrames  = 6
	shownNames   = 6
	shownLines   = 4
)

// source writes the lines around the current one.
func (s *stepper) source(e *record) {
	f, line := -1, 0
	if top := s.m.top(); top != nil {
		f, line = top.f, top.line
	} else if e.F != nil {
		f = *e.F
	}
	if f < 0 {
		return
	}
	x := &s.t.functions[f]
	if line == 0 {
		line = x.At[0]
	}
	lines := s.t.lines[x.Source]
	fmt.Fprintf(s.out, "%s%s%s\n", s.c.quiet, s.t.sources[x.Source], s.c.off)
	for n := max(1, line-sourceAround); n <= min(len(lines), line+sourceAround); n++ {
		text := clip(strings.TrimRight(strings.ReplaceAll(lines[n-1], "\t", "    "), "\r"), rowWidth)
		if n == line {
			fmt.Fprintf(s.out, "%s▶%5d  %s%s\n", s.c.printed, n, text, s.c.off)
		} else {
			fmt.Fprintf(s.out, " %s%5d%s  %s\n", s.c.quiet, n, s.c.off, text)
		}
	}
}

func (s *stepper) row(title string, texts []string) {
	for i, text := range texts {
		if i > 0 {
			title = ""
		}
		fmt.Fprintf(s.out, "%s%-11s%s%s\n", s.c.quiet, title, s.c.off, text)
	}
}

// variables are variables with their values, but functions and those that have none yet.
func (s *stepper) variables(v variables) string {
	var parts []string
	for _, n := range v.names {
		if text := s.t.short(v.values[n], 0); text != "(not yet)" && !strings.HasPrefix(text, "ƒ ") {
			parts = append(parts, n+" = "+text)
		}
	}
	return strings.Join(parts, ", ")
}

func (s *stepper) stack() (rows []string) {
	for i, f := range slices.Backward(s.m.frames) {
		if len(rows) == shownFrames {
			return append(rows, fmt.Sprintf("… and %d frames below", i+1))
		}
		text := s.t.function(&f.f)
		if f.line > 0 {
			text += fmt.Sprintf(":%d", f.line)
		}
		if f.tier != "interp" {
			text += " in " + f.tier
		}
		rows = append(rows, clip(strings.TrimRight(text+"  "+s.variables(f.vars), " "), rowWidth))
	}
	return rows
}

func (s *stepper) suspended() (rows []string) {
	for _, result := range slices.Sorted(maps.Keys(s.m.waiting)) {
		if len(rows) == shownFrames {
			return append(rows, fmt.Sprintf("… and %d more", len(s.m.waiting)-shownFrames))
		}
		f := s.m.waiting[result]
		rows = append(rows, fmt.Sprintf("%s:%d waits for promise %d", s.t.function(&f.f), f.line, f.awaits))
	}
	return rows
}

// names are what waits in a queue.
func (s *stepper) names(queue []int, name func(*record) string) []string {
	if len(queue) == 0 {
		return nil
	}
	var parts []string
	for _, i := range queue[:min(len(queue), shownNames)] {
		parts = append(parts, fmt.Sprintf("%d: %s", s.list[i].ID, name(s.list[i])))
	}
	if more := len(queue) - shownNames; more > 0 {
		parts = append(parts, fmt.Sprintf("… and %d more", more))
	}
	return []string{clip(strings.Join(parts, "  |  "), rowWidth)}
}

// printed writes the last lines that were printed.
func (s *stepper) printed(at int) {
	var rows []string
	for i := at; i >= 0 && len(rows) < shownLines; i-- {
		if e := s.list[i]; e.Do == "print" || e.Do == "end" && e.Error {
			first, _, _ := strings.Cut(e.Text, "\n")
			rows = append(rows, cmp.Or(clip(first, rowWidth), " "))
		}
	}
	slices.Reverse(rows)
	s.row("console", rows)
}

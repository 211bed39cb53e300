package loop

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Colours of a terminal, all empty where there are none.
type colours struct{ title, event, quiet, wrong, printed, off string }

func coloursOf(wanted bool) colours {
	if !wanted {
		return colours{}
	}
	return colours{title: "\x1b[1;35m", event: "\x1b[36m", quiet: "\x1b[2m", wrong: "\x1b[31m", printed: "\x1b[32m", off: "\x1b[0m"}
}

// textWriter writes a recording line by line.
type textWriter struct {
	out *bufio.Writer
	c   colours
	t   *teller
	fs  []int // functions of the frames
}

// WriteText writes what happened line by line: turns of the event loop as headings, frames by
// indentation, statements with the variables that have changed before them.
func (r *Recording) WriteText(w io.Writer, colour bool) error {
	x := &textWriter{out: bufio.NewWriter(w), c: coloursOf(colour), t: newTeller()}
	err := r.each(func(e *record) {
		if !x.t.see(e) {
			x.write(e)
		}
	})
	if err != nil {
		return err
	}
	return x.out.Flush()
}

func (x *textWriter) write(e *record) {
	switch e.Do {
	case "step":
		x.step(e)
	case "begin job", "begin task":
		x.fs = x.fs[:0]
		x.heading(x.t.tell(e))
	case "end job", "end task", "fire timer":
	case "push":
		if len(x.fs) == 0 && x.t.functions[*e.F].Name == "(script)" {
			x.heading("script " + x.t.sources[x.t.functions[*e.F].Source])
		} else {
			x.line(x.c.event, x.t.tell(e))
		}
		x.fs = append(x.fs, *e.F)
	case "pop":
		if e.How != "return" {
			colour := x.c.event
			if e.How == "throw" {
				colour = x.c.wrong
			}
			x.line(colour, x.t.tell(e))
		}
		if len(x.fs) > 0 {
			x.fs = x.fs[:len(x.fs)-1]
		}
	case "print":
		for text := range strings.Lines(e.Text) {
			x.line(x.c.printed, "» "+strings.TrimRight(text, "\n"))
		}
	case "end":
		x.fs = x.fs[:0]
		if e.Error {
			fmt.Fprintf(x.out, "\n%s%s%s\n", x.c.wrong, e.Text, x.c.off)
		}
	case "wait", "collect", "more":
		x.line(x.c.quiet, x.t.tell(e))
	case "settle":
		colour := x.c.event
		if e.How != "fulfilled" {
			colour = x.c.wrong
		}
		x.line(colour, x.t.tell(e))
	default:
		x.line(x.c.event, x.t.tell(e))
	}
}

func (x *textWriter) heading(text string) {
	fmt.Fprintf(x.out, "\n%s%s%s\n", x.c.title, text, x.c.off)
}

// maxIndent is how many frames show by indentation.
const maxIndent = 16

func (x *textWriter) line(colour, text string) {
	fmt.Fprintf(x.out, "      %s%s%s%s\n", strings.Repeat("  ", min(len(x.fs), maxIndent)), colour, text, x.c.off)
}

// step writes a statement: its line, its text, and what has changed before it.
func (x *textWriter) step(e *record) {
	text := ""
	if len(x.fs) > 0 {
		lines := x.t.lines[x.t.functions[x.fs[len(x.fs)-1]].Source]
		if n := e.At[0]; n <= len(lines) {
			text = from(lines[n-1], e.At[1])
			if len(e.At) > 2 {
				text = strings.TrimSpace(strings.TrimSuffix(text, from(lines[n-1], e.At[2])))
			}
		}
	}
	indent := strings.Repeat("  ", min(len(x.fs), maxIndent))
	row := fmt.Sprintf("%5d %s%-48s", e.At[0], indent, clip(text, 64))
	if changes := x.t.changes(e); changes != "" {
		row += "  " + x.c.quiet + clip(changes, 100) + x.c.off
	}
	x.out.WriteString(strings.TrimRight(row, " ") + "\n")
}

// from is the text of a line from a column on, which counts UTF-16 code units from 1.
func from(line string, column int) string {
	for i, c := range line {
		if column <= 1 {
			return strings.TrimSpace(line[i:])
		}
		column--
		if c > 0xFFFF {
			column--
		}
	}
	return ""
}

// clip shortens a text to n characters.
func clip(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n-1]) + "…"
}

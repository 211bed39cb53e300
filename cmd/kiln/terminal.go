package main

import (
	"io"
	"os"

	"golang.org/x/term"
)

// isTerminal reports whether a person reads what is written to out.
func isTerminal(out io.Writer) bool {
	f, ok := out.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colored reports whether what is written to out may have colours: it is a terminal, and
// neither NO_COLOR (https://no-color.org) nor TERM=dumb says otherwise.
func colored(out io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(out)
}

// scriptOutput returns where the console of a script writes to: in colour, if f may have it.
func scriptOutput(f *os.File) io.Writer {
	if colored(f) {
		return colorFile{f}
	}
	return f
}

// colorFile is a terminal on which values are shown in colour (web.ColorWriter).
type colorFile struct{ *os.File }

func (colorFile) Colors() bool { return true }

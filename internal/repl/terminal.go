package repl

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/reeflective/readline"
	"github.com/reeflective/readline/inputrc"
	"golang.org/x/term"

	"github.com/kilnjs/kiln/internal/columns"
)

// Commands of the line editor that are the session's.
const (
	endCommand    = "kiln-end"    // Ctrl-D
	outputCommand = "kiln-output" // what a script has printed meanwhile
)

// outputKeys are what no keyboard sends; they stand for outputCommand.
const outputKeys = "\x1b[6174;1~"

// Terminal is an Input with an editor of lines, and where what scripts print meanwhile goes.
type Terminal struct {
	shell   *readline.Shell
	session *Session
	out     io.Writer
	colors  bool

	// Of the reading goroutine.
	block bool // several lines, up to Ctrl-D

	mu      sync.Mutex
	reading bool
	pending bytes.Buffer // printed while the editor has the screen
}

// NewTerminal makes an editor on standard input and output. history is the file of earlier
// lines, "" for none.
func NewTerminal(history string, colors bool) *Terminal {
	t := &Terminal{out: os.Stdout, colors: colors}
	t.shell = readline.NewShell(inputrc.WithApp("kiln"))
	sh := t.shell
	for name, value := range map[string]any{
		// Keys that come together with the answer of the terminal would be lost.
		"cursor-position-probe":        false,
		"history-autosuggest":          false,
		"usage-hint-always":            false,
		"multiline-column":             false,
		"echo-control-characters":      false,
		"completion-list-separator":    "",
		"autocomplete":                 false,
		"enable-bracketed-paste":       true,
		"blink-matching-paren":         false,
		"menu-complete-display-prefix": true,
	} {
		_ = sh.Config.Set(name, value) // never fails
	}
	if history != "" {
		sh.History.Delete()
		sh.History.AddFromFile("kiln", history)
	}
	sh.Keymap.Register(map[string]func(){endCommand: t.end, outputCommand: t.print})
	for _, keymap := range []string{"emacs", "emacs-standard", "vi-insert", "vi-command"} {
		_ = sh.Config.Bind(keymap, inputrc.Unescape(`\C-D`), endCommand, false)
		_ = sh.Config.Bind(keymap, outputKeys, outputCommand, false)
	}
	sh.Prompt.Primary(func() string { return firstPrompt })
	sh.Prompt.Secondary(func() string { return nextPrompt })
	sh.AcceptMultiline = func(line []rune) bool { return !t.block && !Incomplete(string(line)) }
	sh.Completer = t.complete
	if colors {
		sh.SyntaxHighlighter = func(line []rune) string { return Highlight(string(line)) }
	}
	sh.Hint.SetProvider(t.hint)
	return t
}

// Attach says whose names are completed and whose values are previewed.
func (t *Terminal) Attach(s *Session) { t.session = s }

// Read implements Input.
func (t *Terminal) Read() (string, error) { return t.readLine(false) }

// Block implements Input.
func (t *Terminal) Block() (string, error) { return t.readLine(true) }

func (t *Terminal) readLine(block bool) (string, error) {
	t.block = block
	t.mu.Lock()
	t.reading = true
	t.mu.Unlock()
	text, err := t.shell.Readline()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.reading = false
	_, _ = t.out.Write(t.pending.Bytes())
	t.pending.Reset()
	if errors.Is(err, readline.ErrInterrupt) {
		return "", ErrInterrupt
	}
	return text, err
}

// Write prints at once, or above the line that is being edited.
func (t *Terminal) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.reading {
		return t.out.Write(b)
	}
	t.pending.Write(b)
	t.shell.Keys.RequestRefresh()
	return len(b), nil
}

// Colors reports whether what scripts print may have colours.
func (t *Terminal) Colors() bool { return t.colors }

// hint is asked on the goroutine of the editor, whenever it draws the line: it shows the
// preview, and has what was printed meanwhile shown before the next key.
func (t *Terminal) hint(line []rune, _ int) []rune {
	t.mu.Lock()
	if t.pending.Len() > 0 {
		t.shell.Keys.Feed(true, []rune(outputKeys)...)
	}
	t.mu.Unlock()
	t.makeRoom(line)
	if t.session == nil || t.block || len(line) == 0 {
		return nil
	}
	preview := t.session.Preview(string(line))
	if preview == "" {
		return nil
	}
	if t.colors {
		preview = "\x1b[90m" + preview + "\x1b[0m"
	}
	return []rune(preview)
}

// spareRows are below the line at least: the editor clears what is below the line, which on
// the last row of the screen is the line itself.
const spareRows = 2

// makeRoom scrolls the screen, if there are too few rows below the cursor for the line.
func (t *Terminal) makeRoom(line []rune) {
	width := 80
	if t.session != nil {
		width = t.session.options.Width()
	}
	rows := spareRows
	for _, part := range strings.Split(string(line), "\n") {
		rows += 1 + (columns.Width(part)+2)/width
	}
	// Down by lines, which scrolls and keeps the column, and back.
	_, _ = fmt.Fprintf(t.out, "%s\x1b[%dA", strings.Repeat("\x1bD", rows), rows)
}

// print shows what was printed while the line was edited, above it.
func (t *Terminal) print() {
	t.mu.Lock()
	text := bytes.TrimSuffix(bytes.Clone(t.pending.Bytes()), []byte("\n"))
	t.pending.Reset()
	t.mu.Unlock()
	if len(text) > 0 {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
		_, _ = t.shell.PrintTransientf("%s\r", text)
	}
}

// end is Ctrl-D: the end of several lines, or of the session when there is nothing in the
// line; else it deletes a character.
func (t *Terminal) end() {
	sh := t.shell
	switch {
	case t.block:
		sh.Display.AcceptLine()
		sh.History.Accept(false, false, nil)
	case sh.Line().Len() == 0:
		sh.Display.AcceptLine()
		sh.History.Accept(false, false, io.EOF)
	case sh.Cursor().Pos() < sh.Line().Len():
		sh.History.Save()
		sh.Line().CutRune(sh.Cursor().Pos())
	}
}

// complete answers the completion key.
func (t *Terminal) complete(line []rune, cursor int) readline.Completions {
	text := string(line[:min(cursor, len(line))])
	names, part := t.session.Complete(text)
	// The editor takes what follows the last space for the word to replace.
	word := text
	for i, r := range text {
		if r == ' ' || r == '\n' || r == '\t' {
			word = text[i+1:]
		}
	}
	head := word[:max(0, len(word)-len(part))]
	more := max(0, len(names)-fitting(names))
	names = names[:len(names)-more]
	list := make([]readline.Completion, len(names))
	for i, name := range names {
		list[i] = readline.Completion{Value: head + name, Display: name}
	}
	out := readline.CompleteRaw(list).NoSpace('*').NoSort()
	if more > 0 {
		out = out.Usage("%d more", more)
	}
	return out
}

// fitting returns how many names have room on the screen, with the line.
func fitting(names []string) int {
	const gap, otherRows = 2, 5
	width, height, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		return len(names)
	}
	longest := 0
	for _, name := range names {
		longest = max(longest, columns.Width(name))
	}
	return min(len(names), max(1, width/(longest+gap))*max(1, height-otherRows))
}

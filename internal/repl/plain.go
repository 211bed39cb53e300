package repl

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// plain is an Input without an editor: lines, of which as many make an input as it needs.
type plain struct {
	lines   *bufio.Reader
	prompts io.Writer // nil: there are none
}

// NewPlain returns an Input that reads the lines of r. Before each it writes a prompt to
// prompts, if that is not nil.
func NewPlain(r io.Reader, prompts io.Writer) Input { return &plain{bufio.NewReader(r), prompts} }

func (p *plain) prompt(text string) {
	if p.prompts != nil {
		_, _ = io.WriteString(p.prompts, text) // nobody is there to be told
	}
}

// Read returns the next lines that are complete together.
func (p *plain) Read() (string, error) {
	var b strings.Builder
	for p.prompt(firstPrompt); ; p.prompt(nextPrompt) {
		line, err := p.lines.ReadString('\n')
		b.WriteString(line)
		text := b.String()
		switch {
		case errors.Is(err, io.EOF) && strings.TrimSpace(text) != "":
			return text, nil
		case err != nil:
			return "", err
		case !Incomplete(text):
			return text, nil
		}
	}
}

// Block returns what is left.
func (p *plain) Block() (string, error) {
	text, err := io.ReadAll(p.lines)
	return string(text), err
}

package repl

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// plain is an Input that is no terminal: lines, of which as many make an input as it needs.
type plain struct{ lines *bufio.Reader }

// NewPlain returns an Input that reads the lines of r.
func NewPlain(r io.Reader) Input { return &plain{bufio.NewReader(r)} }

// Read returns the next lines that are complete together.
func (p *plain) Read() (string, error) {
	var b strings.Builder
	for {
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

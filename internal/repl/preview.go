package repl

import (
	"strings"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/columns"
	"github.com/kilnjs/kiln/internal/inspect"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Preview returns the value of an input in one line, "" when it cannot be told without
// effects or says nothing new. It may be called from any goroutine while Run waits.
func (s *Session) Preview(text string) (preview string) {
	e := expression(text)
	if e == nil {
		return ""
	}
	s.ask(func(rt *kiln.Runtime) {
		v, err := s.pure.eval(e)
		if err != nil || v.IsUndefined() {
			return
		}
		shown, err := inspect.With(rt.Object(), v, inspect.Options{Depth: 1, Width: 1 << 10})
		if err != nil {
			return
		}
		preview = oneLine(shown, s.options.Width()-4)
	})
	if preview == strings.TrimSpace(text) {
		return ""
	}
	return preview
}

// expression returns the expression that an input is, nil when it is something else.
func expression(text string) syntax.Expr {
	if _, _, ok := commandOf(text); ok || strings.TrimSpace(text) == "" {
		return nil
	}
	p, err := compile("", text)
	if err != nil || len(p.Syntax().Body.Body) != 1 {
		return nil
	}
	stmt, ok := p.Syntax().Body.Body[0].(*syntax.ExprStmt)
	if !ok {
		return nil
	}
	return stmt.X
}

// oneLine puts text into one line of the given width.
func oneLine(text string, width int) string {
	text = strings.Join(strings.Fields(text), " ")
	if columns.Width(text) <= width {
		return text
	}
	n := 0
	for i, r := range text {
		if n += columns.Width(string(r)); n > width-1 {
			return text[:i] + "…"
		}
	}
	return text
}

package reduce

import (
	"regexp"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/progen/parts"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Program returns a program that is not longer than source and for which
// interesting holds as it does for source. It asks at most tries times.
func Program(source string, tries int, interesting func(string) bool) string {
	r := &reducer{source: source, tries: tries, interesting: interesting, seen: map[string]bool{}}
	for r.round() && r.tries > 0 {
	}
	if tidy := emptyLine.ReplaceAllString(r.source, ""); parts.Valid(tidy) && interesting(tidy) {
		return tidy
	}
	return r.source
}

// emptyLine is a line without code.
var emptyLine = regexp.MustCompile(`(?m)^[ \t]*(//.*)?\n`)

type reducer struct {
	source      string
	tries       int
	interesting func(string) bool
	seen        map[string]bool // texts that were tried in vain
}

// edit replaces a range by a range of the text inside it, or by text when keep is empty.
type edit struct {
	parts.Range
	keep parts.Range
	text string
}

func (e *edit) result(source string) string {
	if e.keep.Len() > 0 {
		return e.keep.In(source)
	}
	return e.text
}

// saves is the number of bytes that an edit takes away.
func (e *edit) saves() int {
	if e.keep.Len() > 0 {
		return e.Len() - e.keep.Len()
	}
	return e.Len() - len(e.text)
}

// round tries every edit of the text as it is now and reports whether one stayed.
func (r *reducer) round() bool {
	p, err := parts.Parse(r.source)
	if err != nil {
		return false
	}
	edits := collect(p)
	slices.SortStableFunc(edits, func(a, b edit) int { return b.saves() - a.saves() })
	changed := false
	for i := range edits {
		if r.tries <= 0 {
			break
		}
		e := edits[i]
		if e.Len() < 0 || !r.try(&e) {
			continue
		}
		changed = true
		shift(edits[i+1:], &e)
	}
	return changed
}

func (r *reducer) try(e *edit) bool {
	if e.From < 0 || e.To > len(r.source) || e.keep.Len() > 0 && (e.keep.From < e.From || e.keep.To > e.To) {
		return false
	}
	result := e.result(r.source)
	if result == e.In(r.source) {
		return false
	}
	next := r.source[:e.From] + result + r.source[e.To:]
	if r.seen[next] || !parts.Valid(next) {
		return false
	}
	r.tries--
	if !r.interesting(next) {
		r.seen[next] = true
		return false
	}
	r.source = next
	return true
}

// gone marks an edit whose place is no more.
var gone = parts.Range{From: 1, To: 0}

// shift moves edits to where their text is after done.
func shift(edits []edit, done *edit) {
	for i := range edits {
		e := &edits[i]
		if e.Len() < 0 {
			continue
		}
		a, ok := move(e.Range, done)
		if !ok {
			e.Range = gone
			continue
		}
		if e.keep.Len() > 0 {
			b, ok := move(e.keep, done)
			if !ok || b.Len() <= 0 {
				e.Range = gone
				continue
			}
			e.keep = b
		}
		e.Range = a
	}
}

// move returns where a range is after an edit; ok is false when it is gone.
func move(r parts.Range, done *edit) (parts.Range, bool) {
	less := done.saves()
	switch {
	case r.To <= done.From:
		return r, true
	case r.From >= done.To:
		return parts.Range{From: r.From - less, To: r.To - less}, true
	case r.From <= done.From && r.To >= done.To:
		return parts.Range{From: r.From, To: r.To - less}, true
	case done.keep.Len() > 0 && r.From >= done.keep.From && r.To <= done.keep.To:
		by := done.keep.From - done.From
		return parts.Range{From: r.From - by, To: r.To - by}, true
	}
	return gone, false
}

// collect lists the edits that could make a program smaller.
func collect(p *parts.Program) []edit {
	var edits []edit
	for _, list := range append(slices.Clone(p.Statements), p.Members...) {
		edits = append(edits, runs(list)...)
	}
	for _, list := range p.Elements {
		edits = append(edits, elements(list)...)
	}
	for _, s := range p.Each {
		for _, inner := range s.Inner {
			edits = append(edits, edit{Range: s.Range, keep: inner})
		}
		edits = append(edits, inside(p, s)...)
	}
	for _, e := range p.Expressions {
		for _, inner := range e.Inner {
			edits = append(edits, edit{Range: e.Range, keep: inner})
		}
		for _, plain := range []string{"0", "1", "x", "null", "[]", "({})"} {
			if len(plain) < e.Len() {
				edits = append(edits, edit{Range: e.Range, text: plain})
			}
		}
	}
	return edits
}

// inside offers the text between the braces of a block in its place, and a
// statement without the parts that it can do without.
func inside(p *parts.Program, s parts.Statement) []edit {
	var edits []edit
	text := s.In(p.Source)
	if _, block := s.Node.(*syntax.Block); block && len(text) > 2 && strings.HasSuffix(text, "}") {
		edits = append(edits, edit{Range: s.Range, keep: parts.Range{From: s.From + 1, To: s.To - 1}})
	}
	last := len(s.Inner) - 1
	switch n := s.Node.(type) {
	case *syntax.IfStmt:
		if n.Else != nil && last >= 1 {
			edits = append(edits, edit{Range: parts.Range{From: s.Inner[0].To, To: s.To}})
		}
	case *syntax.TryStmt:
		if n.Handler != nil && n.Finalizer != nil && last >= 2 {
			edits = append(edits, edit{Range: parts.Range{From: s.Inner[1].To, To: s.To}}, edit{Range: parts.Range{From: s.Inner[0].To, To: s.Inner[1].To}})
		}
		if n.Handler != nil && n.Handler.End()-n.Handler.Pos() > 2 {
			edits = append(edits, edit{Range: parts.Range{From: int(n.Handler.Pos()), To: int(n.Handler.End())}, text: "{}"})
		}
	}
	return edits
}

// runs offers to leave out runs of a list: all, halves, quarters, down to one.
func runs(list []parts.Range) []edit {
	var edits []edit
	for n := len(list); n > 0; n /= 2 {
		for i := 0; i < len(list); i += n {
			edits = append(edits, edit{Range: parts.Range{From: list[i].From, To: list[min(i+n, len(list))-1].To}})
		}
	}
	return edits
}

// elements offers to leave out each part of a list with its comma, and all of them.
func elements(list []parts.Range) []edit {
	last := len(list) - 1
	edits := []edit{{Range: parts.Range{From: list[0].From, To: list[last].To}}}
	for i, r := range list {
		switch {
		case i < last:
			edits = append(edits, edit{Range: parts.Range{From: r.From, To: list[i+1].From}})
		case i > 0:
			edits = append(edits, edit{Range: parts.Range{From: list[i-1].To, To: r.To}})
		}
	}
	return edits
}

package syntax

// CounterKind says what a Counter counts.
type CounterKind uint8

// The kinds of counters.
const (
	CountRuns  CounterKind = iota // how often the statement at At began
	CountTurns                    // how often the body of the loop at At began
	CountCalls                    // how often the function was called
)

// Counter counts how often something of a program begins.
type Counter struct {
	N    uint64
	Kind CounterKind
	At   Pos
	Func *FuncInfo // that it belongs to
}

// Begins returns where what is counted stands, for who counts by line: a statement, or the
// expression that is the body of a function. ok is false for other functions and for turns
// of loops, whose statements count for themselves.
func (c *Counter) Begins() (at Pos, ok bool) {
	switch {
	case c.Kind == CountRuns:
		return c.At, true
	case c.Kind == CountCalls && c.Func.Expr != nil:
		return c.Func.Expr.Pos(), true
	}
	return 0, false
}

// Counts has programs count as they run, in every tier: whoever parses with it. Such a
// program belongs to one runtime.
type Counts struct{ list []*Counter }

// All returns the counters in the order of the parse.
func (c *Counts) All() []*Counter { return c.list }

func (c *Counts) add(kind CounterKind, at Pos, f *FuncInfo) *Counter {
	n := &Counter{Kind: kind, At: at, Func: f}
	c.list = append(c.list, n)
	return n
}

// counter returns the statement that counts: an empty one, so that nothing else knows it.
func (p *parser) counter(kind CounterKind, at Pos) Stmt {
	return own(p, EmptyStmt{Span{at, at}, p.counts.add(kind, at, p.fn.info)})
}

// counted returns the counter of a statement of a list, nil for what does nothing there.
func (p *parser) counted(s Stmt) Stmt {
	switch n := s.(type) {
	case *Block, *FunctionDecl, *EmptyStmt, *ImportDecl, *ExportNamed:
		return nil
	case *ExportDecl:
		return p.counted(n.Decl)
	case *ExportDefault:
		if _, ok := n.Decl.(*FunctionDecl); ok {
			return nil
		}
	}
	return p.counter(CountRuns, s.Pos())
}

// countSingle makes a statement that is no list one that counts.
func (p *parser) countSingle(s Stmt) Stmt {
	counter := p.counted(s)
	if counter == nil {
		return s
	}
	return own(p, Block{Span: Span{s.Pos(), p.prevEnd}, Body: []Stmt{counter, s}})
}

// countTurns has the body of the loop at a place count.
func (p *parser) countTurns(body Stmt, loop Pos) Stmt {
	counter := p.counter(CountTurns, loop)
	if b, ok := body.(*Block); ok {
		b.Body = append([]Stmt{counter}, b.Body...)
		return b
	}
	return own(p, Block{Span: Span{body.Pos(), p.prevEnd}, Body: []Stmt{counter, body}})
}

// countCalls has the functions of a program count.
func (p *parser) countCalls(prog *Program) {
	for _, f := range prog.Funcs {
		if f.Kind < FuncScript && !f.DefaultCtor {
			f.Calls = p.counts.add(CountCalls, f.From, f)
		}
	}
}

package syntax

import (
	"slices"
	"sync"
)

// Goal is the goal symbol of a text.
type Goal uint8

// The goals.
const (
	GoalScript Goal = iota
	GoalModule
)

// CheckPattern, when not nil, checks the pattern and flags of a regular
// expression literal and returns the error of an invalid one, whose message
// becomes that of the SyntaxError. It is set once, before anything is parsed.
var CheckPattern func(pattern, flags string) error

const (
	// MaxNesting bounds the depth of brackets, blocks, functions, unary
	// operators, right-associative operators and everything else that nests.
	// The parser needs at most about 1.5 KB of Go stack for a level.
	MaxNesting = 5000
	// MaxHeight bounds the height of a tree including the chains that lean left
	// (a+b+c…, a.b.c…), for which the parser does not recurse but a walker does.
	MaxHeight = 100_000
)

const tooDeep = "Maximum nesting depth exceeded"

// Options are the options of Parse.
type Options struct {
	Goal   Goal
	Strict bool // the script is strict code from the start
	// Completion asks for a register for the completion value of a script.
	Completion bool
	// Interactive says that the script was typed at a prompt: await is an operator at
	// its top, see Program.Interactive.
	Interactive bool
	// Lazy puts off the trees of functions in a long text until they are called: see
	// FuncInfo.Complete. A program that counts has its trees at once.
	Lazy   bool
	Poll   Poll
	Counts *Counts // nil: nothing is counted
}

// Poll is called again and again during a parse with the number of tokens and
// names that were gone through since the last call, and with the bytes of Go's
// memory that the parse takes now, or is about to take. Its error ends the parse,
// which returns it as it is. A nil Poll is never called.
type Poll func(work int, memory int64) error

// pollWork is how many tokens and names lie between two calls of a Poll.
const pollWork = 1 << 10

// pollError carries the error of a Poll to the end of the parse.
type pollError struct{ err error }

// parser is the state of one parse.
type parser struct {
	source *Source
	poll   Poll
	counts *Counts
	left   int   // pollWork less what was done since poll was last called
	tables int64 // bytes of stacks and texts that the tree does not need
	told   int64 // memory at the last call of poll
	src    string
	pos    int // offset after the current token
	tok    token

	prevEnd Pos // end of the token before
	strict  bool
	module  bool
	noIn    bool // `in` is not an operator here
	atStart bool // nothing but space and comments so far

	atoms atomTable
	small bool   // little is parsed, so that the parser serves again
	text  []byte // buffer for strings with escapes

	// Of the last template token: its element, whether it ends the template, and
	// the offset of its first bad escape.
	element      TemplateElement
	templateTail bool
	badEscape    int

	fn    *fnState
	scope *Scope
	block *blockState
	root  *FuncInfo
	eval  *evalState // of a direct eval

	uses   useList
	tagged []*TaggedTemplate // of the function and those around it
	sites  []*EvalSite       // in the order of their uses
	// The classes whose heritage is being parsed, those around eval code included.
	heritage *Heritage
	annexB   []annexBFunc

	depth  int // nesting of the parse
	height int // height of what has been parsed at this level

	// Covers are constructs that are errors unless they turn out to be patterns;
	// covers counts the open ones, coverPos is the first.
	covers   int
	coverPos Pos

	// Offsets of the latest constructs of the function that arrow parameters must not contain.
	lastYieldAwait Pos // yield or await expression, +1
	lastAwaitName  Pos // `await` as an identifier, +1

	mod *moduleState

	a           arena
	exprs       []Expr // stacks for lists that are being built
	stmts       []Stmt
	props       []Property
	decls       []Declarator
	params      []Param
	pending     []string // labels of the statement that comes next
	asyncStart  Pos      // the word async before the parameter of an arrow
	catchSimple bool     // the catch parameter being declared is a plain name

	fns    *fnState    // free list
	blocks *blockState // free list

	// Of functions whose trees are made when they are called.
	lazy      bool
	eager     Pos         // where a function begins that is called at once, +1
	postponed int         // functions around that may be gone back to
	lazyMarks []*lazyMark // where they began
	outlines  []outline   // of functions inside the outermost of them
	outlined  int64       // bytes of outlines
	known     []outline   // of what comes, from an earlier parse
	parsed    uint8       // how often the text was parsed before
	probes    uint32      // how many were looked through for free names
	free      []Use       // that were found in the last one
}

// fnState is the part of the parser's state that belongs to a function.
type fnState struct {
	outer    *fnState
	info     *FuncInfo
	varScope *Scope
	labels   []label
	// Statements that break and continue without a label lead to.
	breaks    []Stmt
	continues []Stmt

	annexB    int // start in parser.annexB
	tagged    int // start in parser.tagged
	loops     uint16
	temps     uint32
	duplicate Pos  // first parameter whose name another one has, +1
	isStatic  bool // static block: await is reserved, arguments is an error
	inParams  bool
	canSuper  bool // super.x is allowed
	canCall   bool // super() is allowed
	canNewT   bool // new.target is allowed
	noArgs    bool // arguments is an error
	asyncish  bool // await is an operator
	top       bool // script, module or eval

	lastYieldAwait, lastAwaitName Pos // saved from the parser
}

type label struct {
	name string
	atom atom
	old  uint32 // atomEntry.label outside
	stmt Stmt   // *LabeledStmt
	loop Stmt   // the loop it labels, nil if it labels something else
}

// Parse parses a script or module. The error is an *Error.
func Parse(src *Source, opts Options) (*Program, error) {
	p := newParser(src, opts.Poll)
	p.counts = opts.Counts
	p.lazy = opts.Lazy && opts.Counts == nil && len(src.Text) >= lazyText
	p.module = opts.Goal == GoalModule
	p.strict = opts.Strict || p.module
	return p.run(func() *Program {
		p.skipHashbang()
		if p.module {
			return p.parseModule()
		}
		return p.parseScript(opts)
	})
}

// spareParsers are parsers of small texts that were parsed, with their empty stacks: much of what
// the parse of a short text takes.
var spareParsers sync.Pool

// newParser returns a parser for src.
func newParser(src *Source, poll Poll) *parser { return newParserFor(src, poll, len(src.Text)) }

// newParserFor is newParser for n bytes of src.
func newParserFor(src *Source, poll Poll, n int) *parser {
	p, _ := spareParsers.Get().(*parser)
	if p == nil {
		p = new(parser)
	}
	p.source, p.poll, p.left, p.src, p.atStart = src, poll, pollWork, src.Text, true
	p.small = n <= spareText
	p.atoms = newAtomTable(n)
	p.a.other = sizeOf[Program]() + sizeOf[Source]() + int64(len(src.Text))
	p.tables = sizeOf[parser]()
	return p
}

// run calls parse and turns the failure of the parser into an error.
func (p *parser) run(parse func() *Program) (prog *Program, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *Error:
			prog, err = nil, r
		case pollError:
			prog, err = nil, r.err
		default:
			panic(r)
		}
	}()
	if len(p.src) > MaxSourceLength {
		p.src = p.src[:0]
		return nil, &Error{Msg: "Source text is too long", File: p.source.Name, Line: 1, Col: 1}
	}
	prog = parse()
	p.atoms.release()
	if p.small {
		p.release()
	}
	return prog, nil
}

// release gives the parser to a later parse. It keeps nothing of the text or the tree alive.
func (p *parser) release() {
	for b := p.blocks; b != nil; b = b.outer {
		*b = blockState{outer: b.outer}
	}
	for f := p.fns; f != nil; f = f.outer {
		f.labels, f.breaks, f.continues = nil, nil, nil
	}
	spare := parser{
		exprs: p.exprs[:0], stmts: p.stmts[:0], props: p.props[:0], decls: p.decls[:0], params: p.params[:0], text: p.text[:0],
		fns: p.fns, blocks: p.blocks,
	}
	if len(p.uses.chunks) == 1 && cap(p.uses.chunks[0]) == useFirst {
		clear(p.uses.chunks[0])
		p.uses.chunks[0] = p.uses.chunks[0][:0]
		spare.uses.chunks = p.uses.chunks
	}
	*p = spare
	spareParsers.Put(p)
}

// worked counts n tokens or names that were gone through.
func (p *parser) worked(n int) {
	if p.left -= n; p.left < 0 {
		n = pollWork - p.left
		p.left = pollWork
		p.callPoll(n)
	}
}

func (p *parser) callPoll(n int) {
	p.told = p.memory()
	if p.poll == nil {
		return
	}
	if err := p.poll(n, p.told); err != nil {
		panic(pollError{err})
	}
}

// memory returns the bytes that the parse takes.
func (p *parser) memory() int64 {
	return p.a.bytes() + p.tables + p.uses.bytes() + p.atoms.bytes() + int64(cap(p.text))
}

// pollBytes is how many bytes are taken in one piece before poll hears of them.
const pollBytes = 64 << 10

// takes counts n bytes that the tree is about to take, and has poll look at them
// if they are many. It tells no work: what a text costs must not depend on the room that
// a spare parser has.
func (p *parser) takes(n int64) {
	if p.a.other += n; p.memory() > p.told+pollBytes {
		p.callPoll(0)
	}
}

// skipHashbang skips a Hashbang Comment (sec-hashbang).
func (p *parser) skipHashbang() {
	if len(p.src) >= 2 && p.src[:2] == "#!" {
		p.pos = p.skipLine(2)
	}
}

// start reads the first token.
func (p *parser) start() {
	p.scan()
	p.atStart = false
}

// parseScript parses Script (sec-scripts).
func (p *parser) parseScript(opts Options) *Program {
	info := p.openRoot(FuncScript, ScopeScript)
	if opts.Completion {
		p.completion()
	}
	p.fn.asyncish = opts.Interactive
	p.start()
	info.HasUseStrict = p.parseDirectives()
	info.Strict, p.scope.Strict = p.strict, p.strict
	info.Body = p.parseStatements(tEOF)
	info.IsAsync = opts.Interactive && info.ContainsAwait
	prog := p.finish(info)
	prog.Interactive = opts.Interactive
	return prog
}

// openRoot opens the function and scope of the whole text.
func (p *parser) openRoot(kind FuncKind, scope ScopeKind) *FuncInfo {
	info := p.a.infos.alloc()
	p.root = info
	info.Kind, info.Strict = kind, p.strict
	info.SimpleParams = true
	info.CompletionReg, info.VarsSlot, info.ParamVarsSlot = -1, -1, -1
	info.Span = Span{0, Pos(len(p.src))}
	p.enterFn(info)
	p.fn.top = true
	s := p.openScope(scope, p.mark())
	info.Scope, p.fn.varScope = s, s
	p.pushBlock(s)
	return info
}

// completion reserves the register of the completion value.
func (p *parser) completion() {
	p.fn.info.CompletionReg = int32(p.temp(1))
}

// finish closes the root and resolves all names.
func (p *parser) finish(info *FuncInfo) *Program {
	p.hoistFunctions()
	p.closeFunctionScopes(info)
	p.leaveFn()
	prog := &Program{Source: p.source, Body: info}
	if p.mod != nil {
		prog.Module = &p.mod.info
	}
	p.resolve(prog)
	if p.counts != nil {
		p.countCalls(prog)
	}
	prog.Size = p.a.bytes()
	return prog
}

// enterFn makes info the current function.
func (p *parser) enterFn(info *FuncInfo) *fnState {
	f := p.fns
	if f == nil {
		f = new(fnState)
	} else {
		p.fns = f.outer
	}
	f.info, f.annexB = info, len(p.annexB)
	p.resumeFn(f)
	return f
}

// resumeFn makes the function of f, which is not active, the current one.
func (p *parser) resumeFn(f *fnState) {
	f.outer, f.tagged = p.fn, len(p.tagged)
	f.lastYieldAwait, f.lastAwaitName = p.lastYieldAwait, p.lastAwaitName
	p.lastYieldAwait, p.lastAwaitName = 0, 0
	p.fn = f
}

// suspendFn goes back to the function outside; resumeFn may follow.
func (p *parser) suspendFn() {
	f := p.fn
	p.fn = f.outer
	p.tagged = p.tagged[:f.tagged]
	p.lastYieldAwait, p.lastAwaitName = f.lastYieldAwait, f.lastAwaitName
}

// leaveFn ends the current function.
func (p *parser) leaveFn() {
	f := p.fn
	p.suspendFn()
	p.freeFn(f)
}

func (p *parser) freeFn(f *fnState) {
	*f = fnState{outer: p.fns, labels: f.labels[:0], breaks: f.breaks[:0], continues: f.continues[:0]}
	p.fns = f
}

// temp reserves n statement temporaries of the current function until p.fn.temps is restored.
func (p *parser) temp(n uint32) uint32 {
	f := p.fn
	t := f.temps
	f.temps += n
	f.info.temps = max(f.info.temps, f.temps)
	return t
}

// tempAt is temp for a field that counts from TempBase in the end.
func (p *parser) tempAt(field *uint32, n uint32) {
	*field = p.temp(n)
	p.fn.info.fixTemps = add(p, p.fn.info.fixTemps, field)
}

// enter counts a level of nesting and returns the height to hand to leave.
func (p *parser) enter() int {
	if p.depth++; p.depth > MaxNesting {
		p.fail(p.tok.start, tooDeep)
	}
	h := p.height
	p.height = 0
	return h
}

// leave ends a level of nesting.
func (p *parser) leave(h int) {
	p.depth--
	p.height = max(h, p.height+1)
}

// link counts a link of a chain that leans left.
func (p *parser) link() {
	if p.height++; p.height+p.depth > MaxHeight {
		p.fail(p.tok.start, tooDeep)
	}
}

// expect moves past a token of the given kind and fails if there is another.
func (p *parser) expect(kind tokenKind) {
	if p.tok.kind != kind {
		p.wanted(kind.text())
	}
	p.next()
}

// expectComma moves past the comma of a list that close would end.
func (p *parser) expectComma(close tokenKind) {
	if p.tok.kind != tComma {
		p.wanted("',' or " + close.text())
	}
	p.next()
}

// eat moves past a token of the given kind, if it is there.
func (p *parser) eat(kind tokenKind) bool {
	if p.tok.kind != kind {
		return false
	}
	p.next()
	return true
}

// isWord reports whether the token is the contextual keyword a, written plainly.
func (p *parser) isWord(a atom) bool {
	return p.tok.kind == tIdent && p.tok.atom == a && !p.tok.escaped
}

// eatWord moves past the contextual keyword a, if it is there.
func (p *parser) eatWord(a atom) bool {
	if !p.isWord(a) {
		return false
	}
	p.next()
	return true
}

// expectWord moves past the contextual keyword a.
func (p *parser) expectWord(a atom) {
	if !p.eatWord(a) {
		p.wanted("'" + atomText[a] + "'")
	}
}

// semicolon ends a statement by `;` or by insertion (sec-automatic-semicolon-insertion).
func (p *parser) semicolon() {
	switch {
	case p.tok.kind == tSemi:
		p.next()
	case p.tok.kind == tRBrace || p.tok.kind == tEOF || p.tok.newline:
	default:
		p.wanted("an operator, ';' or a new line")
	}
}

// saved is a place in the text to return to.
type saved struct {
	tok     token
	pos     int
	prevEnd Pos
}

func (p *parser) save() saved     { return saved{p.tok, p.pos, p.prevEnd} }
func (p *parser) restore(s saved) { p.tok, p.pos, p.prevEnd = s.tok, s.pos, s.prevEnd }

// peek returns the token after the current one. Nothing that allocates or
// fails may follow from it, so it is used only before identifiers and the like.
func (p *parser) peek() token {
	s := p.save()
	p.next()
	t := p.tok
	p.restore(s)
	return t
}

// checkCovers fails if something since covers had the value base stands that
// is good only in a pattern.
func (p *parser) checkCovers(base int) {
	if p.covers > base {
		p.fail(p.coverPos, "Invalid shorthand property initializer")
	}
}

// cover counts a construct at pos that must become part of a pattern.
func (p *parser) cover(pos Pos) {
	if p.covers == 0 || pos < p.coverPos {
		p.coverPos = pos
	}
	p.covers++
}

// isReservedHere reports whether the name a, which is not a reserved word
// everywhere, is reserved in this context (sec-identifiers-static-semantics-early-errors).
func (p *parser) isReservedHere(a atom) bool {
	switch {
	case a == atomYield:
		return p.strict || p.fn.info.IsGenerator
	case a == atomAwait:
		return p.module || p.fn.asyncish || p.fn.isStatic
	case a >= firstStrictReserved && a <= lastStrictReserved:
		return p.strict
	}
	return false
}

// checkIdent fails unless the token is an identifier that may be a reference here.
func (p *parser) checkIdent() {
	t := &p.tok
	if t.kind != tIdent {
		p.wanted("a name")
	}
	if t.atom > lastContextual {
		return
	}
	if t.atom <= lastReserved || p.isReservedHere(t.atom) {
		p.wanted("a name")
	}
	switch {
	case t.atom == atomAwait:
		p.lastAwaitName = t.start + 1
	case t.atom == atomArguments && p.fn.noArgs:
		p.fail(t.start, "'arguments' is not allowed in class field initializer or static initialization block")
	}
}

// checkBindingName fails if the name cannot be bound in strict code, when this is strict code.
func (p *parser) checkBindingName(a atom, pos Pos) {
	if a > lastContextual || !p.strict {
		return
	}
	if a == atomEval || a == atomArguments {
		p.fail(pos, "Unexpected eval or arguments in strict mode")
	}
	if a >= firstStrictReserved && a <= lastStrictReserved {
		p.fail(pos, "Unexpected strict mode reserved word")
	}
}

// use records u, a use of name a at this place.
func (p *parser) use(u *Use, a atom) {
	u.Index = uint32(a)
	p.uses.push(u)
}

// ident makes an Ident of the current token, records its use and moves on.
func (p *parser) ident() *Ident {
	n := p.a.idents.alloc()
	n.From, n.To = p.tok.start, Pos(p.pos)
	n.Name = p.tok.str
	n.Index = uint32(p.tok.atom)
	p.uses.push(&n.Use)
	p.next()
	return n
}

// nameOf returns the atom of an identifier that is not yet resolved.
func (p *parser) nameOf(n *Ident) atom { return atom(n.Index) }

// exprList returns the expressions on the stack from base and pops them.
func (p *parser) exprList(base int) []Expr {
	list := ownList(p, &p.a.exprLists, p.exprs[base:])
	clear(p.exprs[base:])
	p.exprs = p.exprs[:base]
	return list
}

// stmtList returns the statements on the stack from base and pops them.
func (p *parser) stmtList(base int) []Stmt {
	list := ownList(p, &p.a.stmtLists, p.stmts[base:])
	clear(p.stmts[base:])
	p.stmts = p.stmts[:base]
	return list
}

// parseDirectives reads nothing but looks ahead at a Directive Prologue
// (sec-directive-prologues-and-the-use-strict-directive) and makes the code
// strict if it says so. It reports whether it does.
func (p *parser) parseDirectives() bool {
	if p.tok.kind != tString {
		return false
	}
	s := p.save()
	strict, octal := false, Pos(0)
	var bad token
	for p.tok.kind == tString {
		t := p.tok
		if t.octal && octal == 0 {
			octal, bad = t.start+1, t
		}
		p.next()
		if p.tok.kind != tSemi && p.tok.kind != tRBrace && p.tok.kind != tEOF && !(p.tok.newline && p.endsDirective()) {
			break
		}
		if t.str == "use strict" && int(p.prevEnd-t.start) == len("use strict")+2 {
			strict = true
		}
		p.eat(tSemi)
	}
	p.restore(s)
	if !strict {
		return false
	}
	if octal > 0 {
		p.tok = bad
		p.failOctal(octal - 1)
	}
	p.strict = true
	return true
}

// endsDirective reports whether the token, which is on a new line, cannot
// continue an expression that begins with a string.
func (p *parser) endsDirective() bool {
	switch k := p.tok.kind; k {
	case tLParen, tLBrack, tDot, tOptChain, tTemplate, tQuestion, tComma, tArrow:
		return false
	case tIn, tInstanceof:
		return false
	default:
		return binaryOps[k].prec == precNone && assignOps[k] == OpNone && k != tAssign
	}
}

// annexBFunc is a function declaration in a block of sloppy code that may be a
// var of its function too.
type annexBFunc struct {
	decl  *FunctionDecl
	scope *Scope
	atom  atom
}

// mark is a place in the text where a scope can be opened later.
type mark struct {
	last   *Scope // last scope inside the current one
	uses   uint32
	annexB int
	tagged int
	loops  uint16
	start  Pos
}

func (p *parser) mark() mark {
	m := mark{uses: p.uses.n, annexB: len(p.annexB), tagged: len(p.tagged), start: p.tok.start}
	if p.scope != nil {
		m.last = p.scope.last
	}
	if p.fn != nil {
		m.loops = p.fn.loops
	}
	return m
}

// blockState is a region that gets a scope when it first declares something.
type blockState struct {
	outer *blockState
	scope *Scope
	catch *Scope // of a catch with a pattern, whose names the block must not redeclare
	kind  ScopeKind
	temps uint32
	mark
	isSwitch bool
}

// sortedAttributes sorts by key, in the order of UTF-8, which is that of code points.
func sortedAttributes(list []ImportAttribute) []ImportAttribute {
	slices.SortFunc(list, func(a, b ImportAttribute) int {
		switch {
		case a.Key < b.Key:
			return -1
		case a.Key > b.Key:
			return 1
		}
		return 0
	})
	return list
}

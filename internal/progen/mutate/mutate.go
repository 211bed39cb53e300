package mutate

import (
	"math/rand/v2"
	"slices"

	"github.com/kilnjs/kiln/internal/progen/parts"
	"github.com/kilnjs/kiln/pkg/syntax"
)

// Mutator changes programs by a source of chance.
type Mutator struct {
	random *rand.Rand
	// Used are the names of the mutations that were done, in order.
	Used []string
}

// New returns the mutator of a seed.
func New(seed uint64) *Mutator { return &Mutator{random: rand.New(rand.NewPCG(seed, 0x6d757461))} }

// mutation makes a new text of p; other is where pieces come from. It returns ""
// when there is nothing to do it to.
type mutation struct {
	name string
	do   func(m *Mutator, p, other *parts.Program) string
}

var mutations = []mutation{
	{"splice", (*Mutator).splice},
	{"splice expression", (*Mutator).spliceExpression},
	{"swap", (*Mutator).swap},
	{"swap arguments", (*Mutator).swapElements},
	{"duplicate", (*Mutator).duplicate},
	{"leave out", (*Mutator).leaveOut},
	{"operand", (*Mutator).operand},
	{"operand", (*Mutator).operand},
	{"operator", (*Mutator).operator},
	{"rename", (*Mutator).rename},
	{"loop", (*Mutator).loop},
	{"call twice", (*Mutator).callTwice},
	{"around", (*Mutator).around},
	{"change", (*Mutator).change},
	{"eval", (*Mutator).eval},
}

// Names lists the kinds of mutations.
func Names() []string {
	var names []string
	for _, m := range mutations {
		if !slices.Contains(names, m.name) {
			names = append(names, m.name)
		}
	}
	return names
}

// Program returns source after up to n mutations that take pieces from other.
// Texts that do not parse are returned as they are.
func (m *Mutator) Program(source, other string, n int) string {
	donor, err := parts.Parse(other)
	if err != nil {
		return source
	}
	for tries := 0; n > 0 && tries < 40; tries++ {
		p, err := parts.Parse(source)
		if err != nil {
			return source
		}
		how := mutations[m.random.IntN(len(mutations))]
		next := how.do(m, p, donor)
		if next == "" || next == source || !parts.Valid(next) {
			continue
		}
		source = next
		m.Used = append(m.Used, how.name)
		n--
	}
	return source
}

func (m *Mutator) one(texts ...string) string { return texts[m.random.IntN(len(texts))] }

// replace returns the text of p with text in the place of r.
func replace(p *parts.Program, r parts.Range, text string) string {
	return p.Source[:r.From] + text + p.Source[r.To:]
}

// anyOf returns one of a list, and false when it is empty.
func anyOf[T any](m *Mutator, list []T) (T, bool) {
	if len(list) == 0 {
		var none T
		return none, false
	}
	return list[m.random.IntN(len(list))], true
}

// maxPiece is the length of the longest text that is carried over.
const maxPiece = 1500

// splice puts a statement of the donor behind one of p.
func (m *Mutator) splice(p, other *parts.Program) string {
	at, ok := anyOf(m, p.Each)
	piece, found := anyOf(m, other.Each)
	if !ok || !found || piece.Len() > maxPiece {
		return ""
	}
	return replace(p, parts.Range{From: at.To, To: at.To}, "\n;"+piece.In(other.Source)+"\n")
}

// spliceExpression puts an expression of the donor in the place of one of p.
func (m *Mutator) spliceExpression(p, other *parts.Program) string {
	at, ok := anyOf(m, p.Expressions)
	piece, found := anyOf(m, other.Expressions)
	if !ok || !found || piece.Len() > maxPiece {
		return ""
	}
	return replace(p, at.Range, "("+piece.In(other.Source)+")")
}

// swap exchanges two statements of one list.
func (m *Mutator) swap(p, _ *parts.Program) string {
	list, ok := anyOf(m, p.Statements)
	if !ok || len(list) < 2 {
		return ""
	}
	return swapRanges(p, list, m.random.IntN(len(list)), m.random.IntN(len(list)))
}

// swapElements exchanges two arguments, elements or properties.
func (m *Mutator) swapElements(p, _ *parts.Program) string {
	list, ok := anyOf(m, p.Elements)
	if !ok || len(list) < 2 {
		return ""
	}
	return swapRanges(p, list, m.random.IntN(len(list)), m.random.IntN(len(list)))
}

func swapRanges(p *parts.Program, list []parts.Range, i, j int) string {
	if i == j {
		return ""
	}
	a, b := list[min(i, j)], list[max(i, j)]
	if a.To > b.From {
		return ""
	}
	return p.Source[:a.From] + b.In(p.Source) + p.Source[a.To:b.From] + a.In(p.Source) + p.Source[b.To:]
}

// duplicate repeats a statement.
func (m *Mutator) duplicate(p, _ *parts.Program) string {
	at, ok := anyOf(m, p.Each)
	if !ok || at.Len() > maxPiece {
		return ""
	}
	return replace(p, parts.Range{From: at.To, To: at.To}, "\n;"+at.In(p.Source))
}

func (m *Mutator) leaveOut(p, _ *parts.Program) string {
	lists := p.Statements
	if m.random.IntN(3) == 0 {
		lists = append(slices.Clone(p.Members), p.Elements...)
	}
	list, ok := anyOf(m, lists)
	if !ok {
		return ""
	}
	at, _ := anyOf(m, list)
	return replace(p, at, "")
}

// values are operands that are good at finding borders.
var values = []string{
	"0", "-0", "1", "-1", "0.5", "2147483647", "-2147483648", "4294967295", "1e21", "NaN", "Infinity", "1n", "-1n", "2n ** 64n", `""`, `"a"`,
	`"length"`, `"\u20ac"`, "true", "false", "null", "undefined", "[]", "[1, , 3]", "({})", "({ x: 1 })", "(() => 1)", "Symbol.iterator",
	"({ valueOf() { return 3; } })", "({ get x() { return 1; } })", "new Proxy({}, {})", "new Float64Array(3)", `"ab".repeat(30)`,
	"Object.freeze([1, 2])", "(function () { return arguments; })(1, 2)", "new Map([[1, 2]])", "/a/g", "this",
}

// operand puts a value in the place of an expression.
func (m *Mutator) operand(p, _ *parts.Program) string {
	at, ok := anyOf(m, p.Expressions)
	if !ok || at.Len() > 60 {
		return ""
	}
	return replace(p, at.Range, "("+m.one(values...)+")")
}

// operators by what may stand for what.
var operators = []string{"+", "-", "*", "/", "%", "|", "&", "^", "<<", ">>", ">>>", "<", ">", "<=", ">=", "===", "!==", "==", "!=", "&&", "||"}

// operator puts another operator between two operands.
func (m *Mutator) operator(p, _ *parts.Program) string {
	var at []parts.Expression
	for _, e := range p.Expressions {
		switch e.Node.(type) {
		case *syntax.BinaryExpr, *syntax.LogicalExpr:
			at = append(at, e)
		}
	}
	e, ok := anyOf(m, at)
	if !ok || len(e.Inner) != 2 {
		return ""
	}
	left, right := e.Inner[0].In(p.Source), e.Inner[1].In(p.Source)
	return replace(p, e.Range, "(("+left+") "+m.one(operators...)+" ("+right+"))")
}

// rename lets a name stand for another one of the program.
func (m *Mutator) rename(p, _ *parts.Program) string {
	at, ok := anyOf(m, p.Names)
	to, found := anyOf(m, p.Names)
	if !ok || !found {
		return ""
	}
	return replace(p, at, to.In(p.Source))
}

// loop lets a statement run often enough for the next tier.
func (m *Mutator) loop(p, _ *parts.Program) string {
	at, ok := anyOf(m, p.Each)
	if !ok {
		return ""
	}
	n := m.one("3", "12", "40")
	return replace(p, at.Range, "for (let turn = 0; turn < "+n+"; turn++) { "+at.In(p.Source)+" }")
}

// callTwice evaluates a call again with other arguments, before or after.
func (m *Mutator) callTwice(p, _ *parts.Program) string {
	var calls []parts.Expression
	for _, e := range p.Expressions {
		if call, ok := e.Node.(*syntax.CallExpr); ok && len(call.Args) > 0 && e.Len() < maxPiece {
			calls = append(calls, e)
		}
	}
	e, ok := anyOf(m, calls)
	if !ok {
		return ""
	}
	call := e.Node.(*syntax.CallExpr)
	arg := call.Args[m.random.IntN(len(call.Args))]
	text := e.In(p.Source)
	from, to := int(arg.Pos())-e.From, int(arg.End())-e.From
	other := text[:from] + m.one(values...) + text[to:]
	safe := "(() => { try { return " + other + "; } catch { return 0; } })()"
	if m.random.IntN(2) == 0 {
		return replace(p, e.Range, "("+safe+", "+text+")")
	}
	return replace(p, e.Range, "(again => ("+safe+", again))("+text+")")
}

// wrappers stand around a statement.
var wrappers = [][2]string{
	{"with ({}) { ", " }"},
	{"with ({ x: 1, length: 2 }) { ", " }"},
	{"try { ", " } finally { }"},
	{"try { ", " } catch (caught) { }"},
	{"(() => { ", " })();"},
	{"label: { ", " break label; }"},
	{"switch (1) { default: ", " }"},
	{"if (typeof checkpoint === 'function') checkpoint(); { ", " }"},
	{"for (const entry of [1, 2, 3]) { ", " }"},
	{"(function () { ", " }).call(3);"},
	{"[...(function* () { yield 1; ", " })()];"},
}

func (m *Mutator) around(p, _ *parts.Program) string {
	at, ok := anyOf(m, p.Each)
	if !ok {
		return ""
	}
	w := wrappers[m.random.IntN(len(wrappers))]
	return replace(p, at.Range, w[0]+at.In(p.Source)+w[1])
}

// changes are what a program is not prepared for.
var changes = []string{
	"Number.prototype.x = 1;", "delete Number.prototype.x;", "Object.prototype.x = 2;", "delete Object.prototype.x;",
	"Object.defineProperty(Object.prototype, 'y', { get() { return 7; }, set(v) { }, configurable: true });", "delete Object.prototype.y;",
	"for (let k = 0; k < 70; k++) String.prototype['k' + k] = k;", "for (let k = 0; k < 70; k++) delete String.prototype['k' + k];",
	"Array.prototype[1] = 'one';", "delete Array.prototype[1];", "Math.floor = v => v;", "Array.prototype.push = function (v) { this[this.length] = v; return 1; };",
	"Array.prototype[Symbol.iterator] = function* () { for (let i = 0; i < this.length; i++) yield this[i]; };",
	"Object.setPrototypeOf(Array.prototype, { __proto__: Object.prototype, z: 1 });", "Function.prototype.x = 3;",
	"Boolean.prototype.valueOf = () => 1;", "globalThis.x = 5;", "delete globalThis.x;", "$262.gc();",
}

// change puts a change of the world between two statements.
func (m *Mutator) change(p, _ *parts.Program) string {
	at, ok := anyOf(m, p.Each)
	if !ok {
		return ""
	}
	return replace(p, parts.Range{From: at.From, To: at.From}, m.one(changes...)+"\n")
}

// eval evaluates an expression by a direct eval of its text.
func (m *Mutator) eval(p, _ *parts.Program) string {
	at, ok := anyOf(m, p.Expressions)
	if !ok || at.Len() > 200 {
		return ""
	}
	return replace(p, at.Range, "eval("+quote("("+at.In(p.Source)+")")+")")
}

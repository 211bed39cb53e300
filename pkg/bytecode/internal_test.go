package bytecode

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// loopOnly are the instructions that the loop always does itself.
var loopOnly = map[Op]bool{
	OpNop: true, OpMove: true, OpLoadK: true, OpLoadInt: true, OpLoadSpecial: true, OpFillUndef: true,
	OpPopEnv: true, OpGetEnvRaw: true, OpJump: true, OpJNullish: true, OpJNotNullish: true,
	OpJUndef: true, OpJNotUndef: true, OpJAbsent: true, OpJObject: true, OpMove2: true, OpMove3: true,
}

func TestEveryInstructionHasSlowPath(t *testing.T) {
	have := map[Op]bool{}
	for _, table := range []*opTable{
		&slowValues, &slowArithmetic, &slowMembers, &slowFunctions, &slowCalls, &slowIteration,
	} {
		for i, f := range table {
			if op := Op(i); f != nil {
				assert.False(t, have[op], "%s is in two tables", op)
				have[op] = true
			}
		}
	}
	for op := Op(0); op < numOps; op++ {
		assert.NotEqual(t, loopOnly[op], have[op], "%s", op)
	}
}

func compileFirst(t *testing.T, source string) *Proto {
	prog, err := syntax.Parse(syntax.NewSource("test.js", source), syntax.Options{})
	require.NoError(t, err)
	p, err := Compile(prog.Funcs[0])
	require.NoError(t, err)
	return p
}

// A turn of a loop and a function count what long code between them takes.
func TestLongExpressionsCount(t *testing.T) {
	const terms = 8 * maxUncounted
	sum := "x" + strings.Repeat("+x", terms)
	for name, source := range map[string]string{
		"for":      "for (;;) " + sum,
		"update":   "for (;; " + sum + ") ;",
		"test":     "for (; " + sum + ";) ;",
		"while":    "while (" + sum + ") ;",
		"do":       "do ; while (" + sum + ")",
		"for-of":   "for (const y of x) " + sum,
		"for-in":   "for (const y in x) " + sum,
		"return":   "function f(x) { return " + sum + " }",
		"end":      "function f(x) { " + sum + " }",
		"arrow":    "x => " + sum,
		"sequence": "x => (x, " + sum + ")",
	} {
		for _, strict := range []string{"", "'use strict'; "} {
			prog, err := syntax.Parse(syntax.NewSource("test.js", strict+"let x = 1; "+source), syntax.Options{})
			require.NoError(t, err)
			p, err := Compile(prog.Funcs[len(prog.Funcs)-1])
			require.NoError(t, err)
			require.NoError(t, Verify(p))
			code := p.Code
			for i, in := range p.Code {
				if strings.HasPrefix(in.Op.String(), "Loop") {
					code = p.Code[:i] // what stands after the loop counts none of its turns
				}
			}
			work := 0
			for _, in := range code {
				if in.Op == OpWork {
					work += int(in.Wide())
				}
			}
			assert.GreaterOrEqual(t, work, terms/maxUncounted*uncountedWork, "%s%s", strict, name)
		}
	}
}

func TestVerifyFindsDamage(t *testing.T) {
	const source = "var f = a => a; for (let i = 0; i < 9; i++) { try { f(i, 'x') } catch (e) { throw e } }"
	require.NoError(t, Verify(compileFirst(t, source)))
	find := func(p *Proto, op Op) *Instr {
		for i := range p.Code {
			if p.Code[i].Op == op {
				return &p.Code[i]
			}
		}
		t.Fatalf("no %s", op)
		return nil
	}
	for name, damage := range map[string]func(p *Proto){
		"register":         func(p *Proto) { find(p, OpLoadK).A = uint16(p.Words) },
		"frame":            func(p *Proto) { find(p, OpCall).B = 60000 },
		"constant":         func(p *Proto) { find(p, OpLoadK).setWide(1000) },
		"cache":            func(p *Proto) { find(p, OpGetGlobal).setWide(-1) },
		"function":         func(p *Proto) { find(p, OpClosure).setWide(5) },
		"jump":             func(p *Proto) { find(p, OpJump).setWide(1 << 20) },
		"jump back":        func(p *Proto) { find(p, OpLoopLtI).C = 0x8000 },
		"unknown":          func(p *Proto) { p.Code[0].Op = numOps },
		"end":              func(p *Proto) { p.Code[len(p.Code)-1] = Instr{} },
		"handler range":    func(p *Proto) { p.Handlers[0].End = int32(len(p.Code)) + 1 },
		"handler target":   func(p *Proto) { p.Handlers[0].Target = -1 },
		"handler register": func(p *Proto) { p.Handlers[0].Value = 65535 },
		"handler depth":    func(p *Proto) { p.Handlers[0].Depth = 7 },
		"loop":             func(p *Proto) { p.OSR[0] = 12345 },
		"no code":          func(p *Proto) { p.Code = nil },
	} {
		p := compileFirst(t, source)
		damage(p)
		assert.Error(t, Verify(p), name)
	}
}

func TestWideJumps(t *testing.T) {
	source := "for (var i = 0; i < 3; i++) {" + strings.Repeat("if (i == 1) continue; i.a;", 20000) + "}"
	p := compileFirst(t, source)
	assert.NoError(t, Verify(p))
	assert.Greater(t, len(p.Code), 1<<16)
}

func TestDeclined(t *testing.T) {
	names := make([]string, 40000)
	for i := range names {
		names[i] = "v" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/200)
	}
	source := "function f() { let " + strings.Join(names, ",") + "}"
	prog, err := syntax.Parse(syntax.NewSource("test.js", source), syntax.Options{})
	if err != nil {
		t.Skip("names are not distinct")
	}
	_, err = Compile(prog.Funcs[1])
	var d *Declined
	assert.ErrorAs(t, err, &d)
}

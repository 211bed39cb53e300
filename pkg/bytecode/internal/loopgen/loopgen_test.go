package loopgen

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// functions are what the rules of these tests call.
const functions = `package bytecode

import "unsafe"

func arithmetic(op Op, x, y int) int {
	switch op {
	case OpAdd:
		return x + y
	case OpSub:
		return x - y
	default:
		panic(op)
	}
}

func negated(op Op) bool { return op == OpNe || op == OpSNe }

func even(v int) (int, bool) {
	if v < 0 {
		return -v, true
	}
	if v&1 == 0 {
		return v, true
	}
	return 0, false
}

func found(list *entry, k int) (*entry, bool) {
	e := list
	if e.key != k {
		e = e.next
		if e == nil {
			return nil, false
		}
	}
	return e, true
}

func sized(v int) (bool, bool) {
	switch {
	case v > 10:
		return true, true
	case v > 0:
		return false, true
	}
	return false, false
}

func counted(p *int, v int) int {
	*p = v
	n := 0
	for n < v {
		n++
	}
	return n
}

func hiding(v int) int {
	a := 1
	a += v
	if a > v {
		return a
	}
	return v
}
`

// loop returns rules whose switch has the given cases.
func loop(cases string) string {
	return "package bytecode\n\nfunc run(ip *Instr) {\n\tvar a, b int\n\tfor {\n\t\tswitch op := ip.Op; op {\n" + cases + "\n\t\t}\n\t\tgoto slow\n\tslow:\n\t\treturn\n\t}\n}\n"
}

func generate(cases string) (string, error) {
	text, err := Generate(Source{"loop.go", []byte(loop(cases))}, Source{"loop_inline.go", []byte(functions)})
	if err != nil {
		return "", err
	}
	_, body, _ := strings.Cut(string(text), "switch ip.Op {\n")
	body, _, _ = strings.Cut(body, "\n\t\t}\n\t\tgoto slow")
	return body, nil
}

func TestWrittenOut(t *testing.T) {
	for _, test := range []struct{ name, rule, want string }{
		{"a case that does not ask for the instruction stays one", `
			case OpAdd, OpSub:
				a = b`, `
			case OpAdd, OpSub:
				a = b`},
		{"an expression", `
			case OpAdd, OpSub:
				a = 2 * arithmetic(op, a, b+1)`, `
			case OpAdd:
				a = 2 * (a + (b + 1))
			case OpSub:
				a = 2 * (a - (b + 1))`},
		{"conditions", `
			case OpEq, OpNe:
				if negated(op) {
					a = 1
				} else if op == OpEq && a > 1 {
					a = 2
				}
				if (a == b) != negated(op) {
					a = 3
				}
				if a > b == (op != OpNe) {
					a = 4
				}`, `
			case OpEq:
				if a > 1 {
					a = 2
				}
				if a == b {
					a = 3
				}
				if a > b {
					a = 4
				}
			case OpNe:
				a = 1
				if a != b {
					a = 3
				}
				if !(a > b) {
					a = 4
				}`},
		{"a value or none", `
			case OpAdd:
				x, ok := even(a)
				if !ok {
					break
				}
				b = x`, `
			case OpAdd:
				var x int
				if a < 0 {
					x = -a
				} else if a&1 == 0 {
					x = a
				} else {
					break
				}
				b = x`},
		{"a variable that is returned", `
			case OpAdd:
				hit, ok := found(list, a)
				if !ok {
					if b > 0 {
						goto slow
					}
					break
				}
				use(hit)`, `
			case OpAdd:
				hit := list
				if hit.key != a {
					hit = hit.next
					if hit == nil {
						if b > 0 {
							goto slow
						}
						break
					}
				}
				use(hit)`},
		{"a switch", `
			case OpAdd:
				big, ok := sized(a)
				if !ok {
					goto slow
				}
				use(big)`, `
			case OpAdd:
				var big bool
				switch {
				case a > 10:
					big = true
				case a > 0:
					big = false
				default:
					goto slow
				}
				use(big)`},
		{"an assignment", `
			case OpAdd:
				ip.N = counted(p, a)`, `
			case OpAdd:
				*p = a
				n := 0
				for n < a {
					n++
				}
				ip.N = n`},
	} {
		t.Run(test.name, func(t *testing.T) {
			have, err := generate(test.rule)
			require.NoError(t, err)
			assert.Equal(t, strings.ReplaceAll(strings.TrimPrefix(test.want, "\n"), "\n\t\t\t", "\n\t\t"), "\t"+have)
		})
	}
}

func TestRefused(t *testing.T) {
	for _, test := range []struct{ name, rule, want string }{
		{"no instruction", "case Other:\nuse(op)", "not an instruction"},
		{"unknown instruction", "case OpMul:\na = arithmetic(op, a, b)", "OpMul has no case in loop_inline.go:6"},
		{"statements in an expression", "case OpAdd:\nuse(counted(p, a))", "can stand only on the right"},
		{"no if behind", "case OpAdd:\nx, ok := even(a)\nuse(x, ok)", "is followed by if !ok"},
		{"the if goes on", "case OpAdd:\nx, ok := even(a)\nif !ok {\na = 1\n}\nuse(x)", "this goes on"},
		{"break in a switch", "case OpAdd:\nx, ok := sized(a)\nif !ok {\nbreak\n}\nuse(x)", "a break would leave"},
		{"read after a write", "case OpAdd:\nx := counted(p, *q)\nuse(x)", "this must be read before"},
		{"hidden name", "case OpAdd:\nx := hiding(a)\nuse(x)", "is one of the loop"},
		{"own argument", "case OpAdd:\na = hiding(a)\n", "is assigned while"},
		{"too few arguments", "case OpAdd:\na = arithmetic(op, a)\n", "too few arguments"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := generate(test.rule)
			assert.ErrorContains(t, err, test.want)
		})
	}
}

package syntax

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"
)

// minCases is the number of clauses from which a switch has a table.
const minCases = 8

// CaseTable finds the clause of a switch whose tests are all numbers and strings that are
// written out: nothing is evaluated, so all tiers may look instead of comparing in turn.
type CaseTable struct {
	numbers map[uint64]int32 // by the bits of a double that is not -0
	texts   map[string]int32
	longest int // bytes of a text at most
}

// Bytes that a clause takes in a table, about.
const (
	numberBytes = 32
	textBytes   = 56
)

// makeCaseTable returns the table of the clauses, nil when there are few, or a test is
// anything else.
func (p *parser) makeCaseTable(cases []SwitchCase) *CaseTable {
	if len(cases) < minCases {
		return nil
	}
	numbers, texts := 0, 0
	for i := range cases {
		switch test := cases[i].Test.(type) {
		case nil:
		case *StringLit:
			if !utf8.ValidString(test.Value) {
				return nil // a lone surrogate
			}
			texts++
		default:
			if _, ok := literalNumber(test); !ok {
				return nil
			}
			numbers++
		}
	}
	p.takes(int64(numbers*numberBytes + texts*textBytes))
	t := &CaseTable{numbers: make(map[uint64]int32, numbers), texts: make(map[string]int32, texts), longest: -1}
	for i := len(cases) - 1; i >= 0; i-- { // of equal ones the first counts
		switch test := cases[i].Test.(type) {
		case nil:
		case *StringLit:
			t.texts[test.Value] = int32(i)
			t.longest = max(t.longest, len(test.Value))
		default:
			f, _ := literalNumber(test)
			t.numbers[numberKey(f)] = int32(i)
		}
	}
	return t
}

// literalNumber is the value of a number that is written out, with a minus or without.
func literalNumber(e Expr) (float64, bool) {
	if u, ok := e.(*UnaryExpr); ok && u.Op == OpMinus {
		n, ok := u.X.(*NumberLit)
		if !ok {
			return 0, false
		}
		return -n.Value, true
	}
	n, ok := e.(*NumberLit)
	if !ok {
		return 0, false
	}
	return n.Value, true
}

func numberKey(f float64) uint64 { return math.Float64bits(f + 0) } // -0 + 0 is 0

// OfNumber returns the index of the clause for f, -1 when there is none.
func (t *CaseTable) OfNumber(f float64) int {
	if i, ok := t.numbers[numberKey(f)]; ok {
		return int(i)
	}
	return -1
}

// IntCase says which clause an int selects.
type IntCase struct{ Value, Clause int32 }

// Ints lists the clauses of ints, by value.
func (t *CaseTable) Ints() []IntCase {
	var out []IntCase
	for key, clause := range t.numbers {
		f := math.Float64frombits(key)
		if i := int32(f); float64(i) == f {
			out = append(out, IntCase{i, clause})
		}
	}
	slices.SortFunc(out, func(a, b IntCase) int { return cmp.Compare(a.Value, b.Value) })
	return out
}

// TextCase says which clause a text selects.
type TextCase struct {
	Text   string
	Clause int32
}

// Texts lists the clauses of texts, in order.
func (t *CaseTable) Texts() []TextCase {
	var out []TextCase
	for text, clause := range t.texts {
		out = append(out, TextCase{text, clause})
	}
	slices.SortFunc(out, func(a, b TextCase) int { return cmp.Compare(a.Clause, b.Clause) })
	return out
}

// Longest is the length in bytes of the longest text, -1 when there is none.
func (t *CaseTable) Longest() int { return t.longest }

// OfText returns the index of the clause for a text, -1 when there is none.
func (t *CaseTable) OfText(text []byte) int {
	if i, ok := t.texts[string(text)]; ok {
		return int(i)
	}
	return -1
}

package syntax

// tokenKind is the kind of a token.
type tokenKind uint8

// The kinds of tokens. Assignment operators are in the order of the binary
// operators they apply.
const (
	tEOF tokenKind = iota
	tIdent
	tPrivate
	tNumber
	tBigInt
	tString
	tTemplate
	tLBrace
	tRBrace
	tLParen
	tRParen
	tLBrack
	tRBrack
	tSemi
	tComma
	tColon
	tDot
	tEllipsis
	tQuestion
	tOptChain
	tArrow
	tAt
	tNot
	tTilde
	tInc
	tDec
	tPlus
	tMinus
	tStar
	tSlash
	tPercent
	tExp
	tAmp
	tPipe
	tCaret
	tShl
	tShr
	tUShr
	tLT
	tGT
	tLE
	tGE
	tEqEq
	tNE
	tEqEqEq
	tNEE
	tAnd
	tOr
	tNullish
	tAssign
	tPlusAssign
	tMinusAssign
	tStarAssign
	tSlashAssign
	tPercentAssign
	tExpAssign
	tAmpAssign
	tPipeAssign
	tCaretAssign
	tShlAssign
	tShrAssign
	tUShrAssign
	tAndAssign
	tOrAssign
	tNullishAssign
	tBreak
	tCase
	tCatch
	tClass
	tConst
	tContinue
	tDebugger
	tDefault
	tDelete
	tDo
	tElse
	tExport
	tExtends
	tFalse
	tFinally
	tFor
	tFunction
	tIf
	tImport
	tIn
	tInstanceof
	tNew
	tNull
	tReturn
	tSuper
	tSwitch
	tThis
	tThrow
	tTrue
	tTry
	tTypeof
	tVar
	tVoid
	tWhile
	tWith
	tEnum
	tokenKinds
)

// token is the current token; its end is parser.pos.
type token struct {
	str     string // name of tIdent (and keywords), value of tString, tPrivate with #, text of tBigInt
	num     float64
	start   Pos
	atom    atom
	kind    tokenKind
	newline bool // a line terminator precedes
	escaped bool // an identifier written with an escape
	octal   bool // a number or string that strict code forbids
	badEsc  bool // octal is due to \8 or \9, or 08 and 09
}

// Precedences of binary operators, from weakest.
const (
	precNone uint8 = iota
	precNullish
	precOr
	precAnd
	precBitOr
	precBitXor
	precBitAnd
	precEquality
	precRelational
	precShift
	precAdditive
	precMultiplicative
	precExp
)

// binaryOps gives precedence and operator of a token that is a binary operator.
var binaryOps = [tokenKinds]struct {
	prec uint8
	op   Op
}{
	tNullish: {precNullish, OpNullish}, tOr: {precOr, OpOr}, tAnd: {precAnd, OpAnd},
	tPipe: {precBitOr, OpBitOr}, tCaret: {precBitXor, OpBitXor}, tAmp: {precBitAnd, OpBitAnd},
	tEqEq: {precEquality, OpEq}, tNE: {precEquality, OpNE},
	tEqEqEq: {precEquality, OpStrictEq}, tNEE: {precEquality, OpStrictNE},
	tLT: {precRelational, OpLT}, tGT: {precRelational, OpGT}, tLE: {precRelational, OpLE}, tGE: {precRelational, OpGE},
	tIn: {precRelational, OpIn}, tInstanceof: {precRelational, OpInstanceof},
	tShl: {precShift, OpShl}, tShr: {precShift, OpShr}, tUShr: {precShift, OpUShr},
	tPlus: {precAdditive, OpAdd}, tMinus: {precAdditive, OpSub},
	tStar: {precMultiplicative, OpMul}, tSlash: {precMultiplicative, OpDiv}, tPercent: {precMultiplicative, OpMod},
	tExp: {precExp, OpExp},
}

// assignOps gives the operator of a compound or logical assignment token.
var assignOps = [tokenKinds]Op{
	tPlusAssign: OpAdd, tMinusAssign: OpSub, tStarAssign: OpMul, tSlashAssign: OpDiv, tPercentAssign: OpMod,
	tExpAssign: OpExp, tAmpAssign: OpBitAnd, tPipeAssign: OpBitOr, tCaretAssign: OpBitXor,
	tShlAssign: OpShl, tShrAssign: OpShr, tUShrAssign: OpUShr,
	tAndAssign: OpAnd, tOrAssign: OpOr, tNullishAssign: OpNullish,
}

// isKeyword reports whether the token is a reserved word (written without escapes).
func (k tokenKind) isKeyword() bool { return k >= tBreak }

// expectedText has the tokens that the grammar demands at some place.
var expectedText = [tokenKinds]string{
	tLBrace: "{", tRBrace: "}", tLParen: "(", tRParen: ")", tRBrack: "]", tSemi: ";", tComma: ",", tColon: ":", tStar: "*",
	tWhile: "while", tDefault: "default", tClass: "class",
}

// text is the token in quotes for Error.Expected, "" when no place demands it.
func (k tokenKind) text() string {
	if t := expectedText[k]; t != "" {
		return "'" + t + "'"
	}
	return ""
}

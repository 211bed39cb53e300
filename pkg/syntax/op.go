package syntax

// Op is an operator of a unary, binary, logical, update or assignment expression.
type Op uint8

// The operators. The binary ones are in the order of opText.
const (
	OpNone Op = iota
	OpAdd
	OpSub
	OpMul
	OpDiv
	OpMod
	OpExp
	OpBitAnd
	OpBitOr
	OpBitXor
	OpShl
	OpShr  // >>, sign-propagating
	OpUShr // >>>, zero-filling
	OpLT
	OpGT
	OpLE
	OpGE
	OpEq       // ==
	OpNE       // !=
	OpStrictEq // ===
	OpStrictNE // !==
	OpIn
	OpInstanceof
	OpAnd     // &&
	OpOr      // ||
	OpNullish // ??
	OpPlus    // unary +
	OpMinus   // unary -
	OpBitNot  // ~
	OpNot     // !
	OpVoid
)

var opText = [...]string{
	OpNone: "", OpAdd: "+", OpSub: "-", OpMul: "*", OpDiv: "/", OpMod: "%", OpExp: "**",
	OpBitAnd: "&", OpBitOr: "|", OpBitXor: "^", OpShl: "<<", OpShr: ">>", OpUShr: ">>>",
	OpLT: "<", OpGT: ">", OpLE: "<=", OpGE: ">=", OpEq: "==", OpNE: "!=", OpStrictEq: "===", OpStrictNE: "!==",
	OpIn: "in", OpInstanceof: "instanceof", OpAnd: "&&", OpOr: "||", OpNullish: "??",
	OpPlus: "+", OpMinus: "-", OpBitNot: "~", OpNot: "!", OpVoid: "void",
}

// String returns the operator as it is written.
func (o Op) String() string { return opText[o] }

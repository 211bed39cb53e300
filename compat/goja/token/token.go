// Package token has the tokens of scripts by number.
package token

import "strconv"

// Token is a kind of token.
type Token int

// The tokens. Those that are always the same text have that for their String.
const (
	_ Token = iota
	ILLEGAL
	EOF
	COMMENT
	STRING
	NUMBER
	PLUS
	MINUS
	MULTIPLY
	EXPONENT
	SLASH
	REMAINDER
	AND
	OR
	EXCLUSIVE_OR
	SHIFT_LEFT
	SHIFT_RIGHT
	UNSIGNED_SHIFT_RIGHT
	ADD_ASSIGN
	SUBTRACT_ASSIGN
	MULTIPLY_ASSIGN
	EXPONENT_ASSIGN
	QUOTIENT_ASSIGN
	REMAINDER_ASSIGN
	AND_ASSIGN
	OR_ASSIGN
	EXCLUSIVE_OR_ASSIGN
	SHIFT_LEFT_ASSIGN
	SHIFT_RIGHT_ASSIGN
	UNSIGNED_SHIFT_RIGHT_ASSIGN
	LOGICAL_AND
	LOGICAL_OR
	COALESCE
	INCREMENT
	DECREMENT
	LOGICAL_AND_ASSIGN
	LOGICAL_OR_ASSIGN
	COALESCE_ASSIGN
	EQUAL
	STRICT_EQUAL
	LESS
	GREATER
	ASSIGN
	NOT
	BITWISE_NOT
	NOT_EQUAL
	STRICT_NOT_EQUAL
	LESS_OR_EQUAL
	GREATER_OR_EQUAL
	LEFT_PARENTHESIS
	LEFT_BRACKET
	LEFT_BRACE
	COMMA
	PERIOD
	RIGHT_PARENTHESIS
	RIGHT_BRACKET
	RIGHT_BRACE
	SEMICOLON
	COLON
	QUESTION_MARK
	QUESTION_DOT
	ARROW
	ELLIPSIS
	BACKTICK
	PRIVATE_IDENTIFIER
	IDENTIFIER
	KEYWORD
	BOOLEAN
	NULL
	IF
	IN
	OF
	DO
	VAR
	FOR
	NEW
	TRY
	THIS
	ELSE
	CASE
	VOID
	WITH
	CONST
	WHILE
	BREAK
	CATCH
	THROW
	CLASS
	SUPER
	RETURN
	TYPEOF
	DELETE
	SWITCH
	DEFAULT
	FINALLY
	EXTENDS
	FUNCTION
	CONTINUE
	DEBUGGER
	INSTANCEOF
	ESCAPED_RESERVED_WORD
	LET
	STATIC
	ASYNC
	AWAIT
	YIELD
)

var texts = [...]string{
	ILLEGAL:                     "ILLEGAL",
	EOF:                         "EOF",
	COMMENT:                     "COMMENT",
	STRING:                      "STRING",
	NUMBER:                      "NUMBER",
	PLUS:                        "+",
	MINUS:                       "-",
	MULTIPLY:                    "*",
	EXPONENT:                    "**",
	SLASH:                       "/",
	REMAINDER:                   "%",
	AND:                         "&",
	OR:                          "|",
	EXCLUSIVE_OR:                "^",
	SHIFT_LEFT:                  "<<",
	SHIFT_RIGHT:                 ">>",
	UNSIGNED_SHIFT_RIGHT:        ">>>",
	ADD_ASSIGN:                  "+=",
	SUBTRACT_ASSIGN:             "-=",
	MULTIPLY_ASSIGN:             "*=",
	EXPONENT_ASSIGN:             "**=",
	QUOTIENT_ASSIGN:             "/=",
	REMAINDER_ASSIGN:            "%=",
	AND_ASSIGN:                  "&=",
	OR_ASSIGN:                   "|=",
	EXCLUSIVE_OR_ASSIGN:         "^=",
	SHIFT_LEFT_ASSIGN:           "<<=",
	SHIFT_RIGHT_ASSIGN:          ">>=",
	UNSIGNED_SHIFT_RIGHT_ASSIGN: ">>>=",
	LOGICAL_AND:                 "&&",
	LOGICAL_OR:                  "||",
	COALESCE:                    "??",
	INCREMENT:                   "++",
	DECREMENT:                   "--",
	LOGICAL_AND_ASSIGN:          "&&=",
	LOGICAL_OR_ASSIGN:           "||=",
	COALESCE_ASSIGN:             "??=",
	EQUAL:                       "==",
	STRICT_EQUAL:                "===",
	LESS:                        "<",
	GREATER:                     ">",
	ASSIGN:                      "=",
	NOT:                         "!",
	BITWISE_NOT:                 "~",
	NOT_EQUAL:                   "!=",
	STRICT_NOT_EQUAL:            "!==",
	LESS_OR_EQUAL:               "<=",
	GREATER_OR_EQUAL:            ">=",
	LEFT_PARENTHESIS:            "(",
	LEFT_BRACKET:                "[",
	LEFT_BRACE:                  "{",
	COMMA:                       ",",
	PERIOD:                      ".",
	RIGHT_PARENTHESIS:           ")",
	RIGHT_BRACKET:               "]",
	RIGHT_BRACE:                 "}",
	SEMICOLON:                   ";",
	COLON:                       ":",
	QUESTION_MARK:               "?",
	QUESTION_DOT:                "?.",
	ARROW:                       "=>",
	ELLIPSIS:                    "...",
	BACKTICK:                    "`",
	PRIVATE_IDENTIFIER:          "PRIVATE_IDENTIFIER",
	IDENTIFIER:                  "IDENTIFIER",
	KEYWORD:                     "KEYWORD",
	BOOLEAN:                     "BOOLEAN",
	NULL:                        "NULL",
	IF:                          "if",
	IN:                          "in",
	OF:                          "of",
	DO:                          "do",
	VAR:                         "var",
	FOR:                         "for",
	NEW:                         "new",
	TRY:                         "try",
	THIS:                        "this",
	ELSE:                        "else",
	CASE:                        "case",
	VOID:                        "void",
	WITH:                        "with",
	CONST:                       "const",
	WHILE:                       "while",
	BREAK:                       "break",
	CATCH:                       "catch",
	THROW:                       "throw",
	CLASS:                       "class",
	SUPER:                       "super",
	RETURN:                      "return",
	TYPEOF:                      "typeof",
	DELETE:                      "delete",
	SWITCH:                      "switch",
	DEFAULT:                     "default",
	FINALLY:                     "finally",
	EXTENDS:                     "extends",
	FUNCTION:                    "function",
	CONTINUE:                    "continue",
	DEBUGGER:                    "debugger",
	INSTANCEOF:                  "instanceof",
	ESCAPED_RESERVED_WORD:       "ESCAPED_RESERVED_WORD",
	LET:                         "let",
	STATIC:                      "static",
	ASYNC:                       "async",
	AWAIT:                       "await",
	YIELD:                       "yield",
}

// String is the text of the token, or the name of a kind that has several.
func (tkn Token) String() string {
	if tkn >= 0 && int(tkn) < len(texts) && texts[tkn] != "" {
		return texts[tkn]
	}
	return "token(" + strconv.Itoa(int(tkn)) + ")"
}

// keyword is what a word means.
type keyword struct {
	token  Token
	strict bool // in strict code only
}

var keywords = map[string]keyword{
	"enum":       {token: KEYWORD},
	"implements": {KEYWORD, true},
	"interface":  {KEYWORD, true},
	"package":    {KEYWORD, true},
	"private":    {KEYWORD, true},
	"protected":  {KEYWORD, true},
	"public":     {KEYWORD, true},
	"true":       {token: BOOLEAN},
	"false":      {token: BOOLEAN},
	"null":       {token: NULL},
	"let":        {LET, true},
	"static":     {STATIC, true},
	"yield":      {YIELD, true},
}

func init() {
	for t := IF; t <= INSTANCEOF; t++ {
		if t != OF && texts[t] != "" {
			keywords[texts[t]] = keyword{token: t}
		}
	}
	for _, t := range [...]Token{OF, ASYNC, AWAIT} {
		keywords[texts[t]] = keyword{token: t}
	}
}

// IsKeyword returns what a word means: the token of that word, KEYWORD for one that is only
// reserved, 0 for one that is no keyword; and whether it does so in strict code only.
func IsKeyword(literal string) (Token, bool) {
	k := keywords[literal]
	return k.token, k.strict
}

// IsId reports whether a token can stand where a property name can: names and all words.
func IsId(tkn Token) bool { return tkn >= IDENTIFIER }

// IsUnreservedWord reports whether a token is a word that sloppy code can have for a name.
func IsUnreservedWord(tkn Token) bool { return tkn > ESCAPED_RESERVED_WORD }

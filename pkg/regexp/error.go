package regexp

// Error is an early error in a pattern or its flags; to a script it is a
// SyntaxError.
type Error struct {
	// Msg is the whole message, with the pattern in it.
	Msg string
	// Pos is the offset in bytes into the pattern where the error was seen.
	Pos int
	// InFlags says that the flags are wrong, not the pattern.
	InFlags bool

	reason string
}

// Reason returns the message without the pattern.
func (e *Error) Reason() string { return e.reason }

// Error returns the message.
func (e *Error) Error() string { return e.Msg }

func patternError(pattern string, flags Flags, reason string, pos int) *Error {
	return &Error{Msg: "Invalid regular expression: /" + pattern + "/" + flags.String() + ": " + reason, Pos: pos, reason: reason}
}

func flagsError(flags string) *Error {
	msg := "Invalid flags supplied to RegExp constructor '" + flags + "'"
	return &Error{Msg: msg, InFlags: true, reason: msg}
}

// The reasons why a pattern is rejected.
const (
	errTooLarge           = "Regular expression too large"
	errUnterminatedGroup  = "Unterminated group"
	errUnmatchedParen     = "Unmatched ')'"
	errEscapeAtEnd        = `\ at end of pattern`
	errInvalidEscape      = "Invalid escape"
	errInvalidDecimal     = "Invalid decimal escape"
	errInvalidClassEscape = "Invalid class escape"
	errInvalidUnicode     = "Invalid Unicode escape"
	errInvalidProperty    = "Invalid property name"
	errInvalidClassProp   = "Invalid property name in character class"
	errNothingToRepeat    = "Nothing to repeat"
	errInvalidQuantifier  = "Invalid quantifier"
	errLoneBrackets       = "Lone quantifier brackets"
	errQuantifierOrder    = "numbers out of order in {} quantifier"
	errIncomplete         = "Incomplete quantifier"
	errInvalidGroup       = "Invalid group"
	errFlagGroup          = "Invalid flag group"
	errRepeatedFlag       = "Repeated flag in flag group"
	errFlagDashes         = "Multiple dashes in flag group"
	errTooManyCaptures    = "Too many captures"
	errGroupName          = "Invalid capture group name"
	errDuplicateName      = "Duplicate capture group name"
	errNamedReference     = "Invalid named reference"
	errNameNotDefined     = "Invalid named capture referenced"
	errUnterminatedClass  = "Unterminated character class"
	errClassOrder         = "Range out of order in character class"
	errInvalidClass       = "Invalid character class"
	errSetOperation       = "Invalid set operation in character class"
	errClassCharacter     = "Invalid character in character class"
	errNegatedStrings     = "Negated character class may contain strings"
)

package object

// Shortcut names what a built-in function does to arguments of the usual types,
// for tiers that do it themselves instead of calling the function.
type Shortcut uint8

// The shortcuts.
const (
	NoShortcut Shortcut = iota
	ShortcutAbs
	ShortcutCeil
	ShortcutClz32
	ShortcutFloor
	ShortcutFround
	ShortcutImul
	ShortcutMax
	ShortcutMin
	ShortcutPow
	ShortcutRound
	ShortcutSign
	ShortcutSqrt
	ShortcutTrunc
	ShortcutCharAt
	ShortcutCharCodeAt
	ShortcutCodePointAt
	ShortcutFromCharCode
	ShortcutPush
	ShortcutPop
	ShortcutTypedLength
	ShortcutMapGet
	ShortcutMapHas
	ShortcutMapSet
	ShortcutSetHas
	ShortcutSetAdd
)

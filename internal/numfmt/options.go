package numfmt

// Style is what kind of number is formatted.
type Style uint8

// The styles, in the order of their names in ECMA-402.
const (
	DecimalStyle Style = iota
	PercentStyle
	CurrencyStyle
	UnitStyle
)

// CurrencyDisplay is how a currency is shown.
type CurrencyDisplay uint8

// The ways to show a currency.
const (
	CurrencySymbol CurrencyDisplay = iota
	CurrencyNarrowSymbol
	CurrencyCode
	CurrencyName
)

// Width is how a unit is shown.
type Width uint8

// The widths.
const (
	Short Width = iota
	Narrow
	Long
)

var widths = [...]string{"short", "narrow", "long"}

// Notation is how large and small numbers are shown.
type Notation uint8

// The notations.
const (
	Standard Notation = iota
	Scientific
	Engineering
	Compact
)

// Grouping is when groups of digits are separated.
type Grouping uint8

// The groupings.
const (
	GroupingNever Grouping = iota
	GroupingAuto
	GroupingMin2
	GroupingAlways
)

// SignDisplay is when a sign is shown.
type SignDisplay uint8

// The displays of signs.
const (
	SignAuto SignDisplay = iota
	SignNever
	SignAlways
	SignExceptZero
	SignNegative
)

// RoundingType says which limits of digits hold.
type RoundingType uint8

// The rounding types.
const (
	FractionDigits RoundingType = iota
	SignificantDigits
	MorePrecision
	LessPrecision
)

// RoundingMode is a rounding mode; the zero one is that of Math.round on absolute values.
type RoundingMode uint8

// The rounding modes.
const (
	HalfExpand RoundingMode = iota
	Ceil
	Floor
	Expand
	Trunc
	HalfCeil
	HalfFloor
	HalfTrunc
	HalfEven
)

// Digits are the options of SetNumberFormatDigitOptions.
type Digits struct {
	MinInteger, MinFraction, MaxFraction int
	MinSignificant, MaxSignificant       int
	Rounding                             RoundingType
	Increment                            int // 1 for none
	Mode                                 RoundingMode
	StripIfInteger                       bool
}

// Options are resolved options; they are comparable.
type Options struct {
	Locale          string // an available locale
	NumberingSystem string // one with digits
	Style           Style
	Currency        string
	CurrencyDisplay CurrencyDisplay
	Accounting      bool
	Unit            string
	UnitDisplay     Width
	Notation        Notation
	CompactLong     bool
	Grouping        Grouping
	Sign            SignDisplay
	Digits          Digits
	// Key is for the caller: it tells nothing here, but options with different keys are different.
	Key [3]int32
}

// Default are the options of a decimal number in a locale: up to three digits behind the separator.
func Default(locale, numberingSystem string) Options {
	return Options{Locale: locale, NumberingSystem: numberingSystem, Grouping: GroupingAuto,
		Digits: Digits{MinInteger: 1, MaxFraction: 3, Increment: 1}}
}

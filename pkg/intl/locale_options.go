package intl

import (
	"slices"
	"strings"
)

// valid is text for a value in which case does not matter, and which is in lower case then:
// a RangeError if it is not as it should be, or too long for a tag.
func (o *options) valid(name string, is func(string) bool) (s string, given bool, err error) {
	s, given, err = o.text(name)
	if given && len(s) <= longestTag {
		if lower := asciiLower(s); is(lower) {
			return lower, true, nil
		}
	}
	return "", false, o.invalid(name, s, given, err)
}

// updateLanguageID is UpdateLanguageId (sec-updatelanguageid).
func (o *options) updateLanguageID(id *languageID) error {
	if s, given, err := o.valid("language", isLanguage); err != nil {
		return err
	} else if given {
		id.language = s
	}
	if s, given, err := o.valid("script", isScript); err != nil {
		return err
	} else if given {
		id.script = titleCase(s)
	}
	if s, given, err := o.valid("region", isRegion); err != nil {
		return err
	} else if given {
		id.region = strings.ToUpper(s)
	}
	if s, given, err := o.valid("variants", areVariants); err != nil {
		return err
	} else if given {
		id.variants = strings.Split(s, "-")
	}
	return nil
}

// areVariants reports whether s is variants in lower case, none of them twice.
func areVariants(s string) bool {
	list := strings.Split(s, "-")
	for _, v := range list {
		if !isVariant(v) {
			return false
		}
	}
	return !hasDuplicates(list)
}

// keyOption is an option of Intl.Locale that stands for a key of -u-.
type keyOption struct {
	key string
	// read gives its value.
	read func(o *options) (value string, given bool, err error)
}

// keyOptions are read in this order.
var keyOptions = [...]keyOption{
	{"ca", typeOption("calendar")},
	{"co", typeOption("collation")},
	{"fw", func(o *options) (string, bool, error) {
		s, given, err := o.text("firstDayOfWeek")
		if given && len(s) <= longestTag {
			if s = asciiLower(weekdayToUValue(s)); isType(s) {
				return s, true, nil
			}
		}
		return "", false, o.invalid("firstDayOfWeek", s, given, err)
	}},
	{"hc", readHourCycle},
	{"kf", readCaseFirst},
	{"kn", func(o *options) (string, bool, error) { return o.flag("numeric") }},
	{"nu", typeOption("numberingSystem")},
}

// hourCycles are the values of the option hourCycle.
var hourCycles = []string{"h11", "h12", "h23", "h24"}

func readHourCycle(o *options) (string, bool, error) { return o.choice("hourCycle", hourCycles...) }

func readCaseFirst(o *options) (string, bool, error) {
	return o.choice("caseFirst", "upper", "lower", "false")
}

func typeOption(name string) func(*options) (string, bool, error) {
	return func(o *options) (string, bool, error) { return o.valid(name, isType) }
}

// weekdays are the days of table-locale-weekday-string-value, by ISO 8601's number.
var weekdays = [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// weekdayToUValue is WeekdayToUValue (sec-weekdaytouvalue).
func weekdayToUValue(s string) string {
	if len(s) == 1 && '0' <= s[0] && s[0] <= '7' {
		return weekdays[s[0]-'0']
	}
	return s
}

// weekdayUValueToNumber is WeekdayUValueToNumber (sec-weekdayuvaluetonumber), 0 for undefined.
func weekdayUValueToNumber(s string) int {
	return max(slices.Index(weekdays[1:], s)+1, 0)
}

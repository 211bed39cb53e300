package datefmt

import (
	"strconv"
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/cldr"
)

// digits are the ten digits of a numbering system.
type digits struct {
	latin bool
	each  [10]string
}

// newDigits are the digits of a numbering system, those of latn for one that has none.
func newDigits(system string) *digits {
	text, ok := cldr.Get("digits", system)
	if !ok || system == "latn" {
		return &digits{latin: true, each: [10]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}}
	}
	d := new(digits)
	for i := range d.each {
		_, n := utf8.DecodeRuneInString(text)
		d.each[i], text = text[:n], text[n:]
	}
	return d
}

// append appends a number with at least some digits.
func (d *digits) append(b []byte, n int64, least int) []byte {
	var buffer [20]byte
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	s := strconv.AppendInt(buffer[:0], n, 10)
	for range least - len(s) {
		b = append(b, d.each[0]...)
	}
	if d.latin {
		return append(b, s...)
	}
	for _, c := range s {
		b = append(b, d.each[c-'0']...)
	}
	return b
}

// numbering is a numbering system that a pattern asks for.
type numbering uint8

const (
	ordinaryNumbers numbering = iota
	hebrewNumbers
	chineseDays
	japaneseYear
	romanNumbers
	chineseDigits
)

// numberings are the systems that patterns name, for all fields, or for one with a letter and =.
var numberings = map[string]numbering{
	"hebr": hebrewNumbers, "d=hanidays": chineseDays, "y=jpanyear": japaneseYear, "M=romanlow": romanNumbers, "hanidec": chineseDigits,
}

// numberingOf is the numbering system of a field.
func numberingOf(numbers string, char byte) numbering {
	if len(numbers) > 2 && numbers[1] == '=' && numbers[0] != char {
		return ordinaryNumbers
	}
	return numberings[numbers]
}

// appendSpecial appends a number in such a system; false if it has none for it.
func appendSpecial(b []byte, n int64, system numbering) ([]byte, bool) {
	switch {
	case system == hebrewNumbers && n > 0 && n < 10_000:
		return appendHebrew(b, n), true
	case system == chineseDays && n > 0 && n <= 31:
		return append(b, chineseDay(n)...), true
	case system == japaneseYear && n == 1:
		return append(b, "元"...), true
	case system == japaneseYear:
		return strconv.AppendInt(b, n, 10), true
	case system == romanNumbers && n > 0 && n <= 12:
		return append(b, [...]string{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"}[n-1]...), true
	case system == chineseDigits && n >= 0:
		for _, c := range strconv.FormatInt(n, 10) {
			b = append(b, chineseNumerals[c-'0']...)
		}
		return b, true
	}
	return b, false
}

var chineseNumerals = [...]string{"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

// chineseDay is the number of a day of a Chinese month.
func chineseDay(n int64) string {
	switch {
	case n <= 10:
		return "初" + chineseNumerals[n]
	case n < 20:
		return "十" + chineseNumerals[n-10]
	case n == 20:
		return "二十"
	case n < 30:
		return "廿" + chineseNumerals[n-20]
	case n == 30:
		return "三十"
	}
	return "卅" + chineseNumerals[n-30]
}

// appendHebrew appends a number in Hebrew letters, with a geresh behind a single one and gershayim before
// the last of several. Of years the thousands are left out, as is usual, unless there is nothing else.
func appendHebrew(b []byte, n int64) []byte {
	if n%1000 == 0 {
		return append(appendHebrew(b, n/1000), " אלפים"...)
	}
	letters := hebrewLetters(n % 1000)
	if len(letters) == 1 {
		return append(append(b, letters[0]...), "׳"...)
	}
	for i, letter := range letters {
		if i == len(letters)-1 {
			b = append(b, "״"...)
		}
		b = append(b, letter...)
	}
	return b
}

// hebrewLetters are the letters of a number below 1000.
func hebrewLetters(n int64) (letters []string) {
	for ; n >= 400; n -= 400 {
		letters = append(letters, "ת")
	}
	if n >= 100 {
		letters = append(letters, [...]string{"ק", "ר", "ש"}[n/100-1])
		n %= 100
	}
	switch n {
	case 15:
		return append(letters, "ט", "ו")
	case 16:
		return append(letters, "ט", "ז")
	}
	if n >= 10 {
		letters = append(letters, [...]string{"י", "כ", "ל", "מ", "נ", "ס", "ע", "פ", "צ"}[n/10-1])
		n %= 10
	}
	if n > 0 {
		letters = append(letters, [...]string{"א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט"}[n-1])
	}
	return letters
}

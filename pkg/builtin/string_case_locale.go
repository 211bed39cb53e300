package builtin

import (
	"unicode/utf8"

	"github.com/kilnjs/kiln/internal/ucd"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// mapLocaleCase is TransformCase (sec-transform-case): by the rules that hold everywhere, but for
// languages that the library of ECMA-402 knows to have others.
func mapLocaleCase(c *object.Call, method string, upper bool) (heap.Value, error) {
	l := c.RT.Locales()
	if l == nil || c.Arg(0).IsUndefined() {
		return mapCase(c, method, upper)
	}
	s, err := thisText(c, method)
	if err != nil {
		return heap.Undefined, err
	}
	language, err := l.CaseLanguage(c.RT, c.Arg(0))
	if err != nil {
		return heap.Undefined, err
	}
	f := s.Flat(c.RT.Heap)
	m := caseMapper{rt: c.RT, f: f, b: c.RT.Heap.Builder()}
	var step func(r rune) error
	switch {
	case language == "el" && upper:
		step = m.greekUpper
	case language == "lt" && upper:
		step = m.lithuanianUpper
	case language == "lt":
		step = m.lithuanianLower
	case language == "az" && upper || language == "tr" && upper:
		step = m.turkicUpper
	case language == "az" || language == "tr":
		step = m.turkicLower
	default:
		return mapCaseOf(c.RT, s, upper)
	}
	c.RT.Work(f.Len())
	for m.at < f.Len() {
		r, n := codePointAt(f, m.at)
		m.from = m.at
		m.at += n
		if err := step(r); err != nil {
			return heap.Undefined, err
		}
		if err := c.RT.Step(); err != nil {
			return heap.Undefined, err
		}
	}
	return c.RT.BuiltString(&m.b)
}

// caseMapper maps the case of a text by the rules of a language.
type caseMapper struct {
	rt       *object.Runtime
	f        heap.Flat
	b        heap.StringBuilder
	from, at int // the character that is being mapped, and what follows

	afterCased bool // of Greek: what stands before is in the middle of a word
	afterVowel uint8
}

// upper and lower map a character by the rules that hold everywhere.
func (m *caseMapper) upper(r rune) error {
	appendRunes(&m.b, r, ucd.ToUpper)
	return nil
}

func (m *caseMapper) lower(r rune) error {
	if r == 0x3A3 {
		final, err := finalSigma(m.rt, m.f, m.from)
		if err != nil {
			return err
		}
		if final {
			m.b.Unit(0x3C2)
			return nil
		}
	}
	appendRunes(&m.b, r, ucd.ToLower)
	return nil
}

// classAbove is the combining class of marks above.
const classAbove = 230

// beforeDot is the condition Before_Dot of SpecialCasing when dot, else More_Above.
func (m *caseMapper) before(dot bool) (bool, error) {
	for i := m.at; i < m.f.Len(); {
		r, n := codePointAt(m.f, i)
		if dot && r == 0x307 {
			return true, nil
		}
		switch ucd.CombiningClass(r) {
		case classAbove:
			return !dot, nil
		case 0:
			return false, nil
		}
		i += n
		if err := m.rt.Step(); err != nil {
			return false, err
		}
	}
	return false, nil
}

// after reports whether a character of a kind stands before, with no mark above between: the
// conditions After_I and After_Soft_Dotted.
func (m *caseMapper) after(is func(rune) bool) (bool, error) {
	for i := m.from - 1; i >= 0; i-- {
		if i > 0 && m.f.At(i)&0xFC00 == 0xDC00 && m.f.At(i-1)&0xFC00 == 0xD800 {
			i--
		}
		r, _ := codePointAt(m.f, i)
		if class := ucd.CombiningClass(r); class == 0 || class == classAbove {
			return is(r), nil
		}
		if err := m.rt.Step(); err != nil {
			return false, err
		}
	}
	return false, nil
}

func (m *caseMapper) turkicUpper(r rune) error {
	if r == 'i' {
		m.b.Unit(0x130)
		return nil
	}
	return m.upper(r)
}

func (m *caseMapper) turkicLower(r rune) error {
	switch r {
	case 0x130:
		m.b.Unit('i')
		return nil
	case 'I':
		dotted, err := m.before(true)
		if dotted {
			m.b.Unit('i')
		} else {
			m.b.Unit(0x131)
		}
		return err
	case 0x307:
		removed, err := m.after(func(r rune) bool { return r == 'I' })
		if removed || err != nil {
			return err
		}
	}
	return m.lower(r)
}

func (m *caseMapper) lithuanianUpper(r rune) error {
	if r == 0x307 {
		removed, err := m.after(func(r rune) bool {
			p, _ := ucd.LookupLone("Soft_Dotted")
			return p.Contains(r)
		})
		if removed || err != nil {
			return err
		}
	}
	return m.upper(r)
}

func (m *caseMapper) lithuanianLower(r rune) error {
	switch r {
	case 'I', 'J', 0x12E:
		above, err := m.before(false)
		if err != nil {
			return err
		}
		if err := m.lower(r); err != nil || !above {
			return err
		}
		m.b.Unit(0x307)
		return nil
	case 0xCC, 0xCD, 0x128:
		accents := map[rune]uint16{0xCC: 0x300, 0xCD: 0x301, 0x128: 0x303}
		m.b.Unit('i')
		m.b.Unit(0x307)
		m.b.Unit(accents[r])
		return nil
	}
	return m.lower(r)
}

// What a Greek letter has.
const (
	greekVowel uint8 = 1 << iota
	greekAccent
	greekDialytika
	greekCombiningDialytika
	greekOther
	greekIotaBelow
)

// greekMark is what a combining mark adds to a Greek letter, 0 for what is none of its marks.
func greekMark(r rune) uint8 {
	switch r {
	case 0x300, 0x301, 0x302, 0x303, 0x311, 0x342:
		return greekAccent
	case 0x308:
		return greekCombiningDialytika
	case 0x344:
		return greekCombiningDialytika | greekAccent
	case 0x345:
		return greekIotaBelow
	case 0x304, 0x306, 0x313, 0x314, 0x343:
		return greekOther
	}
	return 0
}

// greekLetter is the capital without marks of a Greek letter, 0 for other characters, and what it has.
func greekLetter(r rune) (capital rune, has uint8) {
	if !(0x370 <= r && r <= 0x3FF || 0x1F00 <= r && r <= 0x1FFF || r == 0x2126) {
		return 0, 0
	}
	base := r
	if d := ucd.Decomposition(r); d != "" {
		var n int
		base, n = utf8.DecodeRuneInString(d)
		for _, mark := range d[n:] {
			if mark == 0x308 {
				has |= greekDialytika
			} else {
				has |= greekMark(mark)
			}
		}
	}
	if !ucd.IsCased(base) {
		return 0, 0
	}
	to, n := ucd.ToUpper(base)
	if n != 1 {
		return 0, 0
	}
	switch to[0] {
	case 0x391, 0x395, 0x397, 0x399, 0x39F, 0x3A5, 0x3A9:
		has |= greekVowel
	}
	return to[0], has
}

// greekUpper maps a character to a capital as modern Greek has it: accents go, but that of the word
// for or; a vowel that was kept apart from one before it by that one's accent gets a dialytika.
func (m *caseMapper) greekUpper(r rune) error {
	afterCased, afterVowel := m.afterCased, m.afterVowel
	m.afterVowel = 0
	if !ucd.IsCaseIgnorable(r) {
		m.afterCased = ucd.IsCased(r)
	}
	capital, has := greekLetter(r)
	if capital == 0 {
		return m.upper(r)
	}
	if has&greekVowel != 0 && afterVowel != 0 && (capital == 0x399 || capital == 0x3A5) {
		has |= afterVowel
	}
	composed := has&greekAccent != 0
	iotas := int(has & greekIotaBelow / greekIotaBelow)
	for m.at < m.f.Len() {
		mark := greekMark(rune(m.f.At(m.at)))
		if mark == 0 {
			break
		}
		if mark == greekIotaBelow {
			iotas++
		}
		has |= mark
		m.at++
		if err := m.rt.Step(); err != nil {
			return err
		}
	}
	const either = greekDialytika | greekCombiningDialytika
	if has&greekVowel != 0 && has&greekAccent != 0 && has&either == 0 {
		m.afterVowel = greekCombiningDialytika
		if composed {
			m.afterVowel = greekDialytika
		}
	}
	tonos := false
	alone := false
	if capital == 0x397 && has&greekAccent != 0 && iotas == 0 && !afterCased {
		followed, err := m.beforeCased()
		if err != nil {
			return err
		}
		alone = !followed
	}
	switch {
	case alone && composed:
		capital = 0x389
	case alone:
		tonos = true
	case has&greekDialytika != 0 && capital == 0x399:
		capital, has = 0x3AA, has&^either
	case has&greekDialytika != 0 && capital == 0x3A5:
		capital, has = 0x3AB, has&^either
	}
	m.b.Unit(uint16(capital))
	if has&either != 0 {
		m.b.Unit(0x308)
	}
	if tonos {
		m.b.Unit(0x301)
	}
	for range iotas {
		m.b.Unit(0x399)
	}
	return nil
}

// beforeCased reports whether a cased letter follows, behind characters that case ignores.
func (m *caseMapper) beforeCased() (bool, error) {
	for i := m.at; i < m.f.Len(); {
		r, n := codePointAt(m.f, i)
		if !ucd.IsCaseIgnorable(r) {
			return ucd.IsCased(r), nil
		}
		i += n
		if err := m.rt.Step(); err != nil {
			return false, err
		}
	}
	return false, nil
}

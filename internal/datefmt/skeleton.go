package datefmt

// The fields of skeletons, in their canonical order.
const (
	fieldEra = iota
	fieldYear
	fieldMonth
	fieldWeekday
	fieldDay
	fieldDayPeriod
	fieldHour
	fieldMinute
	fieldSecond
	fieldFraction
	fieldZone
	numFields
)

const (
	dateMask     = 1<<fieldDayPeriod - 1
	timeMask     = 1<<numFields - 1 - dateMask
	fractionBit  = 1 << fieldFraction
	secondBit    = 1 << fieldSecond
	canonicalAll = "GyMEdaHmsSv"
)

// The types of fields, whose differences are distances: names are below zero, numbers above.
const (
	typeNarrow  = -0x101
	typeShorter = -0x102
	typeShort   = -0x103
	typeLong    = -0x104
	typeNumeric = 0x100
	typeDelta   = 0x10

	extraField   = 0x10000
	missingField = 0x1000
)

// symbol is a letter of patterns, from a number of repetitions on.
type symbol struct {
	char  byte
	field uint8
	kind  int32
	from  uint8
}

// symbols are the letters of UTS #35 that patterns have here; those of a letter follow each other.
var symbols = [...]symbol{
	{'G', fieldEra, typeShort, 1}, {'G', fieldEra, typeLong, 4}, {'G', fieldEra, typeNarrow, 5},
	{'y', fieldYear, typeNumeric, 1}, {'Y', fieldYear, typeNumeric + typeDelta, 1},
	{'u', fieldYear, typeNumeric + 2*typeDelta, 1}, {'r', fieldYear, typeNumeric + 3*typeDelta, 1},
	{'U', fieldYear, typeShort, 1}, {'U', fieldYear, typeLong, 4}, {'U', fieldYear, typeNarrow, 5},
	{'M', fieldMonth, typeNumeric, 1}, {'M', fieldMonth, typeShort, 3}, {'M', fieldMonth, typeLong, 4}, {'M', fieldMonth, typeNarrow, 5},
	{'L', fieldMonth, typeNumeric + typeDelta, 1}, {'L', fieldMonth, typeShort - typeDelta, 3},
	{'L', fieldMonth, typeLong - typeDelta, 4}, {'L', fieldMonth, typeNarrow - typeDelta, 5},
	{'E', fieldWeekday, typeShort, 1}, {'E', fieldWeekday, typeLong, 4}, {'E', fieldWeekday, typeNarrow, 5}, {'E', fieldWeekday, typeShorter, 6},
	{'c', fieldWeekday, typeNumeric + 2*typeDelta, 1}, {'c', fieldWeekday, typeShort - 2*typeDelta, 3},
	{'c', fieldWeekday, typeLong - 2*typeDelta, 4}, {'c', fieldWeekday, typeNarrow - 2*typeDelta, 5}, {'c', fieldWeekday, typeShorter - 2*typeDelta, 6},
	{'d', fieldDay, typeNumeric, 1},
	{'a', fieldDayPeriod, typeShort, 1}, {'a', fieldDayPeriod, typeLong, 4}, {'a', fieldDayPeriod, typeNarrow, 5},
	{'b', fieldDayPeriod, typeShort - typeDelta, 1}, {'b', fieldDayPeriod, typeLong - typeDelta, 4}, {'b', fieldDayPeriod, typeNarrow - typeDelta, 5},
	{'B', fieldDayPeriod, typeShort - 3*typeDelta, 1}, {'B', fieldDayPeriod, typeLong - 3*typeDelta, 4}, {'B', fieldDayPeriod, typeNarrow - 3*typeDelta, 5},
	{'H', fieldHour, typeNumeric + 10*typeDelta, 1}, {'k', fieldHour, typeNumeric + 11*typeDelta, 1},
	{'h', fieldHour, typeNumeric, 1}, {'K', fieldHour, typeNumeric + typeDelta, 1},
	{'m', fieldMinute, typeNumeric, 1},
	{'s', fieldSecond, typeNumeric, 1},
	{'S', fieldFraction, typeNumeric, 1},
	{'v', fieldZone, typeShort - 2*typeDelta, 1}, {'v', fieldZone, typeLong - 2*typeDelta, 4},
	{'z', fieldZone, typeShort, 1}, {'z', fieldZone, typeLong, 4},
	{'Z', fieldZone, typeNarrow - typeDelta, 1}, {'Z', fieldZone, typeLong - typeDelta, 4}, {'Z', fieldZone, typeShort - typeDelta, 5},
	{'O', fieldZone, typeShort - typeDelta, 1}, {'O', fieldZone, typeLong - typeDelta, 4},
}

// symbolOf is what a letter means that is repeated n times, nil if it is none.
func symbolOf(char byte, n int) (found *symbol) {
	for i := range symbols {
		if s := &symbols[i]; s.char == char && (found == nil || int(s.from) <= n) {
			found = s
		}
	}
	return found
}

// run is a letter with its number of repetitions.
type run struct {
	char byte
	n    uint8
}

// skeleton is fields without order, and without what stands between them.
type skeleton struct {
	original [numFields]run
	base     [numFields]run // the shortest letters of the same type
	kinds    [numFields]int32
	// addedPeriod says that the part of the day is there only because the hour has twelve hours.
	addedPeriod bool
}

func (s *skeleton) set(char byte, n int) {
	symbol := symbolOf(char, n)
	if symbol == nil {
		return
	}
	f := symbol.field
	s.original[f] = run{char, uint8(n)}
	s.base[f] = run{char, symbol.from}
	s.kinds[f] = symbol.kind
	if symbol.kind > 0 {
		s.kinds[f] += int32(n)
	}
}

// newSkeleton takes the fields of a pattern or of a skeleton.
func newSkeleton(pattern string) (s skeleton) {
	for item := range runs(pattern) {
		if item.char != 0 {
			s.set(item.char, item.n)
		}
	}
	switch {
	case s.kinds[fieldFraction] != 0 && s.kinds[fieldMinute] != 0 && s.kinds[fieldSecond] == 0:
		s.set('s', 1)
	}
	switch s.original[fieldHour].char {
	case 0:
	case 'h', 'K':
		if s.kinds[fieldDayPeriod] == 0 {
			s.set('a', 1)
			s.addedPeriod = true
		}
	default:
		s.original[fieldDayPeriod], s.base[fieldDayPeriod], s.kinds[fieldDayPeriod] = run{}, run{}, 0
	}
	return s
}

// text writes the fields of one of the lists of runs in their canonical order.
func text(runs *[numFields]run) string {
	var b []byte
	for _, r := range runs {
		for range r.n {
			b = append(b, r.char)
		}
	}
	return string(b)
}

// String is the skeleton in its canonical order.
func (s *skeleton) String() string {
	original := s.original
	if s.addedPeriod {
		original[fieldDayPeriod] = run{}
	}
	return text(&original)
}

// mask are the fields that s has.
func (s *skeleton) mask() (mask int) {
	for i, kind := range s.kinds {
		if kind != 0 {
			mask |= 1 << i
		}
	}
	return mask
}

// distance is how far another skeleton is from the fields of s that mask has: missing are those that it
// lacks, extra those that s lacks.
func (s *skeleton) distance(other *skeleton, mask int) (distance, missing, extra int) {
	for i, theirs := range other.kinds {
		ours := s.kinds[i]
		if mask&(1<<i) == 0 {
			ours = 0
		}
		switch {
		case ours == theirs:
		case ours == 0:
			distance += extraField
			extra |= 1 << i
		case theirs == 0:
			distance += missingField
			missing |= 1 << i
		default:
			distance += int(max(ours-theirs, theirs-ours))
		}
	}
	return distance, missing, extra
}

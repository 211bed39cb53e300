// Package temporal is the library of Temporal: exact times, dates and times of the clock,
// durations, time zones and calendars.
//
// # Where things are
//
// Each type has its file (plain_date.go …) with the group that declares it and the
// operations that take or make its objects. What they calculate with knows no values of
// scripts, and has a file for each concern:
//
//	int128.go           integers of two words: counts of nanoseconds do not fit into one
//	iso_date.go         dates of the calendar ISO 8601, times of the clock, both together
//	iso_parse.go        the grammar of RFC 9557 and ISO 8601
//	iso_format.go       its reverse
//	duration_record.go  durations and their parts
//	duration_parse.go   the grammar of durations
//	rounding.go         rounding modes and increments
//	relative.go         rounding of durations relative to a point of the calendar
//	units.go            units of time
//	calendar.go         what a calendar is, calendar_iso.go the calendar ISO 8601,
//	                    calendar_other.go the others, by internal/calendar
//	time_zone.go        identifiers of time zones, offsets, local times
//
// # Invariants
//
//   - Operations bear the names of the specification and exist once.
//   - Numbers are exact: no step rounds but those of the specification. Sums of nanoseconds
//     are int128, what scripts give is a float64 until it is known to be in range.
//   - What throws in the calculating files returns a rangeError or a typeError; method
//     makes errors of the realm of them.
//   - Internal slots hold numbers alone, no references: see object.go.
package temporal

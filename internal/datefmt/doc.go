// Package datefmt formats dates and times as locales write them: patterns of UTS #35, part 4, chosen by
// skeletons, with the data of internal/cldr. It knows no values of scripts.
//
// # Where things are
//
//	locale.go     what a locale has for a calendar: lookups along parents and related calendars
//	skeleton.go   skeletons and their distance
//	generator.go  the best pattern for a skeleton
//	pattern.go    patterns as lists of fields
//	format.go     a pattern applied to a time, in parts
//	time.go       times as fields of a calendar
//	interval.go   ranges of times
//	names.go      names of months, weekdays, eras, parts of the day
//	number.go     numbers in numbering systems
//	zone.go       time zones; zone_names.go their names
//
// # Invariants
//
//   - A Locale and a Format do not change once they are made, but for what is made on demand, which is
//     stored at once: goroutines share them.
//   - Formatting does not parse patterns again.
//   - Where UTS #35 leaves open which pattern is best, it is the one that ICU chooses.
package datefmt

// Package calendar is the arithmetic of the calendars that ECMA-402 asks for besides ISO 8601
// (sec-ecma402-calendar-types): dates as counts of days since 1970-01-01 to years, months and
// days and back, sums and differences of dates, eras, month codes, reference dates of days
// without a year. It knows no values of scripts.
//
// # Where things are
//
//	calendar.go       what a calendar is, the list of them, dates
//	month_code.go     month codes and what becomes of them in years that lack them
//	era.go            the table of eras
//	arithmetic.go     sums and differences of dates
//	month_day.go      reference dates of days without a year
//	solar.go          calendars whose months are those of ISO 8601, coptic, ethiopic, indian, persian
//	islamic.go        the tabular calendars and umalqura, with umalqura_data.go
//	hebrew.go         the Hebrew calendar
//	lunisolar.go      chinese and dangi, with lunisolar_data.go
//
// # Invariants
//
//   - A calendar is its rules alone: which days a year has and in which year a day is. All else
//     is written once, on top of these, with the names of the specification.
//   - Years follow each other without a gap, also where a table begins or ends.
//   - Nothing is kept between calls: rules are a few divisions or a look into a table, which is
//     a constant of the program, so that runtimes share no state.
package calendar

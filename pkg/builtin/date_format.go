package builtin

import (
	"fmt"
	"math"

	"github.com/kilnjs/kiln/pkg/object"
)

const (
	dayNames    = "SunMonTueWedThuFriSat"
	monthNames  = "JanFebMarAprMayJunJulAugSepOctNovDec"
	invalidDate = "Invalid Date"
)

func dayName(t float64) string { return dayNames[3*weekDay(t):][:3] }

func monthName(month float64) string { return monthNames[3*int(month):][:3] }

// yearText is a year with at least four digits.
func yearText(year float64) string {
	if year < 0 {
		return fmt.Sprintf("-%04d", -int(year))
	}
	return fmt.Sprintf("%04d", int(year))
}

// dayText is DateString (sec-datestring) of a finite local time.
func dayText(local float64) string {
	p := splitTime(local)
	return fmt.Sprintf("%s %s %02d %s", dayName(local), monthName(p[dateMonth]), int(p[dateDay]), yearText(p[dateYear]))
}

// clockText is TimeString and TimeZoneString (sec-timestring,
// sec-timezoneestring) of a finite time value.
func clockText(rt *object.Runtime, t float64) string {
	p := splitTime(localTime(rt, t))
	offset, zone := zoneAt(rt, t)
	sign := '+'
	if offset < 0 {
		sign, offset = '-', -offset
	}
	if zone == "UTC" {
		zone = "Coordinated Universal Time"
	}
	minutes := int(offset / msPerMinute)
	return fmt.Sprintf("%02d:%02d:%02d GMT%c%02d%02d (%s)",
		int(p[dateHour]), int(p[dateMinute]), int(p[dateSecond]), sign, minutes/60, minutes%60, zone)
}

// toDateString is ToDateString (sec-todatestring).
func toDateString(rt *object.Runtime, t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	return dayText(localTime(rt, t)) + " " + clockText(rt, t)
}

// dateString is what Date.prototype.toDateString gives (sec-date.prototype.todatestring).
func dateString(rt *object.Runtime, t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	return dayText(localTime(rt, t))
}

// timeString is what Date.prototype.toTimeString gives (sec-date.prototype.totimestring).
func timeString(rt *object.Runtime, t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	return clockText(rt, t)
}

// utcString is what Date.prototype.toUTCString gives (sec-date.prototype.toutcstring).
func utcString(t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	p := splitTime(t)
	return fmt.Sprintf("%s, %02d %s %s %02d:%02d:%02d GMT", dayName(t), int(p[dateDay]), monthName(p[dateMonth]),
		yearText(p[dateYear]), int(p[dateHour]), int(p[dateMinute]), int(p[dateSecond]))
}

// localeDateString is what Date.prototype.toLocaleDateString gives
// (sec-date.prototype.tolocaledatestring): month/day/year, as in American English.
func localeDateString(rt *object.Runtime, t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	p := splitTime(localTime(rt, t))
	return fmt.Sprintf("%d/%d/%d", int(p[dateMonth])+1, int(p[dateDay]), int(p[dateYear]))
}

// localeTimeString is what Date.prototype.toLocaleTimeString gives
// (sec-date.prototype.tolocaletimestring): a clock of twelve hours.
func localeTimeString(rt *object.Runtime, t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	p := splitTime(localTime(rt, t))
	half := "AM"
	if p[dateHour] >= 12 {
		half = "PM"
	}
	return fmt.Sprintf("%d:%02d:%02d %s", (int(p[dateHour])+11)%12+1, int(p[dateMinute]), int(p[dateSecond]), half)
}

// localeString is what Date.prototype.toLocaleString gives
// (sec-date.prototype.tolocalestring).
func localeString(rt *object.Runtime, t float64) string {
	if math.IsNaN(t) {
		return invalidDate
	}
	return localeDateString(rt, t) + ", " + localeTimeString(rt, t)
}

package cldr

// Dates are patterns and names of dates and times.
var Dates = Subject{text: &datesData}

// CalendarNames are patterns and names of calendars besides the Gregorian one.
var CalendarNames = Subject{text: &calendarnamesData}

// ZoneNames are names of time zones.
var ZoneNames = Subject{text: &zonenamesData}

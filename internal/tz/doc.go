// Package tz has the time zones of the IANA database: their identifiers, which of them are
// primary, offsets from UTC and transitions.
//
// The data is that of the system where it has a zone (ZONEINFO in the environment, or the
// usual folders), else what is embedded in this package. A zone is parsed once in a process,
// when somebody first asks for it, and does not change after that. Names are embedded, so that
// an identifier means the same on all machines: its number (see Lookup) is fixed by the build.
//
// It knows no values of scripts and imports nothing of the project.
package tz

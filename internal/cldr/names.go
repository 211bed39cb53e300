package cldr

import _ "embed"

//go:embed names.bin
var namesTable string

// Names has names of scripts, variants and calendars, at script/code, variant/code and calendar/code, and the pattern and
// separator of names that are made of several.
var Names = Subject{text: &namesTable}

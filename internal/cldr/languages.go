package cldr

import _ "embed"

//go:embed languages.bin
var languagesTable string

// Languages has names of languages by their tags, short ones at tag/short.
var Languages = Subject{text: &languagesTable}

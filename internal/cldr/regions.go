package cldr

import _ "embed"

//go:embed regions.bin
var regionsTable string

// Regions has names of regions by their codes, short ones at code/short.
var Regions = Subject{text: &regionsTable}

//go:build kiln_intl_en || kiln_no_intl

package collate

import _ "embed"

//go:embed tailorings_en.bin
var tailoringsData string

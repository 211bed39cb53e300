package intl

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// caseLanguage is the language of TransformCase (sec-transform-case): those of SpecialCasing, and
// Greek, whose capitals lose their accents by CLDR's transformation el-Upper.
func caseLanguage(rt *object.Runtime, locales heap.Value) (string, error) {
	requested, err := canonicalizeLocaleList(rt, locales)
	if err != nil || len(requested) == 0 {
		return "", err
	}
	if id, ok := parseTag(requested[0]); ok {
		switch id.language {
		case "az", "el", "lt", "tr":
			return id.language, nil
		}
	}
	return "", nil
}

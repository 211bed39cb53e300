package kiln

import (
	"fmt"
	"strconv"
	"strings"
)

// ParseThresholds reads "T1CALLS,T1TURNS,T2CALLS,T2TURNS". A field that is empty
// or missing means the default; "" means all defaults.
func ParseThresholds(text string) (Thresholds, error) {
	var t Thresholds
	if text == "" {
		return t, nil
	}
	fields := []*uint32{&t.T1Calls, &t.T1Turns, &t.T2Calls, &t.T2Turns}
	parts := strings.Split(text, ",")
	if len(parts) > len(fields) {
		return t, fmt.Errorf("thresholds %q: want T1CALLS,T1TURNS,T2CALLS,T2TURNS", text)
	}
	for i, part := range parts {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil || n == 0 {
			return t, fmt.Errorf("thresholds %q: %q is not a count from 1 to 4294967295", text, part)
		}
		*fields[i] = uint32(n)
	}
	return t, nil
}

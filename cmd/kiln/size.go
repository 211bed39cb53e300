package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// byteSize is a number of bytes, written like 64MB, 1GiB or 500000. All units
// are powers of 1024.
type byteSize int64

var sizeUnits = map[string]float64{
	"": 1, "b": 1,
	"k": 1 << 10, "kb": 1 << 10, "kib": 1 << 10,
	"m": 1 << 20, "mb": 1 << 20, "mib": 1 << 20,
	"g": 1 << 30, "gb": 1 << 30, "gib": 1 << 30,
}

// UnmarshalText implements encoding.TextUnmarshaler for the flag parser.
func (b *byteSize) UnmarshalText(text []byte) error {
	s := strings.ToLower(strings.TrimSpace(string(text)))
	digits := strings.TrimRight(s, "abcdefghijklmnopqrstuvwxyz")
	factor, known := sizeUnits[s[len(digits):]]
	n, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
	if err != nil || !known || n <= 0 || n*factor < 1 || n*factor >= math.MaxInt64 {
		return fmt.Errorf("%q is not a size like 64MB", text)
	}
	*b = byteSize(n * factor)
	return nil
}

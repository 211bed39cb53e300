package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/kilnjs/kiln/internal/progen/reduce"
)

// Bounds of what making a find smaller may cost: executions, and time.
const (
	reductionTries = 2500
	reductionTime  = 2 * time.Minute
)

// quote writes a text as a JavaScript string literal.
func quote(text string) string {
	literal, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(literal)
}

// save writes a find to the folder, as it is, and then once more after making
// it smaller; it returns the file that is left.
func (h *hunt) save(j *judge, source string, f *find, origin string) (string, error) {
	name, err := h.write(source, f, origin)
	if err != nil || !h.Reduce {
		return name, err
	}
	began, patience := time.Now(), j.timeout
	defer func() { j.timeout = patience }()
	j.timeout = min(patience, 200*time.Millisecond+4*j.longest)
	small := reduce.Program(source, reductionTries, func(text string) bool {
		return time.Since(began) < reductionTime && j.again(text, f)
	})
	smaller, err := h.write(small, f, origin)
	if err != nil || smaller == name {
		return name, err
	}
	return smaller, os.Remove(name)
}

// write writes a program with what it showed above it.
func (h *hunt) write(source string, f *find, origin string) (string, error) {
	sum := fnv.New32a()
	sum.Write([]byte(source))
	name := filepath.Join(h.Out, fmt.Sprintf("%s-%08x.js", f.kind, sum.Sum32()))
	var b strings.Builder
	fmt.Fprintf(&b, "// %s (%s) from %s\n", f.kind, strings.Join(f.modes, ", "), origin)
	for line := range strings.Lines(f.detail) {
		fmt.Fprintf(&b, "// %s\n", strings.TrimRight(line, "\n"))
		if b.Len() > 3000 {
			break
		}
	}
	b.WriteString(source)
	b.WriteByte('\n')
	if err := os.MkdirAll(h.Out, 0o755); err != nil {
		return "", err
	}
	return name, os.WriteFile(name, []byte(b.String()), 0o644)
}

//go:build amd64 || arm64

package pattern

import (
	"testing"

	"github.com/kilnjs/kiln/pkg/regexp"
)

// BenchmarkShort searches short texts, in the interpreter and in machine code.
func BenchmarkShort(b *testing.B) {
	for _, c := range []struct{ name, pattern, text string }{
		{"test", `^[a-z0-9]+@[a-z0-9]+\.com$`, "user12@example3.com"},
		{"captures", `^(\w+)@(\w+)\.(\w+)$`, "user12@example3.com"},
		{"alternatives", `message|quoted|ERROR|WARN|INFO`, "2024-01-12 a line with a message in it"},
		{"none", `x(\w+)y`, "2024-01-12 a line with a message in it"},
	} {
		for _, machine := range []string{"interpreter", "machine"} {
			b.Run(c.name+"/"+machine, func(b *testing.B) {
				p, err := regexp.Compile(c.pattern, "")
				if err != nil {
					b.Fatal(err)
				}
				var caps regexp.Captures
				if machine == "machine" {
					caps.UseMachine(newMachine())
				}
				text := []byte(c.text)
				for b.Loop() {
					_, _ = p.SearchLatin1(text, 0, false, &caps, nil)
				}
			})
		}
	}
}

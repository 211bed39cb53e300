package inside

import (
	"fmt"
	"strings"

	"golang.org/x/arch/arm64/arm64asm"
)

// instruction shows the first instruction of code, which is at offset, and says how long it
// is; 0 if it is none. Targets of jumps count from the start of the code.
func instruction(code []byte, offset int) (text string, n int) {
	in, err := arm64asm.Decode(code)
	if err != nil {
		return "", 0
	}
	text = arm64asm.GNUSyntax(in)
	for _, arg := range in.Args {
		if to, jumps := arg.(arm64asm.PCRel); jumps {
			text = text[:strings.Index(text, ".+")] + fmt.Sprintf("%#x", offset+int(to))
		}
	}
	return text, 4
}

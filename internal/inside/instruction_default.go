//go:build !arm64

package inside

import (
	"fmt"
	"strings"

	"golang.org/x/arch/x86/x86asm"
)

// instruction shows the first instruction of code, which is at offset, and says how long it
// is; 0 if it is none. Targets of jumps count from the start of the code.
func instruction(code []byte, offset int) (text string, n int) {
	in, err := x86asm.Decode(code, 64)
	if err != nil {
		return "", 0
	}
	if to, jumps := in.Args[0].(x86asm.Rel); jumps && offset == 0 {
		// For IntelSyntax 0 is an unknown place.
		return fmt.Sprintf("%s %#x", strings.ToLower(in.Op.String()), in.Len+int(to)), in.Len
	}
	return x86asm.IntelSyntax(in, uint64(offset), nil), in.Len
}

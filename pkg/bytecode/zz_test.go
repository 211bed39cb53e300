package bytecode_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/kilnjs/kiln/pkg/bytecode"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

func TestZZ(t *testing.T) {
	f := os.Getenv("ZZ")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(f)
	if os.Getenv("ZZD") != "" {
		p, err := syntax.Parse(syntax.NewSource(f, string(b)), syntax.Options{})
		fmt.Println(err)
		for _, fn := range p.Funcs {
			p, err := bytecode.Compile(fn)
			if err != nil {
				fmt.Println(err)
				continue
			}
			fmt.Print(bytecode.Disassemble(p))
			if err := bytecode.Verify(p); err != nil {
				fmt.Println(err)
			}
		}
	}
	start := time.Now()
	fmt.Print(run(t, f, string(b), heap.Options{Stress: os.Getenv("ZZSTRESS") != ""}))
	fmt.Println(time.Since(start))
}

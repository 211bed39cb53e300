package interp_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
)

func TestZZ(t *testing.T) {
	f := os.Getenv("ZZ")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(f)
	if os.Getenv("ZZS") != "" {
		p, err := syntax.Parse(syntax.NewSource(f, string(b)), syntax.Options{})
		fmt.Println(err)
		for _, fn := range p.Funcs {
			fmt.Printf("func %q kind %d\n", fn.Name, fn.Kind)
			for _, s := range fn.Scopes {
				fmt.Printf("  scope %d needs %v slots %d depth %d\n", s.Kind, s.NeedsEnv, s.EnvSlots, s.EnvDepth)
				for _, b := range s.Bindings {
					fmt.Printf("    %q kind %d store %d idx %d\n", b.Name, b.Kind, b.Store, b.Index)
				}
			}
		}
	}
	start := time.Now()
	fmt.Print(run(t, f, string(b), heap.Options{Stress: os.Getenv("ZZSTRESS") != ""}))
	fmt.Println(time.Since(start), lastRT.Heap.Stats().Minor, lastRT.Heap.Stats().Full)
}

package bytecode_test

import (
	"fmt"
	"os"
	"runtime/pprof"
	"testing"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
)

func TestZZTime(t *testing.T) {
	f := os.Getenv("ZZT")
	if f == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(f)
	if p := os.Getenv("ZZP"); p != "" {
		o, _ := os.Create(p)
		pprof.StartCPUProfile(o)
		defer pprof.StopCPUProfile()
	}
	start := time.Now()
	fmt.Print(run(t, f, string(b), heap.Options{}))
	fmt.Println("total", time.Since(start))
}

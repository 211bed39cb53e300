package syntax_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"github.com/kilnjs/kiln/pkg/syntax"
	"os"
	"strings"
	"testing"
)

func TestZZDiff(t *testing.T) {
	f, err := os.Open(os.Getenv("DIFF"))
	if err != nil {
		t.Skip()
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 1<<20), 1<<24)
	n, bad := 0, 0
	for sc.Scan() {
		var c struct {
			Module      bool
			Src, Err, F string
		}
		json.Unmarshal(sc.Bytes(), &c)
		n++
		o := syntax.Options{Completion: true}
		if c.Module {
			o.Goal = syntax.GoalModule
		}
		p, err := syntax.Parse(syntax.NewSource("x", c.Src), o)
		if err == nil {
			checkProgram(t, p)
		}
		if err != nil && c.Err != "" {
			if m := "SyntaxError: " + err.Error(); m != c.Err {
				fmt.Printf("MSG %s  |||  %s\n", c.Err, m)
			} else {
				fmt.Println("SAME")
			}
		}
		if (err != nil) != (c.Err != "") {
			bad++
			m := ""
			if err != nil {
				m = err.(*syntax.Error).Detail()
			}
			fmt.Printf("=====%s module=%v\nnode: %s\nours: %s\n%s\n", c.F, c.Module, c.Err, m, strings.TrimSpace(c.Src))
		}
	}
	fmt.Println("cases", n, "differences", bad)
}

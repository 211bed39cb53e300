package goja_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/dop251/goja/internal/trial"
)

// TestReplaceLines does in a module of its own what README.md says for a copy of the
// repository beside a program.
func TestReplaceLines(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	lines := regexp.MustCompile(`(?m)^ +(replace .* => \.\./kiln.*)$`).FindAllStringSubmatch(string(readme), -1)
	if len(lines) != 2 {
		t.Fatalf("README.md has %d such lines", len(lines))
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	path, version, _ := strings.Cut(trial.Goja, "@")
	mod := fmt.Sprintf("module program\n\ngo 1.26.0\n\nrequire %s %s\n\n", path, version)
	for _, line := range lines {
		mod += strings.Replace(line[1], "../kiln", root, 1) + "\n"
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": mod,
		"main.go": `package main

import (
	"fmt"

	"github.com/dop251/goja"
)

func main() {
	vm := goja.New()
	vm.Set("add", func(a, b int) int { return a + b })
	v, err := vm.RunString("class A { #n = add(40, 2); get n() { return this.#n } }; new A().n")
	fmt.Println(v.Export(), err)
}
`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := trial.Go(dir, "mod", "tidy"); err != nil {
		t.Fatal(err)
	}
	out, err := trial.Go(dir, "run", ".")
	if err != nil || string(out) != "42 <nil>\n" {
		t.Fatalf("%s%v", out, err)
	}
}

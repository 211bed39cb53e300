package trial

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/dop251/goja/internal/dump"
)

const treesMain = `package main

import (
	"bufio"
	"encoding/json"
	"os"

	"trial/dump"
)

func main() {
	in, out := json.NewDecoder(bufio.NewReader(os.Stdin)), bufio.NewWriter(os.Stdout)
	defer out.Flush()
	write := json.NewEncoder(out)
	for {
		var s dump.Source
		if in.Decode(&s) != nil {
			return
		}
		write.Encode(dump.Of(s))
	}
}
`

// RealTrees returns the trees that goja itself makes of texts. compat is the folder of this
// module, work an empty one.
func RealTrees(compat, work string, sources []dump.Source) ([]dump.Tree, error) {
	path, version, _ := strings.Cut(Goja, "@")
	text, err := os.ReadFile(filepath.Join(compat, "internal", "dump", "dump.go"))
	if err != nil {
		return nil, err
	}
	if err := os.Mkdir(filepath.Join(work, "dump"), 0o755); err != nil {
		return nil, err
	}
	for name, content := range map[string]string{
		"go.mod":       fmt.Sprintf("module trial\n\ngo 1.26.0\n\nrequire %s %s\n", path, version),
		"main.go":      treesMain,
		"dump/dump.go": string(text),
	} {
		if err := os.WriteFile(filepath.Join(work, name), []byte(content), 0o644); err != nil {
			return nil, err
		}
	}
	if out, err := Go(work, "mod", "tidy"); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	binary := filepath.Join(work, "trees")
	if out, err := Go(work, "build", "-o", binary, "."); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	var in strings.Builder
	write := json.NewEncoder(&in)
	for _, s := range sources {
		if err := write.Encode(s); err != nil {
			return nil, err
		}
	}
	cmd := exec.Command(binary)
	cmd.Stdin = strings.NewReader(in.String())
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	trees := make([]dump.Tree, len(sources))
	read := json.NewDecoder(bufio.NewReader(out))
	for i := range trees {
		if err := read.Decode(&trees[i]); err != nil {
			return nil, fmt.Errorf("after %d trees: %w", i, err)
		}
	}
	return trees, cmd.Wait()
}

// Literals returns the strings that the Go files of goja's own tests spell, most of which
// are scripts.
func Literals() ([]dump.Source, error) {
	dir, err := Module(Goja)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, pattern := range []string{"*_test.go", "parser/*_test.go"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	var all []dump.Source
	for _, path := range files {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil {
					at := set.Position(lit.Pos())
					name := fmt.Sprintf("%s:%d:%d", filepath.Base(path), at.Line, at.Column)
					all = append(all, dump.Source{Name: name, Text: text})
				}
			}
			return true
		})
	}
	return all, nil
}

package interp_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
	"github.com/kilnjs/kiln/pkg/syntax"
)

var metaRE = regexp.MustCompile(`(?s)/\*---(.*?)---\*/`)

func list(meta, key string) []string {
	re := regexp.MustCompile(`(?m)^ *` + key + `: *\[([^\]]*)\]`)
	if m := re.FindStringSubmatch(meta); m != nil {
		var out []string
		for _, s := range strings.Split(m[1], ",") {
			out = append(out, strings.TrimSpace(s))
		}
		return out
	}
	re = regexp.MustCompile(`(?m)^ *` + key + `:\s*\n((?: *- .*\n?)+)`)
	if m := re.FindStringSubmatch(meta); m != nil {
		var out []string
		for _, s := range strings.Split(m[1], "\n") {
			s = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "-"))
			if s != "" {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

func has(l []string, s string) bool {
	for _, x := range l {
		if x == s {
			return true
		}
	}
	return false
}

var harness = map[string]*syntax.Program{}

func include(name string) *syntax.Program {
	if p := harness[name]; p != nil {
		return p
	}
	b, _ := os.ReadFile("/work/tmp/harness/" + name)
	p, err := syntax.Parse(syntax.NewSource(name, string(b)), syntax.Options{})
	if err != nil {
		panic(err)
	}
	harness[name] = p
	return p
}

func one(file string, src, meta string, strict bool, module bool) (res string) {
	defer func() {
		if r := recover(); r != nil {
			st := strings.Split(string(debug.Stack()), "\n")
			s := ""
			for i, l := range st {
				if strings.Contains(l, "panic.go") || strings.Contains(l, "/pkg/") {
					s += " | " + strings.TrimSpace(l)
				}
				if i > 30 {
					break
				}
			}
			res = fmt.Sprint("PANIC ", r, s)
		}
	}()
	flags := list(meta, "flags")
	neg := ""
	if i := strings.Index(meta, "negative:"); i >= 0 {
		m := regexp.MustCompile(`phase: *(\w+)`).FindStringSubmatch(meta[i:])
		neg = m[1]
	}
	text := src
	if strict {
		text = "\"use strict\";\n" + src
	}
	goal := syntax.GoalScript
	if module {
		goal = syntax.GoalModule
	}
	prog, err := syntax.Parse(syntax.NewSource(file, text), syntax.Options{Goal: goal})
	if neg == "parse" {
		if err == nil {
			return "parsed"
		}
		return ""
	}
	if err != nil {
		return "PARSE " + err.Error()
	}
	var out strings.Builder
	rt := newRuntime(&out, heap.Options{Stress: os.Getenv("ZZSTRESS") != ""})
	rt.SetDeadline(time.Now().Add(100 * time.Second))
	realm := rt.Cur
	host262(rt, realm)
	mods := map[string]*object.Module{}
	var load func(path string) (*object.Module, error)
	load = func(path string) (*object.Module, error) {
		if m := mods[path]; m != nil {
			return m, nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, rt.TypeError("cannot find module")
		}
		p, err := syntax.Parse(syntax.NewSource(path, string(b)), syntax.Options{Goal: syntax.GoalModule})
		if err != nil {
			return nil, rt.SyntaxError("%s", err.Error())
		}
		m := rt.NewModule(p, realm, path)
		mods[path] = m
		return m, nil
	}
	setLoader(rt, file, load)
	if !has(flags, "raw") {
		incs := append([]string{"assert.js", "sta.js"}, list(meta, "includes")...)
		if has(flags, "async") {
			incs = append(incs, "doneprintHandle.js")
		}
		for _, inc := range incs {
			if _, err := rt.RunScript(include(inc), realm); err != nil {
				return "HARNESS " + inc + " " + describe(rt, err)
			}
		}
	}
	if module {
		m := rt.NewModule(prog, realm, file)
		mods[file] = m
		err = runModule(rt, m)
	} else {
		_, err = rt.RunScript(prog, realm)
	}
	if err == nil {
		err = rt.RunJobs()
	}
	if neg != "" {
		if err == nil {
			return "no error"
		}
		return ""
	}
	if err != nil {
		return describe(rt, err)
	}
	if has(flags, "async") && !strings.Contains(out.String(), "Test262:AsyncTestComplete") {
		return "ASYNC " + out.String()
	}
	return ""
}

func describe(rt *object.Runtime, err error) string {
	var th *object.Throw
	if errors.As(err, &th) {
		d := rt.DescribeThrown(th.Value)
		if th.Value.IsObject() && strings.HasPrefix(d, "#<") {
			m, _ := rt.Get(th.Value.Object(), rt.Heap.InternGo("message"))
			d += " " + rt.Describe(m)
		}
		return d
	}
	return err.Error()
}

func TestZ262(t *testing.T) {
	dir := os.Getenv("Z262")
	if dir == "" {
		t.Skip()
	}
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	pass, fail := 0, 0
	trace := os.Getenv("ZZTRACE") != ""
	_ = filepath.Walk(dir, func(p string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || !strings.HasSuffix(p, ".js") || strings.Contains(p, "_FIXTURE") {
			return nil
		}
		b, _ := os.ReadFile(p)
		m := metaRE.FindStringSubmatch(string(b))
		if m == nil {
			return nil
		}
		flags := list(m[1], "flags")
		if has(flags, "CanBlockIsFalse") || has(flags, "CanBlockIsTrue") {
			return nil
		}
		run := func(mode string, strict, module bool) {
			if trace {
				fmt.Fprintln(os.Stderr, p, mode)
			}
			if r := one(p, string(b), m[1], strict, module); r != "" {
				fail++
				fmt.Fprintf(w, "FAIL %s [%s] %s\n", strings.TrimPrefix(p, "/work/tmp/test/"), mode, strings.ReplaceAll(r, "\n", " "))
			} else {
				pass++
			}
		}
		switch {
		case has(flags, "module"):
			run("module", false, true)
		case has(flags, "raw"):
			run("raw", false, false)
		case has(flags, "onlyStrict"):
			run("strict", true, false)
		case has(flags, "noStrict"):
			run("sloppy", false, false)
		default:
			run("sloppy", false, false)
			run("strict", true, false)
		}
		return nil
	})
	fmt.Fprintf(w, "TOTAL pass %d fail %d\n", pass, fail)
}

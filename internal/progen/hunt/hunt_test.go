package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMain makes the test binary the worker when a judge starts it as such.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "--worker" {
		if err := work(); err != nil {
			panic(err)
		}
		return
	}
	os.Exit(m.Run())
}

func names() []string {
	var all []string
	for _, m := range compared {
		all = append(all, m.Name)
	}
	return all
}

func TestJudge(t *testing.T) {
	j := &judge{timeout: 20 * time.Second}
	defer j.worker.stop()
	for _, test := range []struct {
		source                    string
		limited, invalid, machine bool
	}{
		{source: `print("a"); throw new Error("b");`},
		{source: `Promise.resolve(1).then(print);`},
		{source: `for (;;);`, limited: true},
		{source: `let let`, invalid: true},
		{source: `let s = 0; for (let i = 0; i < 100000; i++) s += i; print(s);`, machine: true},
	} {
		v, err := j.all(test.source, names())
		require.NoError(t, err)
		assert.Nil(t, v.find, test.source)
		assert.Equal(t, test.limited, v.limited, test.source)
		assert.Equal(t, test.invalid, v.invalid, test.source)
		if test.machine {
			assert.True(t, v.machine, test.source)
		}
	}
}

func TestOutcomeSaysHowAProgramEnded(t *testing.T) {
	o := execute(&job{Source: `print("a"); null.x`, Mode: "interp", Timeout: time.Second})
	assert.Contains(t, o.Output, "a\nuncaught TypeError: Cannot")
	o = execute(&job{Source: `print(typeof terse); null.x`, Mode: "interp", Timeout: time.Second, Terse: true})
	assert.Equal(t, "boolean\nuncaught TypeError\n", o.Output)
}

func TestDeadWorkerIsAFind(t *testing.T) {
	w := &worker{}
	defer w.stop()
	_, err := w.run(&job{Source: "1", Mode: "interp", Timeout: time.Second})
	require.NoError(t, err)
	require.NoError(t, w.command.Process.Kill())
	var o outcome
	for range 3 {
		if o, err = w.run(&job{Source: "1", Mode: "interp", Timeout: time.Second}); o.Crash != "" {
			break
		}
	}
	require.NoError(t, err)
	assert.NotEmpty(t, o.Crash)
	o, err = w.run(&job{Source: "print(1)", Mode: "interp", Timeout: time.Second})
	require.NoError(t, err)
	assert.Equal(t, "1\n", o.Output, "the next job has a process of its own")
}

func TestSignature(t *testing.T) {
	a := &find{"internal", []string{"native"}, "bad register 17 at 0x4f\nstack"}
	b := &find{"internal", []string{"auto"}, "bad register 3 at 0xff\nother stack"}
	assert.Equal(t, a.signature(), b.signature())
	assert.NotEqual(t, (&find{"differs", []string{"interp", "native"}, ""}).signature(), (&find{"differs", []string{"interp", "auto"}, ""}).signature())
}

func TestFindIsKeptAsOftenAsAsked(t *testing.T) {
	c, v := newTally(), &verdict{find: &find{"hang", []string{"native"}, "x"}}
	assert.True(t, c.add(v, []string{"class"}, 1))
	assert.False(t, c.add(v, nil, 1))
	assert.Equal(t, 2, c.finds)
	var b strings.Builder
	c.report(&b)
	assert.Contains(t, b.String(), "2 with a find")
}

func TestFindIsWritten(t *testing.T) {
	h := &hunt{options: &options{Out: filepath.Join(t.TempDir(), "finds")}}
	name, err := h.save(&judge{}, "print(1)", &find{"differs", []string{"interp", "native"}, "line 1: 1 | 2"}, "seed 5")
	require.NoError(t, err)
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, "// differs (interp, native) from seed 5\n// line 1: 1 | 2\nprint(1)\n", string(text))
}

func TestMutantOfAFolder(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.js"), []byte(`function f(x) { return x + 1; } console.log(f(1), f("a"));`), 0o600))
	c, err := loadCorpus([]string{dir})
	require.NoError(t, err)
	defer c.close()
	source, used, origin := c.mutant(3)
	again, _, _ := c.mutant(3)
	assert.Equal(t, source, again)
	assert.NotEmpty(t, used)
	assert.Contains(t, origin, "a.js")
	_, err = loadCorpus([]string{t.TempDir()})
	assert.Error(t, err)
}

package kiln_test

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// cacheTableFile is the script that holds the rows and columns of the table of
// caches and runs its cells, and cacheModuleFile is a module that it needs.
const (
	cacheTableFile  = "testdata/caches/table.js"
	cacheModuleFile = "testdata/caches/namespace.mjs"
)

// cacheModes are the tiers in which each cell of the table runs, and how many turns
// its sites have before the change. Without any, each turn runs new code, and no
// cache knows anything: that is what the others must agree with.
var cacheModes = []struct {
	name  string
	turns int
	o     kiln.Options
}{
	{"new code", 0, kiln.Options{Tier: kiln.Interp}},
	{"interp", 5, kiln.Options{Tier: kiln.Interp}},
	{"bytecode", 8, kiln.Options{Tier: kiln.Bytecode}},
	{"native", 200, kiln.Options{Tier: kiln.Native}},
	{"auto-low", 40, kiln.Options{Tier: kiln.Auto, Thresholds: kiln.Thresholds{T1Calls: 2, T1Turns: 5, T2Calls: 7, T2Turns: 10}}},
}

// minCacheCells is how many cells (receiver, change, site, tier) the table has at least.
const minCacheCells = 100_000

// cacheTable is what the script says of itself.
type cacheTable struct {
	module  *kiln.Program // makes a namespace object
	program *kiln.Program
	kinds   []cacheRow
	changes []cacheRow
	ops     []cacheRow
	sites   map[string]int
}

// cacheRow is a kind of receivers, a change or an operation. The flag is "true" for
// kinds whose prototypes are those of the realm and for changes that cannot be undone
// there; of operations it says in which order they run: see table.js.
type cacheRow struct{ name, flag string }

func loadCacheTable(t *testing.T) *cacheTable {
	t.Helper()
	compile := func(name string, kind kiln.Kind) *kiln.Program {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		program, err := kiln.Compile(name, string(text), kind)
		require.NoError(t, err)
		return program
	}
	c := &cacheTable{program: compile(cacheTableFile, kiln.Script), module: compile(cacheModuleFile, kiln.Module), sites: map[string]int{}}
	rows := map[string]*[]cacheRow{"kind": &c.kinds, "change": &c.changes, "op": &c.ops}
	r := c.start(t, kiln.Options{})
	for line := range strings.Lines(r.run(t, "table.list()")) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		*rows[f[0]] = append(*rows[f[0]], cacheRow{f[1], f[2]})
		if f[0] == "op" {
			n, err := strconv.Atoi(f[3])
			require.NoError(t, err)
			c.sites[f[1]] = n
		}
	}
	return c
}

// cacheRun is a runtime with the table in it.
type cacheRun struct {
	rt     *kiln.Runtime
	out    bytes.Buffer
	totals *watch.Totals
}

func (c *cacheTable) start(t *testing.T, o kiln.Options) *cacheRun {
	t.Helper()
	r := new(cacheRun)
	o.Stdout, o.Watch = &r.out, watch.New()
	r.totals = watch.Count(o.Watch, watch.Tiers)
	var err error
	o.Libraries, o.Loader = web.All(), kiln.FileLoader{}
	r.rt, err = kiln.New(o)
	require.NoError(t, err)
	// With fuel slices stay short, and whatever runs long is promoted soon.
	r.rt.SetFuel(1 << 40)
	for _, p := range []*kiln.Program{c.module, c.program} {
		_, err = r.rt.Run(p)
		require.NoError(t, err)
	}
	return r
}

// run returns what a call of the table prints.
func (r *cacheRun) run(t *testing.T, source string) string {
	t.Helper()
	r.out.Reset()
	r.rt.SetDeadline(time.Now().Add(scriptDeadline))
	if _, err := r.rt.RunString("call.js", source); err != nil {
		t.Errorf("%s ended with %v", source, err)
	}
	return r.out.String()
}

// TestCacheTable crosses kinds of receivers, changes and cached operations: a site
// that has been warmed up before the change must give what new code gives. Every other
// pair of a kind and a change runs (fewer in slow builds), in one of the tiers, in turn; with
// KILN_CACHE_TABLE=all every pair runs in all of them, for some minutes.
func TestCacheTable(t *testing.T) {
	allTiers := os.Getenv("KILN_CACHE_TABLE") == "all"
	every := 2 * 8 / kiln.Fewer(8, 8, 8)
	table := loadCacheTable(t)
	var cells, machine atomic.Int64
	t.Cleanup(func() {
		t.Logf("%d cells of %d kinds of receivers, %d changes, %d operations and %d tiers; %d times to machine code",
			cells.Load(), len(table.kinds), len(table.changes), len(table.ops), len(cacheModes)-1, machine.Load())
		if !t.Failed() {
			assert.GreaterOrEqual(t, cells.Load(), int64(kiln.Fewer(minCacheCells, 16, 16)))
		}
	})
	for k, kind := range table.kinds {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			want := map[string]string{}
			for m, mode := range cacheModes {
				var r *cacheRun
				run := func(change cacheRow, ops string) {
					if r == nil {
						r = table.start(t, mode.o)
					}
					got := r.run(t, fmt.Sprintf("table.run(%q, %q, [%s], %d)", kind.name, change.name, ops, mode.turns))
					if key := change.name + ops; mode.turns == 0 {
						want[key] = got
					} else {
						cells.Add(table.compare(t, mode.name+", "+change.name, want[key], got))
					}
				}
				var plain, spoiling []cacheRow
				for c, change := range table.changes {
					switch {
					case !allTiers && ((k+c)%every != 0 || m > 0 && (k+c)/every%(len(cacheModes)-1) != m-1):
					case kind.flag == "true" && change.flag == "true":
						spoiling = append(spoiling, change)
					default:
						plain = append(plain, change)
					}
				}
				for _, ops := range table.groups(false) {
					for _, change := range plain {
						run(change, ops)
					}
				}
				for _, change := range spoiling {
					for _, ops := range table.groups(true) {
						machine.Add(r.end())
						r = nil
						run(change, ops)
					}
				}
				machine.Add(r.end())
			}
		})
	}
}

// groups lists the operations that run together, first those that make no wrappers;
// with apart those that are worth it have a group of their own.
func (c *cacheTable) groups(apart bool) (out []string) {
	var first, last []string
	for _, op := range c.ops {
		switch name := strconv.Quote(op.name); {
		case op.flag == "last":
			last = append(last, name)
		case op.flag == "alone" && apart:
			out = append(out, name)
		default:
			first = append(first, name)
		}
	}
	return append(out, strings.Join(first, ", "), strings.Join(last, ", "))
}

// compare reports the operations whose results differ and returns how many sites
// there were.
func (c *cacheTable) compare(t *testing.T, what, want, got string) (sites int64) {
	t.Helper()
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i, line := range g {
		name, _, _ := strings.Cut(line, "\t")
		sites += int64(c.sites[name])
		if i < len(w) && w[i] != line {
			t.Errorf("%s:\nnew code: %s\nwarm:     %s", what, w[i], line)
		}
	}
	assert.Len(t, g, len(w), what)
	return sites
}

// end returns how often the runtime, if there is one, turned to machine code.
func (r *cacheRun) end() int64 {
	if r == nil {
		return 0
	}
	return int64(r.totals.Of(watch.Promote, watch.Native) + r.totals.Of(watch.Replace, watch.Native))
}

package kiln_test

import (
	"bytes"
	"errors"
	"flag"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

var soak = flag.Duration("soak", 2*time.Second, "how long TestSoak runs machine code under signals and collections")

// soakSource keeps machine code busy: numbers, properties, calls, strings, young
// garbage, exceptions; each round checks itself.
const soakSource = `
class Point { constructor(x, y) { this.x = x; this.y = y } get sum() { return this.x + this.y } plus(p) { return new Point(this.x + p.x, this.y + p.y) } }
const typed = new Float64Array(256)
function numbers(n) { let s = 0, d = 0.5; for (let i = 0; i < n; i++) { s = s + i * 3 | 0; d += s % 7; typed[i & 255] = d } return s + d }
function points(n) { let p = new Point(0, 0); const one = new Point(1, 2); for (let i = 0; i < n; i++) p = p.plus(one); return p.sum }
function texts(n) { let t = ''; for (let i = 0; i < n; i++) t += String.fromCharCode(97 + i % 26); return t.length + t.charCodeAt(n - 1) }
function throws(n) { let c = 0; for (let i = 0; i < n; i++) try { if (i % 3 === 0) throw i; c++ } catch (e) { c += 2 } return c }
function maps(n) { const m = new Map(); for (let i = 0; i < n; i++) m.set(i % 50, [i]); let s = 0; for (const [k, v] of m) s += k + v[0]; return s }
function hosts(n) { let s = 0; for (let i = 0; i < n; i++) s += same(i); return s }
let posted = 0, timers = 0, settled = 0
const compute = () => [numbers(3000), points(3000), texts(3000), throws(3000), maps(3000), hosts(300)].join()
const want = compute()
function take(n, text) { if (text !== 'p' + n) throw new Error('posted ' + n + ' and ' + text); posted++ }
function round() {
  const got = compute()
  if (got !== want) throw new Error('got ' + got + ', not ' + want)
  setTimeout(() => { timers++; numbers(1000) })
  const n = posted
  later('l' + n).then(x => { if (x !== 'l' + n) throw new Error('settled with ' + x + ', not l' + n); settled++ })
}
`

// soakers is how many goroutines post to each of the three runtimes and interrupt it: 51.
const soakers = 17

// TestSoak runs machine code while Go's collector works all the time, the profiler
// interrupts a thousand times a second, and other goroutines interrupt the scripts, post to
// them and settle their promises. For half a minute: go test -race -run TestSoak -soak 30s .
func TestSoak(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(1))
	var profile bytes.Buffer
	runtime.SetCPUProfileRate(1000) // StartCPUProfile complains on stderr, and keeps a rate that is set
	if pprof.StartCPUProfile(&profile) == nil {
		defer pprof.StopCPUProfile()
	}
	until := time.Now().Add(*soak)
	var rounds, interrupts, posts, settles atomic.Int64
	var all sync.WaitGroup
	for _, tier := range []kiln.Tier{kiln.Native, kiln.Auto, kiln.Auto} {
		rt, err := kiln.New(kiln.Options{Tier: tier, Thresholds: kiln.Thresholds{T1Calls: 2, T1Turns: 5, T2Calls: 4, T2Turns: 10}, MaxHeap: 64 << 20, Libraries: web.All()})
		require.NoError(t, err)
		require.NoError(t, rt.Set("same", rt.NewFunction("same", 1, func(c kiln.Call) (kiln.Value, error) { return c.Arg(0), nil })))
		require.NoError(t, rt.Set("later", rt.NewFunction("later", 1, func(c kiln.Call) (kiln.Value, error) {
			p, resolve, _ := rt.NewPromise()
			text := c.Arg(0).String()
			go func() { settles.Add(1); resolve(text) }()
			return p, nil
		})))
		_, err = rt.RunString("soak.js", soakSource)
		require.NoError(t, err)
		round, err := rt.Get("round")
		require.NoError(t, err)
		take, err := rt.Get("take")
		require.NoError(t, err)
		stop := make(chan struct{})
		for id := range soakers {
			all.Go(func() { pester(rt, take, id, stop, &posts) })
		}
		all.Go(func() {
			defer close(stop)
			for time.Now().Before(until) {
				_, err := rt.Call(round, nil)
				if err == nil {
					err = rt.RunLoop()
					rounds.Add(1)
				}
				var limit *kiln.LimitError
				if errors.As(err, &limit) {
					interrupts.Add(1)
					rt.ClearInterrupt()
				} else if !assert.NoError(t, err) {
					return
				}
			}
		})
	}
	all.Wait()
	assert.Positive(t, rounds.Load())
	assert.Positive(t, interrupts.Load())
	assert.Positive(t, posts.Load())
	t.Logf("%d rounds, %d interrupts, %d posts, %d promises", rounds.Load(), interrupts.Load(), posts.Load(), settles.Load())
}

// pester posts to a runtime every few milliseconds until stop is closed, and interrupts it now
// and then.
func pester(rt *kiln.Runtime, take kiln.Value, id int, stop <-chan struct{}, posts *atomic.Int64) {
	for n := id; ; n += soakers {
		select {
		case <-stop:
			return
		case <-time.After(time.Duration(5+id) * time.Millisecond):
		}
		switch n % 100 {
		case 0, 20, 40, 60, 80:
			rt.PostCall(take, nil, n, "p"+strconv.Itoa(n))
		case 7:
			rt.Interrupt("soak")
		default:
			rt.Post(func() error { posts.Add(1); return nil })
		}
	}
}

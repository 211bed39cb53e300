package loop_test

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/loop"
	"github.com/kilnjs/kiln/pkg/queue"
	"github.com/kilnjs/kiln/pkg/watch"
	"github.com/kilnjs/kiln/pkg/web"
)

// benchmarks are programs of much of one thing.
var benchmarks = []struct{ name, source string }{
	{"statements", "let s = 0; function f(n) { let a = n; for (let i = 0; i < 20; i++) { a += i; if (a > 100) a -= 100; } return a; }\nfor (let k = 0; k < 3000; k++) s += f(k);"},
	{"objects", "const list = []; class P { constructor(x) { this.x = x; this.y = [x]; } }\nfunction f(k) { const p = new P(k); p.x++; list[k % 10] = p; return p; }\nfor (let k = 0; k < 20000; k++) f(k);"},
	{"awaits", "let total = 0; async function work(n) { for (let i = 0; i < 40; i++) total += await i; }\n(async () => { for (let k = 0; k < 1000; k++) work(k); })();"},
}

func BenchmarkPlain(b *testing.B)    { benchmark(b, false) }
func BenchmarkRecorded(b *testing.B) { benchmark(b, true) }

// benchmark runs the programs in tier 0, recorded or not.
func benchmark(b *testing.B, recorded bool) {
	for _, x := range benchmarks {
		b.Run(x.name, func(b *testing.B) {
			for range b.N {
				s := watch.New()
				var r *loop.Recorder
				if recorded {
					r = loop.Watch(s, loop.Options{})
				}
				rt, err := kiln.New(kiln.Options{Tier: kiln.Interp, Watch: s, Libraries: web.All(), Clock: &queue.VirtualClock{}})
				require.NoError(b, err)
				if recorded {
					r.Attach(rt.Object())
				}
				_, err = rt.RunString("bench.js", x.source)
				require.NoError(b, err)
				require.NoError(b, rt.RunLoop())
				if recorded {
					require.NoError(b, r.Finish("").WriteJSON(io.Discard))
				}
			}
		})
	}
}

package kiln

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/image"
	"github.com/kilnjs/kiln/pkg/web"
)

// TestCheckpointRules demands a decision for each field of a runtime that cannot simply be copied.
func TestCheckpointRules(t *testing.T) {
	rt, err := New(Options{Libraries: web.All(), Tier: Native})
	require.NoError(t, err)
	for name, x := range map[string]any{
		"goStruct": &struct{ List []int }{}, "goMap": map[string]int{}, "goError": errors.New("e"), "goSequence": slices.Values([]int{1, 2}),
		"goChannel": make(chan int), "goFunction": strings.ToUpper,
	} {
		require.NoError(t, rt.Set(name, x))
	}
	proxy, err := rt.NewProxy(rt.NewObject(), &ProxyTraps{Has: func(_, _ Value) (bool, error) { return false, nil }})
	require.NoError(t, err)
	class, err := rt.Class(pointClass())
	require.NoError(t, err)
	realm, err := rt.NewRealm(RealmOptions{})
	require.NoError(t, err)
	for name, x := range map[string]Value{
		"goDynamic": rt.NewDynamicObject(&testMap{}), "goArray": rt.NewDynamicArray(&testList{}), "goProxy": proxy, "GoClass": class, "goRealm": realm.GlobalObject(),
	} {
		require.NoError(t, rt.Set(name, x))
	}
	_, err = rt.RunString("host.js", "var point = new GoClass(1, 2); goDynamic.x; 'x' in goProxy")
	require.NoError(t, err)
	_, err = rt.RunString("all.js", `
		var iterators = [goSequence[Symbol.iterator](), goChannel[Symbol.asyncIterator]()]; iterators[0].next(); iterators[1].next(); goStruct.List;
		var every = [new Map, new WeakMap, new WeakRef({}), new FinalizationRegistry(() => {}), /a/, new Uint8Array(8), new SharedArrayBuffer(8), Symbol.for("x"), 3n,
			new Proxy({}, {}), function* () {}, async () => {}, new Array(5e6), new Intl_Free];
		function Intl_Free() { for (let i = 0; i < 1e5; i++) every; for (const x of every ?? []); }
		setTimeout(() => {}, 1); console.count(); Promise.resolve().then(() => {}); localeCompare = "a".localeCompare("b"); Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
		Promise.reject(1);`)
	require.NoError(t, err)
	require.NoError(t, rt.Set("goSignal", t.Context()))
	_, err = rt.RunString("web.js", `
		var target = new EventTarget, controller = new AbortController; target.addEventListener("x", () => {}, {signal: controller.signal}); target.dispatchEvent(new Event("x"));
		goSignal.onabort = () => {}; AbortSignal.any([goSignal, controller.signal, AbortSignal.timeout(1e6)]); performance.now();
		var generators = [(function* () { yield })(), (async function* () { yield })()]; generators[0].next(); generators[1].next(); new DisposableStack().use(null); structure();
		function structure() { return [1, 2].values().map(x => x).drop(1).next(), "abc".replace(/(b)/g, "$1"), new Date().toLocaleString(), JSON.stringify({a: [1]}), eval("1"), new Function("return 1")() }`)
	require.NoError(t, err)
	_, err = rt.RunString("streams.js", `
		var abort = new AbortController, streams = [new ReadableStream({type: "bytes", autoAllocateChunkSize: 8}), new ReadableStream({pull(c) { c.enqueue(1); return new Promise(() => {}) }}), ReadableStream.from([1]), new TransformStream({transform() {}}),
			new WritableStream({write() {}}), new CountQueuingStrategy({highWaterMark: 1}), new ByteLengthQueuingStrategy({highWaterMark: 1})];
		var branches = [...new ReadableStream({type: "bytes", pull(c) { streams.push(c.byobRequest) }}).tee(), ...new ReadableStream().tee()];
		branches[0].getReader({mode: "byob"}).read(new Uint8Array(4)); branches[1].getReader().read(); streams[2].values().next(); streams[3].writable.abort();
		streams[1].pipeTo(streams[4], {signal: abort.signal}); new ReadableStream().pipeThrough(new TransformStream);
		var writer = new WritableStream({write() { return new Promise(() => {}) }}).getWriter(); writer.write(1); writer.write(2); writer.abort(3).catch(() => {});`)
	require.NoError(t, err)
	require.NoError(t, errors.Join(rt.Set("goReader", ReadableStream(strings.NewReader("text"))), rt.Set("goWriter", WritableStream(new(strings.Builder)))))
	taken, err := rt.RunString("taken.js", "goReader.getReader().read(); goWriter.getWriter(); streams.push(new ReadableStream); streams.at(-1)")
	require.NoError(t, err)
	reader, err := taken.Reader(t.Context())
	require.NoError(t, err)
	locked := reader.(*streamReader)
	require.NoError(t, rt.obj.Streams().Read(rt.obj, locked.reader.raw(), &streamRead{rt, locked.end, make(chan streamAnswer, 1)}))
	rt.OnUnhandledRejection(func(_, _ Value) error { return nil })
	require.NoError(t, rt.DrainJobs())
	undecided, unused := image.Review(checkpointRules, rt, rt.obj, rt.tiers)
	assert.Empty(t, undecided, "say in checkpoint_rules.go what becomes of them")
	assert.Empty(t, unused, "no such type or field")
}

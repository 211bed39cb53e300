package kiln_test

import (
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/modes"
	"github.com/kilnjs/kiln/pkg/web"
)

// closing is a reader and writer that tells how it was closed.
type closing struct {
	io.Reader
	io.Writer
	once   sync.Once
	closed chan struct{}
}

func newClosing(r io.Reader, w io.Writer) *closing {
	return &closing{Reader: r, Writer: w, closed: make(chan struct{})}
}

func (c *closing) Close() error { c.once.Do(func() { close(c.closed) }); return nil }

func streams(t *testing.T) *kiln.Runtime { return start(t, kiln.Options{Libraries: web.All()}) }

// await runs a script whose value is a promise, and waits for that.
func await(t *testing.T, rt *kiln.Runtime, source string) (kiln.Value, error) {
	t.Helper()
	v, err := rt.RunString("stream.js", source)
	require.NoError(t, err)
	return rt.Await(t.Context(), v)
}

func TestReadersAreStreams(t *testing.T) {
	text := strings.Repeat("line of text\n", 10_000)
	for _, mode := range modes.All {
		rt := start(t, kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, Libraries: web.All()})
		var copied strings.Builder
		r, w := newClosing(strings.NewReader(text), nil), newClosing(nil, &copied)
		require.NoError(t, rt.Set("reader", kiln.ReadableStream(r)))
		require.NoError(t, rt.Set("writer", kiln.WritableStream(w)))
		_, err := await(t, rt, "reader.pipeTo(writer)")
		require.NoError(t, err, mode.Name)
		assert.Equal(t, text, copied.String(), mode.Name)
		<-r.closed
		<-w.closed

		require.NoError(t, rt.Set("bytes", kiln.ReadableStream(iotest.OneByteReader(strings.NewReader("abc")))))
		v, err := await(t, rt, `(async () => { const all = []; for await (const chunk of bytes) all.push(...chunk); return String.fromCharCode(...all) })()`)
		require.NoError(t, err)
		assert.Equal(t, "abc", v.String())

		require.NoError(t, rt.Set("mine", kiln.ReadableStream(iotest.DataErrReader(strings.NewReader("abcdef")))))
		v, err = await(t, rt, `(async () => { const r = mine.getReader({mode: "byob"}), all = [];
			for (;;) { const { value, done } = await r.read(new Uint8Array(4)); all.push(done ? "end " + value.byteLength : value.byteLength); if (done) return all.join() } })()`)
		require.NoError(t, err)
		assert.Equal(t, "4,2,end 0", v.String())
	}
}

func TestErrorsOfReadersAreThoseOfStreams(t *testing.T) {
	rt := streams(t)
	broken := errors.New("broken")
	r := newClosing(io.MultiReader(strings.NewReader("x"), iotest.ErrReader(broken)), nil)
	require.NoError(t, rt.Set("reader", kiln.ReadableStream(r)))
	_, err := await(t, rt, "(async () => { for await (const chunk of reader); })()")
	assert.ErrorIs(t, err, broken)
	<-r.closed

	require.NoError(t, rt.Set("silent", kiln.ReadableStream(readFunc(func([]byte) (int, error) { return 0, nil }))))
	_, err = await(t, rt, "silent.getReader().read()")
	assert.ErrorIs(t, err, io.ErrNoProgress)

	require.NoError(t, rt.Set("panics", kiln.ReadableStream(readFunc(func([]byte) (int, error) { panic("oh") }))))
	_, err = await(t, rt, "panics.getReader().read()")
	assert.ErrorContains(t, err, "oh")
	require.NoError(t, rt.RunLoop())
}

// TestReadersEndAtWrongChunks: what is neither bytes nor a text is an error for the reader, and
// cancels the stream.
func TestReadersEndAtWrongChunks(t *testing.T) {
	rt := streams(t)
	v, err := rt.RunString("wrong.js", "var cancelled = false; new ReadableStream({pull(c) { c.enqueue(1) }, cancel() { cancelled = true }})")
	require.NoError(t, err)
	r, err := v.Reader(t.Context())
	require.NoError(t, err)
	failed := make(chan error, 1)
	go func() {
		_, err := r.Read(make([]byte, 8))
		failed <- err
	}()
	require.NoError(t, rt.RunLoop())
	assert.Error(t, <-failed)
	cancelled, err := rt.Get("cancelled")
	require.NoError(t, err)
	assert.True(t, cancelled.Bool())
}

type readFunc func(p []byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

type writeFunc func(p []byte) (int, error)

func (f writeFunc) Write(p []byte) (int, error) { return f(p) }

func TestCancelledReadersAreClosed(t *testing.T) {
	rt := streams(t)
	r := newClosing(strings.NewReader("x"), nil)
	require.NoError(t, rt.Set("reader", kiln.ReadableStream(r)))
	_, err := await(t, rt, "reader.cancel()")
	require.NoError(t, err)
	<-r.closed
}

// TestNothingIsReadAhead: a reader that nobody reads is not touched.
func TestNothingIsReadAhead(t *testing.T) {
	rt := streams(t)
	require.NoError(t, rt.Set("reader", kiln.ReadableStream(readFunc(func([]byte) (int, error) { t.Error("read"); return 0, io.EOF }))))
	_, err := rt.RunString("idle.js", "reader.getReader()")
	require.NoError(t, err)
	require.NoError(t, rt.RunLoop())
}

func TestWritersPressBack(t *testing.T) {
	rt := streams(t)
	begun, release := make(chan string), make(chan struct{})
	require.NoError(t, rt.Set("writer", kiln.WritableStream(writeFunc(func(p []byte) (int, error) {
		begun <- string(p)
		<-release
		return len(p), nil
	}))))
	_, err := rt.RunString("write.js", "var w = writer.getWriter(), ready = false; w.write('a'); w.write(new Uint8Array([98])); var done = w.write(new DataView(new Uint8Array([99]).buffer)); w.ready.then(() => ready = true)")
	require.NoError(t, err)
	require.NoError(t, rt.RunReady())
	for _, want := range []string{"a", "b", "c"} {
		for got := ""; got == ""; {
			select {
			case got = <-begun:
				assert.Equal(t, want, got)
			default:
				require.NoError(t, rt.RunReady())
			}
		}
		v, err := rt.Get("ready")
		require.NoError(t, err)
		assert.False(t, v.Bool(), "while %s is written", want)
		release <- struct{}{}
	}
	v, err := await(t, rt, "done.then(() => w.ready).then(() => ready)")
	require.NoError(t, err)
	assert.True(t, v.Bool())
}

func TestErrorsOfWritersAreThoseOfStreams(t *testing.T) {
	rt := streams(t)
	full := errors.New("full")
	w := newClosing(nil, writeFunc(func([]byte) (int, error) { return 0, full }))
	require.NoError(t, rt.Set("writer", kiln.WritableStream(w)))
	_, err := await(t, rt, "writer.getWriter().write('x')")
	assert.ErrorIs(t, err, full)
	<-w.closed

	require.NoError(t, rt.Set("short", kiln.WritableStream(writeFunc(func([]byte) (int, error) { return 0, nil }))))
	_, err = await(t, rt, "short.getWriter().write('x')")
	assert.ErrorIs(t, err, io.ErrShortWrite)

	require.NoError(t, rt.Set("picky", kiln.WritableStream(io.Discard)))
	_, err = await(t, rt, "picky.getWriter().write({})")
	assert.ErrorContains(t, err, "takes bytes or strings")
}

// TestAbortsReachTheOtherEndOfPipes: who reads from a pipe sees why its writer was aborted.
func TestAbortsReachTheOtherEndOfPipes(t *testing.T) {
	rt := streams(t)
	r, w := io.Pipe()
	require.NoError(t, rt.Set("writer", kiln.WritableStream(w)))
	_, err := await(t, rt, "writer.abort(new RangeError('enough'))")
	require.NoError(t, err)
	_, err = r.Read(make([]byte, 1))
	var thrown *kiln.Exception
	require.ErrorAs(t, err, &thrown)
	assert.Equal(t, "enough", thrown.Message)
}

func TestStreamsAreReaders(t *testing.T) {
	for _, mode := range modes.All {
		rt := start(t, kiln.Options{Tier: mode.Tier, Thresholds: mode.Thresholds, Libraries: web.All()})
		v, err := rt.RunString("source.js", `var n = 0; new ReadableStream({ async pull(c) { await 0; c.enqueue("ä" + n); c.enqueue(new Uint8Array([46])); if (++n === 3) c.close() } })`)
		require.NoError(t, err)
		r, err := v.Reader(t.Context())
		require.NoError(t, err)
		_, err = v.Reader(t.Context())
		assert.ErrorContains(t, err, "locked")
		var text []byte
		var failed error
		done := make(chan struct{})
		go func() { text, failed = io.ReadAll(r); close(done) }()
		require.NoError(t, rt.RunLoop())
		<-done
		require.NoError(t, failed)
		assert.Equal(t, "ä0.ä1.ä2.", string(text), mode.Name)
	}
}

func TestReadersOfStreamsEnd(t *testing.T) {
	rt := streams(t)
	read := func(source string, ctx context.Context) (io.ReadCloser, chan error) {
		v, err := rt.RunString("source.js", source)
		require.NoError(t, err)
		r, err := v.Reader(ctx)
		require.NoError(t, err)
		failed := make(chan error, 1)
		go func() { _, err := io.ReadAll(r); failed <- err }()
		return r, failed
	}
	_, failed := read("new ReadableStream({ pull() { throw new RangeError('no') } })", t.Context())
	require.NoError(t, rt.RunLoop())
	var thrown *kiln.Exception
	require.ErrorAs(t, <-failed, &thrown)
	assert.Equal(t, "RangeError", thrown.Name)

	ctx, cancel := context.WithCancel(t.Context())
	_, failed = read("new ReadableStream", ctx)
	cancel()
	assert.ErrorIs(t, <-failed, context.Canceled)
	require.NoError(t, rt.RunLoop())

	v, err := rt.RunString("closed.js", "canceled = false; new ReadableStream({ cancel() { canceled = true } })")
	require.NoError(t, err)
	r, err := v.Reader(t.Context())
	require.NoError(t, err)
	require.NoError(t, r.Close())
	require.NoError(t, rt.RunLoop())
	canceled, err := rt.Get("canceled")
	require.NoError(t, err)
	assert.True(t, canceled.Bool())

	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	_, failed = read("new ReadableStream", t.Context())
	blocked := newClosing(readFunc(func([]byte) (int, error) { select {} }), nil)
	require.NoError(t, rt.Set("blocked", kiln.ReadableStream(blocked)))
	_, err = rt.RunString("blocked.js", "blocked.getReader().read()")
	require.NoError(t, err)
	require.NoError(t, rt.RunReady())
	require.NoError(t, rt.Restore(cp))
	assert.Error(t, <-failed)
	<-blocked.closed

	_, failed = read("new ReadableStream", t.Context())
	open := newClosing(strings.NewReader("x"), io.Discard)
	require.NoError(t, rt.Set("open", kiln.WritableStream(open)))
	rt.Close()
	assert.ErrorIs(t, <-failed, kiln.ErrClosed)
	<-open.closed
}

// TestStreamsUnderCollection collects at every safepoint while bytes go through scripts.
func TestStreamsUnderCollection(t *testing.T) {
	rt := start(t, kiln.Options{Stress: true, Libraries: web.All()})
	var out strings.Builder
	require.NoError(t, rt.Set("reader", kiln.ReadableStream(iotest.OneByteReader(strings.NewReader("abcd")))))
	require.NoError(t, rt.Set("writer", kiln.WritableStream(&out)))
	_, err := await(t, rt, `(async () => {
		const [one, other] = reader.pipeThrough(new TransformStream({ transform(x, c) { c.enqueue(x); c.enqueue("-") } })).tee();
		await Promise.all([one.pipeTo(writer), Array.fromAsync(other)]);
	})()`)
	require.NoError(t, err)
	assert.Equal(t, "a-b-c-d-", out.String())
}

// TestStreamsGoBack: a stream that is half read, a pipe under way and the queue of a writer are
// after a Restore what they were.
func TestStreamsGoBack(t *testing.T) {
	rt := streams(t)
	_, err := rt.RunString("before.js", `
		var log = [], feed, release = [];
		const source = new ReadableStream({ start(c) { for (let i = 0; i < 20; i++) c.enqueue({ i }) } }, { highWaterMark: 100 }), reader = source.getReader();
		reader.read().then(r => log.push("first " + r.value.i));
		new ReadableStream({ start(c) { feed = c } }).pipeThrough(new TransformStream({ transform(x, c) { c.enqueue(x * 2) } }))
			.pipeTo(new WritableStream({ write(x) { log.push("piped " + x); return new Promise(r => release.push(r)) } }));
		feed.enqueue(1); feed.enqueue(2); feed.enqueue(3);`)
	require.NoError(t, err)
	require.NoError(t, rt.DrainJobs())
	cp, err := rt.Checkpoint()
	require.NoError(t, err)
	for range 3 {
		v, err := await(t, rt, `(async () => {
			for (let n = 0; n < 3; n++) { log.push((await reader.read()).value.i); release.shift()(); await 0; for (let i = 0; i < 30; i++) await i }
			feed.close();
			return log.join();
		})()`)
		require.NoError(t, err)
		assert.Equal(t, "first 0,piped 2,1,piped 4,2,piped 6,3", v.String())
		require.NoError(t, rt.Restore(cp))
		rt.Object().Heap.Collect(true)
	}
}

// TestStreamsOfRealms: a stream works with the classes of another realm, and each realm has its own.
func TestStreamsOfRealms(t *testing.T) {
	rt := streams(t)
	realm, err := rt.NewRealm(kiln.RealmOptions{})
	require.NoError(t, err)
	require.NoError(t, rt.Set("other", realm.GlobalObject()))
	require.NoError(t, realm.Set("reader", kiln.ReadableStream(strings.NewReader("abc"))))
	v, err := await(t, rt, `(async () => {
		const sink = [], stream = new other.ReadableStream({ start(c) { c.enqueue(1); c.close() } });
		await ReadableStream.prototype.pipeTo.call(stream, new WritableStream({ write(x) { sink.push(x) } }));
		const chunk = (await other.reader.getReader().read()).value;
		return [sink, stream instanceof ReadableStream, other.reader instanceof other.ReadableStream, chunk.length,
			new CountQueuingStrategy({ highWaterMark: 1 }).size === new other.CountQueuingStrategy({ highWaterMark: 1 }).size].join();
	})()`)
	require.NoError(t, err)
	assert.Equal(t, "1,false,true,3,false", v.String())
}

// TestLostStreamsCloseTheirReaders: nobody can read a stream that was collected.
func TestLostStreamsCloseTheirReaders(t *testing.T) {
	rt := streams(t)
	r, w := newClosing(strings.NewReader("x"), nil), newClosing(nil, io.Discard)
	require.NoError(t, rt.Set("lost", []any{kiln.ReadableStream(r), kiln.WritableStream(w)}))
	_, err := rt.RunString("lose.js", "for (const x of lost) x.locked; lost = null")
	require.NoError(t, err)
	for !isClosed(r.closed) || !isClosed(w.closed) { // what Go has held lately takes some collections to be let go of
		runtime.GC()
		require.NoError(t, rt.RunReady())
		_, err := rt.RunString("more.js", "for (let i = 0; i < 100; i++) ({})")
		require.NoError(t, err)
		rt.Object().Heap.Collect(true)
	}
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

func TestStreamsWantTheirLibrary(t *testing.T) {
	rt := start(t, kiln.Options{})
	assert.ErrorContains(t, rt.Set("x", kiln.ReadableStream(strings.NewReader(""))), "web.Streams")
	assert.ErrorContains(t, rt.Set("x", kiln.WritableStream(io.Discard)), "web.Streams")
	_, err := rt.NewObject().Reader(t.Context())
	assert.ErrorContains(t, err, "web.Streams")
	rt = streams(t)
	assert.Error(t, rt.Set("x", kiln.ReadableStream(nil)))
	assert.Error(t, rt.Set("x", kiln.WritableStream(nil)))
	_, err = rt.NewObject().Reader(t.Context())
	assert.ErrorContains(t, err, "is no ReadableStream")
}

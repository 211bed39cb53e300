package kiln

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// imports are the calls of import() whose modules are being read on other goroutines. A call
// waits until all that it needs has been read; then it goes on as any other and finds the
// texts here, or the modules made.
type imports struct {
	fetches map[moduleKey]*fetch
	slots   chan struct{} // one for each text between loader and parser
	memory  heap.Account
	waiting int64
}

// fetch is a text that is being read, or that an import has not used yet.
type fetch struct {
	text []byte
	err  error
	done bool
	wait []*pendingImport
}

// pendingImport is one call of import().
type pendingImport struct {
	rt       *Runtime
	promise  Value
	referrer *object.Instance
	request  object.ModuleRequest
	left     int // texts that are being read for it
	seen     map[moduleKey]bool
	release  func() // nil once it has gone on
}

const (
	backgroundReads = 4       // at the same time
	pendingBytes    = 8 << 10 // what a waiting import takes, with a goroutine
)

// fetched returns what was read of a module in the background, nil if nothing was.
func (i *imports) fetched(key moduleKey) *fetch {
	if f := i.fetches[key]; f != nil && f.done {
		return f
	}
	return nil
}

// startImport answers object.Hooks.StartImport.
func (rt *Runtime) startImport(o *object.Runtime, promise *heap.Object, referrer *object.Instance, req object.ModuleRequest) (bool, error) {
	p := &pendingImport{rt: rt, referrer: referrer, request: req, seen: make(map[moduleKey]bool)}
	from, realm := "", o.Cur
	if referrer != nil {
		from, realm = referrerName(referrer), referrer.Realm
	}
	p.need(realm, from, req)
	if p.left == 0 {
		return false, nil
	}
	if err := o.CheckAlloc(pendingBytes); err != nil {
		return false, err
	}
	p.promise = rt.value(promise.Value())
	p.release = o.Queue.Hold()
	rt.imports.count(rt, 1)
	return true, nil
}

func (i *imports) count(rt *Runtime, n int64) {
	if i.waiting == 0 {
		i.memory = rt.obj.Heap.Account()
	}
	if i.waiting += n; i.waiting == 0 {
		i.memory.Close()
		return
	}
	i.memory.Set(i.waiting * pendingBytes)
}

// need has what a request leads to read, as far as it is not there. Errors are left to the
// import itself, which meets them again.
func (p *pendingImport) need(realm *object.Realm, from string, req object.ModuleRequest) {
	rt := p.rt
	key, err := rt.resolveModule(realm, from, req)
	if err != nil || p.seen[key] {
		return
	}
	p.seen[key] = true
	if m := rt.modules[key]; m != nil {
		p.needAll(m)
		return
	}
	f := rt.imports.fetches[key]
	if f == nil {
		f = rt.fetch(key)
	}
	if !f.done {
		p.left++
		f.wait = append(f.wait, p)
	}
}

// needAll has what a module requests read.
func (p *pendingImport) needAll(m *object.Module) {
	for _, req := range m.Requests() {
		p.need(m.Realm, m.Name, req)
	}
}

// fetch begins to read a text.
func (rt *Runtime) fetch(key moduleKey) *fetch {
	i := &rt.imports
	if i.fetches == nil {
		i.fetches = make(map[moduleKey]*fetch)
		i.slots = make(chan struct{}, backgroundReads)
	}
	f := new(fetch)
	i.fetches[key] = f
	// No text that is larger could be parsed, and together they are not larger than the heap.
	most := rt.obj.Heap.MaxBytes() / backgroundReads
	go func() {
		i.slots <- struct{}{}
		text, err := readInBackground(rt.loader, key, most)
		rt.obj.Queue.Post(func() error {
			defer func() { <-i.slots }()
			return rt.fetched(key, f, text, err)
		})
	}()
	return f
}

// readInBackground is readModule on another goroutine.
func readInBackground(l Loader, key moduleKey, max int64) (text []byte, err error) {
	defer recoverHost(&err)
	text, err = readFrom(l, key.name, max, unpolled)
	if err == nil && key.kind == TypeJavaScript {
		err = checkSource(l, key.name, text)
	}
	return text, err
}

// fetched hears, on the event loop, that a text has been read.
func (rt *Runtime) fetched(key moduleKey, f *fetch, text []byte, err error) error {
	if rt.imports.fetches[key] != f {
		return nil // the runtime went back to before it wanted the text
	}
	f.text, f.err, f.done = text, err, true
	defer delete(rt.imports.fetches, key)
	m := rt.modules[key]
	if err == nil && m == nil {
		// What cannot be parsed is parsed again by the import, which reports it.
		m, err = rt.addModule(key, text)
		if isFatal(err) {
			for _, p := range f.wait {
				p.end()
			}
			return err
		}
	}
	if m != nil { // nobody needs the text any more
		delete(rt.imports.fetches, key)
	}
	for _, p := range f.wait {
		if m != nil {
			p.needAll(m)
		}
		if p.left--; p.left > 0 || p.release == nil {
			continue
		}
		p.end()
		if err := rt.obj.ContinueImport(p.promise.raw().Object(), p.referrer, p.request); err != nil {
			return err
		}
	}
	return nil
}

// end says that the import waits no longer.
func (p *pendingImport) end() {
	if p.release != nil {
		p.release()
		p.release = nil
		p.rt.imports.count(p.rt, -1)
	}
}

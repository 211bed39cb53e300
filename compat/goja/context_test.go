package goja_test

import (
	"testing"

	"github.com/dop251/goja"
)

// contexts follows a name across promise jobs.
type contexts struct{ now string }

func (c *contexts) Grab() interface{} {
	if c.now == "" {
		return nil
	}
	return c.now
}
func (c *contexts) Resumed(context interface{}) { c.now, _ = context.(string) }
func (c *contexts) Exited()                     { c.now = "" }

// TestAsyncContexts checks that what awaits, and the handlers of promises, go on in the
// context in which they were given.
func TestAsyncContexts(t *testing.T) {
	vm := goja.New()
	var c contexts
	vm.SetAsyncContextTracker(&c)
	vm.Set("within", func(name string, f goja.Callable) goja.Value {
		before := c.now
		defer func() { c.now = before }()
		c.now = name
		v, err := f(nil)
		if err != nil {
			panic(err)
		}
		return v
	})
	vm.Set("now", func() string { return c.now })
	vm.RunString(`
		var seen = []
		const see = place => seen.push(place + now())
		let open, opened = new Promise(f => open = f)
		within("A", async () => {
			see("await ")
			await 1
			see("after ")
			within("B", async () => { await 2; see("inner ") })
			for (let i = 0; i < 100; i++) await i
			see("loop ")
			try { await Promise.reject(3) } catch { see("caught ") }
			await opened
			see("opened ")
			await Promise.all([4, within("C", async () => { await 5; see("all ") })])
			see("joined ")
		}).then(() => see("outside "))
		within("D", () => opened.then(() => see("then ")))
		Promise.resolve().then(() => see("none "))
		within("E", () => { (async function* () { yield 1; see("generator ") })().next().then(() => see("next ")) })`)
	vm.RunString(`open()`)
	const want = "await A,after A,none ,inner B,next E,loop A,caught A,then D,opened A,all C,joined A,outside "
	if v := run(t, vm, "seen.join()"); v.String() != want {
		t.Errorf("%s\nwant %s", v, want)
	}
	vm.SetAsyncContextTracker(nil)
	run(t, vm, "seen = []; Promise.resolve().then(() => see('off '))")
	if v := run(t, vm, "seen.join()"); v.String() != "off " {
		t.Errorf("%s", v)
	}
}

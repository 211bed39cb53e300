package goja_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
)

func run(t *testing.T, vm *goja.Runtime, script string) goja.Value {
	t.Helper()
	v, err := vm.RunString(script)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSameObjectSamePointer(t *testing.T) {
	vm := goja.New()
	o := run(t, vm, "var o = {}; o")
	for range 3 {
		runtime.GC()
		if run(t, vm, "o") != o {
			t.Fatal("the object has another pointer")
		}
	}
}

func TestObjectsThatGoDroppedAreFreed(t *testing.T) {
	vm := goja.New()
	rounds := 200
	if testing.Short() {
		rounds = 1
	}
	for range rounds {
		for range 1000 {
			vm.NewObject().Set("text", strings.Repeat("x", 1000))
		}
		runtime.GC()
	}
	run(t, vm, "for (let i = 0; i < 1e4; i++) [i]")
}

func TestGarbageOfAGoFunction(t *testing.T) {
	vm := goja.New()
	n := 300_000
	if testing.Short() {
		n = 3_000
	}
	vm.Set("work", func() goja.Value {
		last := vm.NewObject()
		for i := range n {
			if i%10_000 == 0 {
				runtime.GC()
			}
			o := vm.NewObject()
			o.Set("text", strings.Repeat("x", 1000))
			o.Set("last", last)
			if i%100 == 0 {
				last = vm.NewObject()
				last.Set("i", i)
			}
		}
		return last
	})
	if v := run(t, vm, "[1].map(work)[0].i"); v.ToInteger() != int64(n-100) {
		t.Error(v)
	}
}

func TestPanicOfAGoFunction(t *testing.T) {
	vm := goja.New()
	cause := errors.New("cause")
	vm.Set("fail", func() { panic(cause) })
	vm.Set("again", func(f goja.Callable) (goja.Value, error) { return f(nil) })
	func() {
		defer func() {
			if p := recover(); p != cause {
				t.Errorf("panic with %v", p)
			}
		}()
		vm.RunString("try { again(() => fail()) } catch {} finally { var ran = true }")
	}()
	if v := run(t, vm, "typeof ran + [1, 2].map(x => x + 1)"); v.String() != "undefined2,3" {
		t.Error(v)
	}
}

func TestErrorsThroughScripts(t *testing.T) {
	vm := goja.New()
	cause := errors.New("cause")
	vm.Set("fail", func() error { return cause })
	_, err := vm.RunString("function f() { fail() }; f()")
	if !errors.Is(err, cause) {
		t.Errorf("%v is not the error of the function", err)
	}
	_, err = vm.RunString("try { fail() } catch (e) { throw e }")
	if !errors.Is(err, cause) {
		t.Errorf("%v is not the error of the function", err)
	}
}

// TestWrappedErrors checks what goja does with errors around what a script has thrown, and around
// what has ended one.
func TestWrappedErrors(t *testing.T) {
	vm := goja.New()
	_, thrown := vm.RunString("var inner = new TypeError('inner'); throw inner")
	wrapped := fmt.Errorf("loading: %w", thrown)
	vm.Set("direct", func() error { return thrown })
	vm.Set("wrapped", func() error { return wrapped })
	v := run(t, vm, "[direct, wrapped].map(f => { try { f() } catch (e) { return [e === inner, e instanceof GoError, e.message] } }).join()")
	if !strings.HasPrefix(v.String(), "true,false,inner,false,true,loading: TypeError: inner") {
		t.Error(v)
	}
	if _, err := vm.RunString("try { wrapped() } catch (e) { throw e }"); !errors.Is(err, wrapped) || !errors.Is(err, thrown) {
		t.Errorf("%v is not the error of the function", err)
	}
	ended := fmt.Errorf("loading: %w", &goja.InterruptedError{})
	vm.Set("returned", func() error { return ended })
	vm.Set("panicked", func() { panic(ended) })
	for _, source := range []string{"returned()", "panicked()"} {
		if _, err := vm.RunString("try { " + source + " } catch { }"); err != ended {
			t.Errorf("%s: %v is not what the function gave", source, err)
		}
	}
}

func TestInterruptFromAnotherGoroutine(t *testing.T) {
	vm := goja.New()
	time.AfterFunc(20*time.Millisecond, func() { vm.Interrupt("halt") })
	_, err := vm.RunString("for (;;) ;")
	var interrupted *goja.InterruptedError
	if !errors.As(err, &interrupted) || interrupted.Value() != "halt" {
		t.Fatal(err)
	}
	if v := run(t, vm, "1 + 1"); v.ToInteger() != 2 {
		t.Error(v)
	}
}

func TestRuntimesApart(t *testing.T) {
	a, b := goja.New(), goja.New()
	if err := b.Set("x", a.NewObject()); err == nil {
		t.Fatal("an object of another runtime was taken")
	}
	b.Set("s", goja.SymIterator)
	if v := run(t, b, "s === Symbol.iterator"); !v.ToBoolean() {
		t.Error("a well-known symbol is another one")
	}
}

func ExampleRuntime_Set() {
	type person struct {
		Name string `json:"name"`
		Age  int    `json:"age"`
	}
	vm := goja.New()
	vm.SetFieldNameMapper(goja.TagFieldNameMapper("json", true))
	p := &person{"Ada", 36}
	vm.Set("p", p)
	v, err := vm.RunString("p.age++; `${p.name} is ${p.age}`")
	fmt.Println(v, err, p.Age)
	// Output: Ada is 37 <nil> 37
}

// TestGoErrorClass checks the global GoError, which is made when it is first needed: by a
// script, or by a Go function that fails.
func TestGoErrorClass(t *testing.T) {
	const script = `const e = new GoError("text")
		;[GoError.name, GoError.length, Object.getPrototypeOf(GoError) === Error, e instanceof Error, e instanceof GoError,
		e.message, String(e), GoError("x") instanceof GoError, Object.keys(globalThis).includes("GoError"),
		new (class extends GoError {})("sub").message, "message" in new GoError && Object.hasOwn(new GoError(), "message")].join()`
	const want = "GoError,1,true,true,true,text,GoError: text,true,false,sub,false"
	for _, first := range []string{"", "try { fail() } catch (e) { if (!(e instanceof GoError)) throw 'other class' };"} {
		r := goja.New()
		r.Set("fail", func() error { return errors.New("failed") })
		v, err := r.RunString(first + script)
		if err != nil {
			t.Fatal(err)
		}
		if v.String() != want {
			t.Errorf("after %q: %s, want %s", first, v, want)
		}
	}
}

func TestStackOverflow(t *testing.T) {
	vm := goja.New()
	vm.SetMaxCallStackSize(30)
	for range 3 {
		_, err := vm.RunScript("deep.js", "function deep() {\n  deep() }; try { deep() } catch {}")
		var overflow *goja.StackOverflowError
		if !errors.As(err, &overflow) {
			t.Fatal(err)
		}
		frames := overflow.Stack()
		if len(frames) < 25 || frames[0].FuncName() != "deep" || frames[0].Position().String() != "deep.js:2:3" {
			t.Errorf("%d frames, innermost %v", len(frames), frames[0])
		}
	}
	run(t, vm, "1")
}

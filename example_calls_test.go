package kiln_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/kilnjs/kiln"
)

// plainRuntime is a runtime without options.
func plainRuntime() *kiln.Runtime {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	return rt
}

// A function in its raw form reads its arguments as it likes.
func ExampleRuntime_NewFunction() {
	rt := plainRuntime()
	join := rt.NewFunction("join", 1, func(c kiln.Call) (kiln.Value, error) {
		if c.Len() == 0 {
			return kiln.Undefined(), errors.New("nothing to join")
		}
		var words []string
		for _, arg := range c.Args()[1:] {
			words = append(words, arg.String())
		}
		return rt.ToValue(strings.Join(words, c.Arg(0).String()))
	})
	if err := rt.Set("join", join); err != nil {
		panic(err)
	}
	v, err := rt.RunString("join.js", `
		let caught
		try { join() } catch (e) { caught = e.message }
		[join("-", 1, "two", [3, 4]), caught, join.name, join.length].join("; ")`)
	fmt.Println(v, err)
	// Output: 1-two-[ 3, 4 ]; nothing to join; join; 1 <nil>
}

// What a Go function returns as error is thrown, and comes out of the script as itself.
func ExampleRuntime_NewFunction_errors() {
	rt := plainRuntime()
	errClosed := errors.New("the shop is closed")
	err := rt.Set("buy", rt.NewFunction("buy", 1, func(kiln.Call) (kiln.Value, error) {
		return kiln.Undefined(), fmt.Errorf("cannot buy: %w", errClosed)
	}))
	if err != nil {
		panic(err)
	}
	_, err = rt.RunString("shop.js", `
		try { buy("bread") } catch (e) { e.message += "!"; throw e }`)
	fmt.Println(err)
	fmt.Println(errors.Is(err, errClosed))
	// Output:
	// Error: cannot buy: the shop is closed!
	// true
}

// Functions and constructors of scripts are called with Go values.
func ExampleValue_Call() {
	rt := plainRuntime()
	_, err := rt.RunString("account.js", `
		class Account {
			constructor(owner) { this.owner = owner; this.balance = 0 }
			deposit(n) { this.balance += n; return this.balance }
		}`)
	if err != nil {
		panic(err)
	}
	class, _ := rt.Get("Account")
	account, err := class.New("Ann")
	if err != nil {
		panic(err)
	}
	deposit, _ := account.Get("deposit")
	balance, err := deposit.Call(account, 30)
	fmt.Println(balance, err)
	_, err = deposit.Call(nil, 30)
	fmt.Println(err)
	is, _ := account.InstanceOf(class)
	fmt.Println(is, class.Typeof(), account.Typeof())
	// Output:
	// 30 <nil>
	// TypeError: Cannot read properties of undefined (reading 'balance')
	// true function object
}

// A function of a script becomes one of Go.
func ExampleFuncOf() {
	rt := plainRuntime()
	v, err := rt.RunString("greet.js", `(name, times) => {
		if (times < 1) throw new RangeError("too few")
		return ("hello " + name + " ").repeat(times).trim()
	}`)
	if err != nil {
		panic(err)
	}
	greet, err := kiln.FuncOf[func(string, int) (string, error)](v)
	if err != nil {
		panic(err)
	}
	fmt.Println(greet("you", 2))
	fmt.Println(greet("you", 0))
	// Output:
	// hello you hello you <nil>
	//  RangeError: too few
}

// Objects are read and written like in a script.
func ExampleValue_Set() {
	rt := plainRuntime()
	o := rt.NewObject()
	if err := o.Set("name", "anvil"); err != nil {
		panic(err)
	}
	list, err := rt.NewArray(1, "two", true)
	if err != nil {
		panic(err)
	}
	if err := o.Set("list", list); err != nil {
		panic(err)
	}
	if err := list.SetIndex(4, o); err != nil {
		panic(err)
	}
	if err := rt.Set("o", o); err != nil {
		panic(err)
	}
	fmt.Println(rt.RunString("o.js", "o.list[4] === o && o.list.length"))
	keys, _ := o.Keys()
	has, _ := o.Has("toString")
	fmt.Println(keys, has)
	// Output:
	// 5 <nil>
	// [name list] true
}

// Whatever for-of takes can be ranged over.
func ExampleValue_Iterate() {
	rt := plainRuntime()
	v, err := rt.RunString("squares.js", "(function* () { for (let i = 1; ; i++) yield i * i })()")
	if err != nil {
		panic(err)
	}
	for square, err := range v.Iterate() {
		if err != nil {
			panic(err)
		}
		n, _ := kiln.As[int](square)
		if n > 30 {
			break
		}
		fmt.Print(n, " ")
	}
	// Output: 1 4 9 16 25
}

func ExampleValue_Entries() {
	rt := plainRuntime()
	v, err := rt.RunString("prices.js", "({ bread: 3, milk: 2 })")
	if err != nil {
		panic(err)
	}
	for e, err := range v.Entries() {
		fmt.Println(e.Key, e.Value, err)
	}
	// Output:
	// bread 3 <nil>
	// milk 2 <nil>
}

// Symbols are keys for the methods that end in Key.
func ExampleRuntime_Symbol() {
	rt := plainRuntime()
	o := rt.NewObject()
	tag := rt.Symbol(kiln.SymbolToStringTag)
	if err := o.SetKey(tag, "Point"); err != nil {
		panic(err)
	}
	if err := rt.Set("o", o); err != nil {
		panic(err)
	}
	fmt.Println(rt.RunString("tag.js", "String(o)"))
	// Output: [object Point] <nil>
}

package kiln_test

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/kilnjs/kiln"
)

type account struct {
	Owner   string `js:"owner"`
	Balance int    `js:"balance"`
	Note    string `js:"note,omitempty"`
	pin     int
}

func (a *account) Deposit(amount int) error {
	if amount <= 0 {
		return errors.New("nothing to deposit")
	}
	a.Balance += amount
	return nil
}

// A pointer to a struct is a live object: the script works on the same memory.
func ExampleRuntime_ToValue() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	a := &account{Owner: "Ada", Balance: 10, pin: 1234}
	if err := rt.Set("account", a); err != nil {
		panic(err)
	}
	v, err := rt.RunString("deposit.js", `
		account.Deposit(5);
		account.balance *= 2;
		try { account.Deposit(0) } catch (e) { account.note = e.message }
		JSON.stringify(account)`)
	if err != nil {
		panic(err)
	}
	fmt.Println(v)
	fmt.Println(a.Balance, a.Note)
	// Output:
	// {"owner":"Ada","balance":30,"note":"nothing to deposit"}
	// 30 nothing to deposit
}

// Go functions of any type are functions of scripts: their arguments are checked, and their
// errors are thrown.
func ExampleRuntime_Set_function() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	err = rt.Set("repeat", func(text string, n uint8) (string, error) {
		out := ""
		for range n {
			out += text
		}
		return out, nil
	})
	if err != nil {
		panic(err)
	}
	for _, source := range []string{"repeat('ab', 3)", "repeat('ab', 300)", "repeat('ab')"} {
		v, err := rt.RunString("repeat.js", source)
		fmt.Println(v, err)
	}
	// Output:
	// ababab <nil>
	// undefined TypeError: argument 2: the number 300 cannot become a uint8: it does not fit
	// undefined TypeError: argument 2: undefined cannot become a uint8
}

// ExportTo fills variables of Go types, and says where something does not fit.
func ExampleValue_ExportTo() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	v, err := rt.RunString("list.js", "({accounts: [{owner: 'Ada', balance: 1}, {owner: 'Bob', balance: 1.5}]})")
	if err != nil {
		panic(err)
	}
	var all map[string][]account
	fmt.Println(v.ExportTo(&all))
	// Output:
	// [accounts][1].balance: the number 1.5 cannot become a int: it is no integer
}

// As is ExportTo for a value that is wanted once: a function of a script, for example.
func ExampleAs() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	v, err := rt.RunString("area.js", "((w, h) => { if (w < 0) throw new RangeError('no such room'); return w * h })")
	if err != nil {
		panic(err)
	}
	area, err := kiln.As[func(w, h float64) (float64, error)](v)
	if err != nil {
		panic(err)
	}
	fmt.Println(area(3, 4))
	fmt.Println(area(-3, 4))
	// Output:
	// 12 <nil>
	// 0 RangeError: no such room
}

// Export gives what a value is in Go. What was made from a Go value is that value, and Go
// errors are still what they were when a script has caught and thrown them.
func ExampleValue_Export() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	if err := rt.Set("open", func(name string) error { return &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist} }); err != nil {
		panic(err)
	}
	for _, source := range []string{"[1, 1.5, 'a', {b: [true]}]", "new Map([['k', 10n ** 20n]])", "try { open('x') } catch (e) { e }"} {
		v, err := rt.RunString("export.js", source)
		if err != nil {
			panic(err)
		}
		x := v.Export()
		fmt.Printf("%T %v\n", x, x)
		if err, ok := x.(error); ok {
			fmt.Println(errors.Is(err, fs.ErrNotExist))
		}
	}
	// Output:
	// []interface {} [1 1.5 a map[b:[true]]]
	// [][2]interface {} [[k 100000000000000000000]]
	// *fs.PathError open x: file does not exist
	// true
}

// Options.Names chooses what scripts call fields and methods.
func ExampleNames() {
	rt, err := kiln.New(kiln.Options{Names: kiln.LowerCamel})
	if err != nil {
		panic(err)
	}
	if err := rt.Set("server", struct{ HTTPPort, MaxConns int }{8080, 10}); err != nil {
		panic(err)
	}
	v, err := rt.RunString("names.js", "Object.keys(server).join()")
	if err != nil {
		panic(err)
	}
	fmt.Println(v)
	// Output: httpPort,maxConns
}

package kiln_test

import (
	"fmt"
	"math"

	"github.com/kilnjs/kiln"
)

// Purse is what the objects of a class are for scripts.
type Purse struct {
	owner   string
	balance int
}

// purse declares the class once, for all runtimes.
var purse = kiln.NewClass[Purse]("Purse").
	Constructor(1, func(call kiln.Call) (*Purse, error) {
		return &Purse{owner: call.Arg(0).String()}, nil
	}).
	Getter("balance", func(a *Purse, call kiln.Call) (kiln.Value, error) {
		return call.Runtime().ToValue(a.balance)
	}).
	Method("deposit", 1, func(a *Purse, call kiln.Call) (kiln.Value, error) {
		n, err := kiln.As[int](call.Arg(0))
		if err != nil {
			return kiln.Undefined(), err
		}
		if n <= 0 {
			return kiln.Undefined(), fmt.Errorf("%s deposits %d", a.owner, n)
		}
		a.balance += n
		return call.This(), nil
	})

func ExampleNewClass() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	ctor, err := rt.Class(purse)
	if err != nil {
		panic(err)
	}
	if err := rt.Set("Purse", ctor); err != nil {
		panic(err)
	}
	v, err := rt.RunString("purse.js", `
		class Savings extends Purse {
			addInterest() { return this.deposit(this.balance / 10) }
		}
		new Savings('Ada').deposit(200).addInterest()
	`)
	if err != nil {
		panic(err)
	}
	a, ok := purse.Of(v)
	fmt.Println(a.owner, a.balance, ok)

	_, err = rt.RunString("wrong.js", "Purse.prototype.deposit.call({}, 1)")
	fmt.Println(err)
	_, err = rt.RunString("debt.js", "new Purse('Bob').deposit(-1)")
	fmt.Println(err)
	// Output:
	// Ada 220 true
	// TypeError: Method Purse.prototype.deposit called on incompatible receiver #<Object>
	// Error: Bob deposits -1
}

func ExampleClass_New() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	// An object for a Go value that is there already: its constructor is not called.
	v, err := purse.New(rt, &Purse{owner: "Cid", balance: 7})
	if err != nil {
		panic(err)
	}
	if err := rt.Set("cid", v); err != nil {
		panic(err)
	}
	balance, err := rt.RunString("cid.js", "cid.deposit(5).balance")
	fmt.Println(balance, err)
	// Output: 12 <nil>
}

// Node is the Go value of a class whose objects refer to others.
type Node struct{ name string }

func ExampleClass_Slot() {
	node := kiln.NewClass[Node]("Node")
	next := node.Slot()
	node.Constructor(2, func(call kiln.Call) (*Node, error) {
		// A Value in Node would keep the other object alive as long as the runtime; a
		// slot keeps it as long as this object.
		return &Node{call.Arg(0).String()}, next.Set(call.This(), call.Arg(1))
	})

	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	ctor, err := rt.Class(node)
	if err != nil {
		panic(err)
	}
	if err := rt.Set("Node", ctor); err != nil {
		panic(err)
	}
	v, err := rt.RunString("list.js", "new Node('a', new Node('b', new Node('c')))")
	if err != nil {
		panic(err)
	}
	for {
		n, ok := node.Of(v)
		if !ok {
			break
		}
		fmt.Println(n.name)
		if v, err = next.Get(v); err != nil {
			panic(err)
		}
	}
	// Output:
	// a
	// b
	// c
}

// Figure and Square are a class and one that extends it.
type Figure struct{ color string }

// Square is a Figure.
type Square struct {
	Figure
	side int
}

func ExampleExtendClass() {
	figure := kiln.NewClass[Figure]("Figure").
		Method("paint", 1, func(f *Figure, call kiln.Call) (kiln.Value, error) {
			f.color = call.Arg(0).String()
			return call.This(), nil
		})
	square := kiln.NewClass[Square]("Square").
		Constructor(1, func(call kiln.Call) (*Square, error) {
			side, err := kiln.As[int](call.Arg(0))
			return &Square{side: side}, err
		})
	kiln.ExtendClass(square, figure, func(s *Square) *Figure { return &s.Figure })

	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	ctor, err := rt.Class(square)
	if err != nil {
		panic(err)
	}
	if err := rt.Set("Square", ctor); err != nil {
		panic(err)
	}
	v, err := rt.RunString("square.js", "new Square(3).paint('red')")
	if err != nil {
		panic(err)
	}
	s, _ := square.Of(v)
	fmt.Println(s.side, s.color)
	// Output: 3 red
}

// Vector is a Go type whose functions and methods a class takes as they are.
type Vector struct{ x, y float64 }

// NewVector makes a Vector.
func NewVector(x, y float64) *Vector { return &Vector{x, y} }

// Length is the length of the vector.
func (v *Vector) Length() float64 { return math.Hypot(v.x, v.y) }

// Plus adds up two vectors.
func (v *Vector) Plus(w *Vector) *Vector { return &Vector{v.x + w.x, v.y + w.y} }

// ScriptValue says what a Vector is for scripts, wherever Go gives them one.
func (v *Vector) ScriptValue(rt *kiln.Runtime) (kiln.Value, error) { return vector.New(rt, v) }

var vector = kiln.NewClass[Vector]("Vector").ConstructorFunc(NewVector).Methods()

func ExampleClass_Methods() {
	rt, err := kiln.New(kiln.Options{Names: kiln.LowerCamel})
	if err != nil {
		panic(err)
	}
	ctor, err := rt.Class(vector)
	if err != nil {
		panic(err)
	}
	if err := rt.Set("Vector", ctor); err != nil {
		panic(err)
	}
	v, err := rt.RunString("vector.js", "new Vector(1, 2).plus(new Vector(2, 2))")
	if err != nil {
		panic(err)
	}
	w, err := kiln.As[*Vector](v)
	fmt.Println(w.Length(), err)
	_, err = rt.RunString("wrong.js", "new Vector(1, 'two')")
	fmt.Println(err)
	// Output:
	// 5 <nil>
	// TypeError: argument 2: the string "two" cannot become a float64
}

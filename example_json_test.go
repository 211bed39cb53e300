package kiln_test

import (
	"fmt"

	"github.com/kilnjs/kiln"
)

func ExampleRuntime_ParseJSON() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	// Bytes that a service has sent become an object of the script, and the answer bytes.
	order, err := rt.ParseJSON([]byte(`{"items": [{"price": 3}, {"price": 4}]}`))
	if err != nil {
		panic(err)
	}
	total, err := rt.RunString("total.js", `(order) => ({...order, total: order.items.reduce((sum, i) => sum + i.price, 0)})`)
	if err != nil {
		panic(err)
	}
	result, err := total.Call(nil, order)
	if err != nil {
		panic(err)
	}
	text, err := result.JSON()
	fmt.Println(string(text), err)
	_, err = rt.ParseJSON([]byte(`{"items": [1, 2}`))
	fmt.Println(err)
	// Output:
	// {"items":[{"price":3},{"price":4}],"total":7} <nil>
	// SyntaxError: Expected ',' or ']' after array element in JSON at position 15
}

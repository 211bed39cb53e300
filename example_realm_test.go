package kiln_test

import (
	"fmt"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/pkg/web"
)

func ExampleRuntime_NewRealm() {
	rt, err := kiln.New(kiln.Options{Libraries: web.All()})
	if err != nil {
		panic(err)
	}
	// A plugin has globals of its own, and no console.
	plugin, err := rt.NewRealm(kiln.RealmOptions{Libraries: []*kiln.Library{web.Timers()}})
	if err != nil {
		panic(err)
	}
	list, err := plugin.RunString("plugin.js", `
		Array.prototype.map = () => 'changed'
		globalThis.state = 1;
		[1, 2, typeof console]
	`)
	if err != nil {
		panic(err)
	}
	if err := rt.Set("list", list); err != nil {
		panic(err)
	}
	v, err := rt.RunString("main.js", "[list.join(), list.map(), [3].map(x => x + 1), typeof state, list instanceof Array].join(' ')")
	fmt.Println(v, err)
	// Output: 1,2,undefined changed 4 undefined false <nil>
}

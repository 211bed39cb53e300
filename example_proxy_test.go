package kiln_test

import (
	"fmt"

	"github.com/kilnjs/kiln"
)

func ExampleRuntime_NewProxy() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	target, err := rt.RunString("target.js", "({ user: 'ada', password: 'secret' })")
	if err != nil {
		panic(err)
	}
	p, err := rt.NewProxy(target, &kiln.ProxyTraps{
		Get: func(target, key, receiver kiln.Value) (kiln.Value, error) {
			if key.String() == "password" {
				return kiln.Undefined(), fmt.Errorf("the password is nobody's business")
			}
			return target.GetKey(key)
		},
		OwnKeys: func(target kiln.Value) ([]kiln.Value, error) {
			keys, err := target.OwnKeys()
			return keys[:1], err
		},
		// What has no trap is done to the target.
	})
	if err != nil {
		panic(err)
	}
	if err := rt.Set("account", p); err != nil {
		panic(err)
	}
	v, err := rt.RunString("read.js", "JSON.stringify(account)")
	fmt.Println(v, err)
	_, err = rt.RunString("steal.js", "account.password")
	fmt.Println(err)
	p.RevokeProxy()
	_, err = rt.RunString("late.js", "account.user")
	fmt.Println(err)
	// Output:
	// {"user":"ada"} <nil>
	// Error: the password is nobody's business
	// TypeError: Cannot perform 'get' on a proxy that has been revoked
}

func ExampleValue_DefineProperty() {
	rt, err := kiln.New(kiln.Options{})
	if err != nil {
		panic(err)
	}
	o := rt.NewObject()
	reads := 0
	if err := o.DefineProperty("id", kiln.Property{Value: "x7", Enumerable: kiln.Yes}); err != nil {
		panic(err)
	}
	err = o.DefineAccessor("reads", func(call kiln.Call) (kiln.Value, error) {
		reads++
		return call.Runtime().ToValue(reads)
	}, nil)
	if err != nil {
		panic(err)
	}
	if err := rt.Set("o", o); err != nil {
		panic(err)
	}
	v, err := rt.RunString("o.js", "o.id = 'changed'; o.reads; JSON.stringify(o)")
	fmt.Println(v, err)
	d, ok, err := o.OwnProperty("id")
	fmt.Println(d.Value, d.Writable, d.Enumerable, ok, err)
	// Output:
	// {"id":"x7","reads":2} <nil>
	// x7 false true true <nil>
}

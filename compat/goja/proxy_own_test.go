package goja

import "testing"

// TestProxyKeysWithoutTrap: keys of a form that has no trap are the target's, whatever scripts have made of Reflect.
func TestProxyKeysWithoutTrap(t *testing.T) {
	r := New()
	proxy := r.NewProxy(r.NewObject(), &ProxyTrapConfig{
		HasIdx:                      func(*Object, int) bool { return true },
		GetIdx:                      func(*Object, int, Value) Value { return r.ToValue("trap") },
		SetIdx:                      func(*Object, int, Value, Value) bool { return true },
		DeletePropertyIdx:           func(*Object, int) bool { return true },
		GetOwnPropertyDescriptorIdx: func(*Object, int) PropertyDescriptor { return PropertyDescriptor{} },
		DefinePropertyIdx:           func(*Object, int, PropertyDescriptor) bool { return true },
	})
	if err := r.Set("p", proxy); err != nil {
		t.Fatal(err)
	}
	v, err := r.RunString(`
		Reflect = undefined;
		p.a = 1; p[0] = 2;
		Object.defineProperty(p, "b", { get() { return this === p }, configurable: true });
		[p.a, p[0], "a" in p, "c" in p, 7 in p, p.b, Object.getOwnPropertyDescriptor(p, "a").value, delete p.a, p.a].join()`)
	if err != nil {
		t.Fatal(err)
	}
	if got := v.String(); got != "1,trap,true,false,true,true,1,true," {
		t.Fatal(got)
	}
}

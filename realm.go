package kiln

import (
	"errors"
	"fmt"
	"slices"

	"github.com/kilnjs/kiln/pkg/object"
)

// Realm is a global object with built-in objects of its own: what a frame is in a browser. Realms
// of one runtime share its heap, its event loop and its limits, and values pass freely
// between them, but nothing that a script does to the global object or to Array.prototype in one
// realm is seen in another. (A script that is given an object of another realm can reach
// everything there: realms keep programs out of each other's way, not apart. For code that must
// not meet, use two runtimes.)
//
// A realm lives as long as its runtime, or until that goes back to a checkpoint from before the
// realm was made: what it is asked is an error then.
type Realm struct {
	rt *Runtime
	r  *object.Realm
}

// RealmOptions configure a Realm. The zero value makes it like the main one.
type RealmOptions struct {
	// Libraries are those of [Options.Libraries] whose globals scripts find in the realm; nil
	// means all. The libraries of the language are always there.
	Libraries []*Library
}

// NewRealm makes a realm. The error says that the runtime does not have one of the libraries,
// or cannot have more realms: the limit is 65,536, those of ShadowRealms included.
func (rt *Runtime) NewRealm(o RealmOptions) (realm *Realm, err error) {
	all := rt.obj.Libraries()
	for _, l := range o.Libraries {
		if !slices.Contains(all, l) {
			return nil, fmt.Errorf("kiln: NewRealm: the runtime was made without library %s", l.Name)
		}
	}
	err = rt.do(func() error {
		if len(rt.obj.Realms) >= object.MaxRealms {
			return fmt.Errorf("kiln: NewRealm: a runtime has at most %d realms", object.MaxRealms)
		}
		realm = &Realm{rt, rt.obj.NewRealmWith(func(l *object.Library) bool {
			return o.Libraries == nil || isLanguage(l) || slices.Contains(o.Libraries, l)
		})}
		return rt.obj.Step()
	})
	if err != nil {
		return nil, err
	}
	return realm, nil
}

// initializeShadowRealm answers object.Hooks.InitializeShadowRealm.
func (rt *Runtime) initializeShadowRealm(_ *object.Runtime, r *object.Realm) error {
	if err := guard(func() error { return rt.options.ShadowRealm(&Realm{rt, r}) }); err != nil {
		return rt.thrown(err)
	}
	return nil
}

// IsShadowRealm reports whether a script has made the realm with new ShadowRealm. Such a realm
// shares no object with others: what a Go program carries from one to another is its own affair.
func (r *Realm) IsShadowRealm() bool { return r.r.IsShadow() }

// MainRealm returns the realm that New has made, in which Run runs programs.
func (rt *Runtime) MainRealm() *Realm { return &Realm{rt, rt.realm} }

// Runtime returns the runtime of the realm.
func (r *Realm) Runtime() *Runtime { return r.rt }

// Run is [Runtime.Run] in the realm.
func (r *Realm) Run(p *Program) (Value, error) {
	if r.over() {
		return Value{}, errRealmOver
	}
	return r.rt.runIn(p, r.r)
}

// errRealmOver is the error of a realm that came into being after the checkpoint to which its
// runtime went back.
var errRealmOver = errors.New("kiln: a realm from before the runtime was restored")

func (r *Realm) over() bool {
	all := r.rt.obj.Realms
	return int(r.r.ID) >= len(all) || all[r.r.ID] != r.r
}

// RunString is [Runtime.RunString] in the realm.
func (r *Realm) RunString(name, source string) (Value, error) {
	p, err := Compile(name, source, Script)
	if err != nil {
		return Value{}, err
	}
	return r.Run(p)
}

// Import is [Runtime.Import] in the realm: each realm has modules of its own.
func (r *Realm) Import(specifier string) (namespace Value, err error) {
	err = r.Do(func() error {
		namespace, err = r.rt.Import(specifier)
		return err
	})
	return namespace, err
}

// Get is [Runtime.Get] of the realm.
func (r *Realm) Get(name string) (v Value, err error) {
	err = r.Do(func() error {
		x, _, err := r.rt.obj.GlobalBinding(r.r, r.rt.obj.Heap.KeyFromGo(name))
		if err == nil {
			v = r.rt.value(x)
		}
		return err
	})
	return v, err
}

// Set is [Runtime.Set] of the realm. Objects that it makes of x belong to the realm.
func (r *Realm) Set(name string, x any) error {
	return r.Do(func() error {
		v, err := r.rt.toHeap(x)
		if err != nil {
			return fmt.Errorf("kiln: global %s: %w", name, err)
		}
		return r.rt.obj.SetGlobalBinding(r.r, r.rt.obj.Heap.KeyFromGo(name), v)
	})
}

// GlobalObject returns the global object of the realm.
func (r *Realm) GlobalObject() Value {
	if r.over() {
		return Value{}
	}
	return r.rt.value(r.r.Global.Value())
}

// Do runs f: objects, functions and classes that Go makes in it belong to the realm. The error is
// that of f, as a script would give it.
func (r *Realm) Do(f func() error) error {
	if r.over() {
		return errRealmOver
	}
	return r.rt.do(func() error {
		o := r.rt.obj
		saved := o.Cur
		o.Cur = r.r
		defer func() { o.Cur = saved }()
		return f()
	})
}

// Is reports whether both are the same realm.
func (r *Realm) Is(other *Realm) bool { return other != nil && r.r == other.r }

// Realm returns the realm of a function: the one in which it was made, and in which it makes
// objects. It is nil for what is no function, or a proxy that was revoked.
func (v Value) Realm() *Realm {
	if !v.IsFunction() {
		return nil
	}
	r, err := v.rt.obj.GetFunctionRealm(v.raw().Object())
	if err != nil {
		return nil
	}
	return &Realm{v.rt, r}
}

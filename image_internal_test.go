package kiln

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/kilnjs/kiln/pkg/web"
)

// imageDecisions say of each field of the Go objects that an image may have to do with where a
// runtime of the image has it from:
//
//	image     the image has it, or what tells its like
//	own       the runtime makes it, from its options or as each runtime does
//	found     it is found again when it is wanted: caches, what is learned and compiled
//	none      there is none, or it is empty: an error otherwise
//	wiped     nothing is in it between runs
var imageDecisions = map[string]string{
	"kiln.Runtime": `own: obj options loader pins values keyTexts tiers classes depth scope life background eras time ended
		image: realm modules
		none: natives imports rejected streamEnds
		found: resolveRow sourceMaps
		wiped: lastRun`,
	"pkg/object.Runtime": `own: Budget Heap Stack Queue Tiers Hooks CannotBlock Stdout Stderr Sources Quotas Usage Watch FramesWatched StepsWatched
			event interrupted deadline fuel slice refilled spent uneven ticks onPoll Counts dead stamped
		image: Cur Realms Codes libraries resumers modules symbols ext asyncModuleOrder
		found: Reads Stores enum rests peeked scripts texts
		wiped: LeftBy thrown resumed calls callsUsed big`,
	"pkg/object.Realm": `image: ID Global GlobalThis Scope LexicalEpoch ObjectShape ArrayShape Arrays promises intrinsics groups lazy shared hostCodes unwanted image
			iterResult promise arguments shadow
		none: Host
		own: rt memory
		found: roots strictArguments poison`,
	"pkg/object.GlobalScope": `image: record`,
	"pkg/object.Code": `image: ID Kind Func Prog Realm Host Leaf LeafNew Shortcut Forwards species Body declared Data Name Length newCap newSeen templates
		own: Tier Entry bytes whole
		found: Calls Turns NoPromote Replaced T0 T1 T2 BodyEntry ResumeEntry shape newProto newShape newFunc newAt fields boundName privates roots`,
	"pkg/object.Instance": `image: Prog Realm Module Parent codes handle image; found: text sites`,
	"pkg/object.Module": `image: Name Realm Inst id info status env body loaded exports Source namespace deferred meta resolved dfsIndex dfsAncestor root
			asyncOrder capability
		own: rt
		none: Host err evaluate
		wiped: asyncParents pendingAsync`,
	"pkg/object.namespaceData":   `image: module deferred keys bindings`,
	"pkg/bytecode.machine":       `own: rt stack heap base returns; wiped: depth fronts counters state`,
	"pkg/builtin.runtimeState":   `none: waits waitMemory; wiped: joins; found: collator`,
	"pkg/builtin.regexpState":    `image: programs realms; found: literals groups key caps parts found tedious latest; own: poll memory code`,
	"pkg/builtin.compiledRegExp": `image: program key id; own: state`,
	"pkg/builtin.realmRegExp":    `image: shape lastIndex result resultIndex resultInput resultG proto ctor protoID ctorID protoWatch ctorOne legacy`,
	"pkg/builtin.buffer":         `image: bytes max detached immutable; none: given shared; own: own window`,
	"pkg/web.consoleState":       `image: groups counts clocks`,
	"pkg/web.contextSignals":     `none: live`,
	"pkg/web.eventTarget":        `image: listeners free places`,
	"pkg/web.listener":           `image: name capture once passive removed place`,
	"pkg/web.abortSignal":        `image: eventTarget aborted dependent; none: algorithms`,
	"pkg/web.event":              `image: name bubbles cancelable composed dispatched trusted stopped stoppedNow canceled passive custom phase time`,
	"pkg/host.Bridge":            `own: rt rules Owner; none: receivers waiting; found: live owners objects objectID failures failID types former texts; wiped: args walk pointers converted tally fresh iteration`,
	"pkg/queue.Queue":            `image: lastID; none: jobs tasks timers byID posted held background; own: Watcher clock begun timerBytes memory mu; wiped: current running lastJob task lastTask seq`,
	"pkg/tier.Manager":           `own: rt cfg hooks machine remembers`,
	"pkg/native.engine":          `found: *`,
}

// TestImageDecisions demands a decision for each field of what an image is made of, and for each
// type that may be met.
func TestImageDecisions(t *testing.T) {
	rt, err := New(Options{Libraries: web.All(), Tier: Native, Loader: FSLoader{FS: fstest.MapFS{"m.js": {Data: []byte("export const x = 1; import * as own from './m.js'; globalThis.own = own")}}}})
	require.NoError(t, err)
	_, err = rt.RunString("all.js", `
		var all = [new Map, new WeakMap, new WeakRef({}), new FinalizationRegistry(() => {}), /a/.exec("a"), new Uint8Array(8), Symbol.for("x"), new Array(5e6)];
		console.count(); [1, 2].join(); for (let i = 0; i < 1e5; i++) all;
		new EventTarget().addEventListener("x", () => {}); globalThis.event = new Event("x");
		(function* () { yield })().next();`)
	require.NoError(t, err)
	_, err = rt.Import("./m.js")
	require.NoError(t, err)
	_, err = rt.NewAbortSignal(t.Context())
	require.NoError(t, err)
	_ = rt.bridge()

	met := map[string]reflect.Type{}
	var look func(typ reflect.Type)
	look = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice || typ.Kind() == reflect.Map || typ.Kind() == reflect.Array {
			typ = typ.Elem()
		}
		name, _ := checkpointRules.TypeName(typ)
		if _, decided := imageDecisions[name]; !decided || met[name] != nil {
			return
		}
		met[name] = typ
		for i := range typ.NumField() {
			look(typ.Field(i).Type)
		}
	}
	must := func(x any) {
		if reflect.TypeOf(x).Kind() != reflect.Pointer {
			return // of no state
		}
		name, _ := checkpointRules.TypeName(reflect.TypeOf(x).Elem())
		_, decided := imageDecisions[name]
		assert.True(t, decided, "%s is in no table", name)
		look(reflect.TypeOf(x))
	}
	must(rt)
	for _, x := range rt.obj.Exts() {
		if x != nil {
			must(x)
		}
	}
	for id := range uint32(len(rt.obj.Codes) + 100) {
		if x := rt.obj.Heap.HandleAt(id); x != nil && !strings.HasPrefix(reflect.TypeOf(x).String(), "*heap.") {
			must(x)
		}
	}
	for name, text := range imageDecisions {
		if !assert.True(t, met[name] != nil, "%s was not met", name) || strings.Contains(text, "*") {
			continue
		}
		var decided, fields []string
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ;\n\t", r) }) {
			if !strings.HasSuffix(word, ":") {
				decided = append(decided, word)
			}
		}
		for i := range met[name].NumField() {
			fields = append(fields, met[name].Field(i).Name)
		}
		assert.ElementsMatch(t, fields, decided, "say in imageDecisions where a runtime of an image has the fields of %s from", name)
	}
}

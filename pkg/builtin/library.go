package builtin

import (
	"slices"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// groups lists everything but the plain functions of the global object; a new
// constructor or namespace adds its line.
var groups = slices.Concat([]*object.Group{
	arrayBufferGroup,
	arrayGroup,
	arrayIteratorGroup,
	asyncDisposableStackGroup,
	asyncFromSyncGroup,
	asyncFunctionGroup,
	asyncGeneratorFunctionGroup,
	asyncGeneratorGroup,
	asyncIteratorGroup,
	atomicsGroup,
	bigintGroup,
	booleanGroup,
	dataViewGroup,
	dateGroup,
	disposableStackGroup,
	errorGroup,
	finalizationRegistryGroup,
	functionGroup,
	generatorFunctionGroup,
	generatorGroup,
	iteratorGroup,
	iteratorHelperGroup,
	jsonGroup,
	mapGroup,
	mapIteratorGroup,
	mathGroup,
	numberGroup,
	moduleSourceGroup,
	objectGroup,
	promiseGroup,
	proxyGroup,
	reflectGroup,
	regexpGroup,
	regexpIteratorGroup,
	setGroup,
	setIteratorGroup,
	shadowRealmGroup,
	sharedArrayBufferGroup,
	stringGroup,
	stringIteratorGroup,
	symbolGroup,
	throwTypeErrorGroup,
	functionArgumentsGroup,
	functionCallerGroup,
	typedArrayGroup,
	weakMapGroup,
	weakRefGroup,
	weakSetGroup,
	wrapIteratorGroup,
}, nativeErrorGroups, typedArrayGroups())

var library = &object.Library{
	Name:         "ECMA-262",
	ShadowRealms: true,
	Groups:       groups,
	Globals:      globalRows,
	ForgetShapes: forgetRegExpShapes,
	Language: &object.Language{
		ParseJSON:         ParseJSON,
		StringifyJSON:     stringifyJSON,
		AppendJSON:        appendJSON,
		TypedArrayLength:  typedArrayLength,
		BufferBytes:       bufferContents,
		DataViewRange:     dataViewRange,
		TableIterator:     tableIterator,
		NewRegExp:         newRegExp,
		NewBytes:          newImmutableBytes,
		NewDate:           newDate,
		ShareBytes:        shareBytes,
		ViewBytes:         bytesOfView,
		NewBuffer:         allocateBuffer,
		TransferBuffer:    transferBuffer,
		BufferView:        bufferView,
		NewBufferView:     newBufferView,
		DetachArrayBuffer: detachArrayBuffer,
		ShareBuffer:       shareBuffer,
		AdoptBuffer:       adoptBuffer,
		CleanupRegistry:   cleanupRegistry,
	},
}

// Library returns the library of ECMA-262, which all runtimes share.
func Library() *object.Library { return library }

// throwTypeErrorGroup declares %ThrowTypeError% (sec-%throwtypeerror%).
var throwTypeErrorGroup = &object.Group{
	Ctor:           object.ThrowTypeError,
	NotConstructor: true,
	Fn:             throwTypeError,
	Setup: func(rt *object.Runtime, _ *object.Realm, ctor, _ *heap.Object) {
		// An ordinary function object accepts this without running any code.
		_, _ = rt.SetIntegrityLevel(ctor, object.Frozen)
	},
}

// throwTypeError is %ThrowTypeError%.
func throwTypeError(c *object.Call) (heap.Value, error) {
	return heap.Undefined, c.RT.TypeError("'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them")
}

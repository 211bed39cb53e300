package object

import (
	"math"
	"sync/atomic"
)

// IntrinsicID names a well-known intrinsic object of a realm
// (sec-well-known-intrinsic-objects). A library names its own with NewIntrinsic.
type IntrinsicID uint16

// The intrinsics that this package uses itself, that a tier needs, or that libraries ask of another. A constructor X
// is named XConstructor and its prototype object XPrototype. A library says what they
// are, and realms make them on first touch.
const (
	NoIntrinsic IntrinsicID = iota

	ObjectConstructor
	ObjectPrototype
	FunctionConstructor
	FunctionPrototype
	ArrayConstructor
	ArrayPrototype
	StringPrototype
	NumberPrototype
	BooleanPrototype
	SymbolPrototype
	BigIntPrototype
	PromiseConstructor
	PromisePrototype

	ErrorPrototype
	TypeErrorPrototype
	RangeErrorPrototype
	ReferenceErrorPrototype
	SyntaxErrorPrototype
	URIErrorPrototype
	SuppressedErrorPrototype

	IteratorPrototype      // %Iterator.prototype%
	AsyncIteratorPrototype // %AsyncIteratorPrototype%
	ArrayIteratorPrototype
	AsyncFromSyncIteratorPrototype

	GeneratorFunctionPrototype // %GeneratorFunction.prototype%, prototype of generator functions
	GeneratorPrototype         // %GeneratorPrototype%, prototype of generator objects
	AsyncGeneratorFunctionPrototype
	AsyncGeneratorPrototype
	AsyncFunctionPrototype

	// Functions that several places share or compare with.
	ThrowTypeError
	FunctionArgumentsGetter
	FunctionCallerGetter
	EvalFunction
	ArrayProtoValues
	FunctionProtoCall
	FunctionProtoApply
	FunctionProtoHasInstance
	PromiseThen
	ArrayIteratorNext
	StringIteratorNext
	MapIteratorNext
	SetIteratorNext
	GeneratorNext

	// NumIntrinsics is the number of the names above; others follow.
	NumIntrinsics
)

// named counts the names that NewIntrinsic gave.
var named atomic.Uint32

// NewIntrinsic names one more intrinsic object, which a Group or a Row makes:
//
//	var pointPrototype = object.NewIntrinsic()
//
// A function gets the object of its realm with Realm.Intrinsic, which is a look into a
// slice. Names are for variables of packages: they are never given back, and there are
// some 65,000.
func NewIntrinsic() IntrinsicID {
	id := uint32(NumIntrinsics) + named.Add(1) - 1
	if id > math.MaxUint16 {
		panic("object: too many intrinsics; NewIntrinsic is for variables of packages")
	}
	return IntrinsicID(id)
}

package object

// IntrinsicID names a well-known intrinsic object of a realm
// (sec-well-known-intrinsic-objects).
type IntrinsicID uint16

// The intrinsics. A constructor X is named XConstructor and its prototype
// object XPrototype. Their groups (install.go) make them on first touch.
const (
	NoIntrinsic IntrinsicID = iota

	ObjectConstructor
	ObjectPrototype
	FunctionConstructor
	FunctionPrototype
	ArrayConstructor
	ArrayPrototype
	StringConstructor
	StringPrototype
	NumberConstructor
	NumberPrototype
	BooleanConstructor
	BooleanPrototype
	SymbolConstructor
	SymbolPrototype
	BigIntConstructor
	BigIntPrototype
	DateConstructor
	DatePrototype
	RegExpConstructor
	RegExpPrototype
	MapConstructor
	MapPrototype
	SetConstructor
	SetPrototype
	WeakMapConstructor
	WeakMapPrototype
	WeakSetConstructor
	WeakSetPrototype
	WeakRefConstructor
	WeakRefPrototype
	FinalizationRegistryConstructor
	FinalizationRegistryPrototype
	PromiseConstructor
	PromisePrototype
	ProxyConstructor
	ArrayBufferConstructor
	ArrayBufferPrototype
	SharedArrayBufferConstructor
	SharedArrayBufferPrototype
	DataViewConstructor
	DataViewPrototype
	TypedArrayConstructor
	TypedArrayPrototype
	Int8ArrayConstructor
	Int8ArrayPrototype
	Uint8ArrayConstructor
	Uint8ArrayPrototype
	Uint8ClampedArrayConstructor
	Uint8ClampedArrayPrototype
	Int16ArrayConstructor
	Int16ArrayPrototype
	Uint16ArrayConstructor
	Uint16ArrayPrototype
	Int32ArrayConstructor
	Int32ArrayPrototype
	Uint32ArrayConstructor
	Uint32ArrayPrototype
	BigInt64ArrayConstructor
	BigInt64ArrayPrototype
	BigUint64ArrayConstructor
	BigUint64ArrayPrototype
	Float16ArrayConstructor
	Float16ArrayPrototype
	Float32ArrayConstructor
	Float32ArrayPrototype
	Float64ArrayConstructor
	Float64ArrayPrototype

	ErrorConstructor
	ErrorPrototype
	TypeErrorConstructor
	TypeErrorPrototype
	RangeErrorConstructor
	RangeErrorPrototype
	ReferenceErrorConstructor
	ReferenceErrorPrototype
	SyntaxErrorConstructor
	SyntaxErrorPrototype
	EvalErrorConstructor
	EvalErrorPrototype
	URIErrorConstructor
	URIErrorPrototype
	AggregateErrorConstructor
	AggregateErrorPrototype
	SuppressedErrorConstructor
	SuppressedErrorPrototype

	IteratorConstructor
	IteratorPrototype
	AsyncIteratorPrototype
	ArrayIteratorPrototype
	StringIteratorPrototype
	MapIteratorPrototype
	SetIteratorPrototype
	RegExpStringIteratorPrototype
	IteratorHelperPrototype
	WrapForValidIteratorPrototype
	AsyncFromSyncIteratorPrototype

	GeneratorFunctionConstructor
	GeneratorFunctionPrototype // %GeneratorFunction.prototype%, prototype of generator functions
	GeneratorPrototype         // %GeneratorPrototype%, prototype of generator objects
	AsyncGeneratorFunctionConstructor
	AsyncGeneratorFunctionPrototype
	AsyncGeneratorPrototype
	AsyncFunctionConstructor
	AsyncFunctionPrototype

	DisposableStackConstructor
	DisposableStackPrototype
	AsyncDisposableStackConstructor
	AsyncDisposableStackPrototype
	AbstractModuleSourceConstructor
	AbstractModuleSourcePrototype

	MathObject
	JSONObject
	ReflectObject
	AtomicsObject

	// Functions that several places share or compare with.
	ThrowTypeError
	FunctionArgumentsGetter
	FunctionCallerGetter
	EvalFunction
	ParseFloatFunction
	ParseIntFunction
	IsNaNFunction
	IsFiniteFunction
	ArrayProtoValues
	ArrayProtoToString
	ArrayProtoConcat
	ArrayProtoPush
	ObjectProtoToString
	ObjectProtoValueOf
	ObjectProtoHasOwnProperty
	FunctionProtoCall
	FunctionProtoApply
	FunctionProtoHasInstance
	PromiseThen
	PromiseResolve
	MapProtoSet
	MapProtoGet
	SetProtoAdd
	RegExpProtoExec
	DateProtoToUTCString
	StringProtoTrimStart
	StringProtoTrimEnd
	ArrayIteratorNext
	MapIteratorNext
	SetIteratorNext
	StringIteratorNext
	GeneratorNext
	IteratorProtoIterator

	NumIntrinsics
)

package builtin

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var (
	idGeneratorFunction      = object.NewIntrinsic() // %GeneratorFunction%
	idAsyncGeneratorFunction = object.NewIntrinsic() // %AsyncGeneratorFunction%
	idAsyncFunction          = object.NewIntrinsic() // %AsyncFunction%
)

// generatorFunctionGroup declares %GeneratorFunction%
// (sec-generatorfunction-objects).
var generatorFunctionGroup = &object.Group{
	Name:                  "GeneratorFunction",
	Length:                1,
	Fn:                    generatorFunctionConstructor,
	Ctor:                  idGeneratorFunction,
	Proto:                 object.GeneratorFunctionPrototype,
	CtorParent:            object.FunctionConstructor,
	ProtoParent:           object.FunctionPrototype,
	NoConstructorProperty: true,
	Rows: []object.Row{
		{Name: "constructor", Intrinsic: idGeneratorFunction, Attrs: heap.Configurable, Flags: object.RowAttrs},
		{Name: "prototype", Intrinsic: object.GeneratorPrototype, Attrs: heap.Configurable, Flags: object.RowAttrs},
		{Name: "@@toStringTag", Str: "GeneratorFunction", Flags: object.RowString},
	},
}

// generatorGroup declares %GeneratorPrototype% (sec-generator-objects).
var generatorGroup = &object.Group{
	Proto:       object.GeneratorPrototype,
	ProtoParent: object.IteratorPrototype,
	Rows: []object.Row{
		{Name: "constructor", Intrinsic: object.GeneratorFunctionPrototype, Attrs: heap.Configurable, Flags: object.RowAttrs},
		{Name: "next", Length: 1, Fn: generatorNext, Intrinsic: object.GeneratorNext, Step: object.StepGenerator},
		{Name: "return", Length: 1, Fn: generatorReturn},
		{Name: "throw", Length: 1, Fn: generatorThrow},
		{Name: "@@toStringTag", Str: "Generator", Flags: object.RowString},
	},
}

// asyncGeneratorFunctionGroup declares %AsyncGeneratorFunction%
// (sec-asyncgeneratorfunction-objects).
var asyncGeneratorFunctionGroup = &object.Group{
	Name:                  "AsyncGeneratorFunction",
	Length:                1,
	Fn:                    asyncGeneratorFunctionConstructor,
	Ctor:                  idAsyncGeneratorFunction,
	Proto:                 object.AsyncGeneratorFunctionPrototype,
	CtorParent:            object.FunctionConstructor,
	ProtoParent:           object.FunctionPrototype,
	NoConstructorProperty: true,
	Rows: []object.Row{
		{Name: "constructor", Intrinsic: idAsyncGeneratorFunction, Attrs: heap.Configurable, Flags: object.RowAttrs},
		{Name: "prototype", Intrinsic: object.AsyncGeneratorPrototype, Attrs: heap.Configurable, Flags: object.RowAttrs},
		{Name: "@@toStringTag", Str: "AsyncGeneratorFunction", Flags: object.RowString},
	},
}

// asyncGeneratorGroup declares %AsyncGeneratorPrototype%
// (sec-asyncgenerator-objects).
var asyncGeneratorGroup = &object.Group{
	Proto:       object.AsyncGeneratorPrototype,
	ProtoParent: object.AsyncIteratorPrototype,
	Rows: []object.Row{
		{Name: "constructor", Intrinsic: object.AsyncGeneratorFunctionPrototype, Attrs: heap.Configurable, Flags: object.RowAttrs},
		{Name: "next", Length: 1, Fn: asyncGeneratorNext},
		{Name: "return", Length: 1, Fn: asyncGeneratorReturn},
		{Name: "throw", Length: 1, Fn: asyncGeneratorThrow},
		{Name: "@@toStringTag", Str: "AsyncGenerator", Flags: object.RowString},
	},
}

// asyncFunctionGroup declares %AsyncFunction% (sec-async-function-objects).
var asyncFunctionGroup = &object.Group{
	Name:                  "AsyncFunction",
	Length:                1,
	Fn:                    asyncFunctionConstructor,
	Ctor:                  idAsyncFunction,
	Proto:                 object.AsyncFunctionPrototype,
	CtorParent:            object.FunctionConstructor,
	ProtoParent:           object.FunctionPrototype,
	NoConstructorProperty: true,
	Rows: []object.Row{
		{Name: "constructor", Intrinsic: idAsyncFunction, Attrs: heap.Configurable, Flags: object.RowAttrs},
		{Name: "@@toStringTag", Str: "AsyncFunction", Flags: object.RowString},
	},
}

// asyncFromSyncGroup declares %AsyncFromSyncIteratorPrototype%
// (sec-%asyncfromsynciteratorprototype%-object).
var asyncFromSyncGroup = &object.Group{
	Proto:       object.AsyncFromSyncIteratorPrototype,
	ProtoParent: object.AsyncIteratorPrototype,
	Rows: []object.Row{
		{Name: "next", Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
			return c.RT.AsyncFromSync(c.This, object.ResumeNext, c.Args)
		}},
		{Name: "return", Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
			return c.RT.AsyncFromSync(c.This, object.ResumeReturn, c.Args)
		}},
		{Name: "throw", Length: 1, Fn: func(c *object.Call) (heap.Value, error) {
			return c.RT.AsyncFromSync(c.This, object.ResumeThrow, c.Args)
		}},
	},
}

// generatorFunctionConstructor is GeneratorFunction (sec-generatorfunction).
func generatorFunctionConstructor(c *object.Call) (heap.Value, error) {
	return c.RT.CreateDynamicFunction(c, object.DynamicGenerator)
}

// asyncFunctionConstructor is AsyncFunction (sec-async-function-constructor-arguments).
func asyncFunctionConstructor(c *object.Call) (heap.Value, error) {
	return c.RT.CreateDynamicFunction(c, object.DynamicAsync)
}

// asyncGeneratorFunctionConstructor is AsyncGeneratorFunction (sec-asyncgeneratorfunction).
func asyncGeneratorFunctionConstructor(c *object.Call) (heap.Value, error) {
	return c.RT.CreateDynamicFunction(c, object.DynamicAsyncGenerator)
}

// generatorNext is %GeneratorPrototype%.next (sec-generator.prototype.next).
func generatorNext(c *object.Call) (heap.Value, error) {
	return c.RT.GeneratorResume(c.This, object.ResumeNext, c.Arg(0), "next")
}

// generatorReturn is %GeneratorPrototype%.return (sec-generator.prototype.return).
func generatorReturn(c *object.Call) (heap.Value, error) {
	return c.RT.GeneratorResume(c.This, object.ResumeReturn, c.Arg(0), "return")
}

// generatorThrow is %GeneratorPrototype%.throw (sec-generator.prototype.throw).
func generatorThrow(c *object.Call) (heap.Value, error) {
	return c.RT.GeneratorResume(c.This, object.ResumeThrow, c.Arg(0), "throw")
}

// asyncGeneratorNext is %AsyncGeneratorPrototype%.next
// (sec-asyncgenerator-prototype-next).
func asyncGeneratorNext(c *object.Call) (heap.Value, error) {
	return c.RT.AsyncGeneratorRequest(c.This, object.ResumeNext, c.Arg(0), "next")
}

// asyncGeneratorReturn is %AsyncGeneratorPrototype%.return
// (sec-asyncgenerator-prototype-return).
func asyncGeneratorReturn(c *object.Call) (heap.Value, error) {
	return c.RT.AsyncGeneratorRequest(c.This, object.ResumeReturn, c.Arg(0), "return")
}

// asyncGeneratorThrow is %AsyncGeneratorPrototype%.throw
// (sec-asyncgenerator-prototype-throw).
func asyncGeneratorThrow(c *object.Call) (heap.Value, error) {
	return c.RT.AsyncGeneratorRequest(c.This, object.ResumeThrow, c.Arg(0), "throw")
}

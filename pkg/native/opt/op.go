package opt

import "github.com/kilnjs/kiln/pkg/native/ir"

// Rep is the form in which a value is at hand.
type Rep uint8

// The forms.
const (
	NoRep   Rep = iota // there is no value
	Tagged             // a Value
	Int32              // an int32, the upper half of its word zero
	Float64            // a double
	Flag               // the truth of a comparison: 0 or 1
	Object             // the address of an object
	Cell               // the address of an internal cell: elements, slots, environment
	Address            // an address outside the heap, of the memory of a typed array
	numReps
)

// Op is an operation of the graph.
type Op uint8

// The operations. a, b and c are the arguments; k, index and offset stand in Value.Index or
// Value.Bits.
const (
	OpNone Op = iota

	// What is there already.
	OpConst   // the constant in Bits, in any form
	OpReg     // register index of the frame at the entry
	OpHome    // register index of the frame, after an operation in Go has written it
	OpSetHome // register index of the frame = a
	OpVirtual // an object that is made where tier 1 goes on: see State.Objects
	OpPhi     // the argument that belongs to the edge by which control came

	// From form to form.
	OpCheckInt      // a as an int; leaves when it is none
	OpCheckNumber   // a as a double; leaves when it is no number
	OpCheckObject   // a as an object; leaves when it is none
	OpCheckIntOf    // double a as an int; leaves when it is none, or -0
	OpUnboxInt      // a, an int
	OpUnboxNumber   // a, a number, as a double
	OpUnboxObject   // a, an object
	OpBoxInt        // int a as a Value
	OpBoxFloat      // double a as a Value
	OpBoxFlag       // flag a as a Value
	OpBoxObject     // object a as a Value
	OpFloatOfInt    // int a as a double
	OpFloatOfUint   // int a, read as unsigned, as a double
	OpRound         // double a rounded as shortcut index says; leaves when the result is no int
	OpTruncate      // ToInt32 of double a; leaves when it does not fit 64 bits
	OpCheckType     // a; leaves unless its type is in Want
	OpCheckValue    // leaves unless a is the Value in Bits
	OpCheckNot      // leaves when a is the Value in Bits
	OpCheckUnsigned // a; leaves when it is negative, read as an int

	// Ints. Those with a check leave when the result is no int.
	OpAddInt // a + b
	OpSubInt // a - b
	OpMulInt // a * b; leaves for -0 as well
	OpModInt // a % b; leaves for b <= 0 and for -0
	OpNegInt // -a; leaves for 0
	OpAdd32  // a + b modulo 2^32
	OpSub32  // a - b modulo 2^32
	OpMul32  // a * b modulo 2^32
	OpAnd    // a & b
	OpOr     // a | b
	OpXor    // a ^ b
	OpNot32  // ~a
	OpShl    // a << (b & 31)
	OpSar    // a >> (b & 31)
	OpShr    // a >>> (b & 31), read as an int
	OpAbsInt // |a|; leaves for the smallest int
	OpMinInt // the smaller one
	OpMaxInt // the larger one
	OpClz    // leading zeros of a

	// Doubles.
	OpAddFloat
	OpSubFloat
	OpMulFloat
	OpDivFloat
	OpModFloat
	OpNegFloat
	OpAbsFloat
	OpSqrt
	OpMinFloat
	OpMaxFloat
	OpRoundToFloat32

	// Comparisons; Cond says which.
	OpCmpInt
	OpCmpFloat
	OpSame    // a and b are the same word
	OpIsNil   // a is undefined or null; with index 1, or is equal to them
	OpIsType  // the type of a is in Want
	OpIsCode  // object a is a function whose code has the id in Bits
	OpTruthy  // ToBoolean of a; Go decides about what is rare
	OpFlagNot // not a

	// Memory.
	OpCheckShape     // leaves unless the shape of object a is one of Shapes
	OpCheckEpoch     // leaves unless the prototype epoch is index
	OpCheckArray     // leaves unless object a is an array
	OpCheckCallable  // leaves unless object a can be called
	OpCheckSpecies   // leaves unless ArraySpeciesCreate of object a makes a plain array
	OpCheckTyped     // leaves unless object a is a typed array of element type index
	OpCheckLexical   // leaves unless the realm's lexical epoch is index: no name was declared that hides a global one
	OpLoadField      // the word at byte offset index of object a
	OpStoreField     // the word at byte offset index of object a = b
	OpAddField       // the same, and the shape becomes the one in Bits
	OpLoadSlots      // the overflow slots of object a
	OpLoadSlot       // overflow slot index of slots a
	OpStoreSlot      // overflow slot index of slots a = b
	OpLoadElements   // the elements of object a
	OpElementsLen    // the number of elements in a
	OpLoadElement    // element b of elements a
	OpStoreElement   // element b of elements a = c
	OpCheckBounds    // leaves unless 0 <= a < b
	OpArrayLength    // the length of array a, a Value that is a number
	OpTypedLength    // the length of typed array a
	OpTypedData      // the address of element 0 of typed array a; leaves when it has no memory to read (index 0) or write (1)
	OpLoadTyped      // element b of the typed memory a; index is the element type
	OpStoreTyped     // element b of the typed memory a = c
	OpLoadEnv        // slot index of environment a
	OpStoreEnv       // slot index of environment a = b
	OpEnvParent      // the environment around a
	OpUnboxEnv       // the environment in a
	OpClosureEnv     // the environment that function a closes over
	OpClosureHome    // the home object of function a; undefined: it has none
	OpClosureClass   // what function a knows of instance elements of its class; undefined: there are none
	OpClassFields    // the function that initialises fields, of what OpClosureClass gives; leaves unless that has index words
	OpLoadAccessor   // word index of the Accessor cell in Bits, the getter or setter
	OpLoadAccessorOf // word index of Accessor cell a; leaves when it is none
	OpCheckCode      // leaves unless object a is a function whose code has the id in Bits
	OpShowFrame      // fills what a frame of the call stack has beyond values of the graph: see lower.Inlined
	OpOuterEnv       // the environment around a as a Value; undefined around the outermost one

	// What needs more than a few instructions.
	OpMember     // the operation In on object a, through its inline cache; leaves when it does not know the shape
	OpAppend     // appends b to array a; leaves unless it is an array that takes it without ado
	OpPutElement // element b of object a = c, or appends it; leaves where that is not a store
	OpDefine     // appends c at index b to array a, which nobody else has yet
	OpLength     // the length of a, an array, string or typed array; leaves for all else and when it is no int
	OpCodeUnit   // code unit b of string a, or NaN's int: leaves when it is out of range
	OpCall       // the call In: callee, this, arguments
	OpConstruct  // the construct In: callee, this, arguments; of super new.target before them
	OpMake       // the object, array, function or environment that In makes; a is the environment around a new one, or copied
	OpByUnit     // the operation In as code of units does it; of what may jump, whether it does
	OpGo         // the operation In, done in Go

	// Control: the last value of a block.
	OpJump
	OpBranch // to the first successor when flag a is 1, else to the second
	OpSwitch // to the successor that int a chooses from the table
	OpReturn // a
	OpLeave  // tier 1 goes on here

	OpBudget // counts down the budget; Go looks around when it is used up
	OpCount  // counts in Count

	NumOps
)

// Memory is a set of parts of memory that operations read and write.
type Memory uint16

// The parts.
const (
	Shapes       Memory = 1 << iota // shapes and flags of objects, the prototype epoch
	Fields                          // property slots inside objects
	Slots                           // overflow slots, and which ones an object has
	Elements                        // which elements an object has, and how many
	ElementWords                    // elements
	Lengths                         // lengths of arrays
	TypedMemory                     // bytes of typed arrays
	TypedShape                      // where and how large typed arrays are
	Envs                            // environments
	Homes                           // registers in the frame
	Everything   = 1<<iota - 1
)

// Traits say what an operation is beside its arguments and its result.
type Traits uint8

// The traits.
const (
	Exits    Traits = 1 << iota // may leave: has a State
	Resumes                     // goes to Go and comes back: has a State, loses machine registers
	Rarely                      // goes to Go and comes back beside the hot path, which keeps its registers
	Commutes                    // a and b may change places
	Control                     // ends a block
	Pinned                      // stays where it is though nobody uses it
)

// Row is what there is to know about an operation.
type Row struct {
	Name   string
	Args   []Rep // forms of the arguments; the last one stands for all further ones where Many says so
	Many   bool
	Rep    Rep     // form of the result
	Type   ir.Mask // type of the result, where it is always the same
	Traits Traits
	Reads  Memory
	Writes Memory
}

// Shorthands for the table.
func reps(r ...Rep) []Rep { return r }

var table = [NumOps]Row{
	OpConst:   {Name: "const"},
	OpReg:     {Name: "reg", Rep: Tagged},
	OpHome:    {Name: "home", Rep: Tagged, Reads: Homes},
	OpSetHome: {Name: "sethome", Args: reps(Tagged), Traits: Pinned, Writes: Homes},
	OpVirtual: {Name: "virtual", Rep: Tagged, Type: ir.Object},
	OpPhi:     {Name: "phi", Many: true},

	OpCheckInt:      {Name: "checkint", Args: reps(Tagged), Rep: Int32, Type: ir.Int, Traits: Exits},
	OpCheckNumber:   {Name: "checknumber", Args: reps(Tagged), Rep: Float64, Type: ir.Num, Traits: Exits},
	OpCheckObject:   {Name: "checkobject", Args: reps(Tagged), Rep: Object, Type: ir.Object, Traits: Exits},
	OpCheckIntOf:    {Name: "checkintof", Args: reps(Float64), Rep: Int32, Type: ir.Int, Traits: Exits},
	OpUnboxInt:      {Name: "unboxint", Args: reps(Tagged), Rep: Int32, Type: ir.Int},
	OpUnboxNumber:   {Name: "unboxnumber", Args: reps(Tagged), Rep: Float64, Type: ir.Num},
	OpUnboxObject:   {Name: "unboxobject", Args: reps(Tagged), Rep: Object, Type: ir.Object},
	OpBoxInt:        {Name: "boxint", Args: reps(Int32), Rep: Tagged, Type: ir.Int},
	OpBoxFloat:      {Name: "boxfloat", Args: reps(Float64), Rep: Tagged, Type: ir.Double},
	OpBoxFlag:       {Name: "boxflag", Args: reps(Flag), Rep: Tagged, Type: ir.Bool},
	OpBoxObject:     {Name: "boxobject", Args: reps(Object), Rep: Tagged, Type: ir.Object},
	OpFloatOfInt:    {Name: "floatofint", Args: reps(Int32), Rep: Float64, Type: ir.Double},
	OpFloatOfUint:   {Name: "floatofuint", Args: reps(Int32), Rep: Float64, Type: ir.Double},
	OpRound:         {Name: "round", Args: reps(Float64), Rep: Int32, Type: ir.Int, Traits: Exits},
	OpTruncate:      {Name: "truncate", Args: reps(Float64), Rep: Int32, Type: ir.Int, Traits: Exits},
	OpCheckType:     {Name: "checktype", Args: reps(Tagged), Traits: Exits | Pinned},
	OpCheckValue:    {Name: "checkvalue", Args: reps(Tagged), Traits: Exits | Pinned},
	OpCheckNot:      {Name: "checknot", Args: reps(Tagged), Traits: Exits | Pinned},
	OpCheckUnsigned: {Name: "checkunsigned", Args: reps(Int32), Rep: Int32, Type: ir.Int, Traits: Exits},

	OpAddInt: {Name: "addint", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int, Traits: Exits | Commutes},
	OpSubInt: {Name: "subint", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int, Traits: Exits},
	OpMulInt: {Name: "mulint", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int, Traits: Exits | Commutes},
	OpModInt: {Name: "modint", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int, Traits: Exits},
	OpNegInt: {Name: "negint", Args: reps(Int32), Rep: Int32, Type: ir.Int, Traits: Exits},
	OpAdd32:  {Name: "add32", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int, Traits: Commutes},
	OpSub32:  {Name: "sub32", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int},
	OpMul32:  {Name: "mul32", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int, Traits: Commutes},
	OpAnd:    {Name: "and", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int, Traits: Commutes},
	OpOr:     {Name: "or", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int, Traits: Commutes},
	OpXor:    {Name: "xor", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int, Traits: Commutes},
	OpNot32:  {Name: "not32", Args: reps(Int32), Rep: Int32, Type: ir.Int},
	OpShl:    {Name: "shl", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int},
	OpSar:    {Name: "sar", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int},
	OpShr:    {Name: "shr", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int},
	OpAbsInt: {Name: "absint", Args: reps(Int32), Rep: Int32, Type: ir.Int, Traits: Exits},
	OpMinInt: {Name: "minint", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int, Traits: Commutes},
	OpMaxInt: {Name: "maxint", Args: reps(Int32, Int32), Rep: Int32, Type: ir.Int, Traits: Commutes},
	OpClz:    {Name: "clz", Args: reps(Int32), Rep: Int32, Type: ir.Int},

	OpAddFloat:       {Name: "addfloat", Args: reps(Float64, Float64), Rep: Float64, Type: ir.Double, Traits: Commutes},
	OpSubFloat:       {Name: "subfloat", Args: reps(Float64, Float64), Rep: Float64, Type: ir.Double},
	OpMulFloat:       {Name: "mulfloat", Args: reps(Float64, Float64), Rep: Float64, Type: ir.Double, Traits: Commutes},
	OpDivFloat:       {Name: "divfloat", Args: reps(Float64, Float64), Rep: Float64, Type: ir.Double},
	OpModFloat:       {Name: "modfloat", Args: reps(Float64, Float64), Rep: Float64, Type: ir.Double, Traits: Exits},
	OpNegFloat:       {Name: "negfloat", Args: reps(Float64), Rep: Float64, Type: ir.Double},
	OpAbsFloat:       {Name: "absfloat", Args: reps(Float64), Rep: Float64, Type: ir.Double},
	OpSqrt:           {Name: "sqrt", Args: reps(Float64), Rep: Float64, Type: ir.Double},
	OpMinFloat:       {Name: "minfloat", Args: reps(Float64, Float64), Rep: Float64, Type: ir.Double},
	OpMaxFloat:       {Name: "maxfloat", Args: reps(Float64, Float64), Rep: Float64, Type: ir.Double},
	OpRoundToFloat32: {Name: "float32", Args: reps(Float64), Rep: Float64, Type: ir.Double},

	OpCmpInt:   {Name: "cmpint", Args: reps(Int32, Int32), Rep: Flag, Type: ir.Bool},
	OpCmpFloat: {Name: "cmpfloat", Args: reps(Float64, Float64), Rep: Flag, Type: ir.Bool},
	OpSame:     {Name: "same", Args: reps(Tagged, Tagged), Rep: Flag, Type: ir.Bool, Traits: Commutes},
	OpIsNil:    {Name: "isnil", Args: reps(Tagged), Rep: Flag, Type: ir.Bool},
	OpIsType:   {Name: "istype", Args: reps(Tagged), Rep: Flag, Type: ir.Bool},
	OpIsCode:   {Name: "iscode", Args: reps(Object), Rep: Flag, Type: ir.Bool},
	OpTruthy:   {Name: "truthy", Args: reps(Tagged), Rep: Flag, Type: ir.Bool, Traits: Rarely},
	OpFlagNot:  {Name: "flagnot", Args: reps(Flag), Rep: Flag, Type: ir.Bool},

	OpCheckShape:    {Name: "checkshape", Args: reps(Object), Traits: Exits | Pinned, Reads: Shapes},
	OpCheckEpoch:    {Name: "checkepoch", Traits: Exits | Pinned, Reads: Shapes},
	OpCheckArray:    {Name: "checkarray", Args: reps(Object), Traits: Exits | Pinned},
	OpCheckCallable: {Name: "checkcallable", Args: reps(Object), Traits: Exits | Pinned},
	OpCheckSpecies:  {Name: "checkspecies", Args: reps(Object), Traits: Exits | Pinned, Reads: Shapes | Fields | Slots},
	OpCheckTyped:    {Name: "checktyped", Args: reps(Object), Traits: Exits | Pinned},
	OpCheckLexical:  {Name: "checklexical", Traits: Exits | Pinned, Reads: Shapes},
	OpLoadField:     {Name: "loadfield", Args: reps(Object), Rep: Tagged, Type: ir.Any, Reads: Fields},
	OpStoreField:    {Name: "storefield", Args: reps(Object, Tagged), Traits: Rarely | Pinned, Writes: Fields},
	OpAddField:      {Name: "addfield", Args: reps(Object, Tagged), Traits: Exits | Rarely | Pinned, Writes: Fields | Shapes},
	OpLoadSlots:     {Name: "loadslots", Args: reps(Object), Rep: Cell, Reads: Slots},
	OpLoadSlot:      {Name: "loadslot", Args: reps(Cell), Rep: Tagged, Type: ir.Any, Reads: Slots},
	OpStoreSlot:     {Name: "storeslot", Args: reps(Cell, Tagged), Traits: Rarely | Pinned, Writes: Slots},
	OpLoadElements:  {Name: "loadelements", Args: reps(Object), Rep: Cell, Reads: Elements},
	OpElementsLen:   {Name: "elementslen", Args: reps(Cell), Rep: Int32, Type: ir.Int, Reads: Elements},
	OpLoadElement:   {Name: "loadelement", Args: reps(Cell, Int32), Rep: Tagged, Type: ir.Any, Reads: ElementWords},
	OpStoreElement:  {Name: "storeelement", Args: reps(Cell, Int32, Tagged), Traits: Rarely | Pinned, Writes: ElementWords},
	OpCheckBounds:   {Name: "checkbounds", Args: reps(Int32, Int32), Traits: Exits | Pinned},
	OpArrayLength:   {Name: "arraylength", Args: reps(Object), Rep: Tagged, Type: ir.Num, Reads: Lengths},
	OpTypedLength:   {Name: "typedlength", Args: reps(Object), Rep: Int32, Type: ir.Int, Reads: TypedShape},
	OpTypedData:     {Name: "typeddata", Args: reps(Object), Rep: Address, Traits: Exits, Reads: TypedShape},
	OpLoadTyped:     {Name: "loadtyped", Args: reps(Address, Int32), Reads: TypedMemory},
	OpStoreTyped:    {Name: "storetyped", Many: true, Traits: Pinned, Writes: TypedMemory},
	OpLoadEnv:       {Name: "loadenv", Args: reps(Cell), Rep: Tagged, Type: ir.Any, Reads: Envs},
	OpStoreEnv:      {Name: "storeenv", Args: reps(Cell, Tagged), Traits: Rarely | Pinned, Writes: Envs},
	OpEnvParent:     {Name: "envparent", Args: reps(Cell), Rep: Cell},
	OpOuterEnv:      {Name: "outerenv", Args: reps(Cell), Rep: Tagged, Type: ir.Other},
	OpUnboxEnv:      {Name: "unboxenv", Args: reps(Tagged), Rep: Cell},

	OpClosureEnv:     {Name: "closureenv", Args: reps(Object), Rep: Tagged, Type: ir.Any},
	OpClosureHome:    {Name: "closurehome", Args: reps(Object), Rep: Tagged, Type: ir.Any},
	OpClosureClass:   {Name: "closureclass", Args: reps(Object), Rep: Tagged, Type: ir.Any},
	OpClassFields:    {Name: "classfields", Args: reps(Tagged), Rep: Tagged, Type: ir.Any, Traits: Exits},
	OpLoadAccessor:   {Name: "loadaccessor", Rep: Tagged, Type: ir.Any, Reads: Shapes},
	OpLoadAccessorOf: {Name: "loadaccessorof", Args: reps(Tagged), Rep: Tagged, Type: ir.Any, Traits: Exits, Reads: Shapes},
	OpCheckCode:      {Name: "checkcode", Args: reps(Object), Traits: Exits | Pinned},
	OpShowFrame:      {Name: "showframe", Traits: Pinned, Writes: Homes},
	OpMember:         {Name: "member", Many: true, Traits: Exits | Rarely | Pinned, Reads: Fields | Slots | Shapes | Lengths, Writes: Fields | Slots | Shapes},
	OpAppend:         {Name: "append", Args: reps(Object, Tagged), Rep: Int32, Type: ir.Int, Traits: Exits | Rarely | Pinned, Reads: Everything, Writes: Everything},
	OpPutElement:     {Name: "putelement", Args: reps(Object, Int32, Tagged), Traits: Exits | Rarely | Pinned, Reads: Everything, Writes: Everything},
	// What it writes nobody reads: what has the array has it later.
	OpDefine:    {Name: "define", Args: reps(Object, Int32, Tagged), Traits: Exits | Rarely | Pinned, Reads: Everything},
	OpLength:    {Name: "length", Args: reps(Tagged), Rep: Int32, Type: ir.Int, Traits: Exits, Reads: Lengths | TypedShape | Shapes},
	OpCodeUnit:  {Name: "codeunit", Args: reps(Tagged, Int32), Rep: Int32, Type: ir.Int, Traits: Exits | Rarely},
	OpCall:      {Name: "call", Args: reps(Tagged), Many: true, Rep: Tagged, Type: ir.Any, Traits: Resumes | Pinned, Reads: Everything, Writes: Everything},
	OpConstruct: {Name: "construct", Args: reps(Tagged), Many: true, Rep: Tagged, Type: ir.Object, Traits: Resumes | Pinned, Reads: Everything, Writes: Everything},
	OpMake:      {Name: "make", Args: reps(Tagged), Many: true, Rep: Tagged, Type: ir.Object, Traits: Exits | Rarely | Pinned, Reads: Everything},
	OpByUnit:    {Name: "unit", Args: reps(Tagged), Many: true, Type: ir.Any, Traits: Resumes | Exits | Pinned, Reads: Everything, Writes: Everything},
	OpGo:        {Name: "go", Args: reps(Tagged), Many: true, Rep: Tagged, Type: ir.Any, Traits: Resumes | Pinned, Reads: Everything, Writes: Everything},

	OpJump:   {Name: "jump", Traits: Control | Pinned},
	OpBranch: {Name: "branch", Args: reps(Flag), Traits: Control | Pinned},
	OpSwitch: {Name: "switch", Args: reps(Int32), Traits: Control | Pinned},
	OpReturn: {Name: "return", Args: reps(Tagged), Traits: Control | Pinned},
	OpLeave:  {Name: "leave", Traits: Exits | Control | Pinned},

	OpBudget: {Name: "budget", Traits: Rarely | Pinned},
	OpCount:  {Name: "count", Traits: Pinned},
}

// Row is the row of the operation.
func (op Op) Row() *Row { return &table[op] }

// Is tells that the operation has one of the traits.
func (op Op) Is(t Traits) bool { return table[op].Traits&t != 0 }

// String names the operation.
func (op Op) String() string { return table[op].Name }

// Pure tells that two of the operation with equal arguments give the same, wherever they
// stand between writes of what it reads.
func (op Op) Pure() bool {
	row := &table[op]
	switch op {
	case OpReg, OpPhi, OpHome, OpVirtual:
		return false
	}
	return row.Writes == 0 && (row.Traits&(Resumes|Rarely|Control) == 0 || op == OpCodeUnit) && op != OpCount && op != OpBudget
}

// Writes are the parts of memory that the value's operation writes.
func (v *Value) Writes() Memory {
	if v.Op == OpMember {
		return memberWrites(v.In)
	}
	return v.Op.Row().Writes
}

// Package optable is the instruction set of the bytecode: one row per
// instruction. Package opgen makes the constants, the tables of the
// disassembler and the verifier, and the documentation from it. It imports
// nothing.
package optable

// Kind says what an operand field means.
type Kind uint8

// The kinds of operands. Registers are word offsets from the base of the frame,
// so that the header words this, callee, new.target and env are registers too.
const (
	None       Kind = iota
	Dst             // register that is written
	Src             // register that is read
	Mod             // register that is read and written
	Dst2            // first of two registers that are written
	Dst3            // first of three registers that are written
	Src2            // first of two registers that are read
	Src3            // first of three registers that are read
	Mod2            // first of two registers that are read and written
	Mod4            // first of four registers that are read and written
	Mod5            // first of five registers that are read and written
	Regs            // first of as many registers as the next field says, read
	Values          // first of as many registers as the object literal in C has properties, read
	RegsW           // first of as many registers as the next field says, written
	RegsN           // first of as many registers as N says, read
	Frame           // base of a callee's frame with as many arguments as B says
	FrameNew        // the same as Frame, without this
	FrameSuper      // the same as FrameNew, with new.target
	Count           // a number
	Imm16           // signed 16-bit immediate
	Imm32           // signed 32-bit immediate in B and C
	Const32         // constant, index in B and C
	Name32          // constant that is a name, index in B and C
	Jump16          // signed distance in C from the next instruction
	Jump32          // signed distance in B and C from the next instruction
	Cache           // inline cache
	Cache32         // inline cache, index in B and C
	Slot            // slot of an environment
	Hops            // environments to go up
	Func            // inner function
	Func32          // inner function, index in B and C
	Scope           // scope of the function
	Dynamic         // dynamic reference whose static binding is not touched
	DynamicR        // dynamic reference whose static binding may be read
	DynamicM        // dynamic reference whose static binding may be read and written
	Shape           // object literal
	Table32         // jump table, index in B and C
	Cases           // table of clauses
	LoopID          // number of a loop
	Flag            // flags in N
	Special         // special value Undefined+N
)

// Effect is a set of things an instruction may do.
type Effect uint8

// The effects.
const (
	Throws  Effect = 1 << iota // may throw, call or collect
	Ends                       // never falls through
	Skips                      // may skip the next instruction
	Suspend                    // leaves the frame and comes back
	Feeds                      // records the types of its operands
	Keeps                      // writes nothing when it jumps
	Looks                      // reads this, new.target and the formal arguments of the frame without naming them
)

// Row describes one instruction.
type Row struct {
	Name       string
	A, B, C, N Kind
	Effects    Effect
	Doc        string
}

// Groups are the instructions by subject, in the order of their numbers.
var Groups = []struct {
	Title string
	Rows  []Row
}{
	{"Moves and constants", []Row{
		{"Nop", None, None, None, None, 0, "nothing"},
		{"Move", Dst, Src, None, None, 0, "a = b"},
		{"Move2", Dst2, Src2, None, None, 0, "a, a+1 = b, b+1"},
		{"Move3", Dst3, Src3, None, None, 0, "a, a+1, a+2 = b, b+1, b+2"},
		{"LoadK", Dst, Const32, None, None, 0, "a = constant"},
		{"LoadInt", Dst, Imm32, None, None, 0, "a = integer"},
		{"LoadSpecial", Dst, None, None, Special, 0, "a = undefined, null, false, true or an internal marker"},
		{"FillUndef", RegsW, Count, None, None, 0, "a … a+b-1 = undefined"},
	}},
	{"Function entry and this", []Row{
		{"SloppyThis", None, None, None, None, Throws, "this = OrdinaryCallBindThis of a sloppy function"},
		{"EntryArgs", Dst2, None, None, Flag, Throws | Looks, "a = arguments object (N&1), a+1 = rest array (N&2); first instruction that looks at surplus arguments"},
		{"GlobalThis", Dst, None, None, None, 0, "a = the realm's global this value"},
		{"CheckThis", Src, None, None, Flag, Throws, "ReferenceError when a is the TDZ marker: super() was not called; N: 1 at the return"},
		{"CheckTDZ", Src, None, None, None, Throws, "ReferenceError when a is the TDZ marker"},
		{"ThrowConst", None, None, None, None, Throws | Ends, "TypeError: assignment to a constant"},
	}},
	{"Environments", []Row{
		{"PushEnv", None, Count, Scope, None, Throws, "env = new environment of b slots inside env"},
		{"PopEnv", None, Count, None, None, 0, "env = the environment b levels up"},
		{"CopyEnv", None, None, None, None, Throws, "env = copy of env (CreatePerIterationEnvironment)"},
		{"PushWith", Src, None, None, None, Throws, "env = new object environment of ToObject(a)"},
		{"GetEnv0", Dst, Slot, None, None, Throws, "a = slot b of env; ReferenceError when uninitialised"},
		{"GetEnv1", Dst, Slot, None, None, Throws, "a = slot b one level up; ReferenceError when uninitialised"},
		{"GetEnv2", Dst, Slot, None, None, Throws, "a = slot b two levels up; ReferenceError when uninitialised"},
		{"GetEnv", Dst, Slot, Hops, None, Throws, "a = slot b, c levels up; ReferenceError when uninitialised"},
		{"GetEnvRaw", Dst, Slot, Hops, None, 0, "a = slot b, c levels up, whatever it is"},
		{"SetEnv0", Src, Slot, None, None, 0, "slot b of env = a"},
		{"SetEnv1", Src, Slot, None, None, 0, "slot b one level up = a"},
		{"SetEnv2", Src, Slot, None, None, 0, "slot b two levels up = a"},
		{"SetEnv", Src, Slot, Hops, None, 0, "slot b, c levels up = a"},
		{"GetImport", Dst, Slot, Hops, None, Throws, "a = imported binding that slot b, c levels up, leads to"},
	}},
	{"Names looked up at run time", []Row{
		{"GetGlobal", Dst, Cache32, None, None, Throws, "a = global name of the cache"},
		{"SetGlobal", Src, Cache32, None, Flag, Throws, "global name = a; N: strict"},
		{"InitGlobal", Src, Cache32, None, None, Throws, "initialise the global lexical binding with a"},
		{"DeclareGlobals", None, None, None, None, Throws, "GlobalDeclarationInstantiation of the script"},
		{"DeclareFunction", Src, Name32, None, None, Throws, "CreateGlobalFunctionBinding of function a"},
		{"HoistFunction", Src, Name32, None, None, Throws, "assign function a of a block to the global var that Annex B makes of it"},
		{"TypeofGlobal", Dst, Name32, None, None, Throws, "a = typeof of a global name"},
		{"DeleteGlobal", Dst, Name32, None, None, Throws, "a = delete of a global name"},
		{"ResolveGlobal", Dst, Name32, None, None, Throws, "a = whether the global name exists now"},
		{"CheckResolved", Src, Name32, None, None, Throws, "ReferenceError when a is false"},
		{"GetDynamic", Dst2, DynamicR, None, None, Throws, "a = dynamic name, a+1 = the object of a with that holds it, or undefined"},
		{"ResolveDynamic", Dst, Dynamic, None, None, Throws, "a = where the dynamic name is now"},
		{"GetResolved", Dst, DynamicR, Src, None, Throws, "a = dynamic name at the place c"},
		{"SetDynamic", Src, DynamicM, Src, Flag, Throws, "dynamic name at the place c = a; N: strict"},
		{"TypeofDynamic", Dst, DynamicR, None, None, Throws, "a = typeof of a dynamic name"},
		{"DeleteDynamic", Dst, Dynamic, None, None, Throws, "a = delete of a dynamic name"},
	}},
	{"Arithmetic", []Row{
		{"Add", Dst, Src, Src, None, Throws | Feeds, "a = b + c"},
		{"Sub", Dst, Src, Src, None, Throws | Feeds, "a = b - c"},
		{"Mul", Dst, Src, Src, None, Throws | Feeds, "a = b * c"},
		{"Div", Dst, Src, Src, None, Throws | Feeds, "a = b / c"},
		{"Mod", Dst, Src, Src, None, Throws | Feeds, "a = b % c"},
		{"Exp", Dst, Src, Src, None, Throws | Feeds, "a = b ** c"},
		{"BitAnd", Dst, Src, Src, None, Throws | Feeds, "a = b & c"},
		{"BitOr", Dst, Src, Src, None, Throws | Feeds, "a = b | c"},
		{"BitXor", Dst, Src, Src, None, Throws | Feeds, "a = b ^ c"},
		{"Shl", Dst, Src, Src, None, Throws | Feeds, "a = b << c"},
		{"Shr", Dst, Src, Src, None, Throws | Feeds, "a = b >> c"},
		{"UShr", Dst, Src, Src, None, Throws | Feeds, "a = b >>> c"},
		{"AddI", Dst, Src, Imm16, None, Throws | Feeds, "a = b + integer"},
		{"SubI", Dst, Src, Imm16, None, Throws | Feeds, "a = b - integer"},
		{"MulI", Dst, Src, Imm16, None, Throws | Feeds, "a = b * integer"},
		{"BitAndI", Dst, Src, Imm16, None, Throws | Feeds, "a = b & integer"},
		{"BitOrI", Dst, Src, Imm16, None, Throws | Feeds, "a = b | integer"},
		{"ShlI", Dst, Src, Imm16, None, Throws | Feeds, "a = b << integer"},
		{"ShrI", Dst, Src, Imm16, None, Throws | Feeds, "a = b >> integer"},
		{"UShrI", Dst, Src, Imm16, None, Throws | Feeds, "a = b >>> integer"},
		{"Neg", Dst, Src, None, None, Throws | Feeds, "a = -b"},
		{"Plus", Dst, Src, None, None, Throws | Feeds, "a = ToNumber(b)"},
		{"BitNot", Dst, Src, None, None, Throws | Feeds, "a = ~b"},
		{"Inc", Dst, Src, None, None, Throws | Feeds, "a = ToNumeric(b) + 1"},
		{"Dec", Dst, Src, None, None, Throws | Feeds, "a = ToNumeric(b) - 1"},
		{"ToNumeric", Dst, Src, None, None, Throws | Feeds, "a = ToNumeric(b)"},
		{"Not", Dst, Src, None, None, 0, "a = !b"},
		{"Typeof", Dst, Src, None, None, 0, "a = typeof b"},
	}},
	{"Comparisons", []Row{
		{"Lt", Dst, Src, Src, None, Throws | Feeds, "a = b < c"},
		{"Le", Dst, Src, Src, None, Throws | Feeds, "a = b <= c"},
		{"Gt", Dst, Src, Src, None, Throws | Feeds, "a = b > c"},
		{"Ge", Dst, Src, Src, None, Throws | Feeds, "a = b >= c"},
		{"Eq", Dst, Src, Src, None, Throws | Feeds, "a = b == c"},
		{"Ne", Dst, Src, Src, None, Throws | Feeds, "a = b != c"},
		{"SEq", Dst, Src, Src, None, Feeds, "a = b === c"},
		{"SNe", Dst, Src, Src, None, Feeds, "a = b !== c"},
		{"In", Dst, Src, Src, None, Throws, "a = b in c"},
		{"InstanceOf", Dst, Src, Src, None, Throws, "a = b instanceof c"},
		{"PrivateIn", Dst, Src, Src, None, Throws, "a = private name c in b"},
	}},
	{"Jumps", []Row{
		{"Jump", None, Jump32, None, None, Ends, "go on elsewhere"},
		{"Work", None, Imm32, None, None, Throws, "count b units of work; when there was much, look at the limits"},
		{"Count", None, None, None, None, 0, "count how often the node of the note begins"},
		{"Loop", LoopID, Jump32, None, None, Throws | Ends, "back edge of loop a: count down the budget and jump"},
		{"JTrue", Src, Jump32, None, None, 0, "jump if ToBoolean(a)"},
		{"JFalse", Src, Jump32, None, None, 0, "jump if not ToBoolean(a)"},
		{"JNullish", Src, Jump32, None, None, 0, "jump if a is undefined or null"},
		{"JNotNullish", Src, Jump32, None, None, 0, "jump if a is neither undefined nor null"},
		{"JUndef", Src, Jump32, None, None, 0, "jump if a is undefined"},
		{"JNotUndef", Src, Jump32, None, None, 0, "jump if a is not undefined"},
		{"JAbsent", Src, Jump32, None, None, 0, "jump if a is the marker that FindElem leaves"},
		{"JObject", Src, Jump32, None, None, 0, "jump if a is an object"},
		{"JLt", Src, Src, Jump16, None, Throws | Feeds, "jump if a < b"},
		{"JLe", Src, Src, Jump16, None, Throws | Feeds, "jump if a <= b"},
		{"JGt", Src, Src, Jump16, None, Throws | Feeds, "jump if a > b"},
		{"JGe", Src, Src, Jump16, None, Throws | Feeds, "jump if a >= b"},
		{"JNotLt", Src, Src, Jump16, None, Throws | Feeds, "jump if not a < b"},
		{"JNotLe", Src, Src, Jump16, None, Throws | Feeds, "jump if not a <= b"},
		{"JNotGt", Src, Src, Jump16, None, Throws | Feeds, "jump if not a > b"},
		{"JNotGe", Src, Src, Jump16, None, Throws | Feeds, "jump if not a >= b"},
		{"JLtI", Src, Imm16, Jump16, None, Throws | Feeds, "jump if a < integer"},
		{"JLeI", Src, Imm16, Jump16, None, Throws | Feeds, "jump if a <= integer"},
		{"JGtI", Src, Imm16, Jump16, None, Throws | Feeds, "jump if a > integer"},
		{"JGeI", Src, Imm16, Jump16, None, Throws | Feeds, "jump if a >= integer"},
		{"JNotLtI", Src, Imm16, Jump16, None, Throws | Feeds, "jump if not a < integer"},
		{"JNotLeI", Src, Imm16, Jump16, None, Throws | Feeds, "jump if not a <= integer"},
		{"JNotGtI", Src, Imm16, Jump16, None, Throws | Feeds, "jump if not a > integer"},
		{"JNotGeI", Src, Imm16, Jump16, None, Throws | Feeds, "jump if not a >= integer"},
		{"JEq", Src, Src, Jump16, None, Throws | Feeds, "jump if a == b"},
		{"JNe", Src, Src, Jump16, None, Throws | Feeds, "jump if a != b"},
		{"JSEq", Src, Src, Jump16, None, Feeds, "jump if a === b"},
		{"JSNe", Src, Src, Jump16, None, Feeds, "jump if a !== b"},
		{"JSEqI", Src, Imm16, Jump16, None, Feeds, "jump if a === integer"},
		{"JSNeI", Src, Imm16, Jump16, None, Feeds, "jump if a !== integer"},
		{"LoopLt", Src, Src, Jump16, None, Throws | Feeds, "back edge: count down the budget, jump if a < b"},
		{"LoopLe", Src, Src, Jump16, None, Throws | Feeds, "back edge: count down the budget, jump if a <= b"},
		{"LoopGt", Src, Src, Jump16, None, Throws | Feeds, "back edge: count down the budget, jump if a > b"},
		{"LoopGe", Src, Src, Jump16, None, Throws | Feeds, "back edge: count down the budget, jump if a >= b"},
		{"LoopLtI", Src, Imm16, Jump16, None, Throws | Feeds, "back edge: count down the budget, jump if a < integer"},
		{"LoopGeI", Src, Imm16, Jump16, None, Throws | Feeds, "back edge: count down the budget, jump if a >= integer"},
		{"LoopTrue", Src, Jump32, None, None, Throws, "back edge: count down the budget, jump if ToBoolean(a)"},
		{"CaseOf", Dst, Src, Cases, None, Throws, "a = index of the clause for b in the table of a switch, or -1"},
		{"Switch", Src, Table32, None, None, 0, "jump through the table when a is an integer that it has"},
	}},
	{"Properties", []Row{
		{"GetProp", Dst, Src, Cache, None, Throws, "a = b.name"},
		{"GetLength", Dst, Src, Cache, None, Throws, "a = b.length"},
		{"GetMethod", Dst2, Src, Cache, None, Throws, "a = b.name, a+1 = b"},
		{"SetProp", Src, Src, Cache, Flag, Throws, "a.name = b; N: strict"},
		{"GetElem", Dst, Src, Src, None, Throws, "a = b[c]"},
		{"SetElem", Src, Src, Src, Flag, Throws, "a[b] = c; N: strict"},
		{"FindElem", Dst, Src, Src, None, Throws, "a = b[c] if b has a property c, else a marker"},
		{"DefElem", Src, Src, Src, None, Throws, "define element b of a with value c (CreateDataPropertyOrThrow)"},
		{"DelElem", Dst, Src, Src, Flag, Throws, "a = delete b[c]; N: strict"},
		{"ToKey", Dst, Src, None, None, Throws, "a = ToPropertyKey(b)"},
		{"ToObjectKey", Dst, Src, Src, None, Throws, "a = ToPropertyKey(c), TypeError when b is nullish: key of b[c] op= v"},
		{"SuperBase", Dst, Src, None, None, Throws, "a = [[Prototype]] of the home object of function b"},
		{"GetSuper", Dst, Src3, None, None, Throws, "a = property b+2 of b with receiver b+1"},
		{"SetSuper", Src, Src3, None, Flag, Throws, "property b+2 of b with receiver b+1 = a; N: strict"},
		{"DelSuper", None, None, None, None, Throws | Ends, "ReferenceError: delete super.x"},
		{"GetPrivate", Dst, Src, Src, None, Throws, "a = private name c of b"},
		{"SetPrivate", Src, Src, Src, None, Throws, "private name b of a = c"},
		{"RequireObject", Src, None, None, None, Throws, "TypeError when a cannot be destructured"},
	}},
	{"Literals", []Row{
		{"NewObject", Dst, None, None, None, Throws, "a = {}"},
		{"MakeObject", Dst, Values, Shape, None, Throws, "a = object literal c with the values b, b+1 …"},
		{"NewArray", Dst, Regs, Count, None, Throws, "a = [b, b+1 …], c elements"},
		{"AppendRegs", Src, Regs, Count, None, Throws, "append the c values b, b+1 … to array a"},
		{"AppendSpread", Src, Src, None, None, Throws, "append the values of iterable b to array a"},
		{"SpreadList", Dst, Src, None, None, Throws, "a = array of the values of iterable b, only to be read: b itself where that makes no difference"},
		{"DefProp", Src, Src, Src, None, Throws, "define property b of a with value c (CreateDataPropertyOrThrow)"},
		{"DefName", Src, Src, Cache, None, Throws, "define the named property of a with value b"},
		{"DefMethod", Src, Src, Src, Flag, Throws, "define method or accessor b of a with function c; N: kind, 4 enumerable"},
		{"SetProto", Src, Src, None, None, Throws, "set [[Prototype]] of a to b if that is an object or null"},
		{"CopyProps", Src, Src, None, None, Throws, "copy the own enumerable properties of b to a"},
		{"CopyRest", Dst, Src, RegsN, Count, Throws, "a = object with the own enumerable properties of b except the N keys c, c+1 …"},
		{"ToPart", Dst, Src, None, None, Throws, "a = ToString(b), or b if that is an int: a part of what Concat joins"},
		{"Concat", Dst, Regs, Count, None, Throws, "a = concatenation of the c strings and ints b, b+1 …"},
		{"Template", Dst, None, None, None, Throws, "a = template object of the tagged template"},
		{"RegExp", Dst, None, None, None, Throws, "a = new object of the regular expression literal"},
	}},
	{"Functions and classes", []Row{
		{"Closure", Dst, Func32, None, None, Throws, "a = closure of the function over env"},
		{"Method", Dst, Src, Func, None, Throws, "a = closure of the function over env with home object b"},
		{"SetName", Src, Src, None, Flag, Throws, "SetFunctionName(a, b); N: 0 none, 1 get, 2 set"},
		{"Heritage", Dst2, Src, None, None, Throws, "a, a+1 = prototypes of prototype and constructor of a class that extends b"},
		{"MakeClass", Mod2, Func, None, None, Throws, "a, a+1 = constructor and prototype of a class whose parents were there"},
		{"PrivateName", Dst, Name32, None, None, Throws, "a = new private name"},
		{"DefPrivate", Src, Src, Src, Flag, Throws, "define private method b of class a with function c; N: kind, 4 static"},
		{"SetFields", Src, Src, None, None, Throws, "function b initialises the fields of instances of class a"},
		{"AutoAccessor", Dst2, Src, None, None, Throws, "a, a+1 = getter and setter of an accessor field with the private name b"},
		{"DecorateClass", Mod, Src, Src2, None, Throws, "a = class of constructor a and prototype b with its decorators applied; c, c+1 = record and lists of initializers"},
		{"InitialValue", Mod2, Src, Count, None, Throws, "a = initial value a of a field of b after the functions of list c of a+1"},
		{"CallInitializers", Src, Src, Count, None, Throws, "call the functions of list c of b on a"},
		{"AddField", Src, Src, Src, None, Throws, "define field b of a with value c"},
		{"AddPrivate", Src, Src, Src, None, Throws, "add private field b with value c to a"},
	}},
	{"Calls", []Row{
		{"Begin", Dst2, Src, None, None, Throws | Looks, "a, a+1 = ToObject(this) and its length; TypeError unless b is callable"},
		{"BodyOp", Dst, Count, RegsN, Count, Throws, "a = operation b of a built-in function on the N values c, c+1 …"},
		{"Call", Frame, Count, Dst, None, Throws, "c = call of the frame at a with b arguments"},
		{"TailCall", Frame, Count, Dst, None, Throws, "the same as Call, in tail position of strict code: on a deep stack the callee takes the place of the running frame, else a Return of c follows"},
		{"TailEval", Frame, Count, Dst, None, Throws | Looks, "the same, but a direct eval when the callee is %eval%"},
		{"CallSpread", Frame, Count, Dst, None, Throws, "c = call of the frame at a with b arguments, for the last of which the elements of the array there stand"},
		{"CallEval", Frame, Count, Dst, None, Throws | Looks, "the same as Call, but a direct eval when the callee is %eval%"},
		{"EvalSpread", Frame, Count, Dst, None, Throws | Looks, "the same as CallSpread, but a direct eval when the callee is %eval%"},
		{"New", FrameNew, Count, Dst, None, Throws, "c = construct of the frame at a with b arguments"},
		{"NewSpread", FrameNew, Count, Dst, None, Throws, "c = construct with b arguments, for the last of which the elements of the array there stand"},
		{"SuperCtor", Dst, Src, None, None, Throws, "a = parent constructor of the active function b"},
		{"SuperCall", FrameSuper, Count, Dst, None, Throws, "c = construct of the parent in the frame at a, new.target is there"},
		{"SuperSpread", FrameSuper, Count, Dst, None, Throws, "the same with the elements of the array in the last argument for that"},
		{"SuperAll", Dst, None, None, None, Throws | Looks, "a = construct of the parent with the arguments and new.target of the running frame; the first instruction"},
		{"CheckUnbound", Src, None, None, None, Throws, "ReferenceError unless a is the TDZ marker: super() called twice"},
		{"InitFields", Src, Src, None, None, Throws, "InitializeInstanceElements(a, b)"},
		{"Return", Src, None, None, None, Ends, "return a"},
		{"ReturnUndef", None, None, None, None, Ends, "return undefined"},
		{"BadDerived", None, None, None, None, Throws | Ends, "TypeError: a derived constructor returned a primitive"},
		{"BadTarget", None, None, None, None, Throws | Ends, "ReferenceError: assignment to a call"},
		{"Throw", Src, None, None, None, Throws | Ends, "throw a"},
		{"ImportMeta", Dst, None, None, None, Throws, "a = import.meta"},
		{"ImportCall", Dst, Src, Src, Flag, Throws, "a = import(b, c); N: phase"},
	}},
	{"Iteration", []Row{
		{"GetIter", Dst2, Src, None, Flag, Throws, "a, a+1 = iterator of b and its next method; or, unless N, an array that is iterated directly and the next index: see iterate.go"},
		{"GetAsyncIter", Dst2, Src, None, None, Throws, "a, a+1 = async iterator of b and its next method"},
		{"IterNext", Dst, Src2, Jump16, None, Throws | Keeps, "a = next value of iterator b; jump when done"},
		{"IterCall", Dst, Src2, None, None, Throws, "a = call of the next method of iterator b"},
		{"IterResult", Dst, Src, Jump16, None, Throws | Keeps, "a = value of iterator result b; jump when done"},
		{"IterStep", Dst, Mod2, None, None, Throws, "a = next value of iterator b, undefined when done; b is undefined once it is done or has thrown"},
		{"IterRest", Dst, Mod2, None, None, Throws, "a = array of the remaining values of iterator b"},
		{"IterClose", Src2, None, None, None, Throws, "IteratorClose of iterator a after a normal completion; nothing when a is undefined"},
		{"IterAbort", Src2, Src, None, None, Throws | Ends, "IteratorClose of iterator a and throw b; without closing when a is undefined"},
		{"AsyncClose", Dst, Src, Jump16, None, Throws | Keeps, "a = result of the return method of async iterator b; jump when it has none"},
		{"AsyncAbort", Dst, Src, Jump16, None, Keeps, "the same after a throw: jump also when it throws"},
		{"CheckClosed", Src, None, None, None, Throws, "TypeError unless a, the awaited result of return, is an object"},
		{"ForInStart", Dst, Src, None, None, Throws, "a = enumerator of b"},
		{"ForInNext", Dst, Src, Jump16, None, Throws | Keeps, "a = next key of enumerator b; jump when done"},
	}},
	{"Suspension", []Row{
		{"Start", None, None, None, None, Suspend, "the parameters are bound: make the generator or promise"},
		{"Yield", Dst, Src, None, None, Throws | Suspend | Skips, "suspend with b; a = what comes back; on return go on with the next instruction, else skip it"},
		{"Await", Dst, Src, None, None, Throws | Suspend, "suspend until b settles; a = its value"},
		{"Delegate", Mod5, None, None, None, Throws | Suspend | Skips, "one step of yield*: iterator, next, state, value, mode; on return go on with the next instruction, at the end skip it"},
	}},
	{"Explicit resource management", []Row{
		{"AddResource", Mod, Src, None, Flag, Throws, "add resource b to the stack a; N: await using"},
		{"Dispose", Mod4, Mod2, Jump16, None, Throws, "go on disposing of stack a with completion a+1, a+2 and progress a+3, after b came back with mode b+1; b = value to be awaited; jump when done"},
	}},
}

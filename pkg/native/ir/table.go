package ir

// Row is what there is to know about an operation. The analyses, Dump, Check, pins and
// the emitters' dispatch have it from here.
type Row struct {
	Name string
	// Args names the operands in their order: with ? one that may be absent, with … any
	// number of further ones.
	Args string
	// Aux is a nil of the type that the operation's Aux has; nil for none.
	Aux Aux
	// Result is the type of Dst; 0 if there is no Dst, or Types tells.
	Result Mask
	// Types tells the type of Dst and what is checked of operands, where that depends on
	// types or feedback. It must say exactly what the emitted code guarantees.
	Types   rule
	Effects Effects
	Wants   Wants
	Learns  Learns
	Lower   Lowering
}

// Effects is what an operation does beside computing Dst from its operands, whatever
// these are.
type Effects uint16

// The effects. What Runs does the rest of a call as well.
const (
	Throws     Effects = 1 << iota // may throw
	Loads                          // reads memory beyond the frame
	Stores                         // writes memory beyond the frame
	Runs                           // may run code of scripts, or anything that tier 1 does
	Branches                       // may go to Target
	Ends                           // does not go on at the next operation
	Resumes                        // gives the frame to tier 1, which may read any register
	Calls                          // loses all machine registers on its usual way
	Overwrites                     // writes registers from Call.Base on, where a callee's frame has been
	Advances                       // writes operand b too; nothing is written when it goes to Target
	Truncates                      // applies ToInt32 or ToUint32 to its numbers
	Sums                           // a sum or a difference: see MarkWraps

	reads  = Throws | Loads | Runs // of what may meet a getter or a conversion
	all    = reads | Stores        // of what may meet any code
	number = Throws | Runs         // of arithmetic: its operands may be objects
)

// Wants is what an operation in a loop would like its operands to be, for pins.
type Wants uint8

// The wishes.
const (
	WantsNothing   Wants = iota
	WantsNumbers         // ints or doubles, whatever has been met
	WantsQuotient        // a double that is divided by and by
	WantsBits            // numbers of the kind that has been met
	WantsObject          // an object, where Entries say what to do with it
	WantsElement         // an object and an int
	WantsIteration       // an array and an int
)

// Learns is where the engine finds out that an operation has met what its code does not
// know, after it went to Go often.
type Learns uint8

// The places.
const (
	LearnsNothing  Learns = iota
	LearnsCache           // the inline cache
	LearnsSite            // the inline cache of a site, which has a key beside it
	LearnsFeedback        // the feedback word
	LearnsCallee          // the callee
)

// Lowering is how an operation becomes machine code.
type Lowering uint8

// The ways.
const (
	Straight Lowering = iota // machine code alone
	Guarded                  // machine code; what does not fit leaves the unit
	Helped                   // machine code with guards, and Go for what it has no way for
	Served                   // Go does it, always
)

// table has a row for each operation.
var table = [NumOps]Row{
	OpNop:  {Name: "nop"},
	OpMove: {Name: "move", Args: "a", Types: copied},

	OpAdd: {Name: "add", Args: "a b", Types: arithmetic, Effects: number | Sums, Wants: WantsNumbers, Lower: Helped},
	OpSub: {Name: "sub", Args: "a b", Types: arithmetic, Effects: number | Sums, Wants: WantsNumbers, Lower: Helped},
	// A further operand is the exponent of a square.
	OpMul:    {Name: "mul", Args: "a b exponent…", Types: arithmetic, Effects: number, Wants: WantsNumbers, Lower: Helped},
	OpDiv:    {Name: "div", Args: "a b", Types: quotient, Effects: number, Wants: WantsQuotient, Lower: Helped},
	OpMod:    {Name: "mod", Args: "a b", Types: arithmetic, Effects: number, Wants: WantsNumbers, Lower: Helped},
	OpPower:  {Name: "power", Args: "a b", Types: power, Effects: number, Lower: Helped},
	OpAnd:    {Name: "and", Args: "a b", Types: bitwise, Effects: number | Truncates, Wants: WantsBits, Lower: Helped},
	OpOr:     {Name: "or", Args: "a b", Types: bitwise, Effects: number | Truncates, Wants: WantsBits, Lower: Helped},
	OpXor:    {Name: "xor", Args: "a b", Types: bitwise, Effects: number | Truncates, Wants: WantsBits, Lower: Helped},
	OpShl:    {Name: "shl", Args: "a b", Types: bitwise, Effects: number | Truncates, Wants: WantsBits, Lower: Helped},
	OpShr:    {Name: "shr", Args: "a b", Types: bitwise, Effects: number | Truncates, Wants: WantsBits, Lower: Helped},
	OpUshr:   {Name: "ushr", Args: "a b", Types: shiftedUp, Effects: number | Truncates, Wants: WantsBits, Lower: Helped},
	OpBitNot: {Name: "bitnot", Args: "a", Types: bitwise, Effects: number | Truncates, Wants: WantsBits, Lower: Helped},
	OpNeg:    {Name: "neg", Args: "a", Types: arithmetic, Effects: number, Wants: WantsNumbers, Lower: Helped},
	OpToNum:  {Name: "tonum", Args: "a", Types: arithmetic, Effects: number, Wants: WantsNumbers, Lower: Helped},
	OpNot:    {Name: "not", Args: "a", Result: Bool, Lower: Helped},
	OpTypeof: {Name: "typeof", Args: "a", Result: String, Lower: Helped},
	OpCaseOf: {Name: "caseof", Args: "a", Aux: (*Cases)(nil), Result: Int, Effects: all, Lower: Helped},
	// A further operand is the register that a constant stands for: build folds null and undefined.
	OpCmp: {Name: "cmp", Args: "a b folded…", Aux: (*Compare)(nil), Types: compared, Effects: number, Wants: WantsNumbers, Lower: Helped},

	OpJump:       {Name: "jump", Aux: (*Branch)(nil), Effects: Branches | Ends},
	OpJumpCmp:    {Name: "jumpcmp", Args: "a b folded…", Aux: (*Branch)(nil), Types: comparedOnly, Effects: number | Branches, Wants: WantsNumbers, Lower: Helped},
	OpJumpIf:     {Name: "jumpif", Args: "a", Aux: (*Branch)(nil), Effects: Branches, Lower: Helped},
	OpJumpEq:     {Name: "jumpeq", Args: "a", Aux: (*Branch)(nil), Effects: Branches},
	OpJumpNil:    {Name: "jumpnil", Args: "a", Aux: (*Branch)(nil), Effects: Branches},
	OpJumpObject: {Name: "jumpobject", Args: "a", Aux: (*Branch)(nil), Effects: Branches},
	OpSwitch:     {Name: "switch", Args: "a", Aux: (*Switch)(nil), Effects: Branches},
	OpLoop:       {Name: "loop", Effects: Throws, Lower: Helped},
	OpReturn:     {Name: "return", Args: "value", Effects: Ends},
	OpThrow:      {Name: "throw", Args: "value", Effects: Throws | Ends, Lower: Helped},
	OpLeave:      {Name: "leave", Args: "registers…", Effects: all | Ends | Resumes},
	OpService:    {Name: "service", Args: "registers…", Aux: (*Service)(nil), Effects: all | Branches | Calls, Lower: Served},

	OpStart:     {Name: "start", Args: "registers…", Effects: all | Ends | Resumes, Lower: Helped},
	OpBegin:     {Name: "begin"},
	OpBeginBody: {Name: "beginbody", Args: "this function", Aux: (*Iterator)(nil), Effects: all, Lower: Helped},
	OpSpecies:   {Name: "species", Args: "object length", Result: Object, Effects: all, Lower: Helped},
	OpDelegate:  {Name: "delegate", Args: "registers…", Aux: (*Delegate)(nil), Effects: all | Ends | Resumes, Lower: Helped},
	OpSuspend:   {Name: "suspend", Args: "value registers…", Aux: (*Suspend)(nil), Effects: all | Ends | Resumes},

	OpCount:         {Name: "count", Aux: (*Count)(nil)},
	OpCheckTDZ:      {Name: "checktdz", Args: "value", Effects: Throws, Lower: Guarded},
	OpCheckUnbound:  {Name: "checkunbound", Args: "value", Effects: Throws, Lower: Guarded},
	OpRequireObject: {Name: "requireobject", Args: "value", Effects: Throws, Lower: Helped},
	OpSloppyThis:    {Name: "sloppythis", Effects: Throws, Lower: Helped},

	OpGetMember:  {Name: "getmember", Args: "object _? key? receiver…", Aux: (*Member)(nil), Types: read, Effects: all, Wants: WantsObject, Learns: LearnsCache, Lower: Helped},
	OpSetMember:  {Name: "setmember", Args: "object value key?", Aux: (*Member)(nil), Types: written, Effects: all, Wants: WantsObject, Learns: LearnsCache, Lower: Helped},
	OpHasPrivate: {Name: "hasprivate", Args: "object _? key", Aux: (*Member)(nil), Result: Bool, Effects: Throws | Loads, Learns: LearnsCache, Lower: Helped},
	OpPrototype:  {Name: "prototype", Args: "function", Aux: (*Member)(nil), Result: Any, Effects: reads, Learns: LearnsCache, Lower: Helped},
	OpGetLength:  {Name: "getlength", Args: "object", Aux: (*Member)(nil), Types: length, Effects: all, Learns: LearnsCache, Lower: Helped},
	OpGetText:    {Name: "gettext", Args: "text", Aux: (*Member)(nil), Result: Any, Effects: all, Lower: Helped},
	OpGetGlobal:  {Name: "getglobal", Aux: (*Member)(nil), Result: Any, Effects: all, Learns: LearnsCache, Lower: Helped},
	OpSetGlobal:  {Name: "setglobal", Args: "value", Aux: (*Member)(nil), Effects: all, Learns: LearnsCache, Lower: Helped},
	OpInstanceOf: {Name: "instanceof", Args: "value function", Aux: (*Member)(nil), Result: Bool, Effects: all, Learns: LearnsSite, Lower: Helped},
	OpGetElem:    {Name: "getelem", Args: "object index", Types: element, Effects: all, Wants: WantsElement, Learns: LearnsFeedback, Lower: Helped},
	OpFindElem:   {Name: "findelem", Args: "object index", Result: Any, Effects: all, Wants: WantsElement, Lower: Helped},
	OpDefine:     {Name: "define", Args: "object index value", Effects: all, Wants: WantsElement, Lower: Helped},
	OpSetElem:    {Name: "setelem", Args: "object index value", Effects: all, Wants: WantsElement, Learns: LearnsFeedback, Lower: Helped},

	OpGetEnv:  {Name: "getenv", Aux: (*Slot)(nil), Result: Any, Effects: Throws | Loads, Lower: Guarded},
	OpSetEnv:  {Name: "setenv", Args: "value", Aux: (*Slot)(nil), Effects: Loads | Stores, Lower: Helped},
	OpPushEnv: {Name: "pushenv", Aux: (*Scope)(nil), Effects: Throws | Loads, Lower: Helped},
	OpPopEnv:  {Name: "popenv", Aux: (*Scope)(nil), Effects: Loads},

	OpCall:        {Name: "call", Args: "callee this arguments…", Aux: (*Call)(nil), Result: Any, Effects: all | Calls | Overwrites, Learns: LearnsCallee, Lower: Helped},
	OpNew:         {Name: "new", Args: "callee this arguments…", Aux: (*Call)(nil), Result: Object, Effects: all | Calls | Overwrites, Lower: Helped},
	OpSuper:       {Name: "super", Args: "target callee this arguments…", Aux: (*Call)(nil), Result: Object, Effects: all | Calls | Overwrites, Lower: Helped},
	OpCallSpread:  {Name: "callspread", Args: "callee this arguments…", Aux: (*Call)(nil), Result: Any, Effects: all | Calls | Overwrites, Lower: Helped},
	OpNewSpread:   {Name: "newspread", Args: "callee this arguments…", Aux: (*Call)(nil), Result: Object, Effects: all | Calls | Overwrites, Lower: Helped},
	OpSuperSpread: {Name: "superspread", Args: "target callee this arguments…", Aux: (*Call)(nil), Result: Object, Effects: all | Calls | Overwrites, Lower: Helped},
	OpSuperAll:    {Name: "superall", Aux: (*Call)(nil), Result: Object, Effects: all | Calls, Lower: Helped},
	OpInitFields:  {Name: "initfields", Args: "this class", Aux: (*Call)(nil), Effects: all | Calls, Lower: Helped},
	OpShortcut:    {Name: "shortcut", Args: "a? b? callee this", Aux: (*Call)(nil), Types: shortcut, Effects: all | Overwrites, Lower: Helped},

	OpGetIter:   {Name: "getiter", Args: "iterable", Aux: (*Iterator)(nil), Effects: all, Lower: Helped},
	OpIterNext:  {Name: "iternext", Args: "iterator next", Aux: (*Branch)(nil), Types: iterated, Effects: all | Branches | Advances, Wants: WantsIteration, Lower: Helped},
	OpIterStep:  {Name: "iterstep", Args: "iterator next", Aux: (*Iterator)(nil), Result: Any, Effects: all, Lower: Helped},
	OpIterClose: {Name: "iterclose", Args: "iterator next", Effects: all, Lower: Helped},
	OpIterAbort: {Name: "iterabort", Args: "iterator next thrown", Effects: all | Ends, Lower: Served},
	OpSpread:    {Name: "spread", Args: "iterable", Result: Object, Effects: all, Lower: Helped},

	OpClosure:    {Name: "closure", Args: "home?", Aux: (*Make)(nil), Result: Object, Effects: Throws | Loads, Lower: Helped},
	OpObjectKey:  {Name: "objectkey", Args: "object key", Types: objectKey, Effects: all, Lower: Helped},
	OpRest:       {Name: "rest", Aux: (*Rest)(nil), Result: Object, Effects: Throws | Loads, Lower: Helped},
	OpMakeArray:  {Name: "makearray", Args: "values…", Result: Object, Effects: Throws, Lower: Helped},
	OpCopyEnv:    {Name: "copyenv", Effects: Throws | Loads, Lower: Helped},
	OpMakeObject: {Name: "makeobject", Args: "values…", Aux: (*Make)(nil), Result: Object, Effects: Throws, Lower: Helped},

	OpToPart: {Name: "topart", Args: "a", Result: Int | String, Effects: number, Lower: Helped},
	OpConcat: {Name: "concat", Args: "parts…", Result: String, Effects: Throws, Lower: Helped},
}

// Row is the row of the operation.
func (op Op) Row() *Row { return &table[op] }

// Is tells that the operation has one of the effects.
func (op Op) Is(e Effects) bool { return table[op].Effects&e != 0 }

// String names the operation.
func (op Op) String() string { return table[op].Name }

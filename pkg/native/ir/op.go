package ir

// Op is an operation of the intermediate form: what an instruction of the
// bytecode means to the generator. Its row in the table says all else about it.
type Op uint8

// The operations. a, b and c are operands, registers or constants; what else stands in
// an equation is in the Aux of the operation.
const (
	OpNop           Op = iota
	OpMove             // dst = a
	OpAdd              // dst = a + b
	OpSub              // dst = a - b
	OpMul              // dst = a * b
	OpDiv              // dst = a / b
	OpMod              // dst = a % b
	OpPower            // dst = a ** b
	OpAnd              // dst = a & b
	OpOr               // dst = a | b
	OpXor              // dst = a ^ b
	OpShl              // dst = a << b
	OpShr              // dst = a >> b
	OpUshr             // dst = a >>> b
	OpNeg              // dst = -a
	OpToNum            // dst = ToNumeric(a)
	OpBitNot           // dst = ~a
	OpNot              // dst = !a
	OpCmp              // dst = a cond b
	OpJump             // go to target
	OpJumpCmp          // if (a cond b) == sense go to target
	OpJumpIf           // if ToBoolean(a) == sense go to target
	OpJumpEq           // if (a is value) == sense go to target
	OpJumpNil          // if (a is null or undefined) == sense go to target
	OpGetMember        // dst = a.key
	OpSetMember        // a.key = b
	OpHasPrivate       // dst = whether a has the private element c
	OpPrototype        // dst = prototype of function a, or of its home object
	OpGetElem          // dst = a[b]
	OpSetElem          // a[b] = c
	OpDefine           // define element b of a with value c
	OpFindElem         // dst = a[b], or the TDZ marker when a has no property b
	OpGetEnv           // dst = a slot of an environment
	OpSetEnv           // the same slot = a
	OpGetGlobal        // dst = a global name
	OpSloppyThis       // this = an object
	OpCall             // dst = call of the frame built at register base
	OpNew              // dst = construct of the same
	OpReturn           // return a
	OpLoop             // back edge or loop header: count down the budget
	OpService          // anything else: tier 1 does the one instruction; it may jump to target
	OpThrow            // throw a
	OpLeave            // go on in tier 1 here
	OpPopEnv           // the environment some levels up becomes current
	OpJumpObject       // if (a is an object) == sense go to target
	OpSwitch           // go to targets[a-first] when a is an int and that is a block
	OpCount            // count how often this is executed
	OpCheckTDZ         // leave when a is the TDZ marker
	OpCheckUnbound     // leave unless a is the TDZ marker
	OpRequireObject    // nothing unless a is null or undefined: then tier 1 throws
	OpGetLength        // dst = a.length of an array, string or typed array
	OpGetText          // dst = a.key of a string or another primitive value, inherited
	OpSetGlobal        // a global name = a
	OpTypeof           // dst = typeof a
	OpCaseOf           // dst = index of the clause of a switch for a, or -1
	OpInstanceOf       // dst = a instanceof b
	OpShortcut         // dst = call of a built-in function with arguments a, b; c is the callee
	OpGetIter          // an iterator of a in two registers: see package bytecode
	OpIterNext         // dst = next value of iterator a, b, which advances b; to target when done
	OpIterStep         // dst = next value of iterator a, b, undefined when done
	OpIterClose        // close the iterator a, b
	OpIterAbort        // close the iterator a, b and throw c
	OpSpread           // dst = array of the values of iterable a, only to be read
	OpSuper            // dst = construct of the frame built at register base, new.target is there
	OpCallSpread       // dst = call of the frame built at register base, with the elements of a list for the last argument
	OpNewSpread        // dst = construct of the same
	OpSuperSpread      // the same, new.target is there
	OpSuperAll         // dst = construct of the parent with the arguments and new.target of the frame
	OpInitFields       // InitializeInstanceElements(a, b)
	OpClosure          // dst = closure of an inner function over the environment, with home object a
	OpPushEnv          // the environment gets an inner one
	OpMakeObject       // dst = object of a shape, with the values of the operands
	OpToPart           // dst = a as a part of a template: a string, or an int
	OpConcat           // dst = text of the operands, which are such parts
	OpRest             // dst = array of the arguments from some on; the first operation that looks at them
	OpMakeArray        // dst = array of the operands
	OpCopyEnv          // the environment becomes a copy of itself
	OpObjectKey        // dst = b as the key of a property of a: ints and strings as they are
	OpStart            // return the generator that goes on behind this
	OpBegin            // the body of an async function begins: its caller gets a promise
	OpDelegate         // a step of yield*: suspend with what the inner iterator gives, or go to one of two blocks
	OpBeginBody        // the body of a built-in function begins: this and its length in two registers; b is what it calls
	OpSpecies          // dst = ArraySpeciesCreate(a, b)
	OpSuspend          // give a to who resumed the frame, which goes on at another block

	NumOps = iota // not an operation
)

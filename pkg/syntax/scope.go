package syntax

import "sync/atomic"

// What the tiers share
//
// # Registers
//
// A frame has FuncInfo.NumLocals registers:
//
//	0 … NumParams-1         formal arguments (without the rest parameter), undefined when missing
//	NumParams … TempBase-1  locals: bindings with StoreReg that are not a formal in place
//	TempBase … NumLocals-1  statement temporaries (fields Temp, Scope.UsingTemp,
//	                        FuncInfo.CompletionReg, FuncInfo.Resume)
//
// All but the formals start as undefined. Blocks that cannot be active at the
// same time share registers. What an expression needs while it is evaluated
// lies above NumLocals and is the affair of the tier. At a statement boundary,
// and so at every loop header, nothing else is live: a frame can change tier there.
//
// # Environments
//
// A heap environment is a parent and Scope.EnvSlots values. Every binding of
// kind StoreEnv has a slot in the environment of its scope's Host. A scope with
// NeedsEnv makes one environment when it is entered, whose parent is the
// current environment, and it becomes current until the scope is left by any
// way. Scopes without NeedsEnv make nothing and are not hops. Scope.EnvDepth is
// the number of environments from the outermost to the one that is current
// inside the scope, so hops = EnvDepth at the use - EnvDepth of the host.
// Slots start as undefined.
//
//	[closure env] ◀── Func.Scope: pseudo bindings, parameters, var, top-level let
//	              ◀── blocks, loops, catch, with, class (each only with NeedsEnv)
//
// A function makes at most one environment for its head and body together:
// FuncInfo.BodyScope, where it exists, is hosted by FuncInfo.Scope. A block
// that runs at most once per instance of an enclosing environment is hosted
// there too (Host is then another scope and NeedsEnv is false).
//
// # Entering a scope
//
//  1. NeedsEnv: make the environment.
//  2. HasTDZ: store the TDZ marker into each binding with TDZ.
//  3. FuncDecls: store a closure of each Func through its Name.
//
// # Entering a function (sec-functiondeclarationinstantiation)
//
//  1. Steps 1 and 2 for Func.Scope (its FuncDecls wait for step 5 when BodyScope is nil).
//  2. If not nil, store This, NewTarget, Callee, Self (the callee) and
//     Arguments (the arguments object) into their bindings. In a derived
//     constructor This gets the TDZ marker instead.
//  3. Parameters: with SimpleParams each target is an *Ident, and nothing is
//     to be done where its Ref is register i of parameter i; else the value is
//     stored through it. Otherwise evaluate defaults and bind patterns in
//     order. A parameter hidden by a later one of the same name (sloppy code)
//     has no target. The rest parameter is last in Params; its value is the
//     array of arguments from NumParams on.
//  4. If BodyScope is not nil, step 2 for it, then copy VarCopies.
//  5. FuncDecls of BodyScope or Scope. Generators suspend here the first time.
//  6. Body, or Expr for an arrow with an expression body.
//
// An arrow has no pseudo bindings: `this`, `arguments`, … in it lead to those
// of the nearest function that is not an arrow, or outside of any to
// RefGlobalThis and the like.
//
// # Mapped arguments
//
// With Mapped all parameters are StoreEnv and the arguments object maps index i
// to the slot of the last parameter that is formal i by name: Params[i]'s
// binding unless a later parameter has the same name (then index i is not
// mapped; sec-createmappedargumentsobject). Where nobody could tell, because no
// parameter is assigned and the object is only read, Mapped is false and the
// parameters stay in registers; the object looks the same otherwise.
//
// # Global code, modules, eval
//
// A script's top-level bindings are StoreGlobal: uses are RefGlobal and are
// looked up by name in the realm's declarative record, then the global object
// (sec-globaldeclarationinstantiation reads Scope.Bindings and FuncDecls).
// A module's Scope always has an environment; it is made, and its FuncDecls
// are instantiated, when the module is linked, and the body runs in it. Imports
// are RefImport: the slot leads to a cell or slot of another module, except
// BindImportNS, an ordinary constant filled at link time.
// Code of a direct eval runs in a frame of its own with the environment at the
// call as closure environment. Its let and const are in its Scope. Its var in
// strict code too; in sloppy code FuncInfo.EvalVars names what must be created
// before it starts (sec-evaldeclarationinstantiation): as properties of the
// hidden object of the nearest function, or of the global object.
//
// # Dynamic uses
//
// A use is RefDynamic when an object may hold the name: a `with`, or a function
// that has a sloppy direct eval, lies between the use and its binding. Index
// leads to FuncInfo.Dynamic. Barriers yields the places to look at, innermost
// first; if none has the property, Static is the answer. Sloppy eval's
// variables are in an object with null prototype in slot FuncInfo.VarsSlot of
// Func.Scope's environment, undefined until needed.

// RefKind says where a Use finds its binding.
type RefKind uint8

// The kinds of Ref.
const (
	// RefNone is a use that leads nowhere, such as an absent ClassLit.Inner.
	RefNone RefKind = iota
	// RefReg is register Index of the frame.
	RefReg
	// RefEnv is slot Index of the environment Hops above the current one.
	RefEnv
	// RefGlobal is a name looked up in the realm.
	RefGlobal
	// RefDynamic is entry Index of FuncInfo.Dynamic.
	RefDynamic
	// RefImport is like RefEnv; the slot leads to the binding of another module.
	RefImport
	// RefFrame is the part Index of the frame: FrameThis, FrameCallee or FrameNewTarget.
	RefFrame
	// RefGlobalThis is the realm's global this value.
	RefGlobalThis
	// RefUndefined is undefined (`this` at the top of a module).
	RefUndefined
)

// The Index of a Ref of kind RefFrame.
const (
	FrameThis uint32 = iota
	FrameCallee
	FrameNewTarget
)

// RefFlags are what a tier must check at a use.
type RefFlags uint8

// The flags of a Ref.
const (
	// RefTDZ: the binding may be uninitialised here; reading or assigning it
	// must check for the TDZ marker and throw a ReferenceError.
	RefTDZ RefFlags = 1 << iota
	// RefImmutable: assigning is a TypeError (after the TDZ check).
	RefImmutable
	// RefSilent: with RefImmutable, assigning does nothing (name of a function
	// expression in sloppy code).
	RefSilent
	// RefInit: this use initialises the binding; no checks.
	RefInit
	// RefStrict: assigning an unresolvable name is a ReferenceError.
	RefStrict
	// RefWrite: this use stores (and perhaps reads).
	RefWrite

	// While parsing, refVarScope marks the binding occurrence of a var and
	// refParen an identifier in parentheses; together they mark a function of
	// sloppy eval code, or of a block (Annex B), that is stored in the scope of the
	// vars whatever lies between.
	refVarScope
	refParen

	// refRead marks, while parsing, a use of arguments that only reads a
	// property of the object.
	refRead = RefSilent
)

// Ref is the place of a binding as seen from a use.
type Ref struct {
	// Binding is nil for RefNone, RefGlobal of an undeclared name, RefGlobalThis and RefUndefined.
	Binding *Binding
	Index   uint32
	Hops    uint16
	Kind    RefKind
	Flags   RefFlags
}

// Has reports whether all flags of f are set.
func (r *Ref) Has(f RefFlags) bool { return r.Flags&f == f }

// BindingKind says what declared a binding.
type BindingKind uint8

// The kinds of Binding.
const (
	BindVar BindingKind = iota
	BindParam
	BindFunction // declared function: var-like at the top of functions and scripts, let-like in blocks and modules
	BindLet
	BindConst
	BindClass
	BindUsing      // using and await using: constant
	BindCatch      // catch parameter
	BindClassInner // class name inside the class: constant
	BindSelf       // name of a function expression inside it
	BindImport     // imported binding
	BindImportNS   // import * as name, import source name: constant, filled at link time
	BindArguments  // the arguments object
	BindThis
	BindNewTarget
	BindCallee // the active function, for super
	BindPrivate
	BindFieldKey // hidden: the evaluated computed key of a field
)

// PrivateKind says what a private name names.
type PrivateKind uint8

// The kinds of private names.
const (
	PrivateNone PrivateKind = iota
	PrivateField
	PrivateMethod
	PrivateGetter
	PrivateSetter
	PrivateAccessor // getter and setter; also `accessor #x`
)

// Store says where a binding lives.
type Store uint8

// The places of a Binding.
const (
	StoreNone   Store = iota // nowhere: not used, or directly in the frame
	StoreReg                 // register Index
	StoreEnv                 // slot Index of the environment of Scope.Host
	StoreGlobal              // the realm, by name
)

// Binding is a declared name, or a hidden variable of a scope.
type Binding struct {
	Name      string
	Scope     *Scope
	prev      *Binding // binding of the same name that this one hides, while the scope is open
	next      *Binding // next in the scope, until it is closed
	atom      atom
	initEnd   Pos // a use at or after this offset runs after the initialisation
	Index     uint32
	Kind      BindingKind
	Store     Store
	Private   PrivateKind
	Captured  bool // used by an inner function, or reachable by eval
	Assigned  bool // stored to by something other than its initialisation
	TDZ       bool // must hold the TDZ marker when the scope is entered
	Static    bool // private name of a static element
	AnnexB    bool // var that only a function in a block declares
	Exported  bool // of a module
	used      bool
	varPasses bool // a var of the name has been seen to pass this catch parameter on its way out
	simple    bool // catch parameter that is a plain name; var may redeclare it
	mayTDZ    bool // kind with a temporal dead zone
}

// Lexical reports whether the binding was declared by let, const, using, class or import.
func (b *Binding) Lexical() bool {
	switch b.Kind {
	case BindLet, BindConst, BindClass, BindUsing, BindImport, BindImportNS:
		return true
	}
	return false
}

// Constant reports whether assigning to the binding is an error (or, for
// BindSelf, has no effect in sloppy code).
func (b *Binding) Constant() bool {
	switch b.Kind {
	case BindConst, BindUsing, BindClassInner, BindSelf, BindImport, BindImportNS, BindPrivate:
		return true
	}
	return false
}

// ScopeKind says what a Scope belongs to.
type ScopeKind uint8

// The kinds of Scope.
const (
	ScopeScript ScopeKind = iota
	ScopeModule
	ScopeEval
	ScopeFunction // parameters, and the body unless BodyScope exists
	ScopeBody     // FuncInfo.BodyScope
	ScopeBlock    // block, switch, body of catch with a pattern
	ScopeLoop     // head of for, for-in, for-of
	ScopeHead     // TDZ scope of for-in and for-of
	ScopeCatch
	ScopeWith
	ScopeClass
	ScopeStatic // static block
	ScopeField  // a field initializer; has no bindings
	ScopeParamVars
)

// Scope is a static scope.
type Scope struct {
	Parent *Scope // nil at the top
	Func   *FuncInfo
	// Bindings are in order of declaration.
	Bindings []*Binding
	// FuncDecls are the functions to instantiate when the scope is entered; the
	// last of several with one name only.
	FuncDecls []*FunctionDecl
	// Host is the scope whose environment holds the bindings with StoreEnv;
	// nil when there are none.
	Host *Scope
	// Barrier is the nearest scope, from this one outwards, that is a With or
	// holds variables of sloppy eval; nil if none.
	Barrier *Scope

	EnvSlots  uint32 // slots of the environment, with NeedsEnv
	EnvDepth  uint32 // environments from the top to the current one inside
	Depth     uint32 // number of scopes above
	UsingTemp uint32 // first of UsingTempSize registers, with HasUsing

	Kind          ScopeKind
	NeedsEnv      bool
	HasTDZ        bool // some binding has TDZ
	HasEval       bool // a direct eval is inside, at any depth
	HasUsing      bool
	HasAwaitUsing bool // implies HasUsing
	Strict        bool

	scopeState
}

// UsingTempSize is the number of registers from Scope.UsingTemp: the stack of
// disposable resources, completion kind, completion value, progress.
const UsingTempSize = 4

// FuncKind says what kind of code a FuncInfo is.
type FuncKind uint8

// The kinds of FuncInfo.
const (
	FuncNormal FuncKind = iota
	FuncArrow
	FuncMethod
	FuncGetter
	FuncSetter
	FuncClassConstructor
	FuncDerivedConstructor
	FuncScript
	FuncModule
	FuncEval
	FuncClassFields // FieldsInit of a class
	FuncClassStatic // StaticInit of a class
)

// Param is a formal parameter.
type Param struct {
	PatternElem
	Rest bool // always the last
}

// VarCopy is a var of the body that starts with the value of a parameter of
// the same name.
type VarCopy struct {
	From, To Use
}

// EvalVar is a variable that sloppy eval code creates before it runs.
type EvalVar struct {
	Name string
	// Func is true for a function declaration at the top of the code.
	Func bool
	// AnnexB is true when only a function in a block declares the name: skipped
	// where a global function could not be declared.
	AnnexB bool
}

// DynamicRef is what a RefDynamic use leads to.
type DynamicRef struct {
	Scope  *Scope // innermost scope at the use
	Static Ref    // where to look when no barrier has the name
	from   *Scope // where barriers begin
	limit  uint32 // barriers of a smaller Depth do not count
}

// Barrier is a place that may hold a dynamic name: an object in slot Slot of
// the environment Hops above the current one.
type Barrier struct {
	Hops uint16
	Slot uint32
	// With is true for a with object (sec-object-environment-records, so
	// @@unscopables counts); otherwise the slot holds variables of sloppy eval, or undefined.
	With bool
}

// Barriers yields the barriers from the use outwards.
func (d *DynamicRef) Barriers(yield func(Barrier) bool) {
	for b := d.from.Barrier; b != nil && b.Depth >= d.limit; b = b.Parent.Barrier {
		bar := b.barrier()
		host := b
		if !bar.With {
			host = b.Func.Scope
		}
		bar.Hops = uint16(d.Scope.EnvDepth - host.EnvDepth)
		if !yield(bar) || b.Parent == nil {
			return
		}
	}
}

// barrier returns the kind and slot of a scope that is a barrier.
func (s *Scope) barrier() Barrier {
	switch s.Kind {
	case ScopeWith:
		return Barrier{With: true}
	case ScopeParamVars:
		return Barrier{Slot: uint32(s.Func.ParamVarsSlot)}
	}
	return Barrier{Slot: uint32(s.Func.VarsSlot)}
}

// FuncInfo is a piece of code with a frame of its own: a function, script,
// module, eval code, or the synthesized initialiser of a class.
type FuncInfo struct {
	Span           // text for Function.prototype.toString; of a constructor: the class
	Program        *Program
	Outer          *FuncInfo   // nil at the top
	Funcs          []*FuncInfo // direct inner functions in order of ID
	Name           string      // value of the name property; "" when none or computed
	Params         []Param
	Body           []Stmt
	Expr           Expr // body of an arrow without braces
	Scope          *Scope
	BodyScope      *Scope // nil unless parameters have expressions
	VarCopies      []VarCopy
	EvalVars       []EvalVar // FuncEval, sloppy
	EvalVarScope   *Scope    // FuncEval, sloppy: the scope that EvalVars belong to; nil: the global object
	Dynamic        []DynamicRef
	Class          *ClassLit // of a class constructor, FieldsInit or StaticInit
	Scopes         []*Scope  // all scopes of the function, outer before inner
	This           *Binding  // captured this; nil: only in the frame
	NewTarget      *Binding
	Callee         *Binding
	Self           *Binding // captured name of a function expression
	Arguments      *Binding // nil when the function does not use arguments
	ReturnThis     *Use     // derived constructor: this at the end of the body
	Resume         map[Node]uint32
	ID             uint32 // index in Program.Funcs
	NumParams      uint32 // formals without the rest parameter
	Length         uint32 // value of the length property
	TempBase       uint32
	NumLocals      uint32
	NumLoops       uint32
	NumSites       uint32 // tagged templates
	CompletionReg  int32  // register of the completion value of a script or eval; -1: none
	VarsSlot       int32  // slot for variables of sloppy eval in the body; -1: none
	ParamVarsSlot  int32  // the same for eval in parameters; -1: none
	BodyPos        Pos    // start of the body
	Kind           FuncKind
	IsAsync        bool
	IsGenerator    bool
	Strict         bool
	SimpleParams   bool
	HasRest        bool
	HasParamExprs  bool // some parameter has a default or computed key
	HasDirectEval  bool // itself or in an inner arrow
	HasSloppyEval  bool // VarsSlot or ParamVarsSlot exist
	HasUseStrict   bool // has a directive of its own
	UsesThis       bool // in itself, inner arrows or eval
	UsesNewTarget  bool
	UsesSuper      bool
	UsesArguments  bool
	Mapped         bool // arguments is a mapped arguments object
	ContainsYield  bool
	ContainsAwait  bool // await, for await or await using in itself
	DefaultCtor    bool // constructor that was not written
	IsExpression   bool // function expression or arrow, not declaration or method
	ClassMember    bool // method, accessor or constructor of a class
	ReferencesSelf bool // the name of the function expression is used

	// Calls counts calls, nil: it does not.
	Calls *Counter

	Sites Sites // numbering for the tree walker

	lazy *lazyFunc // of a function whose tree is made at its first call, see Complete

	// Compiled is the form of the function that the bytecode tier keeps, shared by
	// all runtimes; empty until a runtime needs it.
	Compiled atomic.Value

	funcState
}

// FunctionName returns the value of the name property, "" when there is none or it is
// computed.
func (f *FuncInfo) FunctionName() string { return f.Name }

// Location returns where the function begins: the name of its source and the line from 1.
func (f *FuncInfo) Location() (file string, line int) {
	src := f.Program.Source
	line, _ = src.Position(f.From)
	return src.Name, line
}

// IsArrow reports whether the code takes this, arguments, super and new.target
// from outside.
func (f *FuncInfo) IsArrow() bool { return f.Kind == FuncArrow || f.Kind == FuncEval }

// IsConstructor reports whether a closure of the function has [[Construct]].
func (f *FuncInfo) IsConstructor() bool {
	switch f.Kind {
	case FuncClassConstructor, FuncDerivedConstructor:
		return true
	case FuncNormal:
		return !f.IsAsync && !f.IsGenerator
	}
	return false
}

// HasHome reports whether closures of the function need a [[HomeObject]].
func (f *FuncInfo) HasHome() bool {
	switch f.Kind {
	case FuncMethod, FuncGetter, FuncSetter, FuncClassConstructor, FuncDerivedConstructor, FuncClassFields, FuncClassStatic:
		return true
	}
	return false
}

// Text returns the source text of the function.
func (f *FuncInfo) Text() string { return f.Program.Source.Text[f.From:f.To] }

// Program is a parsed text.
type Program struct {
	Source *Source
	// Body is the code of the script, module or eval.
	Body *FuncInfo
	// Funcs are all FuncInfos, by ID; Body is the first.
	Funcs []*FuncInfo
	// Module is nil unless the goal was Module.
	Module *ModuleInfo
	// Function is the function that ParseFunction made.
	Function *FuncInfo
	// Interactive is true for a script that was typed at a prompt. Its body is that of an
	// async function when it awaits, and its let, const and class may declare again what
	// an earlier script declared so.
	Interactive bool
	// Own says that the program is part of the engine: calls of names with a $ in front are
	// instructions.
	Own bool
	// Size is about what tree, scopes and text take of Go's memory, in bytes.
	Size int64
}

// ImportAttribute is `key: "value"` of a with clause.
type ImportAttribute struct {
	Key   string
	Value string
}

// ModuleRequest is a module that another one asks for (sec-modulerequest-record).
// Attributes are sorted by key.
type ModuleRequest struct {
	Specifier  string
	Attributes []ImportAttribute
	Phase      ImportPhase
	Pos        Pos
}

// ImportEntry is an ImportEntry Record. Name is "" for a namespace import or
// an import of a source.
type ImportEntry struct {
	Request int // index in Requests
	Name    string
	// Namespace is true for `* as local`, Source for `import source local`.
	Namespace bool
	Source    bool
	Local     *Binding
	Pos       Pos
}

// LocalExport exports a binding of the module.
type LocalExport struct {
	Name  string
	Local *Binding
	Pos   Pos
}

// IndirectExport re-exports a binding of another module. With Namespace it
// exports the namespace object of that module.
type IndirectExport struct {
	Request   int
	Name      string // exported name
	Import    string // name in the other module
	Namespace bool
	Source    bool // re-exports what `import source` imported
	Pos       Pos
}

// ModuleInfo holds the fields of a Source Text Module Record that parsing
// determines (sec-parsemodule). An import that is exported again is among the
// IndirectExports, except that of a deferred namespace, which is a LocalExport.
type ModuleInfo struct {
	Requests        []ModuleRequest // in order of appearance, without duplicates
	Imports         []ImportEntry
	LocalExports    []LocalExport
	IndirectExports []IndirectExport
	StarExports     []int // indices in Requests
	HasTLA          bool
}

// ResumeSize returns the number of registers that a node containing a yield or
// await of its own function reserves from FuncInfo.Resume[node]. The first
// holds the progress of the walk through the node (undefined before), the
// others what has been evaluated already:
//
//	call, new, super(), template…  progress, callee, receiver, list, then one per argument or part
//	member, index, assignment      progress, object, key, old value
//	array, object, class literal   progress, result, key or index, spare, spare
//	pattern                        progress, value or iterator, next method, spare
//	yield, await                   progress, iterator, next method, received value
//	return in an async generator   progress, value
//	other expressions              progress, first operand, second operand
//	statements                     progress, value
//
// Registers of nodes that cannot be active at the same time are shared, so a
// node resets its progress to undefined when it completes.
func ResumeSize(n Node) uint32 {
	switch n := n.(type) {
	case *CallExpr:
		return 4 + uint32(len(n.Args))
	case *NewExpr:
		return 4 + uint32(len(n.Args))
	case *SuperCall:
		return 4 + uint32(len(n.Args))
	case *ImportCall:
		return 4 + 2
	case *TaggedTemplate:
		return 4 + uint32(len(n.Quasi.Exprs))
	case *TemplateLit:
		return 4 + uint32(len(n.Exprs))
	case *MemberExpr, *IndexExpr, *PrivateMember, *SuperMember, *SuperIndex,
		*AssignExpr, *CompoundAssign, *LogicalAssign, *UpdateExpr, *DeleteExpr:
		return 4
	case *ArrayLit, *ObjectLit, *ClassLit:
		return 5
	case *ArrayPattern, *ObjectPattern:
		return 4
	case *YieldExpr, *AwaitExpr:
		return 4
	case Expr:
		return 3
	}
	return 2
}

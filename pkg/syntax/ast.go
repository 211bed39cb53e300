package syntax

// Node is a node of the syntax tree. A walker switches on the concrete type.
type Node interface {
	// Pos is the offset of the first byte of the node.
	Pos() Pos
	// End is the offset after the last byte of the node.
	End() Pos
}

// Expr is an expression.
type Expr interface {
	Node
	exprNode()
}

// Stmt is a statement, a declaration or an item of a module.
type Stmt interface {
	Node
	stmtNode()
}

// Pattern is what a value can be stored into, in bindings and assignments
// alike: *Ident, *MemberExpr, *IndexExpr, *PrivateMember, *SuperMember,
// *SuperIndex, *ArrayPattern, *ObjectPattern, and *CallExpr (only in sloppy
// code, where the assignment is a ReferenceError at run time, after the call).
type Pattern interface {
	Node
	patternNode()
}

// Span is the stretch of text that a node covers.
type Span struct {
	From Pos // first byte
	To   Pos // after the last byte
}

// Pos implements Node.
func (s *Span) Pos() Pos { return s.From }

// End implements Node.
func (s *Span) End() Pos { return s.To }

// Use is one use of a binding at one place: a name, `this`, `new.target`, a
// private name, or a store that evaluation does on its own. The resolver fills
// its Ref.
type Use struct {
	Span
	Ref
}

// ---- Expressions: leaves

// Ident is a reference to a name, or the binding occurrence of one. In a
// binding occurrence of let, const, class, parameter … Ref.Flags has RefInit;
// that of a var is an ordinary assignment (`with` can redirect it).
type Ident struct {
	Use
	Name string
}

// ThisExpr is `this`. Ref.Kind is RefFrame, RefEnv, RefReg, RefGlobalThis or
// RefUndefined; with RefTDZ an uninitialised value is a ReferenceError (a
// derived constructor before super() has returned).
type ThisExpr struct{ Use }

// NewTarget is `new.target`: RefFrame or RefEnv.
type NewTarget struct{ Use }

// ImportMeta is `import.meta`.
type ImportMeta struct{ Span }

// NullLit is `null`.
type NullLit struct{ Span }

// BoolLit is `true` or `false`.
type BoolLit struct {
	Span
	Value bool
}

// NumberLit is a Number literal.
type NumberLit struct {
	Span
	Value float64
}

// BigIntLit is a BigInt literal. Text is what was written without separators
// and suffix, for (*big.Int).SetString(Text, 0).
type BigIntLit struct {
	Span
	Text string
	Site uint32 // see Sites
}

// StringLit is a string literal; Value is WTF-8.
type StringLit struct {
	Span
	Value string
	Site  uint32 // see Sites
}

// RegExpLit is a regular expression literal, pattern and flags as written.
type RegExpLit struct {
	Span
	Pattern string
	Flags   string
}

// TemplateElement is a literal part of a template. Cooked is meaningful only
// when Valid; an invalid escape is possible in tagged templates only, whose
// cooked value is then undefined.
type TemplateElement struct {
	Cooked string
	Raw    string
	Valid  bool
}

// TemplateLit is an untagged template; len(Quasis) == len(Exprs)+1.
type TemplateLit struct {
	Span
	Quasis []TemplateElement
	Exprs  []Expr
	Site   uint32 // see Sites
}

// TaggedTemplate calls Tag with the template object of this site. Site numbers
// the sites of a function from 0 (FuncInfo.NumSites).
type TaggedTemplate struct {
	Span
	Tag   Expr
	Quasi *TemplateLit
	Site  uint32
}

// ---- Expressions: operators

// UnaryExpr is `+ - ~ ! void` applied to X.
type UnaryExpr struct {
	Span
	X  Expr
	Op Op
}

// TypeofExpr is `typeof X`. When X is an *Ident, an unresolvable name gives
// "undefined" instead of a ReferenceError.
type TypeofExpr struct {
	Span
	X Expr
}

// DeleteExpr is `delete X`. X is any expression; *Ident, *MemberExpr,
// *IndexExpr, *SuperMember, *SuperIndex and *OptionalChain are references. An
// *Ident occurs in sloppy code only and is false unless dynamic or global.
type DeleteExpr struct {
	Span
	X      Expr
	Strict bool
}

// UpdateExpr is `++` or `--`. Op is OpAdd or OpSub.
type UpdateExpr struct {
	Span
	X      Pattern // a simple target
	Op     Op
	Prefix bool
}

// BinaryExpr is an arithmetic, bitwise, relational or equality operator,
// `in` and `instanceof` included.
type BinaryExpr struct {
	Span
	Left  Expr
	Right Expr
	Op    Op
}

// LogicalExpr is `&&`, `||` or `??`.
type LogicalExpr struct {
	Span
	Left  Expr
	Right Expr
	Op    Op
	paren bool
}

// PrivateIn is `#name in Right`. Name includes the `#`.
type PrivateIn struct {
	Span
	Private Use
	Name    string
	Right   Expr
}

// AssignExpr is `Target = Value` where the target is simple or a pattern.
type AssignExpr struct {
	Span
	Target Pattern
	Value  Expr
	paren  bool
	cover  bool // `name = value` in an object, good only in a pattern
}

// CompoundAssign is `Target Op= Value` for the operators of BinaryExpr.
type CompoundAssign struct {
	Span
	Target Pattern // a simple target
	Value  Expr
	Op     Op
}

// LogicalAssign is `&&=`, `||=` or `??=`.
type LogicalAssign struct {
	Span
	Target Pattern // a simple target
	Value  Expr
	Op     Op
}

// CondExpr is `Test ? Then : Else`.
type CondExpr struct {
	Span
	Test Expr
	Then Expr
	Else Expr
}

// SequenceExpr is `a, b, c`; it has at least two parts.
type SequenceExpr struct {
	Span
	Exprs []Expr
}

// SpreadElement is `...X` in arguments and array literals.
type SpreadElement struct {
	Span
	X Expr
}

// YieldExpr is `yield X` or `yield* X`; X may be nil when not Delegate.
type YieldExpr struct {
	Span
	X        Expr
	Delegate bool
}

// AwaitExpr is `await X`.
type AwaitExpr struct {
	Span
	X Expr
}

// ---- Expressions: members and calls

// MemberExpr is `Object.Name`.
type MemberExpr struct {
	Span
	Object   Expr
	Name     string
	Site     uint32 // see Sites
	Optional bool   // written `?.`: ends the enclosing OptionalChain with undefined when Object is nullish
}

// IndexExpr is `Object[Index]`.
type IndexExpr struct {
	Span
	Object   Expr
	Index    Expr
	Optional bool
}

// PrivateMember is `Object.#name`. Private leads to the private name; Name
// includes the `#`.
type PrivateMember struct {
	Span
	Object   Expr
	Private  Use
	Name     string
	Optional bool
}

// SuperMember is `super.Name`. Home leads to the function whose [[HomeObject]]
// counts (RefFrame with FrameCallee, or RefEnv), This to the receiver.
type SuperMember struct {
	Span
	Home Use
	This Use
	Name string
	Site uint32 // see Sites
}

// SuperIndex is `super[Index]`.
type SuperIndex struct {
	Span
	Home  Use
	This  Use
	Index Expr
}

// OptionalChain is the extent of a `?.` chain: when a link in it that is
// marked Optional meets null or undefined, the whole is undefined. As a callee
// it keeps its receiver: `(a?.b)()` is called with this = a.
type OptionalChain struct {
	Span
	X Expr // MemberExpr, IndexExpr, PrivateMember or CallExpr
}

// CallExpr is `Callee(Args)`. The receiver is the object of a member callee,
// the object of `with` for a dynamic *Ident, and undefined otherwise.
type CallExpr struct {
	Span
	Callee    Expr
	Args      []Expr // may contain *SpreadElement when HasSpread
	Eval      *EvalSite
	HasSpread bool
	Optional  bool
}

// EvalSite belongs to a call of the form `eval(…)`: when the callee turns out
// to be %eval%, the call is a direct eval in Scope (see ParseEval).
type EvalSite struct {
	Use
	Scope    *Scope // innermost scope at the call
	Heritage *Heritage
	Strict   bool
	InParams bool // in the parameters of Scope's function: sloppy vars go to FuncInfo.ParamVars
}

// Heritage is the list of the classes, innermost first, in whose heritage code
// stands. Their scopes are around it, but their private names are not visible
// (sec-runtime-semantics-classdefinitionevaluation); nil when there are none.
type Heritage struct {
	class *Scope
	outer *Heritage
}

// of reports whether the code stands in the heritage of the class whose scope is s.
func (h *Heritage) of(s *Scope) bool {
	for ; h != nil; h = h.outer {
		if h.class == s {
			return true
		}
	}
	return false
}

// NewExpr is `new Callee(Args)`.
type NewExpr struct {
	Span
	Callee    Expr
	Args      []Expr
	HasSpread bool
}

// SuperCall is `super(Args)`: it constructs the [[Prototype]] of the active
// function (Callee) with NewTarget, initialises This (ReferenceError when that
// is initialised already) and then the fields of the active function.
type SuperCall struct {
	Span
	Args      []Expr
	Callee    Use
	Target    Use
	This      Use
	HasSpread bool
}

// ImportPhase is the phase of an import: evaluation, defer or source.
type ImportPhase uint8

// The phases of an import.
const (
	PhaseEvaluation ImportPhase = iota
	PhaseDefer
	PhaseSource
)

// ImportCall is `import(Specifier, Options)`, `import.defer(…)` or
// `import.source(…)`; Options may be nil.
type ImportCall struct {
	Span
	Specifier Expr
	Options   Expr
	Phase     ImportPhase
}

// ---- Expressions: literals with structure

// ArrayLit is an array literal; nil stands for an elision.
type ArrayLit struct {
	Span
	Elems     []Expr
	HasSpread bool
	paren     bool // stands in parentheses
}

// PropKind says what a Property does.
type PropKind uint8

// The kinds of Property.
const (
	PropInit   PropKind = iota // key: value, or shorthand
	PropMethod                 // key() {}
	PropGet                    // get key() {}
	PropSet                    // set key(v) {}
	PropSpread                 // ...value
	PropProto                  // __proto__: value, sets the prototype
)

// KeyKind says how a property name was written.
type KeyKind uint8

// The kinds of Key.
const (
	KeyName     KeyKind = iota // identifier or string
	KeyNumber                  // number or BigInt, Name is canonical
	KeyComputed                // [Expr]
	KeyPrivate                 // #name, Name includes the #
)

// Key is a property name. Name is the property key as a string unless the key
// is computed; it may be a canonical array index for any kind of literal.
type Key struct {
	Span
	Name string
	Expr Expr // KeyComputed only
	Kind KeyKind
}

// Property is a part of an ObjectLit.
type Property struct {
	Key   Key
	Value Expr // *FunctionLit for methods and accessors
	Kind  PropKind
	// Shorthand is true for `{name}`: Value is then the *Ident.
	Shorthand bool
	// NameFromKey is true when Value is an anonymous function or class, or a
	// method, and takes its name from the computed key at run time.
	NameFromKey bool
}

// ObjectLit is an object literal.
type ObjectLit struct {
	Span
	Props []Property
	Site  uint32 // see Sites
	paren bool
}

// FunctionLit is a function expression, an arrow or a method; everything else
// is in Func.
type FunctionLit struct {
	Span
	Func *FuncInfo
}

// MemberKind says what a ClassMember defines.
type MemberKind uint8

// The kinds of ClassMember.
const (
	MemberMethod MemberKind = iota
	MemberGet
	MemberSet
	MemberField
	MemberAccessor // `accessor name = …`: private storage with getter and setter
	MemberStaticBlock
)

// ClassMember is an element of a class body other than its constructor.
type ClassMember struct {
	Span
	Decorators []Expr
	Key        Key
	// Private is the use of the private name when Key.Kind is KeyPrivate.
	Private Use
	// KeySlot is, for a field or accessor with a computed key, the store of the
	// evaluated property key into a hidden binding of the class scope; FieldDef
	// reads it back. Its Binding is nil for other members.
	KeySlot Use
	// Storage initialises, for an accessor, the hidden private name of its
	// storage, a binding of the class scope that FieldDef.Key leads to.
	Storage Use
	// Value is the *FunctionLit of a method, getter or setter; fields keep their
	// initializer in FieldDef.
	Value *FunctionLit
	// Field is the definition that FieldsInit or StaticInit runs; nil for methods.
	Field       *FieldDef
	Kind        MemberKind
	Static      bool
	NameFromKey bool
}

// ClassLit is a class. Evaluation (sec-runtime-semantics-classdefinitionevaluation):
// evaluate Decorators, enter Scope (if not nil), create the private names that
// are bindings of Scope, evaluate Heritage, create the constructor, then for
// each member in order its decorators, its computed key and its function;
// apply the decorators if the class is Decorated;
// initialise Inner with the class; run StaticInit with this = the class.
type ClassLit struct {
	Span
	Name       string // name of the constructor, "" if it has none
	Decorators []Expr
	Heritage   Expr // nil without extends
	// Scope holds the inner name binding, the private names and hidden keys; nil
	// when there are none.
	Scope *Scope
	// Inner initialises the inner name binding; its Binding is nil when there is none.
	Inner Use
	// Constructor is never nil; FuncInfo.DefaultCtor marks one that was not written.
	Constructor *FuncInfo
	Members     []*ClassMember
	// FieldsInit runs the FieldDefs of the instance with this = the instance; nil if none.
	FieldsInit *FuncInfo
	// StaticInit runs static FieldDefs and StaticBlocks in order; nil if none.
	StaticInit *FuncInfo
	// Initializers stores the lists of functions that decorators have given, by
	// the numbers of InitializerLists, into a hidden binding of the class scope;
	// its Binding is nil when neither the class nor a member has decorators.
	Initializers Use
}

// Decorated reports whether the class or one of its members has decorators.
func (n *ClassLit) Decorated() bool { return n.Initializers.Binding != nil }

// The lists of initializers of a decorated class. From InitMembers on, each
// decorated field and accessor has two, in their order: what its decorators have
// returned, and what they have added.
const (
	InitInstanceMethods uint32 = iota // added by decorators of methods, getters and setters of instances
	InitStaticMethods                 // the same, of static ones
	InitClass                         // added by decorators of the class
	InitMembers
)

// ---- Patterns

// PatternElem is an element of a pattern with its default (nil if none).
type PatternElem struct {
	Target  Pattern // nil for an elision in an ArrayPattern
	Default Expr
}

// ArrayPattern destructures an iterable.
type ArrayPattern struct {
	Span
	Elems  []PatternElem
	Rest   Pattern // nil if none
	origin patternOrigin
}

// PatternProp is a property of an ObjectPattern.
type PatternProp struct {
	Key Key
	PatternElem
}

// ObjectPattern destructures an object.
type ObjectPattern struct {
	Span
	Props  []PatternProp
	Rest   Pattern // nil if none
	Site   uint32  // see Sites
	origin patternOrigin
}

// ---- Statements

// VarKind is the keyword of a declaration.
type VarKind uint8

// The kinds of VarDecl.
const (
	VarVar VarKind = iota
	VarLet
	VarConst
	VarUsing
	VarAwaitUsing
)

// Declarator is `Target = Init`. For let without initializer the binding is
// initialised with undefined; a var without one does nothing.
type Declarator struct {
	Target Pattern
	Init   Expr
}

// VarDecl is a declaration statement or the head of a for loop.
type VarDecl struct {
	Span
	Decls []Declarator
	Kind  VarKind
}

// FunctionDecl declares a function. It was instantiated when its scope was
// entered (Scope.FuncDecls), by storing a closure of Func through Name. As a
// statement it does nothing, unless HoistToVar: then it copies the value read
// through Name to Var, which for RefGlobal means the global object and never a
// lexical declaration (Annex B, sec-block-level-function-declarations-web-legacy-compatibility-semantics).
type FunctionDecl struct {
	Span
	Func       *FuncInfo
	Name       *Ident
	Var        Use
	HoistToVar bool
}

// ClassDecl declares a class: evaluate Class and initialise Name.
type ClassDecl struct {
	Span
	Class *ClassLit
	Name  *Ident
}

// ExprStmt is an expression as a statement.
type ExprStmt struct {
	Span
	X Expr
}

// Block is a statement list with its scope (nil when it declares nothing).
type Block struct {
	Span
	Scope *Scope
	Body  []Stmt
}

// EmptyStmt is `;`, or with Counter nothing that was written: it counts how often it is
// executed.
type EmptyStmt struct {
	Span
	Counter *Counter
}

// DebuggerStmt is `debugger`.
type DebuggerStmt struct{ Span }

// IfStmt is `if`; Else may be nil.
type IfStmt struct {
	Span
	Test Expr
	Then Stmt
	Else Stmt
}

// Loop is the common part of loops.
type Loop struct {
	// LoopID numbers the loops of a function from 0 (FuncInfo.NumLoops).
	LoopID uint32
	// Labels is the label set of the loop.
	Labels []string
}

// ForStmt is `for (Init; Test; Update) Body`. Scope holds let and const of
// Init (nil if none). With PerIteration the environment of Scope is copied
// before the first test and before each update
// (sec-createperiterationenvironment).
type ForStmt struct {
	Span
	Loop
	Scope        *Scope
	Init         Stmt // *VarDecl, *ExprStmt or nil
	Test         Expr
	Update       Expr
	Body         Stmt
	PerIteration bool
}

// ForInStmt is `for (Target in X) Body`. Registers from Temp: enumerator
// state, 2. An initialiser in Decl (`for (var i = 0 in x)`, Annex B) is
// evaluated and stored first. X is evaluated in HeadScope, the body in a fresh instance of Scope
// per iteration.
type ForInStmt struct {
	Span
	Loop
	Scope     *Scope // bindings of let and const, nil if none
	HeadScope *Scope // the same names, never initialised, while X is evaluated; nil if X uses none of them
	Decl      *VarDecl
	Target    Pattern // with Decl: its pattern
	X         Expr
	Body      Stmt
	Temp      uint32
}

// ForOfStmt is `for (Target of X) Body` or `for await`. Registers from Temp:
// iterator, next method, spare.
type ForOfStmt struct {
	Span
	Loop
	Scope     *Scope
	HeadScope *Scope
	Decl      *VarDecl
	Target    Pattern
	X         Expr
	Body      Stmt
	Temp      uint32
	Await     bool
}

// WhileStmt is `while (Test) Body`.
type WhileStmt struct {
	Span
	Loop
	Test Expr
	Body Stmt
}

// DoWhileStmt is `do Body while (Test)`.
type DoWhileStmt struct {
	Span
	Loop
	Body Stmt
	Test Expr
}

// ContinueStmt continues Target, a loop.
type ContinueStmt struct {
	Span
	Target Stmt
	Label  string
}

// BreakStmt leaves Target: a loop, a *SwitchStmt or a *LabeledStmt.
type BreakStmt struct {
	Span
	Target Stmt
	Label  string
}

// ReturnStmt returns X (nil: undefined). In a derived constructor This leads
// to the value returned when X is undefined.
type ReturnStmt struct {
	Span
	X    Expr
	This *Use // derived constructors only
}

// WithStmt is `with (Object) Body`. The environment of Scope has one slot, the
// object, and always exists. Register Temp is free for the statement's use.
type WithStmt struct {
	Span
	Object Expr
	Scope  *Scope
	Body   Stmt
	Temp   uint32
}

// SwitchCase is a clause; Test is nil for default.
type SwitchCase struct {
	Span
	Test Expr
	Body []Stmt
}

// SwitchStmt is `switch`. X is evaluated outside Scope and kept in register Temp.
type SwitchStmt struct {
	Span
	X     Expr
	Scope *Scope // nil when the clauses declare nothing
	Cases []SwitchCase
	Temp  uint32
	table *CaseTable
}

// Table finds clauses; nil when their tests must be evaluated in turn.
func (n *SwitchStmt) Table() *CaseTable { return n.table }

// LabeledStmt is `Label: Body`. Breaks that name the label of a loop have the
// LabeledStmt as target, continues the loop.
type LabeledStmt struct {
	Span
	Label string
	Body  Stmt
}

// ThrowStmt is `throw X`.
type ThrowStmt struct {
	Span
	X Expr
}

// TryStmt is try/catch/finally. CatchScope holds the parameter and, when that
// is a plain name, the declarations of Handler, whose own Scope is nil then.
// Registers from Temp: environment at entry, completion kind, completion value.
type TryStmt struct {
	Span
	Block      *Block
	CatchScope *Scope  // nil without bindings
	Param      Pattern // nil without parameter
	Handler    *Block  // nil without catch
	Finalizer  *Block  // nil without finally
	Temp       uint32
}

// FieldDef is a statement of FieldsInit and StaticInit: define a field on
// `this` of that function. The key is Member.Key, or, when computed, the value
// that Key leads to; for a private name Key leads to the name, for an accessor
// to the private name of its storage.
// Init is nil for undefined.
type FieldDef struct {
	Span
	Member *ClassMember
	Key    Use
	Init   Expr
	Site   uint32 // see Sites
	// Extra calls, when the member has decorators, what they have added. The list
	// before its own is of functions that take the initial value.
	Extra *ExtraInitializers
}

// ByUse reports whether the key is the value that Key leads to.
func (n *FieldDef) ByUse() bool {
	return n.Member.Kind == MemberAccessor || n.Member.Key.Kind == KeyComputed || n.Member.Key.Kind == KeyPrivate
}

// ExtraInitializers is a statement of FieldsInit and StaticInit: call the
// functions in a list of initializers that the class has.
type ExtraInitializers struct {
	Span
	Lists Use
	List  uint32
}

// StaticBlock is a statement of StaticInit: a static initialisation block,
// with its own scope for var and let (nil when it declares nothing).
type StaticBlock struct {
	Span
	Scope *Scope
	Body  []Stmt
}

// ImportDecl is an import declaration; what it means is in ModuleInfo and it
// does nothing when executed.
type ImportDecl struct {
	Span
	Request int // index in ModuleInfo.Requests
}

// ExportNamed is `export {…}`, `export * …`, with or without from: nothing to execute.
type ExportNamed struct{ Span }

// ExportDecl is `export Decl`.
type ExportDecl struct {
	Span
	Decl Stmt // *VarDecl, *FunctionDecl or *ClassDecl
}

// ExportDefault is `export default`. Either Decl is a *FunctionDecl or
// *ClassDecl, or X an expression that initialises Name (`*default*`).
type ExportDefault struct {
	Span
	Decl Stmt
	X    Expr
	Name *Ident // with X
}

func (*Ident) exprNode()          {}
func (*ThisExpr) exprNode()       {}
func (*NewTarget) exprNode()      {}
func (*ImportMeta) exprNode()     {}
func (*NullLit) exprNode()        {}
func (*BoolLit) exprNode()        {}
func (*NumberLit) exprNode()      {}
func (*BigIntLit) exprNode()      {}
func (*StringLit) exprNode()      {}
func (*RegExpLit) exprNode()      {}
func (*TemplateLit) exprNode()    {}
func (*TaggedTemplate) exprNode() {}
func (*UnaryExpr) exprNode()      {}
func (*TypeofExpr) exprNode()     {}
func (*DeleteExpr) exprNode()     {}
func (*UpdateExpr) exprNode()     {}
func (*BinaryExpr) exprNode()     {}
func (*LogicalExpr) exprNode()    {}
func (*PrivateIn) exprNode()      {}
func (*AssignExpr) exprNode()     {}
func (*CompoundAssign) exprNode() {}
func (*LogicalAssign) exprNode()  {}
func (*CondExpr) exprNode()       {}
func (*SequenceExpr) exprNode()   {}
func (*SpreadElement) exprNode()  {}
func (*YieldExpr) exprNode()      {}
func (*AwaitExpr) exprNode()      {}
func (*MemberExpr) exprNode()     {}
func (*IndexExpr) exprNode()      {}
func (*PrivateMember) exprNode()  {}
func (*SuperMember) exprNode()    {}
func (*SuperIndex) exprNode()     {}
func (*OptionalChain) exprNode()  {}
func (*CallExpr) exprNode()       {}
func (*NewExpr) exprNode()        {}
func (*SuperCall) exprNode()      {}
func (*ImportCall) exprNode()     {}
func (*ArrayLit) exprNode()       {}
func (*ObjectLit) exprNode()      {}
func (*FunctionLit) exprNode()    {}
func (*ClassLit) exprNode()       {}

func (*Ident) patternNode()         {}
func (*MemberExpr) patternNode()    {}
func (*IndexExpr) patternNode()     {}
func (*PrivateMember) patternNode() {}
func (*SuperMember) patternNode()   {}
func (*SuperIndex) patternNode()    {}
func (*CallExpr) patternNode()      {}
func (*ArrayPattern) patternNode()  {}
func (*ObjectPattern) patternNode() {}

func (*VarDecl) stmtNode()           {}
func (*FunctionDecl) stmtNode()      {}
func (*ClassDecl) stmtNode()         {}
func (*ExprStmt) stmtNode()          {}
func (*Block) stmtNode()             {}
func (*EmptyStmt) stmtNode()         {}
func (*DebuggerStmt) stmtNode()      {}
func (*IfStmt) stmtNode()            {}
func (*ForStmt) stmtNode()           {}
func (*ForInStmt) stmtNode()         {}
func (*ForOfStmt) stmtNode()         {}
func (*WhileStmt) stmtNode()         {}
func (*DoWhileStmt) stmtNode()       {}
func (*ContinueStmt) stmtNode()      {}
func (*BreakStmt) stmtNode()         {}
func (*ReturnStmt) stmtNode()        {}
func (*WithStmt) stmtNode()          {}
func (*SwitchStmt) stmtNode()        {}
func (*LabeledStmt) stmtNode()       {}
func (*ThrowStmt) stmtNode()         {}
func (*TryStmt) stmtNode()           {}
func (*FieldDef) stmtNode()          {}
func (*StaticBlock) stmtNode()       {}
func (*ExtraInitializers) stmtNode() {}
func (*ImportDecl) stmtNode()        {}
func (*ExportNamed) stmtNode()       {}
func (*ExportDecl) stmtNode()        {}
func (*ExportDefault) stmtNode()     {}

package object

import (
	"github.com/kilnjs/kiln/internal/tap"
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// Tier says which part of the engine runs a piece of code.
type Tier = watch.Tier

// The tiers. TierHost is a built-in function written in Go.
const (
	TierInterp   = watch.Interp
	TierBytecode = watch.Bytecode
	TierNative   = watch.Native
	TierHost     = watch.Host
)

// EntryFunc runs code on a frame whose header and arguments stand at fp. It
// makes room for its registers (Stack.Enter), sets Stack.FP and Stack.Top, fills
// missing formals with Undefined, binds `this` of a sloppy function
// (Runtime.SloppyThis) and returns the completion value. It pops nothing: the
// caller restores Stack.FP and Stack.Top. A derived constructor returns the
// final object (its tier knows where `this` is bound); for a base constructor
// the caller chooses between the result and the frame's This.
type EntryFunc func(rt *Runtime, code *Code, fp int) (heap.Value, error)

// ResumedFunc runs the frame at fp, which has been put on the stack with its link, from the
// suspension where it stands until its next one or its end; v is what is delivered there.
type ResumedFunc func(rt *Runtime, code *Code, fp int, v heap.Value) (heap.Value, Suspension, error)

// CodeKind says how a function may be called.
type CodeKind uint8

// The kinds. Only KindNormal and KindMethod may be entered by a tier directly
// for [[Call]], only KindNormal, KindBase and KindDerived for [[Construct]].
const (
	KindNormal   CodeKind = iota // [[Call]] and [[Construct]] (base)
	KindMethod                   // [[Call]] only: methods, arrows, getters, setters, generators, async functions
	KindBase                     // class constructor without heritage
	KindDerived                  // class constructor with heritage
	KindHost                     // Go function, not a constructor
	KindHostCtor                 // Go function, [[Call]] and [[Construct]]
	KindScript                   // script, module or eval body: called only by this package
)

// Code is the record of one function of a program in one realm: what all its
// closures share. A tier keeps its own data in T0, T1 or T2 and changes Entry
// when it promotes the function.
type Code struct {
	ID    uint32           // handle id, the payload of slot 0 of its function objects
	Kind  CodeKind         //
	Tier  Tier             // tier that Entry belongs to
	Func  *syntax.FuncInfo // nil for host functions
	Prog  *Instance        // nil for host functions
	Realm *Realm

	Host HostFunc
	Leaf LeafFunc // short way of Host, or nil
	// LeafNew is the short way of Host as constructor of its own new.target, or nil.
	LeafNew LeafFunc
	// Shortcut is what tiers may do instead of calling a host function.
	Shortcut Shortcut
	// Forwards says that all the function does is a call of its this value:
	// Function.prototype.call and apply.
	Forwards bool
	// species says that the function is the getter of @@species of a constructor of the language.
	species bool
	// Body is what tiers may run in place of Host, or nil.
	Body *Body
	// BodyEntry enters the machine code of Body, or is nil.
	BodyEntry EntryFunc
	// ResumeEntry goes on with a frame of tier 1 that stands at a suspension, by ResumeNext, in
	// machine code; nil: there is none.
	ResumeEntry ResumedFunc
	// declared says that Host is what the row or group of a library declares, which all
	// runtimes share, and no closure of this runtime.
	declared bool
	Data     any        // free for the owner of a host function
	Name     heap.Value // String (or Symbol: "[description]") shown by `name`
	Length   int        // spec `length`

	Entry EntryFunc // what a call uses now

	Calls, Turns uint32 // counters for promotion, kept by the tiers
	NoPromote    uint8  // bit t set: tier t declined this function
	Replaced     bool   // a frame of it has gone to tier 2 in the middle of a loop

	T0, T1, T2 any // per tier instance data

	shape    *heap.Shape // shape of closures of this code
	newProto heap.Value  // prototype for which newShape is the initial shape
	newShape *heap.Shape // initial shape of `new F`
	newFunc  uint32      // shape of function objects whose property prototype is data at newAt; 0 while unknown
	newAt    int32
	newCap   uint8  // inline capacity learned from earlier instances
	newSeen  uint8  // how many instances taught it
	fields   uint32 // id of the code that initialises the fields of instances, plus one; 0 while none was met

	boundName heap.Value // what functions are called that are bound to one of this code: see BindDirectly

	privates privatesPlan // how instances get the private methods of this class

	templates map[uint32]heap.Value // template objects by site
	roots     []heap.Value          // cells the tiers want kept: constants
	bytes     int64                 // accounted to the heap: see Account
	whole     bool                  // the tree of Func is among them: see CompleteFunc
}

// GoFunction is the Data of the code of a host function that tells frames which Go function
// is behind it.
type GoFunction interface {
	// GoPC is the address where the function begins.
	GoPC() uintptr
}

// GoEntry is the GoFunction that begins at an address.
type GoEntry uintptr

// GoPC implements GoFunction.
func (e GoEntry) GoPC() uintptr { return uintptr(e) }

// Instance is a program in one realm of one runtime.
type Instance struct {
	Prog   *syntax.Program
	Realm  *Realm
	Module *Module // the module whose code this is, or that called eval; nil for scripts
	// Parent is the instance whose code called eval with this program as source.
	Parent *Instance

	codes  []*Code         // by FuncInfo.ID; made on first touch
	handle uint32          // keeps the codes while one of them lives; 0: none
	image  *imagedInstance // what an image says of it; nil for one that began in this runtime
	text   *textProgram    // what keeps account of Prog, when a script made it from a string
	sites  bool            // textPrograms has programs of direct evals in its code
}

// TierHooks connects the tiers: package tier fills it, this package and the
// tiers call it.
type TierHooks struct {
	// Prepare chooses Entry of a new code record.
	Prepare func(rt *Runtime, code *Code)
	// OnCall is told by a tier that code.Calls crossed the threshold it keeps in
	// code; it may replace code.Entry.
	OnCall func(rt *Runtime, code *Code)
	// OnTurn is told at a back edge that a loop runs long. With ok, osr takes
	// over the frame at fp at the header of that loop and returns the result of
	// the whole function.
	OnTurn func(rt *Runtime, code *Code, loopID uint32, fp int) (osr EntryFunc, ok bool)
	// Position finds the source position of a frame's Pos word.
	Position func(code *Code, tier Tier, pos int32) syntax.Pos
	// Sight completes what it takes to note the running frame at any instruction; what
	// tier 2 compiles from then on tells Instruction more.
	Sight func(rt *Runtime, s *tap.Sight)
	// Instruction returns the Pos word for the innermost frame of a note, which is of
	// code; without ok it is not known.
	Instruction func(code *Code, n *tap.Note) (pos int32, ok bool)
	// Inlined visits the functions that run on the innermost frame of a note, which is of code, because their
	// bodies are in its machine code: innermost first, with the instructions that they are at.
	Inlined func(code *Code, n *tap.Note, visit func(code *Code, pos int32) bool) bool
	// CallThreshold and TurnThreshold are the counts at which tier 0 asks.
	CallThreshold, TurnThreshold uint32
	// ForgetShapes is told that shape ids start over: every cached one is void.
	// False says that a tier holds some that it cannot let go of now; then nothing
	// has changed.
	ForgetShapes func(rt *Runtime) bool
	// Patterns gives a runtime with a heap of so many bytes what makes machine code of regular expressions: a
	// regexp.Machine, nil if there is none.
	Patterns func(heapBytes int64) any
}

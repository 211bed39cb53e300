package bytecode

import (
	"fmt"
	"sort"

	"github.com/kilnjs/kiln/pkg/syntax"
)

// Proto is the compiled form of a function. It is immutable and shared by all
// runtimes that run its program.
type Proto struct {
	Func *syntax.FuncInfo
	Code []Instr
	// Words is the size of a frame in words, header included; a callee's frame
	// in the temporaries is included with its arguments.
	Words int
	// NumFormals is the number of formal arguments the caller fills up.
	NumFormals int
	// Shown is the register of the arguments object where other functions may look at
	// it while the function runs (object.Runtime.FunctionArguments), else 0.
	Shown int
	// Caches is the number of inline caches; CacheNames are their names.
	CacheNames []string
	Consts     []Const
	Funcs      []*syntax.FuncInfo
	Scopes     []*syntax.Scope
	Dynamics   []dynamicUse
	Shapes     [][]string
	Tables     []switchTable
	Cases      []*syntax.CaseTable
	Handlers   []Handler
	Notes      []note
	// OSR holds, by LoopID, the instruction where another tier may hand over a
	// frame that stands at the header of the loop; -1 when it may not.
	OSR []int32

	positions []mark // source positions
	depths    []mark // environments pushed
}

// Const is a constant: a float64, a string, a big integer in decimal digits, or
// the name of a private name.
type Const struct {
	Kind ConstKind
	Num  float64
	Text string
}

// ConstKind says what a Const is.
type ConstKind uint8

// The kinds of constants.
const (
	ConstNumber ConstKind = iota
	ConstString           // a string value
	ConstKey              // a property key: an index in int form where it is one
	ConstBigInt
)

// Handler protects the instructions from Start up to but not including End: a
// throw there pops environments down to Depth, stores the value in register
// Value and goes on at Target.
type Handler struct {
	Start, End, Target int32
	Depth              int32
	Value              uint16
}

// mark holds from instruction PC on, up to the next mark.
type mark struct {
	PC    int32
	Value int32
}

// note ties an instruction to the node it came from, for messages and for the
// parts of the node that the instruction has no room for.
type note struct {
	PC   int32
	Node syntax.Node
}

// dynamicUse is a name that is looked up along the environments.
type dynamicUse struct {
	Ref  *syntax.DynamicRef
	Name string
}

// switchTable jumps by an integer: entry i is the distance for Min+i from the
// instruction after the Switch, 0 where there is no clause.
type switchTable struct {
	Min     int32
	Targets []int32
}

func lookup(marks []mark, pc int32) int32 {
	i := sort.Search(len(marks), func(i int) bool { return marks[i].PC > pc })
	if i == 0 {
		return 0
	}
	return marks[i-1].Value
}

// Position returns the source position of the instruction at pc.
func (p *Proto) Position(pc int32) syntax.Pos {
	if len(p.positions) == 0 {
		return p.Func.From
	}
	return syntax.Pos(lookup(p.positions, pc))
}

// EnvDepth returns how many environments the function has pushed when the
// instruction at pc begins.
func (p *Proto) EnvDepth(pc int32) int { return int(lookup(p.depths, pc)) }

// handler returns the handler for a throw at pc, nil if there is none.
func (p *Proto) handler(pc int32) *Handler {
	for i := range p.Handlers {
		if h := &p.Handlers[i]; h.Start <= pc && pc < h.End {
			return h
		}
	}
	return nil
}

// node returns the node that the instruction at pc came from, or nil.
func (p *Proto) node(pc int32) syntax.Node {
	i := sort.Search(len(p.Notes), func(i int) bool { return p.Notes[i].PC >= pc })
	if i < len(p.Notes) && p.Notes[i].PC == pc {
		return p.Notes[i].Node
	}
	return nil
}

// Declined is the error of Compile for a function that this tier cannot run.
type Declined struct{ Reason string }

// Error implements error.
func (d *Declined) Error() string { return fmt.Sprintf("bytecode: declined: %s", d.Reason) }

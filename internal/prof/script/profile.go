package script

import (
	"time"

	"github.com/kilnjs/kiln/pkg/syntax"
	"github.com/kilnjs/kiln/pkg/watch"
)

// Profile is where the time of a run went.
type Profile struct {
	Funcs  []Func
	Frames []Frame
	// Nodes are the stacks that were met, each an innermost frame on another node.
	// Node 0 is the empty stack.
	Nodes   []Node
	Samples []Sample // in order of time
	Turns   []Turn   // of the event loop, in order of time; nil unless they were asked for

	Start  time.Time
	Period time.Duration // wanted between two samples
	Took   time.Duration // the sum of all weights, by Clock
	Clock  Clock
}

// Func is a function of a script, a built-in function, or what the engine does itself.
type Func struct {
	Name      string
	File      string // "" when it is no function of a script
	Line, Col int    // where the function begins, from 1; 0 without File
	Source    *syntax.Source
	Info      *syntax.FuncInfo // nil when it is no function of a script
	Kind      Kind
}

// Kind tells functions apart.
type Kind uint8

// The kinds of functions.
const (
	Script  Kind = iota // of a source text
	Builtin             // in Go, called by name
	Engine              // no function: what the engine does beside running code
)

// Frame is a place in a function.
type Frame struct {
	Func      int
	Line, Col int        // where it stands; 0 unless the function is of a script
	Tier      watch.Tier // NoTier for what the engine does
	// Go says that its tier has left for Go, which does what bytecode and machine code
	// have no fast way for. Only innermost frames say so.
	Go bool
}

// NoTier is the tier of frames that are no running code.
const NoTier watch.Tier = 255

// Node is a stack.
type Node struct {
	Parent int // the node below; -1 for node 0
	Frame  int // the innermost frame; -1 for node 0
}

// Sample says that the time before At was spent on a stack.
type Sample struct {
	Node   int
	At     time.Duration // since Start
	Weight time.Duration // by Clock
}

// FuncOf returns the function of the innermost frame of node n, which is not node 0.
func (p *Profile) FuncOf(n int) *Func { return &p.Funcs[p.Frames[p.Nodes[n].Frame].Func] }

// FrameOf returns the innermost frame of node n, which is not node 0.
func (p *Profile) FrameOf(n int) *Frame { return &p.Frames[p.Nodes[n].Frame] }

// Stack yields the nodes of a stack from n outwards, node 0 excepted.
func (p *Profile) Stack(n int) func(yield func(node int) bool) {
	return func(yield func(node int) bool) {
		for ; n > 0; n = p.Nodes[n].Parent {
			if !yield(n) {
				return
			}
		}
	}
}

// Beside returns what the engine did beside running code in a sample of node n, by name;
// "" when code ran. The function that it did that for may be further in.
func (p *Profile) Beside(n int) string {
	if n == 0 || p.FrameOf(n).Tier != NoTier {
		return ""
	}
	for n := range p.Stack(n) {
		if f := p.FuncOf(n); f.Kind == Engine {
			return f.Name
		}
	}
	return ""
}

// InGo is the label of frames for which Go runs.
const InGo = "go"

// Label is the tier of the frame, InGo, or "engine" for what the engine does itself.
func (p *Profile) Label(f *Frame) string {
	if f.Go {
		return InGo
	}
	if f.Tier == NoTier {
		return "engine"
	}
	return f.Tier.String()
}

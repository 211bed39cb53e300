package snapshot

// Snapshot is a graph of what a heap keeps alive. Node 0 is the root.
type Snapshot struct {
	Nodes   []Node
	Edges   []Edge // in the order of the nodes that they come from
	Strings []string

	// Locations tell where functions are written, in the order of their nodes.
	Locations []Location
	// Scripts are the files of Locations, by number; snapshots of other engines have none.
	Scripts []string
	// Run tells snapshots of one runtime from those of others; "" means that nothing is known.
	Run string
}

// Node is something that takes memory.
type Node struct {
	Self  uint64 // bytes
	Name  uint32 // a string
	ID    uint32 // the same in all snapshots of a run
	First uint32 // its first edge
	Type  NodeType
}

// Edge is a reference.
type Edge struct {
	Name uint32 // a string, or an index for Element and Hidden
	To   uint32 // a node
	Type EdgeType
}

// Location is where a node is written. Line and Column begin with 0.
type Location struct {
	Node, Script, Line, Column uint32
}

// NodeType is what kind of thing a node is. The numbers are those of the file format.
type NodeType uint8

// The types of nodes.
const (
	Hidden NodeType = iota
	Array
	String
	Object
	Code
	Closure
	RegExp
	Number
	Native
	Synthetic
	ConcatenatedString
	SlicedString
	Symbol
	BigInt
	ObjectShape
	numNodeTypes
)

// nodeTypes are the names of the types in files.
var nodeTypes = [numNodeTypes]string{
	"hidden", "array", "string", "object", "code", "closure", "regexp", "number", "native", "synthetic",
	"concatenated string", "sliced string", "symbol", "bigint", "object shape",
}

// EdgeType is what kind of reference an edge is. The numbers are those of the file format.
type EdgeType uint8

// The types of edges.
const (
	Context  EdgeType = iota // a variable of a scope
	Element                  // Name is an index
	Property                 //
	Internal                 // nothing that scripts see
	HiddenAt                 // Name is an index
	Shortcut                 // besides another way
	Weak                     // keeps nothing alive
	numEdgeTypes
)

var edgeTypes = [numEdgeTypes]string{"context", "element", "property", "internal", "hidden", "shortcut", "weak"}

// EdgesOf returns the edges of a node.
func (s *Snapshot) EdgesOf(node uint32) []Edge {
	end := uint32(len(s.Edges))
	if int(node)+1 < len(s.Nodes) {
		end = s.Nodes[node+1].First
	}
	return s.Edges[s.Nodes[node].First:end]
}

// Bytes returns the sum of all shallow sizes.
func (s *Snapshot) Bytes() (sum uint64) {
	for i := range s.Nodes {
		sum += s.Nodes[i].Self
	}
	return sum
}

// Class is what a node is counted as: the constructor of objects, and for others what they are, in parentheses.
func (s *Snapshot) Class(node uint32) string {
	n := &s.Nodes[node]
	switch n.Type {
	case Object, Native:
		return s.Strings[n.Name]
	case Closure:
		return "Function"
	case RegExp:
		return "RegExp"
	case Hidden, Synthetic:
		return "(system)"
	case Code:
		return "(code)"
	}
	return "(" + nodeTypes[n.Type] + ")"
}

// classes numbers the classes of all nodes.
func (s *Snapshot) classes() (of []uint32, names []string) {
	of = make([]uint32, len(s.Nodes))
	numbers := map[string]uint32{}
	type key struct {
		t    NodeType
		name uint32
	}
	known := map[key]uint32{}
	for i := range s.Nodes {
		n := &s.Nodes[i]
		k := key{t: n.Type}
		if n.Type == Object || n.Type == Native {
			k.name = n.Name
		}
		number, ok := known[k]
		if !ok {
			name := s.Class(uint32(i))
			if number, ok = numbers[name]; !ok {
				number = uint32(len(names))
				numbers[name] = number
				names = append(names, name)
			}
			known[k] = number
		}
		of[i] = number
	}
	return of, names
}

// retains reports whether an edge of from keeps its target alive.
func (e *Edge) retains(from uint32) bool {
	return e.Type != Weak && (e.Type != Shortcut || from == 0)
}

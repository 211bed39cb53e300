package snapshot

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// Read reads a .heapsnapshot file, of Kiln or of another engine. An error names the line
// and the column where the file is not what it should be.
func Read(r io.Reader) (*Snapshot, error) {
	d := &decoder{scan: newScanner(r), s: &Snapshot{}}
	if err := d.read(); err != nil {
		return nil, err
	}
	return d.s, nil
}

// decoder turns the members of a file into a snapshot.
type decoder struct {
	scan *scanner
	s    *Snapshot
	head head
	seen map[string]bool

	node, edge     []int // the place of each known field among those of the file
	nodeTypes      []NodeType
	edgeTypes      []EdgeType
	nodeLen        int
	edgeLen        int
	strings        uint64 // one more than the highest number of a string that was met
	owner          string // whether that was of a node or of an edge …
	ownerAt        int    // … and of which
	locationFields []int
}

// The known fields, in the order of decoder.node, edge and locationFields.
var (
	knownNode     = []string{"type", "name", "id", "self_size", "edge_count"}
	knownEdge     = []string{"type", "name_or_index", "to_node"}
	knownLocation = []string{"object_index", "script_id", "line", "column"}
)

func (d *decoder) read() error {
	c := d.scan
	d.seen = map[string]bool{}
	if err := c.expect('{'); err != nil {
		return err
	}
	for first := true; ; first = false {
		done, err := c.next('}', first)
		if err != nil {
			return err
		}
		if done {
			break
		}
		at := c.place()
		name, err := c.text()
		if err == nil {
			err = c.expect(':')
		}
		if err == nil {
			err = d.member(name, at)
		}
		if err != nil {
			return err
		}
		d.seen[name] = true
	}
	if err := c.finish(); err != nil {
		return err
	}
	for _, name := range []string{"snapshot", "nodes", "edges", "strings"} {
		if !d.seen[name] {
			return fmt.Errorf("%s: the file has no %q", c.place(), name)
		}
	}
	if d.strings > uint64(len(d.s.Strings)) {
		return fmt.Errorf("%s: %s %d has string %d as its name, and there are %d strings", c.place(), d.owner, d.ownerAt, d.strings-1, len(d.s.Strings))
	}
	return nil
}

func (d *decoder) member(name, at string) error {
	if name != "snapshot" && !d.seen["snapshot"] && slices.Contains([]string{"nodes", "edges", "locations"}, name) {
		return fmt.Errorf("%s: %q comes before %q, which says what it means", at, name, "snapshot")
	}
	if d.seen[name] {
		return fmt.Errorf("%s: %q comes twice", at, name)
	}
	switch name {
	case "snapshot":
		return d.readHead()
	case "nodes":
		return d.readNodes()
	case "edges":
		if !d.seen["nodes"] {
			return fmt.Errorf(`%s: "edges" comes before "nodes"`, at)
		}
		return d.readEdges()
	case "locations":
		return d.readLocations()
	case "strings":
		return d.scan.list(func() error {
			text, err := d.scan.text()
			d.s.Strings = append(d.s.Strings, text)
			return err
		})
	}
	return d.scan.skip()
}

// readHead reads what the numbers mean.
func (d *decoder) readHead() error {
	at := d.scan.place()
	raw, err := d.scan.raw()
	if err != nil {
		return err
	}
	bad := func(format string, args ...any) error { return fmt.Errorf("%s: %s", at, fmt.Sprintf(format, args...)) }
	if err := json.Unmarshal(raw, &d.head); err != nil {
		return bad("what should describe the snapshot does not: %v", err)
	}
	m := &d.head.Meta
	if d.node, err = places(knownNode, m.NodeFields); err != nil {
		return bad("meta.node_fields: %v", err)
	}
	if d.edge, err = places(knownEdge, m.EdgeFields); err != nil {
		return bad("meta.edge_fields: %v", err)
	}
	d.locationFields, _ = places(knownLocation, m.LocationFields) // without them, there are no locations
	d.nodeLen, d.edgeLen = len(m.NodeFields), len(m.EdgeFields)
	nodeNames, ok := typeNames(m.NodeTypes, d.node[0])
	if !ok {
		return bad("meta.node_types does not name the types of nodes")
	}
	edgeNames, ok := typeNames(m.EdgeTypes, d.edge[0])
	if !ok {
		return bad("meta.edge_types does not name the types of edges")
	}
	for _, name := range nodeNames {
		// What is not known is native: something with a name.
		t := Native
		if i := slices.Index(nodeTypes[:], name); i >= 0 {
			t = NodeType(i)
		}
		d.nodeTypes = append(d.nodeTypes, t)
	}
	for _, name := range edgeNames {
		i := slices.Index(edgeTypes[:], name)
		if i < 0 {
			return bad("there is no type of edges %q", name)
		}
		d.edgeTypes = append(d.edgeTypes, EdgeType(i))
	}
	if d.head.NodeCount < 1 {
		return bad("node_count is %d", d.head.NodeCount)
	}
	if k := d.head.Kiln; k != nil {
		d.s.Run, d.s.Scripts = k.Run, k.Scripts
	}
	return nil
}

// places finds fields by name.
func places(known, fields []string) ([]int, error) {
	list := make([]int, len(known))
	for i, name := range known {
		if list[i] = slices.Index(fields, name); list[i] < 0 {
			return nil, fmt.Errorf("there is no field %q", name)
		}
	}
	return list, nil
}

func typeNames(types []any, at int) (names []string, ok bool) {
	if at >= len(types) {
		return nil, false
	}
	list, ok := types[at].([]any)
	for _, x := range list {
		name, isText := x.(string)
		ok = ok && isText
		names = append(names, name)
	}
	return names, ok
}

// rows reads a list of numbers in rows of n and calls f for each row.
func (d *decoder) rows(what string, n int, f func(row []uint64) error) error {
	row := make([]uint64, 0, n)
	count := 0
	err := d.scan.list(func() error {
		x, err := d.scan.number()
		if err != nil {
			return err
		}
		if row = append(row, x); len(row) < n {
			return nil
		}
		if err := f(row); err != nil {
			return fmt.Errorf("%s: %s %d %w", d.scan.place(), what, count, err)
		}
		count++
		row = row[:0]
		return nil
	})
	if err == nil && len(row) > 0 {
		err = fmt.Errorf("%s: the last %s has %d numbers of %d", d.scan.place(), what, len(row), n)
	}
	return err
}

// named notes that something has a string as its name.
func (d *decoder) named(number uint64, what string, i int) {
	if number >= d.strings {
		d.strings = number + 1
		d.owner, d.ownerAt = what, i
	}
}

const max32 = 1<<32 - 1

func (d *decoder) readNodes() error {
	first := uint64(0)
	err := d.rows("node", d.nodeLen, func(row []uint64) error {
		at := func(i int) uint64 { return row[d.node[i]] }
		if at(0) >= uint64(len(d.nodeTypes)) {
			return fmt.Errorf("has type %d, and there are %d", at(0), len(d.nodeTypes))
		}
		if at(1) > max32 || at(2) > max32 || first+at(4) > max32 {
			return fmt.Errorf("has a number that is too large")
		}
		d.named(at(1), "node", len(d.s.Nodes))
		d.s.Nodes = append(d.s.Nodes, Node{
			Type: d.nodeTypes[at(0)], Name: uint32(at(1)), ID: uint32(at(2)), Self: at(3), First: uint32(first),
		})
		first += at(4)
		return nil
	})
	if err != nil {
		return err
	}
	if n := len(d.s.Nodes); n != d.head.NodeCount {
		return fmt.Errorf("%s: there are %d nodes, and node_count is %d", d.scan.place(), n, d.head.NodeCount)
	}
	if first != uint64(d.head.EdgeCount) {
		return fmt.Errorf("%s: the nodes have %d edges, and edge_count is %d", d.scan.place(), first, d.head.EdgeCount)
	}
	return nil
}

func (d *decoder) readEdges() error {
	err := d.rows("edge", d.edgeLen, func(row []uint64) error {
		t, name, to := row[d.edge[0]], row[d.edge[1]], row[d.edge[2]]
		if t >= uint64(len(d.edgeTypes)) {
			return fmt.Errorf("has type %d, and there are %d", t, len(d.edgeTypes))
		}
		if to%uint64(d.nodeLen) != 0 || to/uint64(d.nodeLen) >= uint64(len(d.s.Nodes)) {
			return fmt.Errorf("leads to %d, where no node begins", to)
		}
		if name > max32 {
			return fmt.Errorf("has a number that is too large")
		}
		e := Edge{Type: d.edgeTypes[t], Name: uint32(name), To: uint32(to / uint64(d.nodeLen))}
		if e.Type != Element && e.Type != HiddenAt {
			d.named(name, "edge", len(d.s.Edges))
		}
		d.s.Edges = append(d.s.Edges, e)
		return nil
	})
	if err == nil && len(d.s.Edges) != d.head.EdgeCount {
		err = fmt.Errorf("%s: there are %d edges, and edge_count is %d", d.scan.place(), len(d.s.Edges), d.head.EdgeCount)
	}
	return err
}

func (d *decoder) readLocations() error {
	if d.locationFields == nil {
		return d.scan.skip()
	}
	return d.rows("location", len(d.head.Meta.LocationFields), func(row []uint64) error {
		at := func(i int) uint64 { return row[d.locationFields[i]] }
		node := at(0) / uint64(d.nodeLen)
		if node >= uint64(d.head.NodeCount) || at(0)%uint64(d.nodeLen) != 0 {
			return fmt.Errorf("is that of %d, where no node begins", at(0))
		}
		d.s.Locations = append(d.s.Locations, Location{uint32(node), uint32(at(1)), uint32(at(2)), uint32(at(3))})
		return nil
	})
}

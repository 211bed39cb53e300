package snapshot

import (
	"bufio"
	"encoding/json"
	"io"
	"strconv"
	"unicode/utf8"
)

// Numbers of a node and of an edge in a file.
const (
	nodeFields = 7
	edgeFields = 3
)

// Write writes the snapshot as Chrome and Node do (.heapsnapshot).
func (s *Snapshot) Write(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<16)
	if err := s.writeHead(out); err != nil {
		return err
	}
	var b []byte
	out.WriteString(`"nodes":[`)
	for i := range s.Nodes {
		n := &s.Nodes[i]
		b = row(b[:0], i > 0, uint64(n.Type), uint64(n.Name), uint64(n.ID), n.Self, uint64(len(s.EdgesOf(uint32(i)))), 0, 0)
		out.Write(b)
	}
	out.WriteString("],\n\"edges\":[")
	for i, e := range s.Edges {
		b = row(b[:0], i > 0, uint64(e.Type), uint64(e.Name), uint64(e.To)*nodeFields)
		out.Write(b)
	}
	out.WriteString("],\n\"trace_function_infos\":[],\n\"trace_tree\":[],\n\"samples\":[],\n\"locations\":[")
	for i, l := range s.Locations {
		b = row(b[:0], i > 0, uint64(l.Node)*nodeFields, uint64(l.Script), uint64(l.Line), uint64(l.Column))
		out.Write(b)
	}
	out.WriteString("],\n\"strings\":[")
	for i, text := range s.Strings {
		b = b[:0]
		if i > 0 {
			b = append(b, ',', '\n')
		}
		out.Write(appendString(b, text))
	}
	out.WriteString("]}\n")
	return out.Flush()
}

// head is the first member of a file.
type head struct {
	Meta          meta        `json:"meta"`
	NodeCount     int         `json:"node_count"`
	EdgeCount     int         `json:"edge_count"`
	FunctionCount int         `json:"trace_function_count"`
	Kiln          *kilnExtras `json:"kiln,omitempty"`
}

// kilnExtras are what readers of the format do not know and pass over.
type kilnExtras struct {
	Run     string   `json:"run"`
	Scripts []string `json:"scripts"`
}

type meta struct {
	NodeFields     []string `json:"node_fields"`
	NodeTypes      []any    `json:"node_types"`
	EdgeFields     []string `json:"edge_fields"`
	EdgeTypes      []any    `json:"edge_types"`
	FunctionFields []string `json:"trace_function_info_fields"`
	TraceFields    []string `json:"trace_node_fields"`
	SampleFields   []string `json:"sample_fields"`
	LocationFields []string `json:"location_fields"`
}

func (s *Snapshot) writeHead(out *bufio.Writer) error {
	h := head{
		NodeCount: len(s.Nodes), EdgeCount: len(s.Edges),
		Meta: meta{
			NodeFields:     []string{"type", "name", "id", "self_size", "edge_count", "trace_node_id", "detachedness"},
			NodeTypes:      []any{append(nodeTypes[:], "wasm object"), "string", "number", "number", "number", "number", "number"},
			EdgeFields:     []string{"type", "name_or_index", "to_node"},
			EdgeTypes:      []any{edgeTypes[:], "string_or_number", "node"},
			FunctionFields: []string{"function_id", "name", "script_name", "script_id", "line", "column"},
			TraceFields:    []string{"id", "function_info_index", "count", "size", "children"},
			SampleFields:   []string{"timestamp_us", "last_assigned_id"},
			LocationFields: []string{"object_index", "script_id", "line", "column"},
		},
	}
	if s.Run != "" {
		h.Kiln = &kilnExtras{Run: s.Run, Scripts: s.Scripts}
	}
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	out.WriteString(`{"snapshot":`)
	out.Write(text)
	out.WriteString(",\n")
	return nil
}

// row appends numbers, after a comma if others are before them.
func row(b []byte, comma bool, numbers ...uint64) []byte {
	for i, n := range numbers {
		if comma || i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendUint(b, n, 10)
	}
	return append(b, '\n')
}

// appendString appends a JSON string. Lone surrogates, which are three bytes in WTF-8,
// become escapes.
func appendString(b []byte, text string) []byte {
	const hex = "0123456789abcdef"
	escape := func(u uint16) { b = append(b, '\\', 'u', hex[u>>12], hex[u>>8&15], hex[u>>4&15], hex[u&15]) }
	b = append(b, '"')
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
			i++
		case c < ' ' || c == 0x7F:
			escape(uint16(c))
			i++
		case c < utf8.RuneSelf:
			b = append(b, c)
			i++
		case c == 0xED && i+2 < len(text) && text[i+1] >= 0xA0:
			escape(0xD000 | uint16(text[i+1]&0x3F)<<6 | uint16(text[i+2]&0x3F))
			i += 3
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			b = utf8.AppendRune(b, r)
			i += size
		}
	}
	return append(b, '"')
}

package loop

import (
	"bytes"
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// record is a record as those read it who tell of it in words.
type record struct {
	Do       string          `json:"do"`
	ID       int             `json:"id"`
	Name     string          `json:"name"`
	Text     string          `json:"text"`
	Source   int             `json:"source"`
	At       []int           `json:"at"`
	F        *int            `json:"f"`
	Tier     string          `json:"tier"`
	How      string          `json:"how"`
	Why      string          `json:"why"`
	Quiet    bool            `json:"quiet"`
	Turn     bool            `json:"turn"`
	Error    bool            `json:"error"`
	Calls    int64           `json:"calls"`
	Turns    int64           `json:"turns"`
	Events   int64           `json:"events"`
	Line     int             `json:"line"`
	Promise  int             `json:"promise"`
	Result   int             `json:"result"`
	Gone     []string        `json:"gone"`
	Reaction int             `json:"reaction"`
	Due      int64           `json:"due"`
	Every    *int64          `json:"every"`
	Took     int64           `json:"took"`
	Bytes    int64           `json:"bytes"`
	Value    json.RawMessage `json:"value"`
	Set      json.RawMessage `json:"set"`
	Outer    json.RawMessage `json:"outer"`
	Globals  json.RawMessage `json:"globals"`
	Objects  []description   `json:"objects"`
}

// description is an object at a moment.
type description struct {
	ID     int                 `json:"id"`
	Class  string              `json:"class"`
	Name   string              `json:"name"`
	Text   string              `json:"text"`
	Length *int                `json:"length"`
	State  string              `json:"state"`
	Value  json.RawMessage     `json:"value"`
	Items  []json.RawMessage   `json:"items"`
	Props  [][]json.RawMessage `json:"props"`
}

// teller tells records in words. It has seen all records before.
type teller struct {
	sources   []string
	lines     [][]string
	functions []record
	objects   map[int][]version // oldest first
	seen      int               // how many records that are no definitions there were
	at        int               // objects are told as they are after that record
}

// version is an object from a record on.
type version struct {
	at int
	d  *description
}

// newTeller makes a teller that has seen nothing.
func newTeller() *teller { return &teller{objects: map[int][]version{}} }

// see notes what a record defines, and reports whether that is all it does.
func (t *teller) see(r *record) bool {
	switch r.Do {
	case "source":
		t.sources = append(t.sources, r.Name)
		t.lines = append(t.lines, strings.Split(r.Text, "\n"))
		return true
	case "function":
		t.functions = append(t.functions, *r)
		return true
	}
	t.at = t.seen
	t.seen++
	for i := range r.Objects {
		t.note(&r.Objects[i])
	}
	if o := t.described(r.Promise); r.Do == "settle" && o != nil {
		settled := *o
		settled.State, settled.Value = r.How, r.Value
		if r.How == "unhandled" {
			settled.State = "rejected"
		}
		t.note(&settled)
	}
	return false
}

func (t *teller) note(d *description) {
	t.objects[d.ID] = append(t.objects[d.ID], version{t.at, d})
}

// described is what object id is like; nil: nobody knows.
func (t *teller) described(id int) *description {
	list := t.objects[id]
	if n := sort.Search(len(list), func(i int) bool { return list[i].at > t.at }); n > 0 {
		return list[n-1].d
	}
	return nil
}

// function names a function, which is built in when a record names none.
func (t *teller) function(f *int) string {
	if f == nil {
		return "a built-in function"
	}
	x := &t.functions[*f]
	if x.Name == "(anonymous)" {
		return fmt.Sprintf("(anonymous, line %d)", x.At[0])
	}
	return x.Name
}

func (t *teller) reason(r *record) string {
	name := t.function(r.F)
	switch r.Why {
	case "await":
		if r.F == nil {
			name = "an async function"
		}
		return "resume " + name
	case "reaction":
		if r.F == nil {
			return "reaction"
		}
	case "thenable":
		return "adopt a promise"
	case "host":
		return "of the host"
	}
	return strings.TrimSpace(r.Why + " " + name)
}

func milliseconds(us int64) string { return strconv.FormatFloat(float64(us)/1000, 'f', 1, 64) + " ms" }

// tell is a record in words, steps excepted.
func (t *teller) tell(r *record) string {
	name := t.function(r.F)
	switch r.Do {
	case "push":
		verb := map[string]string{"call": "call ", "construct": "new ", "resume": "resume "}[r.How]
		text := verb + name
		if r.Tier != "interp" {
			text += " in " + r.Tier
			if with := t.changes(r); with != "" {
				text += " with " + with
			}
		}
		return text
	case "pop":
		return map[string]string{"return": "return from ", "throw": "an exception leaves ", "suspend": "suspend "}[r.How] + name
	case "add job":
		return fmt.Sprintf("+ job %d: %s", r.ID, t.reason(r))
	case "add task":
		return fmt.Sprintf("+ callback %d: %s", r.ID, name)
	case "add timer":
		text := fmt.Sprintf("+ timer %d: %s at %s", r.ID, name, milliseconds(r.Due))
		if r.Every != nil {
			text += ", every " + milliseconds(*r.Every)
		}
		return text
	case "fire timer":
		return fmt.Sprintf("timer %d is due", r.ID)
	case "remove timer":
		return fmt.Sprintf("- timer %d", r.ID)
	case "begin job":
		return fmt.Sprintf("job %d: %s", r.ID, t.reason(r))
	case "begin task":
		return fmt.Sprintf("callback %d: %s", r.ID, name)
	case "react":
		if r.Why == "await" {
			return fmt.Sprintf("%s awaits promise %d", name, r.Promise)
		}
		return fmt.Sprintf("%s waits for promise %d", name, r.Promise)
	case "settle":
		text := fmt.Sprintf("promise %d is %s: %s", r.Promise, r.How, t.short(r.Value, 0))
		return strings.Replace(text, " is unhandled:", " is rejected and unhandled:", 1)
	case "print":
		return "prints " + r.Text
	case "wait":
		return "nothing to do for " + milliseconds(r.Took)
	case "collect":
		return fmt.Sprintf("a %s collection frees %d bytes", r.Why, r.Bytes)
	case "more":
		return "… " + moreText(r)
	case "end":
		if r.Error {
			return "the end: " + r.Text
		}
		return "the end"
	case "promote", "replace", "leave", "discard":
		return fmt.Sprintf("%s %s: %s", r.Do, name, r.Tier)
	}
	return r.Do
}

func moreText(r *record) string {
	text := fmt.Sprintf("%d calls and turns of loops", r.Calls)
	switch {
	case r.Turns > 0:
		text = fmt.Sprintf("%d turns of the loop at line %d", r.Turns, r.Line)
		if r.Calls > 0 {
			text += fmt.Sprintf(", with %d calls and turns in them,", r.Calls)
		}
	case r.Events > 0:
		text = fmt.Sprintf("%d events", r.Events)
	}
	text += " are not shown"
	if r.Why != "" {
		text += ": " + r.Why
	}
	return text
}

// members reads an object of JSON in its order.
func members(raw json.RawMessage, visit func(name string, value json.RawMessage)) {
	if raw == nil {
		return
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		return
	}
	for d.More() {
		name, err := d.Token()
		var value json.RawMessage
		if err != nil || d.Decode(&value) != nil {
			return
		}
		visit(fmt.Sprint(name), value)
	}
}

// changes tells the variables that a step found changed.
func (t *teller) changes(r *record) string {
	var parts []string
	for _, raw := range []json.RawMessage{r.Set, r.Outer, r.Globals} {
		members(raw, func(name string, v json.RawMessage) {
			text := t.short(v, 0)
			if text != "(not yet)" && !strings.HasPrefix(text, "ƒ ") {
				parts = append(parts, name+" = "+text)
			}
		})
	}
	return strings.Join(parts, ", ")
}

// How much of objects the text shows.
const (
	shortItems  = 6
	shortLevels = 2
)

// short is a value in few words.
func (t *teller) short(raw json.RawMessage, level int) string {
	if len(raw) == 0 || raw[0] != '[' {
		var s string
		if json.Unmarshal(raw, &s) == nil && len(raw) > 0 && raw[0] == '"' {
			return strconv.Quote(s)
		}
		return string(raw)
	}
	var parts []json.RawMessage
	if json.Unmarshal(raw, &parts) != nil || len(parts) == 0 {
		return string(raw)
	}
	var kind, text string
	_ = json.Unmarshal(parts[0], &kind)
	if len(parts) > 1 {
		_ = json.Unmarshal(parts[1], &text)
	}
	switch kind {
	case "object":
		id, _ := strconv.Atoi(string(parts[1]))
		return t.object(t.described(id), level)
	case "text":
		return strconv.Quote(text)
	case "uninitialized":
		return "(not yet)"
	case "bigint":
		return text + "n"
	case "number", "symbol":
		return text
	}
	return kind
}

func (t *teller) object(o *description, level int) string {
	if o == nil {
		return "{…}"
	}
	name := o.Name
	if name == "" {
		name = o.Class
	}
	switch o.Class {
	case "Function", "BoundFunction":
		return "ƒ " + o.Text
	case "Promise":
		return fmt.Sprintf("Promise %d <%s>", o.ID, o.State)
	case "Error", "Date", "RegExp":
		return o.Text
	case "Map", "Set":
		return fmt.Sprintf("%s(%d)", name, *o.Length)
	}
	var parts []string
	for _, v := range o.Items {
		if len(parts) < shortItems && level < shortLevels {
			parts = append(parts, t.short(v, level+1))
		}
	}
	if o.Class == "Array" {
		if *o.Length > len(parts) {
			parts = append(parts, "…")
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	for _, p := range o.Props {
		if len(parts) == shortItems || level >= shortLevels {
			parts = append(parts, "…")
			break
		}
		var key string
		_ = json.Unmarshal(p[0], &key)
		parts = append(parts, key+": "+t.short(p[1], level+1))
	}
	text := "{" + strings.Join(parts, ", ") + "}"
	if name != "Object" {
		text = name + " " + text
	}
	return text
}

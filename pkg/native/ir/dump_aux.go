package ir

import (
	"fmt"
	"strings"

	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

// auxText shows what an operation has beyond operands, in words; it names no addresses,
// so that it is the same in each run.
func auxText(in *Inst) string {
	switch a := in.Aux.(type) {
	case *Compare:
		return a.Cond.String()
	case *Branch:
		if in.Op == OpJump {
			return fmt.Sprintf("to block %d", a.Target)
		}
		return branchText(a)
	case *Switch:
		return fmt.Sprintf("from %d to blocks %v", a.First, a.Targets)
	case *Cases:
		return fmt.Sprintf("of %d ints", len(a.Ints))
	case *Member:
		return memberText(a, in.Op == OpGetGlobal || in.Op == OpSetGlobal)
	case *Call:
		return callText(a)
	case *Iterator:
		return fmt.Sprintf("in r%d, r%d", a.Writes[0], a.Writes[1])
	case *Slot:
		return marked(fmt.Sprintf("slot %d, %d up", a.Index, a.Hops), a.Check, "checked")
	case *Scope:
		return fmt.Sprintf("scope %d, %d slots, %d levels", a.ID, a.Slots, a.Levels)
	case *Rest:
		return marked(fmt.Sprintf("from %d", a.From), a.Shape != nil, "arguments object")
	case *Make:
		if a.Shape != nil {
			return fmt.Sprintf("shape %d", a.Shape.ID())
		}
		return fmt.Sprintf("function %d", a.Function)
	case *Service:
		text := marked(marked("in Go", a.Keeps, "keeps"), a.Tail, "tail")
		if a.Target >= 0 {
			text += fmt.Sprintf(", or to block %d", a.Target)
		}
		return text
	}
	return fmt.Sprintf("%+v", in.Aux)
}

// marked appends a word to text if it holds.
func marked(text string, holds bool, word string) string {
	if holds {
		return text + ", " + word
	}
	return text
}

func branchText(a *Branch) string {
	text := fmt.Sprintf("to block %d", a.Target)
	if a.Cond != 0 {
		text = a.Cond.String() + " " + text
	}
	if a.Value != 0 {
		text = valueText(a.Value) + " " + text
	}
	if !a.Sense {
		text += " if not"
	}
	return text
}

func memberText(a *Member, global bool) string {
	var entries []string
	for i := range a.Entries {
		entries = append(entries, entryText(&a.Entries[i], global))
	}
	text := "of no known shape"
	if entries != nil {
		text = "of " + strings.Join(entries, " or ")
	}
	return marked(marked(marked(text, a.Accessor, "calls"), a.Shared, "shared cache"), a.Home, "home object")
}

func entryText(e *object.ICEntry, global bool) string {
	text := fmt.Sprintf("shape %d", e.Shape)
	switch e.Kind {
	case object.ICOwn, object.ICProto:
		text += fmt.Sprintf(" word %d", e.Offset)
	case object.ICOwnOverflow, object.ICProtoOverflow:
		text += fmt.Sprintf(" slot %d", ^e.Offset)
	case object.ICAdd, object.ICAddOverflow:
		text += fmt.Sprintf(" that becomes shape %d", e.NewShape)
	case object.ICAbsent:
		text += " without"
	}
	if e.Kind >= object.ICProto && e.Holder != 0 && !global { // a global name is in a record or an object of its own
		text += " of its prototype"
	}
	return text
}

func callText(a *Call) string {
	text := fmt.Sprintf("frame r%d of %d arguments", a.Base, a.Argc)
	if a.Shortcut != object.NoShortcut {
		text += fmt.Sprintf(", shortcut %d", a.Shortcut)
	}
	return marked(marked(marked(text, a.Tail, "tail"), a.Applies, "apply"), a.Forwards() && !a.Applies, "call")
}

// valueText shows a Value; of a cell its kind only.
func valueText(v heap.Value) string {
	if text, _, cell := strings.Cut(v.String(), " 0x"); cell {
		return text + ">"
	}
	return v.String()
}

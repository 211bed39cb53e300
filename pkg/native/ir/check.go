package ir

import (
	"fmt"
	"reflect"
	"strings"
)

// Check looks at every operation of the unit by its row, and returns what does not fit.
func (u *Unit) Check() error {
	for i, b := range u.Blocks {
		for j := range b.Insts {
			if fault := u.fault(&b.Insts[j]); fault != "" {
				return fmt.Errorf("operation %d of block %d, %s: %s", j, i, u.Text(&b.Insts[j]), fault)
			}
		}
	}
	return nil
}

// fault tells what of the operation is not as its row says, "" for nothing.
func (u *Unit) fault(in *Inst) string {
	row := &table[in.Op]
	if fault := argsFault(strings.Fields(row.Args), in.Args); fault != "" {
		return fault
	}
	for _, o := range in.Args {
		if o != NoReg && (int(o) >= u.Registers+u.Above || o < 0 && int(^o) >= len(u.consts)) {
			return fmt.Sprintf("there is no operand %d", o)
		}
	}
	if want, is := reflect.TypeOf(row.Aux), reflect.TypeOf(in.Aux); want != is {
		return fmt.Sprintf("it has %v, not %v", is, want)
	}
	if has := row.Result != 0 || row.Types != nil; in.Dst >= 0 && !has {
		return "it has no result"
	}
	if t := in.Target(); int(t) >= len(u.Blocks) || int(in.Handler) >= len(u.Blocks) {
		return "it goes to a block that is not there"
	}
	return ""
}

// argsFault compares operands with their names in the table.
func argsFault(names []string, args []Operand) string {
	for i, name := range names {
		optional := strings.HasSuffix(name, "?")
		switch {
		case strings.HasSuffix(name, "…"):
			return ""
		case i < len(args) && (args[i] != NoReg || optional):
		case i >= len(args) && optional:
		default:
			return "it has no " + name
		}
	}
	if len(args) > len(names) {
		return "it has too many operands"
	}
	return ""
}

package web

import (
	"github.com/kilnjs/kiln/pkg/heap"
	"github.com/kilnjs/kiln/pkg/object"
)

var idExceptionPrototype = object.NewIntrinsic()

// exceptionGroup declares DOMException (https://webidl.spec.whatwg.org/#idl-DOMException). Its
// objects are errors with a stack; name and message are their own properties, not enumerable.
var exceptionGroup = &object.Group{
	Name:        "DOMException",
	Fn:          domException,
	Proto:       idExceptionPrototype,
	ProtoParent: object.ErrorPrototype,
	Global:      true,
	Static:      exceptionCodes(),
	Rows: append([]object.Row{
		{Name: "code", Get: exceptionCode},
		{Name: "@@toStringTag", Str: "DOMException", Flags: object.RowString},
	}, exceptionCodes()...),
}

// exceptionNames are the names of exceptions with a code, and those of the constants, in the
// order of the codes from 1 on. "" is for a code without name.
var exceptionNames = [...][2]string{
	{"IndexSizeError", "INDEX_SIZE_ERR"},
	{"", "DOMSTRING_SIZE_ERR"},
	{"HierarchyRequestError", "HIERARCHY_REQUEST_ERR"},
	{"WrongDocumentError", "WRONG_DOCUMENT_ERR"},
	{"InvalidCharacterError", "INVALID_CHARACTER_ERR"},
	{"", "NO_DATA_ALLOWED_ERR"},
	{"NoModificationAllowedError", "NO_MODIFICATION_ALLOWED_ERR"},
	{"NotFoundError", "NOT_FOUND_ERR"},
	{"NotSupportedError", "NOT_SUPPORTED_ERR"},
	{"InUseAttributeError", "INUSE_ATTRIBUTE_ERR"},
	{"InvalidStateError", "INVALID_STATE_ERR"},
	{"SyntaxError", "SYNTAX_ERR"},
	{"InvalidModificationError", "INVALID_MODIFICATION_ERR"},
	{"NamespaceError", "NAMESPACE_ERR"},
	{"InvalidAccessError", "INVALID_ACCESS_ERR"},
	{"", "VALIDATION_ERR"},
	{"TypeMismatchError", "TYPE_MISMATCH_ERR"},
	{"SecurityError", "SECURITY_ERR"},
	{"NetworkError", "NETWORK_ERR"},
	{"AbortError", "ABORT_ERR"},
	{"URLMismatchError", "URL_MISMATCH_ERR"},
	{"QuotaExceededError", "QUOTA_EXCEEDED_ERR"},
	{"TimeoutError", "TIMEOUT_ERR"},
	{"InvalidNodeTypeError", "INVALID_NODE_TYPE_ERR"},
	{"DataCloneError", "DATA_CLONE_ERR"},
}

func exceptionCodes() []object.Row {
	rows := make([]object.Row, len(exceptionNames))
	for i, names := range exceptionNames {
		rows[i] = object.Row{Name: names[1], Num: float64(i + 1), Flags: object.RowNumber}
	}
	return rows
}

// domException is DOMException.
func domException(c *object.Call) (heap.Value, error) {
	if c.NewTarget.IsUndefined() {
		return heap.Undefined, c.NeedsNew()
	}
	texts := [2]string{"", "Error"}
	for i := range texts {
		if v := c.Arg(i); !v.IsUndefined() {
			var err error
			if texts[i], err = c.RT.ToGoString(v); err != nil {
				return heap.Undefined, err
			}
		}
	}
	proto, err := c.RT.GetPrototypeFromConstructor(c.NewTarget, idExceptionPrototype)
	if err != nil {
		return heap.Undefined, err
	}
	return makeException(c.RT, proto.Value(), texts[0], texts[1]).Value(), nil
}

// newException makes a DOMException.
func newException(rt *object.Runtime, message, name string) *heap.Object {
	return makeException(rt, rt.Cur.Intrinsic(idExceptionPrototype).Value(), message, name)
}

func makeException(rt *object.Runtime, proto heap.Value, message, name string) *heap.Object {
	o := rt.MakeError(proto)
	h := rt.Heap
	h.AddProperty(o, h.Names.Message, h.NewString(message).Value(), heap.HiddenAttrs)
	h.AddProperty(o, h.Names.Name, h.NewString(name).Value(), heap.HiddenAttrs)
	return o
}

// exceptionCode is the getter of DOMException.prototype.code.
func exceptionCode(c *object.Call) (heap.Value, error) {
	if !c.This.IsObject() || c.This.Object().Class() != heap.ClassError {
		return heap.Undefined, c.Incompatible("get DOMException.prototype.code")
	}
	name, err := c.RT.Get(c.This.Object(), c.RT.Heap.Names.Name)
	if err != nil || !name.IsString() {
		return heap.Int(0), err
	}
	text := name.Str().Go(c.RT.Heap)
	for i, names := range exceptionNames {
		if text != "" && names[0] == text {
			return heap.Int(int32(i + 1)), nil
		}
	}
	return heap.Int(0), nil
}

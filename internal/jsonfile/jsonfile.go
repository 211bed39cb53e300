// Package jsonfile reads JSON that people pass from command to command, and names what is
// broken in it with file, line and column. It imports nothing of the project.
package jsonfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// Read reads a file of one JSON value.
func Read(name string, value any) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return Decode(name, text, value)
}

// Decode reads a text of one JSON value; name is what an error calls it.
func Decode(name string, text []byte, value any) error {
	err := decode(text, value)
	if err == nil {
		return nil
	}
	line, column, why := place(text, err)
	return fmt.Errorf("%s:%d:%d: %s", name, line, column, why)
}

func decode(text []byte, value any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	err := decoder.Decode(value)
	if err == nil && decoder.More() {
		err = &placed{decoder.InputOffset(), "the value has ended, and there is more"}
	}
	return err
}

// DecodeLine reads a text that is the n-th line of a file.
func DecodeLine(name string, n int, line []byte, value any) error {
	err := decode(line, value)
	if err == nil {
		return nil
	}
	_, column, why := place(line, err)
	return fmt.Errorf("%s:%d:%d: %s", name, n, column, why)
}

// placed is an error at an offset.
type placed struct {
	offset int64
	text   string
}

func (p *placed) Error() string { return p.text }

// place finds line and column of an error, in bytes from 1.
func place(text []byte, err error) (line, column int, why string) {
	offset := int64(len(text))
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var at *placed
	why = err.Error()
	switch {
	case errors.As(err, &syntax):
		offset = max(0, syntax.Offset-1)
	case errors.As(err, &kind):
		offset = max(0, kind.Offset-1)
		why = fmt.Sprintf("%s is a %s and should be %s", kind.Field, kind.Value, kind.Type)
		if kind.Field == "" {
			why = fmt.Sprintf("this is %s and should be an object", kind.Value)
		}
	case errors.As(err, &at):
		offset = at.offset
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		why = "the text ends in the middle: " + why
	default:
		offset = 0 // a type that reads itself does not tell where its text stands
	}
	before := text[:min(offset, int64(len(text)))]
	return bytes.Count(before, []byte("\n")) + 1, len(before) - bytes.LastIndexByte(before, '\n'), why
}

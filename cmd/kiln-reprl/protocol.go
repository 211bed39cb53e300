package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// File descriptors that the fuzzer sets up.
const (
	controlIn  = 100
	controlOut = 101
	dataIn     = 102
	dataOut    = 103
)

// maxScript is the size of the fuzzer's data channel.
const maxScript = 16 << 20

// channel is the connection to the fuzzer.
type channel struct {
	in   io.Reader // commands
	out  io.Writer // states of scripts that ran
	data io.Reader // texts of scripts
}

// serve greets the fuzzer and runs what it sends until it closes the pipe:
//
//	worker → "HELO"            fuzzer → "HELO"
//	fuzzer → "exec", length of the text as 8 bytes, the text on the data pipe
//	worker → 4 bytes: the exit status, shifted left by 8 as wait(2) reports it
//
// All numbers are little endian.
func (c *channel) serve(execute func(source string) (status uint8)) error {
	if _, err := io.WriteString(c.out, "HELO"); err != nil {
		return fmt.Errorf("there is no fuzzer at the control pipe: %w", err)
	}
	var word [4]byte
	if _, err := io.ReadFull(c.in, word[:]); err != nil || string(word[:]) != "HELO" {
		return fmt.Errorf("the fuzzer did not greet: %q", word)
	}
	for {
		if _, err := io.ReadFull(c.in, word[:]); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if string(word[:]) != "exec" {
			return fmt.Errorf("there is no command %q", word)
		}
		var length uint64
		if err := binary.Read(c.in, binary.LittleEndian, &length); err != nil {
			return err
		}
		if length > maxScript {
			return fmt.Errorf("a script of %d bytes is too long", length)
		}
		text := make([]byte, length)
		if _, err := io.ReadFull(c.data, text); err != nil {
			return fmt.Errorf("the script did not come: %w", err)
		}
		status := uint32(execute(string(text))) << 8
		if err := binary.Write(c.out, binary.LittleEndian, status); err != nil {
			return err
		}
	}
}

package loop

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
)

// Recording is what has been recorded, as it stands.
type Recording struct{ records *records }

// Recording returns what has been recorded so far. It may be called from any goroutine.
func (r *Recorder) Recording() *Recording { return &Recording{&r.log} }

// Len returns the number of records.
func (r *Recording) Len() int {
	r.records.mu.Lock()
	defer r.records.mu.Unlock()
	return r.records.n
}

// pieces returns the records as the members of a JSON list, a line for each, in pieces that
// end with a line.
func (r *Recording) pieces() [][]byte {
	r.records.mu.Lock()
	defer r.records.mu.Unlock()
	list := slices.Clone(r.records.done)
	if n := len(list); n > 0 {
		list[n-1] = bytes.TrimSuffix(list[n-1], []byte(",\n"))
	}
	return list
}

// WriteJSON writes the recording as a JSON object with the list of its records.
func (r *Recording) WriteJSON(w io.Writer) error {
	return r.writeBetween(w, "{\"version\":1,\"records\":[\n", "\n]}\n")
}

// writeBetween writes the records between two texts.
func (r *Recording) writeBetween(w io.Writer, before, after string) error {
	if _, err := io.WriteString(w, before); err != nil {
		return err
	}
	for _, piece := range r.pieces() {
		if _, err := w.Write(piece); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, after)
	return err
}

// each reads the records.
func (r *Recording) each(visit func(*record)) error {
	for _, piece := range r.pieces() {
		for line := range bytes.Lines(piece) {
			var e record
			if err := json.Unmarshal(bytes.TrimRight(line, ",\n"), &e); err != nil {
				return err
			}
			visit(&e)
		}
	}
	return nil
}

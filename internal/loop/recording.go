package loop

import (
	"bytes"
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

// list returns the records as the members of a JSON list, a line for each.
func (r *Recording) list() []byte {
	r.records.mu.Lock()
	defer r.records.mu.Unlock()
	return slices.Clone(bytes.TrimSuffix(r.records.done, []byte(",\n")))
}

// WriteJSON writes the recording as a JSON object with the list of its records.
func (r *Recording) WriteJSON(w io.Writer) error {
	_, err := w.Write(slices.Concat([]byte("{\"version\":1,\"records\":[\n"), r.list(), []byte("\n]}\n")))
	return err
}

//go:build !(linux && amd64)

package tap

import "errors"

// Thread is one whose words can be tapped.
type Thread struct{}

// Here is an error: there is no way to do it here.
func Here() (*Thread, error) { return nil, errors.ErrUnsupported }

// Tap does nothing.
func (t *Thread) Tap(word *int64) {}

// Settle does nothing.
func (t *Thread) Settle() {}

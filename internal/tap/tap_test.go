package tap

import (
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// TestTap has a thread count down without pause, where what others write is lost.
// What comes between its own reading and writing is lost all the same, now and then.
func TestTap(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	thread, err := Here()
	if err != nil {
		t.Skip(err)
	}
	const taps = 100
	word := Amount / 4
	var answered atomic.Int64
	var ended atomic.Bool
	go func() {
		defer ended.Store(true)
		for answered.Load() < taps {
			thread.Tap(&word)
			time.Sleep(50 * time.Microsecond)
		}
	}()
	counted, stolen := int64(0), int64(0)
	for !ended.Load() {
		if word--; word < Taken {
			word += Amount
			answered.Add(1)
		}
		counted++
	}
	thread.Settle()
	if word < Taken {
		stolen = Amount
	}
	assert.Equal(t, Amount/4-counted, word+stolen, "the count is exact")
	word = Taken - 1
	thread.Tap(&word)
	thread.Settle()
	assert.Equal(t, int64(Taken-1), word, "a tap that waits stays alone")
}

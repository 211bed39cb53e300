package take_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/kilnjs/kiln"
	"github.com/kilnjs/kiln/internal/snapshot"
	"github.com/kilnjs/kiln/internal/snapshot/take"
)

// BenchmarkMillion has a million objects with three properties, one of them a text of its own.
func BenchmarkMillion(b *testing.B) {
	rt, err := kiln.New(kiln.Options{})
	if err == nil {
		_, err = rt.RunString("test.js", `const all = []; for (let i = 0; i < 1e6; i++) all.push({ id: i, name: "name" + i, next: all[i - 1] })`)
	}
	if err != nil {
		b.Fatal(err)
	}
	taker := take.New(rt.Object(), false)
	var s *snapshot.Snapshot
	b.Run("walk", func(b *testing.B) {
		for b.Loop() {
			rt.Object().Heap.Walk()
		}
	})
	b.Run("take", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s = taker.Take()
		}
	})
	b.Run("dominators", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.Dominators()
		}
	})
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			if err := s.Write(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read", func(b *testing.B) {
		var file bytes.Buffer
		if err := s.Write(&file); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(file.Len()))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := snapshot.Read(bytes.NewReader(file.Bytes())); err != nil {
				b.Fatal(err)
			}
		}
	})
}

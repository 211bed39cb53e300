package kiln

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// jsonDocuments are texts of about a megabyte, of the kinds that programs exchange.
func jsonDocuments() []struct{ name, text string } {
	r := rand.New(rand.NewPCG(3, 4))
	fill := func(row func(i int) string) string {
		var b strings.Builder
		b.WriteByte('[')
		for i := 0; b.Len() < 1<<20; i++ {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(row(i))
		}
		b.WriteByte(']')
		return b.String()
	}
	words := strings.Fields("the quick brown fox jumps over lazy dogs while seven wizards brew potions under quiet moons")
	other := strings.Fields("größe naïve 東京 привет héllo 世界 😀 señor 日本語の文章 مرحبا")
	sentence := func(n int, from ...[]string) string {
		parts := make([]string, n)
		for i := range parts {
			list := from[r.IntN(len(from))]
			parts[i] = list[r.IntN(len(list))]
		}
		return strings.Join(parts, " ")
	}
	return []struct{ name, text string }{
		{"posts", fill(func(i int) string {
			return fmt.Sprintf(`{"created_at":"Mon Nov 29 %02d:%02d:00 +0000 2026","id":%d,"id_str":"%d","text":%q,"truncated":false,"entities":{"hashtags":[{"text":%q,"indices":[%d,%d]}],"symbols":[],"user_mentions":[]},"source":"<a href=\"https://example.org/app\">app</a>","user":{"id":%d,"name":%q,"followers_count":%d,"verified":%t,"location":null,"lang":"en"},"geo":null,"retweet_count":%d,"favorited":false,"score":%.3f}`,
				i%24, i%60, 700000000000000000+int64(i), 700000000000000000+int64(i), sentence(14, words, words, words, other), words[i%len(words)], i%90, i%90+8, r.IntN(1<<30), sentence(2, words, other), r.IntN(100000), i%7 == 0, r.IntN(500), r.Float64()*100)
		})},
		{"numbers", fill(func(i int) string {
			return fmt.Sprintf(`[%d,%.6f,%.15g,%d,%.2e]`, i, r.Float64()*360-180, r.Float64(), r.IntN(1<<31)-1<<30, r.Float64()*1e12)
		})},
		{"ascii", fill(func(i int) string {
			return fmt.Sprintf(`{"name":%q,"title":%q}`, sentence(3, words), sentence(40, words))
		})},
		{"escapes", fill(func(i int) string {
			return fmt.Sprintf(`{"path":"C:\\users\\%s","text":"%s\n\t%s \"%s\" \u00e9\u4e16"}`, words[i%len(words)], sentence(8, words), sentence(6, words), sentence(3, words))
		})},
		{"others", fill(func(i int) string {
			return fmt.Sprintf(`{"name":%q,"text":%q}`, sentence(2, other), sentence(20, other))
		})},
	}
}

// BenchmarkJSON reads and writes documents with encoding/json, through the interface and in a
// script in turn, and reports medians beside what encoding/json takes.
func BenchmarkJSON(b *testing.B) {
	for _, d := range jsonDocuments() {
		rt, err := New(Options{})
		require.NoError(b, err)
		text := []byte(`{"rows":` + d.text + `}`)
		var tree map[string]any
		var v Value
		_, err = rt.RunString("json.js", "var text, value; function parse() { value = JSON.parse(text) } function write() { JSON.stringify(value) }")
		require.NoError(b, err)
		require.NoError(b, rt.do(func() error {
			h := rt.obj.Heap
			return rt.obj.Set(rt.realm.Global, h.InternGo("text"), h.NewString(string(text)).Value(), false)
		}))
		script := func(name string) func() error {
			f, err := rt.Get(name)
			require.NoError(b, err)
			return func() error { _, err := rt.Call(f, nil); return err }
		}
		ways := []struct {
			name string
			run  func() error
		}{
			{"go", func() error { tree = nil; return json.Unmarshal(text, &tree) }},
			{"kiln", func() (err error) { v, err = rt.ParseJSON(text); return err }},
			{"script", script("parse")},
			{"go", func() error { _, err := json.Marshal(tree); return err }},
			{"kiln", func() error { _, err := v.JSON(); return err }},
			{"script", script("write")},
		}
		b.Run(d.name, func(b *testing.B) {
			times := make([][]float64, len(ways))
			for b.Loop() {
				for i, w := range ways {
					begun := time.Now()
					require.NoError(b, w.run())
					times[i] = append(times[i], time.Since(begun).Seconds()*1e3)
				}
			}
			medians := make([]float64, len(ways))
			for i, t := range times {
				slices.Sort(t)
				medians[i] = t[len(t)/2]
			}
			for i, op := range []string{"parse", "write"} {
				m := medians[3*i : 3*i+3]
				b.ReportMetric(m[0], op+"-go-ms")
				b.ReportMetric(m[1]/m[0], op+"-kiln/go")
				b.ReportMetric(m[2]/m[0], op+"-script/go")
			}
		})
	}
}

package kiln

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// methodBase is embedded, so that its methods are those of methods too.
type methodBase struct{ log string }

func (b *methodBase) Embedded(s string) int { b.log += s; return len(b.log) }

// methods has methods of the types that are called without reflection, and of others.
type methods struct {
	methodBase
	n int
}

var errMethod = errors.New("no")

func (m *methods) Nothing()                         { m.n++ }
func (m *methods) Fail() error                      { return errMethod }
func (m *methods) Int() int                         { return m.n }
func (m *methods) Text() (string, error)            { return "text", nil }
func (m methods) Copy() int                         { return m.n }
func (m *methods) Add(n int) int                    { m.n += n; return m.n }
func (m *methods) Try(n int) (int, error)           { return n, errMethod }
func (m *methods) Half(x float64) float64           { return x / 2 }
func (m *methods) Up(s string) (string, error)      { return s + "!", nil }
func (m *methods) Is(s string) bool                 { return s == "yes" }
func (m *methods) Set(n int)                        { m.n = n }
func (m *methods) Name(s string) error              { m.log = s; return nil }
func (m *methods) Sum(a, b int) int                 { return a + b + m.n }
func (m *methods) Join(a, b string) (string, error) { return a + b, nil }
func (m *methods) Rest(list ...int) int             { return len(list) }
func (m *methods) Many(a int8, b []int) (string, bool) {
	return string(rune('a' + int(a) + len(b))), true
}
func (m *methods) Panic(int) int { panic("host") }

func TestMethodsOfGoValues(t *testing.T) {
	everyTier(t, func(t *testing.T, rt *Runtime) {
		m := &methods{}
		require.NoError(t, rt.Set("m", m))
		for range 10 {
			for source, want := range map[string]string{
				"m.Set(4); m.Nothing(); m.Int() + m.Copy()":                                        "10",
				"try { m.Fail() } catch (e) { e.message }":                                         "no",
				"try { m.Try(3) } catch (e) { e.message }":                                         "no",
				"m.Text() + m.Up('a') + m.Is('yes') + m.Join('b', 'c')":                            "texta!truebc",
				"m.Set(1); [m.Add(2), m.Half(3), m.Sum(1, 2), m.Rest(1, 2)].join()":                "3,1.5,6,2",
				"m.Many(1, [2]).join()":                                                            "c,true",
				"m.Name('x'); m.Embedded('yz')":                                                    "3",
				"try { m.Add('no int') } catch (e) { e.name }":                                     "TypeError",
				"try { m.Add(1.5) } catch (e) { e.name }":                                          "TypeError",
				"try { m.Add.call({}, 1) } catch (e) { e.name }":                                   "TypeError",
				"try { const { Int } = m; Int() } catch (e) { e.name }":                            "TypeError",
				"[m.Add.name, m.Add.length, m.Sum.length, m.Nothing.length, m.Rest.length].join()": "Add,1,2,0,0",
			} {
				assert.Equal(t, want, evaluate(t, rt, source).String(), source)
			}
		}
		_, err := rt.RunString("test.js", "try { m.Panic(1) } catch {} finally { m.Set(99) }")
		require.ErrorContains(t, err, "host")
		assert.NotEqual(t, 99, m.n, "no script catches a panic")
		assert.Equal(t, "2", evaluate(t, rt, "1 + 1").String())
	})
}

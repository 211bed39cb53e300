package weburl

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestParse(t *testing.T) {
	for _, c := range [][3]string{
		{"https://Example.com", "", "https://example.com/"},
		{"https://example.com:443/a", "", "https://example.com/a"},
		{"https://example.com:0444/a", "", "https://example.com:444/a"},
		{"HTTP:\\\\example.com\\a\\..\\b", "", "http://example.com/b"},
		{"https:///example.com/a", "", "https://example.com/a"},
		{"https://u:p@example.com/", "", "https://u:p@example.com/"},
		{"https://example.com:99999/", "", ""},
		{"https://", "", ""},
		{"https://exa mple.com", "", ""},
		{"https://%41.com", "", ""},
		{"http://[www.example.com]/", "", ""},
		{"http://[::1]:8080/", "", "http://[::1]:8080/"},
		{"file:///a/./b/../c", "", "file:///a/c"},
		{"file://localhost/a", "", "file:///a"},
		{"file:/a", "", "file:///a"},
		{"data:text/javascript,x y", "", "data:text/javascript,x y"},
		{"node:fs", "", "node:fs"},
		{"fs", "", ""},
		{"./x", "data:text/plain,x", ""},
		{"#x", "data:text/plain,x", "data:text/plain,x#x"},
		{"./x.js?v=1#h", "https://e.com/a/b.js?old#old", "https://e.com/a/x.js?v=1#h"},
		{"../../../x", "https://e.com/a/b.js", "https://e.com/x"},
		{"..", "https://e.com/a/b/c", "https://e.com/a/"},
		{"%2e%2E/x", "https://e.com/a/b/c", "https://e.com/a/x"},
		{"/x", "https://e.com/a/b", "https://e.com/x"},
		{"//other.com/x", "https://e.com/a/b", "https://other.com/x"},
		{"?q", "https://e.com/a/b?x", "https://e.com/a/b?q"},
		{"", "https://e.com/a/b?x#y", "https://e.com/a/b?x"},
		{"https:x", "https://e.com/a/b", "https://e.com/a/x"},
		{" a b\tc ", "https://e.com/", "https://e.com/a%20bc"},
		{"ä", "https://e.com/", "https://e.com/%C3%A4"},
		{"app://host/a/../b", "", "app://host/b"},
		{"app://host", "", "app://host"},
		{"./c", "app://host/a/b", "app://host/a/c"},
		{"app:/a/b", "", "app:/a/b"},
		{"app:/..//x", "", "app:/.//x"},
	} {
		var base *URL
		if c[1] != "" {
			base, _ = Parse(c[1], nil)
		}
		got := ""
		if u, ok := Parse(c[0], base); ok {
			got = u.String()
		}
		assert.Equal(t, c[2], got, "%q from %q", c[0], c[1])
	}
}

func TestEscape(t *testing.T) {
	for _, path := range []string{"/a b/c#d?e%20/ä/{}^`\"<>", `/a\b`, ""} {
		u, ok := Parse("file://"+Escape(path), nil)
		assert.True(t, ok)
		back, ok := Unescape(u.Path)
		assert.True(t, ok)
		assert.Equal(t, max(path, "/"), back)
	}
	for _, bad := range []string{"%", "%2", "%zz", "a%2Fb", "%00"} {
		_, ok := Unescape(bad)
		assert.False(t, ok, bad)
	}
}

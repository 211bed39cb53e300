package weburl

import (
	"strconv"
	"strings"
)

// URL is a parsed URL. Two that are equal have the same String.
type URL struct {
	// Scheme is in lower case, without the colon.
	Scheme string
	// Opaque says that the path is no list of segments: mailto:somebody.
	Opaque bool
	// Path begins with a slash unless it is opaque or empty; it is percent-encoded.
	Path string

	authority    string // user, host and port
	hasAuthority bool
	query        string // with its ?, if there is one
	fragment     string // with its #
}

// ports are the special schemes with their default ports.
var ports = map[string]string{"http": "80", "https": "443", "ws": "80", "wss": "443", "ftp": "21", "file": ""}

// Special reports whether the scheme is one of those that the URL Standard treats alike.
func (u *URL) Special() bool {
	_, special := ports[u.Scheme]
	return special
}

// String is the URL serialized.
func (u *URL) String() string {
	text := u.Scheme + ":"
	switch {
	case u.hasAuthority:
		text += "//" + u.authority
	case strings.HasPrefix(u.Path, "//"):
		text += "/."
	}
	return text + u.Path + u.query + u.fragment
}

// Parse reads a URL, relative to base if that is not nil. ok is false when it is none.
func Parse(text string, base *URL) (u *URL, ok bool) {
	text = strings.TrimFunc(text, func(r rune) bool { return r <= ' ' })
	text = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(text)
	text, fragment, _ := cut(text, "#")
	scheme, rest, absolute := cutScheme(text)
	if !absolute {
		if base == nil || base.Opaque && text != "" {
			return nil, false
		}
		u, ok = relative(text, base)
	} else if u = (&URL{Scheme: scheme}); base != nil && u.Special() && scheme == base.Scheme && !startsWithSlash(rest, 2) {
		u, ok = relative(rest, base)
	} else {
		ok = u.parseRest(rest)
	}
	if ok {
		u.fragment = encode(fragment, ` "<>`+"`")
	}
	return u, ok
}

// cutScheme takes the scheme off a text that begins with one.
func cutScheme(text string) (scheme, rest string, ok bool) {
	for i := range len(text) {
		switch c := text[i]; {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(text[:i]), text[i+1:], true
		default:
			return "", text, false
		}
	}
	return "", text, false
}

// cut splits text before the first byte of marks.
func cut(text, marks string) (before, after string, found bool) {
	if i := strings.IndexAny(text, marks); i >= 0 {
		return text[:i], text[i:], true
	}
	return text, "", false
}

func startsWithSlash(text string, n int) bool {
	return len(text) >= n && strings.Trim(text[:n], `/\`) == ""
}

// slashes is the bytes that separate segments.
func (u *URL) slashes() string {
	if u.Special() {
		return `/\`
	}
	return "/"
}

// parseRest reads what follows the scheme of an absolute URL.
func (u *URL) parseRest(rest string) bool {
	special := u.Special()
	rest = u.cutQuery(rest)
	switch {
	case special && u.Scheme != "file":
		return u.parseAuthority(strings.TrimLeft(rest, `/\`))
	case strings.HasPrefix(rest, "//"), special && startsWithSlash(rest, 2):
		return u.parseAuthority(rest[2:])
	case special:
		u.hasAuthority = true
		u.setPath(rest)
	case strings.HasPrefix(rest, "/"):
		u.setPath(rest)
	default:
		u.Opaque = true
		u.Path = encode(rest, "")
	}
	return true
}

func (u *URL) cutQuery(text string) (rest string) {
	rest, query, _ := cut(text, "?")
	set := ` "<>`
	if u.Special() {
		set += "'"
	}
	u.query = encode(query, set)
	return rest
}

// parseAuthority reads user, host, port and path.
func (u *URL) parseAuthority(text string) bool {
	authority, path, _ := cut(text, u.slashes())
	u.hasAuthority = true
	user, host := "", authority
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		user, host = encode(authority[:i], ` "#<>?`+"`{}"+`/;=@[\]^|`)+"@", authority[i+1:]
	}
	port := ""
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host, port = host[:i], host[i+1:]
		if n, err := strconv.ParseUint(port, 10, 16); port != "" && err != nil {
			return false
		} else if port != "" {
			port = strconv.FormatUint(n, 10)
		}
		if u.Special() && (u.Scheme == "file" || port == ports[u.Scheme]) {
			port = ""
		}
	}
	bare := host
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		if bare = host[1 : len(host)-1]; strings.Trim(bare, "0123456789abcdefABCDEF:.") != "" || !strings.Contains(bare, ":") {
			return false
		}
	}
	if strings.ContainsAny(bare, "\x00\t\n\r #/<>?@[\\]^|") || u.Special() && strings.ContainsAny(bare, "%\x7F") {
		return false
	}
	if u.Special() {
		if host = strings.ToLower(host); u.Scheme == "file" && host == "localhost" {
			host = ""
		}
		if host == "" && u.Scheme != "file" {
			return false
		}
	}
	if port != "" {
		port = ":" + port
	}
	u.authority = user + host + port
	u.setPath(path)
	return true
}

// relative resolves a text without scheme and fragment.
func relative(text string, base *URL) (*URL, bool) {
	u := &URL{Scheme: base.Scheme, Opaque: base.Opaque, authority: base.authority, hasAuthority: base.hasAuthority, Path: base.Path, query: base.query}
	slashes := u.slashes()
	switch {
	case text == "":
		return u, true
	case len(text) >= 2 && strings.Trim(text[:2], slashes) == "":
		return u, u.parseAuthority(u.cutQuery(text[2:]))
	}
	path := u.cutQuery(text)
	switch {
	case path == "":
		return u, true
	case strings.IndexByte(slashes, path[0]) >= 0:
		u.setPath(path)
	default:
		u.setPath(base.Path[:strings.LastIndexByte(base.Path, '/')+1] + path)
	}
	return u, true
}

// setPath stores a path without dot segments.
func (u *URL) setPath(path string) {
	if path == "" && !u.Special() {
		u.Path = ""
		return
	}
	if u.Special() {
		path = strings.ReplaceAll(path, `\`, "/")
	}
	var segments []string
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, part := range parts {
		last := i == len(parts)-1
		switch dots := strings.ReplaceAll(strings.ToLower(part), "%2e", "."); dots {
		case ".":
			if last {
				segments = append(segments, "")
			}
		case "..":
			segments = segments[:max(len(segments)-1, 0)]
			if last {
				segments = append(segments, "")
			}
		default:
			segments = append(segments, encode(part, ` "#<>?`+"`{}^"))
		}
	}
	u.Path = "/" + strings.Join(segments, "/")
}

// encode percent-encodes controls, the bytes of set and what is not ASCII.
func encode(text, set string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' || strings.IndexByte(set, c) >= 0 {
			b.WriteString(string([]byte{'%', hex[c>>4], hex[c&15]}))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// Escape percent-encodes a path, so that Parse keeps all of it.
func Escape(path string) string { return encode(path, ` "#%<>?\`+"`{}^") }

// Unescape is the path that Escape has encoded. ok is false when an encoded byte is a slash
// or none.
func Unescape(text string) (path string, ok bool) {
	if !strings.Contains(text, "%") {
		return text, true
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == '%' {
			if i+2 >= len(text) {
				return "", false
			}
			n, err := strconv.ParseUint(text[i+1:i+3], 16, 8)
			if c = byte(n); err != nil || c == '/' || c == 0 {
				return "", false
			}
			i += 2
		}
		b.WriteByte(c)
	}
	return b.String(), true
}

// HasScheme reports whether text begins as an absolute URL does.
func HasScheme(text string) bool {
	_, _, ok := cutScheme(text)
	return ok
}

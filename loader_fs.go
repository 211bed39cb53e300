package kiln

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/kilnjs/kiln/internal/weburl"
)

// FSLoader loads modules from an fs.FS and from nowhere else: an embed.FS, a zip file, a map
// in a test, a directory. Of a directory, os.Root.FS() also refuses symbolic links that lead
// out of it; os.DirFS follows them.
//
// Specifiers are paths, relative to the directory of the referrer when they begin with ./ or
// ../, else to the root; or URLs below Base. A path that leads out of the root is an error. The
// name of a module is its path in FS.
type FSLoader struct {
	// FS has the modules.
	FS fs.FS
	// Base is the URL of the root; "" means "file:///".
	Base string
}

// root is the URL of the root.
func (l FSLoader) root() string {
	if l.Base == "" {
		return "file:///"
	}
	return strings.TrimSuffix(l.Base, "/") + "/"
}

// Resolve implements Loader.
func (l FSLoader) Resolve(specifier, referrer string) (string, error) {
	name := specifier
	switch {
	case name == "":
		return "", errors.New("the specifier is empty")
	case weburl.HasScheme(name):
		// A name may look so, c:x; a URL with slashes does not.
		rest, below, err := l.below(name)
		if err != nil {
			return "", err
		}
		if !below {
			return "", fmt.Errorf("%s is not below %s", name, l.root())
		}
		name = rest
	case strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../"):
		name = path.Join(path.Dir(l.referrer(referrer)), name)
	default:
		name = path.Clean(strings.TrimLeft(name, "/"))
	}
	if !fs.ValidPath(name) {
		return "", fmt.Errorf("%s leads out of the files of this loader", specifier)
	}
	return name, nil
}

// below is the path of a URL below that of the root.
func (l FSLoader) below(url string) (name string, ok bool, err error) {
	u, valid := weburl.Parse(url, nil)
	base, _ := weburl.Parse(l.root(), nil)
	if !valid {
		return "", false, fmt.Errorf("%s is no URL", url)
	}
	if base == nil {
		return "", false, fmt.Errorf("the URL of the loader is none: %s", l.root())
	}
	rest, ok := strings.CutPrefix(u.String(), base.String())
	if !ok {
		return "", false, nil
	}
	if i := strings.IndexAny(rest, "?#"); i >= 0 {
		rest = rest[:i]
	}
	if name, ok = weburl.Unescape(rest); !ok {
		return "", false, fmt.Errorf("%s names no file", url)
	}
	return name, true, nil
}

// referrer is the path of who asks, which may be no file of this loader.
func (l FSLoader) referrer(name string) string {
	if weburl.HasScheme(name) {
		if below, ok, err := l.below(name); ok && err == nil {
			return below
		}
		return "."
	}
	return strings.TrimLeft(path.Clean(name), "/")
}

// Read implements Loader.
func (l FSLoader) Read(name string) ([]byte, error) { return l.ReadUpTo(name, unlimited) }

// ReadUpTo implements BoundedLoader. Nothing but a regular file is read.
func (l FSLoader) ReadUpTo(name string, max int64) ([]byte, error) {
	return l.readPolled(name, max, unpolled)
}

func (l FSLoader) readPolled(name string, max int64, poll func() error) ([]byte, error) {
	info, err := l.Stat(name)
	if err := checkFile(name, max, info, err); err != nil {
		return nil, err
	}
	file, err := l.FS.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return readAll(name, file, info.Size(), max, poll)
}

// URL implements URLLoader.
func (l FSLoader) URL(name string) string {
	if u, ok := weburl.Parse(name, nil); ok && !u.Opaque {
		return u.String()
	}
	return l.root() + weburl.Escape(strings.TrimLeft(path.Clean(name), "/"))
}

// Stat implements StatLoader.
func (l FSLoader) Stat(name string) (fs.FileInfo, error) { return fs.Stat(l.FS, name) }

// maxLinks is how many symbolic links may lead from one to the next.
const maxLinks = 40

// RealName implements StatLoader, for an FS that is a fs.ReadLinkFS. A link with an absolute
// target, which only the system can follow, keeps its name.
func (l FSLoader) RealName(name string) (string, error) {
	links, ok := l.FS.(fs.ReadLinkFS)
	if !ok {
		return name, nil
	}
	for range maxLinks {
		link, err := firstLink(links, name)
		if err != nil || link == "" {
			return name, err
		}
		target, err := links.ReadLink(link)
		if err != nil {
			return "", err
		}
		next := path.Join(path.Dir(link), target, strings.TrimPrefix(name, link))
		if path.IsAbs(target) {
			return name, nil
		}
		if !fs.ValidPath(next) {
			return "", fmt.Errorf("%s leads out of the files of this loader", name)
		}
		name = next
	}
	return "", fmt.Errorf("%s has too many symbolic links", name)
}

// firstLink is the shortest part of name that is a symbolic link, "" if none is.
func firstLink(links fs.ReadLinkFS, name string) (string, error) {
	for end := 0; end < len(name); end++ {
		if next := strings.IndexByte(name[end:], '/'); next >= 0 {
			end += next
		} else {
			end = len(name)
		}
		info, err := links.Lstat(name[:end])
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink != 0 {
			return name[:end], nil
		}
	}
	return "", nil
}

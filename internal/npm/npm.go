package npm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"
)

const (
	// maxArchive bounds an archive and what it unpacks to, in bytes.
	maxArchive   = 64 << 20
	fetchTimeout = 30 * time.Second
)

// Package is one version of a package.
type Package struct {
	Name      string `json:"name"`
	Version   string `json:"version"`
	Integrity string `json:"integrity"` // as in a lock file: sha512-BASE64
}

// ErrUnreachable is returned when the registry does not hand out an archive.
var ErrUnreachable = errors.New("the npm registry cannot be reached")

// Unpack writes the files of the package below dir. The archive comes from the cache or
// from the registry; the error is ErrUnreachable where it is in neither.
func (p Package) Unpack(dir string) error {
	archive, err := p.archive()
	if err != nil {
		return err
	}
	return unpack(archive, dir)
}

// registry is the address of the npm registry: KILN_NPM_REGISTRY, else what npm
// itself is configured for. It is empty where there is neither.
func registry() string {
	url := os.Getenv("KILN_NPM_REGISTRY")
	if url == "" {
		url = os.Getenv("npm_config_registry")
	}
	if url == "" {
		if out, err := exec.Command("npm", "config", "get", "registry").Output(); err == nil {
			url = strings.TrimSpace(string(out))
		}
	}
	return strings.TrimRight(url, "/")
}

// archive returns the checked archive of the package, from the cache if it is there.
func (p Package) archive() ([]byte, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	cache = filepath.Join(cache, "kiln", "npm")
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return nil, err
	}
	file := filepath.Join(cache, strings.ReplaceAll(p.Name, "/", "-")+"-"+p.Version+".tgz")
	if data, err := os.ReadFile(file); err == nil && p.check(data) == nil {
		return data, nil
	}
	from := registry()
	if from == "" {
		return nil, fmt.Errorf("%w: neither KILN_NPM_REGISTRY nor npm names one", ErrUnreachable)
	}
	data, err := fetch(fmt.Sprintf("%s/%s/-/%s-%s.tgz", from, p.Name, path.Base(p.Name), p.Version))
	if err != nil {
		return nil, err
	}
	if err := p.check(data); err != nil {
		return nil, err
	}
	return data, os.WriteFile(file, data, 0o644)
}

// check compares the archive with the integrity that is demanded.
func (p Package) check(data []byte) error {
	sum := sha512.Sum512(data)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); got != p.Integrity {
		return fmt.Errorf("integrity of %s %s is %s and should be %s", p.Name, p.Version, got, p.Integrity)
	}
	return nil
}

func fetch(url string) ([]byte, error) {
	client := http.Client{Timeout: fetchTimeout}
	response, err := client.Get(url)
	if err != nil {
		return nil, ErrUnreachable
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: status %d", ErrUnreachable, response.StatusCode)
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, maxArchive))
	if err != nil {
		return nil, ErrUnreachable
	}
	return data, nil
}

// unpack writes the files of an npm archive below dir, without the folder that
// holds them all.
func unpack(archive []byte, dir string) error {
	zip, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return err
	}
	files := tar.NewReader(io.LimitReader(zip, maxArchive))
	for {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		_, name, found := strings.Cut(header.Name, "/")
		if !found || header.Typeflag != tar.TypeReg || !filepath.IsLocal(name) {
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		text, err := io.ReadAll(files)
		if err != nil {
			return err
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			return err
		}
	}
}

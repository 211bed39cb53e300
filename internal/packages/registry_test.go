package packages

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	// maxArchive bounds an archive and what it unpacks to, in bytes.
	maxArchive   = 64 << 20
	fetchTimeout = 30 * time.Second
)

// npmPackage is an entry of testdata/packages.json.
type npmPackage struct {
	Name      string `json:"name"`
	Version   string `json:"version"`
	Integrity string `json:"integrity"` // as in a lock file: sha512-BASE64
}

// errUnreachable is returned when the registry does not hand out an archive.
var errUnreachable = errors.New("the npm registry cannot be reached")

// install unpacks all packages below dir/node_modules, as the bundler expects
// them. It skips the test where the archives are neither cached nor to be had.
func install(t *testing.T, dir string) {
	t.Helper()
	text, err := os.ReadFile("testdata/packages.json")
	require.NoError(t, err)
	var list []npmPackage
	require.NoError(t, json.Unmarshal(text, &list))
	for _, p := range list {
		archive, err := p.archive(cacheFolder(t))
		if errors.Is(err, errUnreachable) {
			t.Skipf("%s %s: %v", p.Name, p.Version, err)
		}
		require.NoError(t, err, p.Name)
		require.NoError(t, unpack(archive, filepath.Join(dir, "node_modules", filepath.FromSlash(p.Name))), p.Name)
	}
}

// cacheFolder is where archives are kept between runs.
func cacheFolder(t *testing.T) string {
	if dir, err := os.UserCacheDir(); err == nil {
		dir = filepath.Join(dir, "kiln", "npm")
		if os.MkdirAll(dir, 0o755) == nil {
			return dir
		}
	}
	return t.TempDir()
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
func (p npmPackage) archive(cache string) ([]byte, error) {
	file := filepath.Join(cache, strings.ReplaceAll(p.Name, "/", "-")+"-"+p.Version+".tgz")
	if data, err := os.ReadFile(file); err == nil && p.check(data) == nil {
		return data, nil
	}
	from := registry()
	if from == "" {
		return nil, fmt.Errorf("%w: neither KILN_NPM_REGISTRY nor npm names one", errUnreachable)
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
func (p npmPackage) check(data []byte) error {
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
		return nil, errUnreachable
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: status %d", errUnreachable, response.StatusCode)
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, maxArchive))
	if err != nil {
		return nil, errUnreachable
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

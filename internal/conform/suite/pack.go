package suite

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"sort"
	"strings"
)

// A pack is an archive's content in one flat file, so that a worker process
// starts in milliseconds and not with a decompression:
//
//	content of all files, one after the other
//	index: per file  uvarint length of name, name, uvarint size   (in content order)
//	offset of the index, 8 bytes little endian
//	packMagic
const (
	packMagic  = "KilnPk01"
	packSuffix = ".kilnpack"
)

// packLimit bounds what an archive may unpack to (bytes), against an archive
// that is not the suite.
const packLimit = 1 << 30

type span struct {
	offset int64
	size   int64
}

type pack struct {
	file      *os.File
	index     map[string]span
	base      string
	temporary bool
}

// packArchive unpacks a .tar.gz into a temporary pack.
func packArchive(location string, styles []Style) (Files, Style, error) {
	archive, err := os.Open(location)
	if err != nil {
		return nil, nil, fmt.Errorf("suite: %w", err)
	}
	defer archive.Close()
	file, err := os.CreateTemp("", "test262-*"+packSuffix)
	if err != nil {
		return nil, nil, fmt.Errorf("suite: %w", err)
	}
	p := &pack{file: file, index: map[string]span{}, temporary: true}
	style, err := p.fill(archive, styles)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("suite %s: %w", location, err), p.Close())
	}
	p.base = style.Base()
	return p, style, nil
}

func (p *pack) fill(archive io.Reader, styles []Style) (Style, error) {
	unzipped, err := gzip.NewReader(bufio.NewReaderSize(archive, 1<<20))
	if err != nil {
		return nil, err
	}
	var (
		out    = bufio.NewWriterSize(p.file, 1<<20)
		names  []string
		sizes  []int64
		offset int64
		reader = tar.NewReader(unzipped)
	)
	for {
		header, err := reader.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		if offset+header.Size > packLimit {
			return nil, fmt.Errorf("the archive unpacks to more than %d bytes", packLimit)
		}
		n, err := io.Copy(out, reader)
		if err != nil {
			return nil, err
		}
		names = append(names, path.Clean(header.Name))
		sizes = append(sizes, n)
		offset += n
	}
	prefix, style, err := archivePrefix(names, styles)
	if err != nil {
		return nil, err
	}
	var index []byte
	var at int64
	for i, name := range names {
		name = strings.TrimPrefix(name, prefix)
		p.index[name] = span{at, sizes[i]}
		at += sizes[i]
		index = binary.AppendUvarint(index, uint64(len(name)))
		index = append(index, name...)
		index = binary.AppendUvarint(index, uint64(sizes[i]))
	}
	index = binary.LittleEndian.AppendUint64(index, uint64(offset))
	index = append(index, packMagic...)
	if _, err := out.Write(index); err != nil {
		return nil, err
	}
	return style, out.Flush()
}

// archivePrefix finds the folder inside the archive that holds the suite:
// archives made by a web site have one, those made by hand often do not.
func archivePrefix(names []string, styles []Style) (string, Style, error) {
	for _, style := range styles {
		best, found := "", false
		for _, name := range names {
			prefix, ok := strings.CutSuffix(name, style.Mark())
			if ok && (prefix == "" || strings.HasSuffix(prefix, "/")) && (!found || len(prefix) < len(best)) {
				best, found = prefix, true
			}
		}
		if found {
			return best, style, nil
		}
	}
	return "", nil, fmt.Errorf("it has no %s", marks(styles))
}

func openPack(location string, style Style) (Files, error) {
	file, err := os.Open(location)
	if err != nil {
		return nil, fmt.Errorf("suite: %w", err)
	}
	p := &pack{file: file, base: style.Base()}
	if err := p.readIndex(); err != nil {
		return nil, errors.Join(fmt.Errorf("suite %s: %w", location, err), file.Close())
	}
	return p, nil
}

var errDamaged = errors.New("the pack is damaged")

func (p *pack) readIndex() error {
	info, err := p.file.Stat()
	if err != nil {
		return err
	}
	var tail [8 + len(packMagic)]byte
	size := info.Size() - int64(len(tail))
	if size < 0 {
		return errDamaged
	}
	if _, err := p.file.ReadAt(tail[:], size); err != nil {
		return err
	}
	start := int64(binary.LittleEndian.Uint64(tail[:8]))
	if string(tail[8:]) != packMagic || start < 0 || start > size {
		return errDamaged
	}
	index := make([]byte, size-start)
	if _, err := p.file.ReadAt(index, start); err != nil {
		return err
	}
	text := string(index)
	p.index = make(map[string]span, len(text)/64)
	var offset int64
	for at := 0; at < len(index); {
		length, n := binary.Uvarint(index[at:])
		if n <= 0 || length > uint64(len(index)-at-n) {
			return errDamaged
		}
		at += n
		name := text[at : at+int(length)]
		at += int(length)
		bytes, n := binary.Uvarint(index[at:])
		if n <= 0 || bytes > uint64(start-offset) {
			return errDamaged
		}
		at += n
		p.index[name] = span{offset, int64(bytes)}
		offset += int64(bytes)
	}
	return nil
}

func (p *pack) ReadFile(name string) ([]byte, error) {
	at, ok := p.index[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	content := make([]byte, at.size)
	if _, err := p.file.ReadAt(content, at.offset); err != nil && at.size > 0 {
		return nil, err
	}
	return content, nil
}

func (p *pack) Names() ([]string, error) {
	names := make([]string, 0, len(p.index))
	for name := range p.index {
		if p.base == "" || strings.HasPrefix(name, p.base+"/") {
			names = append(names, below(name, p.base))
		}
	}
	sort.Strings(names)
	return names, nil
}

func (p *pack) Location() string { return p.file.Name() }

func (p *pack) Close() error {
	err := p.file.Close()
	if p.temporary {
		err = errors.Join(err, os.Remove(p.file.Name()))
	}
	return err
}

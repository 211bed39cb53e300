package main

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"flag"
	"fmt"
	"hash/crc32"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/cldr"
)

// added is the order of characters that CLDR has had since the tables that COMMON holds.
//
//go:embed added.txt
var added string

//go:embed added_ideographs.txt
var addedIdeographs string

//go:embed changed.txt
var changed string

func main() {
	log.SetFlags(0)
	out := flag.String("out", ".", "write the table to this `folder`")
	flag.Parse()
	if flag.NArg() != 1 || flag.Arg(0) == "" {
		log.Fatal("usage: gen -out FOLDER COMMON; COMMON is the folder common of CLDR")
	}
	sections, err := generate(os.DirFS(flag.Arg(0)))
	if err != nil {
		log.Fatal(err)
	}
	for name, sections := range forms(sections) {
		table, err := encode(sections)
		if err == nil {
			err = os.WriteFile(filepath.Join(*out, name), table, 0o644)
		}
		if err != nil {
			log.Fatal(err)
		}
	}
}

// forms are the tables by file: the root, all tailorings, and those that English can have.
func forms(sections map[string][]byte) map[string]map[string][]byte {
	root, all, english := map[string][]byte{}, map[string][]byte{}, map[string][]byte{}
	for name, text := range sections {
		if name == "root" || name == "han" {
			root[name] = text
		} else {
			all[name] = text
		}
	}
	for _, list := range []string{"names", "defaults"} {
		english[list] = []byte{}
		for line := range strings.Lines(string(sections[list])) {
			key, value, _ := strings.Cut(strings.TrimSpace(line), "\t")
			if locale, _, _ := strings.Cut(key, "/"); locale != "und" && locale != "en" && !strings.HasPrefix(locale, "en-") {
				continue
			}
			english[list] = append(english[list], line...)
			if list == "names" {
				english[value] = sections[value]
			}
		}
	}
	return map[string]map[string][]byte{"root.bin": root, "tailorings.bin": all, "tailorings_en.bin": english}
}

// inPlace reports whether a section is used where it is: what all need, and what is long, if compressing does
// not halve it.
func inPlace(name string, length, compressed int) bool {
	switch name {
	case "root", "han", "names", "defaults":
		return true
	}
	return length > 24<<10 && 2*compressed > length
}

// encode makes a table in the form of package cldr.
func encode(sections map[string][]byte) ([]byte, error) {
	var directory, data bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		offset, length, text := data.Len(), len(sections[name]), sections[name]
		sum, note := crc32.ChecksumIEEE(text), ""
		small, err := deflate(text)
		if err != nil {
			return nil, err
		}
		if inPlace(name, length, len(small)) {
			note = " " + cldr.Stored
		} else {
			text = small
		}
		data.Write(text)
		fmt.Fprintf(&directory, "%s\t%d %d %d %x%s\n", name, offset, len(text), length, sum, note)
	}
	return slices.Concat([]byte(cldr.Magic), fmt.Appendf(nil, "%08d\n", directory.Len()), directory.Bytes(), data.Bytes()), nil
}

func deflate(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err = w.Write(text); err == nil {
		err = w.Close()
	}
	return b.Bytes(), err
}

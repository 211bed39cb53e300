// Command gen writes the table of package collate.
//
//	go run ./gen -out FOLDER COMMON
//
// COMMON is the folder common of CLDR, with uca/allkeys_CLDR.txt, uca/FractionalUCA.txt and
// collation/*.xml: Debian's package unicode-cldr-core has it. What is written depends on it and on
// added.txt, added_ideographs.txt and changed.txt alone.
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
	if err == nil {
		var table []byte
		if table, err = encode(sections); err == nil {
			err = os.WriteFile(filepath.Join(*out, "table.bin"), table, 0o644)
		}
	}
	if err != nil {
		log.Fatal(err)
	}
}

// encode makes a table in the form of package cldr.
func encode(sections map[string][]byte) ([]byte, error) {
	var directory, data bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		offset := data.Len()
		w, err := flate.NewWriter(&data, flate.BestCompression)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(sections[name]); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		fmt.Fprintf(&directory, "%s\t%d %d %d %x\n", name, offset, data.Len()-offset, len(sections[name]), crc32.ChecksumIEEE(sections[name]))
	}
	return slices.Concat([]byte(cldr.Magic), fmt.Appendf(nil, "%08d\n", directory.Len()), directory.Bytes(), data.Bytes()), nil
}

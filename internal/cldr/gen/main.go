// Command gen writes the tables of package cldr.
//
//	go run ./gen -out FOLDER PACKAGES
//
// PACKAGES is a folder with the unpacked npm packages cldr-core, cldr-bcp47 and cldr-*-full, version 48, each in
// a folder of its name, and as unicode-cldr-core the folder common of CLDR 41 (of Debian's package
// unicode-cldr-core), which has the calendars of which npm has no version 48: months, eras and patterns
// of them have hardly changed since. What is written depends on them and on collations.txt alone.
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", ".", "write the tables to this `folder`")
	flag.Parse()
	if flag.NArg() != 1 || flag.Arg(0) == "" {
		log.Fatal("usage: gen -out FOLDER PACKAGES; PACKAGES holds cldr-core, cldr-bcp47 and cldr-*-full")
	}
	tables, err := generate(os.DirFS(flag.Arg(0)))
	for name, table := range tables {
		if err == nil {
			err = os.WriteFile(filepath.Join(*out, name), table, 0o644)
		}
	}
	if err != nil {
		log.Fatal(err)
	}
}

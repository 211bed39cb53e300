// Command gen writes the table of package cldr.
//
//	go run ./gen -out FILE FOLDER
//
// FOLDER holds the unpacked npm packages cldr-core, cldr-bcp47, cldr-misc-full and
// cldr-numbers-full,// version 48, each in a folder of its name. What is written depends on them and on
// collations.txt alone.
package main

import (
	"flag"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "table.bin", "write the table to this `file`")
	flag.Parse()
	if flag.NArg() != 1 || flag.Arg(0) == "" {
		log.Fatal("usage: gen -out FILE FOLDER; FOLDER holds cldr-core, cldr-bcp47, cldr-misc-full and cldr-numbers-full")
	}
	table, err := generate(os.DirFS(flag.Arg(0)))
	if err == nil {
		err = os.WriteFile(*out, table, 0o644)
	}
	if err != nil {
		log.Fatal(err)
	}
}

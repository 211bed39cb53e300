// Command gen writes the data of package tz: names.txt, the identifiers with what they are
// links to, and zones.bin, the zones as TZif files.
//
// The zones come from the archive that Go has for time/tzdata, which is built so that each
// zone of zone.tab is a zone of its own (PACKRATLIST=zone.tab). Links and countries come from
// tzdata.zi and zone.tab, which Debian builds the same way:
//
//	go run ./internal/tz/gen
package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/tz"
)

// elsewhere are links to zones of another country that zone.tab does not list: what
// AvailableNamedTimeZoneIdentifiers of ECMA-402 makes of them with backzone.
var elsewhere = map[string]string{
	"Africa/Asmera":         "Africa/Asmara",
	"Africa/Timbuktu":       "Africa/Bamako",
	"America/Coral_Harbour": "America/Atikokan",
	"America/Virgin":        "America/St_Thomas",
	"Antarctica/South_Pole": "Antarctica/McMurdo",
	"Atlantic/Jan_Mayen":    "Arctic/Longyearbyen",
	"Iceland":               "Atlantic/Reykjavik",
	"Pacific/Ponape":        "Pacific/Pohnpei",
	"Pacific/Truk":          "Pacific/Chuuk",
	"Pacific/Yap":           "Pacific/Chuuk",
}

// merged are links of the database that its build option PACKRATLIST leaves zones of their own.
var merged = map[string]string{
	"CET": "Europe/Brussels", "CST6CDT": "America/Chicago", "EET": "Europe/Athens", "EST": "America/Panama", "EST5EDT": "America/New_York",
	"HST": "Pacific/Honolulu", "MET": "Europe/Brussels", "MST": "America/Phoenix", "MST7MDT": "America/Denver",
	"PST8PDT": "America/Los_Angeles", "WET": "Europe/Lisbon",
}

func main() {
	log.SetFlags(0)
	system := flag.String("zoneinfo", "/usr/share/zoneinfo", "folder with tzdata.zi and zone.tab")
	out := flag.String("out", "internal/tz", "folder of the package")
	flag.Parse()

	root, err := exec.Command("go", "env", "GOROOT").Output()
	check(err)
	zones := readArchive(filepath.Join(strings.TrimSpace(string(root)), "lib/time/zoneinfo.zip"))
	links := readLinks(*system)

	var names []string
	for name := range zones {
		if name != "Factory" && name != "posixrules" && name != "localtime" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	writeNames(filepath.Join(*out, "names.txt"), names, links)
	writeZones(filepath.Join(*out, "zones.bin"), names, zones)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// readArchive reads the TZif files of an archive.
func readArchive(path string) map[string][]byte {
	r, err := zip.OpenReader(path)
	check(err)
	defer r.Close()
	zones := make(map[string][]byte)
	for _, f := range r.File {
		if f.FileInfo().IsDir() {
			continue
		}
		in, err := f.Open()
		check(err)
		data, err := io.ReadAll(in)
		check(err)
		check(in.Close())
		zones[f.Name] = data
	}
	return zones
}

// readLinks reads what links are to, and makes zones of those that zone.tab lists.
func readLinks(folder string) map[string]string {
	links := make(map[string]string)
	eachLine(filepath.Join(folder, "tzdata.zi"), func(line string) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "L" {
			links[f[2]] = f[1]
		}
	})
	eachLine(filepath.Join(folder, "zone.tab"), func(line string) {
		if f := strings.Split(line, "\t"); len(f) >= 3 {
			delete(links, f[2])
		}
	})
	for from, to := range merged {
		links[from] = to
	}
	for from, to := range elsewhere {
		if _, is := links[from]; is {
			links[from] = to
		}
	}
	links["Etc/UTC"], links["Etc/GMT"], links["GMT"] = "UTC", "UTC", "UTC"
	delete(links, "UTC")
	return links
}

func eachLine(path string, f func(line string)) {
	file, err := os.Open(path)
	check(err)
	defer file.Close()
	for s := bufio.NewScanner(file); s.Scan(); {
		if !strings.HasPrefix(s.Text(), "#") {
			f(s.Text())
		}
	}
}

func writeNames(path string, names []string, links map[string]string) {
	var b bytes.Buffer
	for _, name := range names {
		to := name
		for links[to] != "" {
			to = links[to]
		}
		if to == name {
			fmt.Fprintln(&b, name)
			continue
		}
		if _, found := slices.BinarySearch(names, to); !found {
			log.Fatalf("%s is a link to %s, which is no zone", name, to)
		}
		fmt.Fprintln(&b, name, to)
	}
	check(os.WriteFile(path, b.Bytes(), 0o666))
}

// writeZones writes for each name the number of its zone, then the zones: their number,
// their lengths, their files without the part of version 1. All of it is compressed.
func writeZones(path string, names []string, zones map[string][]byte) {
	var index, lengths, files []byte
	known := make(map[string]int)
	for _, name := range names {
		data, err := tz.WithoutVersion1(zones[name])
		check(err)
		n, is := known[string(data)]
		if !is {
			n = len(known)
			known[string(data)] = n
			lengths = binary.AppendUvarint(lengths, uint64(len(data)))
			files = append(files, data...)
		}
		index = binary.AppendUvarint(index, uint64(n))
	}
	all := append(binary.AppendUvarint(index, uint64(len(known))), append(lengths, files...)...)
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	check(err)
	_, err = w.Write(all)
	check(err)
	check(w.Close())
	check(os.WriteFile(path, b.Bytes(), 0o666))
	fmt.Printf("%d names, %d zones, %d bytes, compressed %d\n", len(names), len(known), len(all), b.Len())
}

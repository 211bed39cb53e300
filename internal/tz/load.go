package tz

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

//go:embed zones.bin
var zonesData []byte

// loaded are the zones that somebody has asked for, by number of the identifier.
var loaded struct {
	once  sync.Once
	zones []atomic.Pointer[Zone]
}

// folders are where systems have their zones.
var folders = []string{"/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo"}

// Load returns the zone with the number of an identifier.
func Load(id int) *Zone {
	l := &loaded
	l.once.Do(func() { l.zones = make([]atomic.Pointer[Zone], len(Names())) })
	if z := l.zones[id].Load(); z != nil {
		return z
	}
	z := load(id)
	// Of two that load it at once all others get what the first has stored.
	if !l.zones[id].CompareAndSwap(nil, z) {
		return l.zones[id].Load()
	}
	return z
}

// utc is the zone where nothing ever changes.
var utc = &Zone{until: -maxSeconds - 1}

func load(id int) *Zone {
	if Name(Primary(id)) == "UTC" {
		return utc
	}
	// An identifier that is a link has the data of its primary zone.
	id = Primary(id)
	if z := fromSystem(Name(id)); z != nil {
		return z
	}
	z, err := parse(embedded(id))
	if err != nil {
		panic("tz: the data of " + Name(id) + " is damaged")
	}
	return z
}

// fromSystem reads a zone from the folders of the system, nil when it is not there.
func fromSystem(name string) *Zone {
	list := folders
	if own := os.Getenv("ZONEINFO"); own != "" {
		list = append([]string{own}, folders...)
	}
	for _, folder := range list {
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil {
			continue
		}
		if data, err = WithoutVersion1(data); err != nil {
			continue
		}
		if z, err := parse(data); err == nil {
			return z
		}
	}
	return nil
}

// files are the embedded zones, without compression.
var files = sync.OnceValue(func() [][]byte {
	all, err := io.ReadAll(flate.NewReader(bytes.NewReader(zonesData)))
	if err != nil {
		panic("tz: the embedded data is damaged")
	}
	next := func() int {
		n, size := binary.Uvarint(all)
		all = all[size:]
		return int(n)
	}
	index := make([]int, len(Names()))
	for i := range index {
		index[i] = next()
	}
	lengths := make([]int, next())
	for i := range lengths {
		lengths[i] = next()
	}
	distinct := make([][]byte, len(lengths))
	for i, n := range lengths {
		distinct[i], all = all[:n:n], all[n:]
	}
	list := make([][]byte, len(index))
	for i, n := range index {
		list[i] = distinct[n]
	}
	return list
})

// embedded is the TZif data of an identifier.
func embedded(id int) []byte { return files()[id] }

// System is the identifier of the zone of the system, "" if that cannot be told: TZ in the
// environment, else where /etc/localtime leads.
func System() string {
	if name, ok := os.LookupEnv("TZ"); ok {
		if name = strings.TrimPrefix(name, ":"); name == "" {
			return "UTC"
		}
		return inFolder(name)
	}
	path, err := filepath.EvalSymlinks("/etc/localtime")
	if err != nil {
		return ""
	}
	return inFolder(path)
}

// inFolder is the part of a path that is an identifier.
func inFolder(path string) string {
	if _, after, ok := strings.Cut(filepath.ToSlash(path), "zoneinfo/"); ok {
		path = after
	}
	if id, ok := Lookup(path); ok {
		return Name(id)
	}
	return ""
}

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
	if z, err := parse(embedded(id)); err == nil {
		return z
	}
	// The build has another zones.bin than the one that is tested.
	return utc
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

// maxEmbedded bounds what the embedded zones take without compression: far more than they do.
const maxEmbedded = 4 << 20

// files are the embedded zones, without compression, by number of the identifier.
var files = sync.OnceValue(func() [][]byte {
	list, err := unpack(zonesData, len(Names()))
	if err != nil {
		return nil
	}
	return list
})

// unpack decompresses the zones of a number of identifiers.
func unpack(data []byte, names int) ([][]byte, error) {
	all, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(data)), maxEmbedded))
	if err != nil {
		return nil, errDamaged
	}
	// next is a number that is no larger than a limit.
	next := func(limit int) (int, bool) {
		n, size := binary.Uvarint(all)
		if size <= 0 || n > uint64(limit) {
			return 0, false
		}
		all = all[size:]
		return int(n), true
	}
	index := make([]int, names)
	for i := range index {
		var ok bool
		if index[i], ok = next(names); !ok {
			return nil, errDamaged
		}
	}
	distinct, ok := next(names)
	if !ok {
		return nil, errDamaged
	}
	lengths := make([]int, distinct)
	for i := range lengths {
		if lengths[i], ok = next(maxEmbedded); !ok {
			return nil, errDamaged
		}
	}
	zones := make([][]byte, distinct)
	for i, n := range lengths {
		if n > len(all) {
			return nil, errDamaged
		}
		zones[i], all = all[:n:n], all[n:]
	}
	list := make([][]byte, names)
	for i, n := range index {
		if n >= distinct {
			return nil, errDamaged
		}
		list[i] = zones[n]
	}
	return list, nil
}

// embedded is the TZif data of an identifier, nil if all of it is damaged.
func embedded(id int) []byte {
	list := files()
	if list == nil {
		return nil
	}
	return list[id]
}

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

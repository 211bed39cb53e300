package report

import (
	"bytes"
	"cmp"
	"compress/gzip"
	_ "embed" // the page
	"encoding/base64"
	"encoding/json"
	"html"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/kilnjs/kiln/internal/conform/runner"
	"github.com/kilnjs/kiln/internal/page"
)

//go:embed page.html
var pageShell string

//go:embed page.js
var pageScript string

const (
	// pageMessage and pageMessages bound what a page says of a failure, and of all (bytes).
	pageMessage  = 400
	pageMessages = 4 << 20
	// pageSlowest is how many slow scenarios a page has of each engine.
	pageSlowest = 100
)

// pageData is the run as the page's script reads it: columns rather than rows, so that
// 100,000 results are a page of some hundred kilobytes.
type pageData struct {
	Engines  []string        `json:"engines"`
	Statuses []runner.Status `json:"statuses"`
	Editions []string        `json:"editions"`
	Features []string        `json:"features"`
	// Files has a line for each test, its name; a line that begins with / names the folder
	// of those that follow.
	Files string `json:"files"`
	// EditionOf and SetOf tell of each test the edition and which of Sets its features are.
	EditionOf []int   `json:"editionOf"`
	SetOf     []int   `json:"setOf"`
	Sets      [][]int `json:"sets"`
	// Modes has a letter for each scenario, tests parted by spaces.
	Modes string `json:"modes"`
	// Verdicts have a digit for each scenario, the index of its status, or -.
	Verdicts []string `json:"verdicts"`
	// MessageOf has, for each verdict that is not pass, in order, an index into Messages.
	MessageOf [][]int  `json:"messageOf"`
	Messages  []string `json:"messages"`
	// Slowest are pairs of a scenario and its time (milliseconds).
	Slowest [][][2]float64 `json:"slowest"`
	History []Past         `json:"history"`
}

// WriteHTML writes the run as one page that needs nothing else: by folder, feature and
// edition, with a filter and all failures. past is shown as a plot.
func (r *Run) WriteHTML(w io.Writer, editions Group, past []Past) error {
	text, err := json.Marshal(r.pageData(editions, past))
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := zip.Write(text); err != nil {
		return err
	}
	if err := zip.Close(); err != nil {
		return err
	}
	_, err = strings.NewReplacer(
		"{{title}}", html.EscapeString(r.Name()),
		"{{about}}", html.EscapeString(r.about()),
		"{{style}}", page.Style, "{{theme}}", page.Theme,
		"{{data}}", base64.StdEncoding.EncodeToString(packed.Bytes()),
		"{{script}}", pageScript,
	).WriteString(w, pageShell)
	return err
}

// pageBuilder numbers what repeats.
type pageBuilder struct {
	data     *pageData
	features map[string]int
	sets     map[string]int
	messages map[string]int
	room     int // for messages
}

func (r *Run) pageData(editions Group, past []Past) *pageData {
	d := &pageData{
		Engines: r.Engines(), Statuses: runner.Statuses, Editions: editions.names(CountBy(r.Results, editions.Names)),
		Features: sortedKeys(CountBy(r.Results, ByFeature().Names)), Sets: [][]int{}, Messages: []string{}, History: past,
	}
	b := &pageBuilder{data: d, features: map[string]int{}, sets: map[string]int{}, messages: map[string]int{}, room: pageMessages}
	for i, f := range d.Features {
		b.features[f] = i
	}
	results := slices.Clone(r.Results)
	slices.SortStableFunc(results, func(a, b runner.Result) int {
		return cmp.Or(cmp.Compare(path.Dir(a.Path), path.Dir(b.Path)), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Mode, b.Mode))
	})
	var files, modes strings.Builder
	verdicts := make([]strings.Builder, len(d.Engines))
	d.MessageOf, d.Slowest = make([][]int, len(d.Engines)), make([][][2]float64, len(d.Engines))
	folder, scenarios := "", 0
	for i := 0; i < len(results); {
		first := results[i]
		if i == 0 || results[i-1].Path != first.Path {
			if dir := path.Dir(first.Path); dir != folder {
				folder = dir
				files.WriteString("/" + dir + "\n")
			}
			files.WriteString(path.Base(first.Path) + "\n")
			d.EditionOf = append(d.EditionOf, slices.Index(d.Editions, first.Edition))
			d.SetOf = append(d.SetOf, b.set(first.Features))
			if i > 0 {
				modes.WriteByte(' ')
			}
		}
		modes.WriteString(modeLetter(first.Mode))
		end := i
		for end < len(results) && results[end].Path == first.Path && results[end].Mode == first.Mode {
			end++
		}
		for e, engine := range d.Engines {
			at := slices.IndexFunc(results[i:end], func(r runner.Result) bool { return r.Tier == engine })
			if at < 0 {
				verdicts[e].WriteByte('-')
				continue
			}
			result := results[i+at]
			verdicts[e].WriteByte(byte('0' + slices.Index(runner.Statuses, result.Status)))
			if result.Status != runner.Pass {
				d.MessageOf[e] = append(d.MessageOf[e], b.message(result.Message))
			}
			d.Slowest[e] = append(d.Slowest[e], [2]float64{float64(scenarios), result.Millis})
		}
		scenarios++
		i = end
	}
	d.Files, d.Modes = files.String(), modes.String()
	for e := range d.Engines {
		d.Verdicts = append(d.Verdicts, verdicts[e].String())
		slices.SortStableFunc(d.Slowest[e], func(a, b [2]float64) int { return cmp.Compare(b[1], a[1]) })
		d.Slowest[e] = d.Slowest[e][:min(pageSlowest, len(d.Slowest[e]))]
	}
	return d
}

// modeLetter is the first letter of a mode, by which the page knows it.
func modeLetter(mode string) string {
	switch mode {
	case "strict":
		return "t"
	case "":
		return "-"
	}
	return mode[:1]
}

func (b *pageBuilder) set(features []string) int {
	key := strings.Join(features, "\n")
	at, ok := b.sets[key]
	if !ok {
		set := []int{}
		for _, f := range features {
			set = append(set, b.features[f])
		}
		at = len(b.data.Sets)
		b.sets[key] = at
		b.data.Sets = append(b.data.Sets, set)
	}
	return at
}

func (b *pageBuilder) message(text string) int {
	if len(text) > pageMessage {
		text = strings.ToValidUTF8(text[:pageMessage], "") + "…"
	}
	at, ok := b.messages[text]
	if ok {
		return at
	}
	if b.room -= len(text); b.room < 0 {
		text = "(there are too many different messages for a page)"
		if at, ok := b.messages[text]; ok {
			return at
		}
	}
	at = len(b.data.Messages)
	b.messages[text] = at
	b.data.Messages = append(b.data.Messages, text)
	return at
}

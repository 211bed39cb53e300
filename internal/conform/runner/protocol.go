package runner

import "github.com/kilnjs/kiln/internal/conform/suite"

// Config is what a worker must know once; it travels as its first input line.
type Config struct {
	// Suite is the Location of the suite's files.
	Suite string `json:"suite"`
	// Style is the way in which it is written.
	Style string `json:"style"`
	// Thresholds are given to every job.
	Thresholds string `json:"thresholds,omitempty"`
	// TimeoutMS bounds a scenario (milliseconds).
	TimeoutMS int64 `json:"timeout_ms"`
	// MaxHeap bounds a scenario's memory (bytes).
	MaxHeap int64 `json:"max_heap"`
	// Stats asks every job for its Stats.
	Stats bool `json:"stats,omitempty"`
	// Engines are those beside Kiln that items may name, and Scratch is a folder for their files.
	Engines []Engine `json:"engines,omitempty"`
	Scratch string   `json:"scratch,omitempty"`
}

// Engine is another JavaScript engine.
type Engine struct {
	// Name stands where results of Kiln have a tier.
	Name string `json:"name"`
	// Argv is its command, to which a file is added.
	Argv []string `json:"argv"`
	// Host is a script that tells the driver how this engine is to be called.
	Host string `json:"host"`
}

// Item is one scenario in one tier, or in another engine by its name.
type Item struct {
	Path string `json:"path"`
	Mode string `json:"mode"`
	Tier string `json:"tier"`
}

// NewItem names a scenario in a tier.
func NewItem(s suite.Scenario, tier string) Item {
	return Item{Path: s.Test.Path, Mode: s.Mode.String(), Tier: tier}
}

// Result is the verdict on an item. Millis is the time the engine took
// (milliseconds), harness included.
type Result struct {
	Item
	Status  Status  `json:"status"`
	Message string  `json:"message,omitempty"`
	Millis  float64 `json:"ms"`
	// Edition and Features are those of the test, for tables that are made without the suite.
	Edition  string   `json:"edition,omitempty"`
	Features []string `json:"features,omitempty"`
	// Subtests are there if the test counts its parts.
	Subtests *Subtests `json:"subtests,omitempty"`
	// Stats are there if the Config asked for them and the engine survived.
	Stats *Stats `json:"stats,omitempty"`
}

// Subtests count the parts of a test.
type Subtests struct {
	Passed int `json:"passed"`
	Total  int `json:"total"`
}

// answer is one output line of a worker: first a line that says it is ready,
// then one per item. Leaving says that the worker ends after this one and has
// begun nothing else.
type answer struct {
	Ready   bool    `json:"ready,omitempty"`
	Leaving bool    `json:"leaving,omitempty"`
	Result  *Result `json:"result,omitempty"`
}

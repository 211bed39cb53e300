package bench

import (
	"fmt"
	"strings"
)

// Hardware is what the processor counted for a process and all its threads, from its start
// to its end, outside the kernel. A count that the system does not have is 0.
type Hardware struct {
	Cycles          float64 `json:"cycles,omitempty"`
	Instructions    float64 `json:"instructions,omitempty"`
	Branches        float64 `json:"branches,omitempty"`
	BranchMisses    float64 `json:"branch_misses,omitempty"`
	CacheReferences float64 `json:"cache_references,omitempty"`
	CacheMisses     float64 `json:"cache_misses,omitempty"`
}

// String says it in words, and nothing where nothing was counted.
func (h *Hardware) String() string {
	if h == nil {
		return ""
	}
	var parts []string
	if h.Instructions != 0 {
		parts = append(parts, fmt.Sprintf("%.4g million instructions", h.Instructions/1e6))
		if h.Cycles != 0 {
			parts = append(parts, fmt.Sprintf("%.2f per cycle", h.Instructions/h.Cycles))
		}
	}
	if h.Branches != 0 {
		parts = append(parts, fmt.Sprintf("%.2g%% of branches mispredicted", 100*h.BranchMisses/h.Branches))
	}
	if h.CacheReferences != 0 {
		parts = append(parts, fmt.Sprintf("%.2g%% of cache references missed", 100*h.CacheMisses/h.CacheReferences))
	}
	return strings.Join(parts, ", ")
}

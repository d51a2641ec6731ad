package logview

import (
	"sync"

	"stationcompanion/logging/tail"
)

// engineSearch is the log engine's own search, which reads all of a log.
type engineSearch struct {
	s  *tail.Search
	wg *sync.WaitGroup // of the pane
}

// Hits is the searcher's.
func (e engineSearch) Hits() list { return e.s.Hits() }

// Changed is the searcher's.
func (e engineSearch) Changed() <-chan struct{} { return e.s.Changed() }

// Close is the searcher's. It does not wait: a slow expression may be in the middle of a
// long line.
func (e engineSearch) Close() { e.wg.Go(e.s.Close) }

package logview

import "stationcompanion/logging/tail"

// engine is a log that can be searched; *tail.Tail is one.
type engine interface {
	Search(q *tail.Query) *tail.Search
}

// engineSearch is the log engine's own search, which reads all of a log.
type engineSearch struct{ s *tail.Search }

// Hits is the searcher's.
func (e engineSearch) Hits() list { return e.s.Hits() }

// Changed is the searcher's.
func (e engineSearch) Changed() <-chan struct{} { return e.s.Changed() }

// Close is the searcher's.
func (e engineSearch) Close() { e.s.Close() }

// finder gives what finds the lines of a log: its own search where it has one.
func finder(src Source, now func() view) func(filter) searcher {
	e, ok := src.(engine)
	if !ok {
		return func(f filter) searcher { return searchRecent(now, f) }
	}
	return func(f filter) searcher {
		q, err := f.query()
		if err != nil {
			return nil
		}
		return engineSearch{e.Search(q)}
	}
}

// query is the filter for the engine.
func (f filter) query() (*tail.Query, error) {
	return tail.Filter{Level: f.level, Text: f.text}.Compile()
}

package availability

import (
	"fmt"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

// kept is the file: times in Unix milliseconds, lengths in milliseconds.
type kept struct {
	Version int          `json:"version"`
	End     int64        `json:"end"` // up to when it is
	Pieces  []keptPiece  `json:"pieces"`
	Changes []keptChange `json:"changes"`
	Day     keptDay      `json:"day"`
}

type keptPiece struct {
	At    int64         `json:"at"`
	Spans [states]int64 `json:"ms"` // unknown, connected, unsure, down
	Link  client.Link   `json:"link,omitempty"`
	Kind  client.Kind   `json:"kind,omitempty"`
	Why   Gap           `json:"why,omitempty"`
}

type keptChange struct {
	At       int64         `json:"at"`
	From     breaker.State `json:"from"`
	To       breaker.State `json:"to"`
	Failures int           `json:"failures,omitempty"`
	Kind     client.Kind   `json:"kind,omitempty"`
	Note     string        `json:"note,omitempty"`
	Probes   int           `json:"probes,omitempty"`
	Last     int64         `json:"last"`
	Lasted   int64         `json:"lasted"`
	End      End           `json:"end,omitempty"`
}

type keptDay struct {
	Date    string `json:"date"`
	Opened  int    `json:"opened"`
	Refused uint64 `json:"refused"`
}

// keeps is what is to be written. r.mu is held.
func (r *Recorder) keeps() *kept {
	k := &kept{Version: fileVersion, End: r.wall.UnixMilli(), Day: keptDay(r.day), Pieces: []keptPiece{}, Changes: []keptChange{}}
	for _, p := range r.line.pieces {
		q := keptPiece{At: p.At.UnixMilli(), Link: p.Link, Kind: p.Kind, Why: p.Why}
		for s, d := range p.Spans {
			q.Spans[s] = d.Milliseconds()
		}
		k.Pieces = append(k.Pieces, q)
	}
	for _, c := range r.changes.copy(r.mono) {
		k.Changes = append(k.Changes, keptChange{
			At: c.At.UnixMilli(), From: c.From, To: c.To, Failures: c.Failures, Kind: c.Kind, Note: c.Note,
			Probes: c.Probes, Last: c.Last.UnixMilli(), Lasted: c.Lasted.Milliseconds(), End: c.End,
		})
	}
	return k
}

// check finds what this program would not have written.
func (k *kept) check() error {
	if len(k.Pieces) > MaxPieces || len(k.Changes) > MaxChanges || k.Day.Opened < 0 {
		return fmt.Errorf("%w: %d pieces, %d changes", errDamaged, len(k.Pieces), len(k.Changes))
	}
	left := Span.Milliseconds() + 1
	for i, p := range k.Pieces {
		for _, ms := range p.Spans {
			if ms < 0 || ms > left {
				return fmt.Errorf("%w: piece %d lasts %d ms", errDamaged, i, ms)
			}
			left -= ms
		}
	}
	for i, c := range k.Changes {
		if c.From > breaker.Open || c.To > breaker.Open || c.Lasted < 0 || c.Lasted > int64(time.Duration(1<<63-1)/time.Millisecond) || c.Failures < 0 || c.Probes < 0 || len(c.Note) > noteMax {
			return fmt.Errorf("%w: change %d is none", errDamaged, i)
		}
	}
	return nil
}

func (k *kept) end() time.Time { return time.UnixMilli(k.End) }
func (k *kept) day() Day       { return Day(k.Day) }

func (k *kept) pieces() (out []Piece) {
	for _, p := range k.Pieces {
		q := Piece{At: time.UnixMilli(p.At), Link: p.Link, Kind: p.Kind, Why: p.Why}
		for s, ms := range p.Spans {
			q.Spans[s] = time.Duration(ms) * time.Millisecond
		}
		if q.Length() > 0 {
			out = append(out, q)
		}
	}
	return out
}

func (k *kept) changes() (out []Change) {
	for _, c := range k.Changes {
		out = append(out, Change{
			At: time.UnixMilli(c.At), From: c.From, To: c.To, Failures: c.Failures, Kind: c.Kind, Note: c.Note,
			Probes: c.Probes, Last: time.UnixMilli(c.Last), Lasted: time.Duration(c.Lasted) * time.Millisecond, End: c.End,
		})
	}
	return out
}

package cli

import (
	"errors"
	"io/fs"
	"path/filepath"

	"stationcompanion/client/availability"
	"stationcompanion/client/support"
	"stationcompanion/logging"
)

// recordFile is where the window keeps the connection's last 24 hours.
func recordFile() string {
	return filepath.Join(filepath.Dir(logging.DefaultDir()), "availability.dat")
}

// keptRecord reads what the window keeps over restarts; nil where it kept nothing yet.
func keptRecord() *support.Record {
	v, err := availability.Read(recordFile())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return &support.Record{Err: err.Error()}
	}
	return RecordOf(v)
}

// RecordOf puts a view of the connection into a bundle's form.
func RecordOf(v availability.View) *support.Record {
	r := &support.Record{Until: v.Now}
	for _, p := range v.Pieces {
		r.Stretches = append(r.Stretches, support.Stretch{At: p.At, Lasted: p.Length(), How: howOf(p.State()), Why: whyOf(p)})
	}
	for _, c := range v.Changes {
		r.Changes = append(r.Changes, support.Change{
			At: c.At, From: c.From.String(), To: c.To.String(), Failures: c.Failures, Note: c.Note, Cause: string(c.Kind),
			Probes: c.Probes, Last: c.Last, Lasted: c.Lasted, Stopped: c.End == availability.EndStopped,
		})
	}
	return r
}

func howOf(s availability.State) support.How {
	switch s {
	case availability.Connected:
		return support.HowConnected
	case availability.Unsure:
		return support.HowUnsure
	case availability.Down:
		return support.HowDown
	}
	return support.HowUnknown
}

// whyOf names what a piece's worst part was, and its cause.
func whyOf(p availability.Piece) string {
	why := string(p.Link)
	if why == "" {
		why = string(p.Why)
	}
	if p.Kind != "" {
		why += " " + string(p.Kind)
	}
	if p.Mixed() {
		why += ", in parts"
	}
	return why
}

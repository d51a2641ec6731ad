package fingerprint

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"stationcompanion/station/internal/durable"
)

// Bounds of the memory. What is used least goes first.
const (
	maxFile     = 256 << 10 // bytes
	maxPCs      = 8         // that share our files on a network drive
	maxAdapters = 48        // of one PC
	maxSaid     = 16
	maxForeign  = 6
	maxText     = 255 // bytes of a name
)

// memory is the file: the PCs that used it, nearly always one.
type memory struct {
	Version int  `json:"version"`
	PCs     []pc `json:"pcs"`
}

// pc is what one PC looked like when all was well.
type pc struct {
	Machine  string    `json:"machine,omitempty"`
	Host     string    `json:"host"`
	Station  string    `json:"station,omitempty"` // what its reports were called
	First    time.Time `json:"first"`
	Last     time.Time `json:"last"` // looked like this, to the hour
	Starts   int       `json:"starts"`
	Adapters []known   `json:"adapters"`
	Said     []said    `json:"said,omitempty"`
	Foreign  []foreign `json:"foreign,omitempty"`
}

// known is a remembered adapter.
type known struct {
	Adapter
	Starts int       `json:"starts"`         // it was there at
	Last   time.Time `json:"last"`           // it was there
	Gone   time.Time `json:"gone,omitzero"`  // missed since; zero while it is there
	Base   bool      `json:"base,omitempty"` // reports named it as their origin
}

// said is a finding a person was told.
type said struct {
	Key     string    `json:"key"`
	First   time.Time `json:"first"`
	Last    time.Time `json:"last"`         // still so, to the hour
	Ack     time.Time `json:"ack,omitzero"` // put away
	Station string    `json:"station"`      // the station's name then
}

// foreign is a report of another PC under this station's name.
type foreign struct {
	ID     string    `json:"id"`
	Origin string    `json:"origin"`
	Seen   time.Time `json:"seen"`
	Mixed  bool      `json:"mixed,omitempty"` // a report of this PC stood beside it
}

// remember reads the memory; none is an empty one. The error says what is wrong with a
// file that is left out of account, which the next save replaces.
func remember(path string) (memory, error) {
	data, _, err := durable.Read(path, maxFile+1, 100*time.Millisecond)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return memory{}, nil
	case err != nil:
		return memory{}, err
	case len(data) > maxFile:
		return memory{}, fmt.Errorf("%s: more than %d kB", path, maxFile>>10)
	}
	var m memory
	if err := json.Unmarshal(data, &m); err != nil {
		return memory{}, fmt.Errorf("%s: %w", path, err)
	}
	return m.bounded(), nil
}

// save replaces the file whole. The caller holds its lock.
func (m memory) save(path string, disk durable.Options) error {
	m.Version = 1
	data, err := json.MarshalIndent(m.bounded(), "", "  ")
	if err != nil {
		return err
	}
	dir, err := durable.Open(folder(path), disk)
	if err != nil {
		return err
	}
	dir.Sweep(filepath.Base(path))
	return errors.Join(dir.Replace(filepath.Base(path), append(data, '\n'), 0o600, nil), dir.Close())
}

// bounded keeps the newest of everything, and texts of a reasonable length.
func (m memory) bounded() memory {
	m.PCs = newest(m.PCs, maxPCs, func(p pc) time.Time { return p.Last })
	for i := range m.PCs {
		p := &m.PCs[i]
		p.Host, p.Station, p.Machine = cut(p.Host), cut(p.Station), cut(p.Machine)
		p.Adapters = newest(p.Adapters, maxAdapters, func(k known) time.Time { return k.Last })
		p.Said = newest(p.Said, maxSaid, func(s said) time.Time { return s.Last })
		p.Foreign = newest(p.Foreign, maxForeign, func(f foreign) time.Time { return f.Seen })
		for j := range p.Adapters {
			p.Adapters[j].Name, p.Adapters[j].MAC = cut(p.Adapters[j].Name), cut(p.Adapters[j].MAC)
		}
		for j := range p.Said {
			p.Said[j].Key = cut(p.Said[j].Key)
		}
	}
	return m
}

// newest keeps the most entries with the latest times, in their order.
func newest[T any](all []T, most int, at func(T) time.Time) []T {
	for len(all) > most {
		oldest := 0
		for i := range all {
			if at(all[i]).Before(at(all[oldest])) {
				oldest = i
			}
		}
		all = slices.Delete(slices.Clone(all), oldest, oldest+1)
	}
	return all
}

func cut(text string) string { return text[:min(len(text), maxText)] }

// clone is a copy that shares nothing.
func (p pc) clone() pc {
	p.Adapters, p.Said, p.Foreign = slices.Clone(p.Adapters), slices.Clone(p.Said), slices.Clone(p.Foreign)
	return p
}

// clone is a copy that shares nothing.
func (m memory) clone() memory {
	m.PCs = slices.Clone(m.PCs)
	for i := range m.PCs {
		m.PCs[i] = m.PCs[i].clone()
	}
	return m
}

func folder(path string) string { return filepath.Dir(path) }

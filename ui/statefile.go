package ui

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"

	"stationcompanion/ui/look"
)

// Bounds of the window's size in points, and where it starts. 1000×700 is what every
// pane is made for; a smaller one may be left behind by a small screen.
const (
	defaultWidth, defaultHeight = 1000, 700
	minWidth, minHeight         = 640, 480
	maxWidth, maxHeight         = 3840, 2160
	defaultMainSplit            = 0.72
	stateFileMax                = 64 << 10
)

// StateFile is what the window remembers from one start to the next. It holds nothing
// personal and nothing that belongs in station.conf.
type StateFile struct {
	Width  float32 `json:"width"` // points
	Height float32 `json:"height"`
	// MainSplit is the divider between look-up and log, PaneSplit the one between rows
	// and report: 0 … 1. A PaneSplit of 0 is "not set".
	MainSplit float64 `json:"main_split"`
	PaneSplit float64 `json:"pane_split,omitempty"`
	Scale     float32 `json:"scale"` // A− / A+
	// Theme is the header's choice of light or dark; empty where the settings decide.
	// ThemeOver is the setting it was chosen over: once the setting changes, the choice
	// no longer holds.
	Theme     look.Variant `json:"theme,omitempty"`
	ThemeOver look.Variant `json:"theme_over,omitempty"`
	// Log is the path of the log that is followed; empty for the program's own.
	Log string `json:"log,omitempty"`
}

func defaultState() StateFile {
	return StateFile{Width: defaultWidth, Height: defaultHeight, MainSplit: defaultMainSplit, Scale: 1}
}

// LoadState reads the state file. What is missing, damaged or beyond reason is replaced
// by the default: a window must open whatever lies there.
func LoadState(path string) StateFile {
	f, err := os.Open(path) // #nosec G304 -- our own state file
	if err != nil {
		return defaultState()
	}
	defer func() { _ = f.Close() }() // only read
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() || info.Size() > stateFileMax {
		return defaultState()
	}
	s := defaultState()
	if err := json.NewDecoder(f).Decode(&s); err != nil {
		return defaultState()
	}
	return s.sane()
}

// sane brings every field into its bounds.
func (s StateFile) sane() StateFile {
	d := defaultState()
	s.Width = within(s.Width, minWidth, maxWidth, d.Width)
	s.Height = within(s.Height, minHeight, maxHeight, d.Height)
	s.MainSplit = within(s.MainSplit, 0.05, 0.95, d.MainSplit)
	if s.PaneSplit != 0 {
		s.PaneSplit = within(s.PaneSplit, 0.05, 0.95, 0)
	}
	s.Scale = look.ClampScale(s.Scale)
	if !known(s.Theme) || !known(s.ThemeOver) {
		s.Theme, s.ThemeOver = "", ""
	}
	return s
}

// known reports whether v is a variant or none.
func known(v look.Variant) bool {
	return v == "" || v == look.System || v == look.Light || v == look.Dark
}

// within clamps v; what is no number, or not above zero, becomes otherwise.
func within[T float32 | float64](v, low, high, otherwise T) T {
	if math.IsNaN(float64(v)) || v <= 0 {
		return otherwise
	}
	return min(max(v, low), high)
}

// Save writes the state file whole or not at all: into a temporary file beside it,
// flushed, then renamed over it, and the name flushed. Errors name the state file.
func (s StateFile) Save(path string) error { return s.save(path, systemDisk) }

func (s StateFile) save(path string, d stateDisk) error {
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := d.replace(path, append(data, '\n')); err != nil {
		return stateError(path, err)
	}
	return nil
}

// stateError names the file people know instead of a temporary one.
func stateError(path string, err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	} else if e, ok := errors.AsType[*os.LinkError](err); ok {
		err = e.Err
	}
	return &fs.PathError{Op: "save", Path: path, Err: err}
}

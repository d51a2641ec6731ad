package ui

import (
	"sync"

	"stationcompanion/station"
	"stationcompanion/ui/look"
)

// memory is what the window remembers, and what of it lies on disk.
type memory struct {
	path    string
	now     StateFile  // UI goroutine only
	pane    float64    // the look-up pane's own split at the start
	applied appearance // UI goroutine only

	disk *onDisk
}

// appearance is what the theme was made for.
type appearance struct {
	v     look.Variant
	scale float32
}

// onDisk is the state file as this window last read or wrote it.
type onDisk struct {
	mu    sync.Mutex
	holds StateFile
}

func newMemory(path string) memory {
	s := LoadState(path)
	return memory{path: path, now: s, disk: &onDisk{holds: s}}
}

// save writes s unless that is what lies there.
func (d *onDisk) save(path string, s StateFile) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s == d.holds {
		return nil
	}
	if err := s.Save(path); err != nil {
		return err
	}
	d.holds = s
	return nil
}

// remember notes size and splits as they are now and saves what changed.
func (w *Window) remember() {
	size := w.win.Canvas().Size()
	s := &w.mem.now
	s.Width, s.Height = size.Width, size.Height
	s.MainSplit = w.parts.split.Offset
	if off := w.parts.lookup.Split(); off != w.mem.pane {
		s.PaneSplit = off
	}
	*s = s.sane()
	w.warn(w.mem.disk.save(w.mem.path, *s))
}

// keep saves a choice a person just made, beside the UI: disks can be slow, and a
// power cut must not undo it.
func (w *Window) keep() {
	s, disk, path := w.mem.now, w.mem.disk, w.mem.path
	w.wg.Go(func() { w.warn(disk.save(path, s)) })
}

// warn notes that the state file could not be written. It may run on any goroutine.
func (w *Window) warn(err error) {
	if err != nil {
		w.o.Log.Warn().Err(err).Str("path", w.mem.path).Msg("Window state not saved")
	}
}

// configured is the theme the settings ask for.
func (w *Window) configured() look.Variant {
	if v := look.Variant(w.state.Text(station.KeyTheme)); v != "" && known(v) {
		return v
	}
	return look.System
}

// variant is the theme in force: the header's choice while the setting it was made
// over stands, else the setting.
func (w *Window) variant() look.Variant {
	s := &w.mem.now
	if s.Theme != "" && s.ThemeOver != w.configured() {
		s.Theme, s.ThemeOver = "", ""
	}
	if s.Theme != "" {
		return s.Theme
	}
	return w.configured()
}

// applyTheme gives the app the theme in force; nothing is painted when it stays.
func (w *Window) applyTheme() {
	want := appearance{w.variant(), w.mem.now.Scale}
	if w.mem.applied == want {
		return
	}
	w.mem.applied = want
	w.o.App.Settings().SetTheme(look.NewTheme(want.v, want.scale))
}

// nextTheme goes on to the next of system, light and dark.
func (w *Window) nextTheme() {
	next := w.variant().Next()
	w.mem.now.Theme, w.mem.now.ThemeOver = next, w.configured()
	w.applyTheme()
	w.parts.header.showVariant(next)
	w.keep()
}

// scaleBy makes everything larger or smaller by a step; 0 goes back to normal. It stops
// where the window would have to grow: it might leave the screen.
func (w *Window) scaleBy(step float32) {
	scale := look.ClampScale(w.mem.now.Scale + step)
	if step == 0 {
		scale = 1
	}
	if scale == w.mem.now.Scale || scale > w.mem.now.Scale && !w.fits(scale/w.mem.now.Scale) {
		return
	}
	w.mem.now.Scale = scale
	w.applyTheme()
	w.keep()
}

// fits reports whether what the window shows, so many times as large, has room in it.
func (w *Window) fits(times float32) bool {
	need, have := w.parts.whole.MinSize(), w.win.Canvas().Size()
	return need.Width*times <= have.Width && need.Height*times <= have.Height
}

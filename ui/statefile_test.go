package ui

import (
	"os"
	"path/filepath"
	"testing"

	"stationcompanion/ui/look"
)

func TestStateFileRoundTrip(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a", "b", "window.json")
	want := StateFile{Width: 1000, Height: 700, MainSplit: 0.6, PaneSplit: 0.3, Scale: 1.2, Theme: look.Dark, ThemeOver: look.System}
	if err := want.Save(path); err != nil {
		t.Fatal(err)
	}
	if got := LoadState(path); got != want {
		t.Errorf("read back %+v", got)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 1 {
		t.Errorf("%d files lie beside it", len(left)-1)
	}
}

// TestStateFileOddities: whatever lies there, the window gets a size it can have.
func TestStateFileOddities(t *testing.T) {
	d := defaultState()
	edit := func(f func(*StateFile)) StateFile {
		s := d
		f(&s)
		return s
	}
	for name, c := range map[string]struct {
		text string
		want StateFile
	}{
		"empty":          {"", d},
		"power cut":      {string(make([]byte, 120)), d},
		"not an object":  {"[1,2]", d},
		"cut off":        {`{"width": 1000, "hei`, d},
		"huge":           {`{"width": 1e300}`, d},
		"other types":    {`{"width": "wide"}`, d},
		"nothing known":  {`{"colour": "red"}`, d},
		"too large":      {`{"width": 99999, "height": 99999}`, edit(func(s *StateFile) { s.Width, s.Height = maxWidth, maxHeight })},
		"too small":      {`{"width": 1, "height": 2}`, edit(func(s *StateFile) { s.Width, s.Height = minWidth, minHeight })},
		"below zero":     {`{"width": -5, "height": -5, "main_split": -1, "pane_split": -1, "scale": -1}`, d},
		"splits at ends": {`{"main_split": 1, "pane_split": 0.001}`, edit(func(s *StateFile) { s.MainSplit, s.PaneSplit = 0.95, 0.05 })},
		"odd theme":      {`{"theme": "pink", "theme_over": "dark"}`, d},
		"theme":          {`{"theme": "dark", "theme_over": "light"}`, edit(func(s *StateFile) { s.Theme, s.ThemeOver = look.Dark, look.Light })},
		"scale":          {`{"scale": 7}`, edit(func(s *StateFile) { s.Scale = look.MaxScale })},
	} {
		path := filepath.Join(t.TempDir(), "window.json")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := LoadState(path); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	if got := LoadState(t.TempDir()); got != d {
		t.Errorf("a directory: %+v", got)
	}
}

// TestStateFileUnwritable: the old file stays, nothing is left beside it, and the
// error says so.
func TestStateFileUnwritable(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "window.json")
	if err := os.Mkdir(path, 0o700); err != nil { // a rename over a directory fails everywhere
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(path, "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := defaultState().Save(path); err == nil {
		t.Fatal("no error")
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 1 {
		t.Errorf("%d entries left", len(left))
	}
}

func FuzzLoadState(f *testing.F) {
	f.Add([]byte(`{"width":1000,"height":700,"main_split":0.5,"scale":1.5,"theme":"dark"}`))
	f.Add([]byte(`{"width":-1e38}`))
	f.Add([]byte("\x00\x00"))
	path := filepath.Join(f.TempDir(), "window.json")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		s := LoadState(path)
		if s != s.sane() {
			t.Errorf("%+v is not what sane leaves", s)
		}
		if !(s.Width >= minWidth && s.Width <= maxWidth && s.Height >= minHeight && s.Height <= maxHeight) {
			t.Errorf("size %v×%v", s.Width, s.Height)
		}
	})
}

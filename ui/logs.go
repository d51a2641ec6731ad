package ui

import (
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
)

// openReference looks up what a line of the log names, or opens an address.
func (w *Window) openReference(text string) {
	if u, err := url.Parse(text); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		w.openURL(u)
		return
	}
	w.parts.lookup.Submit(text)
}

// browseLogs lets the person choose a log. Another dialog stays as it is.
func (w *Window) browseLogs(chosen func(path string)) {
	if w.win.Canvas().Overlays().Top() != nil {
		return
	}
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err != nil || f == nil {
			w.warnOf(err, "No file could be chosen")
			return
		}
		_ = f.Close() // it is followed, not read here
		chosen(f.URI().Path())
	}, w.win)
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(size.Width*0.9, size.Height*0.9))
	d.Show()
}

func (w *Window) warnOf(err error, message string) {
	if err != nil {
		w.o.Log.Warn().Err(err).Msg(message)
	}
}

// logChosen remembers which log is followed.
func (w *Window) logChosen(path string) {
	if w.mem.now.Log != path {
		w.mem.now.Log = path
		w.keep()
	}
}

// isLog tells logs from reports among dropped files, by their names.
func isLog(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".log", ".txt":
		return true
	}
	return false
}

package ui

import (
	_ "unsafe" // for go:linkname

	"fyne.io/fyne/v2"
	_ "fyne.io/fyne/v2/widget" // brings the package whose variable is linked
	"github.com/go-text/typesetting/shaping"
)

// toolkitShaper is what the toolkit lays out every text with. It keeps a plan, and with
// it the whole font, for each font it ever saw (go-text 0.3.4, harfbuzz.Buffer.planCache),
// and the toolkit reads its fonts anew at each change of the settings (Fyne 2.8.1,
// painter.ClearFontCache): 4 MB each time the text grows or the desktop turns dark, until
// the program ends. Neither offers a way to let go, so the variable is reached by its
// name; a toolkit without it does not link, and TestThemesKeepNoFonts says when this is
// no longer needed.
//
//go:linkname toolkitShaper fyne.io/fyne/v2/internal/painter.shaper
var toolkitShaper *shaping.HarfbuzzShaper

// forgetFonts lets go of the plans of all fonts; those in use are planned again with the
// next text. UI goroutine: the shaper is for one goroutine at a time.
func forgetFonts() { *toolkitShaper = shaping.HarfbuzzShaper{} }

// forgetFontsOfOldThemes lets go of fonts whenever the toolkit has read them anew: the
// theme or the size of the text changed, here or on the desktop.
func (w *Window) forgetFontsOfOldThemes() {
	w.o.App.Settings().AddListener(func(fyne.Settings) { w.o.Do(forgetFonts) })
}

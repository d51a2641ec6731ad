package look

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// What scrolls ends left of the scroll bar, at every size of the text.
func TestScrollKeepsClearOfItsBar(t *testing.T) {
	for _, scale := range []float32{1, 1.6} {
		app := test.NewTempApp(t)
		app.Settings().SetTheme(NewTheme(Light, scale))
		o := NewGround(ColorPanel, "", 0)
		s := Scroll(Sized(o, 100, 900))
		s.Resize(fyne.NewSize(400, 300))
		bar := theme.Size(theme.SizeNameScrollBarSmall)
		if end := o.Size().Width; end > 400-bar-1 || end < 380-bar {
			t.Errorf("at scale %v the content ends at %v of 400, the bar is %v wide", scale, end, bar)
		}
		h := Hang(s)
		h.Resize(fyne.NewSize(400, 300))
		if o.Size().Width != 400 || s.Size().Width < 400+bar {
			t.Errorf("at scale %v what hangs has %v of 400, and %v with its bar", scale, o.Size().Width, s.Size().Width)
		}
		if want := 100*Unit(theme.Current()) + bar; s.Content.MinSize().Width < want {
			t.Errorf("at scale %v it asks for %v, less than %v", scale, s.Content.MinSize().Width, want)
		}
	}
}

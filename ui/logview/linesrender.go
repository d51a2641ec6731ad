package logview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// CreateRenderer is Fyne's.
func (l *lines) CreateRenderer() fyne.WidgetRenderer { return &linesRenderer{l} }

type linesRenderer struct{ l *lines }

// Layout is Fyne's. A chosen line that was in view stays in view.
func (r *linesRenderer) Layout(s fyne.Size) {
	chosen := r.l.inSight(r.l.selection.to)
	seen := sliderSeen * look.Unit(theme.Current())
	wide := sliderWide * look.Unit(theme.Current())
	r.l.raster.Resize(fyne.NewSize(max(0, s.Width-seen), s.Height))
	r.l.slider.Move(fyne.NewPos(s.Width-wide, 0))
	r.l.slider.Resize(fyne.NewSize(wide, s.Height))
	r.l.settle()
	if i := r.l.list.Find(r.l.selection.to); chosen && !r.l.inSight(r.l.selection.to) && !r.l.stick {
		r.l.top = i - r.l.rows() + 1
		r.l.settle()
	}
}

func (r *linesRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, 2*metricsNow().pitch)
}

// Refresh follows a change of the theme.
func (r *linesRenderer) Refresh() {
	r.l.view.inks = nil
	r.Layout(r.l.Size())
	r.l.again()
	r.l.slider.Refresh()
}

func (r *linesRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.l.raster, r.l.slider}
}
func (r *linesRenderer) Destroy() {}

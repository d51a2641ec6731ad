package look

import (
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/words"
)

// TestSheet draws every mark, text, button and bar into pictures for a person to
// look at, where SC_PICTURES names a directory.
func TestSheet(t *testing.T) {
	dir := os.Getenv("SC_PICTURES")
	if dir == "" {
		t.Skip("SC_PICTURES names no directory for pictures")
	}
	test.NewTempApp(t)
	for _, v := range []Variant{Light, Dark} {
		for name, scale := range map[string]float32{"1": 1, "2": 2} {
			fyne.CurrentApp().Settings().SetTheme(NewTheme(v, scale))
			c := software.NewCanvas()
			c.SetContent(sheet())
			img := c.Capture()
			f, err := os.Create(filepath.Join(dir, "look-"+string(v)+"-"+name+".png"))
			if err != nil {
				t.Fatal(err)
			}
			if err := png.Encode(f, img); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func sheet() fyne.CanvasObject {
	rows := container.NewVBox()
	for _, size := range []float32{12, 16, 28, 48} {
		row := container.NewHBox()
		for _, s := range Shapes() {
			row.Add(NewMark(s, shapeColor(s), size))
		}
		rows.Add(row)
	}
	for _, tone := range []words.Tone{words.Unknown, words.Good, words.Bad, words.Attention, words.Info} {
		fill := container.NewStack(NewGround(ToneFill(tone), "", 0), Inset(NewText("Filled strip", ColorOnFill, 1, fyne.TextStyle{}), 2, 1))
		rows.Add(container.NewHBox(NewText("Connected", ToneColor(tone), 1.7, fyne.TextStyle{Bold: true}),
			NewText("answered just now", ToneText(tone), 1, fyne.TextStyle{}), NewText("quiet", ColorQuiet, 1, fyne.TextStyle{}), fill))
	}
	high := widget.NewButton("Look up", nil)
	high.Importance = widget.HighImportance
	off := widget.NewButton("Not now", nil)
	off.Disable()
	rows.Add(container.NewHBox(Target(high, true), Target(widget.NewButton("History", nil), false), Target(off, false)))
	entry := widget.NewEntry()
	entry.SetPlaceHolder("Scan or type a serial number")
	rows.Add(entry)
	bars := container.New(layout.NewGridLayoutWithColumns(2))
	for _, b := range []struct {
		v, lo, hi float64
		l, h, in  bool
	}{
		{3.3, 3.15, 3.45, true, true, true}, {3.5, 3.15, 3.45, true, true, false}, {3.71, 3.15, 3.45, true, true, false},
		{1, 3.15, 3.45, true, true, false}, {4, 0, 5, false, true, true}, {6, 0, 5, false, true, false},
		{2, 1, 0, true, false, true}, {0.5, 1, 0, true, false, false}, {5, 5, 5, true, true, true}, {9, 5, 5, true, true, false},
		{1, 0, 0, false, false, true}, {math.NaN(), 1, 2, true, true, true},
	} {
		bar := NewLimitBar()
		bar.Set(b.v, b.lo, b.hi, b.l, b.h, b.in)
		bars.Add(bar)
	}
	rows.Add(Panel(bars))
	return Inset(rows, 4, 4)
}

func shapeColor(s Shape) fyne.ThemeColorName {
	switch s {
	case ShapeClosed, ShapePassed:
		return ColorGood
	case ShapeOpen, ShapeFailed:
		return ColorBad
	case ShapeHalfOpen, ShapeErrored:
		return ColorAttention
	case ShapeTerminated:
		return ColorInfo
	}
	return ColorUnknown
}

package settings

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"stationcompanion/ui/look"
)

func TestDialogFitsItsWindowAtEveryScale(t *testing.T) {
	for _, scale := range []float32{0.8, 1, 1.5, 2} {
		b := start(t, userFile, "", nil)
		test.ApplyTheme(t, look.NewTheme(look.Light, scale))
		d := b.show()
		for range 2 {
			b.w.Resize(fyne.NewSize(1001, 701))
			b.w.Resize(fyne.NewSize(1000, 700))
		}
		abs := fyne.CurrentApp().Driver().AbsolutePositionForObject
		for name, o := range map[string]fyne.CanvasObject{"save": d.saveBtn, "cancel": d.closeBtn} {
			pos, size := abs(o), o.Size()
			if pos.X < 0 || pos.Y < 0 || pos.X+size.Width > 1000 || pos.Y+size.Height > 700 || size.Height < look.TargetPrimary*scale {
				t.Errorf("scale %v: %s stands at %v, %v large", scale, name, pos, size)
			}
		}
		if h := d.body.Size().Height; h < 200 {
			t.Errorf("scale %v: %v is left for the fields", scale, h)
		}
		if d.nav.whole != (scale >= 1.5) {
			t.Errorf("scale %v: the head scrolls with the fields: %v", scale, d.nav.whole)
		}
		b.w.Resize(fyne.NewSize(2400, 1700))
		if d.nav.whole || !d.nav.scrolls[sectionStation].Visible() {
			t.Errorf("scale %v: a large window still scrolls the head", scale)
		}
		b.end()
	}
}

func TestFlowStacksWhereThereIsNoRoom(t *testing.T) {
	test.NewTempApp(t)
	a, b := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	a.SetMinSize(fyne.NewSize(100, 20))
	b.SetMinSize(fyne.NewSize(50, 30))
	c := flowing(200, 1, a, b)
	w := test.NewTempWindow(t, container.NewWithoutLayout(c))
	_ = w
	c.Resize(fyne.NewSize(400, 40))
	if b.Position().X < 300 || b.Size().Width < 50 || a.Position().Y != b.Position().Y || c.MinSize().Height != 30 {
		t.Errorf("wide: %v %v, asks for %v", a.Position(), b.Position(), c.MinSize())
	}
	c.Resize(fyne.NewSize(150, 40))
	if b.Position() != fyne.NewPos(0, 20) || c.MinSize() != fyne.NewSize(100, 50) {
		t.Errorf("narrow: %v, asks for %v", b.Position(), c.MinSize())
	}
	a.Hide()
	if c.MinSize().Height != 30 {
		t.Errorf("a hidden object asks for room: %v", c.MinSize())
	}
}

package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Target gives a button at least the height operators' gloves need (44 points for
// primary, 32 else, times the scale), and at least the same width.
func Target(b *widget.Button, primary bool) fyne.CanvasObject {
	return Sized(b, targetHeight(primary), targetHeight(primary))
}

func targetHeight(primary bool) float32 {
	if primary {
		return TargetPrimary
	}
	return TargetSecondary
}

// Sized gives o at least a width and height, in points at scale 1.
func Sized(o fyne.CanvasObject, width, height float32) fyne.CanvasObject {
	return container.New(&sizedLayout{width, height}, o)
}

type sizedLayout struct{ width, height float32 }

func (l *sizedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.width*unit(), l.height*unit())
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

func (l *sizedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// Tap makes any object answer a tap ("the whole name on tap"). It never takes the
// focus, so that a scan cannot press it.
type Tap struct {
	widget.BaseWidget

	// OnTapped is called on the UI goroutine; nil makes the object ordinary again.
	OnTapped func()

	content fyne.CanvasObject
	label   string
}

// NewTap makes one; label says in words what a tap does.
func NewTap(content fyne.CanvasObject, label string, tapped func()) *Tap {
	t := &Tap{OnTapped: tapped, content: content, label: label}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped is for Fyne.
func (t *Tap) Tapped(*fyne.PointEvent) {
	if t.OnTapped != nil {
		t.OnTapped()
	}
}

// Cursor shows that a tap does something.
func (t *Tap) Cursor() desktop.Cursor {
	if t.OnTapped == nil {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// AccessibilityLabel says what a tap does.
func (t *Tap) AccessibilityLabel() string { return t.label }

// AccessibilityRole tells screen readers to treat it as a button.
func (t *Tap) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer is for Fyne.
func (t *Tap) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(t.content)
}

package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Scroll lets o scroll up and down and keeps a gutter at its right for the scroll bar, which
// the toolkit lays over what scrolls.
func Scroll(o fyne.CanvasObject) *container.Scroll {
	return container.NewVScroll(container.New(gutterLayout{}, o))
}

// gutterLayout leaves room for a scroll bar and a step of the grid beside it.
type gutterLayout struct{}

func gutter() float32 { return theme.Size(theme.SizeNameScrollBarSmall) + Grid*unit() }

func (gutterLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().AddWidthHeight(gutter(), 0)
}

func (gutterLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.Position{})
	o[0].Resize(size.SubtractWidthHeight(gutter(), 0))
}

// Hang lets the gutter of what Scroll made, alone or in a stack, stand in the margin at its
// right, so that the content has the whole width.
func Hang(o fyne.CanvasObject) fyne.CanvasObject { return container.New(hangLayout{}, o) }

type hangLayout struct{}

func (hangLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return o[0].MinSize().SubtractWidthHeight(gutter(), 0)
}

func (hangLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.Position{})
	o[0].Resize(size.AddWidthHeight(gutter(), 0))
}

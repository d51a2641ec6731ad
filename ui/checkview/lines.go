package checkview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// linesLayout stacks a row's texts closely. A title with its evidence and nothing else
// stands on one line where there is room, so that a check that is well fits on the page.
type linesLayout struct{ height float32 } // as it was laid out last

// overlap is how much of a label's own padding two lines share, in points.
func overlap() float32 { return 2*theme.InnerPadding() - theme.Padding() }

// MinSize is as high as the texts were at the last width.
func (l *linesLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	height := l.height
	if height == 0 {
		height = o[0].MinSize().Height
	}
	return fyne.NewSize(120, height)
}

// Layout is Fyne's; objects are title, advice and technical.
func (l *linesLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	title, advice, technical := o[0].(*widget.Label), o[1].(*widget.Label), o[2].(*widget.Label)
	first, second := natural(title), natural(technical)
	gap := overlap() - theme.Padding() // blanks between two words
	if !advice.Visible() && technical.Visible() && first+second-gap <= size.Width {
		title.Resize(fyne.NewSize(first, title.MinSize().Height))
		technical.Resize(fyne.NewSize(second, technical.MinSize().Height))
		height := title.MinSize().Height
		title.Move(fyne.Position{})
		technical.Move(fyne.NewPos(first-gap, (height-technical.MinSize().Height)/2+1))
		l.height = height
		return
	}
	y := float32(0)
	for _, label := range []*widget.Label{title, advice, technical} {
		if label != title && !label.Visible() {
			continue
		}
		label.Resize(fyne.NewSize(size.Width, label.MinSize().Height))
		height := label.MinSize().Height // as it wraps at this width
		label.Resize(fyne.NewSize(size.Width, height))
		label.Move(fyne.NewPos(0, y))
		y += height - overlap()
	}
	l.height = y + overlap()
}

// natural is a label's width on one line.
func natural(l *widget.Label) float32 {
	name := l.SizeName
	if name == "" {
		name = theme.SizeNameText
	}
	return fyne.MeasureText(l.Text, theme.Size(name), l.TextStyle).Width + 2*theme.InnerPadding() + 1
}

// Package look is how the window looks: theme, palette, type sizes, the vector
// marks for states and verdicts, and the few small widgets every pane shares. It
// knows nothing of WATS.
//
// Everything stands on a grid of 4 points, follows the theme while it is shown, and
// grows with the scale of the theme (A− / A+). Colours come from the Okabe–Ito family,
// so that states stay apart for colour-blind eyes and in grey; each state has a shape
// as well. The contrast of every text and shape colour is asserted by a test.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Grid is the step of the layout grid in points at scale 1.
const Grid = 4

// Heights of what is pressed, in points at scale 1: 44 is 16 mm on a common panel,
// what a gloved finger needs; 32 is 10 mm.
const (
	TargetPrimary   = 44
	TargetSecondary = 32
)

// Unit is the size of one point at the scale of th: lengths of this program's own
// widgets are multiples of it.
func Unit(th fyne.Theme) float32 {
	return th.Size(theme.SizeNamePadding) / Grid
}

// variant is the light or dark the system asks for; themes with a fixed variant
// ignore it.
func variant() fyne.ThemeVariant {
	if app := fyne.CurrentApp(); app != nil {
		return app.Settings().ThemeVariant()
	}
	return theme.VariantLight
}

// unit is the size of one point at the scale of the theme in force; layouts, which
// have no theme of their own, use it.
func unit() float32 { return Unit(theme.Current()) }

// tint looks a colour up in th, and in this program's palette where th does not know
// it: a widget must be drawn under any theme.
func tint(th fyne.Theme, n fyne.ThemeColorName) color.Color {
	if c := th.Color(n, variant()); c != nil {
		return c
	}
	if variant() == theme.VariantDark {
		return dark[n]
	}
	return light[n]
}

package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// stripTheme is the program's theme for what stands on the header's strip: while the
// strip is filled with a state's colour, text, icons and buttons take colours that read
// on it.
type stripTheme struct {
	fill fyne.ThemeColorName // empty: the strip is an ordinary panel
}

func base() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color swaps foreground and button colours on a fill.
func (t *stripTheme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if t.fill == "" {
		return base().Color(n, v)
	}
	on := base().Color(look.ColorOnFill, v)
	switch n {
	case theme.ColorNameForeground, theme.ColorNamePrimary, theme.ColorNameDisabled:
		return on
	case theme.ColorNameForegroundOnPrimary:
		return base().Color(t.fill, v)
	case theme.ColorNameButton, theme.ColorNameDisabledButton:
		return base().Color(t.fill, v)
	case theme.ColorNameHover, theme.ColorNameFocus, theme.ColorNamePressed:
		c := color.NRGBAModel.Convert(on).(color.NRGBA)
		c.A = 0x30
		return c
	}
	return base().Color(n, v)
}

// Font, Icon and Size are the program's.
func (t *stripTheme) Font(s fyne.TextStyle) fyne.Resource     { return base().Font(s) }
func (t *stripTheme) Icon(n fyne.ThemeIconName) fyne.Resource { return base().Icon(n) }
func (t *stripTheme) Size(n fyne.ThemeSizeName) float32       { return base().Size(n) }

// unit is the size of one point at the scale in force.
func unit() float32 { return look.Unit(theme.Current()) }

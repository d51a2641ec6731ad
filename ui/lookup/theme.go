package lookup

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// bigText is the program's theme with larger text, for the one field that is read
// from arm's length. It asks the theme in force each time, so that it follows changes.
type bigText struct{}

// bigTextScale is how much larger the text is; bigInset makes the field a primary target.
const (
	bigTextScale = 1.25
	bigInset     = 10.0 / 8.0
)

// Color is the theme's own.
func (bigText) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return current().Color(n, v)
}

// Font is the theme's own.
func (bigText) Font(s fyne.TextStyle) fyne.Resource { return current().Font(s) }

// Icon is the theme's own.
func (bigText) Icon(n fyne.ThemeIconName) fyne.Resource { return current().Icon(n) }

// Size is the theme's own, but for the text, the room around it, and the bar over it.
func (bigText) Size(n fyne.ThemeSizeName) float32 {
	s := current().Size(n)
	switch n {
	case theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall:
		return 0 // a bar would cover the text, which moves with the cursor anyway
	case theme.SizeNameText:
		return s * bigTextScale
	case theme.SizeNameInnerPadding:
		return s * bigInset
	}
	return s
}

func current() fyne.Theme {
	if app := fyne.CurrentApp(); app != nil {
		return app.Settings().Theme()
	}
	return theme.DefaultTheme()
}

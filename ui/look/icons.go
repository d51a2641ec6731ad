package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// VariantIcon gives the picture of a choice of light or dark: a sun, a moon, or a disc
// half of each. It follows the theme's foreground colour.
func VariantIcon(v Variant) fyne.Resource {
	switch v {
	case Light:
		return sunIcon
	case Dark:
		return moonIcon
	}
	return halfIcon
}

var (
	sunIcon  = icon("light", `<circle cx="12" cy="12" r="4.4"/>`+sunRays)
	moonIcon = icon("dark", `<path d="M20.2 14.6A8.6 8.6 0 0 1 9.4 3.8a8.6 8.6 0 1 0 10.8 10.8z"/>`)
	halfIcon = icon("system", `<path d="M12 3a9 9 0 0 0 0 18z"/><path d="M12 3a9 9 0 0 1 0 18v-1.8a7.2 7.2 0 0 0 0-14.4z"/>`)
)

// sunRays are eight short bars around the sun.
const sunRays = `<path d="M11.1 1.6h1.8v3.4h-1.8z"/><path d="M11.1 19h1.8v3.4h-1.8z"/>` +
	`<path d="M1.6 11.1h3.4v1.8h-3.4z"/><path d="M19 11.1h3.4v1.8h-3.4z"/>` +
	`<path d="M5.3 4l2.4 2.4-1.3 1.3L4 5.3z"/><path d="M17.6 16.3l2.4 2.4-1.3 1.3-2.4-2.4z"/>` +
	`<path d="M18.7 4L20 5.3l-2.4 2.4-1.3-1.3z"/><path d="M6.4 16.3l1.3 1.3L5.3 20 4 18.7z"/>`

// Icon makes a themed resource of the inside of a 24-point SVG, for a picture that only
// one pane needs.
func Icon(name, inside string) fyne.Resource { return icon(name, inside) }

// icon makes a themed resource of the inside of a 24-point SVG.
func icon(name, inside string) fyne.Resource {
	svg := `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">` + inside + `</svg>`
	return theme.NewThemedResource(fyne.NewStaticResource("theme-"+name+".svg", []byte(svg)))
}

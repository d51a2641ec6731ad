package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/words"
)

// Names of the colours this theme adds to Fyne's; use theme.Color(name).
const (
	ColorGood          fyne.ThemeColorName = "sc-good" // shapes and large text
	ColorBad           fyne.ThemeColorName = "sc-bad"
	ColorAttention     fyne.ThemeColorName = "sc-attention"
	ColorInfo          fyne.ThemeColorName = "sc-info"
	ColorUnknown       fyne.ThemeColorName = "sc-unknown"
	ColorGoodText      fyne.ThemeColorName = "sc-good-text" // 4.5:1 as text on the background
	ColorBadText       fyne.ThemeColorName = "sc-bad-text"
	ColorAttentionText fyne.ThemeColorName = "sc-attention-text"
	ColorInfoText      fyne.ThemeColorName = "sc-info-text"
	ColorQuiet         fyne.ThemeColorName = "sc-quiet"    // second-rank text, still 4.5:1
	ColorPanel         fyne.ThemeColorName = "sc-panel"    // a card's or strip's ground
	ColorBadFill       fyne.ThemeColorName = "sc-bad-fill" // a strip filled with the state's colour;
	ColorOnFill        fyne.ThemeColorName = "sc-on-fill"  // text on any such fill, 4.5:1
	ColorGoodFill      fyne.ThemeColorName = "sc-good-fill"
	ColorAttentionFill fyne.ThemeColorName = "sc-attention-fill"
	ColorInfoFill      fyne.ThemeColorName = "sc-info-fill"
	ColorLine          fyne.ThemeColorName = "sc-line" // hairlines
	// ColorBand is the ground of a band that sets itself off the panel it stands on:
	// a selected row, a card's head. Text keeps 4.5:1 on it.
	ColorBand fyne.ThemeColorName = "sc-band"
)

// palette maps colour names to colours of one variant.
type palette map[fyne.ThemeColorName]color.NRGBA

// rgb makes an opaque colour of 0xRRGGBB.
func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff} // #nosec G115 -- one byte of the number is wanted
}

// alpha makes a colour of 0xRRGGBB that lets what is under it shine through.
func alpha(v uint32, a uint8) color.NRGBA {
	c := rgb(v)
	c.A = a
	return c
}

// light and dark keep each state's hue of the Okabe–Ito family and move its
// lightness until the contrast fits the ground (palette_test.go).
var light = palette{
	theme.ColorNameBackground:          rgb(0xF2F4F7),
	theme.ColorNameForeground:          rgb(0x16202A),
	theme.ColorNameButton:              rgb(0xE2E7ED),
	theme.ColorNameDisabledButton:      rgb(0xE9EDF1),
	theme.ColorNameDisabled:            rgb(0x5A6672),
	theme.ColorNamePlaceHolder:         rgb(0x5A6672),
	theme.ColorNameInputBackground:     rgb(0xFFFFFF),
	theme.ColorNameInputBorder:         rgb(0x86919C),
	theme.ColorNameMenuBackground:      rgb(0xFFFFFF),
	theme.ColorNameOverlayBackground:   rgb(0xFFFFFF),
	theme.ColorNameHeaderBackground:    rgb(0xE9EDF1),
	theme.ColorNamePrimary:             rgb(0x00629B),
	theme.ColorNameForegroundOnPrimary: rgb(0xFFFFFF),
	theme.ColorNameHyperlink:           rgb(0x00629B),
	theme.ColorNameFocus:               alpha(0x00629B, 0x3C),
	theme.ColorNameSelection:           alpha(0x0072B2, 0x30),
	theme.ColorNameHover:               alpha(0x16202A, 0x12),
	theme.ColorNamePressed:             alpha(0x16202A, 0x26),
	theme.ColorNameSeparator:           rgb(0xCBD2DA),
	theme.ColorNameShadow:              alpha(0x16202A, 0x30),
	theme.ColorNameScrollBar:           alpha(0x16202A, 0x90),
	theme.ColorNameScrollBarBackground: alpha(0x16202A, 0x10),
	theme.ColorNameError:               rgb(0xA34300),
	theme.ColorNameForegroundOnError:   rgb(0xFFFFFF),
	theme.ColorNameSuccess:             rgb(0x00694C),
	theme.ColorNameForegroundOnSuccess: rgb(0xFFFFFF),
	theme.ColorNameWarning:             rgb(0x7A5000),
	theme.ColorNameForegroundOnWarning: rgb(0xFFFFFF),

	ColorGood:          rgb(0x008F68),
	ColorBad:           rgb(0xD55E00),
	ColorAttention:     rgb(0xAD7200),
	ColorInfo:          rgb(0x0072B2),
	ColorUnknown:       rgb(0x6E7A86),
	ColorGoodText:      rgb(0x00694C),
	ColorBadText:       rgb(0xA34300),
	ColorAttentionText: rgb(0x7A5000),
	ColorInfoText:      rgb(0x005F96),
	ColorQuiet:         rgb(0x4C5965),
	ColorPanel:         rgb(0xFFFFFF),
	ColorBand:          rgb(0xE4EDF5),
	ColorOnFill:        rgb(0xFFFFFF),
	ColorGoodFill:      rgb(0x007556),
	ColorBadFill:       rgb(0xB34700),
	ColorAttentionFill: rgb(0x8A5A00),
	ColorInfoFill:      rgb(0x0067A3),
	ColorLine:          rgb(0xCBD2DA),
}

var dark = palette{
	theme.ColorNameBackground:          rgb(0x12161B),
	theme.ColorNameForeground:          rgb(0xE9EDF2),
	theme.ColorNameButton:              rgb(0x2C353F),
	theme.ColorNameDisabledButton:      rgb(0x222A32),
	theme.ColorNameDisabled:            rgb(0x96A1AD),
	theme.ColorNamePlaceHolder:         rgb(0x98A4B0),
	theme.ColorNameInputBackground:     rgb(0x0D1115),
	theme.ColorNameInputBorder:         rgb(0x6B7784),
	theme.ColorNameMenuBackground:      rgb(0x1B2128),
	theme.ColorNameOverlayBackground:   rgb(0x1B2128),
	theme.ColorNameHeaderBackground:    rgb(0x222A32),
	theme.ColorNamePrimary:             rgb(0x62B5E8),
	theme.ColorNameForegroundOnPrimary: rgb(0x06121C),
	theme.ColorNameHyperlink:           rgb(0x62B5E8),
	theme.ColorNameFocus:               alpha(0x62B5E8, 0x46),
	theme.ColorNameSelection:           alpha(0x62B5E8, 0x3A),
	theme.ColorNameHover:               alpha(0xE9EDF2, 0x14),
	theme.ColorNamePressed:             alpha(0xE9EDF2, 0x2A),
	theme.ColorNameSeparator:           rgb(0x343E49),
	theme.ColorNameShadow:              alpha(0x000000, 0x80),
	theme.ColorNameScrollBar:           alpha(0xE9EDF2, 0x88),
	theme.ColorNameScrollBarBackground: alpha(0xE9EDF2, 0x10),
	theme.ColorNameError:               rgb(0xFF9A57),
	theme.ColorNameForegroundOnError:   rgb(0x1A0D03),
	theme.ColorNameSuccess:             rgb(0x3DD6A8),
	theme.ColorNameForegroundOnSuccess: rgb(0x031A12),
	theme.ColorNameWarning:             rgb(0xF5B83D),
	theme.ColorNameForegroundOnWarning: rgb(0x1A1203),

	ColorGood:          rgb(0x1FBF8F),
	ColorBad:           rgb(0xF0792B),
	ColorAttention:     rgb(0xE69F00),
	ColorInfo:          rgb(0x4FA8DE),
	ColorUnknown:       rgb(0x8C98A5),
	ColorGoodText:      rgb(0x3DD6A8),
	ColorBadText:       rgb(0xFF9A57),
	ColorAttentionText: rgb(0xF5B83D),
	ColorInfoText:      rgb(0x6FC0F0),
	ColorQuiet:         rgb(0xA7B2BE),
	ColorPanel:         rgb(0x1B2128),
	ColorBand:          rgb(0x22303C),
	ColorOnFill:        rgb(0xFFFFFF),
	ColorGoodFill:      rgb(0x008060),
	ColorBadFill:       rgb(0xBD4B00),
	ColorAttentionFill: rgb(0x976300),
	ColorInfoFill:      rgb(0x0072B2),
	ColorLine:          rgb(0x343E49),
}

// ToneColor gives the colour name of a tone for shapes and large text.
func ToneColor(t words.Tone) fyne.ThemeColorName {
	switch t {
	case words.Good:
		return ColorGood
	case words.Bad:
		return ColorBad
	case words.Attention:
		return ColorAttention
	case words.Info:
		return ColorInfo
	}
	return ColorUnknown
}

// ToneText gives the colour name of a tone for text.
func ToneText(t words.Tone) fyne.ThemeColorName {
	switch t {
	case words.Good:
		return ColorGoodText
	case words.Bad:
		return ColorBadText
	case words.Attention:
		return ColorAttentionText
	case words.Info:
		return ColorInfoText
	}
	return ColorQuiet
}

// ToneFill gives the colour name of a strip filled with a tone; text on it is
// ColorOnFill. An unknown tone fills nothing: the panel's colour.
func ToneFill(t words.Tone) fyne.ThemeColorName {
	switch t {
	case words.Good:
		return ColorGoodFill
	case words.Bad:
		return ColorBadFill
	case words.Attention:
		return ColorAttentionFill
	case words.Info:
		return ColorInfoFill
	}
	return ColorPanel
}

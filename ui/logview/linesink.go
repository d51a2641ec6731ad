package logview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

// inks are the colours of the rows, resolved from the theme once.
type inks struct {
	ground, plain, quiet rgb
	picked               rgb // ground of selected rows
	found                rgb // ground of what a search found; text on it is plain
	band                 rgb // ground of the note about repeats
	link, line, focus    rgb
	levels               [5]levelInk // of tail.Unknown … tail.Error
}

// levelInk are the colours of a level's mark and word.
type levelInk struct{ mark, text rgb }

// foundShare is how much of the colour of attention the ground of a match has, of 255:
// as much as leaves text on it its contrast.
const foundShare = 0x50

// pickedShare is the same for the ground of selected rows, on which every level's word
// stands too.
const pickedShare = 0xd8

// newInks resolves the theme's colours.
func newInks() *inks {
	ground := over(rgb{}, theme.Color(theme.ColorNameBackground))
	ink := func(n fyne.ThemeColorName) rgb { return over(ground, theme.Color(n)) }
	k := &inks{
		ground: ground, plain: ink(theme.ColorNameForeground), quiet: ink(look.ColorQuiet),
		picked: mix(ground, ink(theme.ColorNameSelection), pickedShare), found: mix(ground, ink(look.ColorAttention), foundShare),
		band: ink(look.ColorBand), link: ink(theme.ColorNameHyperlink), line: ink(look.ColorInfo),
		focus: ink(theme.ColorNamePrimary),
	}
	for l := tail.Unknown; l <= tail.Error; l++ {
		style := levelLook(l)
		k.levels[l-tail.Unknown] = levelInk{ink(style.mark), ink(style.text)}
	}
	return k
}

// level gives the colours of a level.
func (k *inks) level(l tail.Level) levelInk {
	if l < tail.Unknown || l > tail.Error {
		l = tail.Unknown
	}
	return k.levels[l-tail.Unknown]
}

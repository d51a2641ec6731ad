// Package assets holds what is embedded in the program: the icon. Nothing is
// fetched from anywhere at run time.
package assets

import (
	_ "embed"

	"fyne.io/fyne/v2"
)

//go:embed icon.png
var iconPNG []byte

// Icon is the program's icon, 512×512, made from icon.svg by `make icons`. It reads
// at 16 pixels in one colour: an open ring (the station) around a dot (its state).
var Icon fyne.Resource = fyne.NewStaticResource("icon.png", iconPNG)

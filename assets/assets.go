// Package assets holds what is embedded in the program: the icon. Nothing is
// fetched from anywhere at run time.
package assets

import (
	_ "embed"

	"fyne.io/fyne/v2"
)

//go:embed icon-128.png
var iconPNG []byte

// Icon is the program's icon, 128×128, for window and desktop; packages take the
// 512×512 icon.png. Both are made from icon.svg by `make icons`. It reads at 16 pixels
// in one colour: an open ring (the station) around a dot (its state). The toolkit decodes
// it before the first frame: 512×512 would take 6 ms there.
var Icon fyne.Resource = fyne.NewStaticResource("icon-128.png", iconPNG)

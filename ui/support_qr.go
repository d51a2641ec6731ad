package ui

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	qr "github.com/piglig/go-qr"
)

// qrQuiet is the empty edge a QR code needs around it, in modules (ISO/IEC 18004).
const qrQuiet = 4

// qrPicture shows a text as a QR code: black on white in every theme, since cameras take
// the other way round badly, and each module a whole number of pixels.
type qrPicture struct {
	widget.BaseWidget

	text   string
	code   *qr.QrCode // nil = the text does not fit
	raster *canvas.Raster
}

func newQRPicture() *qrPicture {
	q := &qrPicture{}
	q.raster = canvas.NewRaster(q.draw)
	q.raster.ScaleMode = canvas.ImageScalePixels
	q.ExtendBaseWidget(q)
	return q
}

// SetText shows another text; nothing is painted when it stays.
func (q *qrPicture) SetText(text string) {
	if q.text == text {
		return
	}
	q.text, q.code = text, qrOf(text)
	q.raster.Refresh()
}

// qrOf encodes a text with error level M, of which a seventh may be unreadable; nil when it
// is too long.
func qrOf(text string) *qr.QrCode {
	segments, err := qr.MakeSegments(text)
	if err != nil {
		return nil
	}
	code, err := qr.EncodeSegments(segments, qr.Medium, qr.MinVersion, qr.MaxVersion, -1, false)
	if err != nil {
		return nil
	}
	return code
}

// draw paints w × h pixels: the code as large as whole pixels allow, in the middle of white.
func (q *qrPicture) draw(w, h int) image.Image {
	img := image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White, color.Black})
	if q.code == nil {
		return img
	}
	n := q.code.Size()
	side := min(w, h) / (n + 2*qrQuiet)
	left, top := (w-n*side)/2, (h-n*side)/2
	for y := range n * side {
		row := img.Pix[(top+y)*img.Stride+left:]
		for x := range n * side {
			if q.code.Module(x/side, y/side) {
				row[x] = 1
			}
		}
	}
	return img
}

// CreateRenderer is for Fyne.
func (q *qrPicture) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(q.raster) }

// AccessibilityLabel is what the code says.
func (q *qrPicture) AccessibilityLabel() string { return q.text }

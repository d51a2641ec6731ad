package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// TestSnugAdvice: what is said in one line leaves no room for a second one.
func TestSnugAdvice(t *testing.T) {
	test.NewTempApp(t)
	p := look.NewParagraph("", theme.ColorNameForeground, 1, adviceLines)
	snug := newSnug(p, adviceLines)
	whole := snug.MinSize().Height // before it had a width
	snug.Resize(fyne.NewSize(400, whole))
	for text, want := range map[string]float32{
		"": whole / adviceLines, "Check the cable.": whole / adviceLines,
		strings.Repeat("Check the cable. ", 4): 2 * whole / adviceLines, strings.Repeat("Check the cable. ", 20): whole,
	} {
		p.SetText(text)
		if got := snug.MinSize().Height; got != want {
			t.Errorf("%q takes %v of %v", text, got, whole)
		}
	}
}

package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
)

// TestSnugAdvice: what is said in one line leaves no room for a second one.
func TestSnugAdvice(t *testing.T) {
	test.NewTempApp(t)
	p := look.NewParagraph("", theme.ColorNameForeground, 1, adviceLines)
	snug := container.New(&snugLayout{}, p)
	whole := snug.MinSize().Height // before it had a width
	snug.Resize(fyne.NewSize(400, whole))
	for text, want := range map[string]float32{"": whole / 2, "Check the cable.": whole / 2, strings.Repeat("Check the cable. ", 9): whole} {
		p.SetText(text)
		if got := snug.MinSize().Height; got != want {
			t.Errorf("%q takes %v of %v", text, got, whole)
		}
	}
}

package lookup

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// paneHooks is what the parts of the pane ask of the pane around them.
type paneHooks struct {
	copy     func(string)
	after    func()            // gives the focus back to the entry
	openTest func(id string)   // opens the test a repair answers
	menu     func() *fyne.Menu // what can be done with the open report
	history  func(item)        // shows what a step or measurement was before
	chart    func(row int)     // shows the chart of a step
	later    func(time.Duration, func()) (stop func())
}

// copiedFor is how long a copy button says that it has copied.
const copiedFor = 1500 * time.Millisecond

// newCopyButton makes a button that copies text and says so for a moment.
func newCopyButton(label string, h paneHooks, text func() string) *widget.Button {
	b := widget.NewButtonWithIcon(label, theme.ContentCopyIcon(), nil)
	stop := func() {}
	b.OnTapped = func() {
		h.after()
		whole := text()
		if whole == "" {
			return
		}
		h.copy(whole)
		stop()
		b.SetIcon(theme.ConfirmIcon())
		stop = h.later(copiedFor, func() { b.SetIcon(theme.ContentCopyIcon()) })
	}
	return b
}

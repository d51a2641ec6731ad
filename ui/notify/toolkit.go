package notify

import (
	"context"

	"fyne.io/fyne/v2"
)

// App is what is needed of the toolkit's application.
type App interface {
	SendNotification(*fyne.Notification)
}

// toolkit sends by the toolkit, which can take nothing back: what stands there goes with
// the desktop's own time.
type toolkit struct {
	app  App
	do   func(func()) // posts to the UI goroutine
	able func() error // what keeps this desktop from showing any; nil = nothing does
}

// Send shows m.
func (t toolkit) Send(_ context.Context, m Message) error {
	title, body, err := m.texts()
	if err != nil {
		return err
	}
	if t.able != nil {
		if err := t.able(); err != nil {
			return err
		}
	}
	t.do(func() { t.app.SendNotification(fyne.NewNotification(title, body)) })
	return nil
}

// Withdraw does nothing.
func (toolkit) Withdraw(context.Context) error { return nil }

// Close does nothing.
func (toolkit) Close() error { return nil }

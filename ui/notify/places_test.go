package notify

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// What a folder may be called, as it stands in PowerShell's text: bare and quoted.
func TestPlaces(t *testing.T) {
	for path, want := range map[string]struct{ bare, quoted bool }{
		`C:\Users\op\AppData\Local\Temp`:       {true, true},
		`C:\Users\ANNAMA~1\AppData\Local\Temp`: {true, true},
		`D:\Prüf_platz-7\日本\temp.1`:            {true, true},
		`C:\Users\Anna Maria\AppData\Local`:    {false, true},
		`C:\Users\O'Brien (test), Inc & Co.\x`: {false, true},
		`C:\Users\a;calc`:                      {false, true},
		`C:\Users\$(calc)`:                     {false, false},
		`C:\Users\$env`:                        {false, false},
		"C:\\Users\\a`nb":                      {false, false},
		`C:\Users\a"b`:                         {false, false},
		`C:\Users\a”b`:                         {false, false},
		"C:\\Users\\a\nb":                      {false, false},
		"C:\\Users\\\xff":                      {false, false},
		`\\server\profiles$\op\Temp`:           {false, false},
		`\\server\profiles\op\Temp`:            {true, true},
	} {
		if got := unquoted("%TEMP%", path); (got == nil) != want.bare {
			t.Errorf("%q bare: %v", path, got)
		}
		if got := quoted("%LOCALAPPDATA%", path); (got == nil) != want.quoted {
			t.Errorf("%q quoted: %v", path, got)
		}
	}
	if err := unquoted("%TEMP%", `C:\Users\Anna Maria`); strings.Contains(err.Error(), "Anna") || !strings.Contains(err.Error(), `%TEMP% has the character ' '`) {
		t.Error(err)
	}
}

// counted is a toolkit that counts what it is handed.
type counted int

func (c *counted) SendNotification(*fyne.Notification) { *c++ }

// Where a folder's name would be run, nothing is sent, and the error says why.
func TestNothingIsSentFromSuchAPlace(t *testing.T) {
	var sent counted
	s := toolkit{app: &sent, do: func(fn func()) { fn() }, able: func() error { return unquoted("%TEMP%", `C:\$(calc)`) }}
	var wrong *PlaceError
	if err := s.Send(context.Background(), Opened()); !errors.As(err, &wrong) || wrong.Char != '$' || sent != 0 {
		t.Errorf("%v, sent %d", err, sent)
	}
}

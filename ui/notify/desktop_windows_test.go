package notify

import (
	"errors"
	"testing"
)

// The folders of this PC are looked at each time, wherever its variables point.
func TestWindowsPlaces(t *testing.T) {
	var sent counted
	s := Desktop(&sent, func(fn func()) { fn() }, nil)
	for name, tc := range map[string]struct {
		temp, cache string
		char        rune // 0 = sent
	}{
		"plain":          {`C:\users\op\Temp`, `C:\users\op\AppData\Local`, 0},
		"blank in temp":  {`C:\users\Anna Maria\Temp`, `C:\users\op\AppData\Local`, ' '},
		"blank in cache": {`C:\users\ANNAMA~1\Temp`, `C:\users\Anna Maria\AppData\Local`, 0},
		"code in temp":   {`C:\users\a;calc\Temp`, `C:\users\op\AppData\Local`, ';'},
		"code in cache":  {`C:\users\op\Temp`, `C:\users\$(calc)\AppData\Local`, '$'},
	} {
		t.Setenv("TMP", tc.temp)
		t.Setenv("TEMP", tc.temp)
		t.Setenv("LOCALAPPDATA", tc.cache)
		sent = 0
		err := s.Send(t.Context(), Opened())
		var wrong *PlaceError
		if tc.char == 0 && (err != nil || sent != 1) || tc.char != 0 && (!errors.As(err, &wrong) || wrong.Char != tc.char || sent != 0) {
			t.Errorf("%s: %v, sent %d", name, err, sent)
		}
	}
}

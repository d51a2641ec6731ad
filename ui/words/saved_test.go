package words

import (
	"errors"
	"testing"
	"time"

	"stationcompanion/client"
)

func TestSavedBecause(t *testing.T) {
	at := time.Date(2026, 4, 21, 10, 41, 0, 0, time.UTC)
	for _, c := range []struct {
		cause error
		want  string
	}{
		{nil, "10:41"},
		{&client.Error{Kind: client.KindRefused}, "10:41; WATS does not answer"},
		{&client.Error{Kind: client.KindOpen}, "10:41; WATS does not answer"},
		{errors.New("x"), "10:41; WATS does not answer"},
		{&client.Error{Kind: client.KindUnauthorized}, "10:41; WATS asks for a valid token"},
		{&client.Error{Kind: client.KindNotWATS}, "10:41; what answers is not WATS"},
	} {
		if got := SavedBecause(at, c.cause, at.Add(time.Hour)); got != c.want {
			t.Errorf("%v: %q, want %q", c.cause, got, c.want)
		}
	}
	if got := SavedBecause(at, nil, at.AddDate(0, 0, 1)); got != "yesterday 10:41" {
		t.Errorf("%q", got)
	}
}

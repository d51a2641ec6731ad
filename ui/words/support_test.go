package words

import (
	"testing"
	"time"
)

func TestUptime(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Second: "under a minute", 59 * time.Second: "under a minute", 61 * time.Second: "1 min", 3*time.Hour + 5*time.Minute + 59*time.Second: "3 h 5 min",
		24 * time.Hour: "1 d 0 h", 42*24*time.Hour + 4*time.Hour: "42 d 4 h",
	} {
		if got := Uptime(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

package station

import (
	"os"
	"testing"
	"time"
)

func benchDesk(b *testing.B) Inputs {
	b.Helper()
	dir := b.TempDir()
	in := Inputs{
		LookupEnv:    func(string) (string, bool) { return "", false },
		Hostname:     func() (string, error) { return "test-station-07.local", nil },
		UserPath:     dir + "/user/station.conf",
		EveryonePath: dir + "/everyone/station.conf",
		LegacyDir:    dir + "/here",
		LegacyHome:   dir + "/home",
	}
	writeFile(b, in.UserPath, "# Settings of this account\r\nstation = Line 3 # left\r\nlog_level = DEBUG\r\ntheme = dark\r\n")
	writeFile(b, in.EveryonePath, "station = TEST-07\nserver = https://wats.invalid\nlocked = server\nlocation = Hall 3\n")
	writeFile(b, olderPath(in.LegacyHome), "TEST-STATION-007\n")
	old := time.Now().Add(-time.Hour) // young files are always read
	for _, path := range []string{in.UserPath, in.EveryonePath, olderPath(in.LegacyHome)} {
		if err := os.Chtimes(path, old, old); err != nil {
			b.Fatal(err)
		}
	}
	return in
}

// BenchmarkDetect is the whole detection, files included; target: below 100 µs.
func BenchmarkDetect(b *testing.B) {
	in := benchDesk(b)
	b.ReportAllocs()
	for b.Loop() {
		if s := Load(in); s.Identity.Name != "Line 3" {
			b.Fatal(s.Identity.Name)
		}
	}
}

// BenchmarkPoll is what the watching costs twice a second while nothing changes.
func BenchmarkPoll(b *testing.B) {
	p := poller{keeper: NewKeeper(benchDesk(b))}
	b.ReportAllocs()
	for b.Loop() {
		p.poll()
	}
}

// BenchmarkSave is one durable save: two files and the directory flushed twice.
func BenchmarkSave(b *testing.B) {
	k := NewKeeper(benchDesk(b))
	names := []string{"A", "B"}
	for n := 0; b.Loop(); n++ {
		if _, err := k.Update(ScopeUser, set(KeyStation, names[n%2])); err != nil {
			b.Fatal(err)
		}
	}
}

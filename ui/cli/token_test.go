package cli

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// A token where a serial number belongs is refused in words before anything is sent,
// repeated or written.
func TestATokenIsNoQuestion(t *testing.T) {
	const odd = "held-but-no-base64" // known since it is this station's token
	dir := home(t)
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer s.Close()
	t.Setenv("PYWATS_API_TOKEN", odd)
	for _, args := range [][]string{
		{"lookup", canary}, {"lookup", canary, "--json"}, {"lookup", "Basic " + canary}, {"lookup", "Basic", canary}, {"lookup", "--by", "serial", canary},
		{"lookup", "--", canary}, {"lookup", strings.TrimRight("Bearer "+canary, "=")}, {"lookup", odd}, {"lookup", "Basic " + odd, "--json"},
		{"show", canary}, {"logs", canary}, {"open", canary}, {"code", canary}, {"status", canary}, {canary}, {"config", "set", "station", canary},
		{"config", "get", canary},
	} {
		got := command(t, append([]string{"--server", s.URL}, args...)...)
		silent(t, strings.Join(args, " "), got.out+got.err)
		if strings.Contains(got.out+got.err, odd) || got.code != ExitUsage && got.code != ExitBad {
			t.Errorf("%q: %+v", args, got)
		}
		if !strings.Contains(got.err, "This looks like an access token") || !strings.Contains(got.err, "ut it into the settings") {
			t.Errorf("%q says %q", args, got.err)
		}
	}
	if asked.Load() != 0 {
		t.Errorf("%d requests were sent", asked.Load())
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		silent(t, path, path+string(data))
		if strings.Contains(string(data), odd) {
			t.Errorf("%s holds the token", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

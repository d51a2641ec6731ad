package cli

import (
	"bufio"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stationcompanion/client/demo"
)

// The address is the first line, at once; the server ends with the context.
func TestDemoServesUntilItIsEnded(t *testing.T) {
	home(t)
	c, err := Parse([]string{"demo", "--reports", "50", "--token", "T", "--station", "MY-STATION", "--latency", "1ms"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- Run(ctx, c, Env{Out: in, Err: io.Discard, AskWindow: noWindow})
		in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	address := strings.TrimSpace(line)
	if err != nil || !strings.HasPrefix(address, "http://127.0.0.1:") {
		t.Fatalf("%q, %v", line, err)
	}
	// It wants its token, and there is none.
	if got := command(t, "status", "--server", address); got.code != ExitBad || !strings.HasPrefix(got.out, "Token needed · WATS asks for a valid token.") {
		t.Errorf("%+v", got)
	}
	t.Setenv("PYWATS_API_TOKEN", "T")
	if got := command(t, "status", "--server", address); got.code != ExitOK {
		t.Errorf("%+v", got)
	}
	cancel()
	if got := <-code; got != ExitOK {
		t.Errorf("ended with %d", got)
	}
	if got := command(t, "status", "--server", address); got.code != ExitBad {
		t.Errorf("it still answers: %+v", got)
	}
}

func TestDemoThatCannotBe(t *testing.T) {
	home(t)
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"--fault", "earthquake"}, ExitUsage, "status:503"}, // the kinds are listed
		{[]string{"--addr", "0.0.0.0:0"}, ExitUsage, "127.0.0.1"},
		{[]string{"--load", "nowhere"}, ExitBad, "Cause: "},
	} {
		got := command(t, append([]string{"demo"}, c.args...)...)
		if got.code != c.code || got.out != "" || !strings.Contains(got.err, c.says) {
			t.Errorf("%q: %+v", c.args, got)
		}
	}
}

// TestDemoNamesTheFilesItLeavesOut: a file that is no report is said, not passed over.
func TestDemoNamesTheFilesItLeavesOut(t *testing.T) {
	dir := home(t)
	for name, body := range map[string][]byte{"good.wsjf": demo.BigReport(5, 1), "page.json": []byte("<html>")} {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Parse([]string{"demo", "--load", dir})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // it serves, and ends at once
	var out, said strings.Builder
	if code := Run(ctx, c, Env{Out: &out, Err: &said, AskWindow: noWindow}); code != ExitOK {
		t.Errorf("exit %d", code)
	}
	if !strings.HasPrefix(said.String(), "This file is left out: page.json: ") || !strings.HasPrefix(out.String(), "http://127.0.0.1:") {
		t.Errorf("out %q, err %q", out.String(), said.String())
	}
}

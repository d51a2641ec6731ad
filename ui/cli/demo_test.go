package cli

import (
	"bufio"
	"context"
	"io"
	"strings"
	"testing"
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
	if got := command(t, "status", "--server", address); got.code != ExitBad || !strings.HasPrefix(got.out, "WATS asks for a valid token.") {
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
	for _, args := range [][]string{{"--fault", "earthquake"}, {"--addr", "0.0.0.0:0"}, {"--load", "nowhere"}} {
		got := command(t, append([]string{"demo"}, args...)...)
		if got.code != ExitBad || got.out != "" || !strings.Contains(got.err, "Cause: ") {
			t.Errorf("%q: %+v", args, got)
		}
	}
}

package instance

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// childDir is set in the process that TestKilledWindowIsReplaced starts and kills.
const childDir = "INSTANCE_TEST_CHILD_DIR"

// child claims the session, says so, and answers until it is killed.
func child() {
	h, ok, err := Claim(os.Getenv(childDir), "s")
	fmt.Println(ok, err)
	if !ok {
		os.Exit(1)
	}
	h.Serve(func(context.Context, string, []byte) ([]byte, error) { return []byte("child"), nil })
	os.Exit(0)
}

func TestKilledWindowIsReplaced(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for round := range 3 {
		cmd := exec.Command(self, "-test.run=^$")
		cmd.Env = append(os.Environ(), childDir+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		if line != "true <nil>\n" || err != nil {
			t.Fatalf("round %d: the child said %q, %v", round, line, err)
		}
		if _, ok, err := Claim(dir, "s"); ok || err != nil {
			t.Fatalf("claimed beside a living window: %v, %v", ok, err)
		}
		if got, err := Ask(t.Context(), dir, "s", "status", nil); err != nil || string(got) != "child" {
			t.Fatalf("%q, %v", got, err)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait() //nolint:errcheck // killed
		if _, err := os.Stat(claimPath(dir, "s")); err != nil {
			t.Fatalf("a killed process cannot tidy up, so its file should be there: %v", err)
		}
		if _, err := Ask(t.Context(), dir, "s", "status", nil); !errors.Is(err, ErrNone) {
			t.Fatalf("asked a killed window: %v", err)
		}
	}
	claimed(t, dir, "s", echo)
	if got, err := Ask(t.Context(), dir, "s", "again", nil); err != nil || string(got) != "again:" {
		t.Fatalf("%q, %v", got, err)
	}
}

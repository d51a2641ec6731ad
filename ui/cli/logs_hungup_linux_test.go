package cli

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

// TestFollowEndsWithItsReader: nothing is written to the log after the reader has gone.
func TestFollowEndsWithItsReader(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.log")
	if err := os.WriteFile(path, []byte("one\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Parse([]string{"logs", "--follow", path})
	if err != nil {
		t.Fatal(err)
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(context.Background())
		defer stop()
		code := make(chan int, 1)
		go func() { code <- Run(ctx, c, Env{Out: w, Err: &said{}}) }()
		time.Sleep(3 * problemEvery) // of the bubble
		synctest.Wait()
		select {
		case <-code:
			t.Error("ended though somebody reads")
		default:
		}
		r.Close()
		time.Sleep(problemEvery)
		synctest.Wait()
		select {
		case got := <-code:
			if got != ExitOK {
				t.Errorf("ended with %d", got)
			}
		default:
			t.Error("goes on though nobody reads")
			stop()
			<-code
		}
	})
}

func TestHungUpOfWhatIsNone(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	if hungUp(f) || hungUp(&said{}) {
		t.Error("a file has no other end")
	}
	f.Close()
	if hungUp(f) {
		t.Error("nothing is known of a closed file")
	}
}

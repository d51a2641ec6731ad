package cache_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"stationcompanion/client/cache"
	"stationcompanion/client/report"
)

func Example() {
	dir, _ := os.MkdirTemp("", "reports")
	defer os.RemoveAll(dir)
	saved, err := cache.Open(cache.Options{Dir: dir, Account: "https://wats.example operator"})
	if err != nil {
		fmt.Println("for the log:", err) // saved is usable all the same
	}
	defer saved.Close()

	// While the server answers: what is read passes through a draft.
	answer := strings.NewReader(`{"type":"T","sn":"SN-1001","result":"F"}`)
	draft := saved.Draft()
	defer draft.Drop()
	_, _ = io.Copy(io.Discard, io.TeeReader(answer, draft)) // report.Decode in real life
	id := "0b5e6c1a-6f0e-4c7e-9a43-1f2d3c4b5a69"
	h := report.Header{UUID: id, SerialNumber: "SN-1001", Result: "Failed"}
	if err := draft.Save(context.Background(), id, h); err != nil {
		fmt.Println("for the log:", err)
	}

	// While it does not.
	for _, s := range saved.Find(cache.Query{Serial: "SN-1001"}) {
		body, _, err := saved.Get(s.Header.UUID)
		fmt.Println(s.Header.SerialNumber, s.Header.Verdict(), s.Whole, body.Size(), err)
	}
	// Output: SN-1001 Failed true 40 <nil>
}

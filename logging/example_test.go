package logging_test

import (
	"context"
	"fmt"
	"os"
	"strings"

	"stationcompanion/logging"
)

// One id runs through all lines of an operation, also those of the operations
// inside it.
func Example_correlationIDs() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	log, err := logging.Open(logging.Options{Dir: dir, Format: logging.Text})
	if err != nil {
		fmt.Println(err)
		return
	}
	client := log.For("client")

	ctx := logging.Begin(context.Background(), "lookup")
	client.Info().Ctx(ctx).Str("serial_number", "SN-1").Msg("Looking up")
	inner := logging.Begin(ctx, "report") // the same id, another operation
	client.Info().Ctx(inner).Int("status_code", 200).Msg("Fetching report")
	client.Info().Msg("Outside of both")

	path := log.Path()
	log.Close()
	written, err := os.ReadFile(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	id := logging.CorrelationID(ctx)
	for line := range strings.Lines(strings.ReplaceAll(string(written), id, "<id>")) {
		fmt.Print(line[len("2026-02-02T10:15:23.456Z "):]) // without the time
	}
	// Output:
	// INFO     client: Looking up [correlation_id=<id>] (serial_number=SN-1)
	// INFO     client: Fetching report [correlation_id=<id>] (status_code=200)
	// INFO     client: Outside of both
}

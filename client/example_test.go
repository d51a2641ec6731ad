package client_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/demo"
)

// Look-ups share one pool of connections, and block only their caller.
func Example() {
	server, err := demo.Start(demo.Options{Reports: 100})
	if err != nil {
		log.Fatal(err)
	}
	defer server.Close()

	c := client.New(client.Options{
		Config: client.Config{Server: server.URL(), BreakerThreshold: 5},
		Timing: client.Timing{NoHeartbeat: true}, // a program that shows the connection calls Run
	})
	defer c.Close()

	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	scanned := "\x11" + server.Headers()[0].SerialNumber + "\x19\r\n"
	for range 3 {
		answer, err := c.Find(ctx, client.Query{Text: scanned})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("read as", answer.ReadAs.By, "- found:", len(answer.Headers) > 0)
	}
	newest, err := c.Report(ctx, server.Headers()[0].UUID)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("the newest report has steps:", newest.Len() > 0)
	fmt.Println("requests:", c.Snapshot().Requests, "connections:", c.Snapshot().Conns)
	// Output:
	// read as serial - found: true
	// read as serial - found: true
	// read as serial - found: true
	// the newest report has steps: true
	// requests: 4 connections: 1
}

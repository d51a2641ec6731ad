package client_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"stationcompanion/client"
	"stationcompanion/client/demo"
)

// TestInvestigate: over real sockets, what was meant is found from what was scanned or
// typed, with the reason.
func TestInvestigate(t *testing.T) {
	server, err := demo.Start(demo.Options{Reports: 300})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	c := client.New(client.Options{Config: client.Config{Server: server.URL()}, Timing: client.Timing{NoHeartbeat: true}})
	t.Cleanup(c.Close)
	for _, tc := range []struct {
		text, serial string
		why          client.Why
	}{
		{"SNß1001", "SN-1001", client.WhyLayout},      // German PC
		{"SN+1001", "SN-1001", client.WhyLayout},      // Norwegian PC
		{"SN-IOOI", "SN-1001", client.WhyLookalike},   // typed from a label
		{"sn-1001", "SN-1001", client.WhyCase},        //
		{"SN-1001/OTHER", "SN-1001", client.WhyPart},  // composite barcode, other part
		{"SN-100", "SN-1001", client.WhyBegins},       // the scanner lost the end
		{"SN-1009", "SN-1001", client.WhyPrefix},      // a neighbour
		{" SN-1009\r\n", "SN-1001", client.WhyPrefix}, // an envelope is no difference
	} {
		n := c.Investigate(context.Background(), tc.text)
		if n.Unasked != nil || len(n.Near) == 0 || len(n.Near) > 5 {
			t.Errorf("%q: %+v", tc.text, n)
			continue
		}
		found := n.Near[0]
		if tc.why == client.WhyBegins || tc.why == client.WhyPrefix {
			if !strings.HasPrefix(found.Serial, "SN-100") || found.Why != tc.why {
				t.Errorf("%q: %+v", tc.text, found)
			}
			continue
		}
		if found.Serial != tc.serial || found.Why != tc.why || found.Part == "" || found.Newest.UUID == "" {
			t.Errorf("%q: %+v", tc.text, found)
		}
	}
	if n := c.Investigate(context.Background(), `A*B/C\D_E`); n.Wildcards != `*/\_` || len(n.Near) != 0 {
		t.Errorf("%+v", n)
	}
	asked := server.Requests()
	for _, text := range []string{"", "6f1a2c3d-1111-4222-8333-444455556666", strings.Repeat("x", 300)} {
		if n := c.Investigate(context.Background(), text); len(n.Near) > 0 || n.Unasked != nil {
			t.Errorf("%.40q: %+v", text, n)
		}
	}
	if server.Requests() != asked {
		t.Error("what cannot be near anything was asked")
	}
	if err := server.SetFault(string(demo.FaultRefuse)); err != nil {
		t.Fatal(err)
	}
	if n := c.Investigate(context.Background(), "SN-1009"); n.Unasked == nil || errors.Is(n.Unasked, context.Canceled) {
		t.Errorf("%+v", n)
	}
}

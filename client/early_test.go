package client_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

// TestShownBeforeTheEnd: over a real socket, header and first failing step are told while
// the server still holds back the rest of the report.
func TestShownBeforeTheEnd(t *testing.T) {
	const id = "6f1a2c3d-1111-4222-8333-444455556666"
	begin := `{"type":"T","id":"` + id + `","pn":"PCBA-100","sn":"SN-1001","result":"F","root":{"name":"Main","status":"F","steps":[
		{"name":"VCC 3V3","status":"F","numericMeas":[{"compOp":"GELE","status":"F","value":3.71,"lowLimit":3.15,"highLimit":3.45}]}`
	step := `,{"name":"Filler","status":"P","numericMeas":[{"compOp":"LOG","status":"P","value":1}]}`
	told := make(chan struct{})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, begin+strings.Repeat(step, 3000))
		w.(http.Flusher).Flush()
		select {
		case <-told:
		case <-r.Context().Done():
			return
		}
		io.WriteString(w, `]}}`)
	})}
	go server.Serve(ln)
	defer server.Close()
	c := client.New(client.Options{Config: client.Config{Server: "http://" + ln.Addr().String()}, Timing: client.Timing{NoHeartbeat: true}})
	defer c.Close()

	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	var early *report.Early
	o, err := c.OpenShowing(ctx, id, func(e report.Early) {
		if early == nil && e.Failure != nil {
			early = &e
			close(told)
		}
	})
	if err != nil || o.Report.Len() != 3002 {
		t.Fatalf("%v", err)
	}
	if early == nil || early.Report.SerialNumber != "SN-1001" || early.Failure.Step.Name != "VCC 3V3" || early.Failure.M.Value.Raw != "3.71" {
		t.Errorf("told %+v", early)
	}
	if early.Report.Len() != 0 {
		t.Error("what was told changes later")
	}
}

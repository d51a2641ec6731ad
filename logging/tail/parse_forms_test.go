package tail

import "time"

// april is the time in the lines of programs that have nothing to do with WATS.
func april(ms int, zone *time.Location) time.Time {
	return time.Date(2026, 4, 21, 9, 31, 5, ms*1e6, zone)
}

// jsonCases are JSON and logfmt lines of others.
var jsonCases = []lineCase{
	{`{"level":50,"time":1776763865123,"pid":1,"msg":"bunyan"}`, Line{Time: april(123, time.UTC), Level: Error, Message: "bunyan", Fields: "pid=1"}},
	{`{"time":1776763865.5,"msg":"no level"}`, Line{Time: april(500, time.UTC), Level: Info, Message: "no level"}},
	{`{"time":1776763865123456789,"msg":"nanoseconds"}`, Line{Time: april(0, time.UTC).Add(123456789), Level: Info, Message: "nanoseconds"}},
	{`{"@t":"2026-04-21T09:31:05.1230000Z","@mt":"Serilog {X}","@l":"Warning","X":1,"SourceContext":"A.B"}`, Line{Time: april(123, time.UTC), Level: Warning, Message: "Serilog {X}", Logger: "A.B", Fields: "X=1"}},
	{`{"asctime":"2026-04-21 09:31:05,123","levelname":"INFO","message":"python"}`, Line{Time: april(123, time.Local), Level: Info, Message: "python"}},
	{`{"time":"2026-04-21T09:31:05Z","value":3}`, Line{Level: Unknown, Message: `{"time":"2026-04-21T09:31:05Z","value":3}`}},
	{`{"message":"An error has occurred."}`, Line{Level: Unknown, Message: `{"message":"An error has occurred."}`}},
	{`{"level":"ERROR+1","msg":"slog","correlationId":"c"}`, Line{Level: Error, Message: "slog", CorrelationID: "c"}},
	{`time=2026-04-21T09:31:05.123Z level=ERROR msg="it \"failed\"" report_id=f3 err="a b"`, Line{Time: april(123, time.UTC), Level: Error, Message: `it "failed"`, Fields: `report_id=f3 err="a b"`}},
	{`time="2026-04-21T09:31:05Z" level=warning msg=slow logger=db correlation_id=c1`, Line{Time: april(0, time.UTC), Level: Warning, Message: "slow", Logger: "db", CorrelationID: "c1"}},
	{`ts=1776763865 caller=x.go:3 msg=hi`, Line{Time: april(0, time.UTC), Level: Info, Message: "hi", Fields: "caller=x.go:3"}},
	{`level=info then plain words`, Line{Level: Info, Message: "then plain words"}},
	{`level=info msg=a then words`, Line{Level: Info, Message: "a", Fields: "then words"}},
	{`level=5.1V at pin 3`, Line{Level: Unknown, Message: "level=5.1V at pin 3"}},
	{`time=5s`, Line{Level: Unknown, Message: "time=5s"}},
	{`x=1 level=error`, Line{Level: Unknown, Message: "x=1 level=error"}},
}

// textCases are the orders in which programs put time, level, name and message.
var textCases = []lineCase{
	{`2026-04-21 09:31:05,123 [main] ERROR Logger.Name - message`, Line{Time: april(123, time.Local), Level: Error, Logger: "Logger.Name", Message: "message"}},
	{`2026-04-21 09:31:05,123 [Worker thread 12] WARN  Form1 [(null)] - a - b`, Line{Time: april(123, time.Local), Level: Warning, Logger: "Form1", Message: "a - b"}},
	{`2026-04-21 09:31:05,123 [14] INFO  Step - passed`, Line{Time: april(123, time.Local), Level: Info, Logger: "Step", Message: "passed"}},
	{`2026-04-21 09:31:05 INFO Step - passed`, Line{Time: april(0, time.Local), Level: Info, Message: "Step - passed"}},
	{`2026-04-21 09:31:05.1234|ERROR|App.Logger|message|more`, Line{Time: april(0, time.Local).Add(123400 * time.Microsecond), Level: Error, Logger: "App.Logger", Message: "message|more"}},
	{`2026-04-21 09:31:05.1234|I|two words|x`, Line{Time: april(0, time.Local).Add(123400 * time.Microsecond), Level: Info, Message: "two words|x"}},
	{"2026-04-21 09:31:05.123\tERROR\tCould not open port\tCOM3", Line{Time: april(123, time.Local), Level: Error, Message: "Could not open port\tCOM3"}},
	{"2026-04-21\t09:31:05.123\tWarning\tDAQ\tslow", Line{Time: april(123, time.Local), Level: Warning, Logger: "DAQ", Message: "slow"}},
	{"2026-04-21T09:31:05.123Z\tinfo\tserver/main.go:12\tlistening\t{\"port\": 80}", Line{Time: april(123, time.UTC), Level: Info, Message: "server/main.go:12\tlistening\t{\"port\": 80}"}},
	{`2026-04-21 09:31:05.123 +02:00 [ERR] Serilog`, Line{Time: april(123, time.FixedZone("", 7200)), Level: Error, Message: "Serilog"}},
	{`[09:31:05 INF] Serilog's console`, Line{Level: Info, Message: "Serilog's console"}},
	{`[2026-04-21 09:31:05 +0200] [123] [INFO] gunicorn`, Line{Time: april(0, time.FixedZone("", 7200)), Level: Info, Message: "gunicorn"}},
	{`2026-04-21 09:31:05.123 UTC [1234] ERROR:  relation`, Line{Time: april(123, time.UTC), Level: Error, Message: "relation"}},
	{`2026/04/21 09:31:05 [error] 1234#0: *1 open() failed`, Line{Time: april(0, time.Local), Level: Error, Message: "1234#0: *1 open() failed"}},
	{`2026/04/21 09:31:05 main.go:12: message`, Line{Time: april(0, time.Local), Level: Info, Message: "main.go:12: message"}},
	{`2026-04-21 09:31:05 server: error: cannot open`, Line{Time: april(0, time.Local), Level: Error, Logger: "server", Message: "cannot open"}},
	{`2026-04-21 09:31:05 warning: low`, Line{Time: april(0, time.Local), Level: Warning, Message: "low"}},
	{`2026-04-21 09:31:05, Error, it failed`, Line{Time: april(0, time.Local), Level: Error, Message: "it failed"}},
	{`2026-04-21 09:31:05 -5000 counts`, Line{Time: april(0, time.Local), Level: Info, Message: "-5000 counts"}},
	{`2026-04-21 09:31:05 INFO -5 V [a] (b)`, Line{Time: april(0, time.Local), Level: Info, Message: "-5 V [a] (b)"}},
	{`2026-04-21 09:31:05 INFO >> *IDN?`, Line{Time: april(0, time.Local), Level: Info, Message: ">> *IDN?"}},
	// the level is the sentence's
	{`2026-04-21 09:31:05 Error opening port`, Line{Time: april(0, time.Local), Level: Error, Message: "Error opening port"}},
	{`2026-04-21 09:31:05 debug connected`, Line{Time: april(0, time.Local), Level: Debug, Message: "debug connected"}},
	{`2026-04-21 09:31:05 Debug build of today`, Line{Time: april(0, time.Local), Level: Info, Message: "Debug build of today"}},
	{`2026-04-21 09:31:05 Unhandled exception in step`, Line{Time: april(0, time.Local), Level: Error, Message: "Unhandled exception in step"}},
	{`2026-04-21 09:31:05 ValueError: bad`, Line{Time: april(0, time.Local), Level: Error, Message: "ValueError: bad"}},
	{`2026-04-21 09:31:05 System.IO.IOException`, Line{Time: april(0, time.Local), Level: Error, Message: "System.IO.IOException"}},
	{`2026-04-21 09:31:05 Errors: 0, all is FINE`, Line{Time: april(0, time.Local), Level: Info, Message: "Errors: 0, all is FINE"}},
	{`2026-04-21 09:31:05 Step 3 [FAIL] 5.1 V`, Line{Time: april(0, time.Local), Level: Info, Message: "Step 3 [FAIL] 5.1 V"}},
	// the level first
	{`ERROR 2026-04-21 09:31:05,123 it failed`, Line{Time: april(123, time.Local), Level: Error, Message: "it failed"}},
	{`[WARN ] [2026-04-21 09:31:05] low`, Line{Time: april(0, time.Local), Level: Warning, Message: "low"}},
	{` INFO 2026-04-21 09:31:05,123 padded`, Line{Time: april(123, time.Local), Level: Info, Message: "padded"}},
	{`ERROR: no port`, Line{Level: Error, Message: "no port"}},
	{`fail: Microsoft.Hosting.Lifetime[0]`, Line{Level: Error, Message: "Microsoft.Hosting.Lifetime[0]"}},
	{"\x1b[90m2026-04-21T09:31:05Z\x1b[0m \x1b[31mERR\x1b[0m zerolog", Line{Time: april(0, time.UTC), Level: Error, Message: "zerolog"}},
	{"\ufeff2026-04-21 09:31:05 INFO mark", Line{Time: april(0, time.Local), Level: Info, Message: "mark"}},
	{"\x00\x002026-04-21 09:31:05 INFO after a power cut", Line{Time: april(0, time.Local), Level: Info, Message: "after a power cut"}},
}

// dateCases are the other ways to write a time.
var dateCases = []lineCase{
	{`21.04.2026 09:31:05 ERROR x`, Line{Time: april(0, time.Local), Level: Error, Message: "x"}},
	{`21.4.2026 9:31:05,123 x`, Line{Time: april(123, time.Local), Level: Info, Message: "x"}},
	{`21.04.2026;09:31:05;WARN;x`, Line{Time: april(0, time.Local), Level: Warning, Message: "x"}},
	{`31.04.2026 09:31:05 x`, Line{Level: Unknown, Message: `31.04.2026 09:31:05 x`}},
	{`04/21/2026 09:31:05 ERROR x`, Line{Level: Error, Message: "x"}},
	{`4/5/2026 9:31:05 AM x`, Line{Level: Info, Message: "x"}},
	{`21/04/2026, 09:31:05 WARN x`, Line{Level: Warning, Message: "x"}},
	{`21-Apr-2026 09:31:05.123 SEVERE [main] tomcat`, Line{Time: april(123, time.Local), Level: Error, Message: "[main] tomcat"}},
	{`[21/Apr/2026 09:31:05] "GET /"`, Line{Time: april(0, time.Local), Level: Info, Message: `"GET /"`}},
	{`21 Apr 2026 09:31:05 x`, Line{Time: april(0, time.Local), Level: Info, Message: "x"}},
	{`2026.04.21 09:31:05 x`, Line{Time: april(0, time.Local), Level: Info, Message: "x"}},
	{`21.04.2026 9:31:05 PM x`, Line{Time: april(0, time.Local).Add(12 * time.Hour), Level: Info, Message: "x"}},
	{`Tue Apr 21 09:31:05 2026 openvpn`, Line{Time: april(0, time.Local), Level: Info, Message: "openvpn"}},
	{`Tue Apr 21 09:31:05 UTC 2026 date`, Line{Time: april(0, time.UTC), Level: Info, Message: "date"}},
	{`[Tue Apr 21 09:31:05.123 2026] [core:error] [pid 35708] File does not exist`, Line{Time: april(123, time.Local), Level: Error, Logger: "core", Message: "[pid 35708] File does not exist"}},
	{`127.0.0.1 - - [21/Apr/2026:09:31:05 +0200] "GET / HTTP/1.0" 200 2326`, Line{Time: april(0, time.FixedZone("", 7200)), Level: Info, Message: `127.0.0.1 - - [21/Apr/2026:09:31:05 +0200] "GET / HTTP/1.0" 200 2326`}},
	{`host [21/Apr/2026:09:31:05 +0200 and more`, Line{Level: Unknown, Message: `host [21/Apr/2026:09:31:05 +0200 and more`}},
	{`E0421 09:31:05.123456 1234 file.go:12] msg] x`, Line{Level: Error, Logger: "file.go:12", Message: "msg] x"}},
	{`I20260421 09:31:05.123000  1234 file.cc:12] msg`, Line{Time: april(123, time.Local), Level: Info, Logger: "file.cc:12", Message: "msg"}},
	{`Nov 26 01:02:03 host app[77]: msg: x`, Line{Level: Info, Logger: "app", Message: "msg: x"}},
	{`Nov  6 01:02:03 host app: ERROR: it failed`, Line{Level: Error, Logger: "app", Message: "it failed"}},
	{`Nov 26 01:02:03 host says hello`, Line{Level: Info, Message: "host says hello"}},
	{`2024-02-29 10:15:23 leap`, Line{Time: time.Date(2024, 2, 29, 10, 15, 23, 0, time.Local), Level: Info, Message: "leap"}},
	{`2026-02-29 10:15:23 no leap`, Line{Level: Unknown, Message: `2026-02-29 10:15:23 no leap`}},
	{`2026-04-21 09:31:05abc`, Line{Level: Unknown, Message: `2026-04-21 09:31:05abc`}},
}

// plainCases are text nobody knows.
var plainCases = []lineCase{
	{`---- Test sequence ----`, Line{Level: Unknown, Message: `---- Test sequence ----`}},
	{`Voltage;5.01;V;PASS`, Line{Level: Unknown, Message: `Voltage;5.01;V;PASS`}},
	{`1.2.3 is a version`, Line{Level: Unknown, Message: `1.2.3 is a version`}},
	{`FINE print`, Line{Level: Unknown, Message: `FINE print`}},
	{`information for the operator`, Line{Level: Unknown, Message: `information for the operator`}},
	{`[section]`, Line{Level: Unknown, Message: `[section]`}},
	{`[1, 2, 3]`, Line{Level: Unknown, Message: `[1, 2, 3]`}},
	{`    at Foo.Bar(String x)`, Line{Level: Unknown, Message: `    at Foo.Bar(String x)`}},
	{"\t... 12 more", Line{Level: Unknown, Message: "\t... 12 more"}},
	{`Caused by: java.io.IOException: x`, Line{Level: Unknown, Message: `Caused by: java.io.IOException: x`}},
	{`info: done`, Line{Level: Unknown, Message: `info: done`}},
	{"\x00\xff\xfe\x1b[", Line{Level: Unknown, Message: "\x00\xff\xfe\x1b["}},
	{" ", Line{Level: Unknown, Message: " "}},
	{"[", Line{Level: Unknown, Message: "["}},
}

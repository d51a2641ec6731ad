package tail

import (
	"strings"
	"testing"
)

// benchLines are usual lines of about 200 bytes, one of each form.
var benchLines = []struct {
	name, raw string
	level     Level
}{
	{"JSON", `{"timestamp":"2026-02-02T10:15:23.456Z","level":"INFO","logger":"client","message":"Fetching report","correlation_id":"a1b2c3d4e5f60718","operation":"lookup","user":"ola","pid":4711,"station":"LINE-3","report_id":"f3c1a2b4-0000-4000-8000-1234567890ab","status_code":200}`, Info},
	{"Text", `2026-02-02T10:15:23.456Z INFO     client: Fetching report [correlation_id=a1b2c3d4e5f60718] (report_id=f3c1a2b4-0000-4000-8000-1234567890ab status_code=200 bytes=4711 took_ms=12 serial_number=SN-1001 url=/api/x)`, Info},
	{"JSON-level-last", `{"time":1776763865123,"pid":4711,"hostname":"LINE-3","component":"runner","msg":"Step 12 of 40 finished, the voltage on rail 3 is within limits","took_ms":12,"serial_number":"SN-1001","part":"PN-7","level":30}`, Info},
	{"pyWATS", `2026-02-03 14:37:38,392 [INFO] [a1b2c3d4] pywats.core.x: Submitted report 6f1c2a9e-8a4b-4c6d-9e0f-1234567890ab of serial number SN-1001 to https://wats.example.com in 312 ms, 214 steps, status passed, queue 0 left`, Info},
	{"pyWATS-JSON", `{"timestamp": "2026-02-03T14:37:38.392000+00:00", "level": "ERROR", "logger": "pywats.core", "message": "it failed", "correlation_id": "a1b2c3d4", "report_id": 123, "instance_id": "default", "log_path": "C:/ProgramData/x"}`, Error},
	{"console", `00:28:15 [INFO] pywats_client.service.async_converter_pool: Converted C:/Data/Reports/2026-02-03/UUT_SN-1001_0000123.xml with converter SpeaICT in 312 ms, 214 steps, status passed, queue has 0 files left to do now`, Info},
	{"wats.log", `2026-02-03T14:37:38.1234567+01:00;;Virinco.WATS.Logging.Client Warning: 0 : 2026-02-03T14:37:38.1244567+01:00;;Th[0x04],Cnv[Spea],Check[],Checkfolder result: pending count: 0, new files: 0, folder C:\Data\In`, Warning},
	{"log4j", `2026-04-21 09:31:05,123 [Worker thread 12] ERROR Test.Executive.Runner - Step 12 of 40 failed: the voltage on rail 3 is 3.61 V, limits 3.20 V to 3.40 V, instrument DMM1 at GPIB0::22::INSTR, operator ola nord, part PN-7`, Error},
	{"NLog", `2026-04-21 09:31:05.1234|ERROR|Test.Executive.Runner|Step 12 of 40 failed: the voltage on rail 3 is 3.61 V, limits 3.20 V to 3.40 V, instrument DMM1 at GPIB0::22::INSTR, operator ola nord, part PN-7 on fixture 3 of 4`, Error},
	{"tabs", "2026-04-21 09:31:05.123\tError\tDAQ\tStep 12 of 40 failed: the voltage on rail 3 is 3.61 V, limits 3.20 V to 3.40 V, instrument DMM1 at GPIB0::22::INSTR, operator ola nord, part PN-7 on fixture 3 of 4, slot 2 of the left rack", Error},
	{"no-level", `2026/04/21 09:31:05 main.go:12: Step 12 of 40 finished: the voltage on rail 3 is 3.31 V, limits 3.20 V to 3.40 V, instrument DMM1 at GPIB0::22::INSTR, operator ola nord, part PN-7 on fixture 3 of 4, slot 2 of the left rack`, Info},
	{"logfmt", `time=2026-04-21T09:31:05.123Z level=INFO msg="Step 12 of 40 finished" rail=3 volts=3.31 low=3.20 high=3.40 instrument=DMM1 address=GPIB0::22::INSTR operator="ola nord" part=PN-7 fixture=3 slot=2 rack=left took=12ms`, Info},
	{"glog", `E0421 09:31:05.123456 1234 file.go:12] Step 12 of 40 failed: the voltage on rail 3 is 3.61 V, limits 3.20 V to 3.40 V, instrument DMM1 at GPIB0::22::INSTR, operator ola nord, part PN-7 on fixture 3 of 4, slot 2 of the rack`, Error},
	{"syslog", `Nov 26 01:02:03 line-3 testexec[4711]: Step 12 of 40 finished: the voltage on rail 3 is 3.31 V, limits 3.20 V to 3.40 V, instrument DMM1 at GPIB0::22::INSTR, operator ola nord, part PN-7 on fixture 3 of 4, slot 2 of the rack`, Info},
	{"trace", `   at Virinco.WATS.REST.ServiceProxy.PostJson[responseT](String url, Object body, Boolean retry, TimeSpan timeout) in C:\Build\agent\_work\12\s\Source\Virinco.WATS.Interface\REST\ServiceProxy.Requests.cs:line 312 of the sources`, Unknown},
	{"unknown", `Voltage on rail 3 is 3.31 V, limits 3.20 V to 3.40 V, instrument DMM1 at GPIB0::22::INSTR, operator ola nord, part PN-7 on fixture 3 of 4, slot 2 of the left rack, next calibration in 31 days, humidity 41 %, 21.5 degrees`, Unknown},
}

func BenchmarkParseLine(b *testing.B) {
	for _, c := range benchLines {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if ParseLine(c.raw).Level != c.level {
					b.Fatal("not understood")
				}
			}
		})
	}
}

func BenchmarkLevelOf(b *testing.B) {
	for _, c := range benchLines {
		line := []byte(c.raw)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if LevelOf(line) != c.level {
					b.Fatal("not understood")
				}
			}
		})
	}
}

func BenchmarkIsHead(b *testing.B) {
	for _, c := range benchLines {
		line := []byte(c.raw)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if IsHead(line) != (c.level != Unknown) {
					b.Fatal("not understood")
				}
			}
		})
	}
}

func BenchmarkTimeOf(b *testing.B) {
	for _, c := range benchLines {
		line := []byte(c.raw)
		timed := c.level != Unknown && !strings.Contains("console glog syslog", c.name)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if TimeOf(line).IsZero() == timed {
					b.Fatal("not understood")
				}
			}
		})
	}
}

func BenchmarkReferences(b *testing.B) {
	for _, c := range benchLines {
		l := ParseLine(c.raw)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				References(l)
			}
		})
	}
}

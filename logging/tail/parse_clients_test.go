package tail

import "time"

// clientTime is the time in the lines of other WATS programs.
func clientTime(nanos int, zone *time.Location) time.Time {
	return time.Date(2026, 2, 3, 14, 37, 38, nanos, zone)
}

var (
	oslo    = time.FixedZone("", 3600)
	watsNow = clientTime(123456700, oslo)
	pyNow   = clientTime(392e6, time.Local)
)

// watsCases are lines of the official client's wats.log.
var watsCases = []lineCase{
	{`%BeginHeader:WatsLogFile%`, Line{Level: Info, Message: `%BeginHeader:WatsLogFile%`}},
	{`{`, Line{Level: Unknown, Message: `{`}},
	{`  "created": "2/3/2026 2:37:38 PM +01:00",`, Line{Level: Unknown, Message: `  "created": "2/3/2026 2:37:38 PM +01:00",`}},
	{`}`, Line{Level: Unknown, Message: `}`}},
	{`%EndHeader:WatsLogFile%`, Line{Level: Unknown, Message: `%EndHeader:WatsLogFile%`}},
	{`2026-02-03T14:37:38.1234567+01:00;INFO;WATS logfile Created`, Line{Time: watsNow, Level: Info, Message: "WATS logfile Created"}},
	{`2026-02-03T14:37:38.1234567+01:00;INFO;Tracelistener started for WATSService, Version=6.1.0.0, Culture=neutral, PublicKeyToken=null`,
		Line{Time: watsNow, Level: Info, Message: "Tracelistener started for WATSService, Version=6.1.0.0, Culture=neutral, PublicKeyToken=null"}},
	{`2026-02-03T14:37:38.1234567+01:00;;Virinco.WATS.Logging.Client Warning: 0 : 2026-02-03T14:37:38.1244567+01:00;;Check for updates failed.`,
		Line{Time: watsNow, Level: Warning, Logger: "Virinco.WATS.Logging.Client", Message: "Check for updates failed."}},
	{`2026-02-03T14:37:38.1234567+01:00;;Virinco.WATS.Logging.Client Error: 0 : 2026-02-03T14:37:38.1244567+01:00;;Message="Failed to update GPS Position.";`,
		Line{Time: watsNow, Level: Error, Logger: "Virinco.WATS.Logging.Client", Message: "Failed to update GPS Position."}},
	{`2026-02-03T14:37:38.1234567+01:00;;Virinco.WATS.Logging.Client Critical: -7 : 2026-02-03T14:37:38.1244567+01:00;;ErrorLog {`,
		Line{Time: watsNow, Level: Error, Logger: "Virinco.WATS.Logging.Client", Message: "ErrorLog {"}},
	{`2026-02-03T14:37:38.1234567+01:00;;Virinco.WATS.Logging.Client Start: 0 : 2026-02-03T14:37:38.1244567+01:00;;WATS Client Service [v.6.1.0.0] starting @2026-02-03T14:37:38.1234567+01:00 `,
		Line{Time: watsNow, Level: Info, Logger: "Virinco.WATS.Logging.Client", Message: "WATS Client Service [v.6.1.0.0] starting @2026-02-03T14:37:38.1234567+01:00 "}},
	{`2026-02-03T14:37:38.1234567+01:00;;Virinco.WATS.Logging.Client Verbose: 0 : 2026-02-03T14:37:38.1244567+01:00;;Th[0x04],Cnv[x],Check[],Checkfolder result: pending count: 0; new files: 0`,
		Line{Time: watsNow, Level: Debug, Logger: "Virinco.WATS.Logging.Client", Message: "Th[0x04],Cnv[x],Check[],Checkfolder result: pending count: 0; new files: 0"}},
	{`2026-02-03T14:37:38.1234567+01:00;;Virinco.WATS.Logging.Client Information: 0 : `, Line{Time: watsNow, Level: Info, Logger: "Virinco.WATS.Logging.Client"}},
	{`2026-02-03T14:37:38.1234567+01:00;;connected; all is well`, Line{Time: watsNow, Level: Info, Message: "connected; all is well"}},
	{`2026-02-03T14:37:38.1234567+01:00;;System.Net.WebException: The remote name could not be resolved`,
		Line{Time: watsNow, Level: Error, Message: "System.Net.WebException: The remote name could not be resolved"}},
	{`2026-02-03T14:37:38.1234567+01:00;Converter;Warning: folder is full`, Line{Time: watsNow, Level: Warning, Logger: "Converter", Message: "Warning: folder is full"}},
	{`2026-02-03T14:37:38.1234567+01:00;Failed to open file: C:\x`, Line{Time: watsNow, Level: Error, Message: `Failed to open file: C:\x`}},
	{`2026-02-03T14:37:38.1234567Z;;x`, Line{Time: clientTime(123456700, time.UTC), Level: Info, Message: "x"}},
	{`2026-02-03T14:37:38.1234567+01:00;`, Line{Time: watsNow, Level: Error}},
	// what follows an exception
	{`{"ClassName":"System.Net.WebException","Message":"The remote name","Data":null}`, Line{Level: Unknown, Message: `{"ClassName":"System.Net.WebException","Message":"The remote name","Data":null}`}},
	{`   at System.Net.HttpWebRequest.GetResponse()`, Line{Level: Unknown, Message: `   at System.Net.HttpWebRequest.GetResponse()`}},
	{"\tCategory=\"Unknown\";", Line{Level: Unknown, Message: "\tCategory=\"Unknown\";"}},
	// the same columns without the client's time are some table's
	{`2026-02-03 14:37:38;ERROR;DAQ;lost`, Line{Time: clientTime(0, time.Local), Level: Error, Logger: "DAQ", Message: "lost"}},
}

// pythonCases are lines of pyWATS and its service.
var pythonCases = []lineCase{
	{`2026-02-03 14:37:38,392 [INFO] [a1b2c3d4] pywats.core.x: message: with colon`, Line{Time: pyNow, Level: Info, Logger: "pywats.core.x", Message: "message: with colon", CorrelationID: "a1b2c3d4"}},
	{`2026-02-03 14:37:38,392 [CRITICAL] [--------] pywats: [a] message`, Line{Time: pyNow, Level: Error, Logger: "pywats", Message: "[a] message"}},
	{`2026-02-03 14:37:38,392 [WARNING] [a1b2c3d4] no logger here`, Line{Time: pyNow, Level: Warning, Message: "[a1b2c3d4] no logger here"}},
	{`[DEBUG] [a1b2c3d4] pywats.core.x: no time`, Line{Level: Debug, Logger: "pywats.core.x", Message: "no time", CorrelationID: "a1b2c3d4"}},
	{`2026-02-03 14:37:38,392 - pywats.core - WARNING - slow`, Line{Time: pyNow, Level: Warning, Logger: "pywats.core", Message: "slow"}},
	{`{"timestamp": "2026-02-03T14:37:38.392000+00:00", "level": "ERROR", "logger": "pywats.core", "message": "it failed", "correlation_id": "a1b2c3d4", "report_id": 123}`,
		Line{Time: clientTime(392e6, time.UTC), Level: Error, Logger: "pywats.core", Message: "it failed", CorrelationID: "a1b2c3d4", Fields: "report_id=123"}},
	{`{"timestamp": "2026-02-03 14:37:38,392", "level": "INFO", "logger": "pywats", "message": "m", "correlation_id": "--------"}`, Line{Time: pyNow, Level: Info, Logger: "pywats", Message: "m"}},
	// the console, without a date
	{`00:28:15 [INFO] pywats_client.service.x: message`, Line{Level: Info, Logger: "pywats_client.service.x", Message: "message"}},
	{`00:28:15 [ERROR] root: message`, Line{Level: Error, Logger: "root", Message: "message"}},
	{`00:28:15 [WARNING] Result: message`, Line{Level: Warning, Message: "Result: message"}},
	{`00:28:15 something without a level`, Line{Level: Info, Message: "something without a level"}},
	{`Traceback (most recent call last):`, Line{Level: Unknown, Message: `Traceback (most recent call last):`}},
	{`  File "a.py", line 3, in run`, Line{Level: Unknown, Message: `  File "a.py", line 3, in run`}},
	{`    ERROR = 1`, Line{Level: Unknown, Message: `    ERROR = 1`}},
	{`pywats.core.exceptions.ServerError: 500`, Line{Level: Unknown, Message: `pywats.core.exceptions.ServerError: 500`}},
	{`During handling of the above exception, another exception occurred:`, Line{Level: Unknown, Message: `During handling of the above exception, another exception occurred:`}},
	{`00:28`, Line{Level: Unknown, Message: `00:28`}},
	{`00:28:15:ab:cd:ef is a MAC address`, Line{Level: Unknown, Message: `00:28:15:ab:cd:ef is a MAC address`}},
	{`25:00:00 is no time`, Line{Level: Unknown, Message: `25:00:00 is no time`}},
}

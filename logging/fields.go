package logging

// Field describes one key of a log line.
type Field struct {
	Name    string // as it is written
	ECS     string // its name in the Elastic Common Schema; labels.* where that has none
	Meaning string // with its unit
}

// Fields lists every key the program writes, in the order of a line. The names
// of the Elastic Common Schema are those of version 8.
var Fields = []Field{
	{"timestamp", "@timestamp", "when the line was written: RFC 3339, milliseconds, UTC"},
	{"level", "log.level", "DEBUG, INFO, WARNING or ERROR"},
	{"logger", "log.logger", "the part of the program that speaks"},
	{"message", "message", "what happened; a constant text, data are in the fields"},
	{"correlation_id", "trace.id", "one id for all lines and requests of one operation; also sent as X-Correlation-ID"},
	{"operation", "event.action", "what the person or the program was doing"},
	{"user", "user.name", "the account the program runs under"},
	{"pid", "process.pid", "the process that wrote the line"},
	{"station", "service.node.name", "the station's name as this program calls it"},

	{"report_id", "labels.report_id", "the report, as WATS names it"},
	{"serial_number", "labels.serial_number", "the unit's serial number"},
	{"part_number", "labels.part_number", "the product's part number"},
	{"station_name", "labels.station_name", "the station whose reports were asked for"},
	{"status_code", "http.response.status_code", "the server's HTTP status"},
	{"duration_ms", "event.duration", "how long it took, in milliseconds (ECS wants nanoseconds: multiply by 1,000,000)"},
	{"attempt", "labels.attempt", "which try of a request this was; 1 is the first"},
	{"kind", "error.code", "what sort of failure, as in client.Kind"},
	{"reason", "labels.reason", "which of the kind's causes, as in client.Reason"},
	{"error", "error.message", "the failure and its causes"},
	{"bytes", "http.response.body.bytes", "size of a body after decompression, in bytes"},
	{"path", "file.path", "a file or directory on this PC"},
	{"moved_to", "labels.moved_to", "where a damaged file was set aside"},
	{"move_error", "labels.move_error", "why it could not be"},
	{"version", "service.version", "the program's version"},
	{"server", "server.address", "the server's base address"},
	{"call", "labels.call", "which request to the server this was, as in client.Error.Op"},
	{"detail", "labels.detail", "the server's own words, or the name or certificate that is at fault"},
	{"wait_ms", "labels.wait_ms", "the pause before a request is tried again, in milliseconds"},
	{"pause_s", "labels.pause_s", "how long the server asked us to wait, in seconds"},
	{"retry_in_s", "labels.retry_in_s", "when a refused request may be tried again, in seconds"},
	{"breaker", "labels.breaker", "the breaker's state after a change"},
	{"consecutive_failures", "labels.consecutive_failures", "failures in a row when the breaker changed"},
	{"from", "labels.from", "the connection's state before, as in client.Link"},
	{"to", "labels.to", "the connection's state after"},
	{"server_version", "labels.server_version", "the version WATS tells"},
	{"place", "labels.place", "where a token was found or looked for; never the token"},
	{"token", "labels.token", "always ***"},
	{"host", "host.hostname", "the computer's name"},
	{"was_host", "labels.was_host", "the computer's name before"},
	{"last_seen", "labels.last_seen", "when the PC was last as it was before"},
	{"adapters", "labels.adapters", "how many network adapters it is about"},
	{"origin", "labels.origin", "the hardware address a report came from"},
	{"slept_s", "labels.slept_s", "how long the PC slept, in seconds"},
	{"rows", "labels.rows", "how many reports were found"},
	{"what", "labels.what", "which copy could not be saved"},
	{"text", "labels.text", "what the window toolkit said"},
	{"cause", "labels.cause", "what kept the window from opening"},
	{"stack", "error.stack_trace", "where in the program that was"},
	{"go", "labels.go", "the Go version the program was built with"},
	{"system", "host.os.platform", "operating system and processor"},
	{"demo", "labels.demo", "whether the data are made up"},
	{"since_start_ms", "labels.since_start_ms", "time since the program started, in milliseconds"},
	{"after_ms", "labels.after_ms", "how long the program ran, in milliseconds"},
	{"waited_ms", "labels.waited_ms", "how long was waited, in milliseconds"},
	{"dropped", "labels.dropped", "log lines that could not be written"},
	{"malformed", "labels.malformed", "what of a line could not be read as fields"},
}

package words

// cliEnglish holds the English texts of the command line.
var cliEnglish = map[string]string{ // #nosec G101 -- texts about tokens, none in them
	"cli.version": "station-companion %[1]s",
	"cli.cause":   "Cause: %[1]s",

	"cli.usage.bad":         "The command line cannot be read: %[1]s. See station-companion --help.",
	"cli.usage.flag":        "There is no flag --%[1]s. See station-companion --help.",
	"cli.usage.value":       "--%[1]s needs a value. See station-companion --help.",
	"cli.usage.bad_value":   "--%[1]s does not take %[2]s. See station-companion --help.",
	"cli.usage.not_here":    "--%[1]s belongs to: %[2]s. Leave it out here.",
	"cli.usage.command":     "There is no subcommand %[1]s. Use status, check, lookup, show, logs, open, config or demo; see station-companion --help.",
	"cli.usage.demo":        "--demo brings its own server and needs no token. Leave --server and --token-file out.",
	"cli.usage.limit":       "--limit takes a number from 1 to %[1]d.",
	"cli.usage.by":          "--by takes id, serial, part or barcode, not %[1]s.",
	"cli.usage.setting":     "The value of --%[1]s does not fit. %[2]s",
	"cli.usage.lookup":      "Give one text to look up: station-companion lookup QUERY. Put a text with blanks in quotes.",
	"cli.usage.show":        "Give one report to show: station-companion show FILE, or show ID. Put a name with blanks in quotes.",
	"cli.usage.show_what":   "There is no file “%[1]s” here, and it is no report id. Give a report file (WSJF or WSXF), or the id of a report.",
	"cli.usage.format":      "--format takes text, json, csv, pdf or wsjf, not %[1]s.",
	"cli.usage.terminal":    "The form %[1]s is not for a terminal. Name a file with -o FILE, or lead the output into another program.",
	"cli.usage.over_itself": "%[1]s is the report itself. Name another file with -o.",
	"cli.usage.logs":        "Give one log at most: station-companion logs FILE. Put a name with blanks in quotes.",
	"cli.usage.list":        "--list names the logs on this PC and takes nothing else but --json.",
	"cli.usage.level":       "--level takes DEBUG, INFO, WARNING or ERROR, not %[1]s.",
	"cli.usage.lines":       "--lines takes a number from 1 to %[1]d.",
	"cli.usage.one_text":    "Give --grep TEXT or --regex RE, not both.",
	"cli.usage.case":        "--case belongs to --grep or --regex. Leave it out, or add one of them.",
	"cli.usage.regex":       "--regex cannot be read as an expression: %[1]s. To find it as plain text, use --grep.",
	"cli.usage.open":        "Give one file to open: station-companion open FILE. Put a name with blanks in quotes.",
	"cli.usage.extra":       "%[1]s is too much here. See station-companion --help.",
	"cli.usage.config":      "Use config list, get KEY, set KEY VALUE, unset KEY or path. Put a value with blanks in quotes.",
	"cli.usage.key":         "There is no setting %[1]s. See station-companion config list.",

	"cli.usage.token":  "This looks like an access token, so nothing was done with it. Put it into the settings of the window, or into a file for --token-file, and delete it from your console's history.",
	"cli.usage.locked": "The setting locked belongs to the file for this PC. Add --everyone.",

	"cli.no_token":        "The saved token could not be read.",
	"cli.no_token_advice": "Unlock the keyring of this system, or give --token-file.",

	"cli.status.station":      "Station",
	"cli.status.station_from": "%[1]s (from %[2]s)",
	"cli.status.candidate":    "also %[1]s from %[2]s · %[3]s",
	"cli.status.server":       "Server",
	"cli.status.demo":         "demo data",
	"cli.status.token":        "Token",
	"cli.status.breaker":      "Breaker",
	"cli.status.failures":     "failures in a row: %[1]d",
	"cli.status.proven":       "Answered",
	"cli.status.settings":     "Settings",
	"cli.status.program":      "Program",
	"cli.status.of_window":    "%[1]s, answered by the running window",
	"cli.status.of_probe":     "%[1]s, asked just now",
	"cli.status.unknown":      "Nothing is known about the connection",
	"cli.status.clock":        "Ask IT if this account may not set it.",

	"cli.demo.skipped": "This file is left out: %[1]s",

	"cli.lookup.list":           "%[1]s · reports: %[2]d · %[3]s",
	"cli.lookup.more":           "There are more reports. Ask for more with --limit.",
	"cli.lookup.repair":         "repair: %[1]s",
	"cli.lookup.nothing":        "Nothing found for %[1]s · %[2]s · %[3]s",
	"cli.lookup.nothing_advice": "Check the text. A new report can take three minutes to appear, and a token may see only some reports.",
	"cli.lookup.incomplete":     "Part of this report could not be read. Look it up again, or open it in WATS.",

	"cli.lookup.saved": "saved copies of %[1]s",

	"saved.because":            "%[1]s; %[2]s",
	"saved.silent":             "WATS does not answer",
	"saved.why.paused":         "WATS asks to wait",
	"saved.why.rate_limited":   "WATS asks to wait",
	"saved.why.server_error":   "WATS has a fault",
	"saved.why.not_wats":       "what answers is not WATS",
	"saved.why.bad_body":       "the answer of WATS cannot be read",
	"saved.why.token_refused":  "WATS asks for a valid token",
	"saved.why.token_withheld": "nothing was sent, because others could read plain http",

	"cli.show.saved":             "Saved copy of %[1]s.",
	"cli.show.copy":              "saved copy of %[1]s (%[2]s)",
	"cli.show.source":            "Source: %[1]s",
	"cli.show.program":           "Station Companion %[1]s",
	"cli.show.written":           "Written to %[1]s",
	"cli.show.more":              "and more problems: %[1]d",
	"cli.show.incomplete":        "Part of this report could not be read; what is here is not all of it.",
	"cli.show.incomplete_advice": "Get the file once more from where it came, or look the report up in WATS.",
	"cli.show.cut":               "The original of this report is not at hand whole, so it cannot be handed on.",
	"cli.show.cut_advice":        "Try again, or use --format text or json for what could be read.",
	"cli.show.short":             "The PDF does not hold all of this large report; it says what it leaves out.",
	"cli.show.short_advice":      "Use --format text or csv for all of it.",
	"cli.show.fonts":             "This program has no fonts to make a PDF with.",
	"cli.show.fonts_advice":      "Use --format text or csv.",
	"cli.show.not_written":       "%[1]s was not written.",

	"cli.logs.none":              "This program has no log on this PC yet.",
	"cli.logs.none_advice":       "Name a file: station-companion logs FILE. With --list it names those found on this PC.",
	"cli.logs.none_found":        "No logs were found on this PC.",
	"cli.logs.missing":           "There is no file %[1]s.",
	"cli.logs.missing_advice":    "Check its name. station-companion logs --list names the logs found on this PC.",
	"cli.logs.unreadable":        "%[1]s cannot be read.",
	"cli.logs.unreadable_advice": "Check that it is a log file and that this account may read it.",
	"cli.logs.nothing":           "No line passes; lines looked at: %[1]d.",
	"cli.logs.lost":              "Lines that were cut from the file before they could be read: %[1]d.",
	"cli.logs.waiting":           "%[1]s cannot be read at present; it is waited for.",

	"cli.report.rev":           "rev %[1]s",
	"cli.report.first_failure": "First failure: %[1]s",
	"cli.report.test":          "Test",
	"cli.report.repair":        "Repair",
	"cli.report.id":            "report id %[1]s",
	"cli.report.of_test":       "repairs the unit of test report %[1]s",
	"cli.report.comment":       "Comment:",
	"cli.report.error":         "Error:",
	"cli.report.odd":           "Odd in the data:",
	"cli.report.sub_unit":      "Sub-unit: %[1]s",
	"cli.report.failure":       "Failure: %[1]s",
	"cli.report.steps":         "Steps: %[1]d",
	"cli.report.unnamed":       "(no name)",
	"cli.report.loop":          "loop of %[1]s: %[2]s passed, %[3]s failed",
	"cli.report.loop_turn":     "turn %[1]s",

	"cli.config.from":      "from %[1]s",
	"cli.config.place":     "%[1]s (%[2]s)",
	"cli.config.locked":    "set by IT",
	"cli.config.beat":      "instead of %[1]s from %[2]s · %[3]s",
	"cli.config.added":     "%[1]s is now %[2]s in %[3]s",
	"cli.config.changed":   "%[1]s was %[2]s and is now %[3]s in %[4]s",
	"cli.config.removed":   "%[1]s was %[2]s and is no longer in %[3]s",
	"cli.config.unchanged": "%[1]s stays as it was.",
	"cli.config.corrupt":   "The file was damaged; it is kept as %[1]s.",
	"cli.config.nothing":   "%[1]s has no value now.",
	"cli.config.effective": "In effect is %[1]s = %[2]s from %[3]s.",

	"cli.no_display":        "There is no display for the window. Start it on a desktop; here is the state as text.",
	"cli.no_opengl":         "This display cannot draw the window (OpenGL is missing). Start it on the PC itself; here is the state as text.",
	"cli.already_running":   "The window of this session runs already, but does not answer. End it, then start again.",
	"cli.cannot_start":      "The program could not start.",
	"cli.cannot_start_next": "Check that this account may write to its own folders, then start again.",

	"cli.help": cliHelp,
}

// cliHelp is the whole of --help.
const cliHelp = `Station Companion shows who this test station is, whether WATS answers, what is
happening, and what a report says.

Usage:
  station-companion [flags]                    open the window
  station-companion status [--json]            station and connection
  station-companion check [--json]             what is wrong with the connection
  station-companion lookup QUERY [flags]       find reports, or read one
  station-companion show FILE|ID [flags]       hand a report on: text, JSON, CSV, PDF, WSJF
  station-companion logs [FILE] [flags]        read, search and follow a log
  station-companion open FILE                  read a report file in the window
  station-companion config [list|get|set|unset|path] [flags]
  station-companion code XXXX-XXXX [flags]     what a support code says
  station-companion bundle -o FILE [flags]     everything support needs, in one file
  station-companion demo [flags]               serve demo data on this PC
  station-companion help                       this text

Flags may stand before or after the subcommand; -- ends them.

Common flags:
  --server ADDRESS     the WATS server, such as https://company.wats.com
  --token-file FILE    read the WATS token from this file
  --station NAME       the name of this station
  --config FILE        read this file instead of this account's station.conf
  --log-level LEVEL    DEBUG, INFO, WARNING or ERROR: this and worse is logged
  --demo               demo data from this program; no server, no token
  --help, --version

status [--json]
  Asks the running window of this account; where there is none, or where flags ask
  for something else, it asks the server once itself. 0 when connected, 1 when not.

check [--json]
  Checks the connection layer by layer: address, name, network, proxy, TCP, TLS with the
  server's certificate, HTTP, whether it is WATS, token, clock. Asks nobody but the
  configured server and the proxy on the way, changes nothing, and ends within 20 s.
  0 when every layer is well, 1 when one is not.

lookup QUERY [--by id|serial|part|barcode] [--limit N] [--json]
  A text is a report id if it can be one, else a serial number, a barcode
  (SERIAL/PART/REVISION/BATCH), then a part number; --by decides it. An id prints
  the whole report: verdict and first failure first, then every step. --limit is
  the most reports listed, 1 to 10000 (25 when left out). Where WATS does not answer,
  saved copies are shown and said to be such; the exit code is still 0. In JSON,
  source is server or saved; with saved come saved_at and cause.

show FILE|ID [--format text|json|csv|pdf|wsjf] [-o FILE | --output FILE]
  One report, whole: of a WSJF or WSXF file where there is one of that name, else by
  its id from WATS, or from the saved copies where WATS does not answer (exit code 0).
    text  verdict and first failure first, then every step (when left out)
    json  the same for programs, a step a line, numbers as the report wrote them
    csv   a row for each measurement
    pdf   for printing; behind 20000 steps only those that failed
    wsjf  the original, byte for byte; of a WSXF file its WSJF form
  -o writes a file instead of standard output and replaces one that is there; where
  that fails, the old one stays. What could not be read is named on standard error,
  and the exit code is 1.

logs [FILE] [--level LEVEL] [--grep TEXT | --regex RE] [--case] [--correlation ID]
     [--lines N] [--follow] [--json]
logs --list [--json]
  The last lines of a log file that pass, oldest first, 1000 unless --lines says
  another number; without FILE of this program's own log. FILE may be a folder: then
  its newest *.log file. It is opened so that the program that writes it is never in
  the way, and found again when that renames, cuts or replaces it.
    --level        DEBUG, INFO, WARNING or ERROR: this and worse
    --grep         lines that hold a text; --regex: that match an expression (RE2).
                   Letter case matters with --case only
    --correlation  lines of one operation, by its correlation id
    --follow       goes on with what comes, until Ctrl+C. A line whose end comes late
                   is printed as it is, and once more when it is whole
    --json         an object a line: no, time, level, logger, message, correlation_id,
                   fields, raw; without a value where a line does not tell. no grows
  A line passes with those that continue it, such as its stack trace. Lines are printed
  as they are; on a terminal, control characters show as signs.
  --list names the logs found on this PC. 3 when no line passes, or none is found.

open FILE
  Shows a WSJF or WSXF report file in the window, without a server: in the one that is open,
  or in a new one.

config [list]             every setting: value, where from, what it beat
config get KEY            one setting
config set KEY VALUE      save it for this account; with --everyone for this PC
config unset KEY          remove it again; with --everyone for this PC
config path               the file of this account; with --everyone of this PC
  Each takes --json.

code XXXX-XXXX [--station NAME] [--json]
  Says state, cause and version of a support code, without asking anybody. With
  --station it says whether the code is of a station of that name: 0 when it fits, 1
  when it is another. The status names this station's own code.

bundle -o FILE [--anonymise] [--no-check]
bundle --list [--anonymise] [--no-check] [--json]
  Writes a zip file: status, settings and where they come from, breaker history and the
  last 24 hours, a connection check, versions and the newest log lines. The connection is
  checked first, unless the window did in the last 5 minutes: at most 20 s, asking only
  the server and its proxy; --no-check leaves that out. Tokens and names of accounts are
  taken out; --anonymise also replaces names of stations, servers and places, serial and
  part numbers, report ids and addresses, each by the same one in every file. Asks the
  running window like status does. --list names the files and their sizes and writes none.

demo [--addr HOST:PORT] [--seed N] [--reports N] [--token T] [--load DIR]
     [--fault KIND] [--latency TIME] [--station NAME]
  Prints its address as the first line and serves until it is ended. Loopback only;
  --addr is 127.0.0.1:0 when left out. --load serves the WSJF files of a folder.
  KIND: refuse, hang, drip, reset, status:CODE, ratelimit:SECONDS, html, truncate,
  garbage, clock:TIME, slow:TIME.

Exit codes:
  0  done, or well
  1  failed, wrong or incomplete; said in words
  2  wrong usage
  3  nothing found

Environment: PYWATS_STATION, PYWATS_SERVER_URL, PYWATS_API_TOKEN.`

package tail

import "strings"

// ProgramStart reports whether a line says that a program started. It knows the
// words of three programs and guesses at no others:
//
//   - this one: "Started" of the logger main, with the version;
//   - the official client: its service, and the line its log opens with in every
//     program that loads it (the service, the configurator, a test executive);
//   - pyWATS: its service.
//
// The official service writes both its lines, within a second.
func ProgramStart(l Line) bool {
	switch {
	case l.Level == Unknown:
		return false
	case l.Logger == "main" && l.Message == "Started":
		return strings.HasPrefix(l.Fields, "version=") || strings.Contains(l.Fields, " version=")
	case strings.HasPrefix(l.Logger, "pywats"):
		return strings.HasPrefix(l.Message, "AsyncClientService starting @") ||
			strings.HasPrefix(l.Message, "ClientService starting @")
	case strings.HasPrefix(l.Message, "Tracelistener started for "):
		return isWATS(l.Raw)
	case strings.HasPrefix(l.Message, "WATS Client Service [v"):
		return isWATS(l.Raw) && strings.Contains(l.Message, "] starting @")
	}
	return false
}

// isWATS reports whether a line has the form of wats.log.
func isWATS(raw string) bool {
	return headingOf(raw[lead(raw):]).form == watsForm
}

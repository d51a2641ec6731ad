package report

// element says what an XML element becomes in WSJF. Names are compared in lower case;
// those which are not listed keep their own and so count as not shown.
type element struct {
	key    string // the field of WSJF
	many   bool   // it may stand more than once: the field is a list
	flat   bool   // its attributes belong to the element around it
	step   bool
	text   string            // the field its text goes to
	names  map[string]string // attributes, and elements that hold only text
	within map[string]*element
}

func same(names ...string) map[string]string {
	m := make(map[string]string)
	for _, n := range names {
		m[lower(n)] = n
	}
	return m
}

// and adds names that differ: pairs of the XML name in lower case and WSJF's.
func and(m map[string]string, pairs ...string) map[string]string {
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}

var (
	xmlFile = &element{key: "attachments", many: true, text: "data", names: and(same("name", "contentType", "id", "data"), "size", "")}

	xmlFailure = &element{key: "failures", many: true,
		names: and(same("category", "code", "comment", "comRef", "funcBlock", "refStepId", "refStepName", "artNumber", "artRev", "artVendor", "artDescription"),
			"componentreference", "comRef", "functionblock", "funcBlock", "stepid", "refStepId", "stepname", "refStepName",
			"articlenumber", "artNumber", "articlerevision", "artRev", "articlevendor", "artVendor", "articledescription", "artDescription"),
		within: map[string]*element{"attachment": xmlFile}}

	xmlUnit = &element{key: "subUnits", many: true,
		names:  same("partType", "pn", "rev", "sn", "idx", "parentIdx", "position", "replacedIdx"),
		within: map[string]*element{"failure": xmlFailure}}

	xmlNumeric = &element{key: "numericMeas", many: true,
		names: and(same("name", "compOp", "status", "unit", "value", "lowLimit", "highLimit", "valueFormat", "lowLimitFormat", "highLimitFormat"),
			"compoperator", "compOp", "numericvalue", "value", "numericvalueformat", "valueFormat", "units", "unit")}
	xmlString = &element{key: "stringMeas", many: true,
		names: and(same("name", "compOp", "status", "value", "limit"), "compoperator", "compOp", "stringvalue", "value", "stringlimit", "limit")}
	xmlPassFail = &element{key: "booleanMeas", many: true, names: same("name", "status")}

	xmlSeries = &element{key: "series", many: true, names: same("name", "dataType", "xdata", "ydata")}
	xmlChart  = &element{key: "chart", names: and(same("chartType", "label", "xLabel", "xUnit", "yLabel", "yUnit"), "idx", ""),
		within: map[string]*element{"series": xmlSeries}}

	xmlStep = &element{key: "steps", step: true,
		names: and(same("id", "group", "stepType", "name", "status", "start", "totTime", "totTimeFormat", "causedUUTFailure", "causedSeqFailure",
			"errorCode", "errorCodeFormat", "errorMessage", "reportText", "tsGuid", "interactiveExeNum"),
			"total", "totTime", "total_time", "totTime", "totaltime", "totTime", "total_timeformat", "totTimeFormat", "totaltimeformat", "totTimeFormat",
			"stepcauseduutfailure", "causedUUTFailure", "stepcausedsequencefailure", "causedSeqFailure", "stepcausedseqfailure", "causedSeqFailure",
			"steperrorcode", "errorCode", "steperrorcodeformat", "errorCodeFormat", "steperrormessage", "errorMessage"),
		within: map[string]*element{
			"loop":         {key: "loop", names: and(same("idx", "num", "endingIndex", "passed", "failed"), "index", "idx", "ending_index", "endingIndex")},
			"sequencecall": {key: "seqCall", names: and(same("path", "name", "version"), "filepath", "path")},
			"numericlimit": xmlNumeric, "stringvalue": xmlString, "passfail": xmlPassFail, "chart": xmlChart,
			"callexe":      {key: "callExe", names: same("exitCode", "exitCodeFormat")},
			"messagepopup": {key: "messagePopup", text: "response", names: and(same("response", "button", "buttonFormat"), "buttonpressed", "button")},
			"attachment":   {key: "attachment", text: "data", names: xmlFile.names},
		}}

	xmlReport = &element{
		names: and(same("type", "id", "pn", "sn", "rev", "result", "machineName", "location", "purpose", "origin", "productName", "start", "startUTC"),
			"start_utc", "startUTC", "xmlns", "", "xsi", "", "xsd", "", "schemalocation", ""),
		within: map[string]*element{
			"process": {flat: true, names: map[string]string{"code": "processCode", "name": "processName", "codeformat": "processCodeFormat"}},
			"uut": {key: "uut", names: and(same("execTime", "execTimeFormat", "testSocketIndex", "batchSN", "comment", "errorCode", "errorCodeFormat", "errorMessage",
				"fixtureId", "user", "batchFailCount", "batchLoopIndex", "stepIdCausedUUTFailure"),
				"userloginname", "user", "executiontime", "execTime", "executiontimeformat", "execTimeFormat")},
			"uur": {key: "uur", names: and(same("comment", "user", "processCode", "processName", "refUUT", "confirmDate", "finalizeDate", "execTime", "parent"),
				"userloginname", "user", "executiontime", "execTime", "referenceduut", "refUUT")},
			"miscinfo":            {key: "miscInfos", many: true, text: "text", names: same("description", "text", "numeric", "numericFormat", "typedef")},
			"reportunithierarchy": xmlUnit, "subunit": xmlUnit,
			"asset": {key: "assets", many: true, names: and(same("assetSN", "usageCount"), "sn", "assetSN")},
			"assetstats": {key: "assetStats", many: true, names: and(same("assetSN", "runningCount", "runningCountExceeded", "totalCount", "totalCountExceeded",
				"daysSinceCalibration", "calibrationDaysOverdue", "daysSinceMaintenance", "maintenanceDaysOverdue", "message"), "sn", "assetSN")},
			"binarydata": {key: "binaryData", many: true, text: "data", names: xmlFile.names},
			"attachment": {key: "binaryData", many: true, text: "data", names: xmlFile.names},
			"failure":    xmlFailure,
			"step":       xmlStep,
		}}
)

// xmlLetters are the words WSXF writes where WSJF has a letter, by the field.
var xmlLetters = map[string]map[string]string{
	"type":   {"uut": "T", "uur": "R"},
	"status": {"passed": "P", "failed": "F", "done": "D", "skipped": "S", "error": "E", "terminated": "T"},
	"result": {"passed": "P", "failed": "F", "error": "E", "terminated": "T"},
	"group":  {"main": "M", "setup": "S", "cleanup": "C"},
}

package report

// stepField is a field of a step; its number is also its bit in the set of those
// that were met.
type stepField uint8

const (
	stepUnknown stepField = iota
	stepGroup
	stepType
	stepName
	stepStatus
	stepTotTime
	stepStart
	stepCaused
	stepCausedSeq
	stepID
	stepSteps
	stepNumeric
	stepString
	stepBoolean
	stepErrorCode
	stepErrorMessage
	stepText
	stepTSGuid
	stepInteractive
	stepLoop
	stepSeqCall
	stepPopup
	stepCallExe
	stepChart
	stepAttachment
	stepResults
	stepTotTimeFormat
	stepErrorCodeFormat
	stepInteractiveFormat

	stepQuickOnce = stepID // from here on, two steps rarely have the same value
)

func stepFieldOf(name []byte) stepField {
	switch string(name) {
	case "id":
		return stepID
	case "group":
		return stepGroup
	case "stepType":
		return stepType
	case "name":
		return stepName
	case "status":
		return stepStatus
	case "totTime":
		return stepTotTime
	case "start":
		return stepStart
	case "causedUUTFailure":
		return stepCaused
	case "causedSeqFailure":
		return stepCausedSeq
	case "steps":
		return stepSteps
	case "numericMeas":
		return stepNumeric
	case "stringMeas":
		return stepString
	case "booleanMeas":
		return stepBoolean
	}
	return rareStepField(name)
}

func rareStepField(name []byte) stepField {
	switch string(name) {
	case "errorCode":
		return stepErrorCode
	case "errorMessage":
		return stepErrorMessage
	case "reportText":
		return stepText
	case "tsGuid":
		return stepTSGuid
	case "interactiveExeNum":
		return stepInteractive
	case "loop":
		return stepLoop
	case "seqCall":
		return stepSeqCall
	case "messagePopup":
		return stepPopup
	case "callExe":
		return stepCallExe
	case "chart":
		return stepChart
	case "attachment":
		return stepAttachment
	case "additionalResults":
		return stepResults
	case "totTimeFormat":
		return stepTotTimeFormat
	case "errorCodeFormat":
		return stepErrorCodeFormat
	case "interactiveExeNumFormat":
		return stepInteractiveFormat
	}
	return stepUnknown
}

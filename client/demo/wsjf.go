package demo

import "github.com/go-json-experiment/json/jsontext"

// The parts of a WSJF report as it is written, in the order real exports have.

type raw = jsontext.Value // a number as it is written; nil is null

type wsjf struct {
	Type           string     `json:"type"`
	ID             string     `json:"id"`
	PN             string     `json:"pn"`
	SN             string     `json:"sn"`
	Rev            string     `json:"rev"`
	ProductName    string     `json:"productName"`
	ProcessCode    int        `json:"processCode"`
	CodeFormat     *string    `json:"processCodeFormat"`
	ProcessName    string     `json:"processName"`
	Result         string     `json:"result"`
	MachineName    string     `json:"machineName"`
	Location       string     `json:"location"`
	Purpose        string     `json:"purpose"`
	Origin         *string    `json:"origin"`
	Start          string     `json:"start"`
	StartUTC       string     `json:"startUTC"`
	Root           *step      `json:"root,omitzero"`
	UUT            *uut       `json:"uut,omitzero"`
	UUR            *uur       `json:"uur,omitzero"`
	MiscInfos      []miscInfo `json:"miscInfos"`
	SubUnits       []subUnit  `json:"subUnits"`
	Assets         []raw      `json:"assets"`
	AssetStats     []raw      `json:"assetStats"`
	BinaryData     []binary   `json:"binaryData,omitzero"`
	AdditionalData []raw      `json:"additionalData"`
}

type uut struct {
	ExecTime   raw    `json:"execTime"`
	Socket     int    `json:"testSocketIndex"`
	BatchSN    string `json:"batchSN"`
	Comment    string `json:"comment,omitzero"`
	ErrorCode  raw    `json:"errorCode"`
	ErrorText  string `json:"errorMessage,omitzero"`
	FixtureID  string `json:"fixtureId"`
	User       string `json:"user"`
	FailedStep raw    `json:"stepIdCausedUUTFailure"`
}

type uur struct {
	Comment      string `json:"comment"`
	User         string `json:"user"`
	ProcessCode  int    `json:"processCode"`
	ProcessName  string `json:"processName"`
	RefUUT       string `json:"refUUT"`
	ConfirmDate  string `json:"confirmDate"`
	FinalizeDate string `json:"finalizeDate"`
	ExecTime     raw    `json:"execTime"`
	Parent       raw    `json:"parent"`
	Children     raw    `json:"children"`
}

type miscInfo struct {
	Description string  `json:"description"`
	Text        *string `json:"text"`
	Numeric     raw     `json:"numeric"`
}

type subUnit struct {
	PartType string    `json:"partType"`
	PN       string    `json:"pn"`
	Rev      string    `json:"rev"`
	SN       string    `json:"sn"`
	Index    *int      `json:"idx,omitzero"`
	Failures []failure `json:"failures,omitzero"`
}

type failure struct {
	ArtNumber   string `json:"artNumber,omitzero"`
	Category    string `json:"category"`
	Code        string `json:"code"`
	Comment     string `json:"comment"`
	ComRef      string `json:"comRef"`
	FuncBlock   string `json:"funcBlock,omitzero"`
	RefStepID   int    `json:"refStepId"`
	RefStepName string `json:"refStepName"`
}

type binary struct {
	ContentType string `json:"contentType"`
	Data        []byte `json:"data"`
	Name        string `json:"name"`
	ID          string `json:"id"`
}

type step struct {
	ID           int         `json:"id"`
	Group        string      `json:"group"`
	Type         string      `json:"stepType"`
	Name         string      `json:"name"`
	Status       string      `json:"status"`
	ErrorCode    raw         `json:"errorCode,omitzero"`
	ErrorMessage string      `json:"errorMessage,omitzero"`
	TotTime      raw         `json:"totTime"`
	Caused       bool        `json:"causedUUTFailure"`
	ReportText   string      `json:"reportText,omitzero"`
	Loop         *loop       `json:"loop,omitzero"`
	Steps        []*step     `json:"steps,omitzero"`
	Numeric      []numeric   `json:"numericMeas,omitzero"`
	Strings      []text      `json:"stringMeas,omitzero"`
	Booleans     []boolean   `json:"booleanMeas,omitzero"`
	SeqCall      *seqCall    `json:"seqCall,omitzero"`
	CallExe      *callExe    `json:"callExe,omitzero"`
	Popup        *popup      `json:"messagePopup,omitzero"`
	Chart        *chart      `json:"chart,omitzero"`
	Attachment   *attachment `json:"attachment,omitzero"`
}

type loop struct {
	Index       raw `json:"idx"`
	Num         raw `json:"num"`
	EndingIndex raw `json:"endingIndex"`
	Passed      raw `json:"passed"`
	Failed      raw `json:"failed"`
}

type numeric struct {
	CompOp string  `json:"compOp"`
	Name   *string `json:"name"`
	Status string  `json:"status"`
	Unit   *string `json:"unit"`
	Value  raw     `json:"value"`
	High   raw     `json:"highLimit"`
	Low    raw     `json:"lowLimit"`
}

type text struct {
	CompOp string  `json:"compOp"`
	Name   *string `json:"name"`
	Status string  `json:"status"`
	Value  string  `json:"value"`
	Limit  *string `json:"limit"`
}

type boolean struct {
	Name   *string `json:"name"`
	Status string  `json:"status"`
}

type seqCall struct {
	Path    string `json:"path"`
	Name    string `json:"name"`
	Version string `json:"version"`
}

type callExe struct {
	ExitCode raw `json:"exitCode"`
}

type popup struct {
	Response *string `json:"response"`
	Button   int     `json:"button"`
}

type chart struct {
	Type   string   `json:"chartType"`
	Label  string   `json:"label"`
	XLabel string   `json:"xLabel"`
	XUnit  string   `json:"xUnit"`
	YLabel string   `json:"yLabel"`
	YUnit  string   `json:"yUnit"`
	Series []series `json:"series"`
}

type series struct {
	DataType string `json:"dataType"`
	Name     string `json:"name"`
	X        string `json:"xdata"`
	Y        string `json:"ydata"`
}

type attachment struct {
	Name        string `json:"name"`
	ContentType string `json:"contentType"`
	Data        []byte `json:"data"` // nil: left out
}

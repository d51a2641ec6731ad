package demo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"stationcompanion/client/report"
)

const (
	maxFile  = 256 << 20 // bytes of one loaded file, as the client takes
	maxFiles = 20_000
)

// load reads the WSJF files (*.json, *.wsjf) of a directory and those below. Bad
// ones are skipped and named; when none is left, that is the error.
func load(dir string) (*store, []string, error) {
	var records []*record
	var skipped []string
	seen := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		ext := strings.ToLower(filepath.Ext(path))
		if d.IsDir() || ext != ".json" && ext != ".wsjf" {
			return nil
		}
		name, rerr := filepath.Rel(dir, path)
		if rerr != nil {
			name = path
		}
		if len(records) >= maxFiles {
			return fmt.Errorf("more than %d files", maxFiles)
		}
		rec, err := loadFile(path)
		if err == nil && seen[rec.head.UUID] != "" {
			err = fmt.Errorf("it holds the same report as %s", seen[rec.head.UUID])
		}
		if err != nil {
			skipped = append(skipped, name+": "+err.Error())
			return nil
		}
		seen[rec.head.UUID] = name
		records = append(records, rec)
		return nil
	})
	if err != nil {
		return nil, skipped, fmt.Errorf("reports cannot be loaded from %s: %w", dir, err)
	}
	if len(records) == 0 {
		if len(skipped) == 0 {
			return nil, nil, fmt.Errorf("there is no report (*.json, *.wsjf) in %s", dir)
		}
		return nil, skipped, fmt.Errorf("none of the reports in %s can be loaded: %s", dir, strings.Join(skipped, "; "))
	}
	return newStore(records, nil), skipped, nil
}

func loadFile(path string) (*record, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return nil, fmt.Errorf("not a file of at most %d MB", maxFile>>20)
	}
	b, err := os.ReadFile(path) // #nosec G304 -- a file in the folder a person named
	if err != nil {
		return nil, err
	}
	rep, err := report.Decode(bytes.NewReader(b), report.Limits{})
	if err != nil {
		return nil, err
	}
	id, ok := parseGUID(rep.ID)
	if !ok {
		return nil, errors.New("its id is no report id")
	}
	rec := &record{head: headerOf(rep), bytes: b, zip: new(packed)}
	rec.head.UUID, rec.head.ReportSize = id, ptr(len(b)/1024)
	return rec, nil
}

// headerOf makes the header a server would give for a report.
func headerOf(r *report.Report) report.Header {
	h := report.Header{
		SerialNumber: r.SerialNumber, PartNumber: r.PartNumber, Revision: r.Revision, ReportType: r.Type,
		Start: r.Start.T.UTC().Truncate(time.Second), Result: r.Verdict().String(),
		StationName: r.Station, Location: r.Location, Purpose: r.Purpose,
		ProcessCode: intOf(r.ProcessCode), ProcessName: r.ProcessName, ReceiveCount: ptr(1),
	}
	if u := r.UUT; u != nil {
		h.BatchNumber, h.UserName, h.Comment, h.FixtureID = u.BatchSN, u.User, u.Comment, u.FixtureID
		h.ErrorMessage, h.ErrorCode, h.TestSocketIndex = u.ErrorMessage, intOf(u.ErrorCode), intOf(u.TestSocketIndex)
		h.ExecutionTime = floatOf(u.ExecTime)
	}
	if u := r.UUR; u != nil {
		h.UserName, h.Comment, h.ReferencedUUT, h.ExecutionTime = u.User, u.Comment, u.RefUUT, floatOf(u.ExecTime)
	}
	if r.Len() > 0 {
		if call := r.Step(0).SeqCall; call != nil {
			h.SWFilename, h.SWVersion = call.Path, call.Version
		}
	}
	if f, ok := r.FirstFailure(); ok {
		h.CausedUUTFailure, h.CausedUUTFailurePath = f.Step.Name, strings.Join(f.Path, "¶")
	}
	return h
}

func floatOf(n report.Number) *float64 {
	if !n.Set() || n.F != n.F || n.F-n.F != 0 { // no NaN and no infinity in JSON
		return nil
	}
	return &n.F
}

func intOf(n report.Number) *int {
	if f := floatOf(n); f != nil && *f == float64(int(*f)) {
		return ptr(int(*f))
	}
	return nil
}

package report

func noNumber() Number { return MakeNumber("") }

func (d *decoder) uut() error {
	u := &UUT{}
	d.rep.UUT = nil
	if d.peek() == '{' {
		d.rep.UUT, d.known = u, true
	}
	return d.fields("uut", []field{
		{"execTime", &u.ExecTime},
		{"testSocketIndex", &u.TestSocketIndex},
		{"batchSN", &u.BatchSN},
		{"batchFailCount", &u.BatchFailCount},
		{"batchLoopIndex", &u.BatchLoopIndex},
		{"comment", &u.Comment},
		{"errorCode", &u.ErrorCode},
		{"errorMessage", &u.ErrorMessage},
		{"fixtureId", &u.FixtureID},
		{"user", &u.User},
		{"stepIdCausedUUTFailure", &u.FailedStepID},
		{"refUURs", func() error {
			return list(d, &u.RefUURs, "repairs", func(ref *ReportRef) error {
				return d.fields("refUURs", []field{{"id", trimmed{&ref.ID}}, {"start", &ref.Start}})
			})
		}},
	})
}

func (d *decoder) uur() error {
	u := &UUR{}
	d.rep.UUR = nil
	if d.peek() == '{' {
		d.rep.UUR, d.known = u, true
	}
	return d.fields("uur", []field{
		{"comment", &u.Comment},
		{"user", &u.User},
		{"processCode", &u.ProcessCode},
		{"processName", &u.ProcessName},
		{"refUUT", &u.RefUUT},
		{"confirmDate", &u.ConfirmDate},
		{"finalizeDate", &u.FinalizeDate},
		{"execTime", &u.ExecTime},
		{"parent", func() (err error) { u.Parent, err = d.reference(); return err }},
		{"children", func() error {
			u.Children = nil
			return d.array(func() error {
				if len(u.Children) >= d.lim.List {
					return d.over("children of a repair", d.lim.List)
				}
				id, err := d.reference()
				if id != "" {
					u.Children = append(u.Children, id)
				}
				return err
			})
		}},
	})
}

// reference reads a report's id, alone or as an object's.
func (d *decoder) reference() (id string, err error) {
	if d.peek() != '{' {
		return d.str()
	}
	err = d.fields("reference", []field{{"id", &id}})
	return id, err
}

func (d *decoder) miscInfos() error {
	return list(d, &d.rep.MiscInfos, "misc infos", func(m *MiscInfo) error {
		return d.fields("miscInfos", []field{
			{"description", &m.Description},
			{"text", &m.Text},
			{"numeric", &m.Numeric},
			{"typedef", &m.Typedef},
		})
	})
}

func (d *decoder) assets() error {
	return list(d, &d.rep.Assets, "assets", func(a *Asset) error {
		return d.fields("assets", []field{{"assetSN", &a.SerialNumber}, {"usageCount", &a.UsageCount}})
	})
}

func (d *decoder) assetStats() error {
	return list(d, &d.rep.AssetStats, "asset statistics", func(a *AssetStat) error {
		return d.fields("assetStats", []field{
			{"assetSN", &a.SerialNumber},
			{"runningCount", &a.RunningCount},
			{"runningCountExceeded", flagNumber{&a.RunningCountExceeded}},
			{"totalCount", &a.TotalCount},
			{"totalCountExceeded", flagNumber{&a.TotalCountExceeded}},
			{"daysSinceCalibration", &a.DaysSinceCalibration},
			{"calibrationDaysOverdue", flagNumber{&a.CalibrationDaysOverdue}},
			{"daysSinceMaintenance", &a.DaysSinceMaintenance},
			{"maintenanceDaysOverdue", flagNumber{&a.MaintenanceDaysOverdue}},
			{"message", &a.Message},
		})
	})
}

package words

// identityEnglish words what is odd about this PC. The arguments of each: 1 the station's
// name, 2 the PC's name before, 3 its name now, 4 when it was last as before, 5 adapters.
var identityEnglish = map[string]string{
	"identity.pc_renamed.title":  "This PC was called %[2]s until %[4]s.",
	"identity.pc_renamed.advice": "Is it a copy? Give it its own station name in the settings. If it was only renamed, hide this note.",

	"identity.pc_renamed_follows.title":  "This PC was called %[2]s until %[4]s; now it and this station are %[3]s.",
	"identity.pc_renamed_follows.advice": "To go on as %[2]s, enter that as the station name in the settings. If the new name is right, hide this note.",

	"identity.pc_copied.title":  "This PC looks like a copy of %[2]s, and the station is still called %[1]s.",
	"identity.pc_copied.advice": "Give it its own station name in the settings. If it is %[2]s with new parts and a new name, hide this note.",

	"identity.pc_adapter_gone.title":  "A network adapter of this PC is gone: %[5]s, last there %[4]s.",
	"identity.pc_adapter_gone.advice": "Plug it in again, or ask who took it. If it was removed on purpose, hide this note.",

	"identity.pc_adapter_gone_base.title":  "The network adapter that this station's reports name is gone: %[5]s, last there %[4]s.",
	"identity.pc_adapter_gone_base.advice": "Plug it in again, or ask who took it. If it was replaced on purpose, hide this note.",

	"identity.pc_new_hardware.title":  "Several network adapters of this PC changed at once; it was as before until %[4]s.",
	"identity.pc_new_hardware.advice": "Is it a copy? Give it its own station name in the settings. If it was repaired, hide this note.",

	"identity.pc_other_reports.title":  "The latest reports under the name %[1]s come from another PC, with the network adapter %[5]s.",
	"identity.pc_other_reports.advice": "Find that PC, and give one of the two its own station name. If those reports are this PC's after all, hide this note.",

	"identity.pc_other_reports_mixed.title":  "Another PC reports under the name %[1]s too, with the network adapter %[5]s.",
	"identity.pc_other_reports_mixed.advice": "Find that PC, and give one of the two its own station name in its settings.",

	"identity.unknown_host": "another PC",
	"identity.adapter":      "%[1]s (%[2]s)",
	"identity.since":        "first noticed %[1]s",
}

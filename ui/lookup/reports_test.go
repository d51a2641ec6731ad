package lookup

// failingWSJF is a board that failed a voltage: the report of the pictures.
const failingWSJF = `{"type":"T","id":"6f1a2c3d-1111-4222-8333-444455556666","pn":"PCBA-100","sn":"SN-1001","rev":"A",
"processCode":100,"processName":"End of line test","result":"F","machineName":"TEST-01","location":"Line 2","purpose":"Production",
"start":"2026-04-21T09:31:05.1200000+02:00","uut":{"execTime":42.7,"user":"operator1","stepIdCausedUUTFailure":5,"comment":"second run"},
"root":{"id":1,"group":"M","stepType":"SequenceCall","name":"MainSequence","status":"F","totTime":42.7,"steps":[
 {"id":2,"group":"S","stepType":"Action","name":"Power on","status":"D","totTime":0.4},
 {"id":3,"group":"M","stepType":"SequenceCall","name":"Power","status":"F","totTime":3.1,"steps":[
  {"id":4,"group":"M","stepType":"ET_NLT","name":"VCC 5V","status":"P","totTime":0.12,"numericMeas":[{"compOp":"GELE","status":"P","unit":"V","value":5.0234567891,"lowLimit":4.75,"highLimit":5.25}]},
  {"id":5,"group":"M","stepType":"ET_NLT","name":"VCC 3V3","status":"F","totTime":0.12,"causedUUTFailure":true,"numericMeas":[{"compOp":"GELE","status":"F","unit":"V","value":3.71,"lowLimit":3.15,"highLimit":3.45}]},
  {"id":6,"group":"M","stepType":"ET_NLT","name":"Input current","status":"P","totTime":0.08,"numericMeas":[{"compOp":"LT","status":"P","unit":"mA","value":128.4,"lowLimit":250}]}]},
 {"id":7,"group":"M","stepType":"ET_MNLT","name":"Ripple","status":"F","totTime":1.6,"numericMeas":[
  {"name":"VCC 5V","compOp":"LE","status":"P","unit":"mV","value":12.5,"lowLimit":50},
  {"name":"VCC 3V3","compOp":"LE","status":"F","unit":"mV","value":81,"lowLimit":50},
  {"name":"VBAT","compOp":"LE","status":"P","unit":"mV","value":9.75,"lowLimit":50}]},
 {"id":8,"group":"M","stepType":"ET_SVT","name":"Firmware version","status":"P","totTime":0.3,"stringMeas":[{"compOp":"EQ","status":"P","value":"2.4.1","limit":"2.4.1"}]},
 {"id":9,"group":"M","stepType":"ET_PFT","name":"LED visible","status":"P","totTime":2.2,"booleanMeas":[{"status":"P"}]},
 {"id":10,"group":"M","stepType":"Action","name":"Flash and verify","status":"E","totTime":4,"errorCode":-17502,"errorMessage":"Verify failed at 0x0800_4000\nread back FF","reportText":"attempt 1 of 1"},
 {"id":11,"group":"C","stepType":"Action","name":"Power off","status":"S","totTime":0}]}}`

// passedWSJF is a board without trouble.
const passedWSJF = `{"type":"T","id":"7f1a2c3d-1111-4222-8333-444455556666","pn":"PCBA-100","sn":"SN-1001","rev":"A",
"processCode":110,"processName":"ICT","result":"P","machineName":"ICT-03","start":"2026-04-21T08:02:00+02:00","uut":{"execTime":12.5,"user":"operator2"},
"root":{"id":1,"group":"M","stepType":"SequenceCall","name":"MainSequence","status":"P","steps":[
 {"id":2,"group":"M","stepType":"ET_NLT","name":"R1","status":"P","numericMeas":[{"compOp":"GELE","status":"P","unit":"Ohm","value":1002,"lowLimit":950,"highLimit":1050}]},
 {"id":3,"group":"M","stepType":"ET_NLT","name":"C7","status":"P","numericMeas":[{"compOp":"GELE","status":"P","unit":"nF","value":98.2,"lowLimit":80,"highLimit":120}]}]}}`

// repairWSJF is a repair of the failing board.
const repairWSJF = `{"type":"R","id":"8f1a2c3d-1111-4222-8333-444455556666","pn":"PCBA-100","sn":"SN-1001","rev":"A",
"processCode":500,"processName":"Repair","result":"P","machineName":"REP-01","start":"2026-04-21T11:15:00+02:00",
"uur":{"user":"repair1","comment":"Reworked and retested by hand.","processCode":100,"processName":"End of line test","refUUT":"6f1a2c3d-1111-4222-8333-444455556666","execTime":0},
"subUnits":[{"partType":"Main","pn":"PCBA-100","rev":"A","sn":"SN-1001","idx":0,"failures":[
 {"category":"Component","code":"Wrong value","comment":"U7 regulator was the 3.6 V type, replaced.","comRef":"U7","funcBlock":"Power","refStepId":5,"refStepName":"VCC 3V3"},
 {"category":"Soldering","code":"Cold joint","comment":"","comRef":"C112","funcBlock":"Power"}]}]}`

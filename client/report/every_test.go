package report

// Two made-up reports which between them use every field of the contract. Each
// value stands once alone, so that one that is lost or lands elsewhere is seen.
const everyUUT = `{"type":"T","id":"id-1","pn":"pn-1","sn":"sn-1","rev":"rev-1","productName":"product-1","processCode":1001,"processCodeFormat":"pf-1",
"processName":"process-1","result":"F","machineName":"station-1","location":"location-1","purpose":"purpose-1","origin":"origin-1",
"start":"2026-01-30T22:01:41.4707353+01:00","startUTC":"2026-01-30T21:01:41.4707353Z",
"root":{"id":1002,"group":"M","stepType":"type-1","name":"name-1","start":"2026-01-30T10:49:36.919+00:00","status":"F","errorCode":-1003,"errorCodeFormat":"ef-1",
 "errorMessage":"error-1","tsGuid":"guid-1","totTime":1004.50,"totTimeFormat":"tf-1","causedSeqFailure":true,"causedUUTFailure":false,"reportText":"text-1",
 "interactiveExeNum":1005,"interactiveExeNumFormat":"if-1","seqCall":{"path":"path-1","name":"seq-1","version":"version-1"},
 "steps":[
  {"id":1006,"name":"numbers","status":"F","causedUUTFailure":true,"numericMeas":[
    {"compOp":"GeLe","name":"meas-1","status":"F","unit":"unit-1","value":1007.0,"valueFormat":"vf-1","highLimit":1008,"highLimitFormat":"hf-1","lowLimit":1009,"lowLimitFormat":"lf-1"},
    {"compOp":"LOG","name":"meas-2","status":"P","unit":null,"value":"NaN","highLimit":null,"lowLimit":null}],
   "chart":{"chartType":"LineLogXY","label":"label-1","xLabel":"x-1","xUnit":"xu-1","yLabel":"y-1","yUnit":"yu-1",
    "series":[{"dataType":"XYG","name":"series-1","xdata":"1010;1011.5","ydata":"1012;-1013e-3"},{"dataType":"XYG","name":"series-2","xdata":"1014","ydata":"1015"}]},
   "additionalResults":[{"name":"result-1","props":[{"name":"prop-1","type":"Number","flags":1016,"value":"1017","numFormat":"nf-1","comment":"comment-1",
     "props":[{"name":"prop-2","value":"value-2"}],"array":{"dimension":1018,"type":"at-1","indexes":[{"text":"it-1","indexes":[1019,1020],"value":{"name":"prop-3","value":"value-3"}}]}}]}]},
  {"id":1021,"name":"texts","stringMeas":[{"compOp":"IgnoreCase","name":"meas-3","status":"P","value":"sv-1","limit":"SV-1"}],
   "booleanMeas":[{"name":"meas-4","status":"S"}],"loop":{"idx":null,"num":1022,"numFormat":"nf-2","endingIndex":1023,"passed":1024,"failed":1025}},
  {"id":1026,"name":"turn","loop":{"idx":1027,"idxFormat":"xf-1","num":null,"endingIndex":null,"passed":null,"failed":null},
   "callExe":{"exitCode":1028.0,"exitCodeFormat":"xf-2"},"messagePopup":{"response":"response-1","button":1029,"buttonFormat":"bf-1"},
   "attachment":{"name":"a-1.txt","contentType":"text/plain","data":"aGVsbG8sIHdvcmxk"}}]},
"uut":{"execTime":1030.25,"execTimeFormat":"xf-3","testSocketIndex":1031,"testSocketIndexFormat":"sf-1","batchSN":"batch-1","comment":"comment-2","errorCode":1032,
 "errorCodeFormat":"ef-2","errorMessage":"error-2","fixtureId":"fixture-1","user":"user-1","batchFailCount":1033,"batchFailCountFormat":"bf-2","batchLoopIndex":1034,
 "batchLoopIndexFormat":"bf-3","stepIdCausedUUTFailure":1006,"refUURs":[{"id":"uur-1","start":"2020-01-01T08:00:00.Z"},{"id":"uur-2","start":"2018-04-01T13:40:40"}]},
"miscInfos":[{"description":"misc-1","text":"text-2","numeric":1035,"numericFormat":"mf-1"}],
"subUnits":[{"partType":"part-1","pn":"pn-2","rev":"rev-2","sn":"sn-2","position":1036}],
"assets":[{"assetSN":"asset-1","usageCount":1037,"usageCountFormat":"uf-1"}],
"assetStats":[{"assetSN":"asset-2","runningCount":1038,"runningCountExceeded":1039,"totalCount":1040,"totalCountExceeded":1041,"daysSinceCalibration":1042,
 "calibrationDaysOverdue":1043,"daysSinceMaintenance":1044,"maintenanceDaysOverdue":1045,"message":"message-1"}],
"additionalData":[{"name":"data-1","props":[{"name":"prop-4","type":"String","value":"value-4"}]}]}`

const everyUUR = `{"type":"R","id":"id-3","pn":"pn-3","sn":"sn-3","rev":"rev-3","productName":"product-3","processCode":2001,"processName":"process-3","result":"P",
"machineName":"station-3","location":"location-3","purpose":"purpose-3","origin":"origin-3","start":"2025-12-21T23:01:45.472254+01:00","startUTC":"2025-12-21T22:01:45.472254Z",
"uur":{"comment":"comment-3","user":"user-3","processCode":2002,"processCodeFormat":"pf-3","processName":"process-4","refUUT":"uut-3","confirmDate":"2025-12-21T22:01:45.47+00:00",
 "finalizeDate":"2025-12-21T22:01:46","execTime":2003,"parent":"parent-3","children":["child-3","child-4"]},
"miscInfos":null,"subUnits":[{"partType":"Main","pn":"pn-4","rev":"rev-4","sn":"sn-4","idx":2004,"parentIdx":2005,"position":"position-4","replacedIdx":2006,
 "failures":[{"artNumber":"art-4","artRev":"artrev-4","artVendor":"vendor-4","artDescription":"description-4","category":"category-4","code":"code-4","comment":"comment-4",
  "comRef":"U1","funcBlock":"block-4","refStepId":2007,"refStepName":"step-4","attachments":[{"name":"f-4.png","contentType":"image/png","id":"file-4","data":"iVBORw0KGgo="}]}]}],
"assets":null,"binaryData":[{"contentType":"text/csv","data":"YTtiCjE7Mgo=","name":"b-4.csv","id":"file-5"}]}`

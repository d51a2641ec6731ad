package logging

import "testing"

func TestFields(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Fields {
		if f.Name == "" || f.ECS == "" || f.Meaning == "" || seen[f.Name] || seen["ecs "+f.ECS] {
			t.Errorf("%+v", f)
		}
		seen[f.Name], seen["ecs "+f.ECS] = true, true
	}
	for i, want := range []string{"timestamp", "level", "logger", "message", "correlation_id", "operation", "user", "pid", "station"} {
		if Fields[i].Name != want {
			t.Errorf("key %d is %s, want %s", i, Fields[i].Name, want)
		}
	}
}

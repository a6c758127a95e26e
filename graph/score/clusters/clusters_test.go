package clusters

import "testing"

func TestCompare(t *testing.T) {
	gold := map[string]string{"a": "1", "b": "1", "c": "1", "d": "2", "e": "2", "f": "3"}
	if s := Compare(gold, gold); s.MUC != 1 || s.B3 != 1 || s.CEAF != 1 || s.LEA != 1 {
		t.Errorf("a perfect clustering scores %+v", s)
	}
	// Worked out by hand.
	system := map[string]string{"a": "1", "b": "1", "c": "2", "d": "2", "e": "3", "f": "4"}
	s := Compare(gold, system)
	for name, got := range map[string][2]float64{"MUC": {s.MUC, 0.4}, "B³": {s.B3, 0.7051}, "CEAF-e": {s.CEAF, 0.7048}, "LEA": {s.LEA, 0.4}} {
		if d := got[0] - got[1]; d > 0.005 || d < -0.005 {
			t.Errorf("%s is %.4f, want %.4f", name, got[0], got[1])
		}
	}
}

// A mention that only one side has counts against that side.
func TestMissing(t *testing.T) {
	gold := map[string]string{"a": "1", "b": "1"}
	if s := Compare(gold, map[string]string{"c": "1", "d": "1"}); s.CoNLL != 0 || s.LEA != 0 {
		t.Errorf("nothing in common scores %+v", s)
	}
	if s := Compare(gold, map[string]string{"a": "1", "b": "1", "c": "1"}); s.B3 >= 1 || s.MUC >= 1 || s.LEA >= 1 {
		t.Errorf("a mention too many scores %+v", s)
	}
}

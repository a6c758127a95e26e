package refer

import "testing"

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"The U.N.'s": "un", "Al-Qaeda": "al qaeda", "O’Farrell": "ofarrell"} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAcronymOf(t *testing.T) {
	for _, test := range []struct {
		short, long string
		want        bool
	}{
		{"IAEA", "International Atomic Energy Agency", true},
		{"U.N.", "United Nations", true},
		{"ODESC", "Officials Committee for Domestic and External Security Coordination", false},
		{"Un", "United Nations", false},
		{"A", "Agency", false},
	} {
		if got := acronymOf(test.short, test.long); got != test.want {
			t.Errorf("acronymOf(%q, %q) = %v", test.short, test.long, got)
		}
	}
}

package refer

import (
	"strings"
	"testing"
)

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

func TestSameName(t *testing.T) {
	for _, test := range []struct {
		full, part string
		same, near bool
	}{
		{"Walter Wallace Jr.", "Wallace", true, false},
		{"Bill Clinton", "Bill", true, false},
		{"Ricardo Rosselló Nevares", "Ricardo Rosselló", true, false},
		{"Ricardo Rosselló Nevares", "Rosselló", false, true},
		{"Wu Shu-chen", "Chen", false, false},
		{"Chen Shui-bian", "Chen", true, false},
		{"Kim Yeong Min", "Kim", true, false},
		{"George Herbert Bush", "George", false, false},
		{"Bashar al-Assad", "Assad", true, false},
		{"Joachim Brudziński", "Brudzinski", true, false},
		{"Alassane Ouattara", "Outtara", false, true},
		{"Jacques Chirac", "Chriac", false, true},
		{"Vladimir Putin", "Valdimir Putin", false, true},
		{"Tom Brown", "Braun", false, false},
		{"John Kerry", "Perry", false, false},
		{"Michael Bush", "Michel Rush", false, false},
	} {
		full, part := strings.Fields(fold(joinGiven(test.full))), strings.Fields(fold(joinGiven(test.part)))
		if got := sameName(full, part); got != test.same {
			t.Errorf("sameName(%q, %q) = %v", test.full, test.part, got)
		}
		if got := nearName(full, part); got != test.near && !test.same {
			t.Errorf("nearName(%q, %q) = %v", test.full, test.part, got)
		}
	}
}

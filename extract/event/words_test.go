package event

import "testing"

func TestWordsAreAsked(t *testing.T) {
	if left := lists.Unused(); len(left) > 0 {
		t.Errorf("nobody asks for these lists of %s: %v", wordsFile, left)
	}
}

package merge

import "strings"

// texts holds each of many strings once, and numbers them. The number of "" is 0.
type texts struct {
	numbers map[string]int32
	list    []string
}

func newTexts() *texts { return &texts{map[string]int32{"": 0}, []string{""}} }

func (t *texts) number(s string) int32 {
	n, ok := t.numbers[s]
	if !ok {
		s = strings.Clone(s) // not with all of the row that it was read in
		n = int32(len(t.list))
		t.numbers[s] = n
		t.list = append(t.list, s)
	}
	return n
}

// keep returns the one copy of a string.
func (t *texts) keep(s string) string { return t.list[t.number(s)] }

func (t *texts) of(number int32) string { return t.list[number] }

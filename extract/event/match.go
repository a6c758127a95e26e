package event

import "strconv"

// scored reports whether the sentence tells the score of a match: "Germany beat
// Scotland 5-1" is no assault.
func (c *clauses) scored() bool {
	number := func(i int) bool {
		n, err := strconv.Atoi(c.toks[i].Text)
		return err == nil && n >= 0 && n < 200
	}
	for i := 1; i+1 < len(c.toks); i++ {
		if t := c.toks[i]; (t.Text == "-" || t.Text == "–") && c.toks[i-1].End == t.Start && t.End == c.toks[i+1].Start && number(i-1) && number(i+1) {
			return true
		}
	}
	return false
}

package main

import (
	"strings"
	"testing"
	"time"

	"newsgraph/extract/batch"
	"newsgraph/extract/read"
)

func TestProgress(t *testing.T) {
	for _, test := range []struct {
		name  string
		total int64
		from  batch.Tally
		now   batch.Tally
		want  string
	}{
		{"from the beginning", 4e6, batch.Tally{}, batch.Tally{Documents: 100, Read: 1e6}, "100 articles  1.0 of 4.0 MB  10/s  30s left  0 quarantined"},
		{"gone on with", 4e6, batch.Tally{Documents: 50, Read: 1e6}, batch.Tally{Documents: 100, Read: 2e6}, "100 articles  2.0 of 4.0 MB  5/s  20s left  0 quarantined"},
		{"with faults", 1e6, batch.Tally{}, batch.Tally{Documents: 10, Read: 1e6, Faults: map[read.Reason]int{read.Malformed: 2, read.OtherLanguage: 5, read.Cut: 1}},
			"10 articles  1.0 of 1.0 MB  1/s  2 quarantined"},
		{"standard input", 0, batch.Tally{}, batch.Tally{Documents: 30}, "30 articles  0.0 of 0.0 MB  3/s  0 quarantined"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := &progress{total: test.total, from: test.from, began: time.Now().Add(-10 * time.Second)}
			p.reached(&test.now)
			if got := p.String(); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
	quiet := startProgress(10, batch.Tally{}, true, true)
	quiet.stop()
	if s := quiet.String(); !strings.HasPrefix(s, "0 articles") {
		t.Error(s)
	}
}

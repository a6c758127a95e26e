package merge

import (
	"strings"

	"newsgraph/graph"
)

// eventMention is what identifies one article's event.
type eventMention struct {
	mention
	name, kind, date string
}

func (m *merger) identifyEvents() error {
	for _, e := range m.events {
		month := e.date
		if len(month) > 7 {
			month = month[:7]
		}
		id := "event:" + graph.ID(strings.ToLower(e.name), e.kind, month)
		m.identities[e.mention] = identity{ID: id, Reason: "same name, kind and month", Confidence: 0.6}
	}
	return nil
}

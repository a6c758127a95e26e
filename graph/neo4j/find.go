package neo4j

import (
	"context"
	"regexp"
	"strings"
	"unicode"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"newsgraph/graph"
)

const found = `
RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.iso3 AS iso3, n.articles AS articles, [l IN labels(n) WHERE l <> 'Entity'][0] AS label`

// Named finds the nodes that an id, a code or a name may mean: those that have it
// as it is, and those with its words in their names, the likeliest first.
func (db *DB) Named(ctx context.Context, name string) ([]*graph.NodeRecord, error) {
	return db.find(ctx, "MATCH (n:Entity) WHERE n.id = $name OR n.name = $name OR n.iso3 = toUpper($name)"+found+
		" UNION CALL db.index.fulltext.queryNodes('entity_names', $search, {limit: 100}) YIELD node AS n"+found, name, spellings(name))
}

// Like finds nodes with names like a name, the likeliest first.
func (db *DB) Like(ctx context.Context, name string) ([]*graph.NodeRecord, error) {
	var words []string
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		words = append(words, strings.ToLower(w)+"~")
	}
	if len(words) == 0 {
		return nil, nil
	}
	return db.find(ctx, "CALL db.index.fulltext.queryNodes('entity_names', $search, {limit: 5}) YIELD node AS n"+found, name, strings.Join(words, " "))
}

func (db *DB) find(ctx context.Context, cypher, name, search string) (nodes []*graph.NodeRecord, err error) {
	err = db.read(ctx, func(tx driver.ManagedTransaction) error {
		nodes = nil
		return run(ctx, tx, cypher, map[string]any{"name": name, "search": search}, func(row []any) error {
			n := new(graph.NodeRecord)
			n.ID, _ = row[0].(string)
			n.Name, _ = row[1].(string)
			aliases, _ := row[2].([]any)
			n.Aliases = texts(aliases)
			n.ISO3, _ = row[3].(string)
			articles, _ := row[4].(int64)
			n.Articles = int(articles)
			n.Label, _ = row[5].(string)
			nodes = append(nodes, n)
			return nil
		})
	})
	return nodes, err
}

var short = regexp.MustCompile(`^\pL{2,5}$`)

// spellings searches for a name as it is and, of an abbreviation, with and without dots.
func spellings(name string) string {
	search := phrase(name) + " " + phrase(strings.ReplaceAll(name, ".", ""))
	if short.MatchString(name) {
		search += " " + phrase(strings.Join(strings.Split(name, ""), ".")+".")
	}
	return search
}

// phrase searches for words as they stand together, whatever characters are in them.
func phrase(words string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(words) + `"`
}

// Search is a text as people type it in the language of the full-text index:
// AND, OR, NOT, "exact phrases", prefix* and typo~ mean what they do there, and
// everything else is looked for as it stands, so that no text is an error.
func Search(text string) string {
	var terms []string
	operator := true // at the beginning none may stand but NOT
	for len(text) > 0 {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
		if words, rest, ok := strings.Cut(strings.TrimPrefix(text, `"`), `"`); ok && strings.HasPrefix(text, `"`) {
			if text = rest; strings.TrimSpace(words) != "" {
				terms, operator = append(terms, phrase(words)), false
			}
			continue
		}
		end := strings.IndexFunc(text[min(1, len(text)):], func(r rune) bool { return unicode.IsSpace(r) || r == '"' }) + 1
		if end == 0 {
			end = len(text)
		}
		word := text[:end]
		text = text[end:]
		switch is := word == "AND" || word == "OR"; {
		case word == "":
		case is && operator, word == "NOT" && len(terms) > 0 && terms[len(terms)-1] == "NOT":
			terms, operator = append(terms, strings.ToLower(word)), false
		case is || word == "NOT":
			terms, operator = append(terms, word), true
		default:
			terms, operator = append(terms, term(word)), false
		}
	}
	if n := len(terms); n > 0 && operator {
		terms[n-1] = strings.ToLower(terms[n-1])
	}
	return strings.Join(terms, " ")
}

// term is a word with all characters escaped that mean something to the index,
// but for a * or ~ at its end.
func term(word string) string {
	end := ""
	if n := len(word) - 1; n > 0 && (word[n] == '*' || word[n] == '~') {
		word, end = word[:n], word[n:]
	}
	var b strings.Builder
	for _, r := range word {
		if strings.ContainsRune(`+-&|!(){}[]^"~*?:\/`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String() + end
}

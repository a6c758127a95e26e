// The schema of the graph; all of it works on Community. Each edge type of the
// vocabulary gets a uniqueness constraint on its id as well. A statement ends
// with a semicolon at the end of a line.

CREATE CONSTRAINT newsgraph_id IF NOT EXISTS FOR (n:Newsgraph) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT retraction_id IF NOT EXISTS FOR (n:Retraction) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT states_id IF NOT EXISTS FOR ()-[r:STATES]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT mentions_id IF NOT EXISTS FOR ()-[r:MENTIONS]-() REQUIRE r.id IS UNIQUE;

CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name);
CREATE INDEX entity_iso3 IF NOT EXISTS FOR (n:Entity) ON (n.iso3);
CREATE INDEX entity_qid IF NOT EXISTS FOR (n:Entity) ON (n.qid);
CREATE INDEX entity_nation IF NOT EXISTS FOR (n:Entity) ON (n.nation);
CREATE INDEX event_kind IF NOT EXISTS FOR (n:Event) ON (n.kind);
CREATE INDEX event_date IF NOT EXISTS FOR (n:Event) ON (n.date);
CREATE INDEX claim_type IF NOT EXISTS FOR (n:Claim) ON (n.type);
CREATE INDEX claim_status IF NOT EXISTS FOR (n:Claim) ON (n.status);
CREATE INDEX claim_plover IF NOT EXISTS FOR (n:Claim) ON (n.plover);
CREATE INDEX claim_date IF NOT EXISTS FOR (n:Claim) ON (n.date);
CREATE INDEX claim_first_reported IF NOT EXISTS FOR (n:Claim) ON (n.firstReported);
CREATE INDEX claim_sources IF NOT EXISTS FOR (n:Claim) ON (n.sources);
CREATE INDEX claim_asserter IF NOT EXISTS FOR (n:Claim) ON (n.asserter);
CREATE INDEX article_date IF NOT EXISTS FOR (n:Article) ON (n.date);
CREATE INDEX article_source IF NOT EXISTS FOR (n:Article) ON (n.source);

// Folds diacritics: "Zelenskyj" finds "Zelenskýj".
CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX article_titles IF NOT EXISTS FOR (n:Article) ON EACH [n.title]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}

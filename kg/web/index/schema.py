"""The tables of the index, filled and emptied by graph, but for `thing`, `entry` and what is made of all graphs."""

VERSION = 5
"""An index of another version is made anew."""

TABLES = """
CREATE TABLE graph (id INTEGER PRIMARY KEY, iri TEXT UNIQUE, digest TEXT);
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT UNIQUE);

CREATE TABLE entry (id INTEGER PRIMARY KEY, thing INTEGER, preferred INTEGER, language TEXT, form TEXT,
                    UNIQUE (thing, preferred, language, form));
CREATE INDEX entry_form ON entry (form);
CREATE TABLE entry_in (graph INTEGER, entry INTEGER, PRIMARY KEY (entry, graph)) WITHOUT ROWID;
CREATE INDEX entry_in_graph ON entry_in (graph);
CREATE VIRTUAL TABLE entry_text USING fts5 (singles, pairs);

CREATE TABLE kind (graph INTEGER, thing INTEGER, kind TEXT, PRIMARY KEY (thing, kind, graph)) WITHOUT ROWID;
CREATE INDEX kind_graph ON kind (graph);
CREATE INDEX kind_kind ON kind (kind, thing);

CREATE TABLE document (graph INTEGER PRIMARY KEY, thing INTEGER, kind TEXT, label TEXT, day TEXT, characters INTEGER);
CREATE INDEX document_day ON document (day, label);
CREATE INDEX document_thing ON document (thing);
CREATE TABLE page (graph INTEGER PRIMARY KEY, prepared BLOB);
CREATE TABLE voice (graph INTEGER, part INTEGER, thing INTEGER);
CREATE INDEX voice_graph ON voice (graph);
CREATE INDEX voice_thing ON voice (thing);

CREATE TABLE mention (graph INTEGER, thing INTEGER, day TEXT, start INTEGER, end INTEGER, part INTEGER,
                      before TEXT, words TEXT, after TEXT, voice INTEGER);
CREATE INDEX mention_thing ON mention (thing, day, graph, start);
CREATE INDEX mention_graph ON mention (graph);

CREATE TABLE claim (id INTEGER PRIMARY KEY, graph INTEGER, thing INTEGER, act TEXT, compliance TEXT, polarity TEXT,
                    day TEXT, part INTEGER, start INTEGER, end INTEGER, words TEXT);
CREATE INDEX claim_graph ON claim (graph);
CREATE INDEX claim_thing ON claim (thing);
CREATE VIRTUAL TABLE claim_text USING fts5 (singles, pairs);

CREATE TABLE role (graph INTEGER, claim INTEGER, role TEXT, thing INTEGER, day TEXT);
CREATE INDEX role_thing ON role (thing, role, day, claim);
CREATE INDEX role_claim ON role (claim, role, thing);
CREATE INDEX role_graph ON role (graph);

CREATE TABLE event (graph INTEGER, thing INTEGER, type TEXT, first TEXT, last TEXT, exact TEXT, start INTEGER,
                    end INTEGER);
CREATE INDEX event_thing ON event (thing);
CREATE INDEX event_graph ON event (graph);
CREATE INDEX event_first ON event (first);
CREATE TABLE event_role (graph INTEGER, event INTEGER, role TEXT, thing INTEGER, first TEXT);
CREATE INDEX event_role_thing ON event_role (thing, first, event);
CREATE INDEX event_role_event ON event_role (event);
CREATE INDEX event_role_graph ON event_role (graph);

CREATE TABLE problem (graph INTEGER, code TEXT, start INTEGER, end INTEGER, words TEXT, reason TEXT);
CREATE INDEX problem_code ON problem (code, graph, start);
CREATE INDEX problem_graph ON problem (graph);

CREATE TABLE post (graph INTEGER, body INTEGER, person INTEGER, title TEXT);
CREATE INDEX post_body ON post (body);
CREATE INDEX post_person ON post (person);
CREATE INDEX post_graph ON post (graph);

CREATE TABLE account (graph INTEGER, dispute INTEGER, event INTEGER);
CREATE INDEX account_dispute ON account (dispute);
CREATE INDEX account_event ON account (event);
CREATE TABLE contradiction (graph INTEGER, thing INTEGER, dispute INTEGER, ground TEXT, zh TEXT, en TEXT);
CREATE INDEX contradiction_dispute ON contradiction (dispute);
CREATE INDEX contradiction_thing ON contradiction (thing);
CREATE TABLE against (graph INTEGER, contradiction INTEGER, claim INTEGER);
CREATE INDEX against_claim ON against (claim, contradiction);
CREATE INDEX against_contradiction ON against (contradiction, claim);
CREATE TABLE pair (graph INTEGER, thing INTEGER, kind TEXT, verdict TEXT, one INTEGER, two INTEGER, rule TEXT);
CREATE INDEX pair_verdict ON pair (verdict, kind);

CREATE TABLE tie (projection TEXT, nodes TEXT, source INTEGER, target INTEGER, date TEXT, sign INTEGER,
                  evidence INTEGER, claim INTEGER);
CREATE INDEX tie_ends ON tie (projection, nodes, source, target, sign, date, evidence);
CREATE TABLE left_out (projection TEXT, nodes TEXT, reason TEXT, number INTEGER);

CREATE TABLE dispute (thing INTEGER PRIMARY KEY, types TEXT, first TEXT, last TEXT, accounts INTEGER, voices INTEGER,
                      contradictions INTEGER);
CREATE TABLE total (what TEXT, kind TEXT, number INTEGER, PRIMARY KEY (what, kind)) WITHOUT ROWID;
CREATE TABLE state (words TEXT);
"""

BY_GRAPH = (
    "entry_in", "kind", "document", "page", "voice", "mention", "claim", "role", "event", "event_role", "problem",
    "post", "account", "contradiction", "against", "pair",
)  # fmt: skip
"""The tables from which a graph that has changed is taken out."""

COUNTED = """
DELETE FROM dispute;
INSERT INTO dispute
    SELECT account.dispute, GROUP_CONCAT(DISTINCT event.type), MIN(COALESCE(event.first, event.last)),
           MAX(COALESCE(event.last, event.first)), COUNT(DISTINCT account.event),
           (SELECT COUNT(DISTINCT claimant.thing) FROM account AS also
              JOIN role AS about ON about.thing = also.event AND about.role = 'about'
              JOIN role AS claimant ON claimant.claim = about.claim AND claimant.role = 'claimant'
             WHERE also.dispute = account.dispute),
           (SELECT COUNT(*) FROM contradiction WHERE contradiction.dispute = account.dispute)
      FROM account LEFT JOIN event ON event.thing = account.event
     GROUP BY account.dispute;
DELETE FROM total;
INSERT INTO total SELECT 'thing', kind, COUNT(DISTINCT thing) FROM kind GROUP BY kind;
INSERT INTO total SELECT 'document', kind, COUNT(*) FROM document GROUP BY kind;
INSERT INTO total SELECT 'claim', '', COUNT(*) FROM claim;
INSERT INTO total SELECT 'act', CASE WHEN act = '' THEN compliance ELSE act END, COUNT(*) FROM claim GROUP BY 2;
INSERT INTO total SELECT 'problem', code, COUNT(*) FROM problem GROUP BY code;
INSERT INTO total SELECT 'pair', kind, COUNT(*) FROM pair WHERE verdict = 'doubtful' GROUP BY kind;
INSERT INTO total SELECT 'dispute', '', COUNT(*) FROM dispute;
INSERT INTO total SELECT 'year', COALESCE(SUBSTR(day, 1, 4), ''), COUNT(*) FROM document GROUP BY 2;
"""
"""What is counted over all graphs once they are up to date."""

-- The SQLite store. A fact is a row; a graph edge is what the facts about one pair of entities add up to.
-- A node is one key (type family + stem of a name), its id a hash of the key. An entity is a set of nodes joined by
-- rules; node.entity is the id of the member with the fullest name, so `JOIN node AS e ON e.id = n.entity` gives the
-- name to show. Everything a document brought goes when the document goes; nothing here depends on the load order.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    id         TEXT PRIMARY KEY,     -- first 16 hex digits of sha256
    sha256     TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,        -- file name without its folder
    characters INTEGER NOT NULL,
    source     TEXT NOT NULL         -- the path it was loaded from, '' where there is none; never shown
) STRICT, WITHOUT ROWID;
CREATE INDEX document_source ON document (source);

-- One plan or article inside a document.
CREATE TABLE part (
    document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    title    TEXT NOT NULL,
    issuer   TEXT,
    date     TEXT,                   -- YYYY-MM-DD, YYYY-MM or YYYY
    status   TEXT,                   -- 征求意见稿 | 正式 | 报告 | 新闻
    region   TEXT,                   -- the place the part speaks for: 云溪市
    PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE node (
    id     INTEGER PRIMARY KEY,      -- hash of the key
    key    TEXT NOT NULL UNIQUE,     -- schema.key(name, type)
    family TEXT NOT NULL,            -- Group | Enterprise | Link | …
    type   TEXT NOT NULL,            -- type of the name that is shown
    name   TEXT NOT NULL,            -- the name that is shown: the longest of its surfaces, then the smallest
    entity INTEGER NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX node_entity ON node (entity);
CREATE INDEX node_family ON node (family, name);
-- The few nodes that are shown as another one: questions look at them alone and not up each node of a thousand facts.
CREATE INDEX node_joined ON node (entity, id) WHERE entity <> id;

CREATE TABLE fact (
    id           INTEGER PRIMARY KEY, -- Fact.id
    document     TEXT NOT NULL,
    part         INTEGER NOT NULL,
    subject      INTEGER NOT NULL REFERENCES node,
    predicate    TEXT NOT NULL,
    object       INTEGER NOT NULL REFERENCES node,
    role         TEXT,
    subject_name TEXT NOT NULL,       -- as the document writes it
    subject_type TEXT NOT NULL,
    object_name  TEXT NOT NULL,
    object_type  TEXT NOT NULL,
    quote        TEXT NOT NULL,
    headings     TEXT NOT NULL,       -- JSON list, outermost first
    block        INTEGER NOT NULL,
    "table"      INTEGER,
    "row"        INTEGER,
    cell         INTEGER,
    start        INTEGER NOT NULL,    -- character offsets in the document's text
    "end"        INTEGER NOT NULL,
    rule         TEXT NOT NULL,
    confidence   REAL NOT NULL,
    FOREIGN KEY (document, part) REFERENCES part (document, number) ON DELETE CASCADE
) STRICT;
CREATE INDEX fact_subject ON fact (subject, predicate, object, confidence);
CREATE INDEX fact_object ON fact (object, predicate, subject);
CREATE INDEX fact_predicate ON fact (predicate, role);
-- Covers what questions about a region group by: rows of a fact lie all over the file, entries of the index side by side.
CREATE INDEX fact_part ON fact (document, part, predicate, subject, object, role, confidence);

-- Sums: what facts above already say, kept beside them so that a question about a place need not read all facts of a
-- province. sqlite_sums.py keeps them in the transaction that changes the facts; they can be built anew at any time.

-- Who makes what where: a row for each MAKES fact and each place where LOCATED_IN puts its firm. A firm that no fact
-- places stands in place 0 and in the region that the fact's part speaks for ('' for none, and for all others). A firm is `plain` if it
-- stands in one spot alone, no other name is joined with its own and nobody wants to win it: of such firms
-- sums add up.
CREATE TABLE maker (
    plain  INTEGER NOT NULL,
    place  INTEGER NOT NULL,         -- node.id, or 0
    region TEXT NOT NULL,
    link   INTEGER NOT NULL,         -- fact.object
    doubt  INTEGER NOT NULL,         -- is fact.confidence below schema.SURE?
    fact   INTEGER NOT NULL,
    firm   INTEGER NOT NULL,         -- fact.subject
    PRIMARY KEY (plain, place, region, link, doubt, fact)
) STRICT, WITHOUT ROWID;
CREATE INDEX maker_link ON maker (link, doubt, fact, firm);

-- How many plain firms surely make a link in a spot, and by how many rows of maker, doubtful ones too.
CREATE TABLE made (
    place  INTEGER NOT NULL,
    region TEXT NOT NULL,
    link   INTEGER NOT NULL,
    firms  INTEGER NOT NULL,
    facts  INTEGER NOT NULL,
    PRIMARY KEY (place, region, link)
) STRICT, WITHOUT ROWID;

-- The first facts of each pair of nodes and role in the parts that speak for one region: those of final plans, then the
-- latest, at most sqlite_sums.FIRST; of the predicates that chains are made of.
CREATE TABLE early (
    region    TEXT NOT NULL,          -- part.region, '' for none
    predicate TEXT NOT NULL,
    subject   INTEGER NOT NULL,
    object    INTEGER NOT NULL,
    role      TEXT NOT NULL,          -- '' for none
    rank      INTEGER NOT NULL,       -- 0 in a final plan, 1 in another kind of text, 2 where the kind is unknown
    date      TEXT NOT NULL,          -- part.date, '' for none
    fact      INTEGER NOT NULL,
    document  TEXT NOT NULL,
    start     INTEGER NOT NULL,
    PRIMARY KEY (region, predicate, subject, object, role, fact)
) STRICT, WITHOUT ROWID;

-- How much a part says of chains, and which places it names as the home of a firm or assigns (1) a field to.
CREATE TABLE telling (
    document TEXT NOT NULL,
    part     INTEGER NOT NULL,
    facts    INTEGER NOT NULL,
    PRIMARY KEY (document, part),
    FOREIGN KEY (document, part) REFERENCES part (document, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE placing (
    document TEXT NOT NULL,
    part     INTEGER NOT NULL,
    place    INTEGER NOT NULL,       -- node.id
    assigned INTEGER NOT NULL,
    PRIMARY KEY (document, part, place, assigned),
    FOREIGN KEY (document, part) REFERENCES part (document, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- An indicator that a document sets: 到2030年…突破1800亿元. Undone with the document.
CREATE TABLE goal (
    id         INTEGER PRIMARY KEY,  -- Goal.id
    document   TEXT NOT NULL,
    part       INTEGER NOT NULL,
    scope_key  TEXT NOT NULL,        -- schema.key(scope, scope_type): the node.key of whose goal it is, where facts name it
    scope      TEXT NOT NULL,
    scope_type TEXT NOT NULL,
    metric     TEXT NOT NULL,
    comparator TEXT NOT NULL,        -- ≥ | ≤ | ≈ | =
    value      REAL NOT NULL,
    unit       TEXT NOT NULL,
    year       INTEGER,
    quote      TEXT NOT NULL,
    headings   TEXT NOT NULL,        -- JSON list, outermost first
    block      INTEGER NOT NULL,
    "table"    INTEGER,
    "row"      INTEGER,
    cell       INTEGER,
    start      INTEGER NOT NULL,     -- character offsets in the document's text
    "end"      INTEGER NOT NULL,
    FOREIGN KEY (document, part) REFERENCES part (document, number) ON DELETE CASCADE
) STRICT;
CREATE INDEX goal_scope ON goal (scope_key, year);
CREATE INDEX goal_part ON goal (document, part);

-- Two keys that a document, by a rule without doubt, shows to be one thing. Undone with the document.
CREATE TABLE same (
    document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
    one      TEXT NOT NULL,          -- node.key, one < other
    other    TEXT NOT NULL,
    rule     TEXT NOT NULL,
    PRIMARY KEY (document, one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX same_one ON same (one);
CREATE INDEX same_other ON same (other);

-- Shown names as character bigrams and the last character: one, two or more characters find a name by
--   JOIN node AS n ON n.id = name_search.rowid WHERE name_search MATCH :pattern     (graph.pattern(text))
CREATE VIRTUAL TABLE name_search USING fts5 (bigrams, content = '', tokenize = 'unicode61');

-- What facts about one pair of entities add up to.
CREATE VIEW edge AS
SELECT s.entity AS subject, f.predicate, o.entity AS object, f.role, count(*) AS facts, max(f.confidence) AS confidence
FROM fact AS f
JOIN node AS s ON s.id = f.subject
JOIN node AS o ON o.id = f.object
GROUP BY s.entity, f.predicate, o.entity, f.role;

-- A row of a register. One firm may stand in several registers: rows with one `ident` are one firm.
CREATE TABLE company (
    id       INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
    ident    TEXT NOT NULL,           -- 统一社会信用代码, else 名: and the name's stem
    stem     TEXT NOT NULL,           -- schema.stem(name, "Enterprise"): node.key is "Enterprise:" and this
    name     TEXT NOT NULL,
    code     TEXT NOT NULL,           -- '' where the register gives none or a wrong one; so for all text below
    former   TEXT NOT NULL,           -- former names, joined by 、
    state    TEXT NOT NULL,           -- schema.FirmState
    capital  REAL,                    -- in 万 of currency
    currency TEXT NOT NULL,
    founded  TEXT NOT NULL,           -- YYYY-MM-DD, YYYY-MM or YYYY
    region   TEXT NOT NULL,           -- 湖北省咸宁市咸安区
    address  TEXT NOT NULL,
    scope    TEXT NOT NULL,
    industry TEXT NOT NULL,
    staff    INTEGER,
    revenue  REAL,                    -- 万元
    growth   REAL,                    -- percent a year
    owners   TEXT NOT NULL,
    chamber  TEXT NOT NULL,
    contact  TEXT NOT NULL,
    sheet    TEXT NOT NULL,
    "row"    INTEGER NOT NULL,
    UNIQUE (ident, document)
) STRICT;
CREATE INDEX company_stem ON company (stem);
CREATE INDEX company_region ON company (region);
CREATE INDEX company_document ON company (document);

CREATE TABLE former_name (
    stem    TEXT NOT NULL,
    company INTEGER NOT NULL REFERENCES company ON DELETE CASCADE,
    PRIMARY KEY (stem, company)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_company ON former_name (company);

-- Scope, industry and name of each row of `company` as a set of bigrams; a hit says that all the pairs are there, the
-- words themselves are compared afterwards. Without positions it is a third of the size. The pairs come without signs, so
-- that `ascii`, to which every Chinese character is a letter, finds the same as `unicode61` in half the time.
CREATE VIRTUAL TABLE company_search USING fts5 (
    bigrams, content = '', columnsize = 0, detail = none, tokenize = 'ascii'
);

-- A row of a supply list; its SUPPLIES fact is in `fact` and holds its ends in place.
CREATE TABLE purchase (
    document TEXT NOT NULL REFERENCES document ON DELETE CASCADE,
    sheet    TEXT NOT NULL,
    "row"    INTEGER NOT NULL,
    seller   INTEGER NOT NULL REFERENCES node,
    buyer    INTEGER NOT NULL REFERENCES node,
    item     TEXT NOT NULL,
    amount   REAL,                    -- 万元
    year     TEXT NOT NULL,           -- YYYY, '' where not given
    PRIMARY KEY (document, sheet, "row")
) STRICT, WITHOUT ROWID;
CREATE INDEX purchase_buyer ON purchase (buyer);
CREATE INDEX purchase_seller ON purchase (seller);

-- 32 MiB of words are gathered before they are written: a register of a million firms loads faster by a tenth.
INSERT INTO company_search (company_search, rank) VALUES ('hashsize', 33554432);

-- What people decided, in the order they said it: the last word about (kind, subject, object) counts, '' takes it back.
-- Natural keys only, so that a decision outlives the documents it is about.
CREATE TABLE decision (
    number  INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    object  TEXT NOT NULL,
    value   TEXT NOT NULL,
    source  TEXT NOT NULL,            -- the file it came in
    at      TEXT NOT NULL             -- the day, as the caller gave it
) STRICT;
CREATE INDEX decision_about ON decision (kind, subject, object, number);

CREATE VIEW decided AS
SELECT d.kind, d.subject, d.object, d.value, d.source, d.at
FROM decision AS d
WHERE d.value <> '' AND d.number = (
    SELECT max(l.number) FROM decision AS l WHERE l.kind = d.kind AND l.subject = d.subject AND l.object = d.object
);

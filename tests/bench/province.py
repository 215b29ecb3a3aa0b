"""A database the size of Zhejiang: 1,387 townships, 500,000 unions, 22 million members, with its sums."""

import psycopg

CITIES, COUNTIES, TOWNSHIPS, UNIONS, MEMBERS = 11, 90, 1_387, 500_000, 44  # the last: members of each union

# Bodies are numbered tier by tier; each stands below the one of the tier above that has its number modulo their count.
TREE = """
    INSERT INTO kernel_body (id, kind, name) SELECT n, 'union', '工会' || n FROM generate_series(1, %(all)s) n;
    INSERT INTO kernel_line (body_id, line, path, since)
    WITH city AS (SELECT 1 + n AS id, 'u1.' || 1 + n || '.' AS path FROM generate_series(1, %(cities)s) n),
    county AS (SELECT 101 + n AS id, city.path || 101 + n || '.' AS path
        FROM generate_series(1, %(counties)s) n JOIN city ON city.id = 2 + n %% %(cities)s),
    township AS (SELECT 1000 + n AS id, county.path || 1000 + n || '.' AS path
        FROM generate_series(1, %(townships)s) n JOIN county ON county.id = 102 + n %% %(counties)s),
    base AS (SELECT 10000 + n AS id, township.path || 10000 + n || '.' AS path
        FROM generate_series(1, %(unions)s) n JOIN township ON township.id = 1001 + n %% %(townships)s)
    SELECT id, 'union', path, DATE '2020-01-01' FROM (
        SELECT 1 AS id, 'u1.' AS path UNION ALL TABLE city UNION ALL TABLE county UNION ALL TABLE township
        UNION ALL TABLE base) everybody;
"""
# Nine in ten members of a union work in its usual form, one in twenty keeps her membership while away.
MEMBERSHIP = """
    CREATE UNLOGGED TABLE bench_member AS
    SELECT u.id AS body, CASE WHEN hashint8(u.id * 64 + m) %% 20 = 0 THEN 'retained' ELSE 'active' END AS status,
        'form' || CASE WHEN hashint8(u.id * 64 + m + 7) %% 10 = 0 THEN m %% 8 ELSE u.id %% 8 END AS form,
        (1 + hashint8(u.id * 64 + m + 9) %% 2 * hashint8(m) %% 2)::smallint AS sex
    FROM generate_series(10001, 10000 + %(unions)s) AS u (id), generate_series(1, %(members)s) m;
    CREATE INDEX ON bench_member (body);
    CREATE TABLE bench_act (id bigserial PRIMARY KEY, body int, status text, form text, sex smallint, at timestamptz);
"""
SUMS = """
    ALTER TABLE cockpit_total DROP CONSTRAINT one_total_per_cell;
    ALTER TABLE cockpit_past DROP CONSTRAINT one_past_per_cell;
    INSERT INTO cockpit_total (body, indicator, day, cell, n)
    WITH leaf AS MATERIALIZED (
        SELECT body, 'members' AS indicator, NULL::date AS day, concat_ws('.', status, form, sex) AS cell, count(*) AS n
        FROM bench_member GROUP BY 1, 4
        UNION ALL
        SELECT 10001 + hashint8(n) %% %(unions)s & 2147483647, 'joined', DATE '2026-03-10' - n %% 400, '', 1
        FROM generate_series(1, 1000000) n
    )
    SELECT ancestor, indicator, day, cell, sum(n) FROM leaf JOIN kernel_line ON body_id = leaf.body
    CROSS JOIN LATERAL unnest(string_to_array(trim(both '.' from substr(path, 2)), '.')::int[]) AS ancestor
    GROUP BY 1, 2, 3, 4;
    INSERT INTO cockpit_past (body, indicator, cell, since, told_on, n)
    WITH leaf AS MATERIALIZED (
        SELECT body, concat_ws('.', status, form, sex) AS cell, DATE '2026-03-10' - body %% 400 AS since, count(*) AS n
        FROM bench_member GROUP BY 1, 2
    )
    SELECT ancestor, 'members', cell, leaf.since, leaf.since, sum(n) FROM leaf JOIN kernel_line ON body_id = leaf.body
    CROSS JOIN LATERAL unnest(string_to_array(trim(both '.' from substr(path, 2)), '.')::int[]) AS ancestor
    GROUP BY 1, 3, 4;
    ALTER TABLE cockpit_total
        ADD CONSTRAINT one_total_per_cell UNIQUE NULLS NOT DISTINCT (body, indicator, day, cell);
    ALTER TABLE cockpit_past
        ADD CONSTRAINT one_past_per_cell UNIQUE NULLS NOT DISTINCT (body, indicator, since, told_on, day, cell);
"""
TIERS = {"province": (1, 1), "city": (2, CITIES), "county": (102, COUNTIES), "township": (1001, TOWNSHIPS)}


def bodies(tier: str) -> range:
    first, count = {**TIERS, "union": (10_001, UNIONS)}[tier]
    return range(first, first + count)


def load(connection: psycopg.Connection, members: int = MEMBERS) -> None:
    sizes = {"cities": CITIES, "counties": COUNTIES, "townships": TOWNSHIPS, "unions": UNIONS, "members": members}
    for words in (TREE, MEMBERSHIP, SUMS):
        psycopg.ClientCursor(connection).execute(words, {**sizes, "all": 10_000 + UNIONS})
        connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM ANALYZE")

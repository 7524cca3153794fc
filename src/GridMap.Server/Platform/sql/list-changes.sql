-- What happened to one issue, facility or unit, oldest first.
-- In:  $1 county_code text, $2 entity text, $3 entity_id text; the scope in which it must lie now:
--      $4 area_grid_ids integer[], $5 unit_codes text[] (see Scope)
-- Out: action text, revision bigint, changed_at timestamptz, before text and after text (JSON objects of columns),
--      code of the grid it lay in before, code of the grid after
-- A unit lies nowhere: only a scope of the whole county, NULL, sees its changes.
-- A thousand is more than anybody edits by hand.
SELECT c.action, c.revision, c.changed_at, c.before::text, c.after::text, old.grid_code, new.grid_code
FROM change AS c
LEFT JOIN grid AS old ON old.county_code = c.county_code AND old.grid_id = c.old_grid_id
LEFT JOIN grid AS new ON new.county_code = c.county_code AND new.grid_id = c.new_grid_id
WHERE c.county_code = $1 AND c.entity = $2 AND c.entity_id = $3
    AND ($4::integer[] IS NULL OR EXISTS (
        SELECT FROM (
            SELECT i.grid_id, i.unit_code FROM issue AS i
            WHERE i.county_code = $1 AND i.issue_id = CASE WHEN $2 = 'issue' THEN $3::uuid END
            UNION ALL
            SELECT f.grid_id, f.unit_code FROM facility AS f
            WHERE f.county_code = $1 AND f.facility_id = CASE WHEN $2 = 'facility' THEN $3::uuid END
        ) AS thing
        WHERE thing.unit_code = ANY ($5::text[]) OR EXISTS (
            SELECT FROM grid_within AS w
            WHERE w.county_code = $1 AND w.grid_id = thing.grid_id AND w.ancestor_grid_id = ANY ($4))))
ORDER BY c.revision, c.changed_at, c.change_id
LIMIT 1000;

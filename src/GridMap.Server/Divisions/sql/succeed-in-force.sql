-- Opens a division that is in force at once, for a change of grids that went without a draft.
-- In:  $1 county_code text, $2 name text, $3 created_by text
INSERT INTO division (county_code, division_id, name, status, based_on_division_id, created_by, published_at)
SELECT $1, coalesce(max(division_id), 0) + 1, $2, 'published', max(division_id) FILTER (WHERE status = 'superseded'), $3, now()
FROM division WHERE county_code = $1;

-- Tells readers of the change log, in one row, to load a county again after a bulk change.
-- In:  $1 county_code text, $2 change_id uuid, $3 batch_id uuid (NULL for none), $4 layer text
INSERT INTO change (county_code, change_id, entity, action, revision, after, import_batch_id)
SELECT county_code, $2, 'county', 'reload', grid_revision, jsonb_build_object('layer', $4::text), $3::uuid
FROM county WHERE county_code = $1;

-- Rows that name a unit which an import of units added: they would be left pointing nowhere.
-- In:  $1 county_code text, $2 batch_id uuid
-- Out: count integer
WITH added AS MATERIALIZED (
    SELECT entity_id AS unit_code FROM change
    WHERE county_code = $1 AND import_batch_id = $2 AND entity = 'unit' AND action = 'imported' AND before IS NULL
)
SELECT (
    (SELECT count(*) FROM issue WHERE county_code = $1 AND deleted_at IS NULL AND unit_code IN (SELECT unit_code FROM added))
    + (SELECT count(*) FROM facility WHERE county_code = $1 AND deleted_at IS NULL AND unit_code IN (SELECT unit_code FROM added))
    + (SELECT count(*) FROM grid WHERE county_code = $1 AND lead_unit_code IN (SELECT unit_code FROM added))
    + (SELECT count(*) FROM area_responsible WHERE county_code = $1 AND unit_code IN (SELECT unit_code FROM added))
    + (SELECT count(*) FROM county_responsibility WHERE county_code = $1 AND lead_unit_code IN (SELECT unit_code FROM added))
    + (SELECT count(*) FROM category_department WHERE county_code = $1 AND unit_code IN (SELECT unit_code FROM added))
    + (SELECT count(*) FROM unit WHERE county_code = $1 AND parent_unit_code IN (SELECT unit_code FROM added)
        AND import_batch_id IS DISTINCT FROM $2))::integer;

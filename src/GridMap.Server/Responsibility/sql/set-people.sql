-- Names who works for an area in one role, in this order; those named before are gone already.
-- In:  $1 county_code text, $2 area_code text, $3 role text, $4 unit_codes text[]
INSERT INTO area_responsible (county_code, area_code, role, unit_code, position)
SELECT $1, $2, $3, named.unit_code, named.position
FROM unnest($4::text[]) WITH ORDINALITY AS named (unit_code, position);

-- What the last check of a draft found, the blocking ones first.
-- In:  $1 county_code text, $2 division_id integer, $3 kind text (NULL: all), $4 is_tolerated boolean (NULL: both),
--      $5 after_number integer, $6 most integer
-- Out: see DivisionRecord.ReadDefect
SELECT defect_number, kind, grid_codes, ST_X(geom), ST_Y(geom), area_square_metres, width_metres, is_tolerated,
    ST_AsGeoJSON(coalesce(shape_geom, geom), 8)
FROM division_defect
WHERE county_code = $1 AND division_id = $2
    AND ($3::text IS NULL OR kind = $3) AND ($4::boolean IS NULL OR is_tolerated = $4) AND defect_number > $5
ORDER BY defect_number
LIMIT $6;

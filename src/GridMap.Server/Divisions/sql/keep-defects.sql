-- Keeps what the check of a draft found, numbered in the order given; what the check before found is gone by then.
-- In:  $1 county_code text, $2 division_id integer; one array each, row by row: $3 kinds text[], $4 grid_codes text[] (a line
--      feed between two codes), $5 longitudes double precision[], $6 latitudes double precision[], $7 shapes bytea[] (WKB, or NULL),
--      $8 areas_square_metres double precision[], $9 widths_metres double precision[], $10 are_tolerated boolean[]
-- Not by COPY, which row-level security does not let through.
INSERT INTO division_defect (
    county_code, division_id, defect_number, kind, grid_codes, geom, shape_geom, area_square_metres, width_metres, is_tolerated)
SELECT $1, $2, f.number, f.kind, string_to_array(f.codes, E'\n'), ST_SetSRID(ST_MakePoint(f.longitude, f.latitude), 4326),
    ST_SetSRID(ST_GeomFromWKB(f.shape), 4326), f.area, f.width, f.is_tolerated
FROM unnest($3::text[], $4::text[], $5::double precision[], $6::double precision[], $7::bytea[], $8::double precision[],
    $9::double precision[], $10::boolean[]) WITH ORDINALITY
    AS f (kind, codes, longitude, latitude, shape, area, width, is_tolerated, number);

-- Streets and rivers within a frame, cut at it.
-- In:  $1 county_code text, the frame in degrees: $2 west, $3 south, $4 east, $5 north double precision
-- Out: name (may be empty), class, geom geometry(Geometry, 4326)
SELECT s.name, s.class, ST_ClipByBox2D(s.geom, frame.box)
FROM street AS s,
    LATERAL (SELECT ST_MakeEnvelope($2, $3, $4, $5, 4326) AS box) AS frame
WHERE s.county_code = $1 AND s.geom && frame.box
ORDER BY s.street_id;

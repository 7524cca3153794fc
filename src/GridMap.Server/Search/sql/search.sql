-- What a person may mean by a few typed characters, best first: the same, then the same beginning, then within;
-- grids before units before facilities before issues.
-- In:  $1 county_code text, $2 typed text, $3 prefix pattern text, $4 anywhere pattern text (LIKE), $5 most integer;
--      the scope of issues: $6 area_grid_ids integer[], $7 unit_codes text[]; that of facilities: $8 area_grid_ids integer[],
--      $9 unit_codes text[] (see Scope)
-- Out: kind text, id text, title text, subtitle text, longitude and latitude double precision (NULL: no place)
-- Each part is cut to $5 of its own before they are ranked together; of issues the newest count.
WITH hit AS (
    (SELECT 1 AS place, 'grid' AS kind, g.grid_code AS id, g.name AS title,
        concat_ws(' · ', g.grid_code, parent.name) AS subtitle, ST_PointOnSurface(g.geom) AS geom,
        CASE WHEN lower(g.grid_code) = lower($2) OR lower(g.name) = lower($2) THEN 0
            WHEN g.grid_code ILIKE $3 OR g.name ILIKE $3 THEN 1 ELSE 2 END AS rank
    FROM grid AS g
    LEFT JOIN grid AS parent ON parent.county_code = g.county_code AND parent.grid_id = g.parent_grid_id
    WHERE g.county_code = $1 AND (g.grid_code ILIKE $4 OR g.name ILIKE $4)
    ORDER BY rank, g.grid_code LIMIT $5)
    UNION ALL
    (SELECT 2, 'unit', u.unit_code, u.name, concat_ws(' · ', u.unit_code, u.phone), led.geom,
        CASE WHEN lower(u.unit_code) = lower($2) OR lower(u.name) = lower($2) THEN 0
            WHEN u.unit_code ILIKE $3 OR u.name ILIKE $3 THEN 1 ELSE 2 END AS rank
    FROM unit AS u
    LEFT JOIN LATERAL (
        SELECT ST_PointOnSurface(g.geom) AS geom FROM grid AS g
        WHERE g.county_code = u.county_code AND g.lead_unit_code = u.unit_code
        ORDER BY g.area_square_metres DESC LIMIT 1
    ) AS led ON true
    WHERE u.county_code = $1 AND (u.unit_code ILIKE $4 OR u.name ILIKE $4)
    ORDER BY rank, u.unit_code LIMIT $5)
    UNION ALL
    (SELECT 3, 'facility', f.facility_id::text, f.name, concat_ws(' · ', f.address, g.name), f.geom,
        CASE WHEN lower(f.name) = lower($2) THEN 0 WHEN f.name ILIKE $3 OR f.address ILIKE $3 THEN 1 ELSE 2 END AS rank
    FROM facility AS f
    LEFT JOIN grid AS g ON g.county_code = f.county_code AND g.grid_id = f.grid_id
    WHERE f.county_code = $1 AND f.deleted_at IS NULL AND (f.name ILIKE $4 OR f.address ILIKE $4)
        AND ($8::integer[] IS NULL
            OR f.grid_id = ANY (ARRAY(
                SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($8)))
            OR f.unit_code = ANY ($9::text[]))
    ORDER BY rank, f.facility_number LIMIT $5)
    UNION ALL
    (SELECT 4, 'issue', i.issue_id::text, i.category, concat_ws(' · ', '#' || i.issue_number, i.address, g.name), i.geom,
        CASE WHEN i.issue_number::text = ltrim($2, '#') THEN 0 WHEN i.address ILIKE $3 THEN 1 ELSE 2 END AS rank
    FROM issue AS i
    LEFT JOIN grid AS g ON g.county_code = i.county_code AND g.grid_id = i.grid_id
    WHERE i.county_code = $1 AND i.deleted_at IS NULL
        AND (i.address ILIKE $4 OR i.category ILIKE $4 OR i.issue_number::text = ltrim($2, '#'))
        AND ($6::integer[] IS NULL
            OR i.grid_id = ANY (ARRAY(
                SELECT w.grid_id FROM grid_within AS w WHERE w.county_code = $1 AND w.ancestor_grid_id = ANY ($6)))
            OR i.unit_code = ANY ($7::text[]))
    ORDER BY rank, i.issue_number DESC LIMIT $5)
)
SELECT kind, id, title, subtitle, ST_X(geom), ST_Y(geom)
FROM hit
ORDER BY rank, place, subtitle
LIMIT $5;

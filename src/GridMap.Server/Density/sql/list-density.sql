-- The figure of every grid of one level; a grid that was never counted is listed too, as stale.
-- In:  $1 county_code text, $2 level text, $3 with_geometry boolean
-- Out: grid_id, grid_code, name, level, unresolved_issues, area_square_metres, issues_per_square_kilometre, issues_ever,
--      as_of, revision, is_stale, geometry text (GeoJSON, outer rings counter-clockwise, 7 decimals are about a centimetre)
-- A parent is stale when any part of it is.
WITH marked AS MATERIALIZED (
    SELECT DISTINCT m.grid_id FROM dirty_grid AS m WHERE m.county_code = $1
), above AS MATERIALIZED (
    SELECT g.parent_grid_id AS grid_id FROM grid AS g
    WHERE g.county_code = $1 AND g.grid_id IN (SELECT marked.grid_id FROM marked)
), top AS MATERIALIZED (
    SELECT g.parent_grid_id AS grid_id FROM grid AS g
    WHERE g.county_code = $1 AND g.grid_id IN (SELECT above.grid_id FROM above)
), stale AS MATERIALIZED (
    SELECT grid_id FROM marked UNION SELECT grid_id FROM above UNION SELECT grid_id FROM top
)
SELECT
    g.grid_id, g.grid_code, g.name, g.level,
    coalesce(d.unresolved_issues, 0),
    g.area_square_metres,
    coalesce(d.issues_per_square_kilometre, 0),
    coalesce(d.issues_ever, 0),
    d.as_of,
    coalesce(d.revision, 0),
    d.grid_id IS NULL OR EXISTS (SELECT FROM stale AS s WHERE s.grid_id = g.grid_id),
    CASE WHEN $3 THEN ST_AsGeoJSON(ST_ForcePolygonCCW(g.geom), 7) END
FROM grid AS g
LEFT JOIN grid_density AS d ON d.county_code = g.county_code AND d.grid_id = g.grid_id
WHERE g.county_code = $1 AND g.level = $2
ORDER BY g.grid_code;

-- The divisions of a county, newest first, or one of them.
-- In:  $1 county_code text, $2 division_id integer (NULL: all), $3 with_drafts boolean
-- Out: see DivisionRecord.Read
SELECT d.division_id, d.name, d.status, d.based_on_division_id,
    CASE d.status
        WHEN 'published' THEN (SELECT count(*)::integer FROM grid AS g WHERE g.county_code = d.county_code)
        ELSE (SELECT count(*)::integer FROM division_grid AS g WHERE g.county_code = d.county_code AND g.division_id = d.division_id)
    END,
    d.blocking_defects, d.tolerated_defects, d.created_by, d.created_at, d.checked_at,
    (SELECT (w.instruction ->> 'on')::date FROM work AS w
        WHERE w.county_code = d.county_code AND w.kind = 'division-publish' AND w.subject = d.division_id::text AND w.status = 'waiting'
        ORDER BY w.created_at DESC LIMIT 1),
    d.published_at,
    d.superseded_at, d.defects_accepted_because, d.defects_accepted_by, d.revision
FROM division AS d
WHERE d.county_code = $1 AND ($2::integer IS NULL OR d.division_id = $2) AND ($3 OR d.status IN ('published', 'superseded'))
ORDER BY d.division_id DESC;

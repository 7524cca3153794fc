-- What a database still lacks of the demo county, in the order of loading; nothing where somebody else's county came first.
-- In:  $1 county_code text of the demo
-- Out: layer text
-- A layer that was loaded and withdrawn again is not missing: somebody did not want it.
SELECT wanted.layer
FROM unnest(ARRAY['units', 'grids', 'streets', 'facilities', 'issues']) WITH ORDINALITY AS wanted (layer, place)
WHERE (NOT EXISTS (SELECT 1 FROM county) OR EXISTS (SELECT 1 FROM county WHERE county_code = $1 AND is_demo))
  AND NOT EXISTS (SELECT 1 FROM import_batch AS b WHERE b.county_code = $1 AND b.layer = wanted.layer)
ORDER BY wanted.place;

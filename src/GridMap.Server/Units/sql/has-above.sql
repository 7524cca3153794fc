-- Whether a unit stands above another one, or is it.
-- In:  $1 county_code text, $2 unit_code text (the one above), $3 unit_code text (the one beneath)
-- Out: has_above boolean
WITH RECURSIVE climbed AS (
    SELECT unit_code, parent_unit_code FROM unit WHERE county_code = $1 AND unit_code = $3
    UNION
    SELECT above.unit_code, above.parent_unit_code
    FROM climbed AS c JOIN unit AS above ON above.county_code = $1 AND above.unit_code = c.parent_unit_code
)
SELECT EXISTS (SELECT FROM climbed WHERE unit_code = $2);

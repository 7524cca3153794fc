-- A county of 8 towns, 80 communities and 2,000 square grids (50 columns of 0.01 degrees, 40 rows), 100,000 issues and
-- 20,000 facilities strewn over them, a fifth of them assigned to one of ten units. A town is five rows, a community 25 grids.
SELECT setseed(0.5);
INSERT INTO county (county_code, name, time_zone) VALUES ('990201', '测试县', 'Asia/Shanghai');
INSERT INTO division (county_code, division_id, name, status) VALUES ('990201', 1, '第一版', 'published');
INSERT INTO unit (county_code, unit_code, name, kind) SELECT '990201', 'U' || n, n || '局', 'functional' FROM generate_series(0, 9) AS n;
INSERT INTO grid (county_code, grid_id, grid_code, name, level, geom, area_square_metres)
SELECT '990201', 10000 + t, 'T' || t, t || '镇', 'town',
    ST_Multi(ST_MakeEnvelope(104, 36 + (t - 1) * 0.05, 104.5, 36 + t * 0.05, 4326)), 1
FROM generate_series(1, 8) AS t;
INSERT INTO grid (county_code, grid_id, grid_code, name, level, parent_grid_id, geom, area_square_metres)
SELECT '990201', 5000 + k, 'K' || k, k || '社区', 'community', 10000 + (k - 1) / 10 + 1,
    ST_Multi(ST_MakeEnvelope(104 + (k - 1) % 10 * 0.05, 36 + (k - 1) / 10 * 0.05, 104 + ((k - 1) % 10 + 1) * 0.05, 36 + ((k - 1) / 10 + 1) * 0.05, 4326)), 1
FROM generate_series(1, 80) AS k;
INSERT INTO grid (county_code, grid_id, grid_code, name, level, parent_grid_id, geom, area_square_metres)
SELECT '990201', n + 1, 'G' || n + 1, n || '网格', 'responsibility', 5000 + (n / 50 / 5) * 10 + (n % 50) / 5 + 1,
    ST_Multi(ST_MakeEnvelope(104 + n % 50 * 0.01, 36 + n / 50 * 0.01, 104 + (n % 50 + 1) * 0.01, 36 + (n / 50 + 1) * 0.01, 4326)), 1000000
FROM generate_series(0, 1999) AS n;
INSERT INTO issue (county_code, issue_id, category, description, severity, unit_code, status, reported_at, due_at, resolved_at, grid_id, geom)
SELECT '990201', gen_random_uuid(), '暴露垃圾', '第' || n || '处', 1 + n % 3, CASE WHEN n % 5 = 0 THEN 'U' || n / 5 % 10 END,
    CASE WHEN n % 2 = 0 THEN 'open' ELSE 'resolved' END, now() - n * interval '1 minute', now() + (n % 40 - 20) * interval '1 day',
    CASE WHEN n % 2 = 1 THEN now() END, floor(y * 40) * 50 + floor(x * 50) + 1,
    ST_SetSRID(ST_MakePoint(104 + x * 0.5, 36 + y * 0.4), 4326)
FROM (SELECT n, random() AS x, random() AS y FROM generate_series(1, 100000) AS n) AS strewn;
INSERT INTO facility (county_code, facility_id, kind, name, unit_code, grid_id, geom)
SELECT '990201', gen_random_uuid(), 'toilet.dry', '旱厕' || n, CASE WHEN n % 5 = 0 THEN 'U' || n / 5 % 10 END,
    floor(y * 40) * 50 + floor(x * 50) + 1, ST_SetSRID(ST_MakePoint(104 + x * 0.5, 36 + y * 0.4), 4326)
FROM (SELECT n, random() AS x, random() AS y FROM generate_series(1, 20000) AS n) AS strewn;

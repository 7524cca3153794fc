-- Files that are sent to be imported are kept and imported as work. The import of a county's first file makes the county, so
-- the file and the work may be there before it; nothing else of either can be asked for without a county.
ALTER TABLE work DROP CONSTRAINT work_county_code_fkey;
ALTER TABLE upload DROP CONSTRAINT upload_county_code_fkey;

-- What the lines of refused rows count: lines of a text, records of a shapefile, rows of a sheet, features.
ALTER TABLE import_batch ADD COLUMN place text NOT NULL DEFAULT 'line';

-- Notes work to be done.
-- In:  $1 county_code text, $2 work_id uuid, $3 kind text, $4 subject text, $5 instruction jsonb, $6 actor jsonb
INSERT INTO work (county_code, work_id, kind, subject, instruction, actor) VALUES ($1, $2, $3, $4, $5, $6);

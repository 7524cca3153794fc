-- Who may see and do what, and who did it.
--
-- Reference tables beside `county`: who may sign in is the server's matter, and one person may work for two counties.
-- What somebody may do in a county is the county's: its key starts with county_code like every other.

-- A person who signs in.
CREATE TABLE account (
    account_id      uuid PRIMARY KEY,
    -- As typed at sign-in, in the normal form in which names are compared: NFKC, small letters.
    name            text COLLATE "C" NOT NULL UNIQUE CHECK (name <> '' AND length(name) <= 100),
    display_name    text NOT NULL CHECK (display_name <> ''),
    -- As ASP.NET Core Identity writes it: algorithm, iterations and salt are in it.
    password_hash   text,
    -- Changes with the password and ends every session begun before.
    security_stamp  text NOT NULL,
    -- Everything, in every county and beyond.
    is_administrator boolean NOT NULL DEFAULT false,
    -- Lives in the demo county alone; while one exists, the server stays on loopback.
    is_demo         boolean NOT NULL DEFAULT false,
    must_change_password boolean NOT NULL DEFAULT false,
    disabled_at     timestamptz,
    revision        bigint NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
);

-- A browser somebody is signed in with. It ends by hand, after 30 minutes without a request, and after 8 hours.
CREATE TABLE sign_in_session (
    session_id      uuid PRIMARY KEY,
    account_id      uuid NOT NULL REFERENCES account,
    -- The account's when it began: a session of another stamp is over.
    security_stamp  text NOT NULL,
    address         text,
    user_agent      text,
    started_at      timestamptz NOT NULL DEFAULT now(),
    last_seen_at    timestamptz NOT NULL DEFAULT now(),
    ended_at        timestamptz
);
CREATE INDEX sign_in_session_by_account ON sign_in_session (account_id);

-- A key for a program. Either somebody's own, which may never do more than that person, or one with a role of its own,
-- handed out by whoever owns the machine.
CREATE TABLE api_key (
    key_id          uuid PRIMARY KEY,
    -- The secret is 256 random bits, so a plain hash keeps it.
    secret_sha256   bytea NOT NULL CHECK (length(secret_sha256) = 32),
    label           text NOT NULL CHECK (label <> ''),
    account_id      uuid REFERENCES account,
    role            text,
    -- NULL: every county.
    county_code     text COLLATE "C",
    -- NULL: the whole county.
    area_code       text COLLATE "C",
    unit_code       text COLLATE "C",
    is_read_only    boolean NOT NULL DEFAULT false,
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz NOT NULL DEFAULT now(),
    revoked_at      timestamptz,
    CHECK ((account_id IS NULL) = (role IS NOT NULL)),
    CHECK (role IN ('administrator', 'office', 'leader', 'viewer', 'planner', 'grid_lead', 'inspector', 'department')),
    CHECK (area_code IS NULL OR county_code IS NOT NULL)
);
CREATE INDEX api_key_by_account ON api_key (account_id);

-- How often a name or an address tried to sign in lately, on all servers together.
CREATE TABLE sign_in_limit (
    -- SHA-256 of 'name …' or 'address …': what was typed as a name may be a password.
    subject_sha256  bytea PRIMARY KEY,
    attempts        integer NOT NULL,
    window_started_at timestamptz NOT NULL DEFAULT now()
);

-- ASP.NET Core's data-protection keys, shared by all servers on this database.
CREATE TABLE data_protection_key (
    key_id          uuid PRIMARY KEY,
    friendly_name   text NOT NULL,
    xml             text NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now()
);

-- Who works in a county, and for which of its units. A member reads grids, lead units and densities without any grant.
CREATE TABLE membership (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    account_id      uuid NOT NULL REFERENCES account,
    unit_code       text COLLATE "C",
    revision        bigint NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (county_code, account_id),
    FOREIGN KEY (county_code, unit_code) REFERENCES unit DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX membership_by_account ON membership (account_id);

-- What a member, or every member of a unit, may do in an area and all areas beneath it.
CREATE TABLE access_grant (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    grant_id        uuid NOT NULL,
    account_id      uuid,
    unit_code       text COLLATE "C",
    role            text NOT NULL CHECK (role IN (
        'administrator', 'office', 'leader', 'viewer', 'planner', 'grid_lead', 'inspector', 'department')),
    -- A grid's code, so that a new division of the county keeps the grant; NULL: the whole county. A code that no grid
    -- has gives nothing.
    area_code       text COLLATE "C",
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (county_code, grant_id),
    FOREIGN KEY (county_code, account_id) REFERENCES membership ON DELETE CASCADE,
    FOREIGN KEY (county_code, unit_code) REFERENCES unit DEFERRABLE INITIALLY DEFERRED,
    CHECK (num_nonnulls(account_id, unit_code) = 1),
    CHECK (area_code IS NULL OR role IN ('leader', 'viewer', 'planner', 'grid_lead', 'inspector'))
);
-- What somebody holds; and nobody holds the same twice, so that what is taken away is gone.
CREATE UNIQUE INDEX access_grant_once ON access_grant (county_code, account_id, unit_code, role, area_code) NULLS NOT DISTINCT;
CREATE INDEX access_grant_by_unit ON access_grant (county_code, unit_code);

-- Which grids lie within which, every grid within itself: the closure of parent_grid_id, rebuilt by whatever changes grids.
-- Measured, a count over a subtree takes 10 ms by this join and 309 ms by ltree.
CREATE TABLE grid_within (
    county_code     text COLLATE "C" NOT NULL REFERENCES county,
    ancestor_grid_id integer NOT NULL,
    grid_id         integer NOT NULL,
    PRIMARY KEY (county_code, ancestor_grid_id, grid_id),
    FOREIGN KEY (county_code, grid_id) REFERENCES grid ON DELETE CASCADE,
    FOREIGN KEY (county_code, ancestor_grid_id) REFERENCES grid ON DELETE CASCADE
);
-- The grids above one, and the cascade.
CREATE INDEX grid_within_by_grid ON grid_within (county_code, grid_id);

WITH RECURSIVE climbed AS (
    SELECT county_code, grid_id, grid_id AS ancestor_grid_id, parent_grid_id FROM grid
    UNION ALL
    SELECT c.county_code, c.grid_id, above.grid_id, above.parent_grid_id
    FROM climbed AS c JOIN grid AS above ON above.county_code = c.county_code AND above.grid_id = c.parent_grid_id
)
INSERT INTO grid_within (county_code, grid_id, ancestor_grid_id)
SELECT county_code, grid_id, ancestor_grid_id FROM climbed;

-- A department's issues and facilities, newest first.
CREATE INDEX issue_by_unit ON issue (county_code, unit_code, issue_number DESC) WHERE unit_code IS NOT NULL;
CREATE INDEX facility_by_unit ON facility (county_code, unit_code) WHERE unit_code IS NOT NULL;

-- What was done and what was refused, chained: each entry's hash covers the one before. Written, never changed; the server's
-- database role may insert and read only.
CREATE TABLE audit_entry (
    -- '000000' for what concerns no county: accounts, sign-in. So no reference to `county`.
    county_code     text COLLATE "C" NOT NULL CHECK (county_code ~ '^[0-9]{6}$'),
    -- From 1 without a gap: taken from the entry before under an advisory lock, since a sequence jumps after a crash.
    sequence        bigint NOT NULL CHECK (sequence > 0),
    -- Everything said, and all that is hashed; the other columns are read out of it, so none can be changed alone.
    content         jsonb NOT NULL,
    -- SHA-256 of the previous entry's hash (none for the first), '/', county_code, '/', sequence, '/', content as text.
    sha256          bytea NOT NULL CHECK (length(sha256) = 32),
    at_milliseconds bigint NOT NULL GENERATED ALWAYS AS ((content ->> 'atMilliseconds')::bigint) STORED,
    actor           text GENERATED ALWAYS AS (content ->> 'actor') STORED,
    action          text NOT NULL GENERATED ALWAYS AS (content ->> 'action') STORED,
    outcome         text NOT NULL GENERATED ALWAYS AS (content ->> 'outcome') STORED CHECK (outcome IN ('done', 'refused')),
    entity          text GENERATED ALWAYS AS (content ->> 'entity') STORED,
    entity_id       text GENERATED ALWAYS AS (content ->> 'entityId') STORED,
    PRIMARY KEY (county_code, sequence)
);
CREATE INDEX audit_entry_by_time ON audit_entry (county_code, at_milliseconds);

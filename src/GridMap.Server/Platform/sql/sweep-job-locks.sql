-- Removes Hangfire locks taken at a time that has not come yet, by a server whose clock is ahead.
-- A few seconds are left to servers whose clocks merely differ a little.
DELETE FROM hangfire.lock WHERE acquired > now() + interval '5 seconds';

-- Indexes of reads that must not depend on the number of meters: who stands still longest for one reason
-- (src/register/read/oldest-waits.ts), and attempts that come soon (src/register/read/unsettled.ts).
create index journey_standing_still on journey (stage, (coalesce(code, '')), stage_since)
  where stage in ('blocked', 'waiting', 'needs-action', 'replacement');
create index journey_next_attempt on journey (next_attempt_at) where stage = 'retry';

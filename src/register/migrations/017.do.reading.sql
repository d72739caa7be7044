-- A supplier's reading must find its rows by these indexes too. Row-level security keeps whatever might tell of a row from being looked
-- up before the row is known to be its own, and PostgreSQL counts coalesce() among that, but not case.
drop index journey_failure;
create index journey_failure on journey
  (failure_code, (case when cohort_id is null then '' else cohort_id end), (case when lane_id is null then '' else lane_id end),
   (case when failure_firmware is null then '' else failure_firmware end), failed_at, supplier_id)
  where stage in ('retry', 'needs-action') and failure_code is not null;
drop index journey_standing_still;
create index journey_standing_still on journey (stage, (case when code is null then '' else code end), stage_since)
  where stage in ('blocked', 'waiting', 'needs-action', 'replacement');
drop index journey_standing_still_own;
create index journey_standing_still_own on journey (supplier_id, stage, (case when code is null then '' else code end), stage_since)
  where stage in ('blocked', 'waiting', 'needs-action', 'replacement');

-- The live members of a batch by date and lane, and where its members went: what its progress is told from.
create index batch_member_dues on batch_member (batch_id, due_on, lane_id) where ended_at is null;
create index batch_member_moved on batch_member (batch_id, moved_to) where moved_to is not null;

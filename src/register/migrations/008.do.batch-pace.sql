-- What a claim writes is written for every attempt of the fleet: it pays for nothing that the claim itself makes sure of.

-- A member's state changes at every step of its journey. While an index names it, each change writes all of the table's indexes;
-- failed members have ended, so the index of those that nobody took over is kept by that instead.
drop index batch_member_failed;
create index batch_member_failed on batch_member (journey_id) where ended_at is not null and moved_to is null;

-- The claim says in which batch an attempt is made (src/register/lane/claim.ts).
drop trigger attempt_in_batch on attempt;
drop function attempt_of_batch();

-- Submissions and attempts are written by the claim alone, of rows that it holds in the same statement, and no meter is ever
-- deleted. Looking each of them up once more took a seventh of the claim; `meterlift check` looks at all of them (CHK_REFERENCES).
alter table submission drop constraint submission_installation_id_fkey;
alter table attempt drop constraint attempt_journey_id_fkey;
alter table attempt drop constraint attempt_submission_id_fkey;

-- Attempts under way have not landed; who asks for those that have gives a time.
drop index attempt_landed;
create index attempt_landed on attempt (landed_at) where landed_at is not null;

-- As in migration 004, but that each member is found once, by the index of the live ones. While the table was looked up a second
-- time by its key, the planner read all of it.
create or replace function follow_members() returns trigger language plpgsql as $$
declare
  left_behind bigint[];
begin
  with moved as (
    select n.journey_id, n.stage, n.standing, n.code, n.failure_code, n.lane_id, n.due_on, n.stage_since,
           o.installation_id <> n.installation_id as other_hub,
           (n.standing is not distinct from 'in-flight' and o.standing is distinct from 'in-flight')::integer as claimed
    from new_rows n join old_rows o using (journey_id)
    where (n.stage, n.standing, n.code, n.failure_code, n.lane_id, n.due_on, n.installation_id)
      is distinct from (o.stage, o.standing, o.code, o.failure_code, o.lane_id, o.due_on, o.installation_id)
  ), followed as (
    update batch_member b set
      -- A meter that hangs on another hub now is of another installation, which is not in the batch.
      state = case when m.other_hub then 'given-back'
                   else batch_member_state(m.stage, m.standing, b.released_at is not null, b.attempts + m.claimed) end,
      code = case when m.other_hub then 'BAT_HUB_CHANGED'
                  else batch_member_code(batch_member_state(m.stage, m.standing, b.released_at is not null, b.attempts + m.claimed),
                                         m.stage, m.standing, m.code, m.failure_code) end,
      attempts = b.attempts + m.claimed, lane_id = coalesce(m.lane_id, ''), due_on = m.due_on,
      ended_at = case when m.other_hub
                        or batch_member_state(m.stage, m.standing, b.released_at is not null, b.attempts + m.claimed)
                           in ('enrolled', 'ended', 'failed')
                      then m.stage_since end
    from moved m
    where b.journey_id = m.journey_id and b.ended_at is null
    returning b.installation_id, b.ended_at
  )
  select array_agg(installation_id) into left_behind from followed where ended_at is not null;
  if left_behind is not null then
    perform free_installations(left_behind);
  end if;
  return null;
end
$$;

-- Retries that failed, by meter: an outage may take a failure back (src/register/action/results.ts).
create index action_member_outcome on action_member (journey_id) where outcome is not null;

-- A supplier's word on all its meters of a batch may be mixed, or not complete yet.
alter table batch_authorisation drop constraint batch_authorisation_decision_check,
  add constraint batch_authorisation_decision_check check (decision in ('authorised', 'refused', 'partly'));
-- An installation goes as a whole: more meters may go back than were refused.
alter table authorisation_file add column given_back integer not null default 0;

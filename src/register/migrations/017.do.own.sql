-- Whether a journey is the reading supplier's own, asked for each row by its key. As a subquery of the policies PostgreSQL may answer it
-- by reading all of the supplier's journeys first, millions of them for a page of exceptions; a function it takes as it is.
create function own_journey(id bigint) returns boolean stable parallel safe cost 10 language plpgsql as $$
begin
  return exists (select from journey j where j.journey_id = id);
end
$$;

alter policy own on evidence using (own_journey(journey_id));
alter policy own on failure_case using (own_journey(journey_id));
alter policy own on batch_member using (own_journey(journey_id));
alter policy own on action_member using (own_journey(journey_id));
alter policy own on duty_date using (own_journey(journey_id));
alter policy own on inventory_exception using (own_journey(journey_id));
alter policy own on wait using (own_journey(journey_id));
alter policy own on correction using (own_journey(journey_id));
alter policy own on attempt using (own_journey(journey_id));

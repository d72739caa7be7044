-- Every writer of a counter that is folded has one of the slots 1 to 16, and the slot 0 is left to what is folded (migration 012): these had the slots
-- 0 to 15, or more, so that whoever folds could wait for a writer, and others for him.
do $$
declare
  writer regprocedure;
  before text;
  after text;
begin
  foreach writer in array array['count_installations()', 'count_installation()', 'count_members()', 'count_moved_members()',
      'count_batch_attempts()', 'count_action_members()', 'count_flights()', 'count_moved_flights()']::regprocedure[] loop
    before := pg_get_functiondef(writer);
    after := regexp_replace(before, 'pg_backend_pid\(\) % (16|64)', '1 + pg_backend_pid() % 16', 'g');
    if after = before then raise exception '% has no slot of its own', writer; end if;
    execute after;
  end loop;
end
$$;

-- What is folded is found without looking through all batches and actions.
create index batch_count_unfolded on batch_count (slot) where slot > 0;
create index batch_attempt_count_unfolded on batch_attempt_count (slot) where slot > 0;
create index action_count_unfolded on action_count (slot) where slot > 0;

comment on column attempt.supplier_id is 'of its journey, as long as the attempt is open; as it was when it landed, from then on (null: it landed before migration 029)';
comment on column attempt.lane_id is 'of its journey, as long as the attempt is open; as it was when it landed, from then on (null: it landed before migration 029)';

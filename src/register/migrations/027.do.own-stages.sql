-- A supplier's meters at a stage where few of all are, in the order of the lists: not among those of all the others.
create index journey_own_stage on journey (supplier_id, stage, journey_id)
  where stage in ('blocked', 'waiting', 'retry', 'needs-action', 'replacement');

-- A supplier's open failures, without those of all the others.
create index failure_count_supplier on failure_count (supplier_id);

-- What all suppliers' causes come to has no supplier: it is nobody's own.
alter policy own on failure_cause using (supplier_id <> '' and supplier_id = current_setting('meterlift.supplier', true));

-- In the order in which meters are listed: a page of one stage, of all suppliers or of some, is read from it without sorting. And
-- the journeys of a first import, all of one stage, are in its order already, which makes it three times as fast to build.
drop index journey_stage;
create index journey_stage on journey (stage, journey_id, supplier_id);

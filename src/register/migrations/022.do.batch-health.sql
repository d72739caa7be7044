-- How a batch fares, as it was last worked out by who tends it: working it out costs as much as it has live members.
alter table batch add column health jsonb, add column health_at timestamptz;

-- What is counted of each cause of failures once a minute: how many there were on each of the last days, too.
truncate failure_cause, failure_causes_counted;
alter table failure_cause add days bigint[] not null;
alter table failure_causes_counted add days date[] not null;

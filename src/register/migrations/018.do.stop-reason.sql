-- Why an action was stopped.
alter table action add column stop_reason text;

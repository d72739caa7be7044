-- Sign-ins through an identity provider keep what it said of the person; the sign-ins of example people end with this.
delete from api_session;
alter table api_session drop column person;
alter table api_session add column who jsonb not null;

-- Why a token was revoked, and why a proposal was put in force or withdrawn.
alter table api_token add column revoke_reason text;
alter table programme_proposal add column decision_reason text;

-- Lists that would else look through all meters, exceptions or lines where few, or none, are meant.
create index journey_code on journey (code, journey_id, supplier_id) where code is not null;
create index journey_in_flight on journey (lane_id, journey_id, supplier_id) where standing = 'in-flight';
create index failure_case_reference on failure_case (reference, journey_id) where reference is not null;
create index inventory_exception_code on inventory_exception (code, journey_id) where closed_at is null;
create index audit_action on audit (action, audit_id);
create index audit_code on audit (code, audit_id) where code is not null;
create index audit_supplier on audit (supplier_id, audit_id) where supplier_id is not null;

-- The live members of a batch by date and lane, and where its members went: what its progress is told from.
create index batch_member_dues on batch_member (batch_id, due_on, lane_id) where ended_at is null;
create index batch_member_moved on batch_member (batch_id, moved_to) where moved_to is not null;

-- Whom time may have moved, so that whoever looks can go on behind those who must wait for their profiles.
CREATE INDEX tracked_customer_due ON tracked_customer (next_at, customer_id) WHERE next_at IS NOT NULL;
DROP INDEX tracked_customer_next;

-- the events that carts are read from, where they are not the usual ones
ALTER TABLE determination ADD COLUMN carts text NOT NULL DEFAULT '';

-- Customers are in doubt for two reasons, and all others are not doubted for the second: events were moved to or from them, in the
-- same transaction, and whoever did that has not been answered yet and is about to write their profiles, unless it died.
ALTER TABLE doubt ADD COLUMN moved boolean NOT NULL DEFAULT false;

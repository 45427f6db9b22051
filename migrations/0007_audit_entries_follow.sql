-- Whatever appends without the code that knows how: every entry carries the next number and the last one's hash.
CREATE FUNCTION audit_entries_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
BEGIN
  SELECT e.number, e.hash INTO last FROM audit_entries e ORDER BY e.number DESC LIMIT 1;
  IF NEW.number <> coalesce(last.number, 0) + 1 OR
     NEW.previous_hash <> coalesce(last.hash, decode(repeat('00', 32), 'hex')) THEN
    RAISE EXCEPTION 'an entry of the audit trail follows the last one' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER audit_entries_follow BEFORE INSERT ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION audit_entries_follow();

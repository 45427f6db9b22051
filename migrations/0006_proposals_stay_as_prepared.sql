-- What the second person saw is what was prepared, and is decided once, whoever is connected.
CREATE FUNCTION proposals_stay_as_prepared() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.decision IS NULL AND
       (NEW.id, NEW.kind, NEW.subject, NEW.content, NEW.content_hash, NEW.prepared_by, NEW.prepared_at) IS NOT DISTINCT FROM
       (OLD.id, OLD.kind, OLD.subject, OLD.content, OLD.content_hash, OLD.prepared_by, OLD.prepared_at) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a proposal stays as it was prepared, and is decided once' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER proposals_stay_as_prepared BEFORE UPDATE ON proposals
  FOR EACH ROW EXECUTE FUNCTION proposals_stay_as_prepared();--> statement-breakpoint
CREATE TRIGGER proposals_are_never_deleted BEFORE DELETE OR TRUNCATE ON proposals
  FOR EACH STATEMENT EXECUTE FUNCTION proposals_stay_as_prepared();

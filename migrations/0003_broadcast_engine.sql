ALTER TABLE "broadcast_batches" ADD COLUMN "id" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "broadcast_batches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "broadcast_batches" ADD COLUMN "leased_by" integer;--> statement-breakpoint
ALTER TABLE "broadcast_batches" ADD COLUMN "handed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "broadcast_batches" ADD COLUMN "attempts" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "try_code" text;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "try_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "leased_by" integer;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "wants_broadcasts" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcast_batches" ADD CONSTRAINT "broadcast_batches_id_unique" UNIQUE("id");--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_try_code_unique" UNIQUE("try_code");--> statement-breakpoint
-- Finished means: every recipient has an outcome. The sums are kept in the transactions that write the ledger.
CREATE FUNCTION broadcasts_finish_complete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM broadcast_batches WHERE broadcast_id = NEW.id AND state = 'open')
     OR (SELECT coalesce(sum(count) FILTER (WHERE outcome = 'fixed'), 0)
              <> coalesce(sum(count) FILTER (WHERE outcome <> 'fixed'), 0)
         FROM broadcast_outcomes WHERE broadcast_id = NEW.id) THEN
    RAISE EXCEPTION 'a broadcast is finished only when every recipient has an outcome' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER broadcasts_finish_complete BEFORE UPDATE OF state ON broadcasts
  FOR EACH ROW WHEN (NEW.state = 'finished' AND OLD.state <> 'finished') EXECUTE FUNCTION broadcasts_finish_complete();

CREATE TABLE "chronicle_drafts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"entry_number" integer,
	"based_on" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"content" jsonb NOT NULL,
	"from_citizen" boolean DEFAULT false NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "chronicle_drafts_state" CHECK ("chronicle_drafts"."state" in ('draft', 'proposed')),
	CONSTRAINT "chronicle_drafts_based_on" CHECK (("chronicle_drafts"."entry_number" is null) = ("chronicle_drafts"."based_on" = 0))
);
--> statement-breakpoint
CREATE TABLE "chronicle_entries" (
	"number" integer PRIMARY KEY NOT NULL,
	"uid" uuid DEFAULT gen_random_uuid() NOT NULL,
	"version" integer NOT NULL,
	"day" date NOT NULL,
	"summary" jsonb NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chronicle_senders" (
	"token" "bytea" PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"sent" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chronicle_suggestion_photos" (
	"suggestion_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"photo_id" uuid NOT NULL,
	"wrapped_key" "bytea",
	CONSTRAINT "chronicle_suggestion_photos_suggestion_id_position_pk" PRIMARY KEY("suggestion_id","position")
);
--> statement-breakpoint
CREATE TABLE "chronicle_suggestions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chronicle_versions" (
	"entry_number" integer NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb,
	"note" jsonb,
	"hides_earlier" boolean DEFAULT false NOT NULL,
	"proposal_id" uuid,
	"published_at" timestamp with time zone NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "chronicle_versions_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "chronicle_versions_entry_number_version_pk" PRIMARY KEY("entry_number","version"),
	CONSTRAINT "chronicle_versions_proposal_id_unique" UNIQUE("proposal_id"),
	CONSTRAINT "chronicle_versions_position_unique" UNIQUE("position"),
	CONSTRAINT "chronicle_versions_approved" CHECK (("chronicle_versions"."content" is null) = ("chronicle_versions"."proposal_id" is null)),
	CONSTRAINT "chronicle_versions_number" CHECK ("chronicle_versions"."entry_number" >= 1 and "chronicle_versions"."version" >= 1)
);
--> statement-breakpoint
ALTER TABLE "chronicle_suggestion_photos" ADD CONSTRAINT "chronicle_suggestion_photos_suggestion_id_chronicle_suggestions_id_fk" FOREIGN KEY ("suggestion_id") REFERENCES "public"."chronicle_suggestions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chronicle_suggestion_photos" ADD CONSTRAINT "chronicle_suggestion_photos_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chronicle_versions" ADD CONSTRAINT "chronicle_versions_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chronicle_entries_words" ON "chronicle_entries" USING gin ("words");--> statement-breakpoint
CREATE INDEX "chronicle_entries_day" ON "chronicle_entries" USING btree ("day");--> statement-breakpoint
CREATE UNIQUE INDEX "chronicle_suggestion_photos_photo" ON "chronicle_suggestion_photos" USING btree ("photo_id");--> statement-breakpoint
-- What was public stays in the record as it was.
CREATE FUNCTION chronicle_versions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a version of the chronicle is never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER chronicle_versions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON chronicle_versions
  FOR EACH STATEMENT EXECUTE FUNCTION chronicle_versions_stay();--> statement-breakpoint
-- Words reach the public only as two people approved them. Taking them away again is anybody's.
CREATE FUNCTION chronicle_versions_are_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version <> (SELECT coalesce(max(v.version), 0) + 1 FROM chronicle_versions v WHERE v.entry_number = NEW.entry_number) THEN
    RAISE EXCEPTION 'a version follows the last one' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.content IS NOT NULL AND NOT EXISTS (
    SELECT FROM proposals p
    WHERE p.id = NEW.proposal_id AND p.kind = 'chronicle.publish' AND p.decision = 'approved'
      AND p.content -> 'content' = NEW.content AND (p.content ->> 'basedOn')::integer = NEW.version - 1
      AND coalesce((p.content ->> 'number')::integer, NEW.entry_number) = NEW.entry_number) THEN
    RAISE EXCEPTION 'an entry is what an approved proposal says' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER chronicle_versions_are_approved BEFORE INSERT ON chronicle_versions
  FOR EACH ROW EXECUTE FUNCTION chronicle_versions_are_approved();

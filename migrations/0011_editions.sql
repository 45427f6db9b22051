CREATE TABLE "editions" (
	"election_id" text NOT NULL,
	"number" integer NOT NULL,
	"prepared_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"published_on" date NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "editions_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "editions_election_id_number_pk" PRIMARY KEY("election_id","number"),
	CONSTRAINT "editions_prepared_id_unique" UNIQUE("prepared_id"),
	CONSTRAINT "editions_proposal_id_unique" UNIQUE("proposal_id"),
	CONSTRAINT "editions_position_unique" UNIQUE("position")
);
--> statement-breakpoint
CREATE TABLE "prepared_editions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"election_id" text NOT NULL,
	"number" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"sha256" "bytea" NOT NULL,
	"prepared_on" date NOT NULL,
	"prepared_by" uuid NOT NULL,
	CONSTRAINT "prepared_editions_whole" UNIQUE("id","election_id","number"),
	CONSTRAINT "prepared_editions_number" CHECK ("prepared_editions"."number" >= 1),
	CONSTRAINT "prepared_editions_sha256" CHECK (length("prepared_editions"."sha256") = 32)
);
--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "editions" ADD CONSTRAINT "editions_prepared" FOREIGN KEY ("prepared_id","election_id","number") REFERENCES "public"."prepared_editions"("id","election_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prepared_editions" ADD CONSTRAINT "prepared_editions_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prepared_editions" ADD CONSTRAINT "prepared_editions_prepared_by_organizers_id_fk" FOREIGN KEY ("prepared_by") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What is public stays as two people let it be.
CREATE FUNCTION editions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an edition is never changed or deleted' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER editions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON editions
  FOR EACH STATEMENT EXECUTE FUNCTION editions_stay();--> statement-breakpoint
-- A prepared one can be deleted while it is not published: a foreign key holds it afterwards.
CREATE TRIGGER prepared_editions_stay BEFORE UPDATE OR TRUNCATE ON prepared_editions
  FOR EACH STATEMENT EXECUTE FUNCTION editions_stay();--> statement-breakpoint
CREATE FUNCTION editions_are_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number <> (SELECT coalesce(max(e.number), 0) + 1 FROM editions e WHERE e.election_id = NEW.election_id) THEN
    RAISE EXCEPTION 'an edition follows the last one' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT EXISTS (
    SELECT FROM proposals p JOIN prepared_editions d ON d.id = NEW.prepared_id
    WHERE p.id = NEW.proposal_id AND p.kind = 'edition.publish' AND p.decision = 'approved'
      AND p.subject = d.id::text AND p.content ->> 'sha256' = encode(d.sha256, 'hex')) THEN
    RAISE EXCEPTION 'an edition is what an approved proposal says' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER editions_are_approved BEFORE INSERT ON editions
  FOR EACH ROW EXECUTE FUNCTION editions_are_approved();

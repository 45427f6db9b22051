CREATE TABLE "alert_readings" (
	"alert_id" uuid NOT NULL,
	"organizer_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "alert_readings_alert_id_organizer_id_pk" PRIMARY KEY("alert_id","organizer_id")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"page" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" text PRIMARY KEY NOT NULL,
	"fund_id" text NOT NULL,
	"draft" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"published" jsonb,
	"proposal_id" uuid,
	"checked_on" date,
	"replaced" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"dead" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reported_amount" bigint,
	"reported_on" date,
	CONSTRAINT "appeals_id" CHECK ("appeals"."id" ~ '^[a-z0-9]{8}$'),
	CONSTRAINT "appeals_state" CHECK ("appeals"."state" in ('draft', 'public', 'hidden')),
	CONSTRAINT "appeals_status" CHECK ("appeals"."status" in ('open', 'covered', 'closed')),
	CONSTRAINT "appeals_reported" CHECK ("appeals"."reported_amount" >= 0 and ("appeals"."reported_amount" is null) = ("appeals"."reported_on" is null)),
	CONSTRAINT "appeals_published_whole" CHECK (("appeals"."state" = 'draft') = ("appeals"."published" is null) and ("appeals"."published" is null) = ("appeals"."proposal_id" is null)
        and ("appeals"."published" is null) = ("appeals"."checked_on" is null))
);
--> statement-breakpoint
CREATE TABLE "funds" (
	"id" text PRIMARY KEY NOT NULL,
	"draft" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"published" jsonb,
	"proposal_id" uuid,
	"checked_on" date,
	"replaced" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"dead" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "funds_id" CHECK ("funds"."id" ~ '^[a-z0-9][a-z0-9-]{1,30}$'),
	CONSTRAINT "funds_state" CHECK ("funds"."state" in ('draft', 'public', 'hidden')),
	CONSTRAINT "funds_published_whole" CHECK (("funds"."state" = 'draft') = ("funds"."published" is null) and ("funds"."published" is null) = ("funds"."proposal_id" is null)
        and ("funds"."published" is null) = ("funds"."checked_on" is null))
);
--> statement-breakpoint
ALTER TABLE "alert_readings" ADD CONSTRAINT "alert_readings_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_readings" ADD CONSTRAINT "alert_readings_organizer_id_organizers_id_fk" FOREIGN KEY ("organizer_id") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_fund_id_funds_id_fk" FOREIGN KEY ("fund_id") REFERENCES "public"."funds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "funds" ADD CONSTRAINT "funds_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alerts_at" ON "alerts" USING btree ("at");--> statement-breakpoint
CREATE INDEX "appeals_fund" ON "appeals" USING btree ("fund_id");--> statement-breakpoint
-- The classic attack is a swapped payment address: what is public of a fund is what a proposal of this fund says that two
-- different people have let through (a CHECK of proposals), whoever is connected.
CREATE FUNCTION funds_take_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.published IS NOT NULL AND
     (TG_OP = 'INSERT' OR (NEW.published, NEW.proposal_id) IS DISTINCT FROM (OLD.published, OLD.proposal_id)) AND
     NOT EXISTS (SELECT FROM proposals WHERE id = NEW.proposal_id AND kind = 'fund.publish' AND subject = NEW.id
                   AND decision = 'approved' AND content -> 'fund' = NEW.published) THEN
    RAISE EXCEPTION 'what is public of a fund takes two people' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER funds_take_two_people BEFORE INSERT OR UPDATE ON funds
  FOR EACH ROW EXECUTE FUNCTION funds_take_two_people();--> statement-breakpoint
CREATE FUNCTION appeals_take_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.published IS NOT NULL AND
     (TG_OP = 'INSERT' OR (NEW.published, NEW.proposal_id) IS DISTINCT FROM (OLD.published, OLD.proposal_id)) AND
     NOT EXISTS (SELECT FROM proposals WHERE id = NEW.proposal_id AND kind = 'appeal.publish' AND subject = NEW.id
                   AND decision = 'approved' AND content -> 'ways' = NEW.published -> 'ways') THEN
    RAISE EXCEPTION 'what is public of an appeal takes two people' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.fund_id <> OLD.fund_id THEN
    RAISE EXCEPTION 'an appeal stays with its fund' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER appeals_take_two_people BEFORE INSERT OR UPDATE ON appeals
  FOR EACH ROW EXECUTE FUNCTION appeals_take_two_people();--> statement-breakpoint
CREATE FUNCTION alerts_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'alerts are only ever added' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER alerts_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON alerts
  FOR EACH STATEMENT EXECUTE FUNCTION alerts_only_grow();

CREATE TABLE "march_check_ins" (
	"march_id" text NOT NULL,
	"token" "bytea" NOT NULL,
	"zone" smallint NOT NULL,
	"tier" text NOT NULL,
	"until_window" integer NOT NULL,
	"visits" smallint NOT NULL,
	CONSTRAINT "march_check_ins_march_id_token_pk" PRIMARY KEY("march_id","token"),
	CONSTRAINT "march_check_ins_tier" CHECK ("march_check_ins"."tier" in ('verified', 'unverified'))
);
--> statement-breakpoint
CREATE TABLE "march_draws" (
	"march_id" text NOT NULL,
	"zone" smallint NOT NULL,
	"tier" text NOT NULL,
	"draws" double precision[] NOT NULL,
	CONSTRAINT "march_draws_march_id_zone_tier_pk" PRIMARY KEY("march_id","zone","tier")
);
--> statement-breakpoint
CREATE TABLE "march_keys" (
	"march_id" text PRIMARY KEY NOT NULL,
	"wrapped_key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "march_milestones" (
	"march_id" text NOT NULL,
	"milestone" integer NOT NULL,
	"broadcast_id" uuid,
	"ledger_gone" boolean DEFAULT false NOT NULL,
	CONSTRAINT "march_milestones_march_id_milestone_pk" PRIMARY KEY("march_id","milestone")
);
--> statement-breakpoint
CREATE TABLE "march_pictures" (
	"march_id" text NOT NULL,
	"window_number" integer NOT NULL,
	"zone" smallint NOT NULL,
	"language" text NOT NULL,
	"picture_id" uuid NOT NULL,
	CONSTRAINT "march_pictures_march_id_window_number_zone_language_pk" PRIMARY KEY("march_id","window_number","zone","language")
);
--> statement-breakpoint
CREATE TABLE "march_windows" (
	"march_id" text NOT NULL,
	"window_number" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"verified" integer[] NOT NULL,
	"unverified" integer[] NOT NULL,
	CONSTRAINT "march_windows_march_id_window_number_pk" PRIMARY KEY("march_id","window_number")
);
--> statement-breakpoint
CREATE TABLE "marches" (
	"id" text PRIMARY KEY NOT NULL,
	"definition" jsonb NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"window_seconds" integer NOT NULL,
	"valid_minutes" integer,
	"closing_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "marches_id" CHECK ("marches"."id" ~ '^[a-z0-9][a-z0-9-]{1,30}$'),
	CONSTRAINT "marches_state" CHECK ("marches"."state" in ('draft', 'scheduled', 'open', 'closing', 'closed')),
	CONSTRAINT "marches_times" CHECK ("marches"."starts_at" < "marches"."ends_at" and "marches"."ends_at" <= "marches"."starts_at" + interval '24 hours'),
	CONSTRAINT "marches_window" CHECK ("marches"."window_seconds" between 1 and 3600),
	CONSTRAINT "marches_valid" CHECK ("marches"."valid_minutes" between 1 and 1440)
);
--> statement-breakpoint
ALTER TABLE "march_draws" ADD CONSTRAINT "march_draws_march_id_marches_id_fk" FOREIGN KEY ("march_id") REFERENCES "public"."marches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "march_keys" ADD CONSTRAINT "march_keys_march_id_marches_id_fk" FOREIGN KEY ("march_id") REFERENCES "public"."marches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "march_milestones" ADD CONSTRAINT "march_milestones_march_id_marches_id_fk" FOREIGN KEY ("march_id") REFERENCES "public"."marches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "march_milestones" ADD CONSTRAINT "march_milestones_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "march_pictures" ADD CONSTRAINT "march_pictures_march_id_marches_id_fk" FOREIGN KEY ("march_id") REFERENCES "public"."marches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "march_pictures" ADD CONSTRAINT "march_pictures_picture_id_pictures_id_fk" FOREIGN KEY ("picture_id") REFERENCES "public"."pictures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "march_windows" ADD CONSTRAINT "march_windows_march_id_marches_id_fk" FOREIGN KEY ("march_id") REFERENCES "public"."marches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "march_pictures_picture" ON "march_pictures" USING btree ("picture_id");--> statement-breakpoint
CREATE UNIQUE INDEX "marches_one_open" ON "marches" USING btree ((true)) WHERE "marches"."state" = 'open';--> statement-breakpoint
CREATE INDEX "marches_by_time" ON "marches" USING btree ("starts_at");--> statement-breakpoint
-- What people were told when they checked in stays so, whoever is connected: times and windows decide how much the
-- published series tells. The state moves onwards only; a march that is scheduled may become a draft again.
CREATE FUNCTION marches_stay_as_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND
     (NEW.id, NEW.definition, NEW.starts_at, NEW.ends_at, NEW.window_seconds, NEW.valid_minutes) IS DISTINCT FROM
     (OLD.id, OLD.definition, OLD.starts_at, OLD.ends_at, OLD.window_seconds, OLD.valid_minutes) THEN
    RAISE EXCEPTION 'a march stays as it was opened' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.state, NEW.state) NOT IN (('draft', 'draft'), ('draft', 'scheduled'), ('scheduled', 'scheduled'), ('scheduled', 'draft'),
      ('scheduled', 'open'), ('open', 'open'), ('open', 'closing'), ('closing', 'closing'), ('closing', 'closed')) THEN
    RAISE EXCEPTION 'the state of a march moves onwards only' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER marches_stay_as_opened BEFORE UPDATE ON marches
  FOR EACH ROW EXECUTE FUNCTION marches_stay_as_opened();

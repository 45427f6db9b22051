CREATE TABLE "quarantines" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"election_id" text NOT NULL,
	"slice" text NOT NULL,
	"value" text NOT NULL,
	"reason" text NOT NULL,
	"by" uuid NOT NULL,
	"set_on" date NOT NULL,
	"lifted_on" date,
	CONSTRAINT "quarantines_slice" CHECK ("quarantines"."slice" in ('station', 'day', 'reviewer'))
);
--> statement-breakpoint
CREATE TABLE "review_items" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"election_id" text NOT NULL,
	"kind" text NOT NULL,
	"ballot_id" uuid,
	"other_ballot_id" uuid,
	"station_id" uuid,
	"state" text DEFAULT 'open' NOT NULL,
	"round" smallint DEFAULT 1 NOT NULL,
	"wanted" smallint DEFAULT 2 NOT NULL,
	"taken" smallint DEFAULT 0 NOT NULL,
	"priority" smallint DEFAULT 1 NOT NULL,
	"pick" integer NOT NULL,
	"day" date NOT NULL,
	"outcome" text,
	"differs" boolean DEFAULT false NOT NULL,
	CONSTRAINT "review_items_kind" CHECK ("review_items"."kind" in ('ballot', 'pair', 'gold')),
	CONSTRAINT "review_items_state" CHECK ("review_items"."state" in ('open', 'disputed', 'closed')),
	CONSTRAINT "review_items_ballot" CHECK (("review_items"."kind" = 'gold') = ("review_items"."ballot_id" is null)),
	CONSTRAINT "review_items_other" CHECK (("review_items"."kind" = 'pair') = ("review_items"."other_ballot_id" is not null)),
	CONSTRAINT "review_items_taken" CHECK ("review_items"."taken" between 0 and "review_items"."wanted"),
	CONSTRAINT "review_items_outcome" CHECK ("review_items"."outcome" is null or "review_items"."state" = 'closed' or "review_items"."kind" = 'gold')
);
--> statement-breakpoint
CREATE TABLE "review_photos" (
	"item_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"photo_id" uuid NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	CONSTRAINT "review_photos_item_id_position_pk" PRIMARY KEY("item_id","position")
);
--> statement-breakpoint
CREATE TABLE "review_turns" (
	"item_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"round" smallint NOT NULL,
	"state" text DEFAULT 'held' NOT NULL,
	"answer" text,
	"final" boolean DEFAULT false NOT NULL,
	"leased_until" timestamp with time zone NOT NULL,
	"seconds" smallint,
	"voided" boolean DEFAULT false NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "review_turns_item_id_reviewer_id_round_pk" PRIMARY KEY("item_id","reviewer_id","round"),
	CONSTRAINT "review_turns_state" CHECK ("review_turns"."state" in ('held', 'answered', 'lapsed')),
	CONSTRAINT "review_turns_answer" CHECK (("review_turns"."state" = 'answered') = ("review_turns"."answer" is not null))
);
--> statement-breakpoint
CREATE TABLE "reviewers" (
	"organizer_id" uuid PRIMARY KEY NOT NULL,
	"practised_on" date,
	"paused_on" date,
	"paused_because" text,
	"answered" integer DEFAULT 0 NOT NULL,
	"seconds" integer DEFAULT 0 NOT NULL,
	"gold_right" integer DEFAULT 0 NOT NULL,
	"gold_wrong" integer DEFAULT 0 NOT NULL,
	"agreed" integer DEFAULT 0 NOT NULL,
	"disagreed" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ballot_links" ADD COLUMN "sealed_person" "bytea";--> statement-breakpoint
ALTER TABLE "ballots" ADD COLUMN "accepted_choice_id" text;--> statement-breakpoint
ALTER TABLE "ballots" ADD COLUMN "quarantined" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tallies" ADD COLUMN "verified" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tallies" ADD COLUMN "quarantined" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "quarantines" ADD CONSTRAINT "quarantines_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantines" ADD CONSTRAINT "quarantines_by_organizers_id_fk" FOREIGN KEY ("by") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_items" ADD CONSTRAINT "review_items_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_items" ADD CONSTRAINT "review_items_ballot_id_ballots_id_fk" FOREIGN KEY ("ballot_id") REFERENCES "public"."ballots"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_items" ADD CONSTRAINT "review_items_other_ballot_id_ballots_id_fk" FOREIGN KEY ("other_ballot_id") REFERENCES "public"."ballots"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_items" ADD CONSTRAINT "review_items_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_photos" ADD CONSTRAINT "review_photos_item_id_review_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."review_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_turns" ADD CONSTRAINT "review_turns_item_id_review_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."review_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_turns" ADD CONSTRAINT "review_turns_reviewer_id_organizers_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewers" ADD CONSTRAINT "reviewers_organizer_id_organizers_id_fk" FOREIGN KEY ("organizer_id") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "quarantines_one" ON "quarantines" USING btree ("election_id","slice","value") WHERE "quarantines"."lifted_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "review_items_of_ballot" ON "review_items" USING btree ("ballot_id") WHERE "review_items"."kind" = 'ballot';--> statement-breakpoint
CREATE UNIQUE INDEX "review_items_of_pair" ON "review_items" USING btree ("ballot_id","other_ballot_id") WHERE "review_items"."kind" = 'pair';--> statement-breakpoint
CREATE INDEX "review_items_next" ON "review_items" USING btree ("election_id","priority","day","pick") WHERE "review_items"."state" = 'open' and "review_items"."taken" < "review_items"."wanted" and "review_items"."kind" <> 'gold';--> statement-breakpoint
CREATE INDEX "review_items_gold" ON "review_items" USING btree ("election_id","pick") WHERE "review_items"."kind" = 'gold' and "review_items"."state" = 'open';--> statement-breakpoint
CREATE INDEX "review_items_disputed" ON "review_items" USING btree ("election_id","day") WHERE "review_items"."state" = 'disputed';--> statement-breakpoint
CREATE INDEX "review_items_station" ON "review_items" USING btree ("station_id","state");--> statement-breakpoint
CREATE INDEX "review_turns_held" ON "review_turns" USING btree ("leased_until") WHERE "review_turns"."state" = 'held';--> statement-breakpoint
CREATE INDEX "review_turns_reviewer" ON "review_turns" USING btree ("reviewer_id","state");--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_election_id_accepted_choice_id_choices_election_id_id_fk" FOREIGN KEY ("election_id","accepted_choice_id") REFERENCES "public"."choices"("election_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_accepted" CHECK (("ballots"."state" = 'verified') = ("ballots"."accepted_choice_id" is not null));--> statement-breakpoint
ALTER TABLE "tallies" ADD CONSTRAINT "tallies_quarantined" CHECK ("tallies"."quarantined" between 0 and "tallies"."verified");
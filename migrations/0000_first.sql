-- Typing mistakes in station searches (domain/stations.ts, storage/stations.ts).
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "ballot_links" (
	"link_key" "bytea" PRIMARY KEY NOT NULL,
	"ballot_id" uuid NOT NULL,
	CONSTRAINT "ballot_links_ballot_id_unique" UNIQUE("ballot_id")
);
--> statement-breakpoint
CREATE TABLE "ballots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"election_id" text NOT NULL,
	"station_id" uuid NOT NULL,
	"choice_id" text NOT NULL,
	"tier" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"day" date NOT NULL,
	CONSTRAINT "ballots_tier" CHECK ("ballots"."tier" in ('verified', 'unverified')),
	CONSTRAINT "ballots_kind" CHECK ("ballots"."kind" in ('photographed', 'without-photo')),
	CONSTRAINT "ballots_state" CHECK ("ballots"."state" in ('receiving', 'handed-in', 'refused', 'duplicate', 'locked', 'verified', 'rejected'))
);
--> statement-breakpoint
CREATE TABLE "declarations" (
	"link_key" "bytea" PRIMARY KEY NOT NULL,
	"election_id" text NOT NULL,
	"station_id" uuid NOT NULL,
	"choice_id" text NOT NULL,
	"tier" text NOT NULL,
	CONSTRAINT "declarations_tier" CHECK ("declarations"."tier" in ('verified', 'unverified'))
);
--> statement-breakpoint
CREATE TABLE "photo_keys" (
	"photo_id" uuid PRIMARY KEY NOT NULL,
	"wrapped_key" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "photos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ballot_id" uuid,
	"side" smallint,
	"link_key" "bytea",
	"outcome" text NOT NULL,
	"refusal" text,
	"exact_hash" "bytea",
	"perceptual_hash" bigint,
	"day" date NOT NULL,
	CONSTRAINT "photos_outcome" CHECK ("photos"."outcome" in ('expected', 'ready', 'duplicate', 'refused')),
	CONSTRAINT "photos_hash_when_kept" CHECK ("photos"."outcome" not in ('ready', 'duplicate') or "photos"."exact_hash" is not null),
	CONSTRAINT "photos_refusal_reason" CHECK (("photos"."outcome" = 'refused') = ("photos"."refusal" is not null))
);
--> statement-breakpoint
CREATE TABLE "spent_voices" (
	"voice_key" "bytea" PRIMARY KEY NOT NULL,
	"election_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tallies" (
	"election_id" text NOT NULL,
	"station_id" uuid NOT NULL,
	"choice_id" text NOT NULL,
	"tier" text NOT NULL,
	"declared" integer DEFAULT 0 NOT NULL,
	"photographed" integer DEFAULT 0 NOT NULL,
	"without_photo" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "tallies_election_id_station_id_choice_id_tier_pk" PRIMARY KEY("election_id","station_id","choice_id","tier"),
	CONSTRAINT "tallies_tier" CHECK ("tallies"."tier" in ('verified', 'unverified')),
	CONSTRAINT "tallies_not_negative" CHECK ("tallies"."declared" >= 0 and "tallies"."photographed" >= 0 and "tallies"."without_photo" >= 0)
);
--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"messenger" text NOT NULL,
	"reason" text NOT NULL,
	"sealed_body" "bytea" NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"queue" text NOT NULL,
	"person_id" uuid,
	"payload" "bytea" NOT NULL,
	"handed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone,
	"leased_until" timestamp with time zone,
	"attempts" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "outbox_queue" CHECK ("outbox"."queue" in ('sends', 'intents', 'photos'))
);
--> statement-breakpoint
CREATE TABLE "send_outcomes" (
	"day" date NOT NULL,
	"messenger" text NOT NULL,
	"outcome" text NOT NULL,
	"code" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "send_outcomes_day_messenger_outcome_code_pk" PRIMARY KEY("day","messenger","outcome","code"),
	CONSTRAINT "send_outcomes_outcome" CHECK ("send_outcomes"."outcome" in ('sent', 'stopped', 'uncertain', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "updates" (
	"update_key" "bytea" PRIMARY KEY NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dialogues" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"state" "bytea"
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_key" "bytea" NOT NULL,
	"messenger" text NOT NULL,
	"sealed_address" "bytea" NOT NULL,
	"language" text,
	"consented" boolean DEFAULT false NOT NULL,
	"tier" text,
	"station_id" uuid,
	"reachable" boolean DEFAULT true NOT NULL,
	"joined_on" date NOT NULL,
	CONSTRAINT "people_person_key_unique" UNIQUE("person_key"),
	CONSTRAINT "people_messenger" CHECK ("people"."messenger" in ('telegram', 'viber')),
	CONSTRAINT "people_language" CHECK ("people"."language" in ('be', 'ru', 'en')),
	CONSTRAINT "people_tier" CHECK ("people"."tier" in ('verified', 'unverified')),
	CONSTRAINT "people_consent_before_tier" CHECK ("people"."tier" is null or "people"."consented")
);
--> statement-breakpoint
CREATE TABLE "phones" (
	"phone_key" "bytea" PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "phones_person_id_unique" UNIQUE("person_id")
);
--> statement-breakpoint
CREATE TABLE "traces" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"message_id" "bytea" NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "choices" (
	"election_id" text NOT NULL,
	"id" text NOT NULL,
	"position" smallint NOT NULL,
	"name" jsonb NOT NULL,
	CONSTRAINT "choices_election_id_id_pk" PRIMARY KEY("election_id","id"),
	CONSTRAINT "choices_position" UNIQUE("election_id","position")
);
--> statement-breakpoint
CREATE TABLE "elections" (
	"id" text PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"opens_on" date NOT NULL,
	"closes_on" date NOT NULL,
	"time_zone" text NOT NULL,
	"trusted_prefixes" text[] NOT NULL,
	"photo_sides" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "station_words" (
	"election_id" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "station_words_election_id_word_pk" PRIMARY KEY("election_id","word")
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"election_id" text NOT NULL,
	"code" text NOT NULL,
	"levels" text[] NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"registered_voters" integer,
	"search_text" text NOT NULL,
	CONSTRAINT "stations_code" UNIQUE("election_id","code"),
	CONSTRAINT "stations_levels_count" CHECK (cardinality("stations"."levels") between 1 and 5),
	CONSTRAINT "stations_place" CHECK (("stations"."latitude" is null) = ("stations"."longitude" is null)),
	CONSTRAINT "stations_latitude" CHECK ("stations"."latitude" between -90 and 90),
	CONSTRAINT "stations_longitude" CHECK ("stations"."longitude" between -180 and 180),
	CONSTRAINT "stations_voters" CHECK ("stations"."registered_voters" >= 0)
);
--> statement-breakpoint
ALTER TABLE "ballot_links" ADD CONSTRAINT "ballot_links_ballot_id_ballots_id_fk" FOREIGN KEY ("ballot_id") REFERENCES "public"."ballots"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_election_id_choice_id_choices_election_id_id_fk" FOREIGN KEY ("election_id","choice_id") REFERENCES "public"."choices"("election_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declarations" ADD CONSTRAINT "declarations_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declarations" ADD CONSTRAINT "declarations_election_id_choice_id_choices_election_id_id_fk" FOREIGN KEY ("election_id","choice_id") REFERENCES "public"."choices"("election_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_keys" ADD CONSTRAINT "photo_keys_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_ballot_id_ballots_id_fk" FOREIGN KEY ("ballot_id") REFERENCES "public"."ballots"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spent_voices" ADD CONSTRAINT "spent_voices_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tallies" ADD CONSTRAINT "tallies_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tallies" ADD CONSTRAINT "tallies_election_id_choice_id_choices_election_id_id_fk" FOREIGN KEY ("election_id","choice_id") REFERENCES "public"."choices"("election_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogues" ADD CONSTRAINT "dialogues_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phones" ADD CONSTRAINT "phones_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "traces" ADD CONSTRAINT "traces_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "choices" ADD CONSTRAINT "choices_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_words" ADD CONSTRAINT "station_words_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ballots_tally" ON "ballots" USING btree ("election_id","station_id","choice_id","tier");--> statement-breakpoint
CREATE INDEX "photos_ballot" ON "photos" USING btree ("ballot_id");--> statement-breakpoint
CREATE INDEX "photos_exact_hash" ON "photos" USING btree ("exact_hash");--> statement-breakpoint
CREATE INDEX "photos_link" ON "photos" USING btree ("link_key");--> statement-breakpoint
CREATE INDEX "outbox_handed" ON "outbox" USING btree ("handed_at");--> statement-breakpoint
CREATE INDEX "outbox_person" ON "outbox" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "people_station" ON "people" USING btree ("station_id");--> statement-breakpoint
CREATE INDEX "traces_person" ON "traces" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "station_words_similar" ON "station_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "stations_search" ON "stations" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "stations_levels" ON "stations" USING btree ("election_id","levels");
--> statement-breakpoint
-- Rewritten at every update: leave room on the page so that updates stay HOT (no index is touched).
ALTER TABLE "dialogues" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
--> statement-breakpoint
-- Rows live for seconds: vacuum by count, not by share, or the index fills with dead entries.
ALTER TABLE "outbox" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0);
--> statement-breakpoint
ALTER TABLE "tallies" SET (fillfactor = 70);

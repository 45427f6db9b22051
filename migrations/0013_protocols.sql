CREATE TABLE "protocol_entries" (
	"protocol_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"round" smallint NOT NULL,
	"final" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'held' NOT NULL,
	"answer" jsonb,
	"leased_until" timestamp with time zone NOT NULL,
	"seconds" integer,
	"day" date NOT NULL,
	"considered" boolean DEFAULT false NOT NULL,
	CONSTRAINT "protocol_entries_protocol_id_round_reviewer_id_pk" PRIMARY KEY("protocol_id","round","reviewer_id"),
	CONSTRAINT "protocol_entries_state" CHECK ("protocol_entries"."state" in ('held', 'typed')),
	CONSTRAINT "protocol_entries_answer" CHECK (("protocol_entries"."state" = 'typed') = ("protocol_entries"."answer" is not null))
);
--> statement-breakpoint
CREATE TABLE "protocol_links" (
	"link_key" "bytea" NOT NULL,
	"station_id" uuid NOT NULL,
	"protocol_id" uuid NOT NULL,
	"sealed_person" "bytea" NOT NULL,
	CONSTRAINT "protocol_links_link_key_station_id_pk" PRIMARY KEY("link_key","station_id"),
	CONSTRAINT "protocol_links_protocol_id_unique" UNIQUE("protocol_id")
);
--> statement-breakpoint
CREATE TABLE "protocol_photos" (
	"protocol_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"photo_id" uuid NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	CONSTRAINT "protocol_photos_protocol_id_position_pk" PRIMARY KEY("protocol_id","position")
);
--> statement-breakpoint
CREATE TABLE "protocol_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"election_id" text NOT NULL,
	"kind" text NOT NULL,
	"protocol_id" uuid,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"outcome" text,
	CONSTRAINT "protocol_requests_kind" CHECK ("protocol_requests"."kind" in ('open-again', 'choose', 'adopt')),
	CONSTRAINT "protocol_requests_protocol" CHECK (("protocol_requests"."kind" = 'adopt') = ("protocol_requests"."protocol_id" is null))
);
--> statement-breakpoint
CREATE TABLE "protocols" (
	"id" uuid PRIMARY KEY NOT NULL,
	"election_id" text NOT NULL,
	"station_id" uuid NOT NULL,
	"state" text NOT NULL,
	"round" smallint DEFAULT 1 NOT NULL,
	"wanted" smallint DEFAULT 2 NOT NULL,
	"pick" integer NOT NULL,
	"day" date NOT NULL,
	"numbers" jsonb,
	"resolved" boolean DEFAULT false NOT NULL,
	"problem" text,
	"chosen" boolean DEFAULT false NOT NULL,
	"same_as" uuid,
	CONSTRAINT "protocols_state" CHECK ("protocols"."state" in ('receiving', 'open', 'disputed', 'agreed', 'refused', 'rejected', 'same')),
	CONSTRAINT "protocols_numbers" CHECK ("protocols"."state" <> 'agreed' or "protocols"."numbers" is not null),
	CONSTRAINT "protocols_problem" CHECK (("protocols"."state" = 'rejected') = ("protocols"."problem" is not null)),
	CONSTRAINT "protocols_chosen" CHECK (not "protocols"."chosen" or "protocols"."state" = 'agreed'),
	CONSTRAINT "protocols_same" CHECK (("protocols"."state" = 'same') = ("protocols"."same_as" is not null)),
	CONSTRAINT "protocols_wanted" CHECK ("protocols"."wanted" between 2 and 5)
);
--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "protocol_id" uuid;--> statement-breakpoint
ALTER TABLE "elections" ADD COLUMN "protocol_fields" jsonb;--> statement-breakpoint
ALTER TABLE "elections" ADD COLUMN "protocol_quorum" smallint;--> statement-breakpoint
ALTER TABLE "protocol_entries" ADD CONSTRAINT "protocol_entries_protocol_id_protocols_id_fk" FOREIGN KEY ("protocol_id") REFERENCES "public"."protocols"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol_entries" ADD CONSTRAINT "protocol_entries_reviewer_id_organizers_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol_links" ADD CONSTRAINT "protocol_links_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol_links" ADD CONSTRAINT "protocol_links_protocol_id_protocols_id_fk" FOREIGN KEY ("protocol_id") REFERENCES "public"."protocols"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol_photos" ADD CONSTRAINT "protocol_photos_protocol_id_protocols_id_fk" FOREIGN KEY ("protocol_id") REFERENCES "public"."protocols"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol_requests" ADD CONSTRAINT "protocol_requests_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol_requests" ADD CONSTRAINT "protocol_requests_protocol_id_protocols_id_fk" FOREIGN KEY ("protocol_id") REFERENCES "public"."protocols"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol_requests" ADD CONSTRAINT "protocol_requests_by_organizers_id_fk" FOREIGN KEY ("by") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocols" ADD CONSTRAINT "protocols_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocols" ADD CONSTRAINT "protocols_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocols" ADD CONSTRAINT "protocols_same_as_protocols_id_fk" FOREIGN KEY ("same_as") REFERENCES "public"."protocols"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "protocol_entries_new" ON "protocol_entries" USING btree ("protocol_id") WHERE "protocol_entries"."state" = 'typed' and not "protocol_entries"."considered";--> statement-breakpoint
CREATE INDEX "protocol_entries_held" ON "protocol_entries" USING btree ("reviewer_id") WHERE "protocol_entries"."state" = 'held';--> statement-breakpoint
CREATE UNIQUE INDEX "protocol_requests_open" ON "protocol_requests" USING btree ("election_id","kind",coalesce("protocol_id", '00000000-0000-0000-0000-000000000000'::uuid)) WHERE "protocol_requests"."outcome" is null;--> statement-breakpoint
CREATE INDEX "protocols_open" ON "protocols" USING btree ("election_id","day","pick") WHERE "protocols"."state" = 'open';--> statement-breakpoint
CREATE INDEX "protocols_receiving" ON "protocols" USING btree ("id") WHERE "protocols"."state" = 'receiving';--> statement-breakpoint
CREATE INDEX "protocols_station" ON "protocols" USING btree ("election_id","station_id");--> statement-breakpoint
CREATE INDEX "protocols_same_as" ON "protocols" USING btree ("same_as") WHERE "protocols"."same_as" is not null;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_protocol_id_protocols_id_fk" FOREIGN KEY ("protocol_id") REFERENCES "public"."protocols"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "photos_protocol" ON "photos" USING btree ("protocol_id") WHERE "photos"."protocol_id" is not null;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_of_one" CHECK ("photos"."ballot_id" is null or "photos"."protocol_id" is null);
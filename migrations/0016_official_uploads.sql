CREATE TABLE "official_profiles" (
	"election_id" text NOT NULL,
	"name" text NOT NULL,
	"reading" jsonb NOT NULL,
	"saved_on" date NOT NULL,
	"saved_by" uuid,
	CONSTRAINT "official_profiles_election_id_name_pk" PRIMARY KEY("election_id","name"),
	CONSTRAINT "official_profiles_name" CHECK (length("official_profiles"."name") between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "official_upload_parts" (
	"upload_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "official_upload_parts_upload_id_number_pk" PRIMARY KEY("upload_id","number")
);
--> statement-breakpoint
CREATE TABLE "official_uploads" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"election_id" text NOT NULL,
	"source" text NOT NULL,
	"file_name" text NOT NULL,
	"size" integer NOT NULL,
	"state" text DEFAULT 'uploaded' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"reading" jsonb NOT NULL,
	"bytes_read" bigint DEFAULT 0 NOT NULL,
	"outcome" jsonb,
	"leased_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"import_id" uuid,
	"uploaded_by" uuid NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "official_uploads_source" CHECK ("official_uploads"."source" in ('cec', 'protocol', 'observer')),
	CONSTRAINT "official_uploads_state" CHECK ("official_uploads"."state" in ('uploaded', 'checking', 'checked', 'importing', 'imported', 'refused', 'failed')),
	CONSTRAINT "official_uploads_imported" CHECK (("official_uploads"."state" = 'imported') = ("official_uploads"."import_id" is not null))
);
--> statement-breakpoint
ALTER TABLE "official_imports" ADD COLUMN "sheet" text;--> statement-breakpoint
ALTER TABLE "official_profiles" ADD CONSTRAINT "official_profiles_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "official_profiles" ADD CONSTRAINT "official_profiles_saved_by_organizers_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "official_upload_parts" ADD CONSTRAINT "official_upload_parts_upload_id_official_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."official_uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "official_uploads" ADD CONSTRAINT "official_uploads_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "official_uploads" ADD CONSTRAINT "official_uploads_import_id_official_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."official_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "official_uploads" ADD CONSTRAINT "official_uploads_uploaded_by_organizers_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "official_uploads_waiting" ON "official_uploads" USING btree ("uploaded_at") WHERE "official_uploads"."state" in ('checking', 'importing');
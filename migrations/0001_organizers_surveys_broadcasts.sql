CREATE TABLE "broadcast_batches" (
	"broadcast_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"messenger" text NOT NULL,
	"size" integer NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"leased_until" timestamp with time zone,
	"due_at" timestamp with time zone,
	CONSTRAINT "broadcast_batches_broadcast_id_number_pk" PRIMARY KEY("broadcast_id","number"),
	CONSTRAINT "broadcast_batches_state" CHECK ("broadcast_batches"."state" in ('open', 'done')),
	CONSTRAINT "broadcast_batches_size" CHECK ("broadcast_batches"."size" between 1 and 300)
);
--> statement-breakpoint
CREATE TABLE "broadcast_outcomes" (
	"broadcast_id" uuid NOT NULL,
	"messenger" text NOT NULL,
	"outcome" text NOT NULL,
	"code" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "broadcast_outcomes_broadcast_id_messenger_outcome_code_pk" PRIMARY KEY("broadcast_id","messenger","outcome","code")
);
--> statement-breakpoint
CREATE TABLE "broadcast_recipients" (
	"broadcast_id" uuid NOT NULL,
	"batch" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"outcome" text,
	"code" text DEFAULT '' NOT NULL,
	CONSTRAINT "broadcast_recipients_broadcast_id_person_id_pk" PRIMARY KEY("broadcast_id","person_id"),
	CONSTRAINT "broadcast_recipients_outcome" CHECK ("broadcast_recipients"."outcome" in ('sending', 'sent', 'blocked', 'failed', 'uncertain', 'left-out'))
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"audience" jsonb NOT NULL,
	"survey_id" text,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"starts_at" timestamp with time zone,
	"hours" jsonb,
	"fixed_up_to" uuid,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "broadcasts_state" CHECK ("broadcasts"."state" in ('draft', 'proposed', 'scheduled', 'fixing', 'running', 'paused', 'cancelled', 'finished'))
);
--> statement-breakpoint
CREATE TABLE "pictures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"media_type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sending_places" (
	"messenger" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"silent_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"place_key" "bytea" PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"number" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"organizer_id" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_entries_previous_hash_unique" UNIQUE("previous_hash"),
	CONSTRAINT "audit_entries_hash_unique" UNIQUE("hash"),
	CONSTRAINT "audit_entries_hash_length" CHECK (length("audit_entries"."hash") = 32 and length("audit_entries"."previous_hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"invited_by" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "invitations_role" CHECK ("invitations"."role" in ('administrator', 'organizer', 'reviewer', 'reader'))
);
--> statement-breakpoint
CREATE TABLE "organizers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"alias" text NOT NULL,
	"role" text NOT NULL,
	"language" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"joined_on" date NOT NULL,
	CONSTRAINT "organizers_alias_unique" UNIQUE("alias"),
	CONSTRAINT "organizers_role" CHECK ("organizers"."role" in ('administrator', 'organizer', 'reviewer', 'reader')),
	CONSTRAINT "organizers_language" CHECK ("organizers"."language" in ('be', 'ru', 'en')),
	CONSTRAINT "organizers_alias" CHECK (length("organizers"."alias") between 2 and 40)
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"credential_id" "bytea" PRIMARY KEY NOT NULL,
	"organizer_id" uuid NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"transports" text[] NOT NULL,
	"added_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"content" jsonb NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"prepared_by" uuid NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"decision" text,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "proposals_decision" CHECK ("proposals"."decision" in ('approved', 'refused', 'withdrawn')),
	CONSTRAINT "proposals_decided_whole" CHECK (("proposals"."decision" is null) = ("proposals"."decided_by" is null) and ("proposals"."decision" is null) = ("proposals"."decided_at" is null)),
	CONSTRAINT "proposals_two_people" CHECK ("proposals"."decision" is distinct from 'approved' or "proposals"."decided_by" <> "proposals"."prepared_by")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"code_hash" "bytea" PRIMARY KEY NOT NULL,
	"organizer_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"data" jsonb NOT NULL,
	"organizer_id" uuid,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answer_sets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"survey_id" text NOT NULL,
	"answers" jsonb NOT NULL,
	"complete" boolean NOT NULL,
	"messenger" text NOT NULL,
	"language" text NOT NULL,
	"tier" text NOT NULL,
	"region" text NOT NULL,
	"sex" text,
	"age_group" text,
	"settlement" text
);
--> statement-breakpoint
CREATE TABLE "profiles" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"sex" text,
	"age_group" text,
	"settlement" text,
	"asked" boolean DEFAULT true NOT NULL,
	CONSTRAINT "profiles_sex" CHECK ("profiles"."sex" in ('female', 'male')),
	CONSTRAINT "profiles_age_group" CHECK ("profiles"."age_group" in ('18-29', '30-44', '45-59', '60+')),
	CONSTRAINT "profiles_settlement" CHECK ("profiles"."settlement" in ('capital', 'city', 'town', 'village'))
);
--> statement-breakpoint
CREATE TABLE "survey_cells" (
	"survey_id" text NOT NULL,
	"cell" text NOT NULL,
	"question_id" text NOT NULL,
	"option_id" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "survey_cells_survey_id_cell_question_id_option_id_pk" PRIMARY KEY("survey_id","cell","question_id","option_id"),
	CONSTRAINT "survey_cells_not_negative" CHECK ("survey_cells"."count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "survey_counts" (
	"survey_id" text NOT NULL,
	"dimension" text NOT NULL,
	"cell" text NOT NULL,
	"question_id" text NOT NULL,
	"option_id" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "survey_counts_survey_id_dimension_cell_question_id_option_id_pk" PRIMARY KEY("survey_id","dimension","cell","question_id","option_id"),
	CONSTRAINT "survey_counts_not_negative" CHECK ("survey_counts"."count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "survey_margins" (
	"survey_id" text NOT NULL,
	"variable" text NOT NULL,
	"category" text NOT NULL,
	"target" bigint NOT NULL,
	CONSTRAINT "survey_margins_survey_id_variable_category_pk" PRIMARY KEY("survey_id","variable","category"),
	CONSTRAINT "survey_margins_target" CHECK ("survey_margins"."target" >= 0)
);
--> statement-breakpoint
CREATE TABLE "survey_participants" (
	"survey_id" text NOT NULL,
	"link_key" "bytea" NOT NULL,
	"answer_set_id" uuid,
	"complete" boolean NOT NULL,
	CONSTRAINT "survey_participants_survey_id_link_key_pk" PRIMARY KEY("survey_id","link_key"),
	CONSTRAINT "survey_participants_answer_set_id_unique" UNIQUE("answer_set_id")
);
--> statement-breakpoint
CREATE TABLE "survey_publications" (
	"survey_id" text NOT NULL,
	"question_id" text NOT NULL,
	"content" jsonb NOT NULL,
	"published_on" date NOT NULL,
	CONSTRAINT "survey_publications_survey_id_question_id_pk" PRIMARY KEY("survey_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "surveys" (
	"id" text PRIMARY KEY NOT NULL,
	"definition" jsonb NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"opens_at" timestamp with time zone,
	"closes_at" timestamp with time zone,
	"changeable" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "surveys_id" CHECK ("surveys"."id" ~ '^[a-z0-9][a-z0-9-]{1,30}$'),
	CONSTRAINT "surveys_state" CHECK ("surveys"."state" in ('draft', 'open', 'closed')),
	CONSTRAINT "surveys_times" CHECK ("surveys"."opens_at" is null or "surveys"."closes_at" is null or "surveys"."opens_at" < "surveys"."closes_at")
);
--> statement-breakpoint
ALTER TABLE "broadcast_batches" ADD CONSTRAINT "broadcast_batches_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_outcomes" ADD CONSTRAINT "broadcast_outcomes_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipients" ADD CONSTRAINT "broadcast_recipients_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_organizer_id_organizers_id_fk" FOREIGN KEY ("organizer_id") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_organizers_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_organizer_id_organizers_id_fk" FOREIGN KEY ("organizer_id") REFERENCES "public"."organizers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_prepared_by_organizers_id_fk" FOREIGN KEY ("prepared_by") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_decided_by_organizers_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_organizer_id_organizers_id_fk" FOREIGN KEY ("organizer_id") REFERENCES "public"."organizers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_organizer_id_organizers_id_fk" FOREIGN KEY ("organizer_id") REFERENCES "public"."organizers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_sets" ADD CONSTRAINT "answer_sets_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles" ADD CONSTRAINT "profiles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_cells" ADD CONSTRAINT "survey_cells_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_counts" ADD CONSTRAINT "survey_counts_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_margins" ADD CONSTRAINT "survey_margins_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_participants" ADD CONSTRAINT "survey_participants_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_publications" ADD CONSTRAINT "survey_publications_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broadcast_batches_open" ON "broadcast_batches" USING btree ("broadcast_id","number") WHERE "broadcast_batches"."state" = 'open';--> statement-breakpoint
CREATE INDEX "broadcast_recipients_batch" ON "broadcast_recipients" USING btree ("broadcast_id","batch");--> statement-breakpoint
CREATE INDEX "broadcasts_active" ON "broadcasts" USING btree ("state") WHERE "broadcasts"."state" in ('scheduled', 'fixing', 'running');--> statement-breakpoint
CREATE INDEX "attempts_since" ON "attempts" USING btree ("since");--> statement-breakpoint
CREATE INDEX "audit_entries_action" ON "audit_entries" USING btree ("action","number");--> statement-breakpoint
CREATE INDEX "audit_entries_organizer" ON "audit_entries" USING btree ("organizer_id","number");--> statement-breakpoint
CREATE INDEX "passkeys_organizer" ON "passkeys" USING btree ("organizer_id");--> statement-breakpoint
CREATE INDEX "proposals_open" ON "proposals" USING btree ("prepared_at") WHERE "proposals"."decision" is null;--> statement-breakpoint
CREATE INDEX "proposals_subject" ON "proposals" USING btree ("kind","subject");--> statement-breakpoint
CREATE INDEX "recovery_codes_organizer" ON "recovery_codes" USING btree ("organizer_id");--> statement-breakpoint
CREATE INDEX "sessions_organizer" ON "sessions" USING btree ("organizer_id");--> statement-breakpoint
CREATE INDEX "sessions_seen" ON "sessions" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "answer_sets_survey" ON "answer_sets" USING btree ("survey_id","id");--> statement-breakpoint
-- The audit trail only grows, whoever is connected.
CREATE FUNCTION audit_entries_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is only ever appended to' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_entries_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_only_grow();

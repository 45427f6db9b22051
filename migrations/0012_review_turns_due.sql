CREATE TABLE "review_pace" (
	"minute" timestamp with time zone PRIMARY KEY NOT NULL,
	"answers" integer DEFAULT 0 NOT NULL,
	"decided" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "spent_voices" ADD COLUMN "accepted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "review_turns" ADD COLUMN "due" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reviewers" ADD COLUMN "last_item_id" uuid;--> statement-breakpoint
ALTER TABLE "reviewers" ADD COLUMN "last_answer_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "review_turns_due" ON "review_turns" USING btree ("leased_until") WHERE "review_turns"."due";
ALTER TABLE "review_turns" ADD COLUMN "slot" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "review_turns_in_hand" ON "review_turns" USING btree ("reviewer_id","slot") WHERE "review_turns"."state" = 'held' and not "review_turns"."final";--> statement-breakpoint
ALTER TABLE "review_turns" ADD CONSTRAINT "review_turns_slot" CHECK ("review_turns"."slot" between 0 and 2);
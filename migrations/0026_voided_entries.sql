ALTER TABLE "protocol_entries" DROP CONSTRAINT "protocol_entries_state";--> statement-breakpoint
ALTER TABLE "protocol_entries" DROP CONSTRAINT "protocol_entries_answer";--> statement-breakpoint
DROP INDEX "protocol_entries_new";--> statement-breakpoint
CREATE INDEX "protocol_entries_due" ON "protocol_entries" USING btree ("protocol_id") WHERE "protocol_entries"."state" <> 'held' and "protocol_entries"."considered" <> ("protocol_entries"."state" = 'typed');--> statement-breakpoint
ALTER TABLE "protocol_entries" ADD CONSTRAINT "protocol_entries_state" CHECK ("protocol_entries"."state" in ('held', 'typed', 'voided'));--> statement-breakpoint
ALTER TABLE "protocol_entries" ADD CONSTRAINT "protocol_entries_answer" CHECK (("protocol_entries"."state" = 'held') = ("protocol_entries"."answer" is null));
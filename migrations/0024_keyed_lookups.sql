ALTER TABLE "people" ADD COLUMN "sealed_key" "bytea";--> statement-breakpoint
ALTER TABLE "phones" ADD COLUMN "sealed_key" "bytea";
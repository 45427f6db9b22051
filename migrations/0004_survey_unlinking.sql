ALTER TABLE "surveys" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "unlinked" boolean DEFAULT false NOT NULL;
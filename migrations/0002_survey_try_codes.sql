ALTER TABLE "surveys" ADD COLUMN "try_code" text;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "try_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "surveys" ADD CONSTRAINT "surveys_try_code_unique" UNIQUE("try_code");
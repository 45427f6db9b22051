CREATE TABLE "forgotten_days" (
	"day" date PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "forgotten_days_count" CHECK ("forgotten_days"."count" > 0)
);

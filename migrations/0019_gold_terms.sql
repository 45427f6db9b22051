CREATE TABLE "gold_terms" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"percent" smallint NOT NULL,
	"floor" smallint NOT NULL,
	CONSTRAINT "gold_terms_one" CHECK ("gold_terms"."only"),
	CONSTRAINT "gold_terms_percent" CHECK ("gold_terms"."percent" between 0 and 50),
	CONSTRAINT "gold_terms_floor" CHECK ("gold_terms"."floor" between 50 and 99)
);

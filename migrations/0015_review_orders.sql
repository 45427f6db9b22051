CREATE TABLE "review_orders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"election_id" text NOT NULL,
	"content" jsonb NOT NULL,
	"by" uuid NOT NULL,
	"ordered_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"touched" integer,
	CONSTRAINT "review_orders_done" CHECK (("review_orders"."done_at" is null) = ("review_orders"."touched" is null))
);
--> statement-breakpoint
ALTER TABLE "review_items" ADD COLUMN "compared" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "review_orders" ADD CONSTRAINT "review_orders_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_orders" ADD CONSTRAINT "review_orders_by_organizers_id_fk" FOREIGN KEY ("by") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "review_orders_open" ON "review_orders" USING btree ("ordered_at") WHERE "review_orders"."done_at" is null;--> statement-breakpoint
CREATE INDEX "photos_perceptual_hash" ON "photos" USING btree ("perceptual_hash");--> statement-breakpoint
CREATE INDEX "review_items_to_compare" ON "review_items" USING btree ("id") WHERE "review_items"."kind" = 'ballot' and not "review_items"."compared";
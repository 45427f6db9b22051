CREATE TABLE "chronicle_pictures" (
	"picture_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "chronicle_pictures" ADD CONSTRAINT "chronicle_pictures_picture_id_pictures_id_fk" FOREIGN KEY ("picture_id") REFERENCES "public"."pictures"("id") ON DELETE cascade ON UPDATE no action;
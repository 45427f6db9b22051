CREATE TABLE "official_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"election_id" text NOT NULL,
	"source" text NOT NULL,
	"version" integer NOT NULL,
	"file_name" text NOT NULL,
	"sha256" "bytea" NOT NULL,
	"columns" jsonb NOT NULL,
	"cells" text[] NOT NULL,
	"blank" text NOT NULL,
	"accepted" text[] NOT NULL,
	"imported_on" date NOT NULL,
	"imported_by" uuid,
	CONSTRAINT "official_imports_version" UNIQUE("election_id","source","version"),
	CONSTRAINT "official_imports_source" CHECK ("official_imports"."source" in ('cec', 'protocol', 'observer')),
	CONSTRAINT "official_imports_from_one" CHECK ("official_imports"."version" >= 1),
	CONSTRAINT "official_imports_sha256" CHECK (length("official_imports"."sha256") = 32),
	CONSTRAINT "official_imports_blank" CHECK ("official_imports"."blank" in ('missing', 'zero')),
	CONSTRAINT "official_imports_accepted" CHECK ("official_imports"."accepted" <@ array['sums', 'negative'])
);
--> statement-breakpoint
CREATE TABLE "official_numbers" (
	"import_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"values" integer[] NOT NULL,
	"lines" integer[] NOT NULL,
	CONSTRAINT "official_numbers_import_id_station_id_pk" PRIMARY KEY("import_id","station_id"),
	CONSTRAINT "official_numbers_lines" CHECK (cardinality("official_numbers"."values") = cardinality("official_numbers"."lines") and 1 <= all ("official_numbers"."lines"))
);
--> statement-breakpoint
ALTER TABLE "official_imports" ADD CONSTRAINT "official_imports_election_id_elections_id_fk" FOREIGN KEY ("election_id") REFERENCES "public"."elections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "official_imports" ADD CONSTRAINT "official_imports_imported_by_organizers_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."organizers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "official_numbers" ADD CONSTRAINT "official_numbers_import_id_official_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."official_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "official_numbers" ADD CONSTRAINT "official_numbers_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;
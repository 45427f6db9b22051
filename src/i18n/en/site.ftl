# The public site: what an edition proves.

site-nav = Ways through the site
site-nav-finding = Finding
site-nav-find = Find a station
site-nav-method = Method
site-nav-data = Data
site-nav-estimates = Estimates

## Edition

site-edition = Edition { $number }, { $day }
site-basis-verified = Counted: ballots that reviewers accepted.
site-basis-handed-in = Counted: all ballots handed in with photos.
site-basis-declared = Counted: what people declared before voting.
site-editions = Editions and corrections
site-editions-lead = What is published is never changed: whatever is corrected becomes a new edition, with a list of all that is different.
site-editions-first = The first edition.
site-editions-no-changes = No number of any station changed.
site-editions-changes =
    { $n ->
        [one] { $changes } number or flag is different from the edition before.
       *[other] { $changes } numbers or flags are different from the edition before.
    }
site-editions-show = Show what changed
site-editions-more = All changes are in the data files

## Headline

site-headline =
    { $n ->
        [one] At least { $missing } votes are missing from the official result of { $stations } polling station
       *[other] At least { $missing } votes are missing from the official results of { $stations } polling stations
    }
site-headline-none = No official result is contradicted by the ballots that people photographed
site-lead-verified = Voters photographed their ballots and handed them in; several reviewers read each one. At these stations there are more such ballots for a choice than the officials counted.
site-lead-handed-in = Voters photographed their ballots and handed them in. At these stations there are more photographed ballots for a choice than the officials counted.
site-lead-declared = People said beforehand how they would vote. At these stations more of them named a choice than the officials counted. This is weaker than ballots: nobody has seen how they voted.
site-figure-proven = Stations proven wrong
site-figure-proven-note = { $share } of the { $compared } where ours and an official result can be compared
site-figure-missing = Votes missing, at least
site-figure-missing-note = so many of our ballots would have to be fakes for all of these results to be right
site-figure-coverage = Coverage
site-figure-coverage-note = { $compared } of { $stations } stations can be compared: ballots from { $ours }, official results of { $official }
site-limits = What this does not say
site-limits-share = Not how the country voted. Who hands in a photo is no sample of all voters: shares of photos say nothing about shares of votes.
site-limits-elsewhere = Nothing about other stations. Where no official result is public, or nobody handed in ballots, nothing follows, neither good nor bad.
site-limits-phones = Not that fakes are impossible. Each station’s page says how many ballots would have to be fakes for its official result to be right.
site-limits-who = Not who changed a result, nor how. It says that the number that was reported is too small.
site-limits-method = How the count is made, in plain words
site-choices = By choice
site-choice = Choice
site-regions = By region
site-region = Region
site-region-not-counted = not counted in the totals
site-column-stations = Stations
site-column-compared = Compared
site-column-proven = Proven wrong
site-column-missing = Votes missing, at least
site-column-median = Median
site-column-largest = Largest
site-column-few = By 5 or fewer
site-column-left-out = Left out
site-left-out = Stations that are left out
site-left-out-text =
    { $n ->
        [one] { $stations } station is in no total here, because something speaks against our own numbers there. With it: { $proven } stations proven wrong, { $missing } votes missing at least.
       *[other] { $stations } stations are in no total here, because something speaks against our own numbers there. With them: { $proven } stations proven wrong, { $missing } votes missing at least.
    }
site-left-out-regions = Not in any total: { $regions }.
site-check = Check it yourself
site-check-text = Everything on these pages is made of published files. Whoever downloads them can compute every number again, in a spreadsheet or with our program.
site-check-data = Data files
site-check-estimates = Estimates, which are something else

## Map

site-map-title = Every polling station
site-map-of = Polling stations: { $name }
site-map-region = { $name }: { $proven } of { $compared } compared stations proven wrong, { $missing } votes missing at least
site-map-note = A region leads to its own map. Where stations lie close together, one mark stands for several.
site-map-region-note = The strongest findings can be opened; all stations are in the lists below.
site-map-list-note = The stations of this list can be opened; the others are pale.
site-map-absent =
    { $n ->
        [one] { $n } station is not on the map: its place is not known, or it lies outside.
       *[other] { $n } stations are not on the map: their place is not known, or they lie outside.
    }
site-map-unseen = The map shows { $stations } stations. The table by region and the lists of stations have the same in words.
site-map-zoom-in = Closer
site-map-zoom-out = Farther
site-map-zoom-all = All
site-standing-proven = Proven wrong
site-standing-suspect = Our own numbers are in doubt
site-standing-consistent = Compared, no contradiction found
site-standing-nothing = Nothing to compare
site-standing-suspect-short = in doubt
site-standing-consistent-short = no contradiction
site-standing-nothing-short = nothing to compare
site-row-proven = { $missing } missing

## Regions and lists

site-region-lead = { $compared } of { $stations } stations can be compared. At { $proven } of them the official result is proven wrong, by { $missing } votes at least. Left out: { $leftOut }.
site-region-not-counted-lead = These stations are in no total; each has its page.
site-region-largest = Where most votes are missing
site-lists = Lists of all stations
site-list-places = By town or village
site-list-streets = By street
site-list-places-lead = Stations by town or village.
site-list-streets-lead = Stations by street, or by the first words of the address where no street is named.
site-pager = Pages of the list

## Search

site-find-title = Find a polling station
site-find-lead = By its number, its code, or words of its address. Or choose a region and look in its lists.
site-find-lists-lead = Choose a region, then look for the town or the street. Every station has a page.
site-find-label = Number or address
site-find-go = Find
site-find-hint = For example: Brest 12, or a street and the name of a school. Small mistakes are forgiven.
site-find-found =
    { $n ->
        [one] { $total } station for “{ $query }”
       *[other] { $total } stations for “{ $query }”
    }
site-find-first = The best { $n } are shown. Another word or the station’s number makes the list shorter.
site-find-none = No station for “{ $query }”
site-find-none-hint = Try fewer words, only the street, or the town and the station’s number.

## A station

site-station-code = code { $code }
site-verdict-verified = { $choice }: { $official } votes were reported, and we hold { $ours } accepted ballots. At least { $missing } votes are missing. For the official number to be right, { $missing } of our ballots here would have to be fakes.
site-verdict-handed-in = { $choice }: { $official } votes were reported, and people handed in { $ours } photographed ballots. At least { $missing } votes are missing. For the official number to be right, { $missing } of these ballots would have to be fakes.
site-verdict-declared = { $choice }: { $official } votes were reported, and { $ours } people had said that they would vote so. For the official number to be right, { $missing } of them must have said what is not so.
site-verdict-consistent = No choice has more of our ballots than were reported. That does not prove the official result right: we see only the ballots that people photographed.
site-verdict-no-official = No official result of this station is public, so that there is nothing to compare with.
site-verdict-no-ours = Nobody has handed in a ballot of this station, so that there is nothing to compare.
site-flags-lead = Something speaks against our own numbers. This station is in no total:
site-flag-quarantined = It was set aside while its ballots are looked into.
site-flag-over-registered = We have more ballots than there are people on the register.
site-flag-over-turnout = We have more ballots than officially voted here.
site-flag-burst = Nearly all of our ballots came on one day, and they are many.
site-flag-near-duplicates = Many photos are nearly the same.
site-flag-unverified-accounts = Most ballots came from accounts without a confirmed phone.
site-numbers = The numbers side by side
site-bars = The same numbers as bars; the table below has all of them
site-ours-verified = Ours: accepted ballots
site-ours-handed-in = Ours: ballots with photos
site-ours-declared = Ours: declared
site-source-cec = Election commission
site-source-protocol = Station’s protocol
site-source-observer = Observers
site-source-compared = compared with ours
site-no-number = not known
site-no-official = no official result
site-picture = The numbers as a picture
site-picture-proven =
    { $missing ->
        [one] Proven wrong: at least { $missing } vote is missing
       *[other] Proven wrong: at least { $missing } votes are missing
    }
site-picture-note = Photographed ballots are not a sample: shares among them say nothing about the country.
site-about = About this station
site-about-registered = People on the register
site-about-turnout = Voted here, officially
site-about-early = Of them before election day
site-about-ours = All of ours
site-about-unverified = Of ours, without a confirmed phone
site-about-busiest = Of ours, on the busiest day
site-about-near-duplicates = Of ours, photos nearly the same as another
site-about-note = The lines about ours are there so that you can judge us, too.
site-history = What has changed
site-history-none = Nothing, in any edition.
site-change = { $what }: { $before } → { $after }
site-change-ours = Ours, { $choice }
site-change-official = { $source }, { $choice }
site-change-added = the station was added
site-change-removed = the station was removed
site-change-text = name, address or place was corrected
site-change-quarantined = set aside, to be looked into
site-change-released = no longer set aside
site-change-left-out = left out of totals: something speaks against our numbers
site-change-counted = counted in totals again

## Before anything is published, and elsewhere

site-before = Nothing is published yet
site-before-lead = Results appear here after the official ones, when two organizers have checked and approved them.
site-before-what = Golos is an independent count: voters photograph their ballots and hand them in through a chat. Station by station they are compared with what is officially reported, and everybody can check the result.
site-before-days = Ballots are taken from { $from } to { $to }.
site-before-method = How it works
site-before-surveys = Surveys
site-bot-telegram = Take part in Telegram
site-bot-viber = Take part in Viber
site-bot-playground = Open the playground: both chats, on this machine only
site-not-found = There is no such page
site-not-found-text = The address may be old or mistyped. Every station can be found by its number or address.

## In the chats

site-chat-published = Published, edition { $number } of { $day }:
site-chat-row = { $choice }: ours { $ours }, officially { $official }
site-chat-row-alone = { $choice }: ours { $ours }, no official number

## Method

site-method = How the count is made
site-method-lead = In plain words, with what can go wrong.
site-method-source = { $source }: { $file }, version { $version }, read on { $day }; SHA-256:
site-method-ballots = 1. Voters photograph their ballots
site-method-ballots-text =
    Whoever takes part chooses their polling station in a chat with our bot, in Telegram or Viber, and confirms their phone number with the messenger’s own button. One phone has one voice.
    On the days of the vote they photograph their ballot, front and back, and hand in both photos with the choice that they marked. A ballot without photos is counted apart and proves nothing.
site-method-review = 2. Reviewers read every ballot
site-method-review-text =
    People who do not know each other, and who do not know whose ballot it is, look at the photos: is it a ballot of this election, can it be read, what is marked? Nobody chooses what they are shown. Two must agree; where they do not, more are asked.
    Among the ballots are some whose answer is known. Who gets these wrong is paused, and what they decided is looked at again.
site-method-official = 3. Official results are read as published
site-method-official-text =
    We take the numbers of the election commission, station by station, and beside them those of the stations’ own protocols and of observers where there are any. They are never mixed. Of each file we publish its name and a checksum, so that everybody can see that we read the same file.
    A station can have no official result. Then nothing can be compared there.
site-method-proven = 4. When a result counts as proven wrong
site-method-proven-text =
    At one station, for one choice, we hold more ballots than were officially reported. Then the reported number is too small, by the difference at least: every ballot that nobody photographed comes on top. This holds however many take part and whoever they are.
    The same difference says how many of our ballots would have to be fakes for the official number to be right. It stands beside every such station, because one phone is not proof of one person.
site-method-against = 5. What speaks against ourselves
site-method-against-text =
    A station is marked when we have more ballots than people on the register or than officially voted; when nearly all came on one day; when many photos are nearly the same; when most came from accounts without a confirmed phone; or when somebody has set it aside to look into it.
    Marked stations are in no total. Every page says how many they are, and what the totals would be with them.
site-method-limits = 6. What cannot be known in this way
site-method-limits-text =
    How the country voted. Those who take part are not like all voters, and nobody knows in which way they differ. So we never add up photos to a national share.
    Whatever goes further than the proven minimum is an estimate. Estimates are on a page of their own, in another colour, each with what it assumes.
site-method-check = 7. How to check it
site-method-check-text =
    Everything that is published is in data files with a description of every column. The headline is computed in a spreadsheet in a few minutes: take the stations without a mark, subtract the official number from ours for each choice, and add up what is above zero.
    What is published is numbered and never changed. Corrections come as a new edition with a list of what is different.
site-method-privacy = 8. What is known about those who take part
site-method-privacy-text =
    No names, no phone numbers, no messages. A phone number becomes a code that nobody can turn back without a key that is not in the database. The link between a person and their ballot is deleted when the ballot is accepted. Photos are encrypted, never published, and deleted.

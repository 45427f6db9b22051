# Result sheets in the console: typed in by reviewers, resolved by administrators.

protocols-no-election = There is no election
protocols-none = No result sheets yet
protocols-none-text = When somebody sends photos of a station’s result sheet to the bot, they are typed in under “Typing”, and agreed numbers appear here.
protocols-sheet-of = Result sheet of station { $station }
protocols-station = Station
protocols-do = What can be done

## Fields of the sheet

protocols-field = On the sheet
protocols-field-registered = Registered voters
protocols-field-issued = Ballots issued
protocols-field-in-box = Ballots in the boxes
protocols-field-early = of these, early
protocols-field-at-home = of these, at home
protocols-field-invalid = Invalid ballots

## What does not add up

protocols-flag-votes-not-in-box = Votes and invalid ballots add up to { $left }, in the boxes were { $right }.
protocols-flag-votes-over-box = Votes and invalid ballots add up to { $left } already, in the boxes were only { $right }.
protocols-flag-votes-over-issued = Votes and invalid ballots add up to { $left }, only { $right } ballots were issued.
protocols-flag-votes-over-registered = Votes and invalid ballots add up to { $left }, only { $right } voters are registered.
protocols-flag-issued-over-registered = { $left } ballots were issued to { $right } registered voters.
protocols-flag-box-over-issued = { $left } ballots were in the boxes, only { $right } were issued.
protocols-flag-box-over-registered = { $left } ballots were in the boxes, only { $right } voters are registered.
protocols-flag-early-over-box = { $left } voted early, in the boxes were { $right } in all.
protocols-flag-at-home-over-box = { $left } voted at home, in the boxes were { $right } in all.
protocols-flag-early-and-at-home-over-box = Early and at home voted { $left } together, in the boxes were { $right } in all.
protocols-flag-choice-over-box = { $name }: { $left } votes, in the boxes were { $right } ballots in all.
protocols-flag-impossible = { $name }: { $left } is more than any station has.
protocols-flag-blank = Blank: { $fields }
protocols-flag-far-from-list = { $left } registered voters; the list of stations says { $right }.
protocols-adds-up = Everything adds up.

## Typing

protocols-typing-lead = Type in what is printed on a result sheet. Others type the same one without seeing you; identical entries are agreed.
protocols-begin = Take a sheet
protocols-waiting =
    { $count ->
        [one] { $count } sheet waits
       *[other] { $count } sheets wait
    }
protocols-how = You are given one by lot. It is yours for a quarter of an hour after your last keystroke.
protocols-nothing = No sheet waits
protocols-nothing-text = New ones come when people send photos. You can look again at any time.
protocols-nothing-now = Nothing waits for you at the moment: what is open has your entry already, or others have it in hand.
protocols-rules = Before the first one
protocols-rule-printed = Type what is printed, also when it cannot be true. Nothing is ever corrected.
protocols-rule-blank = Leave a field empty when the sheet does not have it, or when it cannot be read. A zero is a number: type it.
protocols-rule-blind = Nobody sees what you type, and you see nobody else’s. Do not talk about sheets.
protocols-rule-problem = When the photos are no readable result sheet of this station, say so with a button below the fields.
protocols-rule-flags = While you type, sums are checked. A line that appears is a reason to look again, and nothing more.
protocols-photos = Photos
protocols-photo = Photo { $number }
protocols-photo-of = Photo { $number } of { $photos }
protocols-no-photos = There are no photos any more
protocols-no-photos-text = Without them nothing can be typed in. Say that the sheet cannot be read.
protocols-photo-not-yours = This photo is not open for you: take the sheet again.
protocols-photo-destroyed = This photo is no longer there. If the others are not enough, say that the sheet cannot be read.
protocols-no-number = Digits only. Leave it empty if there is none.
protocols-empty-sheet = No choice has a number. If none can be read, say so with “Cannot be read”.
protocols-save = Save, next one
protocols-put-back = Put it back
protocols-put-back-done = The sheet is put back for others.
protocols-problem = If there is nothing to type in:
protocols-problem-unreadable = Cannot be read
protocols-problem-not-a-protocol = Not a result sheet
protocols-problem-other-station = Another station’s
protocols-problem-other-election = Another election’s
protocols-lease-over = This sheet is no longer in your hands: it was too long without a keystroke, or it is settled. Nothing is lost; take it again, or another one.
protocols-typed = Saved.
protocols-typed-already = You had typed this one before. What you typed then stays.
protocols-typed-lapsed = Others have typed this sheet meanwhile, so your entry was not needed any more.
protocols-typed-closed = This sheet is settled, or its sender has sent a new one. Your entry was not needed any more.
protocols-typed-unfit = These are not the fields of this election’s sheet. Please take it again.
protocols-keys = Keys
protocols-key-enter = next field; on the last one to “Save”
protocols-key-arrows = from field to field
protocols-key-photo = next photo
protocols-key-move = move what is enlarged
protocols-keys-note = They work while you are in a field: numbers have no letters. U, N, S and O lead to the buttons below, Enter presses them.

## Administrators

protocols-stat-open = Being typed in
protocols-stat-wanted =
    { $count ->
        [one] { $count } entry wanted
       *[other] { $count } entries wanted
    }
protocols-stat-typed = Typed today
protocols-stat-each = { $time } each
protocols-stat-clear = Work left
protocols-stat-clear-note = for one person, at today’s pace
protocols-stat-disputed = To be resolved
protocols-stat-stations = Stations agreed
protocols-stat-differing =
    { $count ->
        [0] no differing versions
        [one] { $count } with differing versions
       *[other] { $count } with differing versions
    }
protocols-disputed = To be resolved
protocols-disputed-text = Reviewers do not agree on these, or they were opened again. Whoever typed a sheet does not resolve it.
protocols-entries = Entries
protocols-open = Resolve
protocols-open-again = Open again
protocols-stations = Stations
protocols-show-all = All
protocols-show-differing = Versions differ
protocols-show-flagged = Do not add up
protocols-none-all = No station is agreed yet
protocols-none-differing = All versions are alike
protocols-none-flagged = Everything adds up
protocols-versions = Versions
protocols-senders = Senders
protocols-state = State
protocols-badge-differ = versions differ
protocols-badge-chosen = version chosen
protocols-badge-flagged = does not add up
protocols-badge-fine = adds up
protocols-rejected =
    { $count ->
        [one] { $count } could not be typed in
       *[other] { $count } could not be typed in
    }
protocols-adopt = Official results
protocols-adopt-text =
    { $count ->
        [0] No station has numbers that count yet.
        [one] { $count } station has numbers that count. Taken in, they are the newest version of the official results of source “protocol”.
       *[other] { $count } stations have numbers that count. Taken in, they are the newest version of the official results of source “protocol”.
    } Stations whose versions differ are left out until one is chosen. Earlier versions stay.
protocols-adopt-do = Take the agreed numbers in
protocols-adopting = The agreed numbers are being taken in. Reload this page in a moment.
protocols-adopt-waiting = They are being taken in.
protocols-adopt-adopted = Last taken in as version { $version }.
protocols-adopt-unchanged = Nothing has changed since version { $version }.
protocols-adopt-nothing = There was nothing to take in.
protocols-adopt-refused = They could not be taken in: the import refused them. Please tell whoever looks after the server.
protocols-no-station = There is no such sheet, or nothing of it is agreed yet.
protocols-request-waiting = Something you asked for is being done. Reload this page in a moment.
protocols-differ =
    { $count ->
        [one] { $count } version
       *[other] { $count } versions of this station’s sheet
    }
protocols-differ-fields = They differ in: { $fields }
protocols-differ-open = None counts until you choose. Both may be real papers: look at the photos again before you do.
protocols-differ-chosen = The chosen one counts. The others stay here.
protocols-differs = differs
protocols-numbers = Numbers
protocols-version = Version { $number }
protocols-counts = counts
protocols-by-administrator = resolved by an administrator
protocols-sent-by =
    { $count ->
        [one] sent by { $count } person
       *[other] sent by { $count } people
    }
protocols-choose = This one counts
protocols-choose-sure = Of this station’s versions this one counts from now on, and no other. You can choose another later.
protocols-choosing = Chosen. It counts in a moment.
protocols-look-again =
    { $count ->
        [one] Look at it again
       *[other] Look at no. { $number } again
    }
protocols-look-again-sure = Its numbers are no longer agreed until you, or others, have decided anew beside its photos.
protocols-opening = It is being opened again, and will be among those to be resolved in a moment.
protocols-photos-of-other = Its photos are those of another sheet of this station: open that one again.
protocols-not-to-resolve = This one is not to be resolved, or you have typed it in yourself: somebody else has to.
protocols-resolve = Resolve station { $station }
protocols-resolve-text = Where reviewers typed the same, the field is filled in. Where they did not, their numbers stand below it: compare each with the photo.
protocols-resolve-anew = Nobody’s entry is left of it. Type in what is printed.
protocols-resolve-save = These numbers stand
protocols-type-again = Have it typed anew
protocols-resolved = Decided.
protocols-entry-round = Round
protocols-entry-by = Who
protocols-entry-final = { $reviewer }, as administrator
protocols-entry-says = What
protocols-entry-numbers = Numbers
protocols-entry-again = To be typed anew

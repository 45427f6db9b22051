# Official results: import, versions, one import's numbers; what can be wrong with a file.

## Faults of a file

official-fault-at = line { $line }: { $fault }
official-fault-empty = the file is empty
official-fault-no-table = the file is neither text nor a workbook (.xlsx)
official-fault-old-workbook = this is an old or protected Excel file: save it as .xlsx without a password, or as CSV
official-fault-broken-workbook = this is no workbook, or a broken one: open it and save it again, as .xlsx or CSV
official-fault-too-large = the workbook is too large: it may have { $limit } { $what ->
        [packedBytes] bytes
        [bytes] bytes a sheet
        [parts] parts
        [letters] letters of text
        [strings] different texts
        [rows] rows
       *[columns] columns
    } at most
official-fault-no-sheet = there is no sheet “{ $sheet }”, only: { $sheets }
official-fault-no-header-line = there is nothing on line { $line }, where the headers should be
official-fault-encoding = this or something soon after it is not { $encoding }
official-fault-open-quote = a quotation mark is opened here and never closed
official-fault-unreadable = it cannot be read as CSV ({ $code })
official-fault-unknown-column = there is no column { $column } in official results
official-fault-no-header = { $column }: the file has no header “{ $header }”
official-fault-header-twice = { $column }: “{ $header }” is used for something else, too
official-fault-ambiguous = { $headers }: which of them is { $what }?
official-fault-no-station-column = no column says which station it is
official-fault-no-votes-column = no column holds votes
official-fault-no-choice-column = no column holds a choice
official-fault-width =
    it has { $columns ->
        [one] { $columns } column
       *[other] { $columns } columns
    }, the header has { $header }
official-fault-no-code = the station is missing
official-fault-unknown-station = there is no station { $code }
official-fault-unknown-choice = “{ $named }” is no choice of this election
official-fault-station-twice = the station { $code } is already on line { $before }
official-fault-number-twice = { $what } of the station { $code } is already on line { $before }
official-fault-fraction = { $what }: { $text } is no whole number
official-fault-no-number = { $what }: “{ $text }” is no number
official-fault-negative = { $what }: { $value } is less than nothing
official-fault-votes-over-turnout = the votes of the station { $code } add up to { $votes }, over its turnout of { $turnout }
official-fault-votes-under-turnout = the votes of the station { $code } add up to { $votes } with the spoiled ones, under its turnout of { $turnout }
official-fault-turnout-over-register = the turnout of the station { $code } is { $turnout }, over its { $voters } registered voters
official-fault-votes-over-register = the votes of the station { $code } add up to { $votes }, over its { $voters } registered voters
official-fault-early-over-turnout = at the station { $code } { $early } voted early, over its turnout of { $turnout }
official-fault-no-numbers = the file has no number for any choice
official-fault-blank-choices = the file says nothing about { $choices }: blanks cannot mean zero

official-cell-registered = registered voters
official-cell-turnout = turnout
official-cell-spoiled = spoiled ballots
official-cell-early = early votes

## Console: list and upload

official-heading = Official results
official-lead = What was officially reported, by source and version. Every number keeps its file, line and day.
official-gone = There is nothing here. It may have been thrown away, or deleted after a week.
official-no-election = No election yet
official-no-election-text = Official results belong to an election and its polling stations.
official-none = No official results yet
official-none-text = Upload a table below: each station’s votes as they were reported, from the election commission, from protocols or from observers.
official-versions = Versions by source, the newest first
official-version = Version { $version }
official-stations =
    { $stations ->
        [one] { $stations } station
       *[other] { $stations } stations
    }
official-source = Source
official-source-hint = Who says so. Sources are kept side by side; a later file of the same source is a new version.
official-source-cec = Election commission
official-source-protocol = Protocols
official-source-observer = Observers
official-which-source = Choose who says so.
official-uploads = Not imported yet
official-uploaded = Uploaded
official-state = State
official-state-uploaded = to look through
official-state-checking = being checked
official-state-checked = can be imported
official-state-importing = being imported
official-state-imported = imported
official-state-refused = not imported
official-state-failed = failed
official-import = Import a file
official-import-text = Nothing is imported yet when you upload: you see first how the file is read, and what is wrong with it.
official-file = File
official-file-hint = A table as CSV or .xlsx, up to 32 MB: a row for each station and choice, or a row for each station with a column for each choice.
official-which-file = Choose a file that is not empty.
official-profile = Read it like
official-profile-hint = How files that look the same were read before.
official-profile-none = Guess
official-upload = Upload and look

## Console: how a file is read

official-reading = How the file is read
official-not-understood = Please help: not every column was understood
official-sheet = Sheet
official-header-line = Line of the headers
official-header-line-hint = Titles above it are passed over.
official-first-rows = The first rows, and what their columns are taken for
official-line = Line
official-columns-text = Correct here what was guessed wrongly. With a row for each station and choice, choose “Choice” and “Votes”; with a row for each station, a column for each choice.
official-column-station = Station
official-column-choice = Choice
official-column-votes = Votes
official-not-in-file = – not in the file –
official-meaning = What it means
official-blank = Where a station has numbers for other choices only
official-blank-missing = nothing is known
official-blank-zero = nobody voted so
official-accept = Accept as the source’s own nonsense
official-accept-hint = It is refused otherwise. What is accepted is listed.
official-accept-sums = sums that do not add up: votes over or under the turnout, turnout over the register
official-accept-negative = fewer than no votes
official-check = Check the whole file
official-do-import = Import
official-look = Only show the first rows again
official-save-profile = Save how it is read
official-profile-called = Name
official-profile-called-hint = For the next file that looks the same, here and with --profile on the command line.
official-profile-name = A name begins with a letter or a digit, and has letters, digits, blanks, dots and dashes only, 60 at most.
official-profile-saved = Saved.
official-changed-meanwhile = Somebody else has changed this upload meanwhile, or it is being worked on. What you chose is below; look before you send it again.
official-drop = Throw this upload away
official-drop-question = Throw the file away? Nothing that was imported changes.
official-dropped = The upload was thrown away.

## Console: what became of it

official-progress-read = { $percent } % read
official-progress-writing = All is read, now it is added up and written
official-look-again = Look again
official-fits = Nothing is wrong: it can be imported as version { $version }
official-imported = Imported as version { $version }
official-to-import = See its numbers
official-accepted =
    { $count ->
        [one] { $count } contradiction is accepted as the source’s own
       *[other] { $count } contradictions are accepted as the source’s own
    }
official-unchanged = Nothing to import: this is version { $version }
official-unchanged-text = The very same file was imported on { $day }, read in the same way.
official-unusable = The file cannot be read like this
official-bad-rows =
    { $count ->
        [one] { $count } fault. Nothing was imported.
       *[other] { $count } faults. Nothing was imported.
    }
official-bad-rows-text = Correct the file and upload it again, or change below how it is read.
official-gave-up = This file could not be read
official-gave-up-text = Reading it failed three times. Save it as CSV and try again, and tell whoever runs the server.
official-more =
    { $count ->
        [one] … and { $count } more
       *[other] … and { $count } more
    }
official-reason = Reason
official-download-faults = Download the list (CSV)
official-numbers = Numbers
official-count = { $count }
official-with-result = Stations with a result
official-without-result = Stations without
official-shape = Rows
official-shape-long = one for each station and choice
official-shape-wide = one for each station
official-without-numbers = Choices without any number
official-unused = Columns that are not used

## Console: one import, one station

official-how-read = How it was read
official-imported-on = Imported on
official-imported-by = Imported by
official-command-line = the command line
official-stations-named = Stations in it
official-columns = Columns
official-changes = Against version { $version }
official-changes-text = Numbers that are others: { $changed }; new: { $added }; gone: { $gone }
official-by-station = Station by station
official-search = Number, name or address of a station
official-find = Find
official-nothing-found = No such station
official-numbers-of = Numbers of { $file }, imported on { $day }; below each its line
official-where = { $file }, line { $line }, imported on { $day }
official-on-line = line { $line }
official-station-none = No file says anything about this station
official-station-versions = What each version of each source says; below each number its line
official-what = What

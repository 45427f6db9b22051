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

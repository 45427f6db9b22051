# Results of surveys: console, public page, pictures for the chats.

## Figures

results-answers =
    { $n ->
        [one] { $n } answer
       *[other] { $n } answers
    }
results-option = Answer
results-count = Answers
results-share = Share
results-share-plain = unweighted
results-share-weighted = weighted
results-interval = Modelled interval
results-yes = Yes
results-no = No
results-range = { $from }–{ $to }
results-scale-end = { $number } · { $meaning }
results-hidden = hidden
results-skipped = Skipped: { $n }
results-mean = Mean { $mean }, median { $median }
results-too-few = Nothing is shown before { $below } people have answered.
results-hidden-why = Counts below { $below } are hidden, and others with them, so that nobody’s answer can be found by subtracting.
results-several = Several answers were possible: the shares do not add up to 100 %.
results-chart = Chart: { $question } { $figures }
results-chart-bar = { $label }: { $value }
results-table = The figures of the chart

## Weighting

results-weighted-by = Weighted by { $variables }: { $n } answers, effective n { $effective }; weights from { $smallest } to { $largest }.
results-left-out =
    { $n ->
        [one] { $n } answer has no weight, because not everything to weight by is known.
       *[other] { $n } answers have no weight, because not everything to weight by is known.
    }
results-trimmed =
    { $n ->
        [one] { $n } weight was above { $cut } and was cut to it; the margins are off by up to { $off } because of that.
       *[other] { $n } weights were above { $cut } and were cut to it; the margins are off by up to { $off } because of that.
    }
results-not-trimmed = No weight was above { $cut }, so none was cut.
results-assuming = Modelled interval at 95 %, assuming that within each weighted group those who answered are like those who did not. Nobody drew this sample: it is no margin of error.
results-self-selected = Everybody who answered decided to take part: this is no random sample.
results-problem-title = There are no weighted figures
results-problem-contradictory = The margins contradict each other: “{ $variable }” and “{ $other }” sum up to different totals.
results-problem-empty-category = Nobody who answered is “{ $category }” ({ $variable }), and the margins want somebody there.
results-problem-no-target = People who answered are “{ $category }” ({ $variable }), and the margins have no number for that.
results-problem-bad-target = The margin “{ $variable }” has no usable numbers.
results-problem-no-convergence = The margins cannot be met together by those who answered ({ $rounds } rounds of raking).
results-problem-nobody = Of nobody who answered everything to weight by is known.

## Dimensions

results-by = Break down by
results-by-none = all together
results-by-messenger = messenger
results-by-language = language
results-by-region = region
results-by-tier = tier
results-by-sex = sex
results-by-age-group = age
results-by-settlement = settlement
results-by-title = By { $dimension }
results-by-not = It cannot be broken down without telling what is hidden.
results-cell-unknown = not known
results-cell-verified = verified
results-cell-unverified = unverified
results-cell-female = women
results-cell-male = men
results-cell-18-29 = 18–29
results-cell-30-44 = 30–44
results-cell-45-59 = 45–59
results-cell-60 = 60 and over
results-cell-capital = capital
results-cell-city = city
results-cell-town = town
results-cell-village = village

## Console

results-title = Results
results-started = Have answered
results-complete = To the end
results-partial = Partly
results-state-open = The survey is open: the figures are live.
results-state-closing = The survey is closed. The last answers are still being counted; publishing and exporting are possible in a moment.
results-state-final = The survey is closed and everything is counted.
results-empty = No answers yet
results-empty-text = As soon as people answer, the figures appear here by themselves.
results-texts = Read the answers
results-texts-title = Answers in words
results-texts-lead = In no order that tells anything about who wrote them. They may hold what people should not have written: do not copy them elsewhere.
results-texts-none = Nobody has written anything yet
results-publish = Publish
results-export = Export
results-public-page = Public page
results-published = Published on { $day }
results-not-found = There is no such survey.

## Publishing

results-publish-title = Publish results
results-publish-lead = Choose the questions. Somebody else looks at exactly these figures and decides; then they are on the public page, in all languages, and do not change any more.
results-publish-which = Questions
results-publish-none = There is nothing to publish: no question has enough answers.
results-publish-not-yet = A survey is published once it is closed and its last answer is counted: earlier figures could be compared with later ones to find single answers.
results-publish-chat = A picture for those who answered
results-publish-chat-hint = The chart of one question is sent to everybody who answered the survey to the end.
results-publish-chat-none = send nothing
results-publish-prepare = Prepare
results-publish-choose = Choose at least one question.
results-publish-prepared = Prepared. Somebody else has to approve it under “To decide”.
results-publish-proposal =
    { $n ->
        [one] Publish { $n } question of “{ $title }”
       *[other] Publish { $n } questions of “{ $title }”
    }
results-publish-proposal-page = On the public page
results-publish-proposal-chat = To everybody who answered, in their language
results-publish-proposal-nothing = Nothing is sent to the chats.
results-chat-text = Thank you for taking part! Here is what people answered in the survey “{ $title }”.
results-chat-link = All results

## Export

results-export-title = Export answers
results-export-lead = One row for each answer set, in random order, without ids. Where fewer than { $below } people share region, sex, age and settlement, these are left out. A second person has to agree.
results-export-texts = With the answers in words
results-export-texts-hint = People may have written who they are. Take them along only if you need them.
results-export-prepare = Prepare an export
results-export-prepared = Prepared. Somebody else has to approve it under “To decide”.
results-export-ready = Approved exports
results-export-ready-text = They can be downloaded for { $hours } hours after the approval. Every download is in the audit trail.
results-export-none = No export is approved at the moment.
results-export-until = until { $time } UTC
results-export-with-texts = with answers in words
results-export-without-texts = without answers in words
results-export-over = This export can no longer be downloaded.
results-export-proposal =
    { $n ->
        [one] Export { $n } answer set
       *[other] Export { $n } answer sets
    }
results-export-proposal-what = CSV and JSON with a codebook, for { $hours } hours, to those who may export.
results-export-not-yet = Answers are exported once the survey is closed and nobody can say any more who answered what.

## Public page

results-page-list = Surveys
results-page-list-empty = No survey is open, and no results are published at the moment.
results-page-open = Open now
results-page-closed = Results
results-page-counter =
    { $n ->
        [one] { $n } person has answered
       *[other] { $n } people have answered
    }
results-page-counter-few = Fewer than { $below } people have answered
results-page-counter-note = Rounded down. The results stay closed until they are published.
results-page-open-lead = This survey is open. You can answer in the bot, in Telegram or in Viber.
results-page-closed-lead = This survey is closed. Its results are not published yet.
results-page-published = Published on { $day }. The figures are as they were when the survey closed.
results-page-partner = Together with { $name }
results-page-not-found = There is no such survey
results-page-not-found-text = Maybe it is not open yet. Look at the list of surveys.
results-page-footer = Golos: an independent count of votes, and surveys that anybody can check.
results-page-embed = Embed the counter

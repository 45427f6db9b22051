# Surveys in the organizers' console.

surveys-title = Surveys
surveys-lead = Write questions, try them in your own chat, open them for everybody, and watch the answers come in.
surveys-new = New survey
surveys-none = No surveys yet
surveys-none-text = A survey is a few questions that people answer in the chat with taps. Write the first one; nobody sees it before you open it.
surveys-unknown = There is no such survey, or it has been deleted.
surveys-column-survey = Survey
surveys-column-state = State
surveys-column-questions = Questions
surveys-column-answered = Answered
surveys-column-times = Opens and closes
surveys-answered = { $answered }, of them { $completed } to the end
surveys-state-draft = Draft
surveys-state-open = Open
surveys-state-closed = Closed
surveys-opens = Opens
surveys-opened = Opened
surveys-closes = Closes
surveys-closed-at = Closed

## A survey's own page

surveys-tabs = Pages of this survey
surveys-tab-overview = Overview
surveys-tab-edit = Edit
surveys-tab-preview = Preview
surveys-tab-partner = Partner
surveys-tab-margins = Weighting
surveys-tab-results = Results
surveys-stat-answered = People who have answered
surveys-stat-completed = Answered to the end
surveys-facts = Settings
surveys-yes = Yes
surveys-no = No
surveys-no-partner = None
surveys-links = How people come to it
surveys-links-text = Who writes this to the bot, or follows the link, begins the survey. It is in the bot’s menu as well, as long as the survey is open.
surveys-links-draft = The survey is a draft: the link says that it has not begun yet.
surveys-doings = What to do
surveys-try = Try it in my own chat
surveys-try-ready = Ready to be tried
surveys-try-text = Write this to the bot in Telegram or Viber, or follow the link. You see the survey as everybody would; nothing is kept or counted. A chat that is new to the bot is asked for its language and consent first.
surveys-try-until = It works until
surveys-try-new-code = Whoever has it can see the survey, so do not pass it on. A new one makes this one useless.
surveys-copy = Make a copy
surveys-copied = Copied as { $id }. Change what is to be different.
surveys-open = Open now
surveys-open-question = From now on everybody can answer. Questions, options and their order can then no longer be changed, only words.
surveys-open-opened = The survey is open.
surveys-open-unknown = There is no such survey.
surveys-open-not-a-draft = The survey has been opened before.
surveys-open-changed = Somebody has changed the survey since you looked at it. Nothing was opened: look again.
surveys-open-over = The survey’s closing time has gone by. Change it first.
surveys-close = Close now
surveys-close-question = It takes no more answers then, and cannot be opened again. Soon after, nobody can say any more who answered what.
surveys-close-done = The survey is closed.
surveys-close-not-open = The survey is not open.
surveys-delete = Delete
surveys-delete-question = The draft is gone then and cannot be brought back.
surveys-delete-done = The draft is deleted.
surveys-delete-not = It cannot be deleted: it has been opened, or a broadcast offers it.

## Editor

surveys-save = Save
surveys-saved = Saved.
surveys-all-saved = Everything is saved
surveys-unsaved = Not saved yet
surveys-not-saved =
    { $count ->
        [one] Not saved: one thing is to be put right
       *[other] Not saved: { $count } things are to be put right
    }
surveys-basics = What it is about
surveys-questions = Questions
surveys-settings = When and how
surveys-question-number = Question { $number }
surveys-option-number = Option { $number }
surveys-branch-number = Branch { $number }
surveys-refresh = Show its fields
surveys-up = Move this question up
surveys-down = Move this question down
surveys-copy-question = Copy this question
surveys-remove-question = Remove this question
surveys-options = Options
surveys-add-option = Option
surveys-option-up = Move option { $number } up
surveys-option-down = Move option { $number } down
surveys-option-remove = Remove option { $number }
surveys-add-question = Add a question
surveys-optional = May be skipped
surveys-optional-hint = The chat shows a “Skip” button.
surveys-optional-short = may be skipped
surveys-branches = What comes after it
surveys-branches-hint = The first branch that fits is followed; otherwise the next question comes.
surveys-add-branch = Branch
surveys-branch-question = If the answer to
surveys-branch-answers = is one of
surveys-branch-numbers-hint = Whole numbers, separated by commas.
surveys-branch-to = go on with
surveys-branch-end = the end of the survey
surveys-branch-remove = Remove branch { $number }
surveys-branch-gone = an answer that is no longer there ({ $answer })
surveys-branch-no-question = a question that is no longer there
surveys-kind-one = One of several
surveys-kind-several = Several of several
surveys-kind-yes-no = Yes or no
surveys-kind-scale = Scale
surveys-kind-text = Free text
surveys-kind-number = Number
surveys-id-hint = In links and files. Latin small letters, digits and hyphens, 2 to 31; cannot be changed later.
surveys-title-hint = At most 120 characters. Said first, and shown in the menu.
surveys-intro-hint = Said before the first question. At most 1,000 characters; may be left empty.
surveys-thanks-hint = Said after the last question. Left empty, the bot simply thanks.
surveys-min-several = At least
surveys-max-several = At most
surveys-min-number = Smallest number
surveys-max-number = Largest number
surveys-from-hint = 0 or 1
surveys-to-hint = 2 to 10
surveys-longest-hint = 10 to 1,000
surveys-opens-hint = Time in { $zone }. Left empty, you open it yourself.
surveys-closes-hint = Time in { $zone }. Left empty, you close it yourself.
surveys-changeable-hint = Until it closes, people can go back and answer anew. Their last answer counts.
surveys-asksProfile-hint = Sex, age group and kind of settlement: asked at the end of people who were never asked. They may refuse. Needed for weighting.
surveys-liveCounter-hint = “N people have answered”, rounded, on the public page; results stay closed.
surveys-frozen-open = The survey is open. Words can still be put right; questions, options, their order and branches stay as they are, so that answers mean what they meant.
surveys-frozen-closed = The survey is closed. Words can still be put right; everything else stays as it is.
surveys-place-id = Short name
surveys-place-title = Title
surveys-place-intro = Introduction
surveys-place-thanks = Thanks
surveys-place-partner = Partner
surveys-place-name = Name
surveys-place-line = A line about them
surveys-place-link = Link
surveys-place-opensAt = Opens
surveys-place-closesAt = Closes
surveys-place-kind = Kind of answer
surveys-place-text = Question
surveys-place-optional = May be skipped
surveys-place-min = At least
surveys-place-max = At most
surveys-place-from = Scale from
surveys-place-to = to
surveys-place-low = What its low end means
surveys-place-high = What its high end means
surveys-place-longest = Characters at most
surveys-place-asksProfile = Ask three short questions about the person
surveys-place-liveCounter = Show how many have answered
surveys-place-changeable = Answers may be changed
surveys-place-other = Survey

## What may be wrong. limit: how much may be; actual: how much there is.

surveys-problem-missing = is missing
surveys-problem-too-long = is too long: { $actual } characters, at most { $limit }
surveys-problem-too-long-for-viber = is too long for a button in Viber: { $actual } characters with the signs that count several, at most { $limit }
surveys-problem-too-long-id = is too long for a button in Telegram: { $actual } bytes, at most { $limit }
surveys-problem-bad-id = may only have Latin small letters, digits and hyphens
surveys-problem-reserved-id = is a word that means something else here
surveys-problem-doubled-id = is there twice
surveys-problem-doubled-label = reads like another option
surveys-problem-no-questions = there is none yet
surveys-problem-too-many-questions = there are { $actual }, at most { $limit }
surveys-problem-too-few-options = there must be at least { $limit } options
surveys-problem-too-many-options = there are { $actual } options, at most { $limit }
surveys-problem-not-a-number = is not a whole number
surveys-problem-out-of-range = { $actual } is not allowed here, the limit is { $limit }
surveys-problem-min-above-max = is more than the most allowed
surveys-problem-max-above-options = is more than there are options ({ $limit })
surveys-problem-bad-link = must be a link that begins with https://
surveys-problem-branch-no-answer = no answer is chosen
surveys-problem-branch-unknown-question = it asks about a question that is not there
surveys-problem-branch-later-question = it asks about a question that comes later
surveys-problem-branch-on-text = a free text cannot decide where to go on
surveys-problem-branch-unknown-answer = it names an answer that is not there
surveys-problem-branch-nowhere = it leads to a question that is not there
surveys-problem-branch-endless = it leads back, so the survey would never end
surveys-problem-unreachable = no answers lead to this question
surveys-problem-frozen = cannot be changed any more: people have seen it
surveys-problem-closes-before-opens = must be after the opening
surveys-problem-in-the-past = has gone by already
surveys-problem-bad-time = is not a date with a time
surveys-problem-id-taken = another survey is called so

## Two at once

surveys-conflict = Somebody else has saved this survey meanwhile
surveys-conflict-by = { $alias } has saved this survey meanwhile
surveys-gone = This survey has been deleted meanwhile
surveys-gone-text = Everything you typed is still here. Save it, and it is a new survey.
surveys-conflict-text = Nothing was overwritten, and everything you typed is still here. This is where the two differ:
surveys-conflict-same = You typed the same as what is saved.
surveys-conflict-differences = Differences
surveys-conflict-place = Where
surveys-conflict-theirs = Saved by them
surveys-conflict-yours = Typed by you
surveys-conflict-more =
    { $count ->
        [one] … and in one more place.
       *[other] … and in { $count } more places.
    }
surveys-conflict-open = Show theirs in another tab
surveys-conflict-mine = I have seen this, save mine over it

## Preview

surveys-preview = Preview
surveys-preview-in = As it looks in { $messenger }
surveys-preview-text = As people see it, every question one after another; branches are not followed. Colours and sizes are each messenger’s own.

## Partner

surveys-partner-text = A survey can be held together with another organization. Its name, line and link are said at the beginning in the chat, and shown with its logo on the survey’s page.
surveys-partner-remove = Without a partner
surveys-partner-removed = The survey has no partner any more.
surveys-partner-conflict = Nothing was overwritten, and what you typed is still here. Saving again changes the partner only, and leaves the rest as it is now.
surveys-line-hint = At most 200 characters; may be left empty.
surveys-link-hint = Where people can read about the partner.
surveys-logo = Logo
surveys-logo-hint = PNG, JPEG or WebP. It is scaled down, on white.
surveys-logo-remove = Take the logo away
surveys-logo-refused = The logo is no PNG, JPEG or WebP picture, or it is damaged or far too large.

## Margins

surveys-margins-text = Who answers is not like everybody. With the numbers of a census, answers can be weighted so that each group counts as much as it is large. The unweighted figures are always shown beside them.
surveys-margins-none = No margins
surveys-margins-none-text = Without them results are shown unweighted.
surveys-margins-some =
    { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
surveys-margins-now = Weighted to
surveys-margins-upload = Upload margins
surveys-margins-file = CSV file
surveys-margins-hint = Columns variable, category, target. Variables: region, sex, age-group, settlement; those that you leave out are not weighted. It takes the place of what is there.
surveys-margins-send = Upload
surveys-margins-example = A file to fill in
surveys-margins-saved =
    { $count ->
        [one] { $count } row is saved.
       *[other] { $count } rows are saved.
    }
surveys-margins-remove = Remove
surveys-margins-remove-question = Results are shown unweighted then.
surveys-margins-removed = The margins are removed.
surveys-margins-no-file = Choose a file first.
surveys-margins-unreadable = This is no CSV file. Is it a spreadsheet? Save it as CSV.
surveys-margins-refused =
    { $count ->
        [one] Nothing was changed: one thing does not fit
       *[other] Nothing was changed: { $count } things do not fit
    }
surveys-margins-line = Row { $line }
surveys-margins-more =
    { $count ->
        [one] … and one more.
       *[other] … and { $count } more.
    }
surveys-margins-variable = Variable
surveys-margins-category = Category
surveys-margins-target = People
surveys-margins-share = Share
surveys-margins-variable-region = Region
surveys-margins-variable-sex = Sex
surveys-margins-variable-age-group = Age group
surveys-margins-variable-settlement = Settlement

surveys-margins-problem-no-header = the first row must have the columns variable, category and target
surveys-margins-problem-no-rows = the file has no rows below its header
surveys-margins-problem-columns = it has { $value } columns, the header has { $other }
surveys-margins-problem-unknown-variable = there is no variable “{ $value }”, only { $other }
surveys-margins-problem-unknown-category = there is no category “{ $value }”. There are: { $other }
surveys-margins-problem-no-category = the category is empty
surveys-margins-problem-not-a-number = “{ $value }” is not a whole number from 0 on; write numbers of people, not shares
surveys-margins-problem-too-large = { $value } is more than there are people
surveys-margins-problem-doubled = “{ $value }” is already in row { $other }
surveys-margins-problem-category-missing = of { $value } the category “{ $other }” is missing
surveys-margins-problem-all-zero = every target of { $value } is 0
surveys-margins-problem-contradictory = the totals contradict each other: { $value } and { $other }

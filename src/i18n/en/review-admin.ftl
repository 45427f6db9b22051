# Watching over review: what is disputed, reviewers, gold items, slices.

review-admin-title = Watch over review
review-admin-lead = What reviewers do not agree on waits here for your decision, beside its photos.
review-admin-tab-disputed = Disputed
review-admin-tab-reviewers = Reviewers
review-admin-tab-gold = Gold items
review-admin-tab-slices = Second reading
review-admin-tab-signs = Signs of attack
review-admin-undisputed = Nothing is disputed
review-admin-undisputed-text = Ballots on which three reviewers said three different things appear here.
review-admin-station = Station
review-admin-day = Day
review-admin-answers = Answered
review-admin-decide = Look and decide
review-admin-deciding = Decide
review-admin-deciding-text = Reviewers answered: { $answers }. What you say decides and cannot be taken back; the photos open for ten minutes, and every look is in the audit trail.
review-admin-candidate = Read a candidate
review-admin-candidate-text = Two reviewers agreed on this ballot. Say what you see, without knowing what they said: that becomes the known answer.
review-admin-decided = Decided. It is carried out in a moment.
review-admin-not-yours = You read this one as a reviewer, or it is decided already: another administrator has to look.
review-admin-gone = This does not wait for a decision any more.

## Reviewers

review-admin-reviewers-lead = How everybody reads. Whoever is too often wrong on gold items is paused by itself.
review-admin-reviewer = Reviewer
review-admin-answered = Answers
review-admin-agreement = Agrees with the outcome
review-admin-seconds = Seconds an answer
review-admin-gold-accuracy = Gold items right
review-admin-doings = What can be done
review-admin-nobody = Nobody reviews yet
review-admin-nobody-text = Invite reviewers under “Organizers”; after some practice they get their first ballots.
review-admin-figures-hint = Somebody new has few answers, and a share of few says little. Very quick and always agreeing deserves a look, too.
review-admin-removed = no organizer any more
review-admin-paused = paused since { $day }
review-admin-because-gold = too many gold items wrong
review-admin-practising = practising
review-admin-pause = Pause
review-admin-pause-question = They get nothing more to read, and their answers on everything that is still open do not count.
review-admin-because = Reason
review-admin-resume = Let them go on
review-admin-reopen = Read again
review-admin-reopen-read-question = Everything that this person has read is read again by two others. Until then these ballots do not count as verified.
review-admin-reason-missing = Please say why: the reason goes into the audit trail.
review-admin-paused-before = This person is paused already.
review-admin-paused-now = { $count ->
    [0] Paused. None of their answers was still open.
    [one] Paused. { $count } open answer does not count any more.
   *[other] Paused. { $count } open answers do not count any more.
}
review-admin-resumed = They can go on. Their gold items are counted anew.
review-admin-resumed-before = This person is not paused.
review-admin-ordered = Ordered. It is carried out within some seconds.

## Gold items

review-admin-gold-lead = { $rate } of a hundred items that reviewers get have a known answer. Who reads fewer than { $floor } of a hundred rightly is paused.
review-admin-gold-open = Gold items
review-admin-gold-left = Left for whoever has had most of them
review-admin-gold-candidates = Candidates that wait for you
review-admin-gold-few = There are few gold items
review-admin-gold-few-text = Nobody gets the same one twice. What is left for whoever has had most of them lasts for about as many ballots as this: { $answers }. After that nothing tells how they read. Make some of accepted ballots here, or made-up ones on the server with “golos review gold”.
review-admin-gold-terms = How often, and how exact
review-admin-gold-percent = Of a hundred items, so many have a known answer
review-admin-gold-percent-hint = 0 to 50. More of them find out a careless or hostile reviewer sooner, and cost everybody that much reading.
review-admin-gold-floor = Whoever reads fewer of a hundred rightly is paused
review-admin-gold-floor-hint = 50 to 99. Nobody is paused for the first two mistakes. What a paused reviewer had open is read again.
review-admin-gold-terms-save = Set
review-admin-gold-terms-odd = Please give 0 to 50 of a hundred items, and 50 to 99 of a hundred read rightly.
review-admin-gold-propose = Make candidates
review-admin-gold-propose-text = Accepted ballots are drawn by lot. You read each of them before it becomes a gold item.
review-admin-gold-how-many = How many
review-admin-gold-none = No gold items yet
review-admin-gold-answer = Known answer
review-admin-gold-right = Read rightly
review-admin-gold-wrong = Read wrongly
review-admin-gold-candidate = candidate, not read yet
review-admin-gold-read = Read it
review-admin-gold-retire = Retire
review-admin-gold-retire-question = It is shown to nobody any more. What was answered on it stays in the figures.
review-admin-gold-confirmed = Thank you: it is a gold item now.
review-admin-gold-otherwise = It is a gold item now, with your answer. Two reviewers had agreed on something else, “{ $agreed }”: that ballot deserves a second reading.
review-admin-gold-count-odd = Please give a number from 1 to 100.

## Slices

review-admin-slices-lead = Let a station, a day or a reviewer be read again, or leave it out of what is published.
review-admin-choose = Choose
review-admin-by-station = A station, by its code
review-admin-by-day = A day on which ballots came
review-admin-by-reviewer = A reviewer
review-admin-look = Look
review-admin-slice-unknown = There is no such station, day or reviewer.
review-admin-slice-station = Station { $code } · { $name }
review-admin-slice-day = Ballots of { $day }
review-admin-slice-reviewer = Ballots that { $alias } has read
review-admin-slice-decided = Decided
review-admin-slice-waiting = Still to be decided
review-admin-slice-accepted = Accepted and published
review-admin-would-change = { $stations ->
    [one] In quarantine, this would change the finding of { $stations } station
   *[other] In quarantine, this would change the findings of { $stations } stations
}
review-admin-would-lose = { $lost ->
    [0] No station would lose its proof.
    [one] { $lost } station would no longer be proven.
   *[other] { $lost } stations would no longer be proven.
}
review-admin-would-change-station = Station { $code }: votes missing at least { $before } now, { $after } then
review-admin-reopen-question = All of it is read again by two reviewers. Until then accepted ballots do not count as verified; links to people do not come back.
review-admin-quarantine = Quarantine
review-admin-quarantine-question = Published numbers leave these ballots out from the next edition on, until you end it.
review-admin-quarantined = In quarantine. It is applied within some seconds.
review-admin-quarantined-before = This is in quarantine already.
review-admin-quarantines = Quarantines
review-admin-quarantines-none = Nothing is in quarantine
review-admin-what = What
review-admin-by = By
review-admin-changes = What it changes
review-admin-changed-stations = { $stations ->
    [0] no finding changes
    [one] the finding of { $stations } station changes
   *[other] the findings of { $stations } stations change
}
review-admin-lifted-on = ended on { $day }
review-admin-lift = End it
review-admin-lift-question = These ballots count again from the next edition on.
review-admin-lifted = The quarantine is over. The count follows within some seconds.
review-admin-lifted-before = This quarantine was over already.
review-admin-alert = { $stations ->
    [one] Quarantines change the finding of { $stations } station
   *[other] Quarantines change the findings of { $stations } stations
}
review-admin-alert-text = What is published depends on ballots that are set aside. Have them read again, or say publicly why they are left out.
review-admin-orders = Orders
review-admin-ordered-at = When
review-admin-order-state = State
review-admin-order-open = being done
review-admin-order-stuck = not done for over ten minutes: ask who runs the server
review-admin-order-done = done: { $count }
review-admin-order-reopen = Read again
review-admin-order-apply-quarantines = Apply quarantines
review-admin-order-propose-gold = Make candidates for gold items
review-admin-order-confirm-gold = Make a gold item
review-admin-order-retire-gold = Retire a gold item
review-admin-order-set-gold = Set how often gold items come

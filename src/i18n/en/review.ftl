# Reviewing in the console: the desk, practice, the guide, the queue.

review-title = Review
review-tab-desk = Read ballots
review-tab-queue = Queue
review-tab-practice = Practice
review-tab-guide = Guide

## The desk

review-item = A ballot to read
review-item-pair = Two ballots that look alike
review-question = What is marked?
review-question-pair = One piece of paper, or two?
review-question-problem = Nothing to be counted?
review-not-a-ballot = Not a ballot
review-not-a-ballot-hint = The photos show something else.
review-unreadable = Unreadable
review-unreadable-hint = It cannot be said for sure which choice is marked, or not exactly one is.
review-other-election = Another election
review-other-election-hint = A ballot paper, but not of this election.
review-back-missing = The back is missing
review-back-missing-hint = No photo shows the back.
review-altered = Looks altered
review-altered-hint = The photo seems to have been changed on a computer.
review-same = The same paper
review-different = Two papers
review-photo = Photo { $number } of { $all }
review-photo-of-pair = Ballot { $ballot }, photo { $number }
review-tools = Tools for: { $photo }
review-tool-in = Larger
review-tool-out = Smaller
review-tool-turn = Turn
review-tool-darker = Darker
review-tool-brighter = Brighter
review-tool-whole = As it was
review-other-photo = Tools’ keys for the other photo
review-move = Move a photo that is enlarged
review-keys = Keys
review-keys-on = Answer by keys
review-undo = Undo
review-stop = Stop for now
review-loading = The next one is on its way…
review-broken = This photo does not load.
review-again = Try again
review-go-on = Go on

review-taken = { $reading }: taken.
review-answer-taken = Your answer is taken.
review-answer-twice = You had answered this one before. That answer stays.
review-answer-lapsed = It was open for too long and has gone to somebody else, so this answer is not counted. Nothing is lost.
review-answer-closed = It was decided or taken back meanwhile, so this answer was not needed any more.
review-answer-odd = That is no answer to this question. Please choose one of the buttons.
review-answer-not-allowed = Your reviewing is paused, so this answer is not counted.
review-answer-undone = Undone. You can answer anew.
review-answer-too-late = It is too late to undo: the answer is being counted.
review-photo-not-yours = This photo opens only for the person who has its ballot before them, and only for some minutes.
review-photo-destroyed = This photo cannot be opened any more: it was destroyed. Answer “Unreadable”; its sender will be asked for another one.
review-away = The server does not answer. Your answer is kept on this page and is sent again by itself.
review-failed = Something went wrong on this page. Please reload it; what you answered is kept.
review-lapsed = This one was open for too long
review-lapsed-text = Photos open for ten minutes only. It goes to somebody else, and nothing is lost.
review-nothing = Nothing to read at the moment
review-nothing-text = Thank you. What arrives next appears here by itself.
review-to-queue = See the queue
review-practise-first = First, a little practice
review-practise-first-text = Eleven made-up ballots, with explanations: five minutes. After that you are given real ones.
review-practise = Practise
review-read-guide = Read the guide
review-paused = Your reviewing is paused
review-paused-text = What you have answered is not lost; some of it is looked at again. Please talk to an administrator, who can let you go on.
review-removed = You are no longer among the organizers
review-removed-text = An administrator can invite you again.
review-stopped = What you had open goes to others. Thank you for your time.

## Practice

review-practice = Practice
review-practice-lead = These ballots are made up. Press the key that is on a button, or the button itself. What goes wrong is explained and comes again.
review-practice-done = { $done } of { $all }
review-practice-passed = Passed: you have answered everything rightly
review-practice-passed-text = From now on you are given real ballots. Take your time: being sure counts more than being quick.
review-practice-again = Practise again
review-begin = Read ballots
review-explanation = What was to be seen
review-right = Right: { $reading }
review-wrong = Not “{ $reading }”: the answer is “{ $right }”
review-wrong-again = It comes again at the end.
review-why-cross = The cross stands in the second line, and in no other. A cross, a tick or a scribble: how it was marked does not matter.
review-why-turned = Upside down is no fault. Turn the photo with R until it can be read: the tick stands in the fourth line.
review-why-dark = Too dark at first sight. Make it brighter with the full stop key, and the mark in the first line can be seen.
review-why-note = A shopping list on a sheet of paper. Whatever is no ballot paper is “Not a ballot”.
review-why-blurred = So blurred that the line cannot be told for sure. Do not guess: its sender is asked for a better photo.
review-why-other = Read the heading: it is the paper of another election, even though it looks like ours.
review-why-twice = Both photos show the front. Signatures and stamp are on the back, so without it the ballot cannot be counted.
review-why-marks = Two lines are marked. There is no one choice to be read, so the answer is “Unreadable”; a paper without any mark is, too.
review-why-altered = Around two boxes the paper has another colour, and the cross is as straight as if drawn on a computer: somebody changed the photo.
review-why-same = Mark, signatures and stamp are the same in every stroke; only the camera was held differently. It is one paper that was photographed twice.
review-why-different = The same choice, but other signatures and another number in the stamp: two papers. Forms always look alike; look at what was written by hand.

## The guide

review-guide = Guide for reviewers
review-guide-lead = You look at photos of a ballot and say what is marked on it. Five minutes here, then practice, then real ones.
review-guide-example = An example, made up
review-guide-rules = How it works
review-guide-rule-two = Every ballot is read by two people who do not see each other’s answer. If they say the same, it counts. If not, a third one reads it, and then an administrator.
review-guide-rule-lot = You get ballots by lot, never two of one person in a row, and cannot choose. Some have a known answer, to see how carefully we read.
review-guide-rule-see = Say what you see, not what you expect, and not what you would wish for. You do not see what its sender said.
review-guide-rule-silent = Photos are for your eyes only. Do not photograph the screen, keep or pass on anything; every view is written into the audit trail.
review-guide-rule-time = A ballot is yours for ten minutes. If you leave, it goes to somebody else by itself. Within five seconds you can take an answer back.
review-guide-choice = Reading the choice
review-guide-choice-text = Find the line with the mark. The buttons stand in the order of the ballot paper, with their keys on them.
review-guide-choice-key = The second line is marked here: press 2.
review-guide-choice-marks = A cross, a tick, a filled box: any mark counts, if it is in one line only.
review-guide-choice-sure = Look at the heading and at the back, too: is it this election, and are signatures and a stamp there?
review-guide-problems = When nothing can be counted
review-guide-problems-text = Each of these asks its sender, in plain words, for better photos. If several fit, take the one that comes first here.
review-guide-not-a-ballot = A list, a screen, a pet: anything but a ballot paper.
review-guide-unreadable = Blurred, cut off, covered, or with a glare, so that you cannot be sure. Also no mark at all, or marks in several lines.
review-guide-other-election = A ballot paper with another heading or other names.
review-guide-back-missing = No photo shows the back with its signatures.
review-guide-altered = Patches of another colour, marks straight as a ruler, parts that repeat. Look closely before you say so.
review-guide-pairs = Two ballots that look alike
review-guide-pairs-text = Now and then you see two ballots beside each other, found by their likeness. All are the same printed form, so compare what was done by hand: the mark, the signatures, where the stamp is.
review-guide-same = Every stroke of the pen is the same. The paper was photographed twice, so it counts once at most.
review-guide-different = Other strokes, another stamp. Two people may well choose the same.
review-guide-looking = Seeing better
review-guide-looking-text = Upside down, dark or small: photos can be turned, brightened and enlarged, with the buttons under them, the wheel, two fingers, or these keys.
review-guide-broken = If a photo does not open, try again; if it was destroyed, answer “Unreadable”.

## The queue

review-queue = Queue
review-queue-open = Waiting to be read
review-queue-urgent = { $count ->
    [0] none of them could change a station’s finding
    [one] { $count } of them could change a station’s finding
   *[other] { $count } of them could change a station’s finding
}
review-queue-clear = Done in
review-queue-clear-note = at this pace, if nothing more arrives
review-queue-unknown = not known yet: nothing was answered in the last quarter of an hour
review-queue-rate = Ballots decided an hour
review-queue-rate-note = { $answers ->
    [one] from { $answers } answer
   *[other] from { $answers } answers
}
review-queue-reviewers = Reviewers at work
review-queue-minutes = in the last quarter of an hour
review-queue-oldest = The oldest is of
review-queue-disputed = For an administrator
review-queue-disputed-note = reviewers do not agree
review-queue-sheets = Result sheets to be typed
review-queue-sheets-clear = Sheets done in
review-queue-sheets-unknown = not known yet: no sheet was settled in the last hour
review-queue-sheets-rate = Sheets settled an hour
review-queue-sheets-rate-note = in the last hour
review-queue-empty = Everything has been read. Thank you!
review-queue-stands = Nobody is reading at the moment.
review-queue-no-election = There is no election yet

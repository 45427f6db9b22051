# The chronicle in the chats: /chronicle, and sending something for it.

menu-chronicle = Chronicle
words-chronicle = chronicle, this day
command-chronicle = The chronicle: this day, a year ago
chronicle-chat-this-day = On this day, { $day }:
chronicle-chat-this-day-none = The chronicle has nothing about this day of earlier years: { $day }. If you know something, add it.
chronicle-chat-year-ago = A year ago, { $day }:
chronicle-chat-year-ago-none = The chronicle has nothing about the days around { $day }. If you know something, add it.
chronicle-chat-more = And { $count } more on the site.
chronicle-chat-gone = This entry is not public any more.
chronicle-chat-open = Read all of it
chronicle-chat-day-button = This day
chronicle-chat-year-button = A year ago
chronicle-chat-add = Add to the chronicle
chronicle-chat-warning =
    What you send is read by organizers before anybody else sees it. They do not learn who sent it, and cannot ask you back.

    Please take care of people: no names of those who did not agree, no photos on which somebody can be recognised — a face, clothes, a number plate. Blur or cut first. Hidden data of photos (place, time, phone) are removed here; the messenger itself keeps what you send.
chronicle-chat-go = I understand, go on
chronicle-chat-text = What happened? Write it in one message, at most { $most } characters.
chronicle-chat-text-short = That is very short. Write a sentence or two: what happened?
chronicle-chat-text-long = That is longer than { $most } characters. Please shorten it; your text is still above.
chronicle-chat-day = When was it? Choose, or write the date: 9.8.2020.
chronicle-chat-day-unreadable = I cannot read that as a date. Write it like 9.8.2020.
chronicle-chat-day-impossible = There is no such day in the calendar. Write it like 9.8.2020.
chronicle-chat-day-future = This day has not come yet.
chronicle-chat-day-too-early = The chronicle begins in { $year }.
chronicle-chat-today = Today
chronicle-chat-yesterday = Yesterday
chronicle-chat-skip = I do not want to say
chronicle-chat-place = Where was it? A town, a village, a street: no address of somebody’s home.
chronicle-chat-place-long = At most { $most } characters for the place.
chronicle-chat-photos = Photos? Up to { $max }, and nobody on them who can be recognised and has not agreed.
chronicle-chat-more-photos = { $count } of { $max } photos. Send another one, or go on.
chronicle-chat-no-photos = Without photos
chronicle-chat-done = That is all
chronicle-chat-summary =
    Send this?

    { $text }

    When: { $day }
    Where: { $place }
    Photos: { $photos }
chronicle-chat-not-said = not said
chronicle-chat-confirm = Send it
chronicle-chat-received = Thank you. Organizers will read it. Because nothing of you is kept with it, we cannot tell you what becomes of it: look into the chronicle.
chronicle-chat-cancelled = All right, nothing was sent, and nothing is kept.
chronicle-chat-dropped = What you began for the chronicle was not sent.
chronicle-chat-not-taken-often = For the chronicle you have sent as much as one account can on one day. Please come back tomorrow.
chronicle-chat-not-taken-full = So much waits to be read for the chronicle that nothing more can be taken now. Please try again in some days.
chronicle-chat-photo-refused = A photo that you sent for the chronicle cannot be used. { $reason } Everything else has arrived. As it is not kept that it was yours, a new photo has to come with a few words: “Add to the chronicle”.

# English. Every catalogue has the same keys with the same arguments: this is checked at start.
# A person's phone may be looked at over the shoulder: plain words, no alarm, at most about six lines.

## First contact

welcome-language =
    Выберыце мову.
    Выберите язык.
    Choose a language.
language-be = Беларуская
language-ru = Русский
language-en = English
welcome-about =
    This bot counts votes independently, from photos of ballots.
    Kept: a coded mark in place of your account and phone, your polling station, your ballot without a name.
    Not kept: your name, the phone number itself, the original photos.
    You can have everything erased at any time: /forget
    Do you agree?
consent-yes = I agree
consent-no = I do not agree
welcome-declined = All right. Nothing about you will be kept. If you change your mind, write /start.

## Phone

register-ask =
    One phone, one voice. Share your number with the button below, and your voice counts as confirmed.
    The number itself is not kept, only a coded mark made from it.
    You can also go on without it: your voice is then counted apart.
register-share = Share my number
register-skip = Go on without a number
register-verified = Thank you. Your number is confirmed.
register-unverified = All right, without a number. Your voice will be counted apart. You can confirm a number later, from the menu.
register-untrusted = Thank you. Numbers of this operator cannot be confirmed, so your voice will be counted apart. The number was not kept.
register-not-yours = That looks like somebody else’s contact. Please use the button, so that your own number is sent.
register-no-number = That does not look like a phone number.
register-taken =
    This number is already registered in another account, maybe in another messenger.
    One phone is one voice. You can move the registration here, and the other account will be erased. Or go on here without a number.
register-move = Move it here
register-stay = Go on without a number
register-moving = Moving your registration. I will write here when it is done.
register-already = Your number is already confirmed.

## Polling station

station-ask =
    Where do you vote?
    Write the number of your polling station or a few words: town, street, school.
    Or send your location, or choose from the list.
station-share = Send my location
station-list = Choose from the list
station-number = No. { $code }
station-line = { $number } · { $name }
station-in = { $station }, { $place }
station-found =
    { $total ->
        [one] { $total } station found
       *[other] { $total } stations found
    }, shown: { $from }–{ $to }.

    Which one is yours? You can also write other words.
station-near =
    The nearest stations.

    Which one is yours?
station-none = Nothing was found for “{ $query }”. Try the number alone, or one or two words, such as the street.
station-none-near = There are no stations with a known place. Try the number, or a word or two.
station-browse = Choose from the list. You can also write a number or a few words.
station-browse-in =
    { $place }

    Choose from the list. You can also write a number or a few words.
station-empty = There is nothing in the list here.
station-again = Search again
level-up = One level up
page-next = More
page-prev = Back
station-confirm =
    Please check.

    { $station }
    { $address }
    Is this where you vote?
station-yes = Yes, here
station-saved = Your station: { $station }
station-locked = You have handed in a ballot, so the station can no longer be changed.
station-gone = This station is not in the list any more. Please choose again.

## How one means to vote

declare-ask = How do you mean to vote? You may keep it to yourself.
declare-ask-again = So far you said: { $choice }. How do you mean to vote?
declare-none = I keep it to myself
declare-saved = Noted: { $choice }. You can change it from the menu.
declare-secret = All right, it stays with you.
declare-over = Voting is over, so this is no longer asked.
no-election = There is no election at the moment.

## Ballot

ballot-needs-registration = Before the ballot, one small step.
ballot-needs-station = Before the ballot, please choose your polling station.
ballot-before = Ballots are taken from { $opens } to { $closes }. Please come back then.
ballot-after = Ballots were taken until { $closes }. Thank you for asking.
ballot-spent = A ballot was already handed in with this phone or account, before it was erased. One phone is one voice, so a second one cannot be taken.
ballot-locked = Your ballot is already being checked and can no longer be replaced.
ballot-choice =
    { $station }
    What is marked on your ballot?
ballot-choice-again =
    { $station }
    You have handed in a ballot already. The new one will take its place.
    What is marked on the new one?
ballot-photo =
    Now a photo of the ballot with your mark.
    All four corners in the picture, the text sharp. As a photo or as a file.
ballot-front =
    Now a photo of the front, with your mark.
    All four corners in the picture, the text sharp. You can also send both sides together.
ballot-back = Got it. Now a photo of the back.
ballot-no-photo = I could not photograph it
ballot-cancel = Cancel
ballot-change = Start over
ballot-confirm = Hand in
ballot-summary =
    Please check.
    Station: { $station }
    Choice: { $choice }
    { $photos ->
        [0] Without photos
       *[other] Photos: { $photos }
    }
ballot-summary-without-photos = It will be counted apart from ballots with photos.
ballot-summary-replaces = It takes the place of your earlier ballot.
ballot-received = Received. Thank you. The photos are being checked now; if one cannot be used, I will write.
ballot-received-without-photos = Received. Thank you. It is counted apart from ballots with photos.
ballot-cancelled = All right, nothing was handed in.
ballot-dropped = The ballot you had begun was not handed in.
photo-refused-front = The photo of the front cannot be used.
photo-refused-back = The photo of the back cannot be used.

## After the ballot

clean-ask = Shall I delete the ballot’s messages and photos from this chat?
clean-yes = Yes, delete
clean-no = Leave them
clean-doing = Your ballot is in. I am deleting its messages.
clean-left = All right, they stay.
clean-viber =
    I cannot delete messages on Viber, but you can: press and hold a message and choose “Delete”.
    Or clear the whole chat in its settings.

## My station

count-title = Counted here so far.
count-verified = With a confirmed number:
count-unverified = Without a confirmed number:
count-photographed = Ballots with photos: { $counts }
count-without-photo = Ballots without photos: { $counts }
count-declared = Mean to vote: { $counts }
count-choice = { $choice } – { $count }
count-none = Nothing has been counted here yet.
count-refresh = Refresh

## Language, what is kept, forgetting

language-ask = Which language shall I speak?
language-changed = All right, English.
kept =
    Kept: a coded mark in place of your account and phone, a sealed address for answers, your station, your ballot without a name, your photos rebuilt and encrypted.
    Not kept: your name, the phone number itself, the original photos, the time of day.
    Once a ballot has been accepted, nothing links it to you.
forget-ask =
    This erases your registration, station, the mark of your phone, and every link to your ballot.
    A ballot that is counted stays in the count, linked to nobody.
    If you handed one in, a coded mark remains until the election’s data are deleted. It names nobody and only prevents a second ballot from the same phone.
    Erase everything?
forget-yes = Yes, erase everything
forget-no = No, leave it
forget-left = All right, everything stays as it is.
forget-doing = Erasing. I will write one last time when it is done.

## Menu

menu-text = What would you like to do?
menu-greeting = Good to see you again. What would you like to do?
menu-help =
    This bot counts ballots independently, station by station.
    /ballot – hand in a ballot, /protocol – a result sheet
    /station – my station and its count
    /language – change the language, /privacy – what is kept
    /stop – no more broadcasts
    /funds – help others, /need – I need help
    /forget – erase everything about me
menu-open = Menu
menu-ballot = Hand in a ballot
menu-protocol = Send a result sheet
menu-station = My station
menu-declare = How I vote
menu-language = Language
menu-kept = What is kept
menu-forget = Forget me
menu-verify = Confirm my number
menu-change-station = Change station

# Words that work like commands at any time, separated by commas.
words-menu = menu, main menu
words-help = help
words-ballot = ballot
words-protocol = protocol, result sheet
words-station = station
words-declare = declare
words-language = language
words-privacy = privacy
words-forget = forget me, delete me
words-stop = stop, unsubscribe

## Kind words for what does not fit

hint-stale = That button is from an earlier question.
hint-no-photo = I do not expect a photo right now. To hand in a ballot, choose “Hand in a ballot” in the /menu.
hint-photos-enough = I have all the photos I need. To send others, choose “Start over”.
hint-photos-left-out = This ballot is without photos. To add some, choose “Start over”.
hint-no-contact = I do not need a contact right now.
hint-no-place = I do not need a location right now.
hint-empty = There was no text in that message.
hint-number =
    { $max ->
        [one] There is only one option.
       *[other] Please choose a number from 1 to { $max }.
    }
hint-choose = Please choose one of the options: tap it, or write its number.
hint-send-photo = I expect a photo here, as a photo or as a file.
hint-use-phone-button = Please use the button: a number typed by hand cannot be confirmed.
hint-edited = I do not read edited messages. Please send it again as a new one.
hint-sticker = I do not understand stickers.
hint-voice = I cannot listen to voice messages. Please write or tap.
hint-video = I cannot watch videos. Please send a photo.
hint-file = I cannot read this kind of file. Photos as files are fine: JPEG or PNG.
hint-other = I do not understand this kind of message.
hint-command = I do not know this command.
hint-unknown = I did not understand that. Here is what I can do.
hint-first = First, please answer this.
all-right = All right.
question-changed = The questions here have just changed, so let us start this part again.
group-answer = Please write to me in a private chat. I do not answer in groups.

## Sent by the worker and the server

photo-refused-not-an-image = This is not a picture that can be read. Please send a JPEG or PNG, or take the photo in the messenger.
photo-refused-too-many-bytes = The file is larger than 20 MB. Please send it as an ordinary photo.
photo-refused-too-many-pixels = The picture is too large. Please send it as an ordinary photo, not as a file.
photo-refused-too-small = The picture is too small to be read. Please photograph from closer and send it in full size.
photo-refused-damaged = The file arrived damaged. Please send it again.
photo-refused-gone = The messenger does not have this photo any more. Please send it again.
ballot-refused =
    Your ballot could not be counted, because one of its photos cannot be used. { $reason }
    To hand it in again: /ballot
ballot-duplicate =
    A photo of your ballot is the same as one sent by somebody else. The ballot is kept, but not counted for now.
    If you have photos of your own, please hand it in again: /ballot
ballot-not-taken = Your last ballot was not taken: the earlier one is already being checked and can no longer be replaced.
registration-moved = Done. Your registration is here now. Go on with /menu
registration-moved-away = Your registration was moved to another account with the same phone number, and everything about this one is erased. To begin again: /start
forgotten = Done. Everything about you is erased. Take care. To begin again: /start
apology = Something went wrong on our side, and your message could not be handled. We will look into it. Please go on with /menu
bot-about = An independent count of votes from photos of ballots.
bot-description =
    An independent count of votes from photos of ballots, station by station.
    No names and no phone numbers are kept.
    Press “Start” to begin.
command-menu = What can be done
command-ballot = Hand in a ballot
command-protocol = Send photos of a result sheet
command-station = My station and its count
command-language = Change the language
command-privacy = What is kept and what is not
command-forget = Erase everything about me
command-help = Help

# A station's result sheet, in the chat.

protocols-chat-needs-registration = Before the result sheet, one small step.
protocols-chat-before = Result sheets hang out when votes are counted. They are taken from { $opens } on.
protocols-chat-station =
    A result sheet says how many votes each choice got at one polling station.
    Which station’s sheet do you have?
    Yours is { $station }
protocols-chat-own = My station’s
protocols-chat-other = Another station’s
protocols-chat-station-ask =
    Which station’s sheet is it?
    Write its number or a few words: town, street, school.
    Or send the location, or choose from the list.
protocols-chat-station-found =
    { $total ->
        [one] { $total } station found
       *[other] { $total } stations found
    }, shown: { $from }–{ $to }.

    Which one’s sheet is it? You can also write other words.
protocols-chat-station-near =
    The nearest stations.

    Which one’s sheet is it?
protocols-chat-station-confirm =
    Please check.

    { $station }
    { $address }
    Is it this station’s sheet?
protocols-chat-station-yes = Yes, this one’s
protocols-chat-photos =
    { $station }
    Now photos of the whole sheet, up to { $max }: every number sharp, signatures and stamp in the picture.
    You can send them together.
protocols-chat-more =
    { $count ->
        [one] Got { $count } photo.
       *[other] Got { $count } photos.
    } Send the next one, up to { $max } in all, or say that these are all.
protocols-chat-done = These are all
protocols-chat-summary =
    Please check.
    Result sheet of: { $station }
    Photos: { $photos }
protocols-chat-replaces = It takes the place of the one that you sent before.
protocols-chat-received = Received. Thank you. Several people will type in its numbers without seeing one another. I will write when they agree.
protocols-chat-cancelled = All right, nothing was sent.
protocols-chat-dropped = The result sheet you had begun was not sent.
protocols-chat-photo-refused = Photo { $number } cannot be used.
protocols-chat-clean-ask = Shall I delete the messages and photos of the result sheet from this chat?
protocols-chat-clean-doing = The result sheet is in. I am deleting its messages.

# What became of it, told later.
protocols-chat-agreed =
    The numbers on the result sheet of station { $station } are typed in and agreed. Thank you!
    Nothing links the sheet to you any more.
protocols-chat-same = Somebody has already sent the very same photos of the sheet of station { $station }. Thank you: its numbers are being typed in.
protocols-chat-too-many = You have sent result sheets of many stations that are not typed in yet. Please send that of station { $station } a little later: /protocol
protocols-chat-gone = The result sheet could not be taken: station { $station } is not in the list any more.
protocols-chat-refused =
    The result sheet of station { $station } could not be taken, because one of its photos cannot be used. { $reason }
    To send it again: /protocol
protocols-chat-rejected =
    The result sheet of station { $station } could not be counted. { $reason }
    To send another: /protocol
protocols-chat-rejected-unreadable = The numbers cannot be read on the photos. Please photograph from closer, in good light, one part at a time.
protocols-chat-rejected-not-a-protocol = The photos do not show a station’s result sheet.
protocols-chat-rejected-other-station = The photos show the sheet of another station. Please name that one.
protocols-chat-rejected-other-election = The sheet is of another election.

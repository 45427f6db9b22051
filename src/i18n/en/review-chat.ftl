## What review says to people in the chat

review-chat-counted =
    Good news: your ballot has been checked, and it counts. Thank you.
    Nothing links it to you any more.
review-chat-counted-differs =
    Your ballot has been checked, and it counts. Reviewers who did not know of one another saw another mark on the photos than you had chosen here; what is marked on the paper counts.
    Nothing links it to you any more.
review-chat-rejected =
    Your ballot could not be counted. { $reason }
    While ballots are being taken, you can send it again: /ballot
review-chat-rejected-not-a-ballot = The photos do not show a ballot paper.
review-chat-rejected-unreadable = The photos cannot be read. Please take them in good light, with all four corners in the picture and the text in focus.
review-chat-rejected-other-election = The photos show a ballot paper of another election.
review-chat-rejected-back-missing = The back of the ballot paper is missing, or cannot be seen. Please photograph both sides.
review-chat-rejected-altered = The photos look as if they had been changed. Please send new ones, straight from the camera.
review-chat-already-counted = Your last ballot was not taken: an earlier one has already been checked, and it counts.
review-chat-counted-before = Your ballot has been checked, and it counts. One person is one voice, so no other is taken. Nothing links it to you any more.
review-chat-counted-here = Your ballot has been checked, and it counts, so the station can no longer be changed.
review-chat-kept = Your ballot has been accepted: nothing links it to you any more. Only a coded mark remains, so that nobody hands in a second one for you.

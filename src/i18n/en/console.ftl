# The organizers' console: its frame, signing in, organizers.

console-skip = Skip to the content
console-nav = Menu
console-nav-overview = Overview
console-nav-surveys = Surveys
console-nav-broadcasts = Broadcasts
console-nav-proposals = To decide
console-nav-audit = Audit trail
console-nav-organizers = Organizers
console-nav-waiting = waiting
console-language = Language
console-role-administrator = Administrator
console-role-organizer = Organizer
console-role-reviewer = Reviewer
console-role-reader = Reader
console-sign-in = Sign in
console-sign-out = Sign out
console-go-on = Go on
console-pager = Pages
console-pager-previous = Previous
console-pager-next = Next
console-live-lost = The connection is interrupted; the figures may be old.

console-problem = That did not work
console-problem-403 = Not for your role
console-problem-404 = Not found
console-problem-start = To the start page
console-problem-not-yours = Your role does not allow this. An administrator can change it.
console-problem-not-here = There is no such page, or it is gone.
console-problem-signed-out = You are signed out, so nothing was saved. Sign in in another tab, then go back in this one: what you typed is still there.
console-problem-old-page = This page was open before you last signed in, so nothing was saved. Go back and load it again.
console-problem-too-large = That is too large to be sent.
console-problem-bad-request = The server could not read that.
console-problem-ours = Something went wrong here. It has been noted; please try again.
console-problem-away = The database does not answer at the moment. Nothing is lost; please try again in a minute.

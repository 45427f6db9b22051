# The organizers' console: its frame, signing in, organizers.

console-skip = Skip to the content
console-nav = Menu
console-nav-overview = Overview
console-nav-surveys = Surveys
console-nav-broadcasts = Broadcasts
console-nav-official = Official results
console-nav-review = Review
console-nav-review-admin = Watch over review
console-nav-typing = Typing
console-nav-protocols = Result sheets
console-nav-chronicle = Chronicle
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
console-sign-in-tab = Sign in in another tab
console-send-again = Send again
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
console-problem-signed-out = You are signed out, so nothing was saved. Sign in, and send it again.
console-problem-signed-out-kept = You are signed out, so nothing was saved yet. Nothing of what you typed is lost: sign in in another tab, then send it again from here.
console-problem-old-page = This page was open before you last signed in, so nothing was saved yet. If you still want it, send it again.
console-problem-too-large = That is too large to be sent.
console-problem-too-many = Too many requests from your network. Please wait a minute.
console-problem-no-https = The console is reached by https only. If that is how you came, the proxy in between does not say so (X-Forwarded-Proto).
console-problem-bad-request = The server could not read that.
console-problem-ours = Something went wrong here. It has been noted; please try again.
console-problem-away = The database does not answer at the moment. Nothing is lost; please try again in a minute.

## Signing in

console-sign-in-title = Organizers’ console
console-sign-in-lead = Sign in with the passkey of this device, of your phone or of a security key.
console-sign-in-passkey = Sign in with a passkey
console-sign-in-failed = That did not work. If this passkey was added here, try again; otherwise use a recovery code.
console-too-many-attempts = Too many attempts from your network. Please wait { $minutes } minutes.
console-recover-link = I have lost my passkey
console-recover-title = Recovery code
console-recover-lead = Each code works once. Add a new passkey right afterwards.
console-recover-code = Code
console-recover-hint = Upper or lower case, with or without hyphens.
console-recover-failed = That did not work. Check the code; a code that was used does not work again.
console-recovered = You are signed in. Add a passkey now, and remove those that you have lost.
console-join-link = I have an invitation
console-join-title = Invitation
console-join-lead = The link that you were given opens this page and fills in its code.
console-join-code = Code of the invitation
console-join-hint = The part of the link after the #, or the whole link.
console-join-spent = This invitation does not work: it has expired, was used or taken back, or is incomplete. Ask for a new one.
console-join-passkey-title = Welcome
console-join-passkey-lead = You are invited as: { $role }. Choose what the others will see instead of your name, then add a passkey.
console-join-passkey = Add a passkey and go on
console-alias = Alias
console-alias-hint = 2 to 40 characters. Not your name, not an address: the audit trail shows it for good.
console-alias-odd = An alias has 2 to 40 letters, digits or signs.
console-alias-taken = Somebody has this alias. Please choose another one.
console-passkey-cancelled = Cancelled, or it took too long. Please try again.
console-passkey-unsupported = This browser has no passkeys. Please use a newer one, over https or on localhost.
console-passkey-known = This device has a passkey for you already.
console-passkey-failed = The passkey could not be used. Please try again.
console-passkey-noscript = Passkeys need JavaScript. Please switch it on for this site.
console-codes-title = Recovery codes
console-codes-lead = If you lose your passkey, one of these codes lets you in. They are shown only now: write them down or save them, away from this device.
console-codes-force = If somebody ever forces you to sign in: say that you have lost your passkey, and type one of these codes with its second and third groups swapped. The console opens and nothing can be changed in it; everything else that lets you in is locked, and every administrator is told. Remember this, do not write it beside the codes.
console-codes-done = I have kept them, go on
console-copy = Copy
console-copied = Copied
console-save-file = Save as a file

## Account

console-account = My account
console-role = Role
console-save = Save
console-remove = Remove
console-actions = What you can do
console-passkeys = Passkeys
console-passkey = Passkey
console-passkeys-about = Have at least two, on different devices: then losing one does not lock you out.
console-passkey-added-on = Added on
console-passkey-add = Add a passkey
console-passkey-added = The passkey is added.
console-passkey-removed = The passkey is removed.
console-passkey-remove-question = Nobody will be able to sign in with this passkey again. Remove it?
console-passkey-last = This is your last passkey. Add another one first.
console-codes = Recovery codes
console-codes-left =
    { $count ->
        [one] { $count } code is left.
       *[other] { $count } codes are left.
    }
console-codes-few = Hardly any codes are left. Make new ones.
console-codes-renew = Make new codes
console-codes-renew-question = The old codes stop working. Make new ones?
console-sessions = Signed in elsewhere
console-sessions-about = A session lasts 12 hours at most, or 30 minutes without activity.
console-sessions-end = Sign out everywhere else
console-sessions-ended = You are signed out everywhere else.

## Organizers

console-joined = Joined
console-you = you
console-organizers-alone = You are alone. What takes two people (broadcasts, publishing, exports) cannot be done until somebody else joins: invite them.
console-invite = Invite somebody
console-invite-lead = The link works once, for one person.
console-invite-make = Make the link
console-invited = Link of the invitation
console-invited-lead = Role: { $role }. It works once, within { $hours } hours.
console-invited-once = It is shown only now. Send it over a channel that you trust: whoever opens it first is in.
console-invitations = Open invitations
console-invitations-none = Nobody is invited
console-invitations-about = An invitation that has not been used yet stands here, and can be taken back.
console-invited-by = Invited by
console-command-line = command line
console-expires = Valid
console-expires-in =
    { $hours ->
        [one] for { $hours } hour
       *[other] for { $hours } hours
    }
console-revoke = Take back
console-revoke-question = The link will not work any more. Take it back?
console-invitation-revoked = The invitation is taken back.
console-invitation-gone = The invitation has been used or had been taken back.
console-role-administrator-about = Everything, and who may open the console.
console-role-organizer-about = Surveys, broadcasts, results, publishing.
console-role-reviewer-about = Only the queue of ballots to be looked at.
console-role-reader-about = Looks at everything that organizers see, and changes nothing.
console-role-missing = Choose a role.
console-role-change = Change the role
console-role-changed = The role is changed, from now on.
console-organizer-remove = Remove from the console
console-organizer-remove-about = Their passkeys, recovery codes and sessions stop working at once. What they did stays in the audit trail.
console-organizer-remove-question = Remove { $alias }? It cannot be taken back; they would need a new invitation, and another alias.
console-organizer-removed = Removed. They are signed out everywhere.
console-organizer-unknown = There is no such organizer, or they have been removed.
console-organizer-own = Nobody changes or removes themselves: ask another administrator.
console-organizer-last = This is the last administrator. Make somebody else one first.

# The console's overview.

overview-title = Overview
overview-as-of = As of { $time } (UTC)
overview-registered = Registered
overview-registered-note = { $unregistered ->
    [0] everybody who began
    [one] { $unregistered } more has begun
   *[other] { $unregistered } more have begun
}
overview-updates = Updates a minute
overview-updates-note = both messengers
overview-waiting = Waiting to be done
overview-waiting-note = messages and answers
overview-photos = Photos waiting
overview-photos-note = { $later ->
    [0] none is put off
    [one] { $later } put off for later
   *[other] { $later } put off for later
}
overview-errors = Not delivered today
overview-errors-note = of { $all } messages
overview-more-than = over { $n }
overview-unknown = –

overview-people = Who is registered
overview-people-empty = Nobody has registered yet
overview-people-empty-text = As soon as people register in the chats, they are counted here by messenger and by region.
overview-people-as-of = Counted at { $time } (UTC).
overview-tier-verified = Confirmed phone
overview-tier-unverified = Without a phone
overview-total = Together
overview-messenger = Messenger
overview-unreachable = Blocked the bot
overview-region = Region
overview-no-region = No station chosen
overview-other-regions = { $n ->
    [one] { $n } other region
   *[other] { $n } other regions
}

overview-updates-title = Updates in the last { $minutes } minutes
overview-updates-none = Nothing is known of these minutes yet.
overview-updates-chart = Updates a minute over the last { $minutes } minutes: { $least } at least, { $most } at most.
overview-updates-most = { $n } a minute at most
overview-minutes-ago = { $minutes } min ago
overview-now = now

overview-queues = Queues
overview-queue = Queue
overview-queue-sends = Replies
overview-queue-intents = Answers and ballots
overview-queue-photos = Photos
overview-queue-broadcasts = Broadcasts, { $messenger }
overview-jobs = Jobs
overview-open = Open in the record
overview-later = Put off
overview-queues-away = The queues do not answer. Nothing is lost: what is open waits in the record.

overview-deliveries = Deliveries today
overview-deliveries-none = No message has been sent today.
overview-deliveries-well = Every message of today was delivered.
overview-outcome = Outcome
overview-outcome-sent = Delivered
overview-outcome-stopped = Blocked the bot
overview-outcome-uncertain = Uncertain
overview-outcome-failed = Failed
overview-messages = Messages

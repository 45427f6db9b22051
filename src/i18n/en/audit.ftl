# The console's audit trail.

audit-title = Audit trail
audit-lead = Everything that was changed, decided or exported, and who signed in: a chain in which nothing can be altered without it showing.
audit-number = No.
audit-at = When (UTC)
audit-who = Who
audit-nobody = The system
audit-action = What
audit-subject = To what
audit-detail = Details
audit-filter = Filter
audit-filter-subject = Exactly this subject
audit-filter-from = From
audit-filter-until = Until
audit-filter-any = Any
audit-filter-all-of = { $subject }: all
audit-filter-clear = Clear
audit-empty = Nothing has happened yet
audit-empty-text = The first sign-in will be the first entry.
audit-nothing-found = No entry fits
audit-nothing-found-text = Choose less in the filter.
audit-not-a-date = This is not a date.
audit-chain = The chain
audit-chain-unknown = Not checked yet.
audit-chain-check = Check now
audit-chain-right = { $entries ->
    [0] There is no entry yet.
    [one] The one entry is as it was written.
   *[other] All { $entries } entries are as they were written, in order.
}
audit-chain-wrong = The audit trail is not what was written
audit-chain-wrong-text = Somebody with full access to the database has changed it. Look at the entries named here, and compare with a copy that was kept elsewhere.
audit-chain-checked-at = Checked at { $time } (UTC).
audit-chain-head = Newest entry. Write it down elsewhere now and then: with it one can tell later that nothing was cut off.
audit-fault-missing = Entry { $number }: at least one entry before it is gone
audit-fault-changed = Entry { $number }: it does not say what was written
audit-fault-out-of-order = Entry { $number }: it does not follow the entry before it
audit-fault-more = and { $n } more

# What every administrator must see.

console-nav-alerts = Alerts
alerts-heading = Alerts
alerts-lead = Changes that may be an attack. Every administrator is told, whoever made them. If you do not know why, ask, and take the fund off the directory first.
alerts-none = No alerts
alerts-waiting = { $count ->
    [one] One alert waits for you: look at it now
   *[other] { $count } alerts wait for you: look at them now
  }
alerts-look = Look at it
alerts-seen = I have seen to it
alerts-places-proposed = { $by } wants to change where people are sent: { $name }
alerts-places-changed = { $by } and { $with } have changed where people are sent: { $name }
alerts-entry-hidden = { $by } has taken something off the directory: { $name }
alerts-under-force = { $by } was made to sign in. Nothing of theirs lets anybody in any more; look at what they did lately, then remove them and invite them anew

# Marches in the chats: /walk, before, during and after it.

menu-walk = I’m walking
words-walk = walk, i am walking, i’m walking, march
words-left = left, i left, i have left
command-walk = How many are marching
march-none = No march is being counted now, and none has been announced.
march-before = { $name } begins { $begins }. From then on you can say here where you walk, and see how many have.
march-ask = { $name }. Where do you walk? Choose, or send your location: it is turned into one of these zones at once and kept nowhere.
march-share = Send my location
march-nowhere = That location is in none of the zones. It has not been kept. If one of these is where you walk, choose it.
march-in = You are counted: { $zone }. You will be in the numbers within { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
  }, until { $until }. No list of names is made; the codes by which you are counted once only are destroyed when the march is over.
march-gone = You are not counted any more. Thank you for having been there, and get home safely.
march-now = { $name }
march-over = { $name } is over. This is what was counted last.
march-of-zone = { $zone }: { $count }
march-of-country = All zones: { $count }
march-number = { $number }
march-few = fewer than { $below }
march-what = Check-ins of different accounts with a confirmed number, rounded, ± { $plusMinus } a zone. Not a count of people.
march-not-yet = The first numbers come in a moment.
march-refresh = Refresh
march-leave = I left
march-elsewhere = Another zone
march-next-zones = More zones
march-previous-zones = Zones before
march-not-counted-over = You could not be counted: the march is over, or has not begun.
march-not-counted-often = You have been counted in as many places as one account can be on one march. Your last one stays.
march-milestone-title = { $name }: { $milestone } check-ins
march-milestone = The count has reached { $milestone }: check-ins of different accounts, rounded, not a count of people. { $name }. Send /walk to see the count.

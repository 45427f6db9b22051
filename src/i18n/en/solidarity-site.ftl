# Funds and appeals, for everybody.

solidarity-site-nav = Solidarity
solidarity-site-title = Solidarity: help in one place
solidarity-site-lead = Funds and organizations that help people who were punished. Two of us have checked each address. We collect nothing ourselves.
solidarity-site-safe = Giving to some of these is punished in Belarus. If you are there, think first, and do not open these pages or pay from a device or an account that bears your name.
solidarity-site-as-of = As of { $day }.
solidarity-site-data = All of it as data (JSON)
solidarity-site-any = any
solidarity-site-country = Country where help is needed
solidarity-site-language = Language
solidarity-site-filter = Show
solidarity-site-funds = { $count ->
    [one] { $count } fund
   *[other] { $count } funds
  }
solidarity-site-none = There are no funds here yet.
solidarity-site-none-fit = No fund fits. Leave one of these open.
solidarity-site-appeals = For one person each, published with their consent.
solidarity-site-where = Where, and in which languages
solidarity-site-two = Checked by two of us
solidarity-site-two-on = { $day }: { $how }
solidarity-site-compare = Compare the first and the last letters with what you see here before you pay. If they differ, stop: a swapped address is the classic theft.
solidarity-site-through = This appeal is paid through its fund. Say what it is for.
solidarity-site-holder = Holder: { $holder }
solidarity-site-checked = Checked: { $how }
solidarity-site-qr = QR code: { $name }
solidarity-site-dead = Reported not to work on { $day }. Do not use it until it is checked.
solidarity-site-reach = If you need help
solidarity-site-reach-text = The safest way stands first. Write from a device that nobody else opens, name nobody whom you need not name, and delete the conversation afterwards.
solidarity-site-replaced = Changed in the last seven days
solidarity-site-replaced-text = These are no longer theirs or no longer valid. We show them so that nobody can swap an address unnoticed: if you know better, tell the fund.
solidarity-site-replaced-on = changed on { $day }
solidarity-site-goal = goal { $goal }
solidarity-site-progress = { $given } of { $goal }, reported on { $day }
solidarity-site-bar = How far it is
solidarity-site-reported = The fund reports what has come in. Nothing is collected here.
solidarity-site-closed = This appeal is closed. Thank you.

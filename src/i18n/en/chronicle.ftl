# The chronicle, for everybody.

chronicle-nav = Chronicle
chronicle-title = Chronicle
chronicle-lead = Every day of the process, kept: what happened, where, and who says so. Each entry was approved by two people; corrections are marked, and what was said before can be read.
chronicle-empty = Nothing has been written yet.
chronicle-years = By years and months
chronicle-year = The year { $year }
chronicle-tags = Topics
chronicle-all-tags = All topics
chronicle-newest = What happened last
chronicle-entries = Entries
chronicle-feed = Atom feed of the chronicle
chronicle-search-label = Search the chronicle
chronicle-search-title = Search the chronicle
chronicle-search-found = { $n ->
    [one] One entry
   *[other] { $total } entries
  } for “{ $query }”
chronicle-search-none = Nothing for “{ $query }”
chronicle-search-hint = Every word has to be in an entry, in any of its forms. Try fewer words, or another language.
chronicle-fallback = This entry is not translated. It is shown in { $language }.
chronicle-languages = Told in: { $languages }
chronicle-sources = Sources
chronicle-source-dead = It was found not to work any more on { $day }.
chronicle-published = Published on { $day }
chronicle-corrected = corrected on { $day }: all versions
chronicle-withdrawn = This entry was withdrawn
chronicle-withdrawn-text = It was taken from the public on { $day }. Its address stays, so that nobody looks for it in vain.
chronicle-history = All versions
chronicle-history-lead = What was public here, the latest first. Nothing is changed in silence.
chronicle-version = Version { $number }, { $day }
chronicle-not-shown = This version is not shown any more.

# Хроніка, для ўсіх.

chronicle-nav = Хроніка
chronicle-title = Хроніка
chronicle-lead = Кожны дзень гэтага часу захаваны: што адбылося, дзе і хто пра гэта кажа. Кожны запіс ухвалілі два чалавекі; выпраўленні пазначаны, і ранейшы тэкст можна прачытаць.
chronicle-empty = Пакуль нічога не напісана.
chronicle-years = Па гадах і месяцах
chronicle-year = { $year } год
chronicle-tags = Тэмы
chronicle-all-tags = Усе тэмы
chronicle-newest = Што адбылося апошнім часам
chronicle-entries = Запісы
chronicle-feed = Стужка хронікі (Atom)
chronicle-search-label = Пошук па хроніцы
chronicle-search-title = Пошук па хроніцы
chronicle-search-found = { $n ->
    [one] { $total } запіс
    [few] { $total } запісы
   *[many] { $total } запісаў
  } па запыце «{ $query }»
chronicle-search-none = Па запыце «{ $query }» нічога няма
chronicle-search-hint = У запісе мусіць быць кожнае слова, у любой форме. Паспрабуйце менш слоў або іншую мову.
chronicle-fallback = Гэты запіс не перакладзены. Ён паказаны на іншай мове: { $language }.
chronicle-languages = Расказана на мовах: { $languages }
chronicle-sources = Крыніцы
chronicle-source-dead = { $day } заўважана: адрас больш не працуе.
chronicle-published = Апублікавана { $day }
chronicle-corrected = выпраўлена { $day }: усе версіі
chronicle-withdrawn = Гэты запіс зняты
chronicle-withdrawn-text = Яго прыбралі з адкрытага доступу { $day }. Адрас застаецца, каб ніхто не шукаў яго дарэмна.
chronicle-history = Усе версіі
chronicle-history-lead = Што тут было апублікавана, апошняе – першым. Нічога не мяняецца моўчкі.
chronicle-version = Версія { $number }, { $day }
chronicle-not-shown = Гэтая версія больш не паказваецца.

# Хроника, для всех.

chronicle-nav = Хроника
chronicle-title = Хроника
chronicle-lead = Сохраняем события день за днём: что произошло, где и кто об этом говорит. Каждую запись одобрили два человека; исправления отмечены, и прежний текст можно прочитать.
chronicle-empty = Пока ничего не написано.
chronicle-years = По годам и месяцам
chronicle-year = { $year } год
chronicle-tags = Темы
chronicle-all-tags = Все темы
chronicle-newest = Что произошло в последнее время
chronicle-entries = Записи
chronicle-feed = Лента хроники (Atom)
chronicle-search-label = Поиск по хронике
chronicle-search-title = Поиск по хронике
chronicle-search-found = { $n ->
    [one] { $total } запись
    [few] { $total } записи
   *[many] { $total } записей
  } по запросу «{ $query }»
chronicle-search-none = По запросу «{ $query }» ничего нет
chronicle-search-hint = В записи должно быть каждое слово, в любой форме. Попробуйте меньше слов или другой язык.
chronicle-fallback = Эта запись не переведена. Она показана на другом языке: { $language }.
chronicle-languages = Рассказано на языках: { $languages }
chronicle-sources = Источники
chronicle-source-dead = Адрес больше не работает: замечено { $day }.
chronicle-published = Опубликовано { $day }
chronicle-corrected = исправлено { $day }: все версии
chronicle-withdrawn = Эта запись снята
chronicle-withdrawn-text = Её убрали из открытого доступа { $day }. Адрес остаётся, чтобы никто не искал её напрасно.
chronicle-history = Все версии
chronicle-history-lead = Что здесь было опубликовано, последнее – первым. Ничего не меняется молча.
chronicle-version = Версия { $number }, { $day }
chronicle-not-shown = Эта версия больше не показывается.

# Агляд кансолі.

overview-title = Агляд
overview-as-of = Стан на { $time } (UTC)
overview-registered = Зарэгістраваныя
overview-registered-note = { $unregistered ->
    [0] усе, хто пачаў
    [one] яшчэ { $unregistered } пачаў
    [few] яшчэ { $unregistered } пачалі
   *[other] яшчэ { $unregistered } пачалі
}
overview-updates = Абнаўленняў за хвіліну
overview-updates-note = абодва месенджары
overview-waiting = Чакаюць выканання
overview-waiting-note = паведамленні і адказы
overview-photos = Фота ў чарзе
overview-photos-note = { $later ->
    [0] ніводнае не адкладзена
    [one] { $later } адкладзена
    [few] { $later } адкладзены
   *[other] { $later } адкладзена
}
overview-errors = Не дастаўлена сёння
overview-errors-note = з { $all } паведамленняў
overview-more-than = больш за { $n }
overview-unknown = –

overview-people = Хто зарэгістраваны
overview-people-empty = Пакуль ніхто не зарэгістраваны
overview-people-empty-text = Як толькі людзі пачнуць рэгістравацца ў чатах, тут з’явіцца іх колькасць па месенджарах і рэгіёнах.
overview-people-as-of = Падлічана а { $time } (UTC).
overview-tier-verified = Тэлефон пацверджаны
overview-tier-unverified = Без тэлефона
overview-total = Разам
overview-messenger = Месенджар
overview-unreachable = Заблакіравалі бота
overview-region = Рэгіён
overview-no-region = Участак не выбраны
overview-other-regions = { $n ->
    [one] яшчэ { $n } рэгіён
    [few] яшчэ { $n } рэгіёны
   *[other] яшчэ { $n } рэгіёнаў
}

overview-updates-title = Абнаўленні за апошнія { $minutes } хвілін
overview-updates-none = Пра гэтыя хвіліны пакуль нічога не вядома.
overview-updates-chart = Абнаўленняў за хвіліну на працягу апошніх { $minutes } хвілін: не менш за { $least }, не больш за { $most }.
overview-updates-most = не больш за { $n } за хвіліну
overview-minutes-ago = { $minutes } хв таму
overview-now = цяпер

overview-queues = Чэргі
overview-queue = Чарга
overview-queue-sends = Адказы людзям
overview-queue-intents = Адказы ў апытаннях і бюлетэні
overview-queue-photos = Фота
overview-queue-broadcasts = Рассылкі, { $messenger }
overview-jobs = Заданняў
overview-open = Не выканана
overview-later = Адкладзена
overview-queues-away = Чэргі не адказваюць. Нічога не страчана: нявыкананае чакае ў базе.

overview-deliveries = Дастаўка сёння
overview-deliveries-none = Сёння паведамленняў яшчэ не адпраўлялі.
overview-deliveries-well = Усе сённяшнія паведамленні дастаўлены.
overview-outcome = Вынік
overview-outcome-sent = Дастаўлена
overview-outcome-stopped = Бот заблакіраваны
overview-outcome-uncertain = Невядома
overview-outcome-failed = Не атрымалася
overview-messages = Паведамленняў

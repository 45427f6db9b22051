# Обзор консоли.

overview-title = Обзор
overview-as-of = По состоянию на { $time } (UTC)
overview-registered = Зарегистрированы
overview-registered-note = { $unregistered ->
    [0] все, кто начал
    [one] ещё { $unregistered } начал
    [few] ещё { $unregistered } начали
   *[other] ещё { $unregistered } начали
}
overview-updates = Обновлений в минуту
overview-updates-note = оба мессенджера
overview-waiting = Ждут выполнения
overview-waiting-note = сообщения и ответы
overview-photos = Фото в очереди
overview-photos-note = { $later ->
    [0] ни одно не отложено
    [one] { $later } отложено
    [few] { $later } отложены
   *[other] { $later } отложено
}
overview-errors = Не доставлено сегодня
overview-errors-note = из { $all } сообщений
overview-more-than = более { $n }
overview-unknown = –

overview-people = Кто зарегистрирован
overview-people-empty = Пока никто не зарегистрирован
overview-people-empty-text = Как только люди начнут регистрироваться в чатах, здесь появится их число по мессенджерам и регионам.
overview-people-as-of = Подсчитано в { $time } (UTC).
overview-tier-verified = Телефон подтверждён
overview-tier-unverified = Без телефона
overview-total = Всего
overview-messenger = Мессенджер
overview-unreachable = Заблокировали бота
overview-region = Регион
overview-no-region = Участок не выбран
overview-other-regions = { $n ->
    [one] ещё { $n } регион
    [few] ещё { $n } региона
   *[other] ещё { $n } регионов
}

overview-updates-title = Обновления за последние { $minutes } минут
overview-updates-none = Об этих минутах пока ничего не известно.
overview-updates-chart = Обновлений в минуту за последние { $minutes } минут: не меньше { $least }, не больше { $most }.
overview-updates-most = не больше { $n } в минуту
overview-minutes-ago = { $minutes } мин назад
overview-now = сейчас

overview-queues = Очереди
overview-queue = Очередь
overview-queue-sends = Ответы людям
overview-queue-intents = Ответы на опросы и бюллетени
overview-queue-photos = Фото
overview-queue-broadcasts = Рассылки, { $messenger }
overview-jobs = Заданий
overview-open = Не выполнено
overview-later = Отложено
overview-queues-away = Очереди не отвечают. Ничего не потеряно: невыполненное ждёт в базе.

overview-deliveries = Доставка сегодня
overview-deliveries-none = Сегодня сообщений ещё не отправляли.
overview-deliveries-well = Все сегодняшние сообщения доставлены.
overview-outcome = Итог
overview-outcome-sent = Доставлено
overview-outcome-stopped = Бот заблокирован
overview-outcome-uncertain = Неизвестно
overview-outcome-failed = Не удалось
overview-messages = Сообщений

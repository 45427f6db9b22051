# Хроника в чатах: /chronicle и отправка для неё.

menu-chronicle = Хроника
words-chronicle = хроника, в этот день
command-chronicle = Хроника: этот день, год назад
chronicle-chat-this-day = В этот день, { $day }:
chronicle-chat-this-day-none = Об этом дне прошлых лет в хронике ничего нет: { $day }. Если вы что-то знаете, добавьте.
chronicle-chat-year-ago = Год назад, { $day }:
chronicle-chat-year-ago-none = О днях около { $day } в хронике ничего нет. Если вы что-то знаете, добавьте.
chronicle-chat-more = И ещё { $count } на сайте.
chronicle-chat-gone = Эта запись больше не опубликована.
chronicle-chat-open = Прочитать целиком
chronicle-chat-day-button = Этот день
chronicle-chat-year-button = Год назад
chronicle-chat-add = Добавить в хронику
chronicle-chat-warning =
    То, что вы пришлёте, организаторы прочтут раньше всех. Кто прислал, они не узнают и переспросить не смогут.

    Пожалуйста, берегите людей: никаких имён тех, кто не давал согласия, никаких фото, где кого-то можно узнать: лицо, одежда, номер машины. Сначала размойте или обрежьте. Скрытые данные фото (место, время, телефон) здесь удаляются; сам мессенджер хранит то, что вы отправили.
chronicle-chat-go = Понятно, дальше
chronicle-chat-text = Что произошло? Напишите одним сообщением, не больше { $most } знаков.
chronicle-chat-text-short = Это слишком коротко. Напишите одно-два предложения: что произошло?
chronicle-chat-text-long = Это длиннее { $most } знаков. Сократите, пожалуйста; ваш текст остался выше.
chronicle-chat-day = Когда это было? Выберите или напишите дату: 9.8.2020.
chronicle-chat-day-unreadable = Это не похоже на дату. Напишите так: 9.8.2020.
chronicle-chat-day-impossible = Такого дня в календаре нет. Напишите так: 9.8.2020.
chronicle-chat-day-future = Этот день ещё не наступил.
chronicle-chat-day-too-early = Хроника начинается с { $year } года.
chronicle-chat-today = Сегодня
chronicle-chat-yesterday = Вчера
chronicle-chat-skip = Не хочу указывать
chronicle-chat-place = Где это было? Город, деревня, улица – но не чей-то домашний адрес.
chronicle-chat-place-long = Место – не длиннее { $most } знаков.
chronicle-chat-photos = Фото? До { $max }, и чтобы на них нельзя было узнать тех, кто не давал согласия.
chronicle-chat-more-photos = { $count } из { $max } фото. Пришлите ещё одно или идите дальше.
chronicle-chat-no-photos = Без фото
chronicle-chat-done = Это всё
chronicle-chat-summary =
    Отправить это?

    { $text }

    Когда: { $day }
    Где: { $place }
    Фото: { $photos }
chronicle-chat-not-said = не указано
chronicle-chat-confirm = Отправить
chronicle-chat-received = Спасибо. Организаторы это прочтут. О вас при этом ничего не хранится, поэтому сообщить вам о решении мы не сможем: заглядывайте в хронику.
chronicle-chat-cancelled = Хорошо, ничего не отправлено и ничего не сохранено.
chronicle-chat-dropped = То, что вы начали для хроники, не отправлено.
chronicle-chat-not-taken-often = Для хроники вы прислали столько, сколько один аккаунт может за день. Возвращайтесь, пожалуйста, завтра.
chronicle-chat-not-taken-full = Прочтения для хроники ждёт уже так много, что пока ничего больше принять нельзя. Попробуйте, пожалуйста, через несколько дней.
chronicle-chat-photo-refused = Одно из фото, которые вы прислали для хроники, не подходит. { $reason } Всё остальное дошло. Что это прислали вы, не хранится, поэтому новое фото нужно прислать вместе с коротким текстом, через «Добавить в хронику».

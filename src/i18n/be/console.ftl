# Кансоль арганізатараў: рамка, уваход, арганізатары.

console-skip = Перайсці да зместу
console-nav = Меню
console-nav-overview = Агляд
console-nav-surveys = Апытанні
console-nav-broadcasts = Рассылкі
console-nav-official = Афіцыйныя вынікі
console-nav-review = Праверка
console-nav-review-admin = Нагляд
console-nav-typing = Увод
console-nav-protocols = Пратаколы
console-nav-chronicle = Хроніка
console-nav-proposals = На рашэнне
console-nav-audit = Журнал
console-nav-organizers = Арганізатары
console-nav-waiting = чакаюць рашэння
console-language = Мова
console-role-administrator = Адміністратар
console-role-organizer = Арганізатар
console-role-reviewer = Правяральнік
console-role-reader = Чытач
console-sign-in = Увайсці
console-sign-in-tab = Увайсці ў іншай укладцы
console-send-again = Адправіць яшчэ раз
console-sign-out = Выйсці
console-go-on = Працягнуць
console-pager = Старонкі
console-pager-previous = Назад
console-pager-next = Далей
console-live-lost = Сувязь перарвана, лічбы маглі састарэць.

console-problem = Не атрымалася
console-problem-403 = Не для вашай ролі
console-problem-404 = Не знойдзена
console-problem-start = На пачатковую старонку
console-problem-not-yours = Ваша роля гэтага не дазваляе. Змяніць яе можа адміністратар.
console-problem-not-here = Такой старонкі няма або больш няма.
console-problem-signed-out = Ваш сеанс скончыўся, таму нічога не захавана. Увайдзіце і адпраўце яшчэ раз.
console-problem-signed-out-kept = Ваш сеанс скончыўся, таму пакуль нічога не захавана. Уведзенае не страчана: увайдзіце ў іншай укладцы, потым адпраўце адсюль яшчэ раз.
console-problem-old-page = Гэтая старонка была адкрыта да вашага апошняга ўваходу, таму пакуль нічога не захавана. Калі гэта яшчэ трэба, адпраўце яшчэ раз.
console-problem-too-large = Гэта занадта вялікі аб’ём для адпраўкі.
console-problem-too-many = Занадта шмат запытаў з вашай сеткі. Пачакайце хвіліну.
console-problem-no-https = Кансоль адкрываецца толькі па https. Калі вы прыйшлі па https, пра гэта не паведамляе проксі паміж намі (X-Forwarded-Proto).
console-problem-bad-request = Сервер не змог гэта прачытаць.
console-problem-ours = Тут нешта пайшло не так. Збой запісаны, паспрабуйце яшчэ раз.
console-problem-away = База даных зараз не адказвае. Нічога не страчана, паспрабуйце праз хвіліну.

## Уваход

console-sign-in-title = Кансоль арганізатараў
console-sign-in-lead = Увайдзіце з ключом доступу гэтай прылады, тэлефона або з апаратным ключом.
console-sign-in-passkey = Увайсці з ключом доступу
console-sign-in-failed = Не атрымалася. Калі гэты ключ дададзены тут, паспрабуйце яшчэ раз, інакш увайдзіце з кодам аднаўлення.
console-too-many-attempts = Занадта шмат спроб з вашай сеткі. Пачакайце, калі ласка, { $minutes } хв.
console-recover-link = Ключ доступу страчаны
console-recover-title = Код аднаўлення
console-recover-lead = Кожны код дзейнічае адзін раз. Адразу пасля ўваходу дадайце новы ключ доступу.
console-recover-code = Код
console-recover-hint = Вялікімі або малымі літарамі, з дэфісамі або без.
console-recover-failed = Не атрымалася. Праверце код; выкарыстаны код больш не дзейнічае.
console-recovered = Вы ўвайшлі. Цяпер дадайце ключ доступу і выдаліце страчаныя.
console-join-link = У мяне ёсць запрашэнне
console-join-title = Запрашэнне
console-join-lead = Спасылка, якую вам далі, адкрывае гэтую старонку і сама ўпісвае код.
console-join-code = Код запрашэння
console-join-hint = Частка спасылкі пасля # або ўся спасылка.
console-join-spent = Гэтае запрашэнне не дзейнічае: яго тэрмін скончыўся, яно выкарыстана, адклікана або скапіявана не цалкам. Папрасіце новае.
console-join-passkey-title = Вітаем
console-join-passkey-lead = Вас запрасілі. Роля: { $role }. Выберыце, што іншыя ўбачаць замест імя, і дадайце ключ доступу.
console-join-passkey = Дадаць ключ і працягнуць
console-alias = Псеўданім
console-alias-hint = Ад 2 да 40 знакаў. Не імя і не адрас: у журнале ён застанецца назаўсёды.
console-alias-odd = У псеўданіме ад 2 да 40 літар, лічбаў або знакаў.
console-alias-taken = Такі псеўданім ужо ёсць. Выберыце іншы.
console-passkey-cancelled = Скасавана, або скончыўся час. Паспрабуйце яшчэ раз.
console-passkey-unsupported = У гэтым браўзеры няма ключоў доступу. Патрэбны навейшы, праз https або на localhost.
console-passkey-known = На гэтай прыладзе ўжо ёсць ваш ключ доступу.
console-passkey-failed = Ключ доступу не падышоў. Паспрабуйце яшчэ раз.
console-passkey-noscript = Для ключоў доступу патрэбны JavaScript. Уключыце яго для гэтага сайта.
console-codes-title = Коды аднаўлення
console-codes-lead = Калі страціце ключ доступу, увайсці дапаможа адзін з гэтых кодаў. Яны паказаны толькі цяпер: запішыце або захавайце іх асобна ад гэтай прылады.
console-codes-force = Калі вас калі-небудзь прымусяць увайсці: скажыце, што ключ згублены, і ўвядзіце адзін з гэтых кодаў, памяняўшы месцамі другую і трэцюю групы. Кансоль адкрыецца, але нічога ў ёй змяніць нельга; усё астатняе, чым вы ўваходзіце, будзе заблакіравана, і пра гэта даведаецца кожны адміністратар. Запомніце гэта і не запісвайце побач з кодамі.
console-codes-done = Коды захаваны, далей
console-copy = Скапіяваць
console-copied = Скапіявана
console-save-file = Захаваць у файл

## Свая старонка

console-account = Мой уліковы запіс
console-role = Роля
console-save = Захаваць
console-remove = Выдаліць
console-actions = Дзеянні
console-passkeys = Ключы доступу
console-passkey = Ключ
console-passkeys-about = Майце хаця б два, на розных прыладах: тады страта аднаго не закрые вам уваход.
console-passkey-added-on = Дададзены
console-passkey-add = Дадаць ключ доступу
console-passkey-added = Ключ доступу дададзены.
console-passkey-removed = Ключ доступу выдалены.
console-passkey-remove-question = Увайсці з гэтым ключом больш ніхто не зможа. Выдаліць яго?
console-passkey-last = Гэта ваш апошні ключ доступу. Спачатку дадайце іншы.
console-codes = Коды аднаўлення
console-codes-left =
    { $count ->
        [one] Застаўся { $count } код.
        [few] Засталося { $count } коды.
       *[other] Засталося { $count } кодаў.
    }
console-codes-few = Кодаў амаль не засталося. Стварыце новыя.
console-codes-renew = Стварыць новыя коды
console-codes-renew-question = Старыя коды перастануць дзейнічаць. Стварыць новыя?
console-sessions = Уваход на іншых прыладах
console-sessions-about = Сеанс доўжыцца не больш за 12 гадзін, а без дзеянняў – 30 хвілін.
console-sessions-end = Выйсці на ўсіх іншых прыладах
console-sessions-ended = На ўсіх іншых прыладах вы выйшлі.

## Арганізатары

console-joined = З якога дня
console-you = гэта вы
console-organizers-alone = Акрамя вас, тут нікога няма. Тое, што робяць удваіх (рассылкі, публікацыя, выгрузкі), немагчыма, пакуль не далучыцца хтосьці яшчэ: запрасіце.
console-invite = Запрасіць
console-invite-lead = Спасылка дзейнічае адзін раз, для аднаго чалавека.
console-invite-make = Стварыць спасылку
console-invited = Спасылка запрашэння
console-invited-lead = Роля: { $role }. Дзейнічае адзін раз, на працягу { $hours } гадз.
console-invited-once = Яна паказана толькі цяпер. Адпраўце яе па канале, якому давяраеце: увойдзе той, хто адкрые яе першым.
console-invitations = Адкрытыя запрашэнні
console-invitations-none = Ніхто не запрошаны
console-invitations-about = Тут відаць запрашэнні, якімі яшчэ не скарысталіся. Іх можна адклікаць.
console-invited-by = Хто запрасіў
console-command-line = камандны радок
console-expires = Дзейнічае
console-expires-in =
    { $hours ->
        [one] яшчэ { $hours } гадзіну
        [few] яшчэ { $hours } гадзіны
       *[other] яшчэ { $hours } гадзін
    }
console-revoke = Адклікаць
console-revoke-question = Спасылка перастане дзейнічаць. Адклікаць запрашэнне?
console-invitation-revoked = Запрашэнне адклікана.
console-invitation-gone = Запрашэнне ўжо выкарыстана або адклікана.
console-role-administrator-about = Усё, у тым ліку доступ у кансоль.
console-role-organizer-about = Апытанні, рассылкі, вынікі, публікацыя.
console-role-reviewer-about = Толькі чарга бюлетэняў на праверку.
console-role-reader-about = Бачыць усё, што бачаць арганізатары, і нічога не мяняе.
console-role-missing = Выберыце ролю.
console-role-change = Змяніць ролю
console-role-changed = Роля зменена, яна ўжо дзейнічае.
console-organizer-remove = Прыбраць з кансолі
console-organizer-remove-about = Ключы доступу, коды і сеансы перастануць дзейнічаць адразу. Зробленае застанецца ў журнале.
console-organizer-remove-question = Прыбраць { $alias }? Вярнуць нельга: спатрэбяцца новае запрашэнне і іншы псеўданім.
console-organizer-removed = Прыбрана. Усе сеансы гэтага арганізатара скончаны.
console-organizer-unknown = Такога арганізатара няма, або доступ ужо зняты.
console-organizer-own = Сваю ролю не мяняюць і сябе не прыбіраюць: звярніцеся да іншага адміністратара.
console-organizer-last = Гэта апошні адміністратар. Спачатку прызначце іншага.

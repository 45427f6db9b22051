# Хроніка ў чатах: /chronicle і дасыланне для яе.

menu-chronicle = Хроніка
words-chronicle = хроніка, у гэты дзень
command-chronicle = Хроніка: гэты дзень, год таму
chronicle-chat-this-day = У гэты дзень, { $day }:
chronicle-chat-this-day-none = Пра гэты дзень мінулых гадоў у хроніцы нічога няма: { $day }. Калі вы нешта ведаеце, дадайце.
chronicle-chat-year-ago = Год таму, { $day }:
chronicle-chat-year-ago-none = Пра дні каля { $day } у хроніцы нічога няма. Калі вы нешта ведаеце, дадайце.
chronicle-chat-more = І яшчэ { $count } на сайце.
chronicle-chat-gone = Гэты запіс больш не апублікаваны.
chronicle-chat-open = Прачытаць цалкам
chronicle-chat-day-button = Гэты дзень
chronicle-chat-year-button = Год таму
chronicle-chat-add = Дадаць у хроніку
chronicle-chat-warning =
    Тое, што вы дашлеце, арганізатары прачытаюць раней за ўсіх. Хто даслаў, яны не даведаюцца і перапытаць не змогуць.

    Калі ласка, беражыце людзей: без імёнаў тых, хто не даў згоды, і без фота, дзе некага можна пазнаць: твар, адзенне, нумар машыны. Спачатку размыйце або абрэжце. Схаваныя даныя фота (месца, час, тэлефон) тут выдаляюцца; сам месенджар захоўвае тое, што вы адправілі.
chronicle-chat-go = Зразумела, далей
chronicle-chat-text = Што адбылося? Напішыце адным паведамленнем, не больш за { $most } знакаў.
chronicle-chat-text-short = Гэта занадта коратка. Напішыце сказ-другі: што адбылося?
chronicle-chat-text-long = Гэта даўжэй за { $most } знакаў. Скараціце, калі ласка; ваш тэкст застаўся вышэй.
chronicle-chat-day = Калі гэта было? Выберыце або напішыце дату: 9.8.2020.
chronicle-chat-day-unreadable = Не магу прачытаць гэта як дату. Напішыце так: 9.8.2020.
chronicle-chat-day-impossible = Такога дня ў календары няма. Напішыце так: 9.8.2020.
chronicle-chat-day-future = Гэты дзень яшчэ не надышоў.
chronicle-chat-day-too-early = Хроніка пачынаецца з { $year } года.
chronicle-chat-today = Сёння
chronicle-chat-yesterday = Учора
chronicle-chat-skip = Не хачу казаць
chronicle-chat-place = Дзе гэта было? Горад, вёска, вуліца – але не чыйсьці хатні адрас.
chronicle-chat-place-long = Месца – не даўжэйшае за { $most } знакаў.
chronicle-chat-photos = Фота? Да { $max }, і каб на іх нельга было пазнаць тых, хто не даў згоды.
chronicle-chat-more-photos = { $count } з { $max } фота. Дашліце яшчэ адно або працягвайце.
chronicle-chat-no-photos = Без фота
chronicle-chat-done = Гэта ўсё
chronicle-chat-summary =
    Адправіць гэта?

    { $text }

    Калі: { $day }
    Дзе: { $place }
    Фота: { $photos }
chronicle-chat-not-said = не сказана
chronicle-chat-confirm = Адправіць
chronicle-chat-received = Дзякуй. Арганізатары гэта прачытаюць. Пра вас пры гэтым нічога не захоўваецца, таму паведаміць вам пра рашэнне мы не зможам: зазірайце ў хроніку.
chronicle-chat-cancelled = Добра, нічога не адпраўлена і нічога не захавана.
chronicle-chat-dropped = Тое, што вы пачалі для хронікі, не адпраўлена.
chronicle-chat-not-taken-often = Для хронікі вы даслалі столькі, колькі адзін акаўнт можа за дзень. Вяртайцеся заўтра.
chronicle-chat-not-taken-full = Для хронікі сабралася столькі непрачытанага, што пакуль больш нічога прыняць нельга. Паспрабуйце праз некалькі дзён.
chronicle-chat-photo-refused = Адно з фота, якія вы даслалі для хронікі, не падыходзіць. { $reason } Усё астатняе дайшло. Што гэта даслалі вы, не захоўваецца, таму новае фота трэба даслаць разам з некалькімі словамі: «Дадаць у хроніку».

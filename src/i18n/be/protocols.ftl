# Result sheets in the console: typed in by reviewers, resolved by administrators.

protocols-no-election = Выбараў няма
protocols-none = Пратаколаў пакуль няма
protocols-none-text = Калі хто-небудзь дашле боту фота пратакола ўчастка, лічбы ўвядуць у раздзеле «Увод», а ўзгодненыя з’явяцца тут.
protocols-sheet-of = Пратакол участка { $station }
protocols-station = Участак
protocols-do = Што можна зрабіць

## Fields of the sheet

protocols-field = У пратаколе
protocols-field-registered = Выбаршчыкаў у спісе
protocols-field-issued = Выдадзена бюлетэняў
protocols-field-in-box = Бюлетэняў ва ўрнах
protocols-field-early = з іх датэрмінова
protocols-field-at-home = з іх дома
protocols-field-invalid = Несапраўдных

## What does not add up

protocols-flag-votes-not-in-box = Галасы і несапраўдныя разам – { $left }, ва ўрнах было { $right }.
protocols-flag-votes-over-box = Галасы і несапраўдныя разам – ужо { $left }, ва ўрнах было толькі { $right }.
protocols-flag-votes-over-issued = Галасы і несапраўдныя разам – { $left }, выдадзена толькі { $right }.
protocols-flag-votes-over-registered = Галасы і несапраўдныя разам – { $left }, выбаршчыкаў толькі { $right }.
protocols-flag-issued-over-registered = Бюлетэняў выдадзена { $left }, выбаршчыкаў { $right }.
protocols-flag-box-over-issued = Ва ўрнах было { $left }, выдадзена толькі { $right }.
protocols-flag-box-over-registered = Ва ўрнах было { $left }, выбаршчыкаў толькі { $right }.
protocols-flag-early-over-box = Датэрмінова прагаласавалі { $left }, ва ўрнах усяго { $right }.
protocols-flag-at-home-over-box = Дома прагаласавалі { $left }, ва ўрнах усяго { $right }.
protocols-flag-early-and-at-home-over-box = Датэрмінова і дома разам – { $left }, ва ўрнах усяго { $right }.
protocols-flag-choice-over-box = { $name }: галасоў { $left }, бюлетэняў ва ўрнах усяго { $right }.
protocols-flag-impossible = { $name }: { $left } – столькі не бывае на ніводным участку.
protocols-flag-blank = Пуста: { $fields }
protocols-flag-far-from-list = Выбаршчыкаў { $left }; у спісе ўчасткаў – { $right }.
protocols-adds-up = Усё сыходзіцца.

## Typing

protocols-typing-lead = Увядзіце тое, што надрукавана ў пратаколе. Той жа пратакол уводзяць і іншыя, не бачачы вас; аднолькавыя запісы лічацца ўзгодненымі.
protocols-begin = Узяць пратакол
protocols-waiting =
    { $count ->
        [one] Чакае { $count } пратакол
        [few] Чакаюць { $count } пратаколы
       *[other] Чакаюць { $count } пратаколаў
    }
protocols-how = Вам дастанецца адзін паводле жэрабя. Ён ваш, пакуль з апошняга націскання клавішы не міне чвэрць гадзіны.
protocols-nothing = Пратаколаў не засталося
protocols-nothing-text = Новыя з’явяцца, калі людзі дашлюць фота. Зазірнуць можна ў любы час.
protocols-nothing-now = Для вас зараз нічога няма: у адкрытых ваш запіс ужо ёсць, або яны ў руках у іншых.
protocols-rules = Перад першым
protocols-rule-printed = Уводзьце тое, што надрукавана, нават калі так быць не можа. Нічога ніколі не выпраўляецца.
protocols-rule-blank = Пакіньце поле пустым, калі ў пратаколе такога няма або прачытаць нельга. Нуль – гэта лік: увядзіце яго.
protocols-rule-blind = Ніхто не бачыць, што вы ўводзіце, і вы не бачыце чужога. Не абмяркоўвайце пратаколы.
protocols-rule-problem = Калі на фота не пратакол гэтага ўчастка або яго нельга прачытаць, скажыце пра гэта кнопкай пад палямі.
protocols-rule-flags = Пакуль вы ўводзіце, сумы правяраюцца. З’явіўся радок – зірніце яшчэ раз, і толькі.
protocols-photos = Фота
protocols-photo = Фота { $number }
protocols-photo-of = Фота { $number } з { $photos }
protocols-no-photos = Фота больш няма
protocols-no-photos-text = Без іх уводзіць няма чаго. Пазначце, што прачытаць нельга.
protocols-photo-not-yours = Гэтае фота для вас не адкрыта: вазьміце пратакол зноў.
protocols-photo-destroyed = Гэтага фота больш няма. Калі астатніх не хапае, пазначце, што прачытаць нельга.
protocols-no-number = Толькі лічбы. Калі ліку няма, пакіньце пустым.
protocols-empty-sheet = Ні для аднаго варыянта не ўведзены лік. Калі не прачытаць ніводнага, націсніце «Не прачытаць».
protocols-save = Захаваць, наступны
protocols-put-back = Вярнуць
protocols-put-back-done = Пратакол вернуты, яго ўвядуць іншыя.
protocols-problem = Калі ўводзіць няма чаго:
protocols-problem-unreadable = Не прачытаць
protocols-problem-not-a-protocol = Не пратакол
protocols-problem-other-station = Іншы ўчастак
protocols-problem-other-election = Іншыя выбары
protocols-lease-over = Пратакол больш не ў вас: вы занадта доўга нічога не набіралі, або рашэнне ўжо ёсць. Нічога не страчана; вазьміце яго зноў або іншы.
protocols-typed = Захавана.
protocols-typed-already = Гэты пратакол вы ўжо ўводзілі. Застаецца тое, што было ўведзена тады.
protocols-typed-lapsed = Тым часам гэты пратакол увялі іншыя, і ваш запіс ужо не спатрэбіўся.
protocols-typed-closed = Па гэтым пратаколе ўжо ёсць рашэнне, або яго замяніў адпраўнік. Ваш запіс не спатрэбіўся.
protocols-typed-unfit = Гэта не палі пратакола гэтых выбараў. Вазьміце яго, калі ласка, яшчэ раз.
protocols-keys = Клавішы
protocols-key-enter = наступнае поле; з апошняга – да «Захаваць»
protocols-key-arrows = ад поля да поля
protocols-key-photo = наступнае фота
protocols-key-move = зрушыць павялічанае
protocols-keys-note = Дзейнічаюць, пакуль вы ў полі: у ліках літар няма. U, N, S і O вядуць да кнопак ніжэй, Enter націскае іх.

## Administrators

protocols-stat-open = Уводзяцца
protocols-stat-wanted =
    { $count ->
        [one] патрэбны { $count } запіс
        [few] патрэбныя { $count } запісы
       *[other] патрэбна { $count } запісаў
    }
protocols-stat-typed = Уведзена сёння
protocols-stat-each = па { $time }
protocols-stat-clear = Засталося працы
protocols-stat-clear-note = для аднаго чалавека, у сённяшнім тэмпе
protocols-stat-disputed = На рашэнне
protocols-stat-stations = Участкаў узгоднена
protocols-stat-differing =
    { $count ->
        [0] розных версій няма
        [one] версіі адрозніваюцца ў { $count }
       *[other] версіі адрозніваюцца ў { $count }
    }
protocols-disputed = На рашэнне
protocols-disputed-text = Запісы не супалі, або пратакол адкрыты нанова. Хто яго ўводзіў, той не вырашае.
protocols-entries = Запісы
protocols-open = Вырашыць
protocols-open-again = Адкрыць нанова
protocols-stations = Участкі
protocols-show-all = Усе
protocols-show-differing = Версіі адрозніваюцца
protocols-show-flagged = Не сыходзіцца
protocols-none-all = Узгодненых участкаў пакуль няма
protocols-none-differing = Усе версіі аднолькавыя
protocols-none-flagged = Усё сыходзіцца
protocols-versions = Версіі
protocols-senders = Даслалі
protocols-state = Стан
protocols-badge-differ = версіі адрозніваюцца
protocols-badge-chosen = версія выбрана
protocols-badge-flagged = не сыходзіцца
protocols-badge-fine = сыходзіцца
protocols-rejected =
    { $count ->
        [one] { $count } увесці не ўдалося
       *[other] { $count } увесці не ўдалося
    }
protocols-adopt = Афіцыйныя вынікі
protocols-adopt-text =
    { $count ->
        [0] Участкаў з прынятымі лікамі пакуль няма.
        [one] У { $count } участка ёсць прынятыя лікі. Калі іх узяць, яны стануць новай версіяй афіцыйных вынікаў з крыніцы «Пратаколы».
       *[other] У { $count } участкаў ёсць прынятыя лікі. Калі іх узяць, яны стануць новай версіяй афіцыйных вынікаў з крыніцы «Пратаколы».
    } Участкі з рознымі версіямі не бяруцца, пакуль адна не выбрана. Ранейшыя версіі застаюцца.
protocols-adopt-do = Узяць узгодненыя лікі
protocols-adopting = Узгодненыя лікі бяруцца. Абнавіце старонку праз імгненне.
protocols-adopt-waiting = Лікі бяруцца.
protocols-adopt-adopted = Апошні раз узяты як версія { $version }.
protocols-adopt-unchanged = З версіі { $version } нічога не змянілася.
protocols-adopt-nothing = Браць не было чаго.
protocols-adopt-refused = Узяць не ўдалося: імпарт адмовіў. Паведаміце, калі ласка, тым, хто даглядае сервер.
protocols-no-station = Такога пратакола няма, або па ім яшчэ нічога не ўзгоднена.
protocols-request-waiting = Тое, пра што вы папрасілі, выконваецца. Абнавіце старонку праз імгненне.
protocols-differ =
    { $count ->
        [one] { $count } версія
        [few] { $count } версіі пратакола гэтага ўчастка
       *[other] { $count } версій пратакола гэтага ўчастка
    }
protocols-differ-fields = Адрозніваюцца: { $fields }
protocols-differ-open = Пакуль вы не выбераце, не ўлічваецца ніводная. Сапраўднымі могуць быць абедзве паперы: спачатку зірніце яшчэ раз на фота.
protocols-differ-chosen = Улічваецца выбраная. Астатнія застаюцца тут.
protocols-differs = адрозніваецца
protocols-numbers = Лікі
protocols-version = Версія { $number }
protocols-counts = улічваецца
protocols-by-administrator = рашэнне адміністратара
protocols-sent-by =
    { $count ->
        [one] даслаў { $count } чалавек
        [few] даслалі { $count } чалавекі
       *[other] даслалі { $count } чалавек
    }
protocols-choose = Улічваць гэтую
protocols-choose-sure = З версій гэтага ўчастка цяпер улічваецца гэтая, і ніякая іншая. Пазней можна выбраць інакш.
protocols-choosing = Выбрана. Праз імгненне яна ўлічыцца.
protocols-look-again =
    { $count ->
        [one] Зірнуць яшчэ раз
       *[other] Зірнуць яшчэ раз на № { $number }
    }
protocols-look-again-sure = Лікі перастануць быць узгодненымі, пакуль вы або іншыя не вырашыце нанова, гледзячы на фота.
protocols-opening = Пратакол адкрываецца нанова і праз імгненне будзе сярод тых, што чакаюць рашэння.
protocols-photos-of-other = Фота тыя ж, што ў іншага пратакола гэтага ўчастка: адкрыйце нанова той.
protocols-not-to-resolve = Гэты пратакол не чакае рашэння, або вы ўводзілі яго самі: тады вырашае нехта іншы.
protocols-resolve = Вырашыць: участак { $station }
protocols-resolve-text = Дзе ўведзена аднолькава, поле запоўнена. Дзе не, лікі стаяць пад полем: параўнайце кожны з фота.
protocols-resolve-anew = Нічыіх запісаў не засталося. Увядзіце тое, што надрукавана.
protocols-resolve-save = Прыняць гэтыя лікі
protocols-type-again = Няхай увядуць нанова
protocols-resolved = Вырашана.
protocols-entry-round = Раўнд
protocols-entry-by = Хто
protocols-entry-final = { $reviewer }, як адміністратар
protocols-entry-says = Што
protocols-entry-numbers = Лікі
protocols-entry-again = Увесці нанова

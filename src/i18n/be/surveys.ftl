# Апытанні ў кансолі арганізатараў.

surveys-title = Апытанні
surveys-lead = Напішыце пытанні, паспрабуйце іх у сваім чаце, адкрыйце для ўсіх і сачыце за адказамі.
surveys-new = Новае апытанне
surveys-none = Апытанняў пакуль няма
surveys-none-text = Апытанне – гэта некалькі пытанняў, на якія людзі адказваюць у чаце націсканнямі. Напішыце першае; ніхто яго не ўбачыць, пакуль вы яго не адкрыеце.
surveys-unknown = Такога апытання няма, або яго выдалілі.
surveys-column-survey = Апытанне
surveys-column-state = Стан
surveys-column-questions = Пытанняў
surveys-column-answered = Адказалі
surveys-column-times = Адкрыццё і закрыццё
surveys-answered = { $answered }, з іх да канца { $completed }
surveys-state-draft = Чарнавік
surveys-state-open = Адкрыта
surveys-state-closed = Закрыта
surveys-opens = Адкрыецца
surveys-opened = Адкрыта
surveys-closes = Закрыецца
surveys-closed-at = Закрыта

## Старонка апытання

surveys-tabs = Старонкі гэтага апытання
surveys-tab-overview = Агляд
surveys-tab-edit = Праўка
surveys-tab-preview = Перадпрагляд
surveys-tab-partner = Партнёр
surveys-tab-margins = Узважванне
surveys-tab-results = Вынікі
surveys-stat-answered = Адказала людзей
surveys-stat-completed = Адказала да канца
surveys-facts = Налады
surveys-yes = Так
surveys-no = Не
surveys-no-partner = Няма
surveys-links = Як людзі ў яго трапляюць
surveys-links-text = Хто напіша гэта боту або пяройдзе па спасылцы, пачне апытанне. Пакуль апытанне адкрыта, яно ёсць і ў меню бота.
surveys-links-draft = Апытанне – чарнавік: па спасылцы бот скажа, што яно яшчэ не пачалося.
surveys-doings = Што зрабіць
surveys-try = Паспрабаваць у сваім чаце
surveys-try-ready = Можна спрабаваць
surveys-try-text = Напішыце гэта боту ў Telegram або Viber або перайдзіце па спасылцы. Вы ўбачыце апытанне так, як убачаць усе; нічога не захоўваецца і не лічыцца. Чат, якога бот яшчэ не ведае, спачатку спытаюць пра мову і згоду.
surveys-try-until = Дзейнічае да
surveys-try-new-code = У каго ёсць гэты код, той убачыць апытанне, таму нікому яго не перадавайце. Новы код скасоўвае гэты.
surveys-copy = Зрабіць копію
surveys-copied = Скапіявана як { $id }. Змяніце тое, што мае быць іншым.
surveys-open = Адкрыць цяпер
surveys-open-question = З гэтай хвіліны адказваць змогуць усе. Пытанні, варыянты і іх парадак змяніць ужо будзе нельга, толькі словы.
surveys-open-opened = Апытанне адкрыта.
surveys-open-unknown = Такога апытання няма.
surveys-open-not-a-draft = Апытанне ўжо адкрывалі.
surveys-open-changed = Нехта змяніў апытанне пасля таго, як вы на яго паглядзелі. Яно не адкрыта: паглядзіце яшчэ раз.
surveys-open-over = Час закрыцця апытання ўжо мінуў. Спачатку змяніце яго.
surveys-close = Закрыць цяпер
surveys-close-question = Адказы больш не будуць прымацца, і адкрыць апытанне зноў будзе нельга. Неўзабаве ніхто ўжо не зможа сказаць, хто што адказаў.
surveys-close-done = Апытанне закрыта.
surveys-close-not-open = Апытанне не адкрыта.
surveys-delete = Выдаліць
surveys-delete-question = Чарнавік знікне, вярнуць яго будзе нельга.
surveys-delete-done = Чарнавік выдалены.
surveys-delete-not = Выдаліць нельга: апытанне ўжо адкрывалі або яго прапануе рассылка.

## Рэдактар

surveys-save = Захаваць
surveys-saved = Захавана.
surveys-all-saved = Усё захавана
surveys-unsaved = Яшчэ не захавана
surveys-not-saved =
    { $count ->
        [one] Не захавана: трэба выправіць { $count } месца
        [few] Не захавана: трэба выправіць { $count } месцы
       *[other] Не захавана: трэба выправіць { $count } месцаў
    }
surveys-basics = Пра што апытанне
surveys-questions = Пытанні
surveys-settings = Калі і як
surveys-question-number = Пытанне { $number }
surveys-option-number = Варыянт { $number }
surveys-branch-number = Пераход { $number }
surveys-refresh = Паказаць палі
surveys-up = Перасунуць пытанне вышэй
surveys-down = Перасунуць пытанне ніжэй
surveys-copy-question = Скапіяваць пытанне
surveys-remove-question = Прыбраць пытанне
surveys-options = Варыянты
surveys-add-option = Варыянт
surveys-option-up = Перасунуць варыянт { $number } вышэй
surveys-option-down = Перасунуць варыянт { $number } ніжэй
surveys-option-remove = Прыбраць варыянт { $number }
surveys-add-question = Дадаць пытанне
surveys-optional = Можна прапусціць
surveys-optional-hint = У чаце будзе кнопка «Прапусціць».
surveys-optional-short = можна прапусціць
surveys-branches = Што пасля яго
surveys-branches-hint = Спрацоўвае першы прыдатны пераход; інакш ідзе наступнае пытанне.
surveys-add-branch = Пераход
surveys-branch-question = Калі адказ на
surveys-branch-answers = адзін з гэтых
surveys-branch-numbers-hint = Цэлыя лікі праз коску.
surveys-branch-to = далей ідзе
surveys-branch-end = канец апытання
surveys-branch-remove = Прыбраць пераход { $number }
surveys-branch-gone = адказ, якога больш няма ({ $answer })
surveys-branch-no-question = пытанне, якога больш няма
surveys-kind-one = Адзін з некалькіх
surveys-kind-several = Некалькі з некалькіх
surveys-kind-yes-no = Так або не
surveys-kind-scale = Шкала
surveys-kind-text = Вольны тэкст
surveys-kind-number = Лік
surveys-id-hint = Для спасылак і файлаў. Малыя лацінскія літары, лічбы і злучкі, ад 2 да 31; потым змяніць нельга.
surveys-title-hint = Не больш за 120 знакаў. З яе пачынаецца апытанне, яна ж стаіць у меню.
surveys-intro-hint = Перад першым пытаннем. Не больш за 1000 знакаў; можна пакінуць пустым.
surveys-thanks-hint = Пасля апошняга пытання. Калі пуста, бот проста падзякуе.
surveys-min-several = Не менш
surveys-max-several = Не больш
surveys-min-number = Найменшы лік
surveys-max-number = Найбольшы лік
surveys-from-hint = 0 або 1
surveys-to-hint = ад 2 да 10
surveys-longest-hint = ад 10 да 1000
surveys-opens-hint = Час паводле { $zone }. Калі пуста, вы адкрыеце апытанне самі.
surveys-closes-hint = Час паводле { $zone }. Калі пуста, вы закрыеце апытанне самі.
surveys-changeable-hint = Да закрыцця людзі могуць вярнуцца і адказаць нанова. Лічыцца апошні адказ.
surveys-asksProfile-hint = Пол, узрост і тып населенага пункта: у канцы спытаем тых, каго яшчэ не пыталі. Можна адмовіцца. Патрэбна для ўзважвання.
surveys-liveCounter-hint = «Адказала N чалавек», акруглена, на публічнай старонцы; вынікі застаюцца закрытымі.
surveys-frozen-open = Апытанне адкрыта. Словы яшчэ можна выправіць; пытанні, варыянты, іх парадак і пераходы застаюцца, каб адказы значылі тое ж, што значылі.
surveys-frozen-closed = Апытанне закрыта. Словы яшчэ можна выправіць; усё астатняе застаецца як ёсць.
surveys-place-id = Кароткае імя
surveys-place-title = Назва
surveys-place-intro = Уступ
surveys-place-thanks = Падзяка
surveys-place-partner = Партнёр
surveys-place-name = Назва партнёра
surveys-place-line = Радок пра партнёра
surveys-place-link = Спасылка
surveys-place-opensAt = Адкрыццё
surveys-place-closesAt = Закрыццё
surveys-place-kind = Від адказу
surveys-place-text = Пытанне
surveys-place-optional = Можна прапусціць
surveys-place-min = Не менш
surveys-place-max = Не больш
surveys-place-from = Шкала ад
surveys-place-to = да
surveys-place-low = Што значыць ніжні край
surveys-place-high = Што значыць верхні край
surveys-place-longest = Знакаў не больш
surveys-place-asksProfile = Задаць тры кароткія пытанні пра самога чалавека
surveys-place-liveCounter = Паказваць, колькі людзей адказала
surveys-place-changeable = Адказы можна мяняць
surveys-place-other = Апытанне

## Што можа быць не так. limit – колькі можна, actual – колькі ёсць.

surveys-problem-missing = не запоўнена
surveys-problem-too-long = занадта доўга: { $actual } зн., можна не больш за { $limit }
surveys-problem-too-long-for-viber = занадта доўга для кнопкі ў Viber: { $actual } зн. разам са знакамі, якія лічацца за некалькі, можна не больш за { $limit }
surveys-problem-too-long-id = занадта доўга для кнопкі ў Telegram: { $actual } байт, можна не больш за { $limit }
surveys-problem-bad-id = можна толькі малыя лацінскія літары, лічбы і злучкі
surveys-problem-reserved-id = гэтае слова тут значыць іншае
surveys-problem-doubled-id = сустракаецца двойчы
surveys-problem-doubled-label = чытаецца гэтак жа, як іншы варыянт
surveys-problem-no-questions = пакуль няма ніводнага
surveys-problem-too-many-questions = іх { $actual }, можна не больш за { $limit }
surveys-problem-too-few-options = варыянтаў мусіць быць не менш за { $limit }
surveys-problem-too-many-options = варыянтаў { $actual }, можна не больш за { $limit }
surveys-problem-not-a-number = гэта не цэлы лік
surveys-problem-out-of-range = { $actual } тут нельга, мяжа – { $limit }
surveys-problem-min-above-max = больш за найбольшае дазволенае
surveys-problem-max-above-options = больш, чым варыянтаў ({ $limit })
surveys-problem-bad-link = патрэбна спасылка, якая пачынаецца з https://
surveys-problem-branch-no-answer = не выбраны ніводзін адказ
surveys-problem-branch-unknown-question = спасылаецца на пытанне, якога няма
surveys-problem-branch-later-question = спасылаецца на пытанне, якое ідзе пазней
surveys-problem-branch-on-text = вольны тэкст не можа вырашаць, што далей
surveys-problem-branch-unknown-answer = называе адказ, якога няма
surveys-problem-branch-nowhere = вядзе да пытання, якога няма
surveys-problem-branch-endless = вядзе назад: апытанне ніколі б не скончылася
surveys-problem-unreachable = да гэтага пытання не вядуць ніякія адказы
surveys-problem-frozen = змяніць ужо нельга: людзі гэта бачылі
surveys-problem-closes-before-opens = мусіць быць пазней за адкрыццё
surveys-problem-in-the-past = ужо мінула
surveys-problem-bad-time = гэта не дата з часам
surveys-problem-id-taken = так называецца іншае апытанне

## Двое адразу

surveys-conflict = Гэтае апытанне тым часам захаваў нехта іншы
surveys-conflict-by = Гэтае апытанне тым часам змянілі. Захавана: { $alias }
surveys-gone = Гэтае апытанне тым часам выдалілі
surveys-gone-text = Усё, што вы набралі, на месцы. Калі захаваць, атрымаецца новае апытанне.
surveys-conflict-text = Нічога не перазапісана, і ўсё, што вы набралі, на месцы. Вось чым адрозніваюцца дзве версіі:
surveys-conflict-same = Вы набралі тое ж, што захавана.
surveys-conflict-differences = Адрозненні
surveys-conflict-place = Дзе
surveys-conflict-theirs = Захавана
surveys-conflict-yours = Набрана вамі
surveys-conflict-more =
    { $count ->
        [one] … і яшчэ ў { $count } месцы.
       *[other] … і яшчэ ў { $count } месцах.
    }
surveys-conflict-open = Адкрыць захаванае ў іншай укладцы
surveys-conflict-mine = Бачу адрозненні, захаваць маё паверх

## Перадпрагляд

surveys-preview = Перадпрагляд
surveys-preview-in = Так гэта выглядае ў { $messenger }
surveys-preview-text = Так гэта бачаць людзі: усе пытанні запар, без пераходаў. Колеры і памеры ў кожнага месенджара свае.

## Партнёр

surveys-partner-text = Апытанне можна праводзіць разам з іншай арганізацыяй. Яе назва, радок і спасылка паказваюцца ў чаце ў пачатку апытання, а разам з лагатыпам – на яго старонцы.
surveys-partner-remove = Без партнёра
surveys-partner-removed = У апытання больш няма партнёра.
surveys-partner-conflict = Нічога не перазапісана, і ўсё, што вы набралі, на месцы. Калі захаваць яшчэ раз, зменіцца толькі партнёр, астатняе застанецца як ёсць.
surveys-line-hint = Не больш за 200 знакаў; можна пакінуць пустым.
surveys-link-hint = Дзе можна прачытаць пра партнёра.
surveys-logo = Лагатып
surveys-logo-hint = PNG, JPEG або WebP. Будзе паменшаны, на белым фоне.
surveys-logo-remove = Прыбраць лагатып
surveys-logo-refused = Лагатып – не выява PNG, JPEG або WebP, або ён пашкоджаны, або занадта вялікі.

## Узважванне

surveys-margins-text = Тыя, хто адказвае, не падобныя да ўсіх. Паводле перапісу адказы можна ўзважыць так, каб кожная група важыла столькі, колькі ў ёй людзей. Няўзважаныя лічбы заўсёды паказаны побач.
surveys-margins-none = Даных для ўзважвання няма
surveys-margins-none-text = Без іх вынікі паказваюцца няўзважанымі.
surveys-margins-some =
    { $count ->
        [one] { $count } радок
        [few] { $count } радкі
       *[other] { $count } радкоў
    }
surveys-margins-now = Узважваецца паводле
surveys-margins-upload = Загрузіць даныя
surveys-margins-file = Файл CSV
surveys-margins-hint = Слупкі variable, category, target. Зменныя: region, sex, age-group, settlement; паводле тых, якіх няма, не ўзважваецца. Файл заменіць тое, што ёсць.
surveys-margins-send = Загрузіць
surveys-margins-example = Файл для запаўнення
surveys-margins-saved =
    { $count ->
        [one] Захаваны { $count } радок.
        [few] Захавана { $count } радкі.
       *[other] Захавана { $count } радкоў.
    }
surveys-margins-remove = Прыбраць
surveys-margins-remove-question = Вынікі стануць няўзважанымі.
surveys-margins-removed = Даныя прыбраны.
surveys-margins-no-file = Спачатку выберыце файл.
surveys-margins-unreadable = Гэта не файл CSV. Можа, табліца? Захавайце яе як CSV.
surveys-margins-refused =
    { $count ->
        [one] Нічога не зменена: не падыходзіць { $count } месца
        [few] Нічога не зменена: не падыходзяць { $count } месцы
       *[other] Нічога не зменена: не падыходзяць { $count } месцаў
    }
surveys-margins-line = Радок { $line }
surveys-margins-more =
    { $count ->
        [one] … і яшчэ { $count }.
       *[other] … і яшчэ { $count }.
    }
surveys-margins-variable = Зменная
surveys-margins-category = Катэгорыя
surveys-margins-target = Людзей
surveys-margins-share = Доля
surveys-margins-variable-region = Рэгіён
surveys-margins-variable-sex = Пол
surveys-margins-variable-age-group = Узрост
surveys-margins-variable-settlement = Населены пункт

surveys-margins-problem-no-header = у першым радку мусяць быць слупкі variable, category і target
surveys-margins-problem-no-rows = пад загалоўкам няма радкоў
surveys-margins-problem-columns = слупкоў { $value }, а ў загалоўку { $other }
surveys-margins-problem-unknown-variable = няма зменнай «{ $value }», ёсць толькі { $other }
surveys-margins-problem-unknown-category = няма катэгорыі «{ $value }». Ёсць: { $other }
surveys-margins-problem-no-category = катэгорыя пустая
surveys-margins-problem-not-a-number = «{ $value }» – не цэлы лік ад 0; пішыце колькасць людзей, а не долі
surveys-margins-problem-too-large = { $value } – больш, чым ёсць людзей
surveys-margins-problem-doubled = «{ $value }» ужо ёсць у радку { $other }
surveys-margins-problem-category-missing = у { $value } не хапае катэгорыі «{ $other }»
surveys-margins-problem-all-zero = усе лікі для { $value } роўныя 0
surveys-margins-problem-contradictory = сумы супярэчаць адна адной: { $value } і { $other }

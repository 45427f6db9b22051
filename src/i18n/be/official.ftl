# Афіцыйныя вынікі: імпарт, версіі, лікі аднаго імпарту; што можа быць не так з файлам.

## Памылкі ў файле

official-fault-at = радок { $line }: { $fault }
official-fault-empty = файл пусты
official-fault-no-table = гэта не тэкст і не кніга Excel (.xlsx)
official-fault-old-workbook = гэта стары або абаронены файл Excel: захавайце яго як .xlsx без пароля або як CSV
official-fault-broken-workbook = гэта не кніга Excel, або яна пашкоджаная: адкрыйце яе і захавайце зноў, як .xlsx або CSV
official-fault-too-large = кніга завялікая: больш чым { $limit } { $what ->
        [packedBytes] байтаў
        [bytes] байтаў на ліст
        [parts] частак
        [letters] літар тэксту
        [strings] розных тэкстаў
        [rows] радкоў
       *[columns] слупкоў
    }
official-fault-no-sheet = ліста «{ $sheet }» няма, ёсць толькі: { $sheets }
official-fault-no-header-line = у радку { $line }, дзе павінны быць загалоўкі, нічога няма
official-fault-encoding = тут або крыху далей тэкст не ў { $encoding }
official-fault-open-quote = тут адкрываецца двукоссе, якое нідзе не закрытае
official-fault-unreadable = гэта не чытаецца як CSV ({ $code })
official-fault-unknown-column = слупка { $column } у афіцыйных выніках няма
official-fault-no-header = { $column }: у файле няма загалоўка «{ $header }»
official-fault-header-twice = { $column }: «{ $header }» ужо заняты іншым слупком
official-fault-ambiguous = { $headers }: што з гэтага – { $what }?
official-fault-no-station-column = ніводзін слупок не кажа, які гэта ўчастак
official-fault-no-votes-column = ні ў адным слупку няма галасоў
official-fault-no-choice-column = ні ў адным слупку няма варыянта з бюлетэня
official-fault-width = слупкоў тут { $columns }, а ў загалоўку { $header }
official-fault-no-code = участак не пазначаны
official-fault-unknown-station = участка { $code } няма
official-fault-unknown-choice = «{ $named }» – такога варыянта на гэтых выбарах няма
official-fault-station-twice = участак { $code } ужо ёсць у радку { $before }
official-fault-number-twice = { $what }: для ўчастка { $code } гэта ўжо ёсць у радку { $before }
official-fault-fraction = { $what }: { $text } – не цэлы лік
official-fault-no-number = { $what }: «{ $text }» – не лік
official-fault-negative = { $what }: { $value } менш за нуль
official-fault-votes-over-turnout = галасоў на ўчастку { $code } у суме { $votes } – больш за яго яўку ({ $turnout })
official-fault-votes-under-turnout = галасоў на ўчастку { $code } разам з несапраўднымі { $votes } – менш за яго яўку ({ $turnout })
official-fault-turnout-over-register = яўка на ўчастку { $code } – { $turnout }, больш, чым выбаршчыкаў у спісе ({ $voters })
official-fault-votes-over-register = галасоў на ўчастку { $code } у суме { $votes } – больш, чым выбаршчыкаў у спісе ({ $voters })
official-fault-early-over-turnout = на ўчастку { $code } датэрмінова прагаласавалі { $early } – больш за яго яўку ({ $turnout })
official-fault-no-numbers = у файле няма лікаў ні для аднаго варыянта
official-fault-blank-choices = у файле нічога няма пра { $choices }: пустое месца не можа азначаць нуль

official-cell-registered = выбаршчыкі ў спісе
official-cell-turnout = яўка
official-cell-spoiled = несапраўдныя бюлетэні
official-cell-early = датэрміновыя галасы

## Кансоль: спіс і загрузка

official-heading = Афіцыйныя вынікі
official-lead = Што абвешчана афіцыйна, па крыніцах і версіях. У кожнага ліку ёсць файл, радок і дзень.
official-gone = Тут нічога няма. Магчыма, гэта выдалілі або яно выдалілася само праз тыдзень.
official-no-election = Выбараў пакуль няма
official-no-election-text = Афіцыйныя вынікі належаць да выбараў і іх участкаў.
official-none = Афіцыйных вынікаў пакуль няма
official-none-text = Загрузіце ніжэй табліцу: галасы па ўчастках, як іх абвясцілі, – ад выбарчай камісіі, з пратаколаў або ад назіральнікаў.
official-versions = Версіі па крыніцах, зверху новыя
official-version = Версія { $version }
official-stations =
    { $stations ->
        [one] { $stations } участак
        [few] { $stations } участкі
       *[many] { $stations } участкаў
    }
official-source = Крыніца
official-source-hint = Хто гэта кажа. Крыніцы стаяць побач; наступны файл той самай крыніцы – новая версія.
official-source-cec = Выбарчая камісія
official-source-protocol = Пратаколы
official-source-observer = Назіральнікі
official-which-source = Выберыце, хто гэта кажа.
official-uploads = Яшчэ не імпартавана
official-uploaded = Загружана
official-state = Стан
official-state-uploaded = трэба паглядзець
official-state-checking = правяраецца
official-state-checked = можна імпартаваць
official-state-importing = імпартуецца
official-state-imported = імпартавана
official-state-refused = не імпартавана
official-state-failed = не атрымалася
official-import = Імпартаваць файл
official-import-text = Пры загрузцы яшчэ нічога не імпартуецца: спачатку вы ўбачыце, як чытаецца файл і што ў ім не так.
official-file = Файл
official-file-hint = Табліца CSV або .xlsx, да 32 МБ: радок на кожны ўчастак і варыянт або радок на кожны ўчастак і слупок на кожны варыянт.
official-which-file = Выберыце непусты файл.
official-profile = Чытаць як
official-profile-hint = Як раней чыталіся такія самыя файлы.
official-profile-none = Адгадаць
official-upload = Загрузіць і паглядзець

## Кансоль: як чытаецца файл

official-reading = Як чытаецца файл
official-not-understood = Дапамажыце, калі ласка: зразумелыя не ўсе слупкі
official-sheet = Ліст
official-header-line = Радок загалоўкаў
official-header-line-hint = Назвы над ім прапускаюцца.
official-first-rows = Першыя радкі і чым лічацца іх слупкі
official-line = Радок
official-columns-text = Выпраўце тут тое, што адгадана няправільна. Калі радок – гэта ўчастак і варыянт, выберыце «Варыянт» і «Галасы»; калі радок – гэта ўчастак, то слупок для кожнага варыянта.
official-column-station = Участак
official-column-choice = Варыянт
official-column-votes = Галасы
official-not-in-file = – няма ў файле –
official-meaning = Што гэта значыць
official-blank = Калі ва ўчастка ёсць лікі толькі для іншых варыянтаў
official-blank-missing = нічога не вядома
official-blank-zero = так ніхто не галасаваў
official-accept = Прыняць як недарэчнасць самой крыніцы
official-accept-hint = Інакш гэта адхіляецца. Прынятае будзе ў спісе.
official-accept-sums = сумы не сыходзяцца: галасоў больш або менш за яўку, яўка большая за колькасць выбаршчыкаў у спісе
official-accept-negative = галасоў менш за нуль
official-check = Праверыць увесь файл
official-do-import = Імпартаваць
official-look = Толькі паказаць першыя радкі зноў
official-save-profile = Захаваць, як чытаецца
official-profile-called = Назва
official-profile-called-hint = Для наступнага такога самага файла, тут і ў камандным радку з --profile.
official-profile-name = Назва пачынаецца з літары або лічбы і складаецца з літар, лічбаў, прабелаў, кропак і злучкоў, не больш за 60 знакаў.
official-profile-saved = Захавана.
official-changed-meanwhile = Нехта тым часам змяніў гэтую загрузку, або яна цяпер апрацоўваецца. Тое, што вы выбралі, – ніжэй; паглядзіце, перш чым адправіць зноў.
official-drop = Выдаліць гэтую загрузку
official-drop-question = Выдаліць файл? Імпартаванае не зменіцца.
official-dropped = Загрузка выдалена.

## Кансоль: што выйшла

official-progress-read = Прачытана { $percent } %
official-progress-writing = Усё прачытана, цяпер падсумоўваецца і запісваецца
official-look-again = Паглядзець зноў
official-fits = Усё добра: можна імпартаваць як версію { $version }
official-imported = Імпартавана як версія { $version }
official-to-import = Паглядзець лікі
official-accepted =
    { $count ->
        [one] { $count } супярэчнасць прынята як недарэчнасць самой крыніцы
        [few] { $count } супярэчнасці прыняты як недарэчнасці самой крыніцы
       *[many] { $count } супярэчнасцей прынята як недарэчнасці самой крыніцы
    }
official-unchanged = Імпартаваць няма чаго: гэта версія { $version }
official-unchanged-text = Гэты самы файл ужо імпартаваны { $day } і чытаўся гэтак жа.
official-unusable = Так файл не прачытаць
official-bad-rows =
    { $count ->
        [one] { $count } памылка. Нічога не імпартавана.
        [few] { $count } памылкі. Нічога не імпартавана.
       *[many] { $count } памылак. Нічога не імпартавана.
    }
official-bad-rows-text = Выпраўце файл і загрузіце зноў або змяніце ніжэй, як ён чытаецца.
official-gave-up = Гэты файл прачытаць не ўдалося
official-gave-up-text = Не атрымалася тры разы. Захавайце яго як CSV і паспрабуйце зноў, і скажыце таму, хто адказвае за сервер.
official-more =
    { $count ->
        [one] … і яшчэ { $count }
        [few] … і яшчэ { $count }
       *[many] … і яшчэ { $count }
    }
official-reason = Прычына
official-download-faults = Спампаваць спіс (CSV)
official-numbers = Лікаў
official-count = { $count }
official-with-result = Участкаў з вынікам
official-without-result = Участкаў без яго
official-shape = Радкі
official-shape-long = па адным на ўчастак і варыянт
official-shape-wide = па адным на ўчастак
official-without-numbers = Варыянты без лікаў
official-unused = Нявыкарыстаныя слупкі

## Кансоль: адзін імпарт, адзін участак

official-how-read = Як гэта прачытана
official-imported-on = Імпартавана
official-imported-by = Хто імпартаваў
official-command-line = камандны радок
official-stations-named = Участкаў у файле
official-columns = Слупкі
official-changes = У параўнанні з версіяй { $version }
official-changes-text = Іншых лікаў: { $changed }; новых: { $added }; знікла: { $gone }
official-by-station = Па ўчастках
official-search = Нумар, назва або адрас участка
official-find = Знайсці
official-nothing-found = Такога ўчастка няма
official-numbers-of = Лікі з { $file }, імпарт { $day }; пад кожным – яго радок
official-where = { $file }, радок { $line }, імпарт { $day }
official-on-line = радок { $line }
official-station-none = Ніводзін файл нічога не кажа пра гэты ўчастак
official-station-versions = Што кажа кожная версія кожнай крыніцы; пад кожным лікам – яго радок
official-what = Што

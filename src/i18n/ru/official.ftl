# Официальные результаты: импорт, версии, числа одного импорта; что может быть не так с файлом.

## Ошибки в файле

official-fault-at = строка { $line }: { $fault }
official-fault-empty = файл пуст
official-fault-no-table = это не текст и не книга Excel (.xlsx)
official-fault-old-workbook = это старый или защищённый файл Excel: сохраните его как .xlsx без пароля или как CSV
official-fault-broken-workbook = это не книга Excel, или она повреждена: откройте её и сохраните заново, как .xlsx или CSV
official-fault-too-large = книга слишком велика: больше чем { $limit } { $what ->
        [packedBytes] байт
        [bytes] байт на лист
        [parts] частей
        [letters] букв текста
        [strings] разных текстов
        [rows] строк
       *[columns] столбцов
    }
official-fault-no-sheet = листа «{ $sheet }» нет, есть только: { $sheets }
official-fault-no-header-line = в строке { $line }, где должны быть заголовки, ничего нет
official-fault-encoding = здесь или чуть дальше – не { $encoding }
official-fault-open-quote = здесь открывается кавычка, которая нигде не закрыта
official-fault-unreadable = это не читается как CSV ({ $code })
official-fault-unknown-column = столбца { $column } в официальных результатах нет
official-fault-no-header = { $column }: в файле нет заголовка «{ $header }»
official-fault-header-twice = { $column }: «{ $header }» уже занят другим столбцом
official-fault-ambiguous = { $headers }: что из этого – { $what }?
official-fault-no-station-column = ни один столбец не говорит, какой это участок
official-fault-no-votes-column = ни в одном столбце нет голосов
official-fault-no-choice-column = ни в одном столбце нет варианта из бюллетеня
official-fault-width = столбцов здесь { $columns }, а в заголовке { $header }
official-fault-no-code = участок не указан
official-fault-unknown-station = участка { $code } нет
official-fault-unknown-choice = «{ $named }» – такого варианта на этих выборах нет
official-fault-station-twice = участок { $code } уже есть в строке { $before }
official-fault-number-twice = { $what }: для участка { $code } это уже есть в строке { $before }
official-fault-fraction = { $what }: { $text } – не целое число
official-fault-no-number = { $what }: «{ $text }» – не число
official-fault-negative = { $what }: { $value } меньше нуля
official-fault-votes-over-turnout = голоса участка { $code } в сумме { $votes } – больше, чем его явка { $turnout }
official-fault-votes-under-turnout = голоса участка { $code } вместе с недействительными – { $votes }, меньше, чем его явка { $turnout }
official-fault-turnout-over-register = явка участка { $code } – { $turnout }, а избирателей в списке меньше: { $voters }
official-fault-votes-over-register = голоса участка { $code } в сумме { $votes }, а избирателей в списке меньше: { $voters }
official-fault-early-over-turnout = на участке { $code } досрочно проголосовали { $early } – больше, чем его явка { $turnout }
official-fault-no-numbers = в файле нет чисел ни для одного варианта
official-fault-blank-choices = в файле ничего нет про { $choices }: пустое место не может означать ноль

official-cell-registered = избиратели в списке
official-cell-turnout = явка
official-cell-spoiled = недействительные бюллетени
official-cell-early = досрочные голоса

## Консоль: список и загрузка

official-heading = Официальные результаты
official-lead = Что объявлено официально, по источникам и версиям. У каждого числа есть файл, строка и день.
official-gone = Здесь ничего нет. Возможно, загрузку удалили, или она удалилась сама через неделю.
official-no-election = Выборов пока нет
official-no-election-text = Официальные результаты относятся к выборам и их участкам.
official-none = Официальных результатов пока нет
official-none-text = Загрузите ниже таблицу: голоса по участкам, как их объявили, – от избирательной комиссии, из протоколов или от наблюдателей.
official-versions = Версии по источникам, сверху новые
official-version = Версия { $version }
official-stations =
    { $stations ->
        [one] { $stations } участок
        [few] { $stations } участка
       *[many] { $stations } участков
    }
official-source = Источник
official-source-hint = Кто это говорит. Источники стоят рядом; следующий файл того же источника – новая версия.
official-source-cec = Избирательная комиссия
official-source-protocol = Протоколы
official-source-observer = Наблюдатели
official-which-source = Выберите, кто это говорит.
official-uploads = Ещё не импортировано
official-uploaded = Загружено
official-state = Состояние
official-state-uploaded = нужно посмотреть
official-state-checking = проверяется
official-state-checked = можно импортировать
official-state-importing = импортируется
official-state-imported = импортировано
official-state-refused = не импортировано
official-state-failed = не вышло
official-import = Импортировать файл
official-import-text = При загрузке ещё ничего не импортируется: сначала вы увидите, как читается файл и что в нём не так.
official-file = Файл
official-file-hint = Таблица CSV или .xlsx, до 32 МБ: строка на каждый участок и вариант или строка на каждый участок и столбец на каждый вариант.
official-which-file = Выберите непустой файл.
official-profile = Читать как
official-profile-hint = Как раньше читались такие же файлы.
official-profile-none = Угадать
official-upload = Загрузить и посмотреть

## Консоль: как читается файл

official-reading = Как читается файл
official-not-understood = Помогите, пожалуйста: понятны не все столбцы
official-sheet = Лист
official-header-line = Строка заголовков
official-header-line-hint = Названия над ней пропускаются.
official-first-rows = Первые строки и чем считаются их столбцы
official-line = Строка
official-columns-text = Исправьте здесь то, что угадано неверно. Если строка – это участок и вариант, выберите «Вариант» и «Голоса»; если строка – это участок, выберите по столбцу для каждого варианта.
official-column-station = Участок
official-column-choice = Вариант
official-column-votes = Голоса
official-not-in-file = – нет в файле –
official-meaning = Что это значит
official-blank = Если у участка есть числа только для других вариантов
official-blank-missing = ничего не известно
official-blank-zero = так никто не голосовал
official-accept = Принять как нелепость самого источника
official-accept-hint = Иначе это отклоняется. Принятое будет в списке.
official-accept-sums = суммы не сходятся: голосов больше или меньше явки, явка больше списка
official-accept-negative = голосов меньше нуля
official-check = Проверить весь файл
official-do-import = Импортировать
official-look = Только показать первые строки заново
official-save-profile = Сохранить, как читается
official-profile-called = Название
official-profile-called-hint = Для следующего такого же файла, здесь и в командной строке с --profile.
official-profile-name = Название начинается с буквы или цифры и состоит из букв, цифр, пробелов, точек и чёрточек, не больше 60.
official-profile-saved = Сохранено.
official-changed-meanwhile = Кто-то тем временем изменил эту загрузку, или она в работе. То, что вы выбрали, – ниже; посмотрите, прежде чем отправить снова.
official-drop = Удалить эту загрузку
official-drop-question = Удалить файл? Импортированное не изменится.
official-dropped = Загрузка удалена.

## Консоль: что вышло

official-progress-read = Прочитано { $percent } %
official-progress-writing = Всё прочитано, теперь складывается и записывается
official-look-again = Посмотреть снова
official-fits = Всё в порядке: можно импортировать как версию { $version }
official-imported = Импортировано как версия { $version }
official-to-import = Посмотреть числа
official-accepted =
    { $count ->
        [one] { $count } противоречие принято как ошибка источника
        [few] { $count } противоречия приняты как ошибки источника
       *[many] { $count } противоречий приняты как ошибки источника
    }
official-unchanged = Импортировать нечего: это версия { $version }
official-unchanged-text = Этот самый файл уже импортирован { $day } и читался так же.
official-unusable = Так файл не прочитать
official-bad-rows =
    { $count ->
        [one] { $count } ошибка. Ничего не импортировано.
        [few] { $count } ошибки. Ничего не импортировано.
       *[many] { $count } ошибок. Ничего не импортировано.
    }
official-bad-rows-text = Исправьте файл и загрузите снова или измените ниже, как он читается.
official-gave-up = Этот файл прочитать не удалось
official-gave-up-text = Прочитать не вышло три раза. Сохраните файл как CSV и попробуйте снова, а ещё сообщите об этом тому, кто отвечает за сервер.
official-more =
    { $count ->
        [one] … и ещё { $count }
        [few] … и ещё { $count }
       *[many] … и ещё { $count }
    }
official-reason = Причина
official-download-faults = Скачать список (CSV)
official-numbers = Чисел
official-count = { $count }
official-with-result = Участков с результатом
official-without-result = Участков без него
official-shape = Строки
official-shape-long = по одной на участок и вариант
official-shape-wide = по одной на участок
official-without-numbers = Варианты без чисел
official-unused = Неиспользованные столбцы

## Консоль: один импорт, один участок

official-how-read = Как это прочитано
official-imported-on = Импортировано
official-imported-by = Кто импортировал
official-command-line = командная строка
official-stations-named = Участков в файле
official-columns = Столбцы
official-changes = По сравнению с версией { $version }
official-changes-text = Изменилось чисел: { $changed }; новых: { $added }; исчезло: { $gone }
official-by-station = По участкам
official-search = Номер, название или адрес участка
official-find = Найти
official-nothing-found = Такого участка нет
official-numbers-of = Числа из { $file }, импорт { $day }; под каждым его строка
official-where = { $file }, строка { $line }, импорт { $day }
official-on-line = строка { $line }
official-station-none = Ни один файл ничего не говорит об этом участке
official-station-versions = Что говорит каждая версия каждого источника; под каждым числом его строка
official-what = Что

# Result sheets in the console: typed in by reviewers, resolved by administrators.

protocols-no-election = Выборов нет
protocols-none = Протоколов пока нет
protocols-none-text = Когда кто-нибудь пришлёт боту фото протокола участка, числа введут в разделе «Ввод», а согласованные появятся здесь.
protocols-sheet-of = Протокол участка { $station }
protocols-station = Участок
protocols-do = Что можно сделать

## Fields of the sheet

protocols-field = В протоколе
protocols-field-registered = Избирателей в списке
protocols-field-issued = Выдано бюллетеней
protocols-field-in-box = Бюллетеней в урнах
protocols-field-early = из них досрочно
protocols-field-at-home = из них на дому
protocols-field-invalid = Недействительных

## What does not add up

protocols-flag-votes-not-in-box = Голоса и недействительные вместе – { $left }, в урнах было { $right }.
protocols-flag-votes-over-box = Голоса и недействительные вместе – уже { $left }, в урнах было только { $right }.
protocols-flag-votes-over-issued = Голоса и недействительные вместе – { $left }, выдано только { $right }.
protocols-flag-votes-over-registered = Голоса и недействительные вместе – { $left }, избирателей только { $right }.
protocols-flag-issued-over-registered = Бюллетеней выдано { $left }, избирателей { $right }.
protocols-flag-box-over-issued = В урнах было { $left }, выдано только { $right }.
protocols-flag-box-over-registered = В урнах было { $left }, избирателей только { $right }.
protocols-flag-early-over-box = Досрочно проголосовали { $left }, в урнах всего { $right }.
protocols-flag-at-home-over-box = На дому проголосовали { $left }, в урнах всего { $right }.
protocols-flag-early-and-at-home-over-box = Досрочно и на дому вместе – { $left }, в урнах всего { $right }.
protocols-flag-choice-over-box = { $name }: голосов { $left }, бюллетеней в урнах всего { $right }.
protocols-flag-impossible = { $name }: { $left } – столько не бывает ни на одном участке.
protocols-flag-blank = Пусто: { $fields }
protocols-flag-far-from-list = Избирателей { $left }; в списке участков – { $right }.
protocols-adds-up = Всё сходится.

## Typing

protocols-typing-lead = Введите то, что напечатано в протоколе. Тот же протокол вводят и другие, не видя вас; одинаковые записи считаются согласованными.
protocols-begin = Взять протокол
protocols-waiting =
    { $count ->
        [one] Ждёт { $count } протокол
        [few] Ждут { $count } протокола
       *[other] Ждут { $count } протоколов
    }
protocols-how = Вам достанется один по жребию. Он ваш, пока с последнего нажатия не пройдёт четверть часа.
protocols-nothing = Протоколов не осталось
protocols-nothing-text = Новые появятся, когда люди пришлют фото. Заглянуть можно в любое время.
protocols-nothing-now = Для вас сейчас ничего нет: в открытых ваша запись уже есть, или они в руках у других.
protocols-rules = Перед первым
protocols-rule-printed = Вводите то, что напечатано, даже если так быть не может. Ничего никогда не исправляется.
protocols-rule-blank = Оставьте поле пустым, если в протоколе такого нет или прочитать нельзя. Ноль – это число: введите его.
protocols-rule-blind = Никто не видит, что вы вводите, и вы не видите чужого. Не обсуждайте протоколы.
protocols-rule-problem = Если на фото нет протокола этого участка или его нельзя прочитать, сообщите об этом кнопкой под полями.
protocols-rule-flags = Пока вы вводите, суммы проверяются. Появилась строка – взгляните ещё раз, и только.
protocols-photos = Фото
protocols-photo = Фото { $number }
protocols-photo-of = Фото { $number } из { $photos }
protocols-no-photos = Фото больше нет
protocols-no-photos-text = Без них ввести нечего. Укажите, что прочитать нельзя.
protocols-photo-not-yours = Это фото для вас не открыто: возьмите протокол снова.
protocols-photo-destroyed = Этого фото больше нет. Если остальных не хватает, укажите, что прочитать нельзя.
protocols-no-number = Только цифры. Если числа нет, оставьте пустым.
protocols-empty-sheet = Ни у кого нет числа голосов. Если прочитать нельзя ни одного, нажмите «Не прочитать».
protocols-save = Сохранить, следующий
protocols-put-back = Вернуть
protocols-put-back-done = Протокол возвращён, его введут другие.
protocols-problem = Если вводить нечего:
protocols-problem-unreadable = Не прочитать
protocols-problem-not-a-protocol = Не протокол
protocols-problem-other-station = Другой участок
protocols-problem-other-election = Другие выборы
protocols-lease-over = Протокол больше не у вас: слишком долго не было нажатий, или решение уже есть. Ничего не потеряно; возьмите его снова или другой.
protocols-typed = Сохранено.
protocols-typed-already = Этот протокол вы уже вводили. Остаётся то, что было введено тогда.
protocols-typed-lapsed = Тем временем этот протокол ввели другие, и ваша запись уже не понадобилась.
protocols-typed-closed = По этому протоколу уже есть решение, или его заменил отправитель. Ваша запись не понадобилась.
protocols-typed-unfit = Это не поля протокола этих выборов. Возьмите его, пожалуйста, ещё раз.
protocols-keys = Клавиши
protocols-key-enter = следующее поле; с последнего – к «Сохранить»
protocols-key-arrows = от поля к полю
protocols-key-photo = следующее фото
protocols-key-move = сдвинуть увеличенное
protocols-keys-note = Действуют, пока вы в поле: в числах букв нет. U, N, S и O ведут к кнопкам ниже, Enter нажимает их.

## Administrators

protocols-stat-open = Вводятся
protocols-stat-wanted =
    { $count ->
        [one] нужна { $count } запись
        [few] нужны { $count } записи
       *[other] нужно { $count } записей
    }
protocols-stat-typed = Введено сегодня
protocols-stat-each = по { $time }
protocols-stat-clear = Осталось работы
protocols-stat-clear-note = для одного человека, в сегодняшнем темпе
protocols-stat-disputed = На решение
protocols-stat-stations = Участков согласовано
protocols-stat-differing =
    { $count ->
        [0] разных версий нет
        [one] { $count } с разными версиями
       *[other] { $count } с разными версиями
    }
protocols-disputed = На решение
protocols-disputed-text = Записи не совпали, или протокол открыт заново. Кто его вводил, тот не решает.
protocols-entries = Записи
protocols-open = Решить
protocols-open-again = Открыть заново
protocols-stations = Участки
protocols-show-all = Все
protocols-show-differing = Версии различаются
protocols-show-flagged = Не сходится
protocols-none-all = Согласованных участков пока нет
protocols-none-differing = Все версии одинаковы
protocols-none-flagged = Всё сходится
protocols-versions = Версии
protocols-senders = Прислали
protocols-state = Состояние
protocols-badge-differ = версии различаются
protocols-badge-chosen = версия выбрана
protocols-badge-flagged = не сходится
protocols-badge-fine = сходится
protocols-rejected =
    { $count ->
        [one] { $count } ввести не удалось
       *[other] { $count } ввести не удалось
    }
protocols-adopt = Официальные результаты
protocols-adopt-text =
    { $count ->
        [0] Участков с принятыми числами пока нет.
        [one] У { $count } участка есть принятые числа. Если их внести, они станут новейшей версией официальных результатов из источника «Протоколы».
       *[other] У { $count } участков есть принятые числа. Если их внести, они станут новейшей версией официальных результатов из источника «Протоколы».
    } Участки с разными версиями не вносятся, пока одна не выбрана. Прежние версии остаются.
protocols-adopt-do = Внести согласованные числа
protocols-adopting = Согласованные числа вносятся. Обновите страницу через мгновение.
protocols-adopt-waiting = Числа вносятся.
protocols-adopt-adopted = В последний раз внесены как версия { $version }.
protocols-adopt-unchanged = С версии { $version } ничего не изменилось.
protocols-adopt-nothing = Вносить было нечего.
protocols-adopt-refused = Внести не удалось: импорт их не принял. Сообщите, пожалуйста, тому, кто отвечает за сервер.
protocols-no-station = Такого протокола нет, или по нему ещё ничего не согласовано.
protocols-request-waiting = То, о чём вы попросили, выполняется. Обновите страницу через мгновение.
protocols-differ =
    { $count ->
        [one] { $count } версия
        [few] { $count } версии протокола этого участка
       *[other] { $count } версий протокола этого участка
    }
protocols-differ-fields = Различаются: { $fields }
protocols-differ-open = Пока вы не выберете, не учитывается ни одна. Настоящими могут быть обе бумаги: сначала взгляните ещё раз на фото.
protocols-differ-chosen = Учитывается выбранная. Остальные остаются здесь.
protocols-differs = различается
protocols-numbers = Числа
protocols-version = Версия { $number }
protocols-counts = учитывается
protocols-by-administrator = решение администратора
protocols-sent-by =
    { $count ->
        [one] прислал { $count } человек
        [few] прислали { $count } человека
       *[other] прислали { $count } человек
    }
protocols-choose = Учитывать эту
protocols-choose-sure = Из версий этого участка отныне учитывается эта, и никакая другая. Позже можно выбрать иначе.
protocols-choosing = Выбрано. Через мгновение она начнёт учитываться.
protocols-look-again =
    { $count ->
        [1] Взглянуть ещё раз
       *[other] Взглянуть ещё раз на № { $number }
    }
protocols-look-again-sure = Числа перестанут быть согласованными, пока вы или другие не решите заново, глядя на фото.
protocols-opening = Протокол открывается заново и через мгновение будет среди тех, что на решении.
protocols-photos-of-other = Фото те же, что у другого протокола этого участка: откройте заново тот.
protocols-not-to-resolve = Этот протокол не на решении, или вы вводили его сами: тогда решает кто-то другой.
protocols-resolve = Решить: участок { $station }
protocols-resolve-text = Где введено одинаково, поле заполнено. Где нет, числа стоят под полем: сравните каждое с фото.
protocols-resolve-anew = Ничьих записей не осталось. Введите то, что напечатано.
protocols-resolve-save = Принять эти числа
protocols-type-again = Пусть введут заново
protocols-resolved = Решено.
protocols-entry-round = Раунд
protocols-entry-by = Кто
protocols-entry-final = { $reviewer }, как администратор
protocols-entry-says = Что
protocols-entry-numbers = Числа
protocols-entry-again = Ввести заново
